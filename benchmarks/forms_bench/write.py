"""A document of plain values → a Word file, by python-docx and WordprocessingML of our own."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.run import Run as WordRun

from .model import Cell, Document, Par, Row, Run, Table

_NAMESPACES = nsdecls("w", "r") + (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_CHANGE = 'w:author="A. Manager" w:date="2026-08-03T09:00:00Z"'
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDTH = 9600


def written(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    return _Writer().write(document)


class _Writer:
    """Writes one document; numbers its changes, controls, comments and footnotes."""

    def __init__(self) -> None:
        self.word = docx.Document()
        self.count = 100
        self.footnotes: list[str] = []
        self.comments: list[tuple[str, str]] = []  # the bookmark of its place, and its words

    def write(self, document: Document) -> bytes:
        body = self.word.element.body
        for block in document.blocks:
            body.insert(len(body) - 1, parse_xml(self._block(block, top=True)))
        section = self.word.sections[0]
        section.footer.paragraphs[0].text = document.footer
        if document.page_header:
            section.header.paragraphs[0].text = document.page_header
        self._add_comments()
        if self.footnotes:
            self._add_footnotes()
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def _block(self, block: Par | Table, top: bool = False) -> str:
        names = f" {_NAMESPACES}" if top else ""
        return self._table(block, names) if isinstance(block, Table) else self._par(block, names)

    def _table(self, table: Table, names: str = "") -> str:
        columns = max(sum(c.span for c in row.cells) for row in table.rows)
        grid = f'<w:gridCol w:w="{_WIDTH // columns}"/>' * columns
        rows = "".join(self._row(row, _WIDTH // columns) for row in table.rows)
        return (
            f'<w:tbl{names}><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{_BORDERS}'
            f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, row: Row, width: int) -> str:
        heading = "<w:trPr><w:tblHeader/></w:trPr>" if row.heading else ""
        return f"<w:tr>{heading}{''.join(self._cell(c, width) for c in row.cells)}</w:tr>"

    def _cell(self, cell: Cell, width: int) -> str:
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = {"": "", "start": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}
        blocks = "".join(self._block(b) for b in cell.blocks)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{cell.span * width}" w:type="dxa"/>{span}'
            f"{merge[cell.merge]}</w:tcPr>{blocks}</w:tc>"
        )

    def _par(self, paragraph: Par, names: str = "") -> str:
        style = self._style(paragraph.style)
        return f"<w:p{names}>{style}{''.join(self._run(r) for r in paragraph.runs)}</w:p>"

    def _style(self, name: str) -> str:
        if not name:
            return ""
        return f'<w:pPr><w:pStyle w:val="{self.word.styles[name].style_id}"/></w:pPr>'

    def _run(self, run: Run) -> str:
        self.count += 1
        words = _words(run.text)
        match run.kind:
            case "plain":
                return f"<w:r>{words}</w:r>"
            case "newline":
                return "<w:r><w:br/></w:r>"
            case "bold":
                return f"<w:r><w:rPr><w:b/></w:rPr>{words}</w:r>"
            case "hidden":
                return f"<w:r><w:rPr><w:vanish/></w:rPr>{words}</w:r>"
            case "inserted":
                return f'<w:ins w:id="{self.count}" {_CHANGE}><w:r>{words}</w:r></w:ins>'
            case "deleted":
                gone = words.replace("w:t", "w:delText")
                return f'<w:del w:id="{self.count}" {_CHANGE}><w:r>{gone}</w:r></w:del>'
            case "link":
                return f'<w:hyperlink w:anchor="more"><w:r>{words}</w:r></w:hyperlink>'
            case "control" | "prompt":
                return self._control(words, run.kind == "prompt")
            case "footnote":
                self.footnotes.append(run.text)
                return f'<w:r><w:footnoteReference w:id="{len(self.footnotes) + 1}"/></w:r>'
            case "comment":
                mark = f"comment{self.count}"
                self.comments.append((mark, run.text))
                return (
                    f'<w:bookmarkStart w:id="{self.count}" w:name="{mark}"/><w:r/>'
                    f'<w:bookmarkEnd w:id="{self.count}"/>'
                )
            case "textbox":
                return (
                    '<w:r><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox>'
                    f"<w:txbxContent><w:p><w:r>{words}</w:r></w:p></w:txbxContent></v:textbox>"
                    "</v:shape></w:pict></w:r>"
                )
        raise ValueError(f"no such kind of run: {run.kind}")

    def _control(self, words: str, prompt: bool) -> str:
        shown = "<w:showingPlcHdr/>" if prompt else ""
        style = "<w:rPr><w:color w:val='808080'/></w:rPr>" if prompt else ""
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self.count}"/>{shown}<w:text/></w:sdtPr>'
            f"<w:sdtContent><w:r>{style}{words}</w:r></w:sdtContent></w:sdt>"
        )

    def _add_comments(self) -> None:
        body = self.word.element.body
        for name, words in self.comments:
            start = body.xpath(f'.//w:bookmarkStart[@w:name="{name}"]')[0]
            run = WordRun(start.getnext(), self.word.paragraphs[0])
            self.word.add_comment(run, text=words, author="A. Manager", initials="AM")
            start.getparent().remove(start)
        for end in body.xpath(".//w:bookmarkEnd"):
            end.getparent().remove(end)

    def _add_footnotes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r>{_words(text)}</w:r>'
            "</w:p></w:footnote>"
            for number, text in enumerate(self.footnotes, 2)
        )
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:footnote>"
            for number, kind in enumerate(("separator", "continuationSeparator"))
        )
        blob = f"<w:footnotes {_NAMESPACES}>{rules}{notes}</w:footnotes>".encode()
        package = self.word.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob, package)
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
