"""Findings about words that stand in no field.

For the person who wrote them, so the words are quoted. What an issue of its own speaks of (deleted
or hidden text, comments, a second form) is not told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from plandocs.checks.wording import quoted
from plandocs.model.findings import Finding, new_finding
from plandocs.model.reading import Unmapped
from plandocs.problems import Severity

_CODE = "unmapped-text"
_OF_WORDS = frozenset({"text-in-label-cell", "unknown-column"})  # codes that speak of such words
_SEVERITY: dict[str, Severity] = {
    "text": "warning", "textbox": "warning", "footnote": "warning", "endnote": "warning",
    "equation": "warning", "embedded": "warning", "header-footer": "info",
}  # fmt: skip
_QUOTED = 3  # texts of one place


def with_stray(findings: Iterable[Finding], unmapped: Iterable[Unmapped]) -> list[Finding]:
    """The findings, with one for each place where words are in no field, instead of their number.

    Where a finding speaks of the words of its place already, they are quoted there.
    """
    found = [each for each in findings if each.code != _CODE]
    at = {each.where: number for number, each in enumerate(found) if each.code in _OF_WORDS}
    for (severity, where), beside in _by_place(unmapped).items():
        words = _listed([quoted(each.text) for each in beside])
        number = at.get(where)
        if number is not None:
            message = f"{found[number].message.rstrip('.')}: {words}."
            found[number] = replace(found[number], message=message)
            continue
        fields = {each.field for each in beside}
        field = fields.pop() if len(fields) == 1 else None
        message = f"These words are not in any of the form's boxes: {words}."
        found.append(new_finding(_CODE, field, message, where=where, severity=severity))
    return found


def _by_place(unmapped: Iterable[Unmapped]) -> dict[tuple[Severity, str], list[Unmapped]]:
    places: dict[tuple[Severity, str], list[Unmapped]] = defaultdict(list)
    for each in unmapped:
        severity = _SEVERITY.get(each.kind)
        if severity is not None and each.text and not each.where.startswith("second form"):
            places[severity, each.where].append(each)
    return places


def _listed(texts: list[str]) -> str:
    more = len(texts) - _QUOTED
    return ", ".join(texts if more <= 0 else [*texts[:_QUOTED], f"and {more} more"])
