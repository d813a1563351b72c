"""Columns by their names as people have them.

Takes headings, and the names by which each field is known, and gives which column is which field; a
name that is not known is reported with the nearest one that is, and never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, zip_longest
from typing import TypeAlias

from plandocs.errors import InputError
from plandocs.headings import passed_over, short_words, without_question
from plandocs.normal.characters import normalized
from plandocs.normal.labels import key
from plandocs.remembered import remembered
from plandocs.sheet.excel import column_letter
from plandocs.sheet.read.grid import Row, Value, is_blank, words_of
from plandocs.wording import nearest as spelled_like

Known = Mapping[str, Sequence[str]]
_Frozen: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
Same = Callable[[int, int, str], int | None]
AGAIN = "-again"  # the path of a column that says what another says

_LOOKED_AT = 30
_LEAST_SAME = 3  # names in a second row of headings that are those of the first
_SHORTEST_SLIP, _LONG, _LONGEST = 5, 11, 40
_TELLING = 4  # letters of a word that is shared by chance no longer
_TELL_NOTHING = frozenset((
    *("about", "after", "been", "before", "does", "from", "have", "held", "into", "over", "that"),
    *("their", "them", "they", "this", "what", "when", "where", "which", "will", "with", "your"),
))  # fmt: skip
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OPTIONAL_PLURAL = re.compile(r"\((s|es)\)")
_NUMBER_SIGN = re.compile(r"#(?!\d)|№")
_NOT_LETTERS = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True)
class Unmatched:
    """A column that no field is known for; ``nearest`` is the likeliest name, or blank."""

    heading: str
    column: str
    nearest: str


@dataclass(frozen=True)
class Match:
    """The field of each column, what could not be matched, and fields without a column.

    ``unused`` are the headings of the given map that the sheet does not have.
    """

    fields: tuple[str | None, ...]
    unmatched: tuple[Unmatched, ...]
    missing: tuple[str, ...]
    unused: tuple[str, ...] = ()

    def values(self, row: Row) -> dict[str, Value]:
        """A row's values by field."""
        return {
            field: value
            for field, value in zip(self.fields, row.cells, strict=False)
            if field is not None
        }


@remembered(16384, longest=200)
def normal_heading(heading: str) -> str:
    """The heading as it is compared: whole words in lower case without marks between them.

    >>> normal_heading("Emp. No.") == normal_heading("EmployeeNumber") == "employee number"
    True
    """
    text = _NUMBER_SIGN.sub(" number ", heading)
    text = normalized("NFKC", text).replace("&", " and ")
    text = _OPTIONAL_PLURAL.sub(r"\1", _HUMP.sub(" ", text))
    words = _NOT_LETTERS.sub(" ", text.casefold()).split()
    return " ".join(short_words().get(word, word) for word in words)


def match_headings(
    headings: Sequence[str],
    known: Known,
    mapping: Mapping[str, str] | None = None,
    *,
    source: str = "",
    place: str = "",
    same: Same | None = None,
) -> Match:
    """Which field each heading names: by the given map, then by field name, label or synonym.

    A plural and small words make no difference where nothing else has the field.

    ``known`` gives each field's label, then its synonyms; ``mapping`` leads from headings to
    fields (or their labels), or to "" where the column is left out. Of two columns with one field
    one is passed over where ``same`` tells which says nothing else.

    Raises:
        InputError: two headings name one field, or the map names a field that is not known.
    """
    names = _names(known)
    mapped = _fields_of_map(mapping or {}, names, known, source)
    normal = [normal_heading(heading) for heading in headings]
    exact = tuple(_exact(heading, mapped, names) for heading in normal)
    fields = _with_likenesses(exact, headings, known, mapped)
    fields = _each_once(headings, fields, known, same)
    _refuse_twice(headings, fields, known, source, place)
    named = frozenset(fields)
    left = _open(known, named)
    unmatched = tuple(
        Unmatched(heading, column_letter(column), nearest(heading, left))
        for column, (heading, field) in enumerate(zip(headings, fields, strict=True))
        if field is None and heading and normal[column] not in mapped
    )
    missing = tuple(field for field in known if field not in named)
    present = frozenset(normal)
    unused = tuple(heading for heading in mapping or {} if normal_heading(heading) not in present)
    return Match(fields, unmatched, missing, unused)


def _exact(heading: str, mapped: Mapping[str, str], names: Mapping[str, str]) -> str | None:
    if heading in mapped:
        return mapped[heading] or None
    return names.get(heading) or names.get(without_question(heading)) or None


def nearest(heading: str, known: Known) -> str:
    """The label of the field that the heading is a slip for; blank where it is likely none.

    Each of its words is one of the name, or one of five letters or more with a slip in it.
    """
    spoken = normal_heading(heading).split()
    index = _index_of(_frozen(known))
    if not 0 < len(spoken) <= index.longest:
        return ""
    near = [_near(word, index.words) for word in spoken]
    places = set.intersection(*({p for w in each for p in index.places[w]} for each in near))
    result: list[tuple[int, int, str]] = []
    for place in places:
        words, field = index.names[place]
        slips = [min(each[word] for word in words if word in each) for each in near]
        if any(slips):
            result.append((sum(slips) + 2 * (len(words) - len(spoken)), place, field))
    return _label(min(result)[2], known) if result else ""


def likeliest(heading: str, known: Known, named: Set[str | None]) -> str:
    """The label of the field to propose to people who decide; blank where none is likely.

    Beside a slip this is the field with the shortest name that has a word of the heading, if that
    is one field and no column has it; ``named`` are those that have.
    """
    if near := nearest(heading, _open(known, named)):
        return near
    index = _index_of(_frozen(known))
    words = [
        word
        for word in normal_heading(heading).split()
        if len(word) >= _TELLING and word not in _TELL_NOTHING
    ]
    shared = [index.names[place] for word in words for place in index.places.get(word, ())]
    shortest = min((len(name) for name, _ in shared), default=0)
    fields = {field.rstrip("?") for name, field in shared if len(name) == shortest}
    one = fields.pop() if len(fields) == 1 else "-"
    return "" if one in named or one[:1] == "-" or ":" in one else _label(one, known)


@dataclass(frozen=True)
class _Index:
    """All names of the fields by their words: ``places`` lead from words to ``names``."""

    names: tuple[tuple[tuple[str, ...], str], ...]
    places: Mapping[str, tuple[int, ...]]
    words: tuple[str, ...]
    longest: int


@lru_cache(64)
def _index_of(known: _Frozen) -> _Index:
    names = tuple((tuple(name.split()), field) for name, field in _names_in(known).items())
    places: dict[str, list[int]] = {}
    for place, (words, _) in enumerate(names):
        for word in dict.fromkeys(words):
            places.setdefault(word, []).append(place)
    result = {word: tuple(each) for word, each in places.items()}
    return _Index(names, result, tuple(result), max((len(words) for words, _ in names), default=0))


def _near(word: str, words: tuple[str, ...]) -> Mapping[str, int]:
    """The words that this may be meant for, with the letters that are wrong in it."""
    return _slips(word, words) if len(word) <= _LONGEST else {}


@lru_cache(2**12)
def _slips(word: str, words: tuple[str, ...]) -> Mapping[str, int]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = 0 if len(word) < _SHORTEST_SLIP or not word.isalpha() else 1 + (len(word) >= _LONG)
    others = [other for other in words if len(other) >= _SHORTEST_SLIP] if most else []
    close = extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None)
    same = (word, word.removesuffix("s"), f"{word}s")
    return {other: int(slips) for other, slips, _ in close} | {w: 0 for w in same if w in words}


def find_heading_row(rows: Iterable[Row], known: Known) -> Row | None:
    """The row that names the most fields, among the first; titles often stand above it.

    Two rows that name more together are taken as one, each heading below with the one over it:
    "Period" over "Start" and "End". Where none names any, the first row with at least two cells of
    text; None for a blank sheet.
    """
    names = _names(known)
    first = tuple(islice(rows, _LOOKED_AT))
    joined = (_joined(*pair, names) for pair in pairwise(first) if _together(*pair))
    best = max((*first, *joined), key=lambda row: _score(row, names), default=None)
    if best is None or _score(best, names):
        return best
    return next((row for row in first if _texts(row) > 1), first[0])


def names_again(row: Row, top: Row) -> bool:
    """Tell whether a row beside the headings has their other names: ``EMPID``, "Employee Id"."""
    pairs = [(str(one), str(other)) for one, other in zip(row.cells, top.cells, strict=False)
             if isinstance(one, str) and isinstance(other, str) and one.strip()]  # fmt: skip
    same = sum(_compact(one) == _compact(other) for one, other in pairs)
    others = sum(1 for cell in row.cells if not isinstance(cell, str) and not is_blank(cell))
    return same >= _LEAST_SAME and same * 10 >= (len(pairs) + others) * 3


def _compact(heading: str) -> str:
    return normal_heading(heading).replace(" ", "")


def _together(above: Row, below: Row) -> bool:
    """Whether both may be headings: one right below the other, and nothing but text in them."""
    cells = (*above.cells, *below.cells)
    return above.number + 1 == below.number and all(isinstance(c, str | None) for c in cells)


def _joined(above: Row, below: Row, names: Mapping[str, str]) -> Row:
    """Two rows of headings as one; the upper ones go over the cells on their right, too."""
    lower = [words_of(cell) for cell in below.cells]
    times = Counter(lower)
    over, headings = "", []
    for upper, under in zip_longest(map(words_of, above.cells), lower, fillvalue=""):
        over = upper or (over if under else "")
        both = f"{over} {under}".strip()
        clear = normal_heading(under) in names or times[under] == 1
        headings.append(both if normal_heading(both) in names or not under or not clear else under)
    return Row(below.number, tuple(heading or None for heading in headings))


def _score(row: Row, names: Mapping[str, str]) -> int:
    normal = (normal_heading(cell) for cell in row.cells if isinstance(cell, str))
    return len({names[name] for name in normal if name in names})


def _texts(row: Row) -> int:
    return sum(1 for cell in row.cells if isinstance(cell, str) and not is_blank(cell))


def _names(known: Known) -> Mapping[str, str]:
    """The field for each normal name; an earlier field, and a label, go before a synonym."""
    return _names_in(_frozen(known))


def _frozen(known: Known) -> _Frozen:
    return tuple((field, tuple(words)) for field, words in known.items())


@lru_cache(64)
def _names_in(known: _Frozen) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for field, _ in known:
        names.setdefault(normal_heading(field), field)
    placed = ((place, word, field) for field, words in known for place, word in enumerate(words))
    for _, word, field in sorted(placed, key=lambda each: each[0]):
        names.setdefault(normal_heading(word), field)
    names.pop("", None)
    return names


def _fields_of_map(
    mapping: Mapping[str, str], names: Mapping[str, str], known: Known, source: str
) -> dict[str, str]:
    fields: dict[str, str] = {}
    for heading, field in mapping.items():
        result = field if field in known or not field else names.get(normal_heading(field))
        if result is None:
            near = nearest(field, known) or spelled_like(field, (*known, *names), 0.6)
            hint = f' Did you mean "{near}"?' if near else ""
            raise InputError(
                f'the map sends the column "{heading}" to "{field}", which is not a field.{hint}',
                source,
            )
        fields[normal_heading(heading)] = result
    return fields


def _with_likenesses(
    fields: Sequence[str | None],
    headings: Sequence[str],
    known: Known,
    mapped: Mapping[str, str],
) -> tuple[str | None, ...]:
    """The fields, with those of headings that differ from a name by small words only."""
    if all(field or not heading for field, heading in zip(fields, headings, strict=True)):
        return tuple(fields)
    named = frozenset(fields)
    missing = [field for field in known if field not in named]
    keys = {_key(name): field for field in reversed(missing) for name in known[field]}
    keys.pop("", None)
    taken: list[str | None] = []
    for field, heading in zip(fields, headings, strict=True):
        like = None if field or normal_heading(heading) in mapped else keys.pop(_key(heading), None)
        taken.append(field or like)
    return tuple(taken)


@remembered(8192, longest=200)
def _key(heading: str) -> str:
    return key(normal_heading(heading))


def _each_once(
    headings: Sequence[str], fields: Sequence[str | None], known: Known, same: Same | None
) -> tuple[str | None, ...]:
    """The fields, with one of two columns passed over where it says nothing else."""
    result = list(fields)
    idle = passed_over(field for field in fields if field)
    first: dict[str, int] = {}
    for column, field in enumerate(fields):
        if not field or field in idle:
            continue
        before = first.setdefault(field, column)
        if before == column:
            continue
        bare = [at for at in (before, column) if normal_heading(headings[at]) == field == "id"]
        idle_one = same(before, column, field) if same is not None else None
        if len(bare) == 1:  # a list's own running number, beside somebody's
            idle_one = bare[0]
        if idle_one is not None:
            result[idle_one] = AGAIN
            first[field] = column if idle_one == before else before
    return tuple(result)


def _refuse_twice(
    headings: Sequence[str],
    fields: Sequence[str | None],
    known: Known,
    source: str,
    place: str,
) -> None:
    first: dict[str, int] = {}
    idle = passed_over(field for field in fields if field)
    for column, field in enumerate(fields):
        if field is None or field in idle:
            continue
        if field in first:
            before = first[field]
            raise InputError(
                f'the columns {column_letter(before)} "{headings[before]}" and '
                f'{column_letter(column)} "{headings[column]}" both name '
                f'"{_label(field, known)}". Leave one out (--ignore "{headings[column]}", or '
                'a map that leads it to ""), or rename it.',
                source,
                place,
            )
        first[field] = column


def _open(known: Known, fields: Set[str | None]) -> Known:
    """The fields that have no column yet, the likelier ones to be meant; all if none is left."""
    return {field: words for field, words in known.items() if field not in fields} or known


def _label(field: str, known: Known) -> str:
    return known[field][0] if known[field] else field
