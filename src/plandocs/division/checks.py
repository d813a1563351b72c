"""The sheet Checks: what a person should look at, and what to do about it.

Beside the findings about each document stands what only shows when they lie side by side (one id on
several people, a unit that the roster does not know). What stays between the people who wrote it is
put in words that give nothing away, unless HR has decided to include what is confidential.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from plandocs.checks.copies import copied
from plandocs.checks.findings import findings_of
from plandocs.description.form import FormSpec
from plandocs.division.documents import Document
from plandocs.division.identities import (
    PROPERTIES,
    REUSED,
    belongs_to,
    joined_by_ids,
    sharing_ids,
)
from plandocs.division.whole import Whole
from plandocs.model.findings import Finding, new_finding
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.table import Cells, Column, Highlight, Rows, Table

_SHORTEST = 4
_ABOUT_PRIVATE = "There is something to look at here. It is confidential: see the file."
_ABOUT_ANY = "There is text here that is in none of the form's boxes: see the file."


class Discretion:
    """Tells what was found in one reading so that nothing confided stands in them."""

    def __init__(self, form: FormSpec, reading: Reading, confidential: bool) -> None:
        self._open = confidential
        self._reading = reading
        self._private = {section.name for section in form.sections if section.private}

    def discreet(self, finding: Finding) -> Finding:
        """The finding and its remedy, without the words that were confided."""
        private = finding.field and _first(finding.field) in self._private
        if self._open or not (private or self._secrets):
            return finding
        where = "" if self._gives_away(finding.where) else finding.where
        if private:
            return Finding(finding.severity, finding.code, None, _ABOUT_PRIVATE, "", where)
        if self._gives_away(finding.message) or where != finding.where:
            finding = replace(finding, message=_ABOUT_ANY, where=where)
        return replace(finding, fix="") if self._gives_away(finding.fix) else finding

    @cached_property
    def _secrets(self) -> list[str]:
        result = [each.text for each in self._reading.unmapped]
        for name in sorted(self._private):
            result += _texts(getattr(self._reading.plan, name))
        pieces = {_bare(piece) for text in result for piece in re.split(r"[\n.;]", text)}
        return sorted(piece for piece in pieces if len(piece) >= _SHORTEST)

    def _gives_away(self, text: str) -> bool:
        return bool(text and self._secrets) and _has_any(_bare(text), self._secrets)


def _has_any(bare: str, secrets: list[str]) -> bool:
    return any([secret in bare for secret in secrets])


def _first(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for each in value for text in _texts(each)]
    fields = getattr(type(value), "model_fields", {})
    return [text for name in fields for text in _texts(getattr(value, name))]


_MOST = 32_767  # characters in a cell of Excel


def too_long(form: FormSpec, plan: Plan) -> Iterator[Finding]:
    """A finding for each text that is shortened in its cell, and where the whole of it is."""
    for section in form.sections:
        content = getattr(plan, section.name)
        rows = content if isinstance(content, tuple) else (content,)
        for number, row in enumerate(rows, start=1):
            values = vars(row)
            for column in section.columns:
                value = values[column.name]
                length = len(value if type(value) is str else column.kind.text(value))
                if length > _MOST:
                    where = f"{section.title}, row {number}"
                    message = f"{column.label}: {length} characters are more than a cell holds."
                    path = f"{section.name}[{number - 1}].{column.name}"
                    yield new_finding("shortened", path, message, where=where)


_ORDER = ("error", "warning", "info")


class Noticed(NamedTuple):
    """One thing to look at in the reading with this number, and what to do about it."""

    number: int
    finding: Finding

    @property
    def open(self) -> bool:
        """Whether somebody has to do something."""
        return self.finding.severity != "info"


def noticed_in(whole: Whole) -> tuple[Noticed, ...]:
    """Everything noticed in the documents that count."""
    result: list[Noticed] = []
    same = copied((d.person.key, d.copy.form, d.copy.plan) for d in whole.documents)
    for place, document in enumerate(whole.documents):
        copy = document.copy
        discretion = Discretion(copy.form, copy.reading, whole.settings.confidential)
        findings = (
            *findings_of(copy.form, copy.reading, same.get(place, ())),
            *too_long(copy.form, copy.plan),
        )
        for each in dict.fromkeys(map(discretion.discreet, findings)):
            result.append(Noticed(copy.number, each))
    return (*result, *_reused(whole), *_disputed(whole), *_joined(whole), *_unlisted(whole))


def _reused(whole: Whole) -> Iterator[Noticed]:
    """HR's id on the documents of different people."""
    holders: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in whole.documents:
        if document.copy.plan.id:
            holders[document.copy.plan.id].setdefault(document.person.key, document)
    for id, by_person in holders.items():
        if len(by_person) < 2:
            continue
        names = " and ".join(sorted(whole.names[key][0] for key in by_person))
        message = f"The id {id} is in the files of {names}. Each person is counted."
        fix = "See whose id it is; the other file was probably started from a copy of it."
        finding = new_finding(REUSED, "id", message, fix=fix, where=PROPERTIES)
        for document in by_person.values():
            yield Noticed(document.copy.number, finding)


def _disputed(whole: Whole) -> Iterator[Noticed]:
    """HR's id in a file that names somebody with another surname."""
    for number, (copy, owner) in whole.disputed.items():
        yield Noticed(number, belongs_to(copy.plan.id, owner, copy.name))
    copies = (document.copy for document in whole.documents)
    shared = sharing_ids((copy.number, copy.plan.id, copy.name) for copy in copies)
    yield from (Noticed(number, finding) for number, finding in shared)


def _joined(whole: Whole) -> Iterator[Noticed]:
    """Documents of one person by their id alone: the given names are two."""
    copies = ((d, c) for d in whole.documents for c in (d.copy, *d.earlier))
    latest = {document.copy.number for document in whole.documents}
    named = ((c.number, c.plan.id, d.person.key, c.name) for d, c in copies)
    for number, finding in joined_by_ids(named):
        if number in latest:
            yield Noticed(number, finding)


def _unlisted(whole: Whole) -> Iterator[Noticed]:
    """Units that the roster does not have, and people who are not on it."""
    if whole.settings.roster is None:
        return
    on = {m.person.key for m in whole.members if m.expected is not None and m.person is not None}
    for document in whole.documents:
        copy = document.copy
        if document.person.key not in on:
            yield Noticed(copy.number, new_finding("not-on-roster", None))
        if not whole.places.is_listed(copy.written_unit):
            written, cell = copy.written_unit, copy.form.role("unit")
            message = f'"{written}" is not on the roster.' if written else "It is blank."
            where = cell.label if cell is not None else ""
            yield Noticed(copy.number, new_finding("unknown-unit", None, message, where=where))


def checks_sheet(whole: Whole, noticed: Iterable[Noticed]) -> Table:
    """The sheet, what matters most first."""
    columns = (
        Column("Severity", 10),
        Column(whole.headings.person, 20, key=True),
        Column(whole.headings.unit, 22),
        Column("Place", 22, key=True),
        Column("Message", 52, key=True),
        Column("What to do", 44),
        Column("Code", 18, key=True),
        Column("File", 20, "link"),
    )
    highlights = (
        Highlight("Severity", "red", ("Error",)),
        Highlight("Severity", "amber", ("Warning",)),
    )
    return Table(
        "Checks", columns, Rows(partial(_rows, whole, tuple(noticed))), highlights=highlights
    )


def _rows(whole: Whole, noticed: tuple[Noticed, ...]) -> Iterator[Cells]:
    documents = {
        document.copy.number: (document.copy, whole.names[document.person.key])
        for document in whole.documents
    }
    for number, (copy, _) in whole.disputed.items():
        documents[number] = (copy, (copy.name, whole.places.label(copy.unit)))
    rank = {number: place for place, number in enumerate(documents)}
    weight = {severity: len(rank) * place for place, severity in enumerate(_ORDER)}
    for each in sorted(noticed, key=lambda n: weight[n.finding.severity] + rank[n.number]):
        (copy, names), finding = documents[each.number], each.finding
        yield (
            finding.severity.capitalize(), *names, finding.where,
            finding.message, finding.fix, finding.code, whole.file(copy.reading),
        )  # fmt: skip
