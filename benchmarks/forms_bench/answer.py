"""What a reader gives for one document; the whole interface between the benchmark and a reader.

A reader is a function from a path to an ``Answer``. To add one, put a module into ``readers/`` that
has ``NAME`` and ``read(path)``, and its packages into ``requirements.txt``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answer:
    """One document as a reader understood it.

    ``form`` is the id of the form, or None for a document that is none of the three. ``values`` has
    a text or a list of texts by path (``officer_name``, ``outcomes[0].measures``). ``other`` has
    the words that the reader gives in no value. ``doubts`` are the paths (or beginnings of paths)
    that it tells a person to look at.
    """

    form: str | None
    values: dict[str, Any] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)
    doubts: set[str] = field(default_factory=set)
