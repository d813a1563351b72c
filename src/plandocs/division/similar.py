"""Like texts grouped, the same way each time.

In: texts with how often each stands there. Out: for each text the one that its group is called by:
the commonest way to write it, then the shortest, then the first in the alphabet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from plandocs.description.tables import Placed
from plandocs.division.codes import joined_by_code
from plandocs.division.wording import folded, natural, numbers_in
from plandocs.wording import plain

CLOSE = 90
_MOST_COMPARED = 4000


def group(counts: Mapping[str, int], *, coded: bool = False) -> dict[str, Placed]:
    """Each text with the name of its group.

    First what differs in case, punctuation, spaces and plurals only is one; then each kind,
    commonest first, joins the likest group before it, if that is like enough and has the same
    numbers. Where texts are ``coded``, a code or a title alone joins the one group that has both.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for text in counts:
        kinds[plain(text)].append(text)
    order = sorted(kinds, key=lambda kind: (-sum(counts[t] for t in kinds[kind]), len(kind), kind))
    leaders = _leaders(order)
    joined = joined_by_code([kind for kind in order if leaders[kind][0] == kind]) if coded else {}
    names = {
        kind: min(texts, key=lambda text: (-counts[text], len(text), natural(text), text))
        for kind, texts in kinds.items()
    }
    placed: dict[str, Placed] = {}
    for kind, texts in kinds.items():
        leader, score = leaders[kind]
        same = folded(leader) == folded(kind)
        how = "the same words" if same else "written alike"
        if leader in joined:
            leader, how = joined[leader], "the same code or title"
        name = names[leader]
        for text in texts:
            placed[text] = Placed(name, "" if text == name else how, score)
    return placed


def _leaders(order: list[str]) -> dict[str, tuple[str, int]]:
    from rapidfuzz import fuzz, process

    leaders: dict[str, tuple[str, int]] = {}
    same: dict[str, str] = {}
    heads: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for kind in order:
        if kind and (said := same.get(folded(kind))) is not None:
            leaders[kind] = (said, 100)
            continue
        near = heads[numbers_in(kind)]
        found = (
            process.extractOne(kind, near, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE)
            if kind and len(same) <= _MOST_COMPARED
            else None
        )
        if found is None:
            near.append(kind)
        leaders[kind] = (kind, 100) if found is None else (found[0], int(found[1]))
        same[folded(kind)] = leaders[kind][0]
    return leaders
