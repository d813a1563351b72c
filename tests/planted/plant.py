"""Forms, blank and filled, with one planted word each; and what became of it.

``planted(seed)`` is one document; ``fate(case)`` says what the reader made of the word.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from lxml import etree

import plandocs
from plandocs.forms.registry import forms
from tests.documents.opc import changed, entries, entry
from tests.hard.make import hard
from tests.planted import parts
from tests.planted.places import WAYS, W, element, run, unseen

_ROOT = Path(__file__).resolve().parents[2]
_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_BODY = "word/document.xml"
_BESIDE = 0.08  # share of the words that are planted in headers, footers, notes and comments
_MUTATED = 0.25  # share of the forms that somebody has changed in other ways as well
_HARD = 400
Fate = Literal["kept", "lost", "misplaced", "altered", "refused"]
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_WITH_BLANK = 0.35
_DRAWN = (
    "described",
    "titled",
    "in_chart",
    "in_diagram",
    "in_document",
    "in_text_box",
)  # they sign
_RUBY_BASE = "字"  # what a word that is a reading aid stands above
_MADE = ("date", "start", "end", "signed")  # values that are made of the text beside them


class Planted(NamedTuple):
    """A document with a word in it: how and where, and the paragraph that it was planted at."""

    content: bytes
    word: str
    way: str
    source: str
    near: str
    printed: bool  # is that a line of the form's own print?
    origin: str  # the document that it was planted in
    with_blank: bool  # does the reader get the blank, too?
    typed: bytes  # the same with the word as text, in the place of a drawing

    def told(self, found: Fate) -> str:
        """What became of it, in a line."""
        blank = ", with its blank" if self.with_blank else ""
        return f"{found}: {self.word} {self.way} at {self.near[:60]!r} in {self.source}{blank}"


@lru_cache(maxsize=1)
def sources() -> dict[str, bytes]:
    """The samples, the forms' blanks, and filled forms, by name."""
    found = {p.name: p.read_bytes() for p in sorted((_ROOT / "samples/completed").glob("*.docx"))}
    found |= {f"blank {form.name}": form.blank.read_bytes() for form in forms()}
    found |= {p.name: p.read_bytes() for p in sorted((_ROOT / "templates").glob("*.docx"))}
    lines = (_ROOT / "samples/plans.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        made = plandocs.fill(json.loads(line), verify=False)
        assert isinstance(made, bytes)
        found[f"filled {number}"] = made
    return found


@lru_cache(maxsize=1)
def _print() -> frozenset[str]:
    """The lines that the official blanks print."""
    roots = (etree.fromstring(entry(form.blank.read_bytes(), _BODY)) for form in forms())
    lines = (text_of(p) for root in roots for p in root.iter(W + "p"))
    return frozenset(line for line in lines if any(map(str.isalpha, line)))


def text_of(p: Any) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(W + "t")).split())


def planted(seed: int) -> Planted | None:
    """The document of a seed; None where the place it drew does not exist."""
    rng = random.Random(seed)
    mutated = rng.random() < _MUTATED
    source = f"hard {seed % _HARD}" if mutated else rng.choice(list(sources()))
    content = content_of(source)
    name = _part(rng, content)
    if name is None:
        return None
    root = etree.fromstring(entry(content, name))
    paragraphs = [p for p in root.iter(W + "p") if not unseen(p)]
    if not paragraphs:
        return None
    ways = [*WAYS, *parts.WAYS] if name == _BODY else list(WAYS)
    made = planted_at(rng, source, name, rng.choice(paragraphs), rng.choice(ways), f"Zq{seed}x")
    blank = rng.random() < _WITH_BLANK and not mutated
    return None if made is None else made._replace(with_blank=blank)


def planted_at(
    rng: random.Random, source: str, name: str, p: Any, way: str, word: str
) -> Planted | None:
    """The source with a word at a paragraph of this part; None where that has no such place."""
    content, root = content_of(source), p.getroottree().getroot()
    line, typed = text_of(p), b""
    if way in parts.WAYS:
        p.append(element(run(word)))
        typed = changed(content, {name: _serialised(root)})
        p.remove(p[-1])
    made = _with_word(rng, content, name, root, p, way, word)
    if made is None:
        return None
    near, printed = f"{source} {name}", line in _print()
    return Planted(made, word, way, near, line, printed, source, False, typed)


def _part(rng: random.Random, content: bytes) -> str | None:
    """The part in which the word is planted."""
    names = list(entries(content))
    beside = [name for name in names if _PARTS.fullmatch(name)]
    name = rng.choice(beside) if beside and rng.random() < _BESIDE else _BODY
    return name if name in names else None


def content_of(source: str) -> bytes:
    kind, _, number = source.partition(" ")
    return hard(800_000 + int(number)).content if kind == "hard" else sources()[source]


def _with_word(
    rng: random.Random, content: bytes, name: str, root: Any, p: Any, way: str, word: str
) -> bytes | None:
    further: tuple[parts.Part, ...] | None = ()
    if way in parts.WAYS:
        further = parts.WAYS[way](rng, p, word)
    elif not WAYS[way](rng, p, word):
        further = None
    if further is None:
        return None
    for part in further:
        content = _with_part(content, part)
    return changed(content, {name: _serialised(root)})


def _serialised(root: Any) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _with_part(content: bytes, part: parts.Part) -> bytes:
    """The document with the part, to which its body refers."""
    old = entries(content).get(part.name)
    if part.name == parts.NUMBERING:
        part = part._replace(content=parts.numbering(old, part))
    if old is not None:
        return changed(content, {part.name: part.content})
    arrow = (part.kind, f"/{part.name}")
    types = {part.name: part.content_type}
    return changed(content, {part.name: part.content}, {parts.RELATED: arrow}, types)


def fates(first: int, count: int) -> Iterator[tuple[Planted, Fate]]:
    """So many documents, from that seed on, and what became of their words."""
    seed = first
    while count:
        case = planted(seed)
        seed += 1
        if case is not None:
            count -= 1
            yield case, fate(case)


def fate(case: Planted) -> Fate:
    """What became of the word: kept in a field or in what no field holds, lost, or misplaced.

    It is misplaced where it went into a field from a line of the form's print, and nobody is told.
    Another value may be another only where an issue names its field.
    """
    try:
        reading = plandocs.parse(case.content, convert=False, blank=_blank(case))
    except plandocs.PlandocsError:
        return "refused"
    data: dict[str, Any] = reading.to_dict()
    in_plan = case.word in json.dumps(data["plan"])
    if not in_plan and case.word not in json.dumps(data["unmapped"]):
        return "kept" if _signs(case, data) else "lost"
    into_print = case.printed and case.way in ("in_front", "behind", "inside")
    if in_plan and into_print and not data["issues"]:
        return "misplaced"
    return "altered" if _altered(case, data) else "kept"


def _signs(case: Planted, data: dict[str, Any]) -> bool:
    """Is it the description of a drawing in a signature's cell? Those are not listed."""
    drawn = case.way in ("described", "titled")  # the words of others are listed
    if not drawn:
        return False
    typed = plandocs.parse(case.typed, convert=False).to_dict()["plan"]
    before, now = _signatures(_before(case.origin)), _signatures(data["plan"])
    return before != now or any(case.word in json.dumps(typed[name]) for name in now)


def _signatures(plan: dict[str, Any]) -> dict[str, bool]:
    values = {name: value for name, value in plan.items() if isinstance(value, dict)}
    return {name: value["signed"] for name, value in values.items() if "signed" in value}


def _blank(case: Planted) -> bytes | None:
    """The blank that the form was filled in, where the reader is given it."""
    if not case.with_blank:
        return None
    own = sources()[case.origin]
    if case.origin.startswith("blank") or case.origin in _templates():
        return own
    form = plandocs.parse(own, convert=False).plan
    assert form is not None
    return next(each.blank.read_bytes() for each in forms() if each.name == form.form)


@lru_cache(maxsize=1)
def _templates() -> frozenset[str]:
    return frozenset(p.name for p in (_ROOT / "templates").glob("*.docx"))


@lru_cache(maxsize=1024)
def _reading(origin: str) -> dict[str, Any]:
    return plandocs.parse(content_of(origin), convert=False).to_dict()


def _before(origin: str) -> dict[str, Any]:
    """The plan without the word."""
    plan = _reading(origin)["plan"]
    assert isinstance(plan, dict)
    return plan


def _issues(origin: str) -> list[dict[str, Any]]:
    """What was told without the word: a value that was doubtful before may be another."""
    return [each for each in _reading(origin)["issues"] if each["severity"] == "warning"]


def _altered(case: Planted, data: dict[str, Any]) -> bool:
    """Is a value another than without the word, and no issue names its field?"""
    if any(each["code"] == "second-form" for each in data["issues"]):
        return False  # with a word in it, another form is the first that is filled in
    before, issues = _before(case.origin), [*data["issues"], *_issues(case.origin)]
    named = {re.split(r"[.[]", each["field"])[0] for each in issues if each["field"]}
    return any(
        not _holds(data["plan"].get(name), value, case.word)
        for name, value in before.items()
        if name not in named and not (name in _signatures(before) and case.way in _DRAWN)
    )


def _holds(now: Any, before: Any, word: str) -> bool:
    """Is it the same value, or where the word stands in it, all of it in order?

    What is no text in front of a value, a marker or a label typed again, is one behind a word.
    """
    text = json.dumps(now, ensure_ascii=False)
    if word not in text and _RUBY_BASE not in text:
        return bool(now == before)
    letters = iter(_letters(now))
    return all(letter in letters for letter in _letters(before))


def _letters(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(_letters(each) for name, each in value.items() if name not in _MADE)
    if isinstance(value, list | tuple):
        return "".join(map(_letters, value))
    return "".join(filter(str.isalpha, str(value or "")))
