"""What people do when they type into a form: each habit changes a document, and never its truth.

A habit that types words of no field adds them to ``document.extra``. Where a document gives a habit
nothing to work on, it returns False and leaves the document as it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from .model import Cell, Document, Par, Row, Run, Table, cell

Habit = Callable[[Document, random.Random], bool]


def bulleted_by_word(document: Document, rng: random.Random) -> bool:
    """Items as Word's own bullets."""
    return _each_list(document, lambda number, item: setattr(item, "style", "List Bullet"))


def numbered_by_word(document: Document, rng: random.Random) -> bool:
    """Items numbered by Word."""
    return _each_list(document, lambda number, item: setattr(item, "style", "List Number"))


def typed_bullets(document: Document, rng: random.Random) -> bool:
    """Items behind a typed bullet or dash."""
    mark = rng.choice(("• ", "- ", "– ", "* "))
    return _each_list(document, lambda number, item: item.runs.insert(0, Run(mark)))


def typed_numbers(document: Document, rng: random.Random) -> bool:
    """Items behind a typed number."""
    return _each_list(document, lambda number, item: item.runs.insert(0, Run(f"{number + 1}) ")))


def items_on_lines(document: Document, rng: random.Random) -> bool:
    """All items of a cell in one paragraph, a line break and a typed bullet between them."""
    for each in _lists(document):
        runs: list[Run] = []
        for item in _paragraphs(each):
            runs += [*([Run("", "newline")] if runs else []), Run("• "), *item.runs]
        each.blocks = [Par(runs)]
    return bool(_lists(document))


def items_in_a_table(document: Document, rng: random.Random) -> bool:
    """Items in a small table within the cell, one in each row."""
    if not (lists := _lists(document)):
        return False
    for each in lists:
        each.blocks = [Table([Row([Cell([item])]) for item in _paragraphs(each)]), Par()]
    return True


def line_breaks(document: Document, rng: random.Random) -> bool:
    """Texts of several lines in one paragraph, with line breaks."""
    several = [c for c in _texts(document) if len(c.blocks) > 1]
    for each in several:
        runs: list[Run] = []
        for item in _paragraphs(each):
            runs += [*([Run("", "newline")] if runs else []), *item.runs]
        each.blocks = [Par(runs)]
    return bool(several)


def blank_paragraphs(document: Document, rng: random.Random) -> bool:
    """Blank paragraphs above and below what is typed."""
    for each in _filled(document):
        each.blocks = [Par(), *each.blocks, Par()]
    return True


def split_runs(document: Document, rng: random.Random) -> bool:
    """Words cut into runs in the middle, some of them bold, as editing leaves them."""
    for paragraph in _typed(document):
        run = paragraph.runs[-1]
        at = len(run.text) // 3
        pieces = [run.text[:at], run.text[at : 2 * at], run.text[2 * at :]]
        kinds = ("plain", rng.choice(("plain", "bold")), "plain")
        paragraph.runs[-1:] = [Run(t, k) for t, k in zip(pieces, kinds, strict=True) if t]
    return True


def odd_spaces(document: Document, rng: random.Random) -> bool:
    """No-break spaces, doubled spaces and zero-width spaces from a web page."""
    for paragraph in _typed(document):
        run = paragraph.runs[-1]
        run.text = run.text.replace(" ", rng.choice(("\N{NO-BREAK SPACE}", "  ", " \u200b")), 2)
    return True


def tracked_insertions(document: Document, rng: random.Random) -> bool:
    """The end of each text inserted under tracked changes."""
    for paragraph in _typed(document):
        _cut_last_run(paragraph, "inserted")
    return True


def tracked_deletions(document: Document, rng: random.Random) -> bool:
    """Words in front of a text deleted under tracked changes."""
    chosen = rng.sample(typed := _typed(document), min(3, len(typed)))
    for number, paragraph in enumerate(chosen):
        words = f"formerly scheduled otherwise {number}{rng.randint(1000, 9999)}"
        paragraph.runs.append(Run(f" {words}", "deleted"))
        document.extra.append(words)
    return True


def comments(document: Document, rng: random.Random) -> bool:
    """A manager's comments beside what is typed."""
    return _words_at_some(document, rng, "comment", "Could we discuss this one? no")


def footnotes(document: Document, rng: random.Random) -> bool:
    """A footnote behind what is typed."""
    return _words_at_some(document, rng, "footnote", "See the paper of the board, no")


def hidden_words(document: Document, rng: random.Random) -> bool:
    """Words formatted as hidden behind what is typed."""
    return _words_at_some(document, rng, "hidden", "internal remark")


def content_controls(document: Document, rng: random.Random) -> bool:
    """Each answer inside a content control."""
    for paragraph in _typed(document):
        paragraph.runs[-1].kind = "control"
    return True


def prompts_left(document: Document, rng: random.Random) -> bool:
    """Word's prompt of a content control left in each blank answer."""
    blank = [c for c in document.cells() if not _text_of(c)]
    for each in blank:
        each.blocks = [Par([Run("Click or tap here to enter text.", "prompt")])]
    return bool(blank)


def links(document: Document, rng: random.Random) -> bool:
    """The end of some texts as a link."""
    for paragraph in rng.sample(typed := _typed(document), min(3, len(typed))):
        _cut_last_run(paragraph, "link")
    return True


def merged_down(document: Document, rng: random.Random) -> bool:
    """A first cell merged over two rows, its items spread over both."""
    for table in _tables(document):
        for number, row in enumerate(table.rows):
            spread = [c for c in row.cells[1:] if c.kind == "items" and len(c.blocks) > 1]
            if row.cells[0].value.endswith("outcome") and spread:
                return _spread(table, number)
    return False


def rows_left_blank(document: Document, rng: random.Random) -> bool:
    """Unfilled rows taken out of every table."""
    for table in _tables(document):
        table.rows = [
            row for row in table.rows
            if not any(c.value for c in row.cells) or any(_text_of(c) for c in row.cells)
        ]  # fmt: skip
    return True


def _spread(table: Table, number: int) -> bool:
    row = table.rows[number]
    below = [cell() for _ in row.cells]
    row.cells[0].merge, below[0].merge = "start", "continue"
    for at, each in enumerate(row.cells):
        if each.kind == "items" and len(each.blocks) > 1:
            each.blocks, below[at].blocks = each.blocks[:1], each.blocks[1:]
    table.rows.insert(number + 1, Row(below))
    return True


def _words_at_some(document: Document, rng: random.Random, kind: str, text: str) -> bool:
    for paragraph in rng.sample(typed := _typed(document), min(2, len(typed))):
        words = f"{text} {rng.randint(1000, 9999)}"
        paragraph.runs.append(Run(words, kind))
        document.extra.append(words)
    return True


def _each_list(document: Document, change: Callable[[int, Par], object]) -> bool:
    lists = _lists(document)
    for each in lists:
        for number, item in enumerate(_paragraphs(each)):
            change(number, item)
    return bool(lists)


def _cut_last_run(paragraph: Par, kind: str) -> None:
    run = paragraph.runs[-1]
    at = run.text.rfind(" ")
    if at > 0:
        paragraph.runs[-1:] = [Run(run.text[:at]), Run(run.text[at:], kind)]


def _tables(document: Document) -> list[Table]:
    return [t for t in document.blocks if isinstance(t, Table)]


def _lists(document: Document) -> list[Cell]:
    """The cells with several items; one item alone may be bulleted or not."""
    return [
        c for c in document.cells()
        if c.kind == "items" and _text_of(c) and all(isinstance(b, Par) for b in c.blocks)
    ]  # fmt: skip


def _texts(document: Document) -> list[Cell]:
    return [c for c in document.cells() if c.kind == "text" and _text_of(c)]


def _filled(document: Document) -> list[Cell]:
    return [c for c in document.cells() if _text_of(c) and c.kind in ("text", "items")]


def _typed(document: Document) -> list[Par]:
    """The paragraphs of long answers that one run of plain words ends."""
    return [
        p for c in _filled(document) for p in _paragraphs(c)
        if p.runs and p.runs[-1].kind == "plain" and len(p.runs[-1].text) > 12
    ]  # fmt: skip


def _paragraphs(each: Cell) -> list[Par]:
    return [b for b in each.blocks if isinstance(b, Par)]


def _text_of(each: Cell) -> str:
    words = (
        run.text for p in _paragraphs(each) for run in p.runs
        if not run.text.rstrip(". ").isdigit() or each.kind == "rank"
    )  # fmt: skip
    nested = "x" if any(isinstance(b, Table) for b in each.blocks) else ""
    return "".join(words) + nested


TYPING: tuple[Habit, ...] = (
    bulleted_by_word, numbered_by_word, typed_bullets, typed_numbers, items_on_lines,
    items_in_a_table, line_breaks, blank_paragraphs, split_runs, odd_spaces, tracked_insertions,
    tracked_deletions, comments, footnotes, hidden_words, content_controls, prompts_left, links,
    merged_down, rows_left_blank,
)  # fmt: skip
