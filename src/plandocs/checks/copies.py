"""Find the same words in the plans of several people."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from plandocs.checks.texts import PlacedText, placed_texts, texts
from plandocs.checks.wording import quoted
from plandocs.description.form import FormSpec
from plandocs.model.findings import Finding, new_finding
from plandocs.model.plan import Plan
from plandocs.wording import plain

DIVISIONS = "shared-by-division"
Whose = tuple[str, FormSpec, Plan]  # a person, and what is theirs
_At = tuple[int, PlacedText]  # the number of a plan, and a text in it
_FEWEST_OF_A_DIVISION = 3  # two people are no division
_FEWEST_WORDS, _FEWEST_OF_A_KEY = 8, 5  # shorter texts are alike by chance; links are meant to be
_APART = 64  # parts of the checksums
_BETWEEN = "\x00"  # no text holds it


def copied(plans: Iterable[Whose]) -> Mapping[int, list[Finding]]:
    """Findings by the plan's number. Versions of one person's plan are no copies.

    Nobody is named, since findings go back to the person: each of the plans has its own. What
    people confide is not compared. What stands in most plans of a division is the division's: that
    is said once, at the first of them, and is nobody's copying.
    """
    all_plans = tuple(plans)
    places: dict[str, dict[str, list[_At]]] = defaultdict(dict)
    for number in _alike(all_plans):
        person, form, plan = all_plans[number]
        for each in placed_texts(form, plan, private=False):
            words = _words(each.text, _FEWEST_OF_A_KEY if each.field.key else _FEWEST_WORDS)
            if words and each.field.role != "link":
                places[f"{form.name} {words}"].setdefault(person, []).append((number, each))
    result: dict[int, list[Finding]] = defaultdict(list)
    divisions = _Divisions(all_plans)
    rows: set[tuple[int, str]] = set()  # those whose key is a division's
    # What makes a row comes first: the rest of a row that is a division's goes without saying.
    shared = (holders for holders in places.values() if len(holders) > 1)
    for holders in sorted(shared, key=_is_no_key):
        majority = divisions.with_most(holders)
        for number, each in _of(holders, holders.keys() - majority):
            result[number].append(_copy(each))
        places_of_all = _of(holders, majority)
        if not {(number, _row(each)) for number, each in places_of_all} <= rows:
            number, each = places_of_all[0]
            result[number].append(_of_the_division(each, len(majority)))
        rows |= {(number, _row(each)) for number, each in places_of_all if each.field.key}
    return result


def _copy(each: PlacedText) -> Finding:
    return new_finding(
        "copied",
        each.path,
        f"These words stand in another plan as well: {quoted(each.text)}.",
        severity="warning" if each.field.key else "info",
    )


def _of_the_division(each: PlacedText, people: int) -> Finding:
    return new_finding(
        DIVISIONS,
        each.path,
        f"These words stand in the plans of {people} people, most of a division, and are taken "
        f"for the division's: {quoted(each.text)}.",
    )


def _is_no_key(holders: Mapping[str, list[_At]]) -> bool:
    return not any(each.field.key for ats in holders.values() for _, each in ats)


def _of(holders: Mapping[str, list[_At]], people: Set[str]) -> list[_At]:
    return sorted((at for p in people for at in holders[p]), key=lambda at: (at[0], at[1].path))


def _row(each: PlacedText) -> str:
    """The row that a text stands in: ``outcomes[1]`` of ``outcomes[1].measures[0]``."""
    return each.path.partition(".")[0]


class _Divisions:
    """How many people there are, in all and in each division, and whom they have in common."""

    def __init__(self, plans: Sequence[Whose]) -> None:
        self._people: dict[str, set[str]] = defaultdict(set)
        for person, form, plan in plans:
            unit = form.role("unit")
            division, parted, _ = str(getattr(plan, unit.name) if unit else "").partition("/")
            for name in {"", plain(division) if parted else ""}:
                self._people[f"{form.name} {name}"].add(person)

    def with_most(self, people: Iterable[str]) -> set[str]:
        """Those of these people who are most of their division, or of all."""
        holders, result = set(people), set[str]()
        for all_of_one in self._people.values():
            present = all_of_one & holders
            if len(present) >= _FEWEST_OF_A_DIVISION and 2 * len(present) > len(all_of_one):
                result |= present
        return result


def _alike(plans: Sequence[Whose]) -> list[int]:
    """The plans that may have a text in common with somebody else's, by their numbers.

    Of each text only a checksum is kept, since there may be millions; they are laid apart by their
    last digits, so that few are looked up in one another at once.
    """
    apart = [(array("q"), array("L")) for _ in range(_APART)]
    for number, (_, form, plan) in enumerate(plans):
        kind = hash(form.name)
        words_of_all = _words_of_all(texts(form, plan, private=False), _FEWEST_OF_A_KEY)
        for key in {hash(words) ^ kind for words in words_of_all if words}:
            keys, numbers = apart[key % _APART]
            keys.append(key)
            numbers.append(number)
    alike: set[int] = set()
    for keys, numbers in apart:
        first = dict(zip(reversed(keys), reversed(numbers), strict=True))
        again: dict[int, set[int]] = defaultdict(set)
        for key, number in zip(keys, numbers, strict=True):
            if (before := first[key]) != number:
                again[key] |= {before, number}
        for group in again.values():
            if len({plans[number][0] for number in group}) > 1:
                alike |= group
    return sorted(alike)


def _words(text: str, fewest: int) -> str:
    """The words as they are compared, one space between them; "" for too few."""
    return "".join(_words_of_all([text], fewest))


def _words_of_all(all_texts: Sequence[str], fewest: int) -> list[str]:
    """The words of several texts, but for those with too few."""
    joined = _BETWEEN.join(all_texts).casefold()
    parts = joined.split(_BETWEEN)
    if "\n" in joined:
        parts = [" ".join(part.split()) if "\n" in part else part for part in parts]
    # A line of a plan has one space between its words.
    return [part.rstrip(" .;") for part in parts if part.count(" ") >= fewest - 1]
