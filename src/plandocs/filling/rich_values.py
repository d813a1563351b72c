"""Values that are no plain text: pictures, set text, links and other documents, out of tables.

A table is such as ``{picture = "crest.png", width = 30}``; the path of a file is looked up in the
folder of the context file, and never outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from plandocs.errors import InputError
from plandocs.files.reasons import unopened
from plandocs.word.package.open import open_package
from plandocs.word.template.docxtpl.rich import Picture, Rich, RichText, SubDocument
from plandocs.word.view.document import walk
from plandocs.word.view.read import read_document

_KEYS: Final = {
    "picture": {"picture", "width", "height"},
    "document": {"document"},
    "text": {"text", "bold", "italic", "underline", "colour", "size", "link"},
}
_ADDRESSES: Final = ("https://", "http://", "mailto:")
_BIGGEST: Final = 20_000_000
_WIDEST: Final = 1000
_EXAMPLE: Final = (
    'Write {picture = "crest.png", width = 30}, {document = "terms.docx"} or '
    '{text = "Words", bold = true}.'
)


def rich_value(name: str, value: Mapping[str, Any], source: str) -> Rich:
    """One value out of its table; ``source`` is the context file's path, "" for a dict.

    Raises:
        InputError: it is none of the kinds, a file is not there, lies outside or is too large.
    """
    kind = next((key for key in _KEYS if key in value), None)
    if kind is None or not value.keys() <= _KEYS[kind]:
        raise InputError(f"{name} is not a value that a template can show. {_EXAMPLE}", source)
    if kind == "picture":
        sizes = [_size(name, value.get(key, 0), source) for key in ("width", "height")]
        return Picture(_bytes(name, value["picture"], source), *sizes)
    if kind == "document":
        return SubDocument(_bytes(name, value["document"], source), str(value["document"]))
    return _rich_text(name, value, source)


def printed_text(value: Rich) -> str:
    """The words that a value prints, line by line.

    Raises:
        DocumentError: the document cannot be read.
    """
    if isinstance(value, RichText):
        return value.text
    if isinstance(value, Picture):
        return ""
    document = read_document(open_package(value.data, convert=False))
    return "\n".join(filter(None, (" ".join(p.text.split()) for p in walk(document.blocks))))


def _rich_text(name: str, value: Mapping[str, Any], source: str) -> RichText:
    link, colour, text = (value.get(key, "") for key in ("link", "colour", "text"))
    if not isinstance(text, str) or not isinstance(link, str):
        raise InputError(f"{name}: text and link are written as text.", source)
    if link and not link.lower().startswith(_ADDRESSES):
        message = f"{name}: a link starts with https://, http:// or mailto:, not {link[:40]!r}."
        raise InputError(message, source)
    digits = str(colour).removeprefix("#")
    if digits and (len(digits) != 6 or set(digits.lower()) - set("0123456789abcdef")):
        message = f"{name}: a colour is six digits, such as C00000, not {str(colour)[:40]!r}."
        raise InputError(message, source)
    bold, italic, underline = (value.get(k, False) is True for k in ("bold", "italic", "underline"))
    size = _size(name, value.get("size", 0), source)
    return RichText(text, bold, italic, underline, digits, size, link)


def _size(name: str, value: object, source: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _WIDEST:
        return value
    message = f"{name}: a size is a number of millimetres (of points for text) up to {_WIDEST}."
    raise InputError(message, source)


def _bytes(name: str, path: object, source: str) -> bytes:
    """A file's bytes; of one that a context file names, only from that file's own folder."""
    if isinstance(path, bytes):
        return path
    if not isinstance(path, str | Path):
        raise InputError(f"{name}: the path of a file is expected.", source)
    at = Path(path)
    if source:
        folder = Path(source).resolve().parent
        at = (folder / at).resolve()
        if not at.is_relative_to(folder):
            message = f"{name}: {str(path)!r} is not in the folder of this file; put a copy there."
            raise InputError(message, source)
    try:
        if at.stat().st_size > _BIGGEST:
            message = f"{name}: {at.name} is larger than {_BIGGEST // 1_000_000} MB."
            raise InputError(message, source)
        return at.read_bytes()
    except (OSError, ValueError) as error:
        message = f"{name}: {str(path)!r} cannot be opened: {unopened(at, error)}."
        raise InputError(message, source) from error
