"""A start icon for the desk where the system has them, and a start without a console."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import webbrowser
from html import escape
from pathlib import Path
from typing import Final

from plandocs.errors import InputError, OutputError, PlandocsError
from plandocs.files.places import Place
from plandocs.files.reasons import reason
from plandocs.files.whole import write_whole

_NAME: Final = "Performance plans"
_DESKTOP_ENTRY: Final = """[Desktop Entry]
Type=Application
Name={name}
Comment=The desk of the performance plans in {folder}
Exec={command}
Icon=x-office-document
Terminal=false
Categories=Office;
"""
# The arguments are in the environment, so that no name of a folder is ever taken for a command.
_POWERSHELL: Final = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:PLANDOCS_LINK); "
    "$s.TargetPath = $env:PLANDOCS_PROGRAM; $s.Arguments = $env:PLANDOCS_ARGUMENTS; "
    "$s.WorkingDirectory = $env:PLANDOCS_FOLDER; $s.Save()"
)


def make_shortcut(folder: str | os.PathLike[str], home: Path | None = None) -> Path:
    """Put a start icon for the desk of a folder where the system has them; return its path.

    Args:
        folder: the cycle's folder.
        home: the account's own folder; the one that the system names unless given.

    Raises:
        OutputError: it cannot be written.
    """
    cycle, home = Path(folder).absolute(), home or Path.home()
    name = f"{_NAME} – {cycle.name}"
    try:
        if sys.platform == "win32":
            return _windows(cycle, home / "Desktop" / f"{name}.lnk")
        if sys.platform == "darwin":
            return _script(cycle, home / "Desktop" / f"{name}.command")
        return _entry(cycle, home / ".local" / "share" / "applications", name)
    except (OSError, subprocess.CalledProcessError) as error:
        why = reason(error) if isinstance(error, OSError) else "Windows did not make it"
        raise OutputError(f"the start icon cannot be made: {why}.", str(cycle)) from error


def _entry(cycle: Path, applications: Path, name: str) -> Path:
    """A desktop entry, as freedesktop.org's specification 1.5 has it."""
    applications.mkdir(parents=True, exist_ok=True)
    path = applications / f"plandocs-{cycle.name}.desktop"
    command = " ".join(_quoted(each) for each in (sys.executable, "-m", "plandocs", "desk", cycle))
    text = _DESKTOP_ENTRY.format(
        name=_one_line(name), folder=_one_line(str(cycle)), command=command
    )
    _replace(path, text)
    return path


def _quoted(argument: object) -> str:
    r"""An argument of Exec: in quotes, with ``\`` before what has a meaning, ``%`` doubled."""
    text = _one_line(str(argument))
    for sign in ("\\", '"', "`", "$"):
        text = text.replace(sign, f"\\{sign}")
    return '"{}"'.format(text.replace("\\", "\\\\").replace("%", "%%"))


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _script(cycle: Path, path: Path) -> Path:
    import shlex

    line = shlex.join([sys.executable, "-m", "plandocs", "desk", str(cycle)])
    _replace(path, f"#!/bin/sh\nexec {line}\n")
    path.chmod(0o755)
    return path


def _windows(cycle: Path, path: Path) -> Path:
    program = Path(sys.executable).with_name("pythonw.exe")
    facts = {
        "PLANDOCS_LINK": str(path),
        "PLANDOCS_PROGRAM": str(program if program.exists() else sys.executable),
        "PLANDOCS_ARGUMENTS": subprocess.list2cmdline(["-m", "plandocs.desk.shortcut", str(cycle)]),
        "PLANDOCS_FOLDER": str(cycle.parent),
    }
    shell = shutil.which("powershell") or "powershell"
    command = [shell, "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | facts)
    return path


def _replace(path: Path, text: str) -> None:
    """Write our own icon anew; what is there under its name was made the same way."""
    path.unlink(missing_ok=True)
    write_whole(Place(path, None), text.encode())


def start() -> None:
    """Open the desk without a console: of the folder that is named, else of the usual one.

    What goes wrong is shown in the browser, since there is nowhere else to say it.
    """
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _usual()
    try:
        from plandocs.desk import ensure_installed

        ensure_installed()
        from plandocs.desk.server import serve

        if not folder.parent.is_dir():
            raise InputError("the folder that it lies in is not there.", str(folder))
        serve(folder, say=lambda _: None)
    except PlandocsError as error:
        _show(str(error))


def _usual() -> Path:
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / _NAME


def _show(words: str) -> None:
    file, path = tempfile.mkstemp(prefix="plandocs-", suffix=".html")
    with os.fdopen(file, "w", encoding="utf-8") as page:
        page.write(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            f"<title>The desk did not open</title></head><body><h1>The desk did not open</h1>"
            f"<p>{escape(words)}</p></body></html>"
        )
    webbrowser.open(Path(path).as_uri())


if __name__ == "__main__":
    start()
