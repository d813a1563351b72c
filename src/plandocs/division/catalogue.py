"""Lists that texts are sorted under: objectives by their aliases, themes by their words.

In: names, each with other ways to say it, and texts. Out: the name that each text belongs to, and
how that was found. Where HR gives no list, like texts are grouped and give the names themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from plandocs.division.codes import implied
from plandocs.division.similar import group
from plandocs.division.tables import Placed
from plandocs.division.wording import plain

_CLOSE = 90
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
        counts = Counter(text for text in texts if text.strip())
        if self.known:
            placed: Mapping[str, Placed] = {text: self.known[text] for text in counts}
        elif self.entries is None:
            placed = group(counts, coded=not self.within)
        else:
            find = self._within if self.within else self._whole
            placed = {text: find(text) for text in counts}
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

    def _whole(self, text: str) -> Placed:
        from rapidfuzz import fuzz, process

        key = plain(text)
        if key in self._keys:
            name = self._keys[key]
            return Placed(name, "" if text == name else "listed")
        if key in self._implied:
            return Placed(self._implied[key], "the same code or title")
        inside = self._inside(f" {key} ")
        if inside:
            return Placed(inside[0], "named in the text", more=inside[1:])
        found = process.extractOne(
            key, list(self._keys), scorer=fuzz.token_sort_ratio, score_cutoff=_CLOSE
        )
        if found is None:
            return Placed("", "in no list", 0)
        return Placed(self._keys[found[0]], "written alike", int(found[1]))

    def _inside(self, said: str) -> tuple[str, ...]:
        """The names that are said in the text, in the order in which they stand there."""
        places: dict[str, int] = {}
        codes = {way: name for way, name in self._implied.items() if _is_code(way)}
        for word, name in (*self._keys.items(), *codes.items()):
            place = said.find(f" {word} ") if len(word) >= _SHORTEST or _is_code(word) else -1
            if place >= 0:
                places[name] = min(place, places.get(name, place))
        return tuple(sorted(places, key=lambda name: places[name]))

    def _within(self, text: str) -> Placed:
        """The name with most of its words in the text, longest words first; the earlier of two."""
        key = plain(text)
        said, sought = f" {key} ", self._sought
        scores: dict[str, int] = {}
        for first in set(key.split()) & sought.keys():
            for words, name in sought[first]:
                if words in said:
                    scores[name] = scores.get(name, 0) + len(words)
        if not scores:
            return Placed("", "in no list", 0)
        return Placed(max(self.names, key=lambda name: scores.get(name, 0)), "by its words")

    @cached_property
    def _sought(self) -> Mapping[str, list[tuple[str, str]]]:
        """What is looked for in a text, by its first word: words and plurals, with their names."""
        sought: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word, name in self._keys.items():
            for each in (word, f"{word}s"):
                sought[each.split()[0]].append((f" {each} ", name))
        return dict(sought)


def _is_code(word: str) -> bool:
    """ "g1" says which one is meant, short as it is; "by" or "1" may stand in any text."""
    return word[:1].isalpha() and word[-1:].isdigit()
