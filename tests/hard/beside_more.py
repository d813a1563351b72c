"""Rarer things beside the text: groups, odd deletions, typed footers, building blocks."""

from __future__ import annotations

from collections.abc import Callable

from tests.hard.beside import host
from tests.hard.inline import BY, sdt
from tests.hard.pieces import Draft, Para
from tests.hard.xml import inside, run


def _anchored(number: int, uri: str, content: str) -> str:
    return (
        f'<w:r><w:drawing><wp:anchor><wp:docPr id="{number}" name="Thing {number}"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></wp:anchor></w:drawing>'
        "</w:r>"
    )


def grouped_box(draft: Draft) -> None:
    """A text box in a group of shapes."""
    number = draft.number()
    text = run(draft.stray(f"grouped note {number}", "textbox"))
    box = (
        f"<wps:wsp><wps:txbx><w:txbxContent><w:p>{text}</w:p></w:txbxContent></wps:txbx></wps:wsp>"
    )
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
    wpg = f'<wpg:wgp xmlns:wpg="{uri}">{box}</wpg:wgp>'
    host(draft).more += _anchored(number, uri, wpg)


def deleted_control(draft: Draft) -> None:
    """A content control deleted under tracking."""
    text = draft.stray(f"withdrawn remark {draft.number()}", "deleted", code="tracked-changes")
    inner = f"<w:r>{inside(text, 'w:delText')}</w:r>"
    gone = f'<w:del w:id="{draft.number()}" {BY}>{inner}</w:del>'
    host(draft).more += sdt(draft, gone)


def deleted_paragraph(draft: Draft) -> None:
    """A whole paragraph deleted under tracking, with its mark."""
    text = draft.stray(f"cancelled item {draft.number()}", "deleted", code="tracked-changes")
    gone = f'<w:del w:id="{draft.number()}" {BY}><w:r>{inside(text, "w:delText")}</w:r></w:del>'
    mark = f'<w:del w:id="{draft.number()}" {BY}/>'
    rows = [row for name in draft.order for row in draft.data_rows(name)]
    cells = [cell for row in rows for cell in row.cells if cell.value]
    if cells:
        draft.rng.choice(cells).blocks.insert(0, Para(runs=gone, mark=mark))
    else:
        draft.after.append(Para(runs=gone))


def inserted_then_deleted(draft: Draft) -> None:
    """Words that one person inserted and another deleted."""
    text = draft.stray(f"second thoughts {draft.number()}", "deleted", code="tracked-changes")
    gone = f'<w:del w:id="{draft.number()}" {BY}><w:r>{inside(text, "w:delText")}</w:r></w:del>'
    host(draft).more += f'<w:ins w:id="{draft.number()}" {BY}>{gone}</w:ins>'


def typed_footer(draft: Draft) -> None:
    """A footer of the first page, in a table."""
    text = draft.stray(f"TRIM ref HX{draft.number()}", "header-footer")
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        f"<w:p>{run(text)}</w:p></w:tc></w:tr></w:tbl>"
    )
    draft.parts["word/footer8.xml"] = f"<w:ftr %NS%>{table}<w:p/></w:ftr>"
    draft.rels.append(("rIdF8", "footer", "footer8.xml", False))
    draft.sect += '<w:footerReference w:type="first" r:id="rIdF8"/>'


def long_equation(draft: Draft) -> None:
    """An equation as a paragraph of its own after the form."""
    text = draft.stray(f"index{draft.number()}", "equation")
    math = f"<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>{text}</m:t></m:r></m:num><m:den/></m:f>"
    draft.after.append(Para(runs=math + "</m:oMath></m:oMathPara>"))


def glossary(draft: Draft) -> None:
    """The prompts of a template's building blocks, which no page shows."""
    inner = f"<w:p>{run('Type the officer name in full')}</w:p>"
    part = f"<w:docPart><w:docPartPr/><w:docPartBody>{inner}</w:docPartBody></w:docPart>"
    draft.parts["word/glossary/document.xml"] = (
        f"<w:glossaryDocument %NS%><w:docParts>{part}</w:docParts></w:glossaryDocument>"
    )
    draft.rels.append(("rIdG", "glossaryDocument", "glossary/document.xml", False))


def unhidden(draft: Draft) -> None:
    """Words whose hiding and striking are switched off again."""
    para = host(draft)
    if para.value and para.text and para.runs is None and not para.lead:
        look = '<w:rStyle w:val="Unseen"/><w:vanish w:val="0"/><w:strike w:val="false"/>'
        para.runs, para.value = run(para.text, look), False


MORE: dict[str, Callable[[Draft], None]] = {
    "grouped-box": grouped_box, "deleted-control": deleted_control,
    "deleted-paragraph": deleted_paragraph, "inserted-then-deleted": inserted_then_deleted,
    "typed-footer": typed_footer, "long-equation": long_equation, "glossary": glossary,
    "unhidden": unhidden,
}  # fmt: skip
