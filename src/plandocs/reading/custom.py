"""The values that a document was filled with beside its form's fields, known again as printed.

In: the document property that keeps them, and what was found in no field. Out: what was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from plandocs.description.form import FormSpec
from plandocs.description.taught import CONTEXT
from plandocs.model.reading import Unmapped

MARK = "context"
"""The document property, behind ``plandocs-``, with what was printed for these tags."""


def mark_of(values: Mapping[str, str]) -> str:
    """The values that a document prints, as its property keeps them; "" for none."""
    said = {name: text for name, text in values.items() if text}
    return json.dumps(said, ensure_ascii=False) if said else ""


def values_of(mark: str) -> dict[str, str]:
    """The values that a document was filled with, by name, out of its property."""
    try:
        found = json.loads(mark) if mark else {}
    except (ValueError, RecursionError):
        return {}
    values = found.items() if isinstance(found, dict) else ()
    return {
        name: "\n".join(" ".join(line.split()) for line in each.splitlines())
        for name, each in values
        if isinstance(each, str)
    }


def typed_only(
    unmapped: Iterable[Unmapped], printed: Mapping[str, str], form: FormSpec
) -> Iterator[Unmapped]:
    """What is in no field, without the values that the document was filled with: each once.

    A value that somebody changed is typed.
    """
    labels = {each.name.removeprefix(f"{CONTEXT}."): f"{each.label}: " for each in form.custom}
    left = [f"{labels.get(name, '')}{' '.join(text.split())}" for name, text in printed.items()]
    left += [line for text in printed.values() if "\n" in text for line in text.splitlines()]
    for each in unmapped:
        said = " ".join(each.text.split())
        if each.kind != "text" or each.field is not None or said not in left:
            yield each
        else:
            left.remove(said)
