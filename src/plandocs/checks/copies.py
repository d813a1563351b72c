"""The same words in the plans of several people: in come plans, out go findings for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plandocs.checks.texts import told
from plandocs.checks.wording import quoted
from plandocs.findings import Finding
from plandocs.form import FormSpec
from plandocs.plan import Plan

_FEWEST_WORDS = 8  # shorter texts are alike by chance, and links are meant to be


def copied(plans: Iterable[tuple[FormSpec, Plan]]) -> Mapping[int, list[Finding]]:
    """Findings by the plan's number. Versions of one person's plan are no copies.

    Nobody is named, since findings go back to the person: each of the plans has its own. What
    people confide is not compared.
    """
    people: dict[str, dict[str, list[tuple[int, Finding]]]] = defaultdict(dict)
    for number, (form, plan) in enumerate(plans):
        person = _person(form, plan)
        for each in told(form, plan, private=False):
            words = each.text.casefold().split()
            if len(words) < _FEWEST_WORDS or each.field.role == "link":
                continue
            finding = Finding(
                "warning" if each.field.key else "info", "copied", each.path,
                f"These words stand in another plan as well: {quoted(each.text)}.",
                "Put it in words of one's own, unless the work is shared.",
            )  # fmt: skip
            own = people[f"{form.name} {' '.join(words)}"].setdefault(person, [])
            own.append((number, finding))
    found: dict[int, list[Finding]] = defaultdict(list)
    for holders in people.values():
        if len(holders) > 1:
            for number, finding in (pair for pairs in holders.values() for pair in pairs):
                found[number].append(finding)
    return found


def _person(form: FormSpec, plan: Plan) -> str:
    cell = form.role("person")
    return " ".join(getattr(plan, cell.name).casefold().split()) if cell is not None else plan.id
