"""Other word processors' files into .docx, and .docx into PDF, through LibreOffice.

In: a document's bytes and its extension, or paths. Out: the bytes of a .docx, or of PDFs.
Nothing of the documents stays behind on the disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plandocs.errors import Corrupt, MissingExtra, NotFound, OutputError, TooLarge
from plandocs.word.package.foreign import office

SECONDS: Final = 120.0
"""How long one document may take, with LibreOffice's own start."""

_SECONDS_MORE: Final = 15.0
_DOCX: Final = "docx:MS Word 2007 XML"
_PDF: Final = "pdf:writer_pdf_Export"
_TAIL: Final = 1024  # bytes in which a PDF says that it has ended


def available() -> bool:
    """Whether LibreOffice is there to convert with."""
    return office.program() is not None


def to_docx(data: bytes, extension: str, source: str = "", *, seconds: float = SECONDS) -> bytes:
    """The document as .docx; ``extension`` (``.doc``, ``.odt``, ``.rtf``) says what it is now.

    Raises `Corrupt` where LibreOffice cannot read it, `TooLarge` where it takes too long, and
    `MissingExtra` where it cannot be started or has no room to work in.
    """
    try:
        with office.workshop() as folder:
            given = folder / f"document{extension}"
            given.write_bytes(data)
            _convert(_DOCX, [given.name], folder, seconds)
            made = folder / "out" / "document.docx"
            if made.is_file():
                return made.read_bytes()
    except office.OutOfTime:
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
    given = [Path(path) for path in paths]
    if not given:
        return ()
    # Plain numbers: no name, however long or strange, comes in the way.
    names = [f"{number:06}{path.suffix.lower()}" for number, path in enumerate(given)]
    try:
        with office.workshop() as folder:
            for name, path in zip(names, given, strict=True):
                _copy_in(path, folder / name)
            _convert(_PDF, names, folder, seconds + _SECONDS_MORE * len(names))
            made = [_whole(folder / "out" / f"{number:06}.pdf") for number in range(len(given))]
    except office.OutOfTime:
        raise OutputError(
            f"LibreOffice did not finish {len(names)} PDF files in time; print fewer at once",
            str(given[0].parent),
        ) from None
    except OSError as error:
        raise MissingExtra(f"LibreOffice cannot be run here ({error.strerror})") from error
    _refuse_gaps(given, made)
    return tuple(data for data in made if data is not None)


def _whole(pdf: Path) -> bytes | None:
    """What LibreOffice printed; None where there is nothing, or its end is missing."""
    try:
        data = pdf.read_bytes()
    except OSError:
        return None
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-_TAIL:] else None


def _convert(filter_name: str, names: Sequence[str], folder: Path, seconds: float) -> None:
    soffice = office.program()
    if soffice is None:
        raise MissingExtra("this needs LibreOffice (soffice), which is not on the path; install it")
    out = folder / "out"
    out.mkdir()
    office.run(
        soffice, ["--convert-to", filter_name, "--outdir", str(out), *names], folder, seconds
    )


def _refuse_gaps(given: Sequence[Path], made: Sequence[bytes | None]) -> None:
    missing = [str(path) for path, pdf in zip(given, made, strict=True) if pdf is None]
    if missing:
        raise OutputError(
            f"LibreOffice made no whole PDF of {len(missing)} of {len(given)} documents: "
            f"{', '.join(missing[:5])}; none of these was written",
        )


def _copy_in(path: Path, to: Path) -> None:
    try:
        shutil.copyfile(path, to)
    except OSError as error:
        raise NotFound(f"it cannot be read ({error.strerror})", str(path)) from None
