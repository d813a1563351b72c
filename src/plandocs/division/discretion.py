"""What stays between the people who wrote it: private sections, comments, text in no field.

In: a reading and its issues. Out: the same issues in words that give nothing away, unless HR has
decided to include what is confidential.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from plandocs.form import FormSpec
from plandocs.reading import Issue, Reading

_TOP = re.compile(r"\w*")
_SHORTEST = 4
_WORDS_APART = re.compile(r"\s+")
_ABOUT_PRIVATE = "There is something to look at here. It is confidential: see the file."
_ABOUT_ANY = "There is text here that is in no field of the form: see the file."


class Discretion:
    """Tells issues of one reading so that nothing confided stands in them."""

    def __init__(self, form: FormSpec, reading: Reading, confidential: bool) -> None:
        self._open = confidential
        self._reading = reading
        self._private = {section.name for section in form.sections if section.private}

    def told(self, issue: Issue, fix: str) -> tuple[Issue, str]:
        """The issue and its remedy, without the words that were confided."""
        if self._open:
            return issue, fix
        if issue.field and _first(issue.field) in self._private:
            return replace(issue, message=_ABOUT_PRIVATE), ""
        if self._gives_away(issue.message) or self._gives_away(issue.where):
            where = "" if self._gives_away(issue.where) else issue.where
            issue = replace(issue, message=_ABOUT_ANY, where=where)
        return issue, "" if self._gives_away(fix) else fix

    @cached_property
    def _secrets(self) -> list[str]:
        found = [each.text for each in self._reading.unmapped]
        for name in sorted(self._private):
            found += _texts(getattr(self._reading.plan, name))
        pieces = {_bare(piece) for text in found for piece in re.split(r"[\n.;]", text)}
        return sorted(piece for piece in pieces if len(piece) >= _SHORTEST)

    def _gives_away(self, text: str) -> bool:
        bare = _bare(text)
        return any(secret in bare for secret in self._secrets)


def _first(path: str) -> str:
    found = _TOP.match(path)
    return found[0] if found else ""


def _bare(text: str) -> str:
    return _WORDS_APART.sub(" ", text).strip().casefold()


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, tuple):
        return [text for each in value for text in _texts(each)]
    fields = getattr(type(value), "model_fields", {})
    return [text for name in fields for text in _texts(getattr(value, name))]
