"""Lists that texts are sorted under: objectives by their aliases, themes by their words.

Where HR gives no list, like texts are grouped, the same way each time, and give the names: the
commonest way to write one, then the shortest, then the first in the alphabet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plandocs.description.tables import Placed
from plandocs.division.wording import (
    Sought,
    closed,
    folded,
    implied,
    joined_by_code,
    natural,
    numbered,
    numbers_in,
    singulars,
)
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
    # `token_sort_ratio` is the ratio of sorted words; they are sorted once, and not for each pair.
    heads: dict[tuple[str, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for kind in order:
        if kind and (leader := same.get(folded(kind))) is not None:
            leaders[kind] = (leader, 100)
            continue
        near, words = heads[numbers_in(kind)]
        key = " ".join(sorted(kind.split()))
        result = (
            process.extractOne(key, words, scorer=fuzz.ratio, score_cutoff=CLOSE)
            if kind and len(same) <= _MOST_COMPARED
            else None
        )
        if result is None:
            near.append(kind)
            words.append(key)
        leaders[kind] = (kind, 100) if result is None else (near[result[2]], int(result[1]))
        same[folded(kind)] = leaders[kind][0]
    return leaders


_SHORTEST = 3


@dataclass(frozen=True, eq=False)
class List:
    """One of HR's lists, or none: ``within`` looks for the words inside the text.

    ``seen`` remembers every text that was placed, and where, so that it can be shown; ``known``
    are places that another list has found, which are kept to.
    """

    kind: str
    entries: Mapping[str, tuple[str, ...]] | None = None
    within: bool = False
    seen: dict[str, Placed] = field(default_factory=dict)
    known: Mapping[str, Placed] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the file, in its order."""
        return tuple(self.entries or ())

    def place(self, texts: Iterable[str]) -> Mapping[str, Placed]:
        """Where each text belongs; the name is "" for a text that fits none."""
        counts = Counter([text for text in texts if text.strip()])
        if self.known:
            placed: Mapping[str, Placed] = {text: self.known[text] for text in counts}
        elif self.entries is None:
            placed = group(counts, coded=not self.within)
        else:
            find = self._within if self.within else self._whole
            same: dict[Placed, Placed] = {}  # one for all texts that are placed alike
            placed = {text: same.setdefault(p := find(text), p) for text in counts}
        self.seen.update(placed)
        return placed

    def settled(self) -> List:
        """The same list for some of the texts, each placed as it is among all of them."""
        return List(self.kind, self.entries, self.within, known=self.seen)

    @cached_property
    def _keys(self) -> dict[str, str]:
        """The name behind each way to say it; an earlier name goes before a later one."""
        keys: dict[str, str] = {}
        for name, words in (self.entries or {}).items():
            for word in (name, *words):
                keys.setdefault(plain(word), name)
        keys.pop("", None)
        return keys

    @cached_property
    def _implied(self) -> dict[str, str]:
        """The name behind its code or title alone, as far as the file does not say otherwise."""
        names = {plain(name): name for name in self.names}
        ways = implied(tuple(names))
        return {way: names[kind] for way, kind in ways.items() if way not in self._keys}

    @cached_property
    def _folded(self) -> dict[str, str]:
        """The name behind each way to say it, however it is put apart, in the plural or not."""
        keys: dict[str, str] = {}
        for word, name in self._keys.items():
            keys.setdefault(folded(word), name)
        return keys

    @cached_property
    def _numbered(self) -> dict[tuple[str, str], str]:
        """The name behind a number with a title: "Goal 1: Trust" says "SO1 Trust"."""
        keys: dict[tuple[str, str], str] = {}
        for word, name in self._keys.items():
            keys.setdefault(numbered(word), name)
        keys.pop(("", ""), None)
        return keys

    @cached_property
    def _by_numbers(self) -> Mapping[tuple[str, ...], list[str]]:
        """The ways to say a name, by the numbers that are in them."""
        keys: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word in self._keys:
            keys[numbers_in(word)].append(word)
        return keys

    def _whole(self, text: str) -> Placed:
        from rapidfuzz import fuzz, process

        key = plain(text)
        if key in self._keys:
            name = self._keys[key]
            return Placed(name, "" if text == name else "listed")
        if folded(key) in self._folded:
            return Placed(self._folded[folded(key)], "the same words")
        same = self._implied.get(key) or self._numbered.get(numbered(key))
        if same:
            return Placed(same, "the same code or title")
        inside = self._inside(key)
        if inside:
            return Placed(inside[0], "named in the text", more=inside[1:])
        near = self._by_numbers.get(numbers_in(key), [])
        result = process.extractOne(key, near, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE)
        if result is None:
            return Placed("", "in no list", 0)
        return Placed(self._keys[result[0]], "written alike", int(result[1]))

    @cached_property
    def _in_texts(self) -> dict[str, str]:
        """The name behind each way to say it that is looked for in a longer text."""
        codes = {way: name for way, name in self._implied.items() if _is_code(way)}
        ways: dict[str, str] = {}
        for word, name in (*self._keys.items(), *codes.items()):
            if len(word) >= _SHORTEST or _is_code(word):
                ways.setdefault(closed(word), name)
        return ways

    def _inside(self, key: str) -> tuple[str, ...]:
        """The names that are said in the text, in the order in which they stand there."""
        names = map(self._in_texts.__getitem__, self._sought.matches_in(key.split()))
        return tuple(dict.fromkeys(names))

    def _within(self, text: str) -> Placed:
        """The name with most of its words in the text, longest words first; the earlier of two."""
        key = plain(text)
        if key in self._keys:
            return Placed(self._keys[key], "" if text == self._keys[key] else "by its words")
        scores: dict[str, int] = {}
        for words in set(self._sought.matches_in(singulars(key))):
            name = self._folded[words]
            scores[name] = scores.get(name, 0) + len(words)
        if not scores:
            return Placed("", "in no list", 0)
        return Placed(max(filter(scores.get, self.names), key=scores.__getitem__), "by its words")

    @cached_property
    def _sought(self) -> Sought:
        return Sought(self._folded if self.within else self._in_texts)


def _is_code(word: str) -> bool:
    """ "g1" says which one is meant, short as it is; "by" or "1" may stand in any text."""
    return word[:1].isalpha() and word[-1:].isdigit()
