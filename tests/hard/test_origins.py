"""Every value that was read says where it stands, and what is typed there."""

from __future__ import annotations

import pytest

import plandocs
from tests.hard.make import AXES, PEOPLE, hard
from tests.hard.score import leaves
from tests.hard.words import words_of

_INTO = tuple(axis for axis in AXES if axis not in PEOPLE)
_DERIVED = (".date", ".start", ".end", ".signed", ".capability")


@pytest.mark.slower
def test_every_value_knows_the_place_where_it_was_typed() -> None:
    for seed in range(40):
        reading = plandocs.parse(hard(seed, axes=_INTO).content)
        for path, value in leaves(reading.to_dict()["plan"]).items():
            if path in (".form", ".id") or path.endswith(_DERIVED):
                continue
            place = reading.where(path.removeprefix(".").removesuffix(".text"))
            assert place is not None, f"seed {seed}: {path}"
            assert place.section, f"seed {seed}: {path}"
            lost = set(words_of(value)) - set(words_of(place.raw))
            assert not lost, f"seed {seed}: {path} is {value!r}, there is {place.raw!r}"
