"""The characters of an XML part, whatever encoding its writer chose.

The text of a part, and the same as UTF-8 that expat accepts. The order is that of XML 1.0, appendix
F: a byte order mark, the look of the first bytes, the declaration, UTF-8.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED: Final = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_DECLARATION: Final = re.compile(r"<\?xml\b[^>]*\?>")
# Only encodings of documents: some of Python's others (idna, punycode) take quadratic time.
_KNOWN: Final = re.compile(
    r"iso[-_]?8859[-_]\d+|latin[-_]?\d|windows[-_]125\d|cp\d+|(us[-_])?ascii|koi8[-_][ru]"
    r"|macintosh|shift[-_]jis|euc[-_]\w+|iso[-_]2022[-_]\w+|gb2312|gbk|gb18030|big5",
    re.IGNORECASE,
)


def legal(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold; every line break is ``\\n``."""
    if text.isprintable():
        return text  # nearly every text: no line break in it, and nothing that XML refuses
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def decoded(data: bytes) -> tuple[str, bytes]:
    """The text, without its byte order mark, and its UTF-8 bytes for expat.

    Raises `UnicodeError` where the bytes are not in the encoding they claim.
    """
    if data.startswith(b"<?xml"):
        return _declared(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding)
    for look, encoding in _LOOKS:
        if data.startswith(look):
            return _as(data, encoding)
    return _declared(data)


def _declared(data: bytes) -> tuple[str, bytes]:
    match = _DECLARED.match(data)
    encoding = match[1].decode("ascii").lower() if match else "utf-8"
    if encoding == "utf-8":
        return data.decode("utf-8"), data
    if encoding.startswith(("utf", "ucs", "unicode")) and "7" not in encoding:
        # Bytes that show "<?xml" as ASCII are no UTF-16, whatever they say of themselves.
        return _as(data, "utf-8")
    if not _KNOWN.fullmatch(encoding):
        raise UnicodeError(f"the encoding {encoding} is not one of documents")
    return _as(data, encoding)


def _as(data: bytes, encoding: str) -> tuple[str, bytes]:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise UnicodeError(f"the encoding {encoding} is not known") from None
    if text.lstrip().startswith("<?xml"):
        text = _DECLARATION.sub("", text, count=1)
    return text, text.encode("utf-8")


def as_text(data: bytes, declared: str = "") -> str:
    """The text of a page or a plain file: by its mark, what it declares, UTF-8, Windows' own."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    half = data[:1024:2], data[1:1024:2]
    if any(len(each) > 1 and each.count(0) * 2 > len(each) for each in half):
        return data.decode(
            "utf-16-be" if half[0].count(0) > half[1].count(0) else "utf-16-le", "replace"
        )
    if _KNOWN.fullmatch(declared):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return data.decode("cp1252", "replace")
