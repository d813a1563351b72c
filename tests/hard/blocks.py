"""Wraps and changes of whole paragraphs, cells and rows: controls, tracked rows, deleted marks."""

from __future__ import annotations

from collections.abc import Callable

from tests.hard.inline import BY, sdt
from tests.hard.pieces import Cell, Draft, Para, Row, Table, Wrap, paragraphs
from tests.hard.xml import inside, run


def _typed(draft: Draft) -> list[Para]:
    blocks = draft.header + [b for name in draft.order for b in draft.sections[name]]
    return [p for p in paragraphs(blocks) if p.value and p.text and p.runs is None]


def _wrapper(draft: Draft, props: str) -> Wrap:
    return lambda xml: sdt(draft, xml, props)


def _rows(draft: Draft) -> list[Row]:
    return [row for name in draft.order for row in draft.data_rows(name)]


def paragraph_controls(draft: Draft) -> None:
    """Content controls around paragraphs."""
    for para in _typed(draft):
        if draft.rng.random() < 0.5:
            para.outer = _wrapper(draft, "<w:richText/>")


def cell_controls(draft: Draft) -> None:
    """Content controls around cells, which python-docx does not see."""
    for row in _rows(draft):
        for cell in row.cells:
            if draft.rng.random() < 0.4:
                cell.outer = _wrapper(draft, "<w:text/>")


def row_controls(draft: Draft) -> None:
    """Content controls around rows, some inside custom XML."""
    custom = '<w:customXml w:uri="u" w:element="row">{}</w:customXml>'.format
    wrap = _wrapper(draft, "<w:richText/>")
    for row in _rows(draft):
        row.outer = draft.rng.choice((wrap, custom, lambda xml: custom(wrap(xml))))


def repeating(draft: Draft) -> None:
    """A repeating section: a control around all rows, one around each of them."""
    for name in ("outcomes", "learning_needs"):
        if name not in draft.order:
            continue
        rows = draft.data_rows(name)
        for row in rows:
            row.outer = _wrapper(draft, "<w15:repeatingSectionItem/>")
        if rows:
            first, last = rows[0], rows[-1]
            head = "<w:sdt><w:sdtPr><w15:repeatingSection/></w:sdtPr><w:sdtContent>"
            _open(first, head)
            _close(last, "</w:sdtContent></w:sdt>")
        for each in draft.sections[name]:
            if (
                isinstance(each, Table)
                and rows
                and rows[0] in each.rows
                and rows[-1] not in each.rows
            ):
                _close(each.rows[-1], "</w:sdtContent></w:sdt>")
                _open_rest(draft, name, each, rows)


def _open_rest(draft: Draft, name: str, first: Table, rows: list[Row]) -> None:
    for each in draft.sections[name]:
        if isinstance(each, Table) and each is not first:
            data = [row for row in each.rows if row.data]
            _open(data[0], "<w:sdt><w:sdtPr/><w:sdtContent>")
            if all(row is not rows[-1] for row in data):
                _close(data[-1], "</w:sdtContent></w:sdt>")


def _open(row: Row, head: str) -> None:
    inner = row.outer
    row.outer = lambda xml: head + (inner(xml) if inner else xml)


def _close(row: Row, tail: str) -> None:
    inner = row.outer
    row.outer = lambda xml: (inner(xml) if inner else xml) + tail


def table_controls(draft: Draft) -> None:
    """Content controls around whole tables."""
    for name in draft.order:
        for each in draft.sections[name]:
            if isinstance(each, Table):
                each.outer = _wrapper(draft, "<w:docPartObj/>")


def inserted_rows(draft: Draft) -> None:
    """Rows and cells inserted under tracking."""
    rows = [row for row in _rows(draft) if not row.outer]
    for row in draft.rng.sample(rows, min(2, len(rows))):
        row.trpr += f'<w:ins w:id="{draft.number()}" {BY}/>'
        draft.codes.add("tracked-changes")
        for cell in row.cells[:1]:
            cell.tcpr += f'<w:cellIns w:id="{draft.number()}" {BY}/>'


def deleted_rows(draft: Draft) -> None:
    """A row deleted under tracking: no row, its words are in ``unmapped``."""
    name = draft.rng.choice([n for n in draft.order if n in ("outcomes", "learning_needs")] or [""])
    tables = [b for b in draft.sections.get(name, []) if isinstance(b, Table)]
    if not tables:
        return
    table = tables[0]
    spots = [n for n, row in enumerate(table.rows) if row.data]
    if not spots:
        return
    gone = draft.stray(f"abandoned idea {draft.number()} about pilots", "deleted")
    draft.codes.add("tracked-changes")
    deleted = f'<w:del w:id="{draft.number()}" {BY}><w:r>{inside(gone, "w:delText")}</w:r></w:del>'
    like = table.rows[spots[0]]
    cells = [Cell([Para()], cell.span) for cell in like.cells]
    cells[-1].blocks = [Para(runs=deleted)]
    row = Row(cells, data=False, trpr=f'<w:del w:id="{draft.number()}" {BY}/>')
    table.rows.insert(draft.rng.choice(spots), row)


def deleted_marks(draft: Draft) -> None:
    """A paragraph mark deleted under tracking: two paragraphs are one."""
    for name in draft.order:
        for row in draft.data_rows(name):
            for cell in row.cells:
                _join_marks(draft, cell)


def _join_marks(draft: Draft, cell: Cell) -> None:
    if not cell.value or draft.rng.random() < 0.5:
        return
    spots = [n for n, p in enumerate(cell.blocks) if isinstance(p, Para) and " " in p.text
             and p.value and p.runs is None and p.outer is None]  # fmt: skip
    if not spots:
        return
    at = draft.rng.choice(spots)
    para = cell.blocks[at]
    assert isinstance(para, Para)
    first, _, rest = para.text.partition(" ")
    more = Para(rest, typed=True, value=True)
    para.text = first + " "
    para.mark += f'<w:del w:id="{draft.number()}" {BY}/>'
    cell.blocks.insert(at + 1, more)
    draft.codes.add("tracked-changes")


def inserted_marks(draft: Draft) -> None:
    """Paragraph marks inserted, and paragraph formats changed, under tracking."""
    for para in _typed(draft):
        if draft.rng.random() < 0.3:
            para.mark += f'<w:ins w:id="{draft.number()}" {BY}/>'
            draft.codes.add("tracked-changes")


def placeholders(draft: Draft) -> None:
    """Prompts left in blank cells are no text."""
    words = ("Click or tap here to enter text.", "Click here to enter text.", "Choose an item.",
             "Click or tap to enter a date.", "Enter text")  # fmt: skip
    done = False
    for row in _rows(draft):
        for cell in row.cells:
            blank = (
                cell.value and len(cell.blocks) == len(cell.paras) == 1 and not cell.paras[0].text
            )
            if blank and not cell.paras[0].lead and cell.paras[0].runs is None:
                prompt = draft.rng.choice(words)
                style = '<w:rStyle w:val="PlaceholderText"/>'
                runs = sdt(draft, run(prompt, style), "<w:showingPlcHdr/><w:text/>")
                cell.blocks = [Para(prompt, typed=False, runs=runs)]
                done = True
    if done:
        draft.codes.add("placeholder-left")


def moved_row(draft: Draft) -> None:
    """Hidden rows of blank cells, grid columns left out in front and behind."""
    for name in ("outcomes", "learning_needs"):
        if name in draft.order:
            table = draft.table(name)
            table.rows.append(Row([Cell([Para()]) for _ in table.grid], trpr="<w:hidden/>"))


BLOCKS: dict[str, Callable[[Draft], None]] = {
    "paragraph-controls": paragraph_controls, "cell-controls": cell_controls,
    "row-controls": row_controls, "repeating": repeating, "table-controls": table_controls,
    "inserted-rows": inserted_rows, "deleted-rows": deleted_rows, "deleted-marks": deleted_marks,
    "inserted-marks": inserted_marks, "placeholders": placeholders, "hidden-row": moved_row,
}  # fmt: skip
