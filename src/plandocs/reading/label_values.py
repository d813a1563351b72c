"""Reports values that are nothing but a printed label, as where the wrong cell was overwritten.

Labels count in their own section, the header block's and the headings everywhere: `relates_to:
Business outcome` is a value. While values are read, `Labels.may_be` picks out the few that begin
like a label; all others are not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.model.reading import Issue
from plandocs.normal.labels import LONGEST, as_heard, key
from plandocs.normal.signers import is_name, is_name_of
from plandocs.remembered import remembered

START: Final = 3
"""Letters by which nearly all texts are seen to be no label."""
_ENDS_LABEL = re.compile(r"\s*[:：]\s*|\s[-–—]\s")
_FRONT = 60  # letters in which the first word of any label ends


class Labels(NamedTuple):
    """The keys of a form's printed labels: those of every place, and those of each section.

    ``starts`` are the letters that they begin with, as people write them, ``stems`` their first
    words without the ending that a plural changes; ``typed`` the columns of each section that
    people type in; ``made`` the labels of dates, periods and signatures.
    """

    everywhere: frozenset[str]
    inside: dict[str, frozenset[str]]
    starts: frozenset[str]
    stems: tuple[str, ...]
    typed: dict[str, tuple[FieldSpec, ...]]
    made: frozenset[str]

    def may_be(self, text: str) -> bool:
        """Return whether a text, or a line of it, begins as a label does."""
        return any([as_heard(line[:_FRONT]).startswith(self.stems) for line in _lines(text)])


@lru_cache(maxsize=32)
def labels_of(form: FormSpec) -> Labels:
    """The labels that a form prints."""
    sections = form.sections
    everywhere = frozenset(
        map(key, (*(c.label for c in form.cells), *(s.heading for s in sections)))
    )
    everywhere = everywhere.union(*(cell.taught for cell in form.cells))
    signing = [key(cell.label).split() for cell in form.signed_by]
    if len(signing) > 1:  # "Signature", above the column of both
        common = [word for word in signing[0] if all(word in each for each in signing)]
        everywhere |= {" ".join(common)} - {""}
    inside = {
        s.name: frozenset(each for c in s.columns for each in (key(c.label), *c.taught))
        for s in sections
    }
    every = everywhere.union(*inside.values())
    fronts = {each[:START] for each in every}
    starts = {cased for each in fronts for cased in (each, each.upper(), each.capitalize())}
    stems = {each.partition(" ")[0][:-1] for each in every}
    typed = {
        s.name: tuple(c for c in s.columns if not (s.shape == "printed" and c.key))
        for s in sections
    }
    made = [cell for cell in form.cells if not cell.kind.bare]
    of_made = frozenset(each for cell in made for each in (key(cell.label), *cell.taught))
    return Labels(everywhere, inside, frozenset(starts), tuple(stems), typed, of_made)


# What forms of all kinds print in front of a value, and nobody is called or works in.
_LABEL_WORDS = re.compile(
    r"(?:[^\W\d][\w’'/-]* ){0,3}(?:number|no\.?|num\.?|id|e-?mail|phone|telephone|mobile|fax"
    r"|initials|signature|since|address|(?:position|job) title|fte"
    r"|(?:unit|cost|location|position) code)"
    r"|(?:[^\W\d]+ ){0,2}(?:date|(?:emergency|hr|branch|unit) contact)"
    r"|(?:cost|profit|responsibility) (?:centre|center)|title|position"
    r"|(?:name|date|title|signature|number) (?:of|signed|received|approved|due|issued|commenced)\b"
    r"(?: [^\W\d]+){0,4}"
    r"|protective marking|employment type",
    re.IGNORECASE,
)


@remembered(1024, longest=100)
def is_common_label(text: str) -> bool:
    """Return whether a text is nothing but a label of forms of all kinds: "Employee no."

    >>> [is_common_label(each) for each in ("Cost centre", "Name of delegate", "Service Centre")]
    [True, True, False]
    """
    return _LABEL_WORDS.fullmatch(text) is not None


_MOST_WORDS = 3  # of a label that no word tells
_LONG = 6  # words of a label that is reported though one is another


def more_labels(
    form: FormSpec, values: dict[str, Any], issues: Sequence[Issue]
) -> Iterator[tuple[FieldSpec, str]]:
    """Yield details at the top that may be labels of the agency, as one of them is.

    They are few words without a figure; in a signature's place they are not the signer's name.
    """
    flagged = {each.field for each in issues if each.code == "label-as-value"}
    if flagged.isdisjoint(cell.name for cell in form.cells):
        return
    for cell in (each for each in form.cells if each.name not in flagged):
        signer = form.model.signers.get(cell.name)
        for text in cell.kind.texts(values[cell.name]):
            short = 0 < len(text.split()) <= _MOST_WORDS and not any(map(str.isdecimal, text))
            if short and (signer is None or _is_anothers(text, signer.names(values)[0])):
                yield cell, text


def _is_anothers(text: str, name: str) -> bool:
    """Return whether a signature's text is a name by its looks, and not this one."""
    return is_name(text) and not is_name_of(text, name)


def label_values(
    form: FormSpec, values: dict[str, Any], suspects: set[FieldSpec]
) -> Iterator[tuple[str, str]]:
    """Yield the path and the place of each value that is a printed label, of these fields."""
    labels = labels_of(form)
    for cell in form.cells:
        for text in cell.kind.texts(values[cell.name]) if cell in suspects else ():
            if text[:START] in labels.starts and _has_label(text, labels, ""):
                yield cell.name, "Details at the top"
    for section in form.sections:
        content = values[section.name]
        boxes = section.shape == "boxes"
        typed = [column for column in labels.typed[section.name] if column in suspects]
        rows = () if not typed else content if type(content) is tuple else (content,)
        for number, row in enumerate(rows):
            for column in typed:
                value = getattr(row, column.name)
                several = boxes and type(value) is str and "\n" in value
                for inside, text in column.kind.placed(value):
                    if not several and text[:START] not in labels.starts:
                        continue
                    if _has_label(text, labels, section.name, boxes):
                        at = f"[{number}]" if rows is content else ""
                        yield f"{section.name}{at}.{column.name}{inside}", section.title


def _is_nearly(text: str, labels: frozenset[str]) -> bool:
    """Return whether a text is a long label but for one of its words."""
    words = text.split()
    return len(words) >= _LONG and any(
        len(words) == len(label.split())
        and sum(a != b for a, b in zip(words, label.split(), strict=True)) == 1
        for label in labels
    )


def _lines(text: str) -> tuple[str, ...]:
    return (text, *text.split("\n")) if "\n" in text else (text,)


def _has_label(text: str, labels: Labels, section: str, box: bool = False) -> bool:
    """Return whether a text or a line of it is a label; in a box also one with its own value."""
    inside = labels.inside.get(section, frozenset())
    for line in _lines(text):
        if not as_heard(line[:_FRONT]).startswith(labels.stems):
            continue
        line_key = key(line) if len(line) <= LONGEST else ""
        if line_key in labels.everywhere or line_key in inside or _is_nearly(line_key, inside):
            return True
        front, *value = _ENDS_LABEL.split(line[:LONGEST], maxsplit=1)
        if box and any(map(str.strip, value)) and key(front) in labels.made:
            return True
    return False
