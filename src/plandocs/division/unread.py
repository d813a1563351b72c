"""Whose file it is that came and could not be read, as far as its name tells.

In: the members, and the readings with an error. Out: the files of those who have no other: they
have sent something, so that nobody rings them up for having sent nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import PurePath

from plandocs.division.roster import Member
from plandocs.division.versions import Document
from plandocs.model.reading import Reading
from plandocs.people import full_words, person_key
from plandocs.wording import plain

_SHORTEST_ID = 4  # shorter ones are dates and numbers of versions as well


def unread_of(
    members: tuple[Member, ...], documents: Iterable[Document], readings: Iterable[Reading]
) -> Mapping[Member, tuple[Reading, ...]]:
    """The unreadable files of those who are expected and without a document, by their paths.

    A file whose name may be that of two of them is nobody's.
    """
    failed = [reading for reading in readings if reading.error is not None and reading.source]
    if not failed:
        return {}
    there = {d.person.key for d in documents if d.copy.form.role("signature") is not None}
    waiting = {
        member
        for member in members
        if member.expected is not None and (member.person is None or member.person.key not in there)
    }
    found: dict[Member, list[Reading]] = defaultdict(list)
    for reading in sorted(failed, key=lambda each: each.source):
        owner = _owner(members, waiting, reading.source)
        if owner is not None:
            found[owner].append(reading)
    return {member: tuple(files) for member, files in found.items()}


def _owner(members: tuple[Member, ...], waiting: Set[Member], source: str) -> Member | None:
    """Whose file it is: by the file's own name, else by that of its folder."""
    path = PurePath(source)
    for said in (path.stem, path.parent.name):
        named = list(_named(members, frozenset(plain(said).split())))
        if named:
            here = [member for member in named if member in waiting]
            return here[0] if len(here) == 1 else None
    return None


def _named(members: tuple[Member, ...], words: frozenset[str]) -> Iterator[Member]:
    """Those whose name the words say, else their id, else the surname; namesakes by id or unit."""
    whole = [member for member in members if _says(words, full_words(person_key(member.name)))]
    longest = max((len(person_key(member.name).split()) for member in whole), default=0)
    whole = [each for each in whole if len(person_key(each.name).split()) == longest]
    keyed = [member for member in whole or members if _says_id(words, member)]
    placed = [m for m in whole if m.unit.name and _says(words, plain(m.unit.name))]
    yield from keyed or placed or whole or _by_surname(members, words)


def _says(words: frozenset[str], name: str) -> bool:
    """Whether the words say all of the name, also run together: "RamanPriya"."""
    own = name.split()
    together = len(own) > 1 and {"".join(own), "".join(reversed(own))} & words
    return bool(own) and (words.issuperset(own) or bool(together))


def _says_id(words: frozenset[str], member: Member) -> bool:
    id = plain(member.expected.id) if member.expected is not None else ""
    return len(id) >= _SHORTEST_ID and words.issuperset(id.split())


def _by_surname(members: tuple[Member, ...], words: frozenset[str]) -> list[Member]:
    """The only one with a surname that the words say, and no other's given name."""
    keys = {member: person_key(member.name).split() for member in members}
    found = [m for m, key in keys.items() if len(key) > 1 and key[-1] in words]
    if len(found) != 1:
        return []
    given = {word for m, key in keys.items() if m is not found[0] for word in key[:-1]}
    return [] if given & words - set(keys[found[0]]) else found
