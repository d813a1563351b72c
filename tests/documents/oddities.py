"""XML that says the same in other words: comments, CDATA, quotes, spaces, local namespaces."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.documents.opc import W

_TEXT = re.compile(r"(<w:t xml:space=\"preserve\">)([^<]+)(</w:t>)")


def _cut(text: str) -> tuple[str, str]:
    """A text behind its first character, or before it where that is written as an entity."""
    at = 0 if text.startswith("&") else 1
    return text[:at], text[at:]


def comments(text: str) -> str:
    """Comments and processing instructions, also inside texts."""
    text = _TEXT.sub(lambda m: m[1] + "<!-- <w:t>no</w:t> -->".join(_cut(m[2])) + m[3], text)
    return text.replace("<w:p>", "<?mso-x <w:p>?><w:p>")


def sections_of_text(text: str) -> str:
    """Texts as CDATA."""

    def change(match: re.Match[str]) -> str:
        inner = match[2].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return f"{match[1]}<![CDATA[{inner}]]>{match[3]}"

    return _TEXT.sub(change, text)


def references(text: str) -> str:
    """Letters as numeric references."""

    def change(match: re.Match[str]) -> str:
        inner = "".join(
            f"&#x{ord(c):x};" if ord(c) > 127 else "&#101;" if c == "e" else c for c in match[2]
        )
        return match[1] + inner + match[3]

    return _TEXT.sub(change, text.replace("&amp;", "\0")).replace("\0", "&amp;")


def quotes(text: str) -> str:
    """Single quotes, spaces and newlines inside tags, long empty elements."""
    text = re.sub(r'="([^"<>\']*)"', r"='\1'", text)
    text = re.sub(r"<(w:[a-zA-Z]+)((?: [^<>]*)?)/>", r"<\1\2></\1>", text)
    return re.sub(r"<(w:[a-zA-Z]+)>", r"<\1 >", re.sub(r"</(w:[a-zA-Z]+)>", "</\\1\n>", text))


def local_names(text: str) -> str:
    """Namespaces declared again where they are used, under other prefixes."""
    parts = re.split(r"(<w:tbl>(?:(?!<w:tbl>).)*?</w:tbl>)", text, flags=re.DOTALL)
    for number in range(1, len(parts), 2):
        table = re.sub(r"(</?)w:", rf"\1n{number}:", parts[number])
        table = re.sub(r"(\s)w:(\w+=)", rf"\1n{number}:\2", table)
        parts[number] = table.replace(
            f"<n{number}:tbl>", f'<n{number}:tbl xmlns:n{number}="{W}">', 1
        )
    return "".join(parts)


def greater(text: str) -> str:
    """Greater-than signs in attributes, where XML allows them."""
    return text.replace("<w:p>", '<w:p w:rsidR="a>b" w14:textId="</w:p>">'.replace("</", "&lt;/"))


def indented(text: str) -> str:
    """Pretty-printed: white space between all block elements."""
    return re.sub(r"(</?w:(?:p|tc|tr|tbl|pPr|r)>)", "\n    \\1", text)


ODD: dict[str, Callable[[str], str]] = {
    "comments": comments, "cdata": sections_of_text, "references": references, "quotes": quotes,
    "local-names": local_names, "greater": greater, "indented": indented,
}  # fmt: skip
