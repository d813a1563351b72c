"""The agency's own blank: what was found in it and guessed, labels taught, and plans made in it.

The blank and what was taught lie in the desk's own folder until the form is used. Then its template
and itself are in the folder `forms`, and `plandocs.toml` has them with the labels, for all that is
made and read from then on.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

import plandocs
from plandocs.desk.cycle import FORMS, Cycle, write_settings
from plandocs.desk.lists import replaced
from plandocs.desk.receive import Refused
from plandocs.desk.workspace import Workspace
from plandocs.errors import PlandocsError
from plandocs.files.whole import write_whole

_FOLDER, _BLANK, _NOTES = "blank", "blank.docx", "notes.json"
_TEMPLATE, _OURS = f"{FORMS}/template.docx", f"{FORMS}/blank.docx"
_LONGEST: Final = 80  # characters of a label
_MOST: Final = 40  # words that may be a label
_TAG: Final = re.compile(r'(<a class="value"[^>]* title="([^"]*)">)\{\{[^{}]*\}\}')


@dataclass(frozen=True)
class Tagged:
    """What was found in a blank.

    Attributes:
        name: what the file is called.
        found: how many fields have a place.
        guessed: the fields that were told by other words than the form's, each with them.
        missing: the fields that no place was found for, each with its label.
        words: what the blank prints that stands for no field.
        taught: the labels that were taught, by the paths of their fields.
        html: the blank, each place with the label of what is filled in there.
        problem: why plans cannot be made in it, in a sentence.
        unproved: what did not come back when a specimen was filled in.
    """

    name: str
    found: int = 0
    guessed: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    taught: tuple[tuple[str, str], ...] = ()
    html: Markup = field(default_factory=Markup)
    problem: str = ""
    unproved: str = ""

    @property
    def can_be_used(self) -> bool:
        """Whether plans can be made in it."""
        return not self.problem and not self.unproved and bool(self.found)


def put_away(space: Workspace) -> None:
    """Leave the blank that is being looked at."""
    shutil.rmtree(space.desk_folder / _FOLDER, ignore_errors=True)


def begin_with(space: Workspace, name: str, content: bytes) -> None:
    """Take a blank to be looked at."""
    put_away(space)
    folder = space.desk_folder / _FOLDER
    folder.mkdir(mode=0o700)
    write_whole(folder / _BLANK, content)
    _note(space, name, _labels_of(space.cycle))


def tagged_blank(space: Workspace) -> Tagged | None:
    """Return what was found in the blank that is being looked at; None where there is none."""
    blank = _read(space)
    if blank is None:
        return None
    name, labels, content = blank
    try:
        tagged = plandocs.tag_template(
            content, form=space.cycle.form or None, labels=labels or None
        )
        html = plandocs.show(tagged.data, heading=3, labels=labels or None).html
    except PlandocsError as error:
        return Tagged(name, problem=str(error.message))
    known = _labelled(tagged.form)
    return Tagged(
        name,
        len(tagged.fields),
        tuple((known.get(path, path), words) for path, words in tagged.guessed),
        tuple((path, known.get(path, path)) for path in tagged.missing),
        tuple(each for each in dict.fromkeys(tagged.typed) if len(each) <= _LONGEST)[:_MOST],
        tuple((known.get(path, path), words) for path, words in _taught(labels)),
        Markup(_TAG.sub(r"\1\2", html)),
        unproved=tagged.unproved,
    )


def teach(space: Workspace, path: str, words: str) -> None:
    """Take words of the blank for the label of a field.

    Raises:
        Refused: the blank has no such words, or the field has a place.
    """
    blank, seen = _read(space), tagged_blank(space)
    if blank is None or seen is None:
        raise Refused("The blank is no longer here. Drop it again.")
    if words not in seen.words or path not in dict(seen.missing):
        raise Refused("These words are no longer to be had for that field. Look again.")
    name, labels, content = blank
    tagged = plandocs.tag_template(content, form=space.cycle.form or None, labels=labels or None)
    labels = {"form": tagged.form, **labels}
    _add(labels, tomllib.loads(tagged.labels), path, words)
    _note(space, name, labels)


def use(space: Workspace) -> str:
    """Make plans in the blank from now on; what it is called.

    Raises:
        Refused: it cannot be used.
    """
    blank, seen = _read(space), tagged_blank(space)
    if blank is None or seen is None or not seen.can_be_used:
        raise Refused("Plans cannot be made in this blank. See what is said of it.")
    name, labels, content = blank
    tagged = plandocs.tag_template(content, form=space.cycle.form or None, labels=labels or None)
    (space.folder / FORMS).mkdir(exist_ok=True)
    for file, data in ((_TEMPLATE, tagged.data), (_OURS, content)):
        replaced(space.folder / file, data)
    write_settings(space.folder, {"template": _TEMPLATE, "blank": [_OURS], "labels": labels})
    put_away(space)
    return name


def use_the_usual(space: Workspace) -> None:
    """Make plans in the form that plandocs brings; the labels go on being read."""
    write_settings(space.folder, {"template": ""})


def _read(space: Workspace) -> tuple[str, dict[str, Any], bytes] | None:
    folder = space.desk_folder / _FOLDER
    try:
        notes = json.loads((folder / _NOTES).read_text(encoding="utf-8"))
        return str(notes["name"]), dict(notes["labels"]), (folder / _BLANK).read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(space: Workspace, name: str, labels: Mapping[str, Any]) -> None:
    text = json.dumps({"name": name, "labels": labels}, ensure_ascii=False)
    write_whole(space.desk_folder / _FOLDER / _NOTES, text.encode())


def _labels_of(cycle: Cycle) -> dict[str, Any]:
    """The labels of the cycle, also where they are in a file."""
    if isinstance(cycle.labels, Path):
        try:
            return tomllib.loads(cycle.labels.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
    return dict(cycle.labels or {})


def _labelled(form: str) -> dict[str, str]:
    """The labels of a form's fields, by their paths; a column's behind its section's."""

    def each(node: Mapping[str, Any], front: str) -> dict[str, str]:
        labels = {}
        for name, inner in node.get("properties", {}).items():
            labels[f"{front}{name}"] = str(inner.get("title") or name)
            labels |= each(inner.get("items", inner), f"{front}{name}.")
        return labels

    return each(plandocs.schema(form), "")


def _taught(labels: Mapping[str, Any], front: str = "") -> list[tuple[str, str]]:
    """The fields that were taught, each with its words."""
    fields = []
    for name, value in labels.items():
        if isinstance(value, Mapping):
            fields += _taught(value, "" if name in _TABLES else f"{front}{name}.")
        elif name != "form" or front:
            words = value if isinstance(value, list) else [value]
            fields.append((f"{front}{name}", ", ".join(map(str, words))))
    return fields


_TABLES: Final = ("cells", "sections", "columns", "printed", "context")


def _add(labels: dict[str, Any], offered: Mapping[str, Any], path: str, words: str) -> None:
    """Put words into the table in which the tagger offers a line for a field."""
    for name, table in offered.items():
        if not isinstance(table, Mapping):
            continue
        into = labels.setdefault(name, {})
        steps = path.split(".")
        while len(steps) > 1 and isinstance(table.get(steps[0]), Mapping):
            table, into = table[steps[0]], into.setdefault(steps[0], {})
            steps = steps[1:]
        if ".".join(steps) in table:
            before = into.get(".".join(steps)) or []
            several = before if isinstance(before, list) else [before]
            into[".".join(steps)] = [*several, words]
            return
        if not labels[name]:
            del labels[name]
    raise Refused("A label cannot be taught for this field. Teach the form on its own page.")
