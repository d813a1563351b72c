"""Names for fields: snake case, of the words of their labels, each once."""

from __future__ import annotations

import re
from collections.abc import Container

from plandocs.model.plan import Plan
from plandocs.normal.characters import normalized

_WORD = re.compile(r"[a-z0-9]+")
_IDLE = frozenset(
    "the a an of and or your please any for to in is this are be if s".split()  # noqa: SIM905  # as one reads them
)
_RESERVED = frozenset({"form", "id", "plandocs_mark", "context", "class", "def", "from", "import"})
_WORDS, _LONGEST = 5, 48


def name_of(label: str, taken: Container[str], *more: str) -> str:
    """A name for a label that none of those taken is; ``more`` are words that tell it from them."""
    stem = _snake(label) or "field"
    tries = [stem, *(f"{_snake(each, 3)}_{stem}" for each in more if _snake(each, 3))]
    for each in tries:
        each = f"{each}_text" if each in _RESERVED or hasattr(Plan, each) else each
        if each not in taken:
            return each
    number = 2
    while f"{tries[-1]}_{number}" in taken:
        number += 1
    return f"{tries[-1]}_{number}"


def form_name(title: str) -> str:
    """A form's name: the words of its title joined by ``-``."""
    return _snake(title, 7).replace("_", "-").strip("-") or "our-form"


def _snake(text: str, most: int = _WORDS) -> str:
    bare = re.sub(r"\([^()]*\)", " ", text.replace("’", "").replace("'", ""))
    ascii_text = normalized("NFKD", bare).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(ascii_text)
    telling = [word for word in words if word not in _IDLE] or words
    joined = "_".join(telling[:most])[:_LONGEST].strip("_")
    return joined if not joined[:1].isdigit() else f"n_{joined}"
