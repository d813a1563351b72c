"""An agency's words for the labels of a form: further wordings of each, for a whole run.

Takes a form, and the words that were taught for its fields, and gives a form that knows them as it
knows the wordings of its own ``labels.toml``, so that whatever finds a label finds these as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from plandocs.description.form import FieldSpec, FormSpec, SectionSpec
from plandocs.errors import InputError
from plandocs.kinds.text import TEXT
from plandocs.normal.labels import LONGEST, key
from plandocs.wording import nearest

CONTEXT = "context"
"""The table of labels for what the form does not have, and what their fields begin with."""

_Path = tuple[str, ...]
_IN_SECTIONS = frozenset({"sections", "columns", "printed"})


class Word(NamedTuple):
    """The words of one label: where they are taught, for which field, and how they are printed.

    ``path`` is as in ``labels.toml``: ``("cells", "manager_name")``, ``("sections", "career")``,
    ``("columns", "career", "aspirations")``, ``("printed", "leadership", "Achieves results")``, or
    ``("context", "position_title")``.
    """

    path: _Path
    text: str
    line: int = 0

    @property
    def place(self) -> str:
        """Where it stands in its file, in words."""
        line = f"line {self.line}, " if self.line else ""
        return f"{line}[{'.'.join(self.path[:-1])}] {self.path[-1]}"


class Taught(NamedTuple):
    """What one file teaches: the form, "" for each that has the fields, and the words."""

    form: str
    words: tuple[Word, ...]
    source: str = ""

    def mistake(self, word: Word, message: str) -> InputError:
        """What is wrong with a word, with its file and place."""
        return InputError(message, self.source, word.place)


@lru_cache(maxsize=16)
def taught_forms(forms: tuple[FormSpec, ...], taught: Taught) -> tuple[FormSpec, ...]:
    """The forms, each with the words that are taught for its fields.

    Raises:
        InputError: no form has a field, or words are taught for two.
    """
    meant = [form for form in forms if taught.form in ("", form.name)]
    fields = {form: labels_in(form) for form in meant}
    for word in taught.words if meant else ():
        if word.path[0] != CONTEXT and not any(word.path in each for each in fields.values()):
            raise taught.mistake(word, f"no form has such a field.{_near(word, fields.values())}")
        if not key(word.text) or len(word.text) > LONGEST:
            why = "is too long for a label" if key(word.text) else "has no word in it"
            raise taught.mistake(word, f"{word.text!r} {why}.")
    return tuple(_teach(form, taught) if form in fields else form for form in forms)


def labels_in(form: FormSpec) -> Mapping[_Path, str]:
    """The fields that words can be taught for, with the label that the form prints for each."""
    result: dict[_Path, str] = {("cells", cell.name): cell.label for cell in form.cells}
    for section in form.sections:
        result["sections", section.name] = section.heading
        result |= {("columns", section.name, c.name): c.label for c in section.columns}
        result |= {("printed", section.name, label): label for label in section.printed}
    return result


def _teach(form: FormSpec, taught: Taught) -> FormSpec:
    words: dict[_Path, list[Word]] = {}
    for word in _sound(form, taught):
        words.setdefault(word.path, []).append(word)
    keys = {path: frozenset(key(w.text) for w in each) for path, each in words.items()}
    others = frozenset(each for path, of in keys.items() if path[0] in ("cells", CONTEXT)
                       for each in of)  # fmt: skip
    return replace(
        form,
        cells=tuple(
            _with_words(cell, words.get(("cells", cell.name), ()), others) for cell in form.cells
        ),
        sections=tuple(_section(section, words) for section in form.sections),
        taught=tuple(word.text for word in taught.words),
        taught_print=tuple(each for path, each in keys.items() if path[0] in _IN_SECTIONS),
        custom=tuple(_custom(path[-1], each) for path, each in words.items() if path[0] == CONTEXT),
    )


def _section(section: SectionSpec, words: Mapping[_Path, list[Word]]) -> SectionSpec:
    name = section.name
    by_column = {
        column.name: words.get(("columns", name, column.name), ()) for column in section.columns
    }
    taken = frozenset(key(word.text) for each in by_column.values() for word in each)
    heading = {key(word.text) for word in words.get(("sections", name), ())}
    rows = {
        key(word.text): label
        for label in section.printed
        for word in words.get(("printed", name, label), ())
    }
    if not (taken or heading or rows):
        return section
    return replace(
        section,
        keys=section.keys | heading,
        telling=section.telling | heading,
        columns=tuple(
            _with_words(column, by_column[column.name], taken) for column in section.columns
        ),
        printed_keys={**section.printed_keys, **rows},
    )


def _with_words(field: FieldSpec, words: Iterable[Word], taken: frozenset[str]) -> FieldSpec:
    """The field under these words as well; what is ``taken`` by another is none of its own."""
    texts = tuple(word.text for word in words)
    keys = frozenset(map(key, texts))
    if not keys and taken.isdisjoint(field.keys | field.alone):
        return field
    return replace(
        field,
        keys=(field.keys - taken) | keys,
        telling=(field.telling - taken) | keys,
        alone=field.alone - taken,
        synonyms=(*(each for each in field.synonyms if key(each) not in taken), *texts),
        taught=keys,
    )


def _custom(name: str, words: list[Word]) -> FieldSpec:
    keys = frozenset(key(word.text) for word in words)
    label = words[0].text.rstrip(" :：")
    return FieldSpec(f"{CONTEXT}.{name}", TEXT, label, keys, telling=keys, taught=keys)


def _sound(form: FormSpec, taught: Taught) -> Iterator[Word]:
    """The words for the form's fields, one by one, where each is for one of them."""
    fields = labels_in(form)
    printed = {(_group(path), key(label)): path for path, label in fields.items()}
    met: dict[tuple[_Path, str], Word] = {}
    for word in taught.words:
        if word.path not in fields and word.path[0] != CONTEXT:
            continue
        label_key = (_group(word.path), key(word.text))
        other = met.setdefault(label_key, word)
        if other.path != word.path:
            raise taught.mistake(
                word, f"{word.text!r} is taught for two fields, here and in {other.place}."
            )
        official = printed.get(label_key, word.path)
        if official != word.path:
            raise taught.mistake(
                word, f"{word.text!r} is the form's own label for {'.'.join(official[1:])}."
            )
        yield word


def _group(path: _Path) -> _Path:
    """The labels among which each has one meaning: the header block's, those of one table."""
    return ("cells",) if path[0] == CONTEXT else path[:-1]


def _near(word: Word, known: Iterable[Iterable[_Path]]) -> str:
    names = {f"[{'.'.join(path[:-1])}] {path[-1]}" for fields in known for path in fields}
    table = f"[{'.'.join(word.path[:-1])}] "
    within = [name for name in names if name.startswith(table)]
    near = nearest(f"{table}{word.path[-1]}", sorted(within or names), 0.0)
    return f" Did you mean {near}?" if near else ""


def heading_of(name: str) -> str:
    """What the column of a name is called in a list: "Position title" for ``position_title``."""
    return name.replace("_", " ").strip().capitalize()
