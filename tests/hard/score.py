"""How right a reading is: values, plans, planted strays, words, codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any

import plandocs
from plandocs import PlandocsError
from tests.documents.opc import entries
from tests.hard.make import Hard
from tests.hard.words import words_in_reading, words_in_xml, words_of

# Codes that a value of the plan itself may deserve, and those that others bring with them.
_OWN = {"unreadable-date", "unreadable-period", "line-breaks-in-item", "unmapped-text",
        "external-link", "live-content"}  # fmt: skip


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
    wrong_and_clean: int = 0  # a value differs, and nothing at all is told of it
    wrong_unnamed: int = 0  # a value differs, and no issue names its field
    refused: int = 0
    false_alarms: int = 0  # something is told of a plan that is as it should be
    as_it_should_be: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Another score on top of this one."""
        for each in fields(self):
            if each.name != "faults":
                setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
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
        one.refused = 1
        return one
    actual = leaves(reading["plan"])
    one.values = len(expected.keys() | actual.keys())
    every = sorted((expected.keys() | actual.keys()) - {f".{path}" for path in case.unjudged})
    wrong = [path for path in every if expected.get(path) != actual.get(path)]
    _values(case, reading, one, wrong)
    for path in wrong:
        if not _excused(case, reading, path):
            one.faults.append(f"{path}: {expected.get(path)!r} read as {actual.get(path)!r}")
    _strays(case, reading, one)
    _words(case, reading, one)
    _codes(case, reading, one)
    return one


def _values(case: Hard, reading: dict[str, Any], one: Score, wrong: list[str]) -> None:
    """Count what is wrong by what is told of it."""
    unexcused = [path for path in wrong if not _excused(case, reading, path)]
    one.right += one.values - len(unexcused)
    one.plans = int(not unexcused)
    clean = not reading["unmapped"] and all(i["severity"] == "info" for i in reading["issues"])
    unnamed = [path for path in wrong if not is_named(reading, path[1:])]
    one.wrong_unnamed = int(bool(unnamed))
    one.wrong_and_clean = int(clean and bool(unnamed))
    if unnamed:
        one.faults.append(f"wrong{' AND CLEAN' * clean}, and not named: {unnamed}")
    if case.as_it_should_be:
        one.as_it_should_be = 1
        own = {issue["code"] for issue in reading["issues"] if issue["severity"] != "info"} - _OWN
        if own or reading["unmapped"]:
            one.false_alarms = 1
            one.faults.append(f"false alarm: {sorted(own)} {reading['unmapped'][:3]}")


def is_named(reading: dict[str, Any], path: str) -> bool:
    """Does an issue of any severity name this field, what it is part of, or a part of it?"""
    return any(related(issue["field"] or "", path) for issue in reading["issues"])


def related(one: str, other: str) -> bool:
    """Is one path the other, part of it, or around it? An index that is left out is any."""
    if not one or not other:
        return False
    steps = zip(_steps(one), _steps(other), strict=False)
    return all(a == b and (m == n or not m or not n) for (a, m), (b, n) in steps)


def _steps(path: str) -> list[tuple[str, str]]:
    """The names of a path with their indexes: ``a[1].b`` is a with 1, b with none."""
    return [(name.partition("[")[0], name.partition("[")[2].rstrip("]"))
            for name in path.split(".")]  # fmt: skip


def _excused(case: Hard, reading: dict[str, Any], path: str) -> bool:
    """Is it a value that may be read otherwise, and is that told?"""
    open_to = any(related(each, path[1:]) for each in case.either)
    return open_to and is_named(reading, path[1:])


def _strays(case: Hard, reading: dict[str, Any], one: Score) -> None:
    read = " ".join(_texts_of(reading["plan"])) if case.either else ""
    for stray in case.strays:
        one.strays += 1
        texts = [each["text"] for each in reading["unmapped"] if each["kind"] in stray.kinds]
        words = " ".join(stray.text.split())
        if any(words in " ".join(text.split()) for text in texts) or words in read:
            one.found += 1
        else:
            kinds = [e["kind"] for e in reading["unmapped"] if stray.text in e["text"]]
            one.faults.append(f"stray {stray.kinds} {stray.text!r} not in unmapped {kinds}")


def _texts_of(value: Any) -> list[str]:
    return [text for text in leaves(value).values() if isinstance(text, str)]


def typed_words(case: Hard) -> Counter[str]:
    """All words of all stories that the form does not print."""
    found: Counter[str] = Counter()
    for name, part in entries(case.content).items():
        story = name.rpartition("/")[2].rstrip(".xml").rstrip("0123456789")
        if (
            name.endswith(".xml")
            and "glossary" not in name
            and story not in ("styles", "numbering", "[Content_Types]")
        ):
            found.update(words_in_xml(part))
    return found - case.printed


def _words(case: Hard, reading: dict[str, Any], one: Score) -> None:
    typed = typed_words(case)
    lost = typed - words_in_reading(reading)
    one.words = typed.total()
    one.accounted = one.words - lost.total()
    planted = " ".join(" ".join((*(stray.text for stray in case.strays), *case.maybe)).split())
    texts = (" ".join(each["text"].split()) for each in reading["unmapped"])
    needless = [text for text in texts if not _is_typed(text, typed, planted)]
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
    needless = told - case.codes - case.allowed - _OWN
    if needless:
        one.faults.append(f"codes without a cause: {sorted(needless)}")
    for each in sorted(case.named):
        if not is_named(reading, each):
            one.faults.append(f"no issue names {each}: {sorted(told)}")
