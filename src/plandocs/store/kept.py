"""A reading as a line that is kept, and back.

The line is the reading's JSON without its source, which is of the run. It is decoded when somebody
looks at the reading, and its plan is checked like any plan from data.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

from plandocs.data.readings import reading_from
from plandocs.errors import InputError, OutputError
from plandocs.model.reading import Reading

_LASTING: Final = frozenset({"not-this-form", "too-large"})
"""Errors that the same file has again; others may pass, or cost nothing to find again."""


_MOST: Final = 64 * 2**20
_in_json: Final = json.JSONEncoder(ensure_ascii=False).encode
KEPT_COLUMNS: Final = (
    "readings.sha256, CAST(readings.line AS BLOB), readings.places, readings.clean, readings.error"
)
"""What a reading is made of again, in the order that `reading_of_row` takes.

The line comes as its bytes, which are written as they are.
"""


def lasts(reading: Reading) -> bool:
    """Return whether what became of a file is the same the next time."""
    return reading.error is None or reading.error.code in _LASTING


def line_of(reading: Reading) -> str:
    """A reading's JSON without its source."""
    data = reading.to_dict()
    del data["source"]
    return json.dumps(data, ensure_ascii=False)


def places_of(reading: Reading) -> bytes:
    """Where its values stand, as JSON, packed: it repeats the values, and is seldom asked for."""
    return zlib.compress(json.dumps(reading.places, ensure_ascii=False).encode(), 1)


def _unpacked(places: bytes) -> str:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(places, _MOST)
    if unpacking.unconsumed_tail:
        raise ValueError("more than any document has")
    return data.decode()


def reading_of_row(source: str, row: Sequence[Any], state: str) -> Reading:
    """Return the reading that a row keeps: digest, line, places, whether it is clean, error.

    Raises:
        OutputError: the line is no text.
    """
    digest, line, places, clean, error = row
    try:
        line.decode()
    except UnicodeDecodeError:
        message = "this state cannot be used (a line in it is no text); it is damaged"
        raise OutputError(message, state) from None
    reading = Reading.kept(source, digest.hex(), KeptLine(line, places, bool(clean), state))
    if not error:
        object.__setattr__(reading, "error", None)
    return reading


def with_line(reading: Reading, line: str) -> Reading:
    """Return a reading with its line at hand, so that its JSON is not made twice."""
    object.__setattr__(reading, "_later", KeptLine(line.encode(), b"", reading.clean, ""))
    return reading


class KeptLine:
    """A line that was kept, from which a reading is made when it is looked at."""

    def __init__(self, line: bytes, places: bytes, clean: bool, state: str) -> None:
        self._line = line
        self._places = places
        self._state = state
        self.clean = clean

    def json(self, source: str) -> bytes:
        """The reading's JSON, in UTF-8."""
        named = _in_json(source).encode("utf-8", "backslashreplace")
        return b'{"source": %b, %b' % (named, self._line[1:])

    def value(self, name: str) -> Any:
        """The value of one of the reading's fields.

        Raises:
            InputError: somebody has changed the state.
        """
        try:
            if name == "places":
                return {
                    path: tuple(place)
                    for path, place in json.loads(_unpacked(self._places)).items()
                }
            return getattr(self._reading, name)
        except (
            ValueError,
            AttributeError,
            TypeError,
            RecursionError,
            InputError,
            zlib.error,
        ) as error:
            raise InputError(
                "what this state keeps is not a reading; it is damaged, or somebody has changed "
                "it. Take back your latest copy of the file, or name another, which is then made.",
                self._state,
            ) from error

    @cached_property
    def _reading(self) -> Reading:
        return reading_from(json.loads(self._line))
