"""What HR puts right in a plan, kept in the cycle's state and never in the officer's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import plandocs
from plandocs.desk.editors import (
    Editor,
    data_of,
    editor_of,
    row_editors,
    seal,
    words_added,
)
from plandocs.desk.officers import Officer
from plandocs.desk.receive import Refused, one
from plandocs.desk.spots import form_of, label_of, text_at
from plandocs.desk.workspace import Workspace
from plandocs.moment import moment_in
from plandocs.paths import row_of, row_taken_out, steps_of, value_at

Fields = Mapping[str, list[str]]
_CHANGED: Final = (
    "This was changed in the meantime, in another window or by a newer file. Check what it "
    "says now, and correct it again if need be."
)
DONE: Final = {
    "correct": ("A value was corrected", "correct FILE FIELD VALUE"),
    "sign": ("A signature was decided", "correct FILE FIELD VALUE"),
    "add": ("A row was added", "correct FILE ROW VALUE"),
    "out": ("A row was removed", "correct FILE ROW"),
    "place": ("Text was moved to a field", "correct FILE FIELD --from PLACE"),
    "leave": ("Text in no field was ignored", "leave FILE PLACE"),
    "assign": ("A document was assigned", "correct FILE FIELD VALUE"),
    "undo": ("A correction was undone", "undo FILE FIELD"),
}


class Righted(NamedTuple):
    """One thing that HR put right: what, what it was and is, who and when, and how to undo it.

    ``undo`` is what is taken back by its name; "" where a later correction stands on it.
    """

    what: str
    before: str
    value: str
    by: str
    at: datetime | None
    undo: str


def righted(reading: plandocs.Reading) -> list[Righted]:
    """Return what was put right, the latest first."""
    if reading.plan is None:
        return []
    every = list(_each(form_of(reading), reading.corrections))
    return every[::-1]


def _each(form: plandocs.FormSpec, corrections: tuple[dict[str, Any], ...]) -> Iterator[Righted]:
    for number, each in enumerate(corrections):
        later = corrections[number + 1 :]
        undo = str(each["field"] or each["from"])
        what, before, value = f"Text {each['from']}", str(each["before"]), "ignored"
        if field := each["field"]:
            what = label_of(form, field)
            before, value = (text_at(form, field, each[name]) for name in ("before", "value"))
        if row_taken_out(each):
            value = "(removed)"
        row = row_of(undo)
        if any(e["field"] == undo or undo in (e["field"], e["from"]) for e in later) or (
            row and any(e["field"] and steps_of(e["field"])[0] == row[0] for e in later)
        ):
            undo = ""
        yield Righted(what, before, value, str(each["by"]), moment_in(str(each["at"])), undo)


def right(
    space: Workspace, reading: plandocs.Reading, what: str, fields: Fields, by: str
) -> plandocs.Reading:
    """Put something right, and return the reading as it is then.

    Raises:
        Refused: it was changed in the meantime, or cannot be done.
        InputError: what was typed does not fit.
    """
    state = plandocs.State(space.cycle.state)
    path, source = one(fields, "path"), reading.source
    if what == "undo":
        return state.undo(source, path or None, by=by)
    if what == "assign":
        return _assigned(space, state, reading, fields, by)
    if what in ("place", "leave"):
        return _placed(state, reading, what, fields, by)
    if what == "add":
        row, editors = row_editors(reading, path)
        _unchanged(fields, len(data_of(reading)[path]))
        value = {e.path.rpartition(".")[2]: e.sent(fields) for e in editors}
        return state.correct(source, row, value, by=by)
    if what == "out":
        if row_of(path) is None:
            raise Refused("There is no such row.")
        _unchanged(fields, _value(reading, path))
        return state.correct(source, path, None, by=by)
    editor = editor_of(reading, path)
    _unchanged(fields, _value(reading, path))
    value = editor.sent(fields)
    if what == "sign":
        value = editor.kind.answered(editor.text, signed=one(fields, "value") == "signed")
    elif value == (
        stored if isinstance(stored := _value(reading, path), list) else editor.unchanged
    ):
        raise Refused("Nothing was changed: the plan says this already.")
    return state.correct(source, path, value, by=by)


def _placed(
    state: plandocs.State, reading: plandocs.Reading, what: str, fields: Fields, by: str
) -> plandocs.Reading:
    """The reading once words in no field are given one, or left."""
    left = {seal(each.to_dict()): each for each in reading.unmapped}
    words = left.get(one(fields, "was"))
    if words is None:
        raise Refused(_CHANGED)
    if what == "leave":
        return state.correct(reading.source, None, by=by, origin=words.where, words=words.text)
    path, value = words_added(reading, one(fields, "path"), words.text)
    return state.correct(reading.source, path, value, by=by, origin=words.where, words=words.text)


def _assigned(
    space: Workspace, state: plandocs.State, reading: plandocs.Reading, fields: Fields, by: str
) -> plandocs.Reading:
    """The reading once it is said whose it is: somebody on the list, or a name."""
    key, name = one(fields, "officer"), " ".join(one(fields, "name").split())
    if key == "":
        if not name:
            raise Refused("Choose whose plan this is, or type the name.")
        return state.assign(reading.source, name, by=by)
    officer = space.snapshot.by_key.get(key)
    if officer is None:
        raise Refused("This officer is no longer on the list. Choose again.")
    return state.assign(reading.source, officer.name, officer.id, by=by)


def _value(reading: plandocs.Reading, path: str) -> Any:
    try:
        return value_at(data_of(reading), path)
    except (LookupError, ValueError):
        raise Refused(_CHANGED) from None


def _unchanged(fields: Fields, value: object) -> None:
    if one(fields, "was") != seal(value):
        raise Refused(_CHANGED)


class Righting(NamedTuple):
    """What somebody is about to put right on an officer's page.

    Attributes:
        what: ``correct``, ``add`` or ``place``; "" for nothing.
        path: the field or the section.
        editors: the forms for it.
        was: what is known of what stands there.
        problem: why what was sent could not be kept.
    """

    what: str = ""
    path: str = ""
    editors: tuple[Editor, ...] = ()
    was: str = ""
    problem: str = ""


def begun(reading: plandocs.Reading, asked: Mapping[str, str]) -> Righting:
    """Return what an address asks to put right.

    Raises:
        InputError: there is no such field.
    """
    if path := asked.get("correct", ""):
        editor = editor_of(reading, path)
        return Righting("correct", path, (editor,), seal(_value(reading, path)))
    if section := asked.get("add", ""):
        _, editors = row_editors(reading, section)
        return Righting("add", section, editors, seal(len(data_of(reading)[section])))
    if words := asked.get("place", ""):
        return Righting("place", words, (), words)
    return Righting()


def again(reading: plandocs.Reading, what: str, fields: Fields, problem: str) -> Righting:
    """Return the form that was sent, with what was typed, and why it could not be kept.

    Raises:
        InputError: there is no such field.
    """
    path = one(fields, "path") if what in ("correct", "add") else ""
    asked = {what: path} if path else {}
    begin = begun(reading, asked)
    editors = tuple(each.typed(fields) for each in begin.editors)
    return begin._replace(editors=editors, problem=problem)


def by_name(officers: tuple[Officer, ...]) -> list[Officer]:
    """The officers in the order of their names, to choose from."""
    return sorted((each for each in officers if each.name), key=lambda each: each.name.casefold())
