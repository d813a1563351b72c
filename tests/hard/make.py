"""One hard document: choices drawn from a seed, its bytes, and what must be read from it."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.documents.form_parts import form_parts
from tests.documents.official import FOOTER, TITLE
from tests.documents.packings import PACKAGES, packed
from tests.hard import (
    around,
    before,
    beside,
    beside_more,
    blocks,
    boxes,
    controls,
    foreign,
    further,
    header,
    header_more,
    hints,
    inline,
    notes,
    rows_around,
    shapes,
    shapes_more,
    signing,
    slips,
)
from tests.hard.pieces import PAGE_BREAK, Block, Draft, Para, Stray, paragraphs
from tests.hard.plans import random_plan, samples
from tests.hard.sections import build
from tests.hard.typing_in import ITEM_STYLES, sub_bulleted
from tests.hard.words import words_of
from tests.hard.xml import body, run

PLAIN = {
    "header": "five", "labels": "printed", "headings": "table", "titles": "printed",
    "columns": "printed", "rows": "printed", "numbers": "typed", "items": "plain",
    "boxes": "printed", "tables": "printed", "around": "nothing", "inline": "plain",
    "blocks": "plain", "beside": "nothing", "package": "docx",
    "notes": "nothing", "foreign": "nothing", "further": "printed", "slips": "none",
    "hints": "none", "signing": "plain", "values": "plain", "headline": "printed",
    "place": "printed", "controls": "plain",
}  # fmt: skip
_BESIDE = beside.BESIDE | beside_more.MORE
_HEADERS = header.SHAPES | header_more.MORE
_ROWS = shapes.ROWS | shapes_more.MORE
_FURTHER = further.FURTHER | rows_around.ROWS_AROUND
AXES: dict[str, tuple[str, ...]] = {
    "header": tuple(_HEADERS), "labels": ("synonyms",), "headings": ("above", "none"),
    "titles": ("other", "bare"), "columns": ("moved", "missing", "added", "two-links"),
    "rows": ("tight", *_ROWS), "numbers": ("auto", "bracket", "close", "tab", "none"),
    "items": ITEM_STYLES, "boxes": tuple(boxes.BOXES), "tables": tuple(shapes.TABLES),
    "around": tuple(around.AROUND),
    "inline": (*inline.VARIANTS, "mixed"), "blocks": tuple(blocks.BLOCKS),
    "beside": tuple(_BESIDE), "package": PACKAGES,
    "notes": tuple(notes.NOTES), "foreign": tuple(foreign.FOREIGN),
    "further": tuple(_FURTHER), "slips": tuple(slips.SLIPS), "hints": tuple(hints.HINTS),
    "signing": signing.SIGNING, "values": tuple(before.VALUES),
    "headline": tuple(before.HEADLINES), "place": ("cover", "end"),
    "controls": tuple(controls.CONTROLS),
}  # fmt: skip


_PEOPLE: tuple[tuple[str, dict[str, Callable[[Draft], None]]], ...] = (
    ("further", _FURTHER), ("slips", slips.SLIPS), ("hints", hints.HINTS),
    ("foreign", foreign.FOREIGN), ("notes", notes.NOTES),
)  # fmt: skip
# What people do around the form and to its printed words; the other axes are typed into it.
PEOPLE = ("notes", "foreign", "further", "slips", "hints", "signing", "values", "headline",
          "place", "controls")  # fmt: skip


@dataclass(frozen=True)
class Hard:
    """A hard document and what a reader of the contract expects of it."""

    name: str
    mutations: tuple[str, ...]
    content: bytes
    plan: dict[str, Any]
    strays: tuple[Stray, ...]
    codes: frozenset[str]
    printed: Counter[str]
    either: frozenset[str] = frozenset()  # fields that may be read otherwise, if that is told
    named: frozenset[str] = frozenset()  # fields that an issue must name
    allowed: frozenset[str] = frozenset()  # codes that may be told
    unjudged: frozenset[str] = frozenset()  # values that no rule decides
    maybe: tuple[str, ...] = ()  # words that may be in unmapped

    @property
    def as_it_should_be(self) -> bool:
        """Is nothing odd around or in the form, so that nobody need be told anything?"""
        told = (self.strays, self.codes, self.either, self.named, self.allowed, self.maybe)
        return not any(told)


def hard(seed: int, only: dict[str, str] | None = None, axes: Sequence[str] = tuple(AXES)) -> Hard:
    """The hard document of a seed: one to four mutations of these axes, or those named."""
    rng = random.Random(seed)
    choices = dict(PLAIN)
    named = only if only is not None else drawn(rng, axes)
    choices.update(named)
    plan = copy.deepcopy(rng.choice(samples())) if rng.random() < 0.5 else random_plan(rng)
    if "typed" in choices["items"] or choices["items"] in (
        "auto",
        "style",
        "outline",
        "word-bullets",
        "spaces",
    ):
        for row in plan["outcomes"]:
            row["measures"] = sub_bulleted(rng, row["measures"])
    draft = Draft(rng, plan, choices=choices)
    before.change_plan(draft)
    build(draft, choices)
    shape = controls.CONTROLS.get(choices["controls"]) or _HEADERS[choices["header"]]
    draft.header = shape(draft, choices["labels"])
    signing.draw(draft, choices["signing"])
    _mutate(draft, choices)
    for words in draft.maybe:
        draft.printed.update(words_of(words))
    every = _assembled(draft)
    _count_printed(draft, every)
    draft.package = choices["package"]
    mutations = tuple(f"{axis}={choice}" for axis, choice in named.items())
    return Hard(
        f"hard-{seed}", mutations, _packed(draft, every), draft.plan,
        tuple(draft.strays), frozenset(draft.codes), draft.printed, frozenset(draft.either),
        frozenset(draft.named), frozenset(draft.allowed), frozenset(draft.unjudged),
        tuple(draft.maybe),
    )  # fmt: skip


def _packed(draft: Draft, every: list[Block]) -> bytes:
    kind = draft.package if draft.package in ("docm", "dotx", "dotm") else "docx"
    parts = form_parts(
        body(every), notes=draft.notes, more=draft.parts, arrows=draft.rels, sect=draft.sect,
        kind=kind,
    )  # fmt: skip
    return packed(parts, draft.package)


def drawn(rng: random.Random, axes: Sequence[str]) -> dict[str, str]:
    """One to four mutations, each on an axis of its own."""
    some = rng.sample(list(axes), rng.randint(1, 4))
    return {axis: rng.choice(AXES[axis]) for axis in AXES if axis in some}


def _mutate(draft: Draft, choices: dict[str, str]) -> None:
    for axis, table in (
        ("rows", _ROWS),
        ("boxes", boxes.BOXES),
        ("around", {}),
        ("tables", shapes.TABLES),
    ):
        change = table.get(choices[axis])
        if change:
            change(draft)
    for axis, kinds in (
        ("around", around.AROUND),
        ("blocks", blocks.BLOCKS),
        ("beside", _BESIDE),
    ):
        change = kinds.get(choices[axis])
        if change:
            change(draft)
    if choices["values"] == "emoji":
        before.write_emoji(draft)
    if choices["inline"] != "plain":
        _inline(draft, choices["inline"])
    for axis, kinds in _PEOPLE:
        change = kinds.get(choices[axis])
        if change:
            change(draft)


def _inline(draft: Draft, how: str) -> None:
    """Wrap about half of the typed paragraphs."""
    every = draft.header + [b for name in draft.order for b in draft.sections[name]]
    values = [p for p in paragraphs(every) if p.value and p.text and p.runs is None]
    for para in values:
        if draft.rng.random() < 0.5:
            continue
        name = how if how != "mixed" else draft.rng.choice(list(inline.VARIANTS))
        para.runs = inline.VARIANTS[name](draft, para.text)
        if para.lead:
            para.runs = run(para.lead) + para.runs


def _assembled(draft: Draft) -> list[Block]:
    place = "printed" if "copy" in draft.choices["around"] else draft.choices["place"]
    found: list[Block] = [*draft.before]
    header: list[Block] = [*draft.above, *draft.header, Para()]
    title = [*_title(draft)]
    found += [*header, PAGE_BREAK, *title] if place == "cover" else title
    found += [*(header if place == "printed" else ()), *draft.below]
    for name in draft.order:
        found += [*draft.headings[name], *draft.sections[name], Para()]
    return [*found, *(header if place == "end" else ()), *draft.after]


def _title(draft: Draft) -> list[Block]:
    own = before.HEADLINES.get(draft.choices["headline"])
    printed = [Para(TITLE[0]), Para(TITLE[1], style="Heading1"), Para(TITLE[2])]
    return [*(own(draft) if own else printed)]


def _count_printed(draft: Draft, every: list[Block]) -> None:
    draft.printed.update(words_of(FOOTER))
    for para in paragraphs(every):
        if not para.typed:
            draft.printed.update(words_of(para.text))
        draft.printed.update(words_of(para.lead))
