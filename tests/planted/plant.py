"""Forms, blank and filled, with one planted word each; and what became of it.

``planted(seed)`` is one document; ``fate(case)`` says what the reader made of the word.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from lxml import etree

import plandocs
from plandocs.registry import forms
from tests.hard.make import hard
from tests.planted.places import WAYS, W, unseen
from tests.word.opc import entry
from tests.word.render.tagged import with_part

_ROOT = Path(__file__).resolve().parents[2]
_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_BODY = "word/document.xml"
_BESIDE = 0.08  # share of the words that are planted in headers, footers, notes and comments
_MUTATED = 0.25  # share of the forms that somebody has changed in other ways as well
_HARD = 400
Fate = Literal["kept", "lost", "misplaced", "refused"]


class Planted(NamedTuple):
    """A document with a word in it: how and where, and the paragraph that it was planted at."""

    content: bytes
    word: str
    way: str
    source: str
    near: str
    printed: bool  # is that a line of the form's own print?

    def told(self, found: Fate) -> str:
        """What became of it, in a line."""
        return f"{found}: {self.word} {self.way} at {self.near[:60]!r} in {self.source}"


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
    lines = (_text(p) for root in roots for p in root.iter(W + "p"))
    return frozenset(line for line in lines if any(map(str.isalpha, line)))


def _text(p: Any) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(W + "t")).split())


def planted(seed: int) -> Planted | None:
    """The document of a seed; None where the place it drew does not exist."""
    rng = random.Random(seed)
    if rng.random() < _MUTATED:
        source, content = f"hard {seed % _HARD}", hard(800_000 + seed % _HARD).content
    else:
        source = rng.choice(list(sources()))
        content = sources()[source]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    beside = [name for name in names if _PARTS.fullmatch(name)]
    name = rng.choice(beside) if beside and rng.random() < _BESIDE else _BODY
    if name not in names:
        return None
    root = etree.fromstring(entry(content, name))
    paragraphs = [p for p in root.iter(W + "p") if not unseen(p)]
    if not paragraphs:
        return None
    p, way, word = rng.choice(paragraphs), rng.choice(list(WAYS)), f"Zq{seed}x"
    line = _text(p)
    if not WAYS[way](rng, p, word):
        return None
    part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    made = with_part(content, {name: part})
    return Planted(made, word, way, f"{source} {name}", line, line in _print())


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
    """
    try:
        reading = plandocs.parse(case.content, convert=False)
    except plandocs.PlandocsError:
        return "refused"
    data: dict[str, Any] = reading.to_dict()
    in_plan = case.word in json.dumps(data["plan"])
    if not in_plan and case.word not in json.dumps(data["unmapped"]):
        return "lost"
    into_print = case.printed and case.way in ("in_front", "behind", "inside")
    return "misplaced" if in_plan and into_print and not data["issues"] else "kept"
