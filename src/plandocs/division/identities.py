"""HR's own key in a file that bears somebody else's name: people start from a colleague's file.

Takes ids and names, of documents and of the roster, and gives which documents disagree, and with
whom. A nickname, a changed given name and a slip are no disagreement: it takes another surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from plandocs.division.documents import Copy
from plandocs.division.values import Expected
from plandocs.people import another_given_name, another_surname

DISAGREE, REUSED = "id-and-name-disagree", "identity-reused"


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


def shared_by(named: Iterable[tuple[int, str, str]]) -> Mapping[int, tuple[str, ...]]:
    """Of documents by number, id and name: the names of other people whose files have that id."""
    return _others(((number, id, id, name) for number, id, name in named), another_surname)


def taken_for_one(named: Iterable[tuple[int, str, str, str]]) -> Mapping[int, tuple[str, ...]]:
    """Of documents by number, id, person and name: the other given names in that one's files.

    It is a nickname, or a colleague of that surname who began with the file: the id joins both.
    """
    return _others(named, another_given_name)


def _others(
    named: Iterable[tuple[int, str, str, str]], differ: Callable[[str, str], bool]
) -> Mapping[int, tuple[str, ...]]:
    """The names that differ from a document's own, of those with its id and its key."""
    holders: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for number, id, key, name in named:
        if id:
            holders[id, key][number] = name
    found: dict[int, tuple[str, ...]] = {}
    for group in holders.values():
        names = dict.fromkeys(group.values())
        others = {name: tuple(n for n in names if differ(n, name)) for name in names}
        found |= {number: others[name] for number, name in group.items() if others[name]}
    return found


def belongs_to(id: str, owner: str, name: str) -> str:
    """The message about a file whose id is somebody else's on a list."""
    return (
        f"The id {id} in this file is {owner}'s, and the file names {name}. It counts for neither "
        "until it is settled whose it is."
    )


def stands_with(id: str, others: Iterable[str]) -> str:
    """The message about a file whose id stands in other people's files too."""
    return f"The id {id} in this file is in that of {' and of '.join(others)} too."


def stands_as_one(id: str, others: Iterable[str]) -> str:
    """The message about a file that is taken for a version of somebody else's for its id alone."""
    return (
        f"The id {id} in this file is in that of {' and of '.join(others)} too; by it they are "
        "taken for one person, whose latest document counts."
    )
