"""Slips of people who typed a printed text again: one letter wrong, two exchanged, other case."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.documents.official import LABELS, SYNONYMS
from tests.hard.pieces import Draft, Para, Row, paragraphs

KINDS = ("drop", "add", "change", "double", "swap", "case")
_LETTERS = "abcdefghijklmnoprstuvwy"
_REAL = {"office", "offices", "officers", "carer", "career", "manage", "managed", "manages",
         "managers", "timings", "liming", "period", "lever", "levels", "revel", "measured",
         "measurer", "outcomes", "learnings", "activitys", "needs"}  # fmt: skip


def slipped(rng: random.Random, text: str, kind: str) -> str:
    """The text with one slip in one of its words of five or more letters; "" without any."""
    words = list(re.finditer(r"[A-Za-z]{5,}", text))
    if not words:
        return ""
    for _ in range(20):
        word = rng.choice(words)
        made = _KIND[kind](rng, word[0])
        if made.lower() not in _REAL and (kind == "case") == (made.lower() == word[0].lower()):
            return text[: word.start()] + made + text[word.end() :]
    return ""


def _drop(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1 :]


def _add(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, len(word))
    return word[:at] + rng.choice(_LETTERS) + word[at:]


def _change(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    letter = rng.choice([each for each in _LETTERS if each != word[at].lower()])
    return word[:at] + (letter.upper() if word[at].isupper() else letter) + word[at + 1 :]


def _double(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at] + word[at].lower() + word[at + 1 :]


def _swap(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _case(rng: random.Random, word: str) -> str:
    return rng.choice((word.swapcase(), word.upper(), word.lower()))


_KIND: dict[str, Callable[[random.Random, str], str]] = {
    "drop": _drop, "add": _add, "change": _change, "double": _double, "swap": _swap, "case": _case,
}  # fmt: skip


def fields_of_labels(draft: Draft) -> list[tuple[Para, str]]:
    """The paragraphs that are labels of the header block, with their fields."""
    known = {text: name for name, text in LABELS.items()}
    known |= {text: name for name, texts in SYNONYMS.items() for text in texts}
    return [(p, known[p.text]) for p in paragraphs(draft.header)
            if p.text in known and p.runs is None and not p.value]  # fmt: skip


def _slip(draft: Draft, para: Para, field: str, has_value: bool) -> None:
    kind = draft.rng.choice(KINDS)
    first, *rest = para.text.split("\n")
    made = slipped(draft.rng, first, kind)
    if not made:
        return
    made = "\n".join([made, *rest])
    draft.allowed.add("label-by-likeness")
    if kind == "swap":
        draft.either.add(field)
        draft.may(made)
    elif kind != "case" and has_value:
        draft.named.add(field)
    para.text = made


def label(draft: Draft) -> None:
    """A slip in one or two labels of the header block."""
    found = fields_of_labels(draft)
    for para, field in draft.rng.sample(found, min(len(found), draft.rng.randint(1, 2))):
        value = draft.plan[field]
        has = bool(value if isinstance(value, str) else value["text"] or value.get("signed"))
        _slip(draft, para, field, has)


def headings(draft: Draft, name: str) -> list[tuple[Para, str]]:
    """The first lines of the column headings of a section, with their columns."""
    columns = draft.columns[name]
    if name not in draft.order:
        return []
    table = draft.table_of(name)
    rows: list[Row] = [] if table is None else table.rows
    spot = next((n for n, row in enumerate(rows) if row.data), 0) - 1
    if spot < 0 or len(rows[spot].cells) != len(columns):
        return []
    pairs = zip(rows[spot].cells, columns, strict=True)
    return [(cell.paras[0], column) for cell, column in pairs
            if ":" not in column and "+" not in column and not cell.paras[0].runs]  # fmt: skip


def column(draft: Draft) -> None:
    """A slip in a column heading."""
    name = draft.rng.choice(draft.order)
    found = headings(draft, name)
    if found:
        para, column = draft.rng.choice(found)
        values = draft.plan[name]
        rows = values if isinstance(values, list) else [values]
        field = f"{name}.{column}"
        _slip(draft, para, field, any(row.get(column) for row in rows))
        if field in draft.either:
            draft.either.add(name)


def capability(draft: Draft) -> None:
    """A slip in a printed capability."""
    rows = draft.data_rows("leadership")
    cells = [p for row in rows for cell in row.cells for p in cell.paras
             if p.text and not p.typed and p.runs is None]  # fmt: skip
    names = [row["capability"] for row in draft.plan["leadership"]]
    found = [p for p in cells if p.text in names]
    if found:
        para = draft.rng.choice(found)
        at = names.index(para.text)
        measured = bool(draft.plan["leadership"][at]["measures"])
        _slip(draft, para, f"leadership[{at}]", measured)
        if f"leadership[{at}]" in draft.either:
            draft.either.add("leadership")
            draft.allowed |= {"missing-field", "extra-capability"}


def title(draft: Draft) -> None:
    """A slip in the title of a section."""
    name = draft.rng.choice(draft.order)
    found = [p for p in paragraphs([*draft.headings[name], *draft.sections[name]])
             if len(p.text) > 20 and not p.typed and not p.value and p.runs is None]  # fmt: skip
    if found:
        made = slipped(draft.rng, found[0].text, draft.rng.choice(KINDS))
        if made:
            found[0].text = made
            draft.may(made)
            draft.allowed |= {"label-by-likeness", "text-in-label-cell"}


SLIPS: dict[str, Callable[[Draft], None]] = {
    "label": label, "column": column, "capability": capability, "title": title,
}  # fmt: skip
