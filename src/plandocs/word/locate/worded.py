"""Which words of a blank gave a field away, where they are not the form's own label.

In: a document and the fields that were found in it. Out: each field under other words, with these.
They are looked for among the words of the field's own section first, for two sections may have one
label: "Linked to".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandocs.description.form import FieldSpec, FormSpec
from plandocs.normal.labels import key
from plandocs.word.locate.vocabulary import heading, vocabulary
from plandocs.word.view.document import Document, walk

# Between the labels of one line: colons, tabs, gaps and rules to write on.
_PIECES = re.compile(r"[:：\t_]+| {2,}")

BY_PLACE = "its place"
"""What is said of a field that no words gave away."""

Texts = dict[str, str]


def worded(document: Document, form: FormSpec, fields: Iterable[str]) -> list[tuple[str, str]]:
    """The fields that were found, but not under their official label, and the words instead."""
    everywhere, inside = _texts(document, form)
    named = {cell.name: cell for cell in form.cells}
    named |= {f"{s.name}.{c.name}": c for s in form.sections for c in s.columns}
    return [
        (path, _words(named[path], inside.get(path.rpartition(".")[0], {}), everywhere))
        for path in fields
        if path in named
        and everywhere.keys().isdisjoint((key(named[path].label), *named[path].taught))
    ]


def _texts(document: Document, form: FormSpec) -> tuple[Texts, dict[str, Texts]]:
    """The printed words by their keys, of the whole document and of each section ("" before)."""
    everywhere, inside = Texts(), dict[str, Texts]()
    words, section = vocabulary(form), ""
    for p in walk(document.blocks):
        entered = heading(" ".join(p.text.split()), words)
        if entered is not None and entered.name != section:
            section = entered.name
            own = Texts()
        else:
            own = inside.setdefault(section, {})
        for line in p.text.split("\n"):
            pieces = [piece for piece in _PIECES.split(line) if key(piece)]
            for piece in pieces:
                said = " ".join((line if len(pieces) == 1 else piece).split())
                for texts in (everywhere, own):
                    texts.setdefault(key(piece), said)
    return everywhere, inside


def _words(field: FieldSpec, *texts: Texts) -> str:
    found = (each[name] for each in texts for name in sorted(field.keys) if name in each)
    return next(found, BY_PLACE)
