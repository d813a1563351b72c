"""A template with other words in its print: what a form prints for an agency becomes a tag."""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.word.package.open import open_parts
from plandocs.word.package.save import saved
from plandocs.word.package.tokens import escape


def with_words(template: bytes, words: Mapping[str, str]) -> bytes:
    """Return a template with other words in its text, where they stand in one run."""
    parts = open_parts(template, "")
    for name, data in parts.items():
        for old, new in words.items() if name.startswith("word/") else ():
            data = data.replace(escape(old).encode(), escape(new).encode())
        parts[name] = data
    return saved(parts)
