"""What stays between the people who wrote it: private sections, comments, text in no field.

In: a reading and the findings about it. Out: the same in words that give nothing away, unless HR
has decided to include what is confidential.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from plandocs.description.form import FormSpec
from plandocs.model.findings import Finding
from plandocs.model.reading import Reading

_TOP = re.compile(r"\w*")
_SHORTEST = 4
_WORDS_APART = re.compile(r"\s+")
_ABOUT_PRIVATE = "There is something to look at here. It is confidential: see the file."
_ABOUT_ANY = "There is text here that is in no field of the form: see the file."


class Discretion:
    """Tells what was found in one reading so that nothing confided stands in them."""

    def __init__(self, form: FormSpec, reading: Reading, confidential: bool) -> None:
        self._open = confidential
        self._reading = reading
        self._private = {section.name for section in form.sections if section.private}

    def told(self, finding: Finding) -> Finding:
        """The finding and its remedy, without the words that were confided."""
        if self._open:
            return finding
        where = "" if self._gives_away(finding.where) else finding.where
        if finding.field and _first(finding.field) in self._private:
            return replace(finding, field=None, message=_ABOUT_PRIVATE, fix="", where=where)
        if self._gives_away(finding.message) or where != finding.where:
            finding = replace(finding, message=_ABOUT_ANY, where=where)
        return replace(finding, fix="") if self._gives_away(finding.fix) else finding

    @cached_property
    def _secrets(self) -> list[str]:
        found = [each.text for each in self._reading.unmapped]
        for name in sorted(self._private):
            found += _texts(getattr(self._reading.plan, name))
        pieces = {_bare(piece) for text in found for piece in re.split(r"[\n.;]", text)}
        return sorted(piece for piece in pieces if len(piece) >= _SHORTEST)

    def _gives_away(self, text: str) -> bool:
        return bool(self._secrets) and _has_any(_bare(text), self._secrets)


def _has_any(bare: str, secrets: list[str]) -> bool:
    return any([secret in bare for secret in secrets])


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
