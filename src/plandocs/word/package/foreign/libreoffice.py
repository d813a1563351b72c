"""Other word processors' files into .docx, and .docx into PDF, through LibreOffice.

Each start has a profile of its own, made for it and removed after it, in which macros, linked
content and the network are off; it ends, with all its children, when its time is up. Nothing of the
documents stays behind on the disk.
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

from plandocs.errors import Corrupt, MissingExtra, NotFound, OutputError, TooLarge
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
    ctypes.windll.kernel32.GetSystemDirectoryW(buffer, len(buffer))  # type: ignore[attr-defined,unused-ignore]  # of Windows alone
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


SECONDS: Final = 120.0
"""How long one document may take, with LibreOffice's own start."""

_SECONDS_MORE: Final = 15.0
_DOCX: Final = "docx:MS Word 2007 XML"
_PDF: Final = "pdf:writer_pdf_Export"
_TAIL: Final = 1024  # bytes in which a PDF says that it has ended


def available() -> bool:
    """Whether LibreOffice is there to convert with."""
    return program() is not None


def to_docx(data: bytes, extension: str, source: str = "", *, seconds: float = SECONDS) -> bytes:
    """The document as .docx; ``extension`` (``.doc``, ``.odt``, ``.rtf``) says what it is now.

    Raises `Corrupt` where LibreOffice cannot read it, `TooLarge` where it takes too long, and
    `MissingExtra` where it cannot be started or has no room to work in.
    """
    try:
        with workshop() as folder:
            original = folder / f"document{extension}"
            original.write_bytes(data)
            _convert(_DOCX, [original.name], folder, seconds)
            made = folder / "out" / "document.docx"
            if made.is_file():
                return made.read_bytes()
    except OutOfTime:
        raise TooLarge(
            f"LibreOffice did not convert it in {seconds:g} seconds; open it in Word and save it "
            "as a Word document (.docx)",
            source,
        ) from None
    except OSError as error:
        raise MissingExtra(f"LibreOffice cannot be run here ({error.strerror})", source) from error
    raise Corrupt(
        f"LibreOffice could not read this {extension} file; open it in the program that wrote it "
        "and save it as a Word document (.docx)",
        source,
    )


def to_pdf(
    paths: Sequence[str | os.PathLike[str]], *, seconds: float = SECONDS
) -> tuple[bytes, ...]:
    """Return the PDF of each document; one LibreOffice start for all.

    Raises `MissingExtra` without LibreOffice, and `OutputError` for documents that could not be
    printed.
    """
    documents = [Path(path) for path in paths]
    if not documents:
        return ()
    # Plain numbers: no name, however long or strange, comes in the way.
    names = [f"{number:06}{path.suffix.lower()}" for number, path in enumerate(documents)]
    try:
        with workshop() as folder:
            for name, path in zip(names, documents, strict=True):
                _copy_in(path, folder / name)
            _convert(_PDF, names, folder, seconds + _SECONDS_MORE * len(names))
            made = [_whole(folder / "out" / f"{number:06}.pdf") for number in range(len(documents))]
    except OutOfTime:
        raise OutputError(
            f"LibreOffice did not finish {len(names)} PDF files in time; print fewer at once",
            str(documents[0].parent),
        ) from None
    except OSError as error:
        raise MissingExtra(f"LibreOffice cannot be run here ({error.strerror})") from error
    _refuse_gaps(documents, made)
    return tuple(data for data in made if data is not None)


def _whole(pdf: Path) -> bytes | None:
    """What LibreOffice printed; None where there is nothing, or its end is missing."""
    try:
        data = pdf.read_bytes()
    except OSError:
        return None
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-_TAIL:] else None


def _convert(filter_name: str, names: Sequence[str], folder: Path, seconds: float) -> None:
    soffice = program()
    if soffice is None:
        raise MissingExtra("this needs LibreOffice (soffice), which is not on the path; install it")
    out = folder / "out"
    out.mkdir()
    run(soffice, ["--convert-to", filter_name, "--outdir", str(out), *names], folder, seconds)


def _refuse_gaps(documents: Sequence[Path], made: Sequence[bytes | None]) -> None:
    missing = [str(path) for path, pdf in zip(documents, made, strict=True) if pdf is None]
    if missing:
        raise OutputError(
            f"LibreOffice made no whole PDF of {len(missing)} of {len(documents)} documents: "
            f"{', '.join(missing[:5])}; none of these was written",
        )


def _copy_in(path: Path, to: Path) -> None:
    try:
        shutil.copyfile(path, to)
    except OSError as error:
        raise NotFound(f"it cannot be read ({error.strerror})", str(path)) from None
