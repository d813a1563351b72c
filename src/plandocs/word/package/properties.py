"""A document's own properties: in come names and values, out the part that carries them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from markupsafe import escape

from plandocs.word.package.encoding import legal
from plandocs.word.package.trees import parse_xml

CUSTOM = "docProps/custom.xml"
"""Where the part goes in a template that has none."""
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}">'
)
EMPTY_CUSTOM = f"{_HEAD}</Properties>".encode()
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2


class CustomProperties:
    """The properties that a template has, to which each document adds its own."""

    def __init__(self, data: bytes, source: str = "") -> None:
        root = parse_xml(data, CUSTOM, source)
        self._old: tuple[tuple[str, str], ...] = tuple(
            (str(e.get("name", "")), "".join(etree.tostring(v, encoding="unicode") for v in e))
            for e in root
        )

    def part(self, added: Mapping[str, str]) -> bytes:
        """The part with these properties; one of the same name replaces the template's."""
        names = {name.casefold() for name in added}
        values = [
            *((name, value) for name, value in self._old if name.casefold() not in names),
            *((name, str(escape(legal(value)))) for name, value in added.items()),
        ]
        entries = (
            f'<property fmtid="{_FORMAT}" pid="{number}" name="{escape(legal(name))}">'
            + (value if value.startswith("<") else f"<vt:lpwstr>{value}</vt:lpwstr>")
            + "</property>"
            for number, (name, value) in enumerate(values, start=_FIRST_ID)
        )
        return f"{_HEAD}{''.join(entries)}</Properties>".encode()
