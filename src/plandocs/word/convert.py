"""Other word processors' files into .docx, and .docx into PDF, through LibreOffice.

In: a document's bytes and its extension, or paths. Out: the bytes of a .docx, or PDF files.
Nothing of the documents stays behind on the disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from plandocs.errors import Corrupt, MissingExtra, NotFound, OutputError, TooLarge
from plandocs.word import office

SECONDS: Final = 120.0
"""How long one document may take, with LibreOffice's own start."""

_SECONDS_MORE: Final = 15.0
_DOCX: Final = "docx:MS Word 2007 XML"
_PDF: Final = "pdf:writer_pdf_Export"


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
    paths: Sequence[str | os.PathLike[str]],
    out_dir: str | os.PathLike[str],
    *,
    force: bool = False,
    seconds: float = SECONDS,
) -> tuple[Path, ...]:
    """A PDF in ``out_dir`` for each document, named after it; one LibreOffice start for all.

    Raises `MissingExtra` without LibreOffice, and `OutputError` for a PDF that exists (unless
    ``force``), for two documents of one name, and for documents that could not be printed; then
    nothing was written.
    """
    given = [Path(path) for path in paths]
    targets = [Path(out_dir) / f"{path.stem}.pdf" for path in given]
    _refuse_clashes(targets, force)
    if not given:
        return ()
    with office.workshop() as folder:
        names = [f"{number:06}{path.suffix.lower()}" for number, path in enumerate(given)]
        for name, path in zip(names, given, strict=True):
            _copy_in(path, folder / name)
        try:
            _convert(_PDF, names, folder, seconds + _SECONDS_MORE * len(names))
        except office.OutOfTime:
            raise OutputError(
                f"LibreOffice did not finish {len(names)} PDF files in time; print fewer at once",
                str(out_dir),
            ) from None
        made = [folder / "out" / f"{number:06}.pdf" for number in range(len(given))]
        _refuse_gaps(given, made)
        for pdf, target in zip(made, targets, strict=True):
            _put(pdf, target)
    return tuple(targets)


def _convert(filter_name: str, names: Sequence[str], folder: Path, seconds: float) -> None:
    soffice = office.program()
    if soffice is None:
        raise MissingExtra("this needs LibreOffice (soffice), which is not on the path; install it")
    out = folder / "out"
    out.mkdir()
    office.run(
        soffice, ["--convert-to", filter_name, "--outdir", str(out), *names], folder, seconds
    )


def _refuse_clashes(targets: Sequence[Path], force: bool) -> None:
    seen: set[str] = set()
    for target in targets:
        if target.name.lower() in seen:
            raise OutputError("two documents would get this one name; rename one", str(target))
        seen.add(target.name.lower())
        if target.exists() and not force:
            raise OutputError("it exists already; say force to replace it", str(target))


def _refuse_gaps(given: Sequence[Path], made: Sequence[Path]) -> None:
    missing = [str(path) for path, pdf in zip(given, made, strict=True) if not pdf.is_file()]
    if missing:
        raise OutputError(
            f"LibreOffice made no PDF of {len(missing)} of {len(given)} documents: "
            f"{', '.join(missing[:5])}; nothing was written",
        )


def _copy_in(path: Path, to: Path) -> None:
    try:
        shutil.copyfile(path, to)
    except OSError as error:
        raise NotFound(f"it cannot be read ({error.strerror})", str(path)) from None


def _put(pdf: Path, target: Path) -> None:
    """Whole or not at all: beside its place first, then into it in one step."""
    beside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pdf, beside)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(f"it could not be written ({error.strerror})", str(target)) from None
