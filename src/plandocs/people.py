"""Decide whether two names are one person, the same way for every verb.

Names are compared without case, accents, punctuation, titles, honours and posts, and in whatever
order they are written: "RAMAN, Dr Priya" and "Priya Raman" are one. "Priya M. Raman" may be Priya
Raman, and is not Priya K. Raman. A nickname is another name unless an id joins the two.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from plandocs.remembered import remembered
from plandocs.wording import plain

_SLIP = 80  # of 100: surnames that are more alike are one, misspelled
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")


@cache
def _words(kind: str) -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "people.toml").read_text(encoding="utf-8"))
    return frozenset(table[kind])


@cache
def _honours() -> re.Pattern[str]:
    """Letters behind a name, in capitals or with one: a name of two words may be without them."""
    letters = (form for each in _words("honours") for form in {each.upper(), each.capitalize()})
    every = "|".join(sorted({*letters, "PhD"}, key=lambda each: (-len(each), each)))
    return re.compile(rf"(?<=\S)(?:,?\s+(?:{every})\.?)+\s*$")


@remembered(16384, longest=200)
def person_key(name: str) -> str:
    """Return the name as it is compared, the given name first; "" for a name without a word."""
    spelled = _IN_BRACKETS.sub(" ", name)
    bare = _honours().sub("", spelled)
    spelled = bare if len(plain(bare).split()) > 1 else spelled
    first, comma, rest = spelled.partition(",")
    if comma and _is_post(rest) and len(plain(first).split()) > 1:
        spelled = first
    elif comma and rest.strip():
        spelled = f"{rest} {first}"
    words = plain(spelled).split()
    return " ".join(word for word in words if word not in _words("titles")) or plain(name)


def _is_post(text: str) -> bool:
    return any(word in _words("posts") for word in plain(text).split())


def is_state(text: str) -> bool:
    """Tell whether a text is what programs write behind a name: "On Leave"."""
    return plain(text) in _words("states")


def initials(key: str) -> tuple[str, ...]:
    """Return the initials in a key: "priya m raman" has one."""
    return tuple(word for word in key.split() if len(word) == 1)


def full_words(key: str) -> str:
    """Return the words of a key without its initials, in one order."""
    words = key.split()
    full = [word for word in words if len(word) > 1]
    return " ".join(sorted(full if len(full) > 1 else words))


def agree_in_initials(one: str, other: str) -> bool:
    """Tell whether two keys may be one name as far as their initials go."""
    first, second = initials(one), initials(other)
    return not first or not second or first == second


def same_name(one: str, other: str) -> bool:
    """Tell whether two names, as they are written, are ways to write one name."""
    key, other_key = person_key(one), person_key(other)
    if key == other_key:
        return bool(key)
    return full_words(key) == full_words(other_key) and agree_in_initials(key, other_key)


def one_spelling(names: Iterable[str], first: Iterable[str] = ()) -> Mapping[str, str]:
    """Return for each way to write a name the one way that stands for all of its person's.

    That is one of ``first``, where there is one, else the commonest. Where two middle initials
    tell two people of one name apart, a name without any is left as it is.

    >>> one_spelling(["ALDER, Tom", "Tom Alder", "Mr Tom Alder", "Tom Alder"])["ALDER, Tom"]
    'Tom Alder'
    """
    counts = Counter(name for name in names if name)
    listed = dict.fromkeys(name for name in first if name)
    groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in (*listed, *(name for name in counts if name not in listed)):
        if key := person_key(name):
            groups[full_words(key)][key].append(name)
    result: dict[str, str] = {}
    for keys in groups.values():
        several = len({initials(key) for key in keys if initials(key)}) > 1
        every = list(keys.values()) if several else [[n for each in keys.values() for n in each]]
        for spelled in every:
            chosen = min(spelled, key=lambda n: (n not in listed, -counts[n], "," in n, len(n), n))
            result |= dict.fromkeys(spelled, chosen)
    return result


def another_surname(one: str, other: str) -> bool:
    """Tell whether two names are of two people for all that the surnames say.

    A nickname, a changed given name, a second surname and a slip are no such thing; nor is a blank.
    """
    words, other_words = person_key(one).split(), person_key(other).split()
    if not words or not other_words or set(words) == set(other_words):
        return False
    if words[-1] in (other_words[1:] or other_words) or other_words[-1] in (words[1:] or words):
        return False
    if _turned(words, other_words) or _turned(other_words, words):
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(words[-1], other_words[-1]) < _SLIP


def another_given_name(one: str, other: str) -> bool:
    """Tell whether of two names with one surname neither given name is short for the other.

    Meg may be Margaret, or a colleague of her surname; "P. Raman" is short for "Priya Raman".
    """
    words, other_words = person_key(one).split(), person_key(other).split()
    if not words or not other_words or another_surname(one, other):
        return False
    short = words[0].startswith(other_words[0]) or other_words[0].startswith(words[0])
    return not (short or _turned(words, other_words) or _turned(other_words, words))


def _turned(words: list[str], other_words: list[str]) -> bool:
    """Tell whether the other name may be this one with the family name first: "Lee Annie"."""
    given, last = words[0], other_words[-1]
    return words[-1] == other_words[0] and (given.startswith(last) or last.startswith(given))


def one_unit(one: str, other: str) -> bool:
    """Tell whether two units may be one: "Roads" and "Transport / Roads"."""
    words, others = set(plain(one).split()), set(plain(other).split())
    return words <= others or others <= words


def given_name_first(name: str, *, sure: bool = False) -> str:
    """Return "Raman, Priya" as "Priya Raman"; any other name, and one with a post, as it is.

    Before the comma is one word, or several that are one family name by their particles or
    capitals; with ``sure``, as where the heading says so, any words.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma or not family or not given or "," in given or "\n" in name:
        return name
    bare = _honours().sub("", f"x {given}").split()[1:]
    letters = all(re.fullmatch(r"[^\W\d_](?:[\w.'’‘-]*)", word) for word in (*given.split(),))
    if not bare or not letters or len(given.split()) > 3 or _is_post(given):
        return name
    words = family.split()
    lead = plain(words[0]) in _words("particles")
    if sure or len(words) == 1 or lead or family.isupper():
        return f"{given} {family}"
    return name


def by_preferred_name(name: str, preferred: str) -> str:
    """Return a name with its given name replaced, as far as it is sure which that is.

    >>> by_preferred_name("Margaret Smith", "Meg")
    'Meg Smith'
    """
    if not preferred.strip():
        return name
    preferred_words, words = set(plain(preferred).split()), name.split()
    if not words or (len(preferred_words) > 1 and plain(words[-1]) in preferred_words):
        return preferred
    return f"{preferred} {words[-1]}" if len(words) == 2 else name


def whole_name(family: str, given: str, preferred: str = "") -> str:
    """Return a name out of its parts; a preferred name replaces the given name."""
    chosen = preferred or given
    if family and len(plain(chosen).split()) > 1 and plain(chosen).endswith(plain(family)):
        return chosen
    return " ".join(part for part in (chosen, family) if part)
