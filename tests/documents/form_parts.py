"""The package of a form as Word saves one: its body, styles, lists, notes, footer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tests.documents.official import FOOTER
from tests.documents.opc import CONTENT_TYPES, MAIN, MAIN_RELS, NS, RELS, TYPES, WORD, Content, R

Arrow = tuple[str, str, str, bool]
_MAIN_TYPES = {
    "docx": f"{WORD}.document.main+xml",
    "dotx": f"{WORD}.template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
_STYLES = """<w:styles {ns}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">
<w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr>
<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="WordBullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr>
<w:numId w:val="6"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph"
w:styleId="WordBullet2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr>
<w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr>
</w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>
</w:styles>"""


def _level(number: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _numbering() -> str:
    lists = {
        1: _level(0, "bullet", "\uf0b7") + _level(1, "bullet", "o") + _level(2, "bullet", "\uf0a7"),
        2: _level(0, "decimal", "%1."),
        3: _level(0, "decimal", "%1."),
        4: _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "(%2)"),
        5: _level(0, "decimal", "%1."),
        6: _level(0, "bullet", "\uf0b7"),
        7: _level(0, "bullet", "\uf0b7"),
    }
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n + 10}">{levels}</w:abstractNum>'
        for n, levels in lists.items()
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n + 10}"/></w:num>' for n in lists
    )
    return f"<w:numbering {NS}>{kinds}{numbers}</w:numbering>"


def form_parts(
    body: str,
    *,
    notes: Mapping[str, Sequence[str]],
    more: Mapping[str, Content],
    arrows: Sequence[Arrow],
    sect: str = "",
    kind: str = "docx",
) -> dict[str, Content]:
    """All parts by name, in transitional WordprocessingML and UTF-8.

    ``more`` are further parts, in which ``%NS%`` stands for the namespaces; ``sect`` is what the
    section's properties begin with.
    """
    parts: dict[str, Content] = {
        "word/footer1.xml": f"<w:ftr {NS}><w:p><w:r><w:t>{FOOTER}</w:t></w:r></w:p></w:ftr>",
        "word/numbering.xml": _numbering(),
        "word/styles.xml": _STYLES.format(ns=NS),
        "word/media/image1.png": b"\x89PNG\r\n\x1a\n",
    }
    rels = [
        ("rIdS", "styles", "styles.xml", False), ("rIdN", "numbering", "numbering.xml", False),
        ("rIdF", "footer", "footer1.xml", False), ("rIdPic", "image", "media/image1.png", False),
    ]  # fmt: skip
    for note, bodies in notes.items():
        parts[f"word/{note}s.xml"] = f"<w:{note}s {NS}>{''.join(bodies)}</w:{note}s>"
        rels.append((f"rId{note}", f"{note}s", f"{note}s.xml", False))
    end = f'<w:sectPr>{sect}<w:footerReference w:type="default" r:id="rIdF"/></w:sectPr>'
    parts[MAIN] = f"<w:document {NS}><w:body>{body}{end}</w:body></w:document>"
    for name, content in more.items():
        parts[name] = content if isinstance(content, bytes) else content.replace("%NS%", NS)
    parts[MAIN_RELS] = _relationships([*rels, *arrows])
    parts["_rels/.rels"] = _relationships([("rId1", "officeDocument", MAIN, False)])
    parts[CONTENT_TYPES] = _content_types(parts, kind)
    return parts


def _relationships(arrows: Sequence[Arrow]) -> str:
    """A ``.rels`` part: id, kind, target, and whether that is outside."""
    found = []
    for name, kind, target, outside in arrows:
        mode = ' TargetMode="External"' if outside else ""
        target = target.replace("&", "&amp;")
        found.append(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{mode}/>')
    return f'<Relationships xmlns="{RELS}">{"".join(found)}</Relationships>'


def _content_types(parts: Mapping[str, Content], kind: str) -> str:
    found = [f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPES[kind]}"/>']
    for name in parts:
        match = re.fullmatch(r"word/(?!document)([a-z]+?)\d*\.xml", name)
        if match:
            found.append(f'<Override PartName="/{name}" ContentType="{WORD}.{match[1]}+xml"/>')
    defaults = (
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
    )
    return f'<Types xmlns="{TYPES}">{defaults}{"".join(found)}</Types>'
