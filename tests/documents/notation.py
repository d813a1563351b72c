"""WordprocessingML in one line: what a test types comes in, XML goes out.

``p"Officer name:"`` is a paragraph with one run; ``tbl(tr(tc"1. Reduce waits" tc(p"A" p"B")))`` a
table; ``p(r"kept " del"old" ins"new")`` a tracked change. Braces hold properties and attributes:
``p{pStyle=ListBullet}"A"`` sets a property, ``bookmarkStart{@id=1}`` an attribute (``@_id`` one
without prefix); shorthand are ``p{list=2.1}`` (list 2, second level), ``p{indent=720}`` and
``p{mark=del}`` (the mark deleted). A cell with text alone gets its paragraph, a paragraph its run.
``\\n`` is a break and ``\\t`` a tab.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z][\w:.]*)(?:\{(?P<props>[^}]*)\})?(?P<open>\()?"
    r'|(?P<close>\))|"(?P<text>(?:[^"\\]|\\.)*)")'
)
_PROPERTY = re.compile(r"(@?)([\w:]+)(?:=(\S+))?")
_PROPERTIES = {"p": "pPr", "r": "rPr", "tbl": "tblPr", "tr": "trPr", "tc": "tcPr", "sdt": "sdtPr"}
_TRACKED = ' w:id="1" w:author="M" w:date="2026-07-01T00:00:00Z"'
_IS_TRACKED = {"ins", "del", "moveFrom", "moveTo"}
_SHORTHAND = {
    "list": '<w:numPr><w:ilvl w:val="{1}"/><w:numId w:val="{0}"/></w:numPr>',
    "indent": '<w:ind w:left="{0}"/>',
    "mark": '<w:rPr><w:{0} w:id="9" w:author="M"/></w:rPr>',
    "date": '<w:date w:fullDate="{0}T00:00:00Z"/>',
    "row": '<w:{0} w:id="8" w:author="M"/>',
}
_ESCAPES = {"n": "\n", "t": "\t"}


def xml(notation: str) -> str:
    """The XML of one or more elements in notation."""
    reader = _Reader(notation)
    made = reader.elements("")
    if reader.at < len(notation.rstrip()):
        raise ValueError(f"cannot read {notation[reader.at : reader.at + 40]!r}")
    return made


class _Reader:
    def __init__(self, notation: str) -> None:
        self.notation = notation
        self.at = 0

    def elements(self, parent: str) -> str:
        """Elements up to the closing bracket or the end."""
        made = []
        while token := _TOKEN.match(self.notation, self.at):
            self.at = token.end()
            if token["close"]:
                break
            if token["text"] is not None:
                made.append(_text(token["text"], parent))
            else:
                made.append(self.element(token, parent))
        return "".join(made)

    def element(self, token: re.Match[str], parent: str) -> str:
        """One element, its content in brackets or one text."""
        name, content = token["name"], ""
        inside = "del" if parent == "del" and name == "r" else name
        if token["open"]:
            content = self.elements(inside)
        else:
            text = _TOKEN.match(self.notation, self.at)
            if text and text["text"] is not None and self.notation[self.at] == '"':
                self.at = text.end()
                content = _text(text["text"], inside)
        return _shell(name, token["props"] or "", content)


def _text(text: str, parent: str) -> str:
    """A text as the parent holds it: a run in a paragraph, a paragraph in a cell."""
    text = re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text)
    if parent in ("tc", "txbxContent", "comment", "footnote", "endnote", ""):
        return f"<w:p>{_text(text, 'p')}</w:p>"
    tag = "delText" if parent == "del" else "instrText" if parent == "instr" else "t"
    if ":" in parent:
        return escape(text)
    parts = re.split(r"([\n\t])", text)
    shown = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    made = "".join(
        shown.get(part, f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>') for part in parts
    )
    return made if parent == "r" else f"<w:r>{made}</w:r>"


def _shell(name: str, props: str, content: str) -> str:
    attributes, properties = _TRACKED if name in _IS_TRACKED else "", ""
    for at, key, value in _PROPERTY.findall(props):
        if key in _SHORTHAND and not at:
            properties += _SHORTHAND[key].format(*value.split("."))
        elif at:
            prefix = "" if ":" in key or key[0] == "_" else "w:"
            attributes += f" {prefix}{key.lstrip('_')}={quoteattr(value)}"
        else:
            given = f" w:val={quoteattr(value)}" if value else ""
            properties += f"<{key if ':' in key else 'w:' + key}{given}/>"
    tag = name if ":" in name else f"w:{name}"
    inner = f"<w:{_PROPERTIES[name]}>{properties}</w:{_PROPERTIES[name]}>" if properties else ""
    if name == "sdt":
        content = f"<w:sdtContent>{content}</w:sdtContent>"
    if name == "tc" and not content.endswith("</w:p>"):
        content += "<w:p/>"
    if name == "instr":
        return f"<w:r>{content}</w:r>" if "<w:r>" not in content else content
    return f"<{tag}{attributes}>{inner}{content}</{tag}>"
