"""What people do around a form and to its print: notes, blocks, columns, labels changed."""

from __future__ import annotations

import random

from .habits import Habit
from .model import Cell, Document, Par, Row, Run, Table, cell, par


def note_above(document: Document, rng: random.Random) -> bool:
    """A covering note above the form."""
    return _insert(document, 0, f"Please return this by Friday to the HR inbox, thanks {_n(rng)}")


def note_between(document: Document, rng: random.Random) -> bool:
    """A remark between two sections."""
    at = [n for n, b in enumerate(document.blocks) if isinstance(b, Par) and not b.text]
    return _insert(document, rng.choice(at), f"Still to be talked over with the team {_n(rng)}")


def memo_block(document: Document, rng: random.Random) -> bool:
    """A memo's own block of labels above the form."""
    pairs = (("To:", "All directors"), ("From:", "Gloria Stern"), ("Phone:", f"6165 {_n(rng)}"))
    document.blocks[:0] = [Table([Row([cell(a), cell(b)]) for a, b in pairs]), Par()]
    document.extra += [text for pair in pairs for text in pair]
    return True


def signed_off_below(document: Document, rng: random.Random) -> bool:
    """A block for somebody else's approval below the form."""
    rows = (("Approved by the Deputy Secretary", "R. Vance"), ("Date of approval", "3 August 2026"))
    document.blocks += [par("Office use only"), Table([Row([cell(a), cell(b)]) for a, b in rows])]
    document.extra += ["Office use only", *(text for row in rows for text in row)]
    return True


def protective_marking(document: Document, rng: random.Random) -> bool:
    """A protective marking in the page header."""
    document.page_header = "OFFICIAL: Sensitive – Personal Privacy"
    document.extra.append(document.page_header)
    return True


def text_box(document: Document, rng: random.Random) -> bool:
    """A text box with a remark beside the header."""
    words = f"Received late, see e-mail {_n(rng)}"
    document.blocks.insert(2, Par([Run(words, "textbox")]))
    document.extra.append(words)
    return True


def further_column(document: Document, rng: random.Random) -> bool:
    """A column of the agency's own at the right end of a table."""
    table = _rows_table(document, rng)
    for row in table.rows:
        if row.cells[0].span > 1:
            row.cells[0].span += 1
        elif any(c.value for c in row.cells):
            words = f"W{_n(rng)}"
            row.cells.append(cell(words))
            document.extra.append(words)
        else:
            row.cells.append(cell("Weighting", kind="bold"))
            document.extra.append("Weighting")
    return True


def columns_moved(document: Document, rng: random.Random) -> bool:
    """The last two columns of a table in the other order."""
    table = _rows_table(document, rng)
    for row in table.rows:
        if len(row.cells) > 2:
            row.cells[-2:] = reversed(row.cells[-2:])
    return any(len(row.cells) > 2 for row in table.rows)


def cut_by_page_break(document: Document, rng: random.Random) -> bool:
    """A table cut in two, its headings repeated by hand."""
    table = _rows_table(document, rng)
    headings = [row for row in table.rows if not any(c.value for c in row.cells)]
    rows = [row for row in table.rows if any(c.value for c in row.cells)]
    at = document.blocks.index(table)
    copies = [Row([Cell(list(c.blocks), c.span) for c in row.cells]) for row in headings[-1:]]
    second = Table([*copies, *rows[2:]], table.section)
    table.rows = [*headings, *rows[:2]]
    document.blocks[at + 1 : at + 1] = [Par(), second]
    return True


def header_at_the_end(document: Document, rng: random.Random) -> bool:
    """The header below everything else."""
    header = document.table("header")
    document.blocks.remove(header)
    document.blocks += [header, Par()]
    return True


def header_as_lines(document: Document, rng: random.Random) -> bool:
    """The header as lines of text."""
    header = document.table("header")
    lines: list[Par | Table] = []
    for row in header.rows:
        labelled = [c for c in row.cells if c.value or _words(c)]
        for label, value in zip(labelled[::2], labelled[1::2], strict=True):
            lines.append(par(f"{_words(label)} {_words(value)}".strip()))
    at = document.blocks.index(header)
    document.blocks[at : at + 1] = lines
    return True


def header_labels_above(document: Document, rng: random.Random) -> bool:
    """The header with each label above its value."""
    header = document.table("header")
    rows = []
    for row in header.rows:
        cells = [c for c in row.cells if c.value or _words(c)]
        rows += [Row(cells[::2]), Row(cells[1::2])]
    header.rows = rows
    return True


def header_of_two_columns(document: Document, rng: random.Random) -> bool:
    """The header with one label in each row."""
    header = document.table("header")
    pairs = []
    for side in (0, 3):
        pairs += [Row(row.cells[side : side + 2]) for row in header.rows]
    header.rows = pairs
    return True


def labels_in_another_dress(document: Document, rng: random.Random) -> bool:
    """The header's labels in capitals, without colons, or with a star."""
    dress = rng.choice((str.upper, lambda t: t.rstrip(":"), lambda t: f"{t.rstrip(':')}*:"))
    for row in document.table("header").rows:
        for each in row.cells:
            if not each.value and _words(each):
                each.blocks = [par(dress(_words(each)), kind="bold")]
    return True


def guidance_taken_out(document: Document, rng: random.Random) -> bool:
    """The form's guidance taken out of all its tables."""
    for table in document.blocks:
        if isinstance(table, Table):
            table.rows = [
                row for row in table.rows
                if row.heading or len(row.cells) > 1 or any(c.value for c in row.cells)
            ]  # fmt: skip
            for row in table.rows:
                for each in row.cells if row.heading else ():
                    each.blocks = each.blocks[:1]
    return True


def titles_as_headings(document: Document, rng: random.Random) -> bool:
    """Each section's title as a heading above its table."""
    blocks: list[Par | Table] = []
    for block in document.blocks:
        if isinstance(block, Table) and block.section not in ("", "header"):
            title = block.rows.pop(0)
            blocks.append(par(_words(title.cells[0]), "Heading 2"))
        blocks.append(block)
    document.blocks = blocks
    return True


def _rows_table(document: Document, rng: random.Random) -> Table:
    """A table with at least three rows of answers."""
    many = [
        t for t in document.blocks
        if isinstance(t, Table) and t.section != "header"
        and sum(any(c.value for c in row.cells) for row in t.rows) > 2
    ]  # fmt: skip
    return rng.choice(many)


def _words(each: Cell) -> str:
    return " ".join(b.text for b in each.blocks if isinstance(b, Par) and b.text)


def _insert(document: Document, at: int, words: str) -> bool:
    document.blocks.insert(at, par(words))
    document.extra.append(words)
    return True


def _n(rng: random.Random) -> int:
    return rng.randint(1000, 9999)


AROUND: tuple[Habit, ...] = (
    note_above, note_between, memo_block, signed_off_below, protective_marking, text_box,
    further_column, columns_moved, cut_by_page_break, header_at_the_end, header_as_lines,
    header_labels_above, header_of_two_columns, labels_in_another_dress, guidance_taken_out,
    titles_as_headings,
)  # fmt: skip
