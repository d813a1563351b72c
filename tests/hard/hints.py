"""What agencies add to the printed words: hints, second languages, suffixes; headings emptied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.hard.pieces import Draft, Para, Row, paragraphs
from tests.hard.slips import fields_of_labels, headings

_SIGNATURES = ("officer_signature", "manager_signature")
_BRACKETS = ("(please print)", "(please sign)", "[required]", "(dd/mm/yyyy)", "(block letters)",
             "(ký tên)")  # fmt: skip
_PROMPTS = ("e.g. SES Level 1", "dd/mm/yyyy", "please print", "Please complete", "block letters")
_LANGUAGES = ("姓名", "签名", "Имя и фамилия", "اسم الموظف", "Tên nhân viên", "Nombre y apellidos")
_SUFFIXES = (" – agreed", " (max 4)", " *", " (mandatory)", " – see the guide", " [draft]",
             " (as agreed)")  # fmt: skip


def blank_some(plan: dict[str, Any], draft: Draft) -> None:
    """Blank values in the header, where a hint could be taken for one."""
    for name in ("classification_level", "manager_name", "division_branch"):
        if draft.rng.random() < 0.4:
            plan[name] = ""
    for name in _SIGNATURES:
        if draft.rng.random() < 0.5:
            plan[name] = {"signed": False, "text": ""}


def _hinted(draft: Draft, texts: tuple[str, ...], certain: bool) -> None:
    """A hint on a line of its own in the cells of some labels, values in cells beside."""
    if draft.choices["header"] in ("below", "lines", "one-cell", "two-a-line"):
        return
    labels = {id(para): field for para, field in fields_of_labels(draft)}
    for table in draft.header:
        for row in getattr(table, "rows", []):
            for cell in row.cells:
                fields = [labels[id(p)] for p in cell.paras if id(p) in labels]
                if len(fields) == 1 and draft.rng.random() < 0.4:
                    text = draft.stray(draft.rng.choice(texts))
                    cell.blocks.append(Para(text, typed=True))
                    draft.allowed.add("text-in-label-cell")
                    if not certain and fields[0] not in _SIGNATURES:
                        draft.either.add(fields[0])


def brackets(draft: Draft) -> None:
    """Hints in brackets below the labels."""
    _hinted(draft, _BRACKETS, certain=True)


def prompts(draft: Draft) -> None:
    """Hints without brackets below the labels."""
    _hinted(draft, _PROMPTS, certain=False)


def languages(draft: Draft) -> None:
    """The label in a second language below it."""
    _hinted(draft, _LANGUAGES, certain=False)


def label_suffixes(draft: Draft) -> None:
    """Suffixes behind labels of the header block."""
    for para, _ in fields_of_labels(draft):
        if draft.rng.random() < 0.4:
            _suffix(draft, para)


def _suffix(draft: Draft, para: Para) -> None:
    suffix = draft.rng.choice(_SUFFIXES)
    draft.printed.update(_words(para.text))
    words = suffix.strip(" –*")
    if words:
        draft.stray(words)
        para.typed = True
    colon = ":" if para.text.rstrip().endswith(":") else ""
    para.text = para.text.rstrip(" :") + suffix + colon
    draft.allowed |= {"text-in-label-cell", "label-by-likeness"}


def _words(text: str) -> list[str]:
    from tests.hard.words import words_of

    return words_of(text)


def column_suffixes(draft: Draft) -> None:
    """Suffixes behind the column headings of a section or two."""
    for name in draft.rng.sample(draft.order, min(2, len(draft.order))):
        for para, _ in headings(draft, name):
            if draft.rng.random() < 0.6:
                _suffix(draft, para)


def title_suffixes(draft: Draft) -> None:
    """Suffixes behind the titles of sections."""
    for name in draft.order:
        found = [p for p in paragraphs([*draft.headings[name], *draft.sections[name]])
                 if len(p.text) > 20 and not p.typed and not p.value]  # fmt: skip
        if found and found[0].text.startswith("Section") and draft.rng.random() < 0.5:
            _suffix(draft, found[0])


def blank_heading(draft: Draft) -> None:
    """One heading cell of a section emptied."""
    if draft.choices["columns"] not in ("printed", "moved"):
        return
    name = draft.rng.choice(draft.order)
    found = headings(draft, name)
    table = draft.table_of(name)
    if not found or table is None:
        return
    para, column = draft.rng.choice(found)
    row: Row = next(r for r in table.rows for c in r.cells if c.paras and c.paras[0] is para)
    cell = next(c for c in row.cells if c.paras and c.paras[0] is para)
    cell.blocks = [Para()]
    values = draft.plan[name]
    rows = values if isinstance(values, list) else [values]
    if any(each.get(column) for each in rows):
        draft.named.add(f"{name}.{column}")
    draft.allowed |= {"missing-field", "unknown-column", "label-by-likeness"}


HINTS: dict[str, Callable[[Draft], None]] = {
    "brackets": brackets, "prompts": prompts, "languages": languages,
    "label-suffixes": label_suffixes, "column-suffixes": column_suffixes,
    "title-suffixes": title_suffixes, "blank-heading": blank_heading,
}  # fmt: skip
