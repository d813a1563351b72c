"""A blank form as a Word file.

In: a `Blank`. Out: the bytes of a .docx, the same on every machine and at every time.

The parts that hold no words of a form (styles, numbering, settings, fonts) are the files beside
this module. They are written out rather than taken from a library's default document, which
brings some 790 KB of styles that no form uses.
"""

import io
import zipfile
from importlib import resources
from xml.sax.saxutils import escape

from lxml import etree

from .description import TEXT_WIDTH, WIDE_TEXT_WIDTH, Blank, Section
from .tables import table
from .wordml import RELATIONSHIPS, element, keep_with_next, page_number, paragraph, runs

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHARED_PARTS = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "package_relationships.xml"),
    ("word/_rels/document.xml.rels", "document_relationships.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/numbering.xml", "numbering.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/fontTable.xml", "font_table.xml"),
    ("word/theme/theme1.xml", "theme.xml"),
)


def package(blank: Blank) -> bytes:
    """The .docx of a blank form."""
    parts = {name: _shared(file) for name, file in _SHARED_PARTS}
    parts["word/document.xml"] = _xml(_document(blank))
    parts["word/footer1.xml"] = _xml(_footer(blank))
    parts["docProps/core.xml"] = _properties(blank, "core.xml")
    parts["docProps/app.xml"] = _properties(blank, "app.xml")
    parts["docProps/custom.xml"] = _properties(blank, "custom.xml")
    return _zipped(parts)


def _document(blank: Blank) -> etree._Element:
    body = element("body", paragraph("Subtitle", *runs(blank.stage)), _title(blank))
    body.append(paragraph("FormIntroduction", *runs(blank.introduction)))
    for value in blank.tables:
        # Word joins two tables that have no paragraph between them.
        gap = paragraph("FormGap")
        if isinstance(value, Section) and value.rows and value.rows[-1].keep_with_next:
            keep_with_next(gap)
        body.extend((table(value), gap))
    body.append(_page(blank))
    return element("document", body)


def _title(blank: Blank) -> etree._Element:
    name = f"plandocs_{blank.form.replace('-', '_')}"
    start = element("bookmarkStart", id=0, name=name)
    return paragraph("Title", start, *runs(blank.title), element("bookmarkEnd", id=0))


def _page(blank: Blank) -> etree._Element:
    footer = element("footerReference", type="default")
    footer.set(f"{{{RELATIONSHIPS}}}id", "rId5")
    margins = dict(zip(("top", "right", "bottom", "left"), _margins(blank), strict=True))
    return element(
        "sectPr",
        footer,
        _size(on_its_side=blank.on_its_side),
        element("pgMar", **margins, header=567, footer=567, gutter=0),
        element("cols", space=708),
    )


def _margins(blank: Blank) -> tuple[int, int, int, int]:
    return (794, 850, 964, 850) if blank.on_its_side else (1021, 1134, 1134, 1134)


def _size(*, on_its_side: bool) -> etree._Element:
    if on_its_side:
        return element("pgSz", w=16838, h=11906, orient="landscape")
    return element("pgSz", w=11906, h=16838)


def _footer(blank: Blank) -> etree._Element:
    tab = element("r", element("tab"))
    line = paragraph("Footer", *runs(blank.footer), tab, *page_number())
    if blank.on_its_side:
        stops = (
            element("tab", val="clear", pos=TEXT_WIDTH),
            element("tab", val="right", pos=WIDE_TEXT_WIDTH),
        )
        line[0].append(element("tabs", *stops))
    return element("ftr", line)


def _shared(file: str) -> bytes:
    return _xml(_parsed(_file(file)))


def _properties(blank: Blank, file: str) -> bytes:
    words = {
        "title": blank.title.strip(),
        "subject": blank.subject,
        "author": blank.author,
        "form": blank.form,
        "edition": blank.edition,
    }
    escaped = {name: escape(text) for name, text in words.items()}
    return _xml(_parsed(_file(file).decode("utf-8").format_map(escaped).encode("utf-8")))


def _file(name: str) -> bytes:
    return resources.files(__package__).joinpath("parts", name).read_bytes()


def _parsed(content: bytes) -> etree._Element:
    # Parsing takes off the indents and whatever line ends a checkout gave the file.
    return etree.fromstring(content, etree.XMLParser(remove_blank_text=True))


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return target.getvalue()
