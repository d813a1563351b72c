"""Who is expected, brought together with whose documents were found.

Files that could not be read are told by their names, so that nobody is rung up for having sent
nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import PurePath

from plandocs.description.tables import Placed
from plandocs.division.documents import Copy, Document, Person
from plandocs.division.units import Unit, Units
from plandocs.division.values import Expected
from plandocs.model.reading import Reading
from plandocs.people import another_surname, full_words, person_key
from plandocs.wording import plain

_CLOSE = 88
_Match = tuple[Person, Placed] | None


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """Somebody expected, somebody found, or both; ``how`` says how a name was recognised."""

    name: str
    expected: Expected | None
    person: Person | None
    unit: Unit
    match: Placed | None = None


def members_of(
    roster: tuple[Expected, ...] | None, persons: tuple[Person, ...], units: Units
) -> tuple[Member, ...]:
    """Everybody, those of the roster in its order first.

    Without a roster everybody found was expected.
    """
    if roster is None:
        return tuple(Member(p.name, None, p, _latest(p).unit) for p in persons)
    claimed = _Finder(persons, units).claim(roster)
    on = {person.key for person, _ in claimed.values()}
    return tuple(_listed(roster, claimed, units)) + tuple(
        Member(p.name, None, p, _latest(p).unit) for p in persons if p.key not in on
    )


def listed_twice(roster: Iterable[Expected]) -> Iterator[str]:
    """Say which lines are about one person: one id, or else one name in one unit."""
    lines: dict[tuple[str, ...], list[Expected]] = defaultdict(list)
    for line in roster:
        lines[(line.id,) if line.id else (_sorted_words(person_key(line.name)), line.unit)] += [
            line
        ]
    for same in lines.values():
        if len(same) > 1:
            whose = f"the id {same[0].id}" if same[0].id else same[0].name
            names = ", ".join(dict.fromkeys(line.name for line in same))
            text = f" ({names})" if same[0].id else ""
            yield f"The roster has {whose} on {len(same)} lines{text}; each of them is counted."


def _listed(
    roster: tuple[Expected, ...], claimed: dict[int, tuple[Person, Placed]], units: Units
) -> Iterator[Member]:
    for number, line in enumerate(roster):
        person, match = claimed.get(number, (None, None))
        blank = not line.unit.strip() and person is not None
        unit = _latest(person).unit if blank and person is not None else units.unit(line.unit)
        yield Member(line.name, line, person, unit, match)


def _latest(person: Person) -> Copy:
    return max(person.copies, key=lambda copy: copy.age)


class _Finder:
    """Finds the person of each line: the surest ways first, for all lines, then the vaguer ones."""

    def __init__(self, persons: tuple[Person, ...], units: Units) -> None:
        self._units = units
        self._taken: set[str] = set()
        self._open: Counter[str] = Counter()  # lines of each name that have nobody yet
        self._named: dict[str, list[Person]] = defaultdict(list)
        self._keyed: dict[str, list[Person]] = defaultdict(list)
        self._placed: dict[Unit, list[Person]] = defaultdict(list)
        for person in persons:
            for name in sorted({_sorted_words(copy.key) for copy in person.copies}):
                self._named[name].append(person)
            for id in sorted({copy.plan.id for copy in person.copies} - {""}):
                self._keyed[id].append(person)
            for unit in sorted({copy.unit for copy in person.copies}):
                self._placed[unit].append(person)

    def claim(self, roster: tuple[Expected, ...]) -> dict[int, tuple[Person, Placed]]:
        """The person of each line, by its number."""
        claimed: dict[int, tuple[Person, Placed]] = {}
        self._open.update(_sorted_words(person_key(line.name)) for line in roster)
        for step in (self._by_all, self._by_name, self._by_id, self._alike):
            for number, line in enumerate(roster):
                result = None if number in claimed else step(line)
                if result is not None:
                    claimed[number] = result
                    self._taken.add(result[0].key)
                    self._open[_sorted_words(person_key(line.name))] -= 1
        return claimed

    def _free(self, persons: Iterable[Person]) -> list[Person]:
        return [person for person in persons if person.key not in self._taken]

    def _by_all(self, line: Expected) -> _Match:
        """The same name, and the same id or unit."""
        named = self._free(self._named[_sorted_words(person_key(line.name))])
        unit = self._units.unit(line.unit)
        keyed = [p for p in named if line.id and any(c.plan.id == line.id for c in p.copies)]
        best = keyed or [p for p in named if any(copy.unit == unit for copy in p.copies)]
        return (best[0], Placed(line.name)) if len(best) == 1 else None

    def _by_name(self, line: Expected) -> _Match:
        """The only one with that name, where one line alone has it."""
        name = _sorted_words(person_key(line.name))
        result = self._free(self._named[name])
        sure = len(result) == 1 and self._open[name] == 1
        return (result[0], Placed(line.name, "the same name")) if sure else None

    def _by_id(self, line: Expected) -> _Match:
        """The only one with that id, whatever the given name is called."""
        keyed = self._free(self._keyed[line.id]) if line.id else []
        result = [p for p in keyed if not another_surname(line.name, _latest(p).name)]
        return (result[0], Placed(line.name, "the same id")) if len(result) == 1 else None

    def _alike(self, line: Expected) -> _Match:
        """The only one in the unit whose name is written much like it."""
        from rapidfuzz import fuzz

        candidates = self._free(self._placed[self._units.unit(line.unit)])
        key = person_key(line.name)
        alike = (fuzz.ratio, fuzz.token_sort_ratio)
        scored = [(max(how(key, _latest(p).key) for how in alike), p) for p in candidates]
        result = [(score, p) for score, p in scored if score >= _CLOSE]
        if len(result) != 1:
            return None
        return result[0][1], Placed(line.name, "written alike", round(result[0][0]))


def _sorted_words(key: str) -> str:
    return " ".join(sorted(key.split()))


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
    present = {d.person.key for d in documents if d.copy.form.role("signature") is not None}
    waiting = {
        member
        for member in members
        if member.expected is not None
        and (member.person is None or member.person.key not in present)
    }
    result: dict[Member, list[Reading]] = defaultdict(list)
    for reading in sorted(failed, key=lambda each: each.source):
        owner = _owner(members, waiting, reading.source)
        if owner is not None:
            result[owner].append(reading)
    return {member: tuple(files) for member, files in result.items()}


def _owner(members: tuple[Member, ...], waiting: Set[Member], source: str) -> Member | None:
    """Whose file it is: by the file's own name, else by that of its folder."""
    path = PurePath(source)
    for name in (path.stem, path.parent.name):
        named = list(_named(members, frozenset(plain(name).split())))
        if named:
            matching = [member for member in named if member in waiting]
            return matching[0] if len(matching) == 1 else None
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
    parts = name.split()
    together = len(parts) > 1 and {"".join(parts), "".join(reversed(parts))} & words
    return bool(parts) and (words.issuperset(parts) or bool(together))


def _says_id(words: frozenset[str], member: Member) -> bool:
    id = plain(member.expected.id) if member.expected is not None else ""
    return len(id) >= _SHORTEST_ID and words.issuperset(id.split())


def _by_surname(members: tuple[Member, ...], words: frozenset[str]) -> list[Member]:
    """The only one with a surname that the words say, and no other's given name."""
    keys = {member: person_key(member.name).split() for member in members}
    result = [m for m, key in keys.items() if len(key) > 1 and key[-1] in words]
    if len(result) != 1:
        return []
    given_names = {word for m, key in keys.items() if m is not result[0] for word in key[:-1]}
    return [] if given_names & words - set(keys[result[0]]) else result
