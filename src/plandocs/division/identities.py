"""HR's own key in a file that bears somebody else's name: people start from a colleague's file.

Takes ids and names, of documents and of the roster, and gives which documents disagree, and with
whom. A nickname, a changed given name and a slip are no disagreement: it takes another surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from plandocs.division.documents import Copy
from plandocs.division.values import Expected
from plandocs.model.findings import Finding, new_finding
from plandocs.people import another_given_name, another_surname

DISAGREE, REUSED = "id-and-name-disagree", "identity-reused"
PROPERTIES = "document properties"


def disputed_in(
    copies: Iterable[Copy], roster: Iterable[Expected] | None
) -> Mapping[int, tuple[Copy, str]]:
    """The copies whose id is somebody else's on the roster, and who that is, by their numbers."""
    owners = defaultdict(list)
    for line in roster or ():
        if line.id and line.name:
            owners[line.id].append(line.name)
    return {
        copy.number: (copy, owners[copy.plan.id][0])
        for copy in copies
        if copy.plan.id in owners
        and all(another_surname(copy.name, name) for name in owners[copy.plan.id])
    }


def sharing_ids(named: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, Finding]]:
    """Yield what is found of documents, given by number, id and name, that share another's id."""
    people = list(named)
    ids = {number: id for number, id, _ in people}
    others = _others(((number, id, id, name) for number, id, name in people), another_surname)
    for number, names in others.items():
        message = f"The id {ids[number]} in this file is in that of {' and of '.join(names)} too."
        yield number, new_finding(DISAGREE, "id", message, where=PROPERTIES)


def joined_by_ids(named: Iterable[tuple[int, str, str, str]]) -> Iterator[tuple[int, Finding]]:
    """Yield what is found of documents, by number, id, person and name, of two given names.

    It is a nickname, or a colleague of that surname who began with the file: the id joins both.
    """
    people = list(named)
    ids = {number: id for number, id, _, _ in people}
    for number, names in _others(people, another_given_name).items():
        message = (
            f"The id {ids[number]} in this file is in that of {' and of '.join(names)} too; by it "
            "they are taken for one person, whose latest document counts."
        )
        yield number, new_finding(REUSED, "id", message, where=PROPERTIES)


def _others(
    named: Iterable[tuple[int, str, str, str]], differ: Callable[[str, str], bool]
) -> Mapping[int, tuple[str, ...]]:
    """The names that differ from a document's own, of those with its id and its key."""
    holders: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for number, id, key, name in named:
        if id:
            holders[id, key][number] = name
    result: dict[int, tuple[str, ...]] = {}
    for group in holders.values():
        names = dict.fromkeys(group.values())
        if len(names) == 1:
            continue
        others = {name: tuple(n for n in names if differ(n, name)) for name in names}
        result |= {number: others[name] for number, name in group.items() if others[name]}
    return result


def belongs_to(id: str, owner: str, name: str) -> Finding:
    """Return what is found of a file whose id is somebody else's on a list."""
    message = (
        f"The id {id} in this file is {owner}'s, and the file names {name}. It counts for neither "
        "until it is settled whose it is."
    )
    return new_finding(DISAGREE, "id", message, where=PROPERTIES)
