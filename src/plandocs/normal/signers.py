"""Names in signature cells: whose a name is, and whether words are a name at all.

A name is told by its capitals and by the words that no name has; one in lower case signs where it
is the signer's own.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from plandocs.normal.characters import without_accents
from plandocs.remembered import remembered

_WORD = re.compile(r"[^\W\d_][^\s\d_]*")
_CUTS = re.compile(r"[\s.,;()\[\]/]+")
_SEGMENTS = re.compile(r"[\n,;()\[\]{}|]+|\s[/\-‐–—]+\s|[–—]|\s[/\-]+$|^[/\-]+\s")
_INITIAL_FIRST = re.compile(r"(?:[b-hj-z](?:\. ?| )){1,3}[a-z][a-z'’-]{1,}")
_SIDES = " \n.,;:!()[]{}<>'\"‘’“”*/_-"
_MOST_WORDS = 6
_MOST_INITIALS = 4


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """The lists of words in ``signatures.toml``."""
    text = (files(__package__) / "signatures.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def folded(text: str) -> str:
    """Text as names are compared: lower case, without accents.

    >>> folded("Zoë O’Brien")
    "zoe o'brien"
    """
    return without_accents(text.casefold().replace("’", "'"))


@remembered(1024, longest=200)
def _names_in(name: str) -> tuple[str, ...]:
    words = (word.strip("'\"-") for word in _CUTS.split(folded(name)))
    return tuple(word for word in words if word and word not in vocabulary()["titles"])


@remembered(4096, longest=200)
def is_name_of(text: str, name: str) -> bool:
    """Return whether a text only writes that name: some of its words, initials for others.

    >>> [is_name_of(text, "Priya Jane Raman") for text in ("P. Raman", "Raman, Priya", "T R")]
    [True, True, False]
    """
    words, left = _names_in(text), list(_names_in(name))
    if not words or not left:
        return False
    if len(words) == 1 and len(words[0]) > 1 and _initials_of(words[0], left):
        return True
    whole = 0
    for word in sorted(words, key=len, reverse=True):
        place = next((n for n, each in enumerate(left) if each == word), None)
        if place is not None:
            whole += len(word) > 1
        elif len(word) == 1:
            place = next((n for n, each in enumerate(left) if each.startswith(word)), None)
        if place is None:
            return False
        del left[place]
    return whole > 0 or (len(words) > 1 and _initials_of("".join(words), list(_names_in(name))))


def _initials_of(text: str, names: list[str]) -> bool:
    """Return whether these are the first letters of the name's first and last words, or of all."""
    letters = "".join(name[0] for name in names)
    return len(text) > 1 and text in (letters, letters[0] + letters[-1])


def segments(text: str) -> list[str]:
    """The text cut at commas, brackets, dashes and line ends."""
    return [piece for each in _SEGMENTS.split(text) if (piece := (each or "").strip(" \n:"))]


def is_name(text: str) -> bool:
    """Return whether this is a bare name or initials, by the looks of it.

    >>> [is_name(text) for text in ("P. Raman", "p raman", "Ng Ah Kim", "On leave", "see email")]
    [True, True, True, False, False]
    """
    pieces = text.split()
    words = [word for word in pieces if folded(word).strip(".") not in vocabulary()["titles"]]
    if not words or len(words) > _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    bare = [folded(word).strip(_SIDES) for word in words]
    if text.islower():
        folded_text = folded(text.strip(_SIDES))
        return _INITIAL_FIRST.fullmatch(folded_text) is not None and not _is_no_name(bare, words)
    if _is_no_name(bare, words) or not all(map(_may_be_in_a_name, words, bare)):
        return False
    return any(_may_stand_alone(word, each) for word, each in zip(words, bare, strict=True))


def _is_no_name(bare: list[str], words: list[str]) -> bool:
    """Return whether there is a word among these that no name has."""
    known = vocabulary()
    names_too = known["either"]
    never = (known["against"] | known["ordinary"] | known["signing"]) - names_too
    if any(each in never for each in bare):
        return True
    # "No Ah Kim" is a name, and so is "No Do".
    first = len(bare) > 1 and bare[0] in ("no", "pending", "declined") and words[1][:1].isupper()
    return not first and all(each in names_too for each in bare)


def _may_be_in_a_name(word: str, bare: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return False
    cased = letters[0].isupper() or letters[0].istitle() or letters[0] == letters[0].swapcase()
    return cased or bare in vocabulary()["particles"] or word[:2].casefold() in ("o'", "o’", "d'")


def _may_stand_alone(word: str, bare: str) -> bool:
    """Return whether this is more than a particle: a word of a name, or initials."""
    letters = [char for char in word if char.isalpha()]
    capitals = word.isupper() and len(letters) <= _MOST_INITIALS
    return capitals or bare not in vocabulary()["particles"]


def is_affiliation(text: str) -> bool:
    """Return whether this may stand behind a name: a position, a unit, letters, with capitals."""
    known = vocabulary()
    bare = [folded(word).strip(_SIDES) for word in text.split()]
    if any(each in known["against"] for each in bare):
        return False
    return all(
        word[:1].isupper() or each in known["ordinary"] or each in known["particles"] or not each
        for word, each in zip(text.split(), bare, strict=True)
    )


def without_position(text: str) -> str:
    """The text up to a word of a position: "P Raman Deputy Secretary" is "P Raman"."""
    known, words = vocabulary(), text.split()
    for number, word in enumerate(words):
        bare = folded(word).strip(_SIDES)
        if number and word[:1].isupper() and bare in known["ordinary"] - known["either"]:
            rest = " ".join(words[number:])
            return " ".join(words[:number]) if is_affiliation(rest) else text
    return text


def speaks_against(text: str) -> bool:
    """Return whether there is a word in this that says somebody has not signed, or a question.

    >>> speaks_against("Tom Alder to sign"), speaks_against("P Raman, Director")
    (True, False)
    """
    words = [word.strip(_SIDES) for word in folded(text).split()]
    known = vocabulary()["against"]
    return "?" in text or any(word in known or word.endswith("n't") for word in words)
