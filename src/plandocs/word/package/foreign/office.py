"""LibreOffice, kept on a short leash.

In: arguments for ``soffice`` and a private folder. Out: whatever it wrote into that folder. Each
start has a profile of its own, made for it and removed after it, in which macros, linked content
and the network are off; it ends, with all its children, when its time is up.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from plandocs.files.interrupts import interrupts_held
from plandocs.files.leftovers import is_abandoned, left_name, take_away

_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SWITCHES: Final = ("--headless", "--invisible", "--norestore", "--nologo", "--nodefault")
# Macros never run, links are never updated or followed, and every proxy leads nowhere.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Office.Common/Misc", "CollectUsageInformation", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


class OutOfTime(Exception):
    """LibreOffice did not finish in the time it was given, and was stopped."""


def program() -> str | None:
    """The path of ``soffice``, or None where LibreOffice is not installed.

    Only absolute folders of the path are looked into: a program that lies in the current folder,
    beside documents that strangers sent, is never started.
    """
    names = ("soffice.exe",) if sys.platform == "win32" else ("soffice", "libreoffice")
    folders = [f.strip('"') for f in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    for name in names:
        for folder in folders:
            place = os.path.join(folder, name)
            if _is_absolute(folder) and os.path.isfile(place) and os.access(place, os.X_OK):
                return place
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _is_absolute(folder: str) -> bool:
    """On Windows with its drive, too: without one, it is of whichever drive is current."""
    drive, _ = os.path.splitdrive(folder)
    return os.path.isabs(folder) and (bool(drive) or sys.platform != "win32")


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder that only this user can read, gone afterwards with all that is in it.

    What runs that were killed have left of theirs goes before, with converters still at work.
    """
    _sweep(tempfile.gettempdir())
    folder = Path(tempfile.gettempdir()) / left_name("waiting")
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@lru_cache(maxsize=1)
def _sweep(temporary: str) -> None:
    with suppress(OSError):
        for each in os.scandir(temporary):
            if is_abandoned(each) and each.is_dir(follow_symlinks=False):
                _end_those_in(each.name)
                take_away(each)


def _end_those_in(folder: str) -> None:
    """End the converter that works in a folder: its command names it, and no other names that."""
    if sys.platform == "win32":
        return  # there its folder cannot be taken away before it has ended; a later start does it
    with suppress(OSError):
        asked = ["/bin/ps", "-wwAo", "pid=,args="]
        listed = subprocess.run(asked, capture_output=True, check=False).stdout
        for line in listed.splitlines():
            number, _, command = line.strip().partition(b" ")
            if os.fsencode(folder) in command and b"UserInstallation" in command:
                with suppress(OSError):
                    os.kill(int(number), signal.SIGKILL)


def run(soffice: str, arguments: Sequence[str], folder: Path, seconds: float) -> None:
    """Run LibreOffice inside a `workshop`. Raises `OutOfTime`.

    Its exit status says nothing about single files: look for what it should have written.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_registry(), encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", *_SWITCHES, *arguments]
    process = None
    try:
        with interrupts_held():  # what has started is known before anything ends the run
            process = subprocess.Popen(
                command, cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=os.environ | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder)),
            )  # fmt: skip
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OutOfTime from None
    finally:
        if process is not None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and its children: soffice is a script that starts the real program."""
    if process.poll() is None:
        if sys.platform == "win32":
            kill = os.path.join(_system_folder(), "taskkill.exe")
            arguments = [kill, "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(arguments, capture_output=True, check=False)
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _system_folder() -> str:
    """The folder of Windows' own programs, as Windows says it, not as a variable does."""
    import ctypes

    buffer = ctypes.create_unicode_buffer(260)
    ctypes.windll.kernel32.GetSystemDirectoryW(buffer, len(buffer))  # type: ignore[attr-defined,unused-ignore]
    return buffer.value


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>\n"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
    )
