"""How much a template may do: limits and the meter of one render, bounds on operators and methods.

Every value that a template can make for itself is bounded *before* it is made, so that ``'x' *
300000000`` costs nothing. The time and size of the whole render are `Meter`'s work.
"""

from __future__ import annotations

import datetime
import operator
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.utils import Cycler, Joiner, Namespace

from plandocs.normal.dates import DateControl
from plandocs.word.template.render.values import measure, spoken

_CHUNKS_BETWEEN_LOOKS = 32
_TICKS_BETWEEN_LOOKS = 512
_AT_HAND = frozenset({str, int, bool, list, range})  # no iterators: to ask a class costs more


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """Bounds on one render: its time, and the characters that it writes."""

    seconds: float = 5.0
    characters: int = 20_000_000


class Meter:
    """Counts what one render has written and taken; raises OverflowError beyond the limits."""

    def __init__(self, limits: RenderLimits) -> None:
        self._deadline = time.monotonic() + limits.seconds
        self._limits = limits
        self._written = 0
        self._ticks = 0

    def gather(self, chunks: Iterable[str]) -> str:
        """All chunks as one text, looking at clock and size now and then."""
        return "".join(chain.from_iterable(self._portions(chunks)))

    def encoded(self, chunks: Iterable[str]) -> bytes:
        """The same in UTF-8, chunk by chunk: most are plain ASCII, which costs next to nothing."""
        return b"".join(map(str.encode, chain.from_iterable(self._portions(chunks))))

    def _portions(self, chunks: Iterable[str]) -> Iterator[list[str]]:
        waiting = iter(chunks)
        while some := list(islice(waiting, _CHUNKS_BETWEEN_LOOKS)):
            self.count(sum(map(len, some)))
            yield some

    def step(self, value: object) -> object:
        """What a filter, a call or an operator has made; an iterator is metered item by item."""
        self._look()
        if type(value) in _AT_HAND or not isinstance(value, Iterator):
            return value
        return self._watched(value)

    def _watched(self, items: Iterator[object]) -> Iterator[object]:
        for item in items:
            self._look()
            yield item

    def count(self, letters: int) -> None:
        """So many characters more are written."""
        self._written += letters
        if self._written > self._limits.characters:
            raise OverflowError(f"it writes more than {self._limits.characters:,} characters")
        self._look()

    def tick(self) -> None:
        """One step of work that writes nothing."""
        self._ticks += 1
        if not self._ticks % _TICKS_BETWEEN_LOOKS:
            self._look()

    def _look(self) -> None:
        if time.monotonic() > self._deadline:
            raise OverflowError(f"it runs for more than {self._limits.seconds:g} seconds")


LONGEST_TEXT = 100_000
LONGEST_LIST = 1_000
LONGEST_RANGE = 10_000
_MOST_BITS = 4_096
_PRINTF = re.compile(r"%(?:\([^)]*\))?[^a-zA-Z%]*")
_DIGITS = re.compile(r"\d{4,}|\*")

_ON_TEXT = (
    "upper lower title capitalize casefold swapcase strip lstrip rstrip startswith endswith "
    "isdigit isalpha isnumeric isupper islower isspace split rsplit splitlines partition "
    "rpartition find rfind count index replace join removeprefix removesuffix"
)
_OF_LOOPS = "index index0 revindex revindex0 first last length depth depth0 previtem nextitem"
_METHODS: tuple[tuple[type, frozenset[str]], ...] = (
    (str, frozenset(_ON_TEXT.split())),
    (Mapping, frozenset({"items", "keys", "values", "get"})),
    (list, frozenset({"index", "count"})),
    (tuple, frozenset({"index", "count"})),
    (datetime.date, frozenset({"isoformat", "weekday", "isoweekday", "strftime"})),
    (LoopContext, frozenset({"cycle", "changed"})),
    (Cycler, frozenset({"next", "reset"})),
)
_FACTS: tuple[tuple[type, frozenset[str]], ...] = (
    (datetime.date, frozenset({"year", "month", "day", "hour", "minute", "second"})),
    (DateControl, frozenset({"text", "date"})),
    (Cycler, frozenset({"current"})),
    (LoopContext, frozenset(_OF_LOOPS.split())),
)
SAFE_NAMES = frozenset().union(*(names for _, names in (*_METHODS, *_FACTS)))
"""Every name that may follow a dot besides the data's own."""


def may_read(owner: object, name: str) -> bool:
    """Whether a template may take this attribute of this value."""
    if isinstance(owner, Namespace):
        return not name.startswith("_")
    return name in _names_of(type(owner))  # type: ignore[arg-type]  # a class is hashable


@cache
def _names_of(kind: type) -> frozenset[str]:
    """The safe names of the values of a class."""
    safe = [names for each, names in (*_METHODS, *_FACTS) if issubclass(kind, each)]
    return frozenset().union(*safe)


def may_call(function: object) -> bool:
    """Whether a template may call this."""
    if function in (bounded_range, dict, Namespace, Cycler, Joiner):
        return True
    if isinstance(function, Joiner):
        return True
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    return any(isinstance(owner, kind) and name in names for kind, names in _METHODS)


def check_call(function: object, args: tuple[object, ...]) -> None:
    """Refuse a call whose result would be beyond bounds."""
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    if isinstance(owner, str) and name == "replace" and len(args) > 1:
        check_replace(owner, spoken(args[0]), spoken(args[1]))
    elif isinstance(owner, str) and name == "join" and args:
        check_join(owner, [spoken(item) for item in _items(args[0])])
    elif name == "strftime" and args and re.search(r"%[^a-zA-Z%]*\d", spoken(args[0])):
        raise OverflowError("strftime takes no widths here")
    elif function is dict and args and len(_items(args[0])) > LONGEST_LIST:
        raise OverflowError(f"a dict of more than {LONGEST_LIST:,} entries")


def bounded_range(*args: int) -> range:
    """``range`` of a length that a document can have."""
    result = range(*args)
    if len(result) > LONGEST_RANGE:
        raise OverflowError(f"range() goes up to {LONGEST_RANGE:,} here")
    return result


def check_text(length: int) -> None:
    """Refuse a text of this length."""
    if length > LONGEST_TEXT:
        raise OverflowError(f"it makes a text of more than {LONGEST_TEXT:,} characters")


def check_replace(text: str, old: str, new: str) -> None:
    """Refuse a replacement that would make too long a text."""
    check_text(len(text) + text.count(old) * len(new))


def check_join(between: str, texts: list[str]) -> None:
    """Refuse a joining that would make too long a text."""
    check_text(sum(map(len, texts)) + len(between) * len(texts))


def check_printf(pattern: str) -> None:
    """Refuse a printf pattern with a width of four digits or one taken from the data."""
    if any(_DIGITS.search(match.group()) for match in _PRINTF.finditer(pattern)):
        raise OverflowError("a format's width may have three digits at most")


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple | dict | str) else []


def _add(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str):
        check_text(len(left) + len(right))
        return left + right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        if len(left) + len(right) > LONGEST_LIST:
            raise OverflowError(f"a list of more than {LONGEST_LIST:,} items")
        return measure([*left, *right])
    return _number(operator.add, left, right)


def _multiply(left: object, right: object) -> object:
    if isinstance(right, str):
        left, right = right, left
    if isinstance(left, str) and isinstance(right, int):
        check_text(len(left) * right)
        return left * right
    if isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() + right.bit_length())
    return _number(operator.mul, left, right)


def _power(left: object, right: object) -> object:
    if isinstance(left, int) and isinstance(right, int) and abs(left) > 1:
        _check_bits(left.bit_length() * abs(right))
    return _number(operator.pow, left, right)


def _modulo(left: object, right: object) -> object:
    if isinstance(left, str):
        check_printf(left)
        values = tuple(right) if isinstance(right, tuple) else (right,)
        return left % tuple(_printable(value) for value in values)
    return _number(operator.mod, left, right)


def _printable(value: object) -> object:
    if isinstance(value, int | float):
        return value
    text = spoken(value)
    check_text(len(text))
    return text


def printf(pattern: str, values: tuple[object, ...]) -> str:
    """``pattern % values``, bounded."""
    return str(_modulo(pattern, values))


def _check_bits(bits: int) -> None:
    if bits > _MOST_BITS:
        raise OverflowError(f"a number of more than {_MOST_BITS:,} bits")


def _number(act: Callable[[float, float], object], left: object, right: object) -> object:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return act(left, right)
    for value in (left, right):
        spoken(value)  # raises where a value is missing or is not plain data
    raise SecurityError(
        f"this works on numbers, not on {type(left).__name__} and {type(right).__name__}"
    )


OPERATORS: dict[str, Callable[[object, object], object]] = {
    "+": _add,
    "*": _multiply,
    "**": _power,
    "%": _modulo,
}
