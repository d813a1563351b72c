"""The same words in the plans of several people: in come plans, out go findings for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from plandocs.checks.texts import texts, told
from plandocs.checks.wording import quoted
from plandocs.findings import Finding
from plandocs.form import FormSpec
from plandocs.people import same_persons
from plandocs.plan import Plan

Whose = tuple[str, FormSpec, Plan]  # a person, and what is theirs
_FEWEST_WORDS, _FEWEST_OF_A_KEY = 8, 5  # shorter texts are alike by chance; links are meant to be


def copied(plans: Iterable[Whose]) -> Mapping[int, list[Finding]]:
    """Findings by the plan's number. Versions of one person's plan are no copies.

    Nobody is named, since findings go back to the person: each of the plans has its own. What
    people confide is not compared.
    """
    given = tuple(plans)
    people: dict[str, dict[str, list[tuple[int, Finding]]]] = defaultdict(dict)
    for number in _alike(given):
        person, form, plan = given[number]
        for each in told(form, plan, private=False):
            words = _words(each.text, _FEWEST_OF_A_KEY if each.field.key else _FEWEST_WORDS)
            if not words or each.field.role == "link":
                continue
            finding = Finding(
                "warning" if each.field.key else "info", "copied", each.path,
                f"These words stand in another plan as well: {quoted(each.text)}.",
                "Put it in words of one's own, unless the work is shared.",
            )  # fmt: skip
            own = people[f"{form.name} {words}"].setdefault(person, [])
            own.append((number, finding))
    found: dict[int, list[Finding]] = defaultdict(list)
    for holders in people.values():
        if len(holders) > 1:
            for number, finding in (pair for pairs in holders.values() for pair in pairs):
                found[number].append(finding)
    return found


def persons_in(plans: Sequence[tuple[FormSpec, Plan]]) -> list[str]:
    """Whose each plan is, for all that the plans say: one text for one person."""
    whose = ((p.id, _text(form, p, "person"), _text(form, p, "unit")) for form, p in plans)
    return [str(number) for number in same_persons(whose)]


def _text(form: FormSpec, plan: Plan, role: str) -> str:
    cell = form.role(role)
    return str(getattr(plan, cell.name)) if cell is not None else ""


def _alike(plans: Sequence[Whose]) -> list[int]:
    """The plans that may have a text in common with somebody else's, by their numbers.

    Of each text only a checksum is kept: there may be hundreds of thousands.
    """
    firsts: dict[str, dict[int, int]] = defaultdict(dict)
    again: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, (_, form, plan) in enumerate(plans):
        first = firsts[form.name]
        given = [_words(text, _FEWEST_OF_A_KEY) for text in texts(form, plan, private=False)]
        keys = [hash(words) for words in given if words]
        for key in first.keys() & keys:
            again[form.name, key].add(number)
        first.update((key, number) for key in keys if key not in first)
    groups = ({firsts[kind][key], *numbers} for (kind, key), numbers in again.items())
    return sorted({n for group in groups if len({plans[n][0] for n in group}) > 1 for n in group})


def _words(text: str, fewest: int) -> str:
    """The words as they are compared, one space between them; "" for too few."""
    if "\n" not in text:  # a line of a plan has one space between its words
        return text.casefold().rstrip(" .;") if text.count(" ") >= fewest - 1 else ""
    words = text.casefold().split()
    return " ".join(words).rstrip(" .;") if len(words) >= fewest else ""
