"""How right a reading is: values, plans, planted strays, words, codes."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import plandocs
from plandocs import PlandocsError
from tests.hard.make import Hard
from tests.hard.words import words_in_reading, words_in_xml, words_of

# Codes that a value of the plan itself may deserve, and those that others bring with them.
_OWN = {"unreadable-date", "unreadable-period", "line-breaks-in-item", "unmapped-text",
        "external-link"}  # fmt: skip


@dataclass
class Score:
    """What was right and wrong in one document, or in many."""

    values: int = 0
    right: int = 0
    documents: int = 0
    plans: int = 0
    words: int = 0
    accounted: int = 0
    strays: int = 0
    found: int = 0
    codes: int = 0
    told: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Another score on top of this one."""
        for name in ("values", "right", "documents", "plans", "words", "accounted", "strays",
                     "found", "codes", "told"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every value of a plan by its path; blanks are left out."""
    if isinstance(value, dict):
        return {
            k: v for name, each in value.items() for k, v in leaves(each, f"{path}.{name}").items()
        }
    if isinstance(value, list):
        return {
            k: v for n, each in enumerate(value) for k, v in leaves(each, f"{path}[{n}]").items()
        }
    return {} if value in ("", None, False) else {path: value}


def score(case: Hard) -> Score:
    """Read one hard document and compare."""
    one = Score(documents=1)
    expected = leaves(case.plan)
    one.values = len(expected)
    try:
        reading = plandocs.parse(case.content).to_dict()
    except PlandocsError as error:
        one.faults.append(f"{error.code}: {error}")
        reading = {"plan": {}, "issues": [], "unmapped": []}
    actual = leaves(reading["plan"])
    for path in sorted(expected.keys() | actual.keys()):
        if expected.get(path) == actual.get(path):
            one.right += 1
        else:
            one.faults.append(f"{path}: {expected.get(path)!r} read as {actual.get(path)!r}")
    one.values = max(one.values, len(expected.keys() | actual.keys()))
    one.plans = int(reading["plan"] == case.plan)
    _strays(case, reading, one)
    _words(case, reading, one)
    _codes(case, reading, one)
    return one


def _strays(case: Hard, reading: dict[str, Any], one: Score) -> None:
    for stray in case.strays:
        one.strays += 1
        texts = [each["text"] for each in reading["unmapped"] if each["kind"] in stray.kinds]
        if any(stray.text in " ".join(text.split()) for text in texts):
            one.found += 1
        else:
            kinds = [e["kind"] for e in reading["unmapped"] if stray.text in e["text"]]
            one.faults.append(f"stray {stray.kinds} {stray.text!r} not in unmapped {kinds}")


def typed_words(case: Hard) -> Counter[str]:
    """All words of all stories that the form does not print."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(case.content)) as archive:
        for name in archive.namelist():
            story = name.rpartition("/")[2].rstrip(".xml").rstrip("0123456789")
            if (
                name.endswith(".xml")
                and "glossary" not in name
                and story not in ("styles", "numbering", "[Content_Types]")
            ):
                found.update(words_in_xml(archive.read(name)))
    return found - case.printed


def _words(case: Hard, reading: dict[str, Any], one: Score) -> None:
    typed = typed_words(case)
    lost = typed - words_in_reading(reading)
    one.words = typed.total()
    one.accounted = one.words - lost.total()
    planted = " ".join(stray.text for stray in case.strays)
    needless = [e["text"] for e in reading["unmapped"] if not _is_typed(e["text"], typed, planted)]
    if needless:
        one.faults.append(f"printed, yet in unmapped: {needless}")
    if lost:
        one.faults.append(f"words lost: {dict(lost.most_common(12))}")


def _is_typed(text: str, typed: Counter[str], planted: str) -> bool:
    return text in planted or any(word in typed for word in words_of(text)) or not words_of(text)


def _codes(case: Hard, reading: dict[str, Any], one: Score) -> None:
    told = {issue["code"] for issue in reading["issues"]}
    one.codes += len(case.codes)
    one.told += len(case.codes & told)
    if case.codes - told:
        one.faults.append(f"codes not told: {sorted(case.codes - told)}; told: {sorted(told)}")
    if told - case.codes - _OWN:
        one.faults.append(f"codes without a cause: {sorted(told - case.codes - _OWN)}")
