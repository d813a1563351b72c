"""Cases become files in memory: each letter in each format, and the list for each manager."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from plandocs.container.limits import Limits
from plandocs.files.names import Names, name_from
from plandocs.mailing.compose import (
    Enclosed,
    Written,
    by_manager,
    letter_to,
    letter_to_manager,
    status_in_words,
)
from plandocs.mailing.mail import Attachment, address_of, draft
from plandocs.mailing.plans import Comment, plan_of, with_comments
from plandocs.mailing.values import KINDS, Kind, Letter
from plandocs.mailing.which import Case
from plandocs.mailing.wording import Wording
from plandocs.people import full_words, person_key
from plandocs.word.template.letter import letter_document

FORMATS = ("docx", "eml", "text")
_SUFFIXES = {"docx": ".docx", "eml": ".eml", "text": ".txt"}
_LISTS = "Managers"
_WHY_NOT: dict[Kind, str] = {
    "cover": "There is no plan to send.",
    "reminder": "No reminder fits: something came that was filled in.",
    "findings": "Nothing came in which something could be found.",
}


class Outgoing(NamedTuple):
    """A file to write, by its name in the folder."""

    name: str
    data: bytes


class To(NamedTuple):
    """To whom a letter is."""

    name: str
    address: str


@dataclass(frozen=True)
class Making:
    """How letters are made: the words, the letterhead, the formats, the period if one is asked.

    ``kept`` finds an address by name and id where the roster has none.
    """

    wording: Wording
    letterhead: bytes | None
    formats: Sequence[str]
    limits: Limits
    comment: Comment
    period: str = ""
    kept: Callable[[str, str], str] = lambda name, identity: ""
    names: Names = field(default_factory=Names)

    def letter(self, case: Case, asked: Kind | None) -> tuple[Letter, tuple[Outgoing, ...]]:
        """Return what becomes of one person's letter, and its files: none where it is held."""
        letter, kind = _letter(case, self.kept), asked or case.fitting
        if not letter.held and not case.fits(kind):
            letter = replace(letter, held=_WHY_NOT[kind])
        if letter.held:
            return letter, ()
        plan, why = plan_of(case, self.limits) if "eml" in self.formats else (None, "")
        enclosed = Enclosed(attached=plan is not None)
        if kind == "findings":
            plan, enclosed = with_comments(case, plan, self.comment)
        goes_with = {"eml": enclosed}
        written = {
            each: letter_to(case, kind, self.wording, self.period, goes_with.get(each, Enclosed()))
            for each in self.formats
        }
        name = name_from("{name} – {kind}", {"name": case.name, "kind": kind}, "")
        stem = self.names.unique(name, case.id or str(case.member.unit))
        files = tuple(self._files(stem, written, To(case.name, letter.to), plan, case.today))
        return replace(
            letter, kind=kind, files=tuple(each.name for each in files),
            attached="" if plan is None else plan.name,
            for_hr=(*letter.for_hr, *((why,) if why else ())),
        ), files  # fmt: skip

    def lists(self, cases: Sequence[Case]) -> Iterator[Outgoing]:
        """Yield the list for each manager: the manager's people, and what is outstanding."""
        addresses = _addresses(cases)
        for name, group in by_manager(cases).items():
            written = dict.fromkeys(self.formats, letter_to_manager(name, group, self.wording))
            stem = self.names.unique(name_from(f"{_LISTS}/{{name}}", {"name": name}, ""))
            to = To(name, addresses.get(full_words(person_key(name)), ""))
            yield from self._files(stem, written, to, None, group[0].today)

    def _files(
        self, stem: str, written: Mapping[str, Written], to: To, plan: Attachment | None,
        day: dt.date,
    ) -> Iterator[Outgoing]:  # fmt: skip
        when = dt.datetime.combine(day, dt.time(), dt.UTC)
        for each, letter in written.items():
            if each == "docx":
                data = letter_document(letter.page, when, self.letterhead)
            elif each == "eml":
                data = draft(to.name, to.address, letter.page.subject, letter.text, plan)
            else:
                data = letter.whole.encode("utf-8")
            yield Outgoing(stem + _SUFFIXES[each], data)


def is_list(name: str) -> bool:
    """Tell whether this is the file of a list for a manager."""
    return name.startswith(f"{_LISTS}/")


def is_letter(name: str) -> bool:
    """Tell whether a file is called as letters are."""
    stem, _, suffix = name.rpartition(".")
    ends = tuple(f" – {kind}" for kind in KINDS)
    return f".{suffix}" in _SUFFIXES.values() and re.sub(r" \([^()]*\)$", "", stem).endswith(ends)


def _addresses(cases: Iterable[Case]) -> dict[str, str]:
    """The addresses of people by their names, where one alone has the name."""
    addresses: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        expected = case.member.expected
        if expected is not None:
            addresses[full_words(person_key(expected.name))].add(expected.email)
    return {name: next(iter(each)) for name, each in addresses.items() if len(each) == 1}


def _letter(case: Case, look_up: Callable[[str, str], str]) -> Letter:
    expected, copy, unread = case.member.expected, case.copy, case.progress.unread
    address = (expected.email if expected is not None else "") or look_up(case.name, case.id)
    source = copy.reading.source if copy else unread[-1].source if unread else ""
    hr = case.for_hr
    if address and address_of(case.name, address) is None:
        hr, address = (*hr, f"{address!r} is not an e-mail address."), ""
    gap = status_in_words(case)
    missing = tuple(map(str, case.asked)) or ((gap,) if gap else ())
    return Letter(
        case.name, case.id, "", address, case.manager, str(case.member.unit), missing, case.due,
        case.overdue, (), source, "", case.held, hr,
    )  # fmt: skip
