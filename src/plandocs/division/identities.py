"""HR's own key in a file that bears somebody else's name: people start from a colleague's file.

In: ids and names, of documents and of the roster. Out: which documents disagree, and with whom. A
nickname, a changed given name and a slip are no disagreement: it takes another surname.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plandocs.division.copies import Copy
from plandocs.division.settings import Expected
from plandocs.people import another_surname

CODE = "id-and-name-disagree"
FIX = (
    "See whose document it is: correct its id, or fill the plan afresh for this person; if the "
    "name has changed, correct it on the list."
)


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
    holders: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, id, name in named:
        if id:
            holders[id].append((number, name))
    found = {
        number: tuple(dict.fromkeys(n for _, n in group if another_surname(n, name)))
        for group in holders.values()
        for number, name in group
    }
    return {number: names for number, names in found.items() if names}


def belongs_to(id: str, owner: str, name: str) -> str:
    """The message about a file whose id is somebody else's on a list."""
    return (
        f"The id {id} in this file is {owner}'s, and the file names {name}. It counts for neither "
        "until it is settled whose it is."
    )


def stands_with(id: str, others: Iterable[str]) -> str:
    """The message about a file whose id stands in other people's files too."""
    return f"The id {id} in this file is in that of {' and of '.join(others)} too."
