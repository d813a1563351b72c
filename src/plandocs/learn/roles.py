"""Who is who in a form: the roles that every form of an office has, told by the words of labels."""

from __future__ import annotations

from dataclasses import replace

from plandocs.learn.proposal import Entry, Proposal
from plandocs.learn.words import Words, role_words

_ROLES = ("person", "manager", "unit", "level")
_NO_PERSON = "whose form it is: no label says so; it is the first text"
_SIGNERS = ("signature", "countersignature")


def with_roles(proposal: Proposal) -> Proposal:
    """The proposal with roles: one person, and what else its labels tell."""
    fields = [replace(entry, role="", unsure=_sure(entry)) for entry in proposal.fields]
    for role in _ROLES:
        _give(fields, role, role_words(role))
    if not any(entry.role == "person" for entry in fields):
        _first_text(fields)
    _only_one_of_kind(fields, "period", "period")
    _meeting(fields)
    _signatures(fields)
    return replace(proposal, fields=tuple(fields))


def _sure(entry: Entry) -> tuple[str, ...]:
    return tuple(each for each in entry.unsure if each != _NO_PERSON)


def _give(fields: list[Entry], role: str, words: Words) -> None:
    ranks = [
        (rank, place)
        for place, entry in enumerate(fields)
        if entry.kind_name == "text" and not entry.role
        and (rank := words.rank(entry.label)) is not None
    ]  # fmt: skip
    if ranks:
        _, place = min(ranks)
        fields[place] = replace(fields[place], role=role)


def _first_text(fields: list[Entry]) -> None:
    """Every form is somebody's: where no label says whose, the first text stands for it."""
    for wanted in ("", "any"):
        for place, entry in enumerate(fields):
            if entry.kind_name == "text" and (not entry.role or wanted):
                unsure = (*entry.unsure, _NO_PERSON)
                fields[place] = replace(entry, role="person", unsure=unsure)
                return


def _only_one_of_kind(fields: list[Entry], kind: str, role: str) -> None:
    places = [place for place, entry in enumerate(fields) if entry.kind_name == kind]
    if len(places) == 1:
        fields[places[0]] = replace(fields[places[0]], role=role)


def _meeting(fields: list[Entry]) -> None:
    words = role_words("meeting")
    dates = [
        (rank, place)
        for place, entry in enumerate(fields)
        if entry.kind_name == "date" and (rank := words.rank(entry.label)) is not None
    ]
    if dates:
        _, place = min(dates)
        fields[place] = replace(fields[place], role="meeting")


def _signatures(fields: list[Entry]) -> None:
    """The first signature is the person's, one that names a manager the manager's."""
    places = [place for place, entry in enumerate(fields) if entry.kind_name == "signature"]
    managers = [p for p in places if role_words("manager").rank(fields[p].label) is not None]
    persons = [place for place in places if place not in managers]
    if persons:
        fields[persons[0]] = replace(fields[persons[0]], role=_SIGNERS[0])
    other = managers[:1] or persons[1:2]
    if other:
        fields[other[0]] = replace(fields[other[0]], role=_SIGNERS[1])
