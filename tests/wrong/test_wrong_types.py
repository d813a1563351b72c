"""A value of a wrong type is refused in words, wherever a public function or class takes it."""

from __future__ import annotations

import inspect
import io
import math
import re
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import plandocs
from plandocs.verbs.options import ReadOptions
from tests.wrong.desk import PLAN, lay_out

PYTHON = re.compile(
    r"\bNone\b|NoneType|datetime\.date\(| object at 0x|<class|Traceback|has no attribute"
    r"|argument of type|not iterable|not subscriptable|unexpected keyword"
)
VALUES: tuple[object, ...] = (
    *(3, object(), None, [], {}, b"x", dict, math.nan, [3], {3: 4}, "", "\0", True),
)


_DOCUMENTS = {
    *("blank", "data", "item", "items", "new", "old", "plan", "plans", "source", "sources"),
}


class Use(NamedTuple):
    """A right use: what is called, with what, and its parameters."""

    call: Callable[..., object]
    given: Mapping[str, object]

    @property
    def parameters(self) -> list[str]:
        """All that it takes by name or place."""
        asked = inspect.signature(self.call).parameters.values()
        return [each.name for each in asked if each.kind is not each.VAR_KEYWORD]

    def is_about(self, parameter: str) -> bool:
        """Whether it is a document or plan that is worked on, not said by a name."""
        asked = inspect.signature(self.call).parameters[parameter]
        return parameter in _DOCUMENTS and asked.default in (asked.empty, ())


def _uses() -> dict[str, Use]:
    many = {"items": "plan.docx"}
    one = {"old": "plan.docx", "destination": "new.docx"}
    return {
        "parse": Use(plandocs.parse, {"source": "plan.docx"}),
        "parse_many": Use(plandocs.parse_many, {"sources": "plan.docx"}),
        "read_data": Use(plandocs.read_data, {"paths": "staff.xlsx"}),
        "validate": Use(plandocs.validate, {"data": PLAN}),
        "fill": Use(plandocs.fill, {"plan": PLAN, "destination": "new.docx"}),
        "fill_many": Use(plandocs.fill_many, {"plans": PLAN, "destination": "out"}),
        "preflight": Use(plandocs.preflight, {"plans": PLAN}),
        "rollup": Use(plandocs.rollup, {**many, "target": "division.xlsx"}),
        "tables": Use(plandocs.tables, many),
        "check": Use(plandocs.check, many),
        "letters": Use(plandocs.letters, {**many, "folder": "sent"}),
        "comment": Use(plandocs.comment, {**many, "folder": "out"}),
        "uncomment": Use(plandocs.uncomment, {**many, "folder": "out"}),
        "history": Use(plandocs.history, many),
        "carry": Use(plandocs.carry, {**many, "period": "2027-28"}),
        "carry_choices": Use(plandocs.carry_choices, {}),
        "converse": Use(plandocs.converse, {"item": "plan.docx"}),
        "converse_many": Use(plandocs.converse_many, many),
        "diff": Use(plandocs.diff, {**one, "new": "later.docx"}),
        "update": Use(plandocs.update, {**one, "data": {"manager_name": "Bo Cho"}}),
        "update_many": Use(
            plandocs.update_many, {**many, "data": {"manager_name": "Bo Cho"}, "folder": "out"}
        ),
        "workbook": Use(plandocs.workbook, {"destination": "intake.xlsx"}),
        "schema": Use(plandocs.schema, {}),
        "demo": Use(plandocs.demo, {"folder": "shown"}),
        "show": Use(plandocs.show, {"source": "plan.docx"}),
        "pdf": Use(plandocs.pdf, {**many, "folder": "out"}),
        "can_convert": Use(plandocs.can_convert, {}),
        **_forms(),
        **_lists(),
        **_methods(),
    }


def _forms() -> dict[str, Use]:
    return {
        "tag_template": Use(plandocs.tag_template, {"blank": "blank.docx"}),
        "check_template": Use(plandocs.check_template, {"template": "blank.docx"}),
        "check_form": Use(plandocs.check_form, {"form": "senior-executive-plan"}),
        "learn_form": Use(plandocs.learn_form, {"blank": "blank.docx"}),
        "load_form": Use(plandocs.load_form, {"path": "our-form.toml"}),
    }


def _lists() -> dict[str, Use]:
    return {
        "columns": Use(plandocs.columns, {"path": "staff.xlsx"}),
        "list_table": Use(plandocs.list_table, {"path": "staff.xlsx"}),
        "change_list": Use(plandocs.change_list, {"path": "staff.xlsx", "changes": {"A2": "Bo"}}),
    }


def _methods() -> dict[str, Use]:
    plan, reading = plandocs.validate(PLAN), plandocs.parse("plan.docx")
    record = next(plandocs.read_data("staff.xlsx"))
    change = plandocs.diff("plan.docx", "later.docx")[0].to_dict()
    state = plandocs.State("division.plandocs")
    list(plandocs.parse_many(["plan.docx"], state=state))
    corrected = {"source": "plan.docx", "field": "manager_name"}
    return {
        "Plan.signature": Use(plan.signature, {"field": "officer_signature"}),
        "Record.place_of": Use(record.place_of, {"path": "period"}),
        "Change.from_dict": Use(plandocs.Change.from_dict, {"data": change}),
        "Reading.from_dict": Use(plandocs.Reading.from_dict, {"data": reading.to_dict()}),
        "Reading.where": Use(reading.where, {"path": "period"}),
        "State": Use(plandocs.State, {"path": "other.plandocs"}),
        "State.correct": Use(state.correct, {**corrected, "value": "Bo", "by": "A"}),
        "State.assign": Use(state.assign, {"source": "plan.docx", "name": "Bo", "id": "E1"}),
        "State.undo": Use(state.undo, {"source": "plan.docx"}),
        "State.forget": Use(state.forget, {"who": "Priya Raman"}),
        "Limits": Use(plandocs.Limits, {}),
        "ReadOptions": Use(ReadOptions, {}),
    }


_CALLED = {
    "by": "already", "id": "already",
    "field": "no words|correction", "forms": "form", "origin": "no words", "paths": "list",
    "path": "file of a form",
    "target": "workbook to make", "template": "the template", "unless": "status",
    "value": "correction|manager_name", "who": "nothing is kept",
}  # fmt: skip
"""How a message calls what a parameter is, where it does not give its name."""

_RIGHT: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("by", "division", "origin", "password", "path", "period"), ("", "\0")),
    **dict.fromkeys(("filled", "inputs", "items", "keep", "plans", "sources", "unless"), ([],)),
    **dict.fromkeys(("context", "data", "labels", "map", "set"), ({},)),
    **dict.fromkeys(("heading", "workers", "timeout", *plandocs.Limits.__dataclass_fields__), (3,)),
    "blank": ([],),
    "field": ("",),
    **dict.fromkeys(("id", "words"), ("", "\0")),
    "ignore": ([], "", "\0"),
    "value": (3, None, "", "\0"),
}
"""Values of a strange look that may be given, beside those that a parameter has by default."""

_SAID_LATER = {("ReadOptions", "blank"), ("ReadOptions", "forms")}
"""What is only found out when a document is read."""


def _may_be_given(use: Use, parameter: str, value: object) -> bool:
    default = inspect.signature(use.call).parameters[parameter].default
    if value is True:
        return isinstance(default, bool)
    known = (*_RIGHT.get(parameter, ()), *([None] if default is None else []))
    return any(type(right) is type(value) and right == value for right in known)


@pytest.fixture(scope="module")
def uses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Use]]:
    """The right uses, in a folder with the files that they name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("desk"))
        lay_out(Path())
        yield _uses()


_NAMES = (
    *("parse", "parse_many", "read_data", "validate", "fill", "fill_many", "preflight", "rollup"),
    *("columns", "list_table", "change_list"),
    *(
        "tables",
        "check",
        "letters",
        "comment",
        "uncomment",
        "history",
        "carry",
        "carry_choices",
        "converse",
        "converse_many",
        "diff",
        "update",
        "update_many",
    ),
    *("workbook", "schema", "tag_template", "check_template", "demo", "Limits", "ReadOptions"),
    *("load_form", "check_form", "learn_form", "show", "pdf", "can_convert"),
    *(
        "Plan.signature",
        "Record.place_of",
        "Reading.from_dict",
        "Reading.where",
        "State",
        "Change.from_dict",
    ),
    *("State.correct", "State.assign", "State.undo", "State.forget"),
)


@pytest.mark.parametrize("name", _NAMES)
def test_a_wrong_type_is_refused_in_words(name: str, uses: dict[str, Use]) -> None:
    use, faults = uses[name], []
    for parameter in use.parameters:
        for value in VALUES:
            before = set(Path().rglob("*"))
            error = _outcome(use, parameter, value)
            left = set(Path().rglob("*")) - before
            fault = _fault(name, use, parameter, value, error, left)
            faults += [f"{parameter}={value!r}: {fault}"] if fault else []
            for each in sorted(left, reverse=True):
                shutil.rmtree(each) if each.is_dir() else each.unlink()
    assert faults == []


def _fault(
    name: str, use: Use, parameter: str, value: object, error: object, left: set[Path]
) -> str:
    """What is wrong with the way in which a value was refused."""
    if error is None:
        right = _may_be_given(use, parameter, value) or (name, parameter) in _SAID_LATER
        return "" if right else "was taken"
    if not isinstance(error, plandocs.PlandocsError) or isinstance(error, plandocs.InternalError):
        return repr(error)
    if found := PYTHON.search(str(error)):
        return f"{found[0]!r} is in: {error}"
    if not use.is_about(parameter) and not _names(parameter, str(error)):
        return f"the parameter is not named: {error}"
    files = sorted(str(each) for each in left if not each.is_dir())
    return f"it left {files}" if files else ""


def _names(parameter: str, message: str) -> bool:
    words = (parameter, *_CALLED.get(parameter, parameter).split("|"))
    return any(word in message for word in words)


def test_every_public_function_is_tried() -> None:
    functions = {n for n in plandocs.__all__ if inspect.isfunction(getattr(plandocs, n))}
    assert functions - set(_NAMES) == set()


def _outcome(use: Use, parameter: str, value: object) -> object:
    """The error that comes of a wrong value, raised or in a result."""
    try:
        with warnings.catch_warnings(action="ignore"):
            found = use.call(**{**use.given, parameter: value})
            each_of = list(found) if isinstance(found, Iterator | tuple) else [found]
    except Exception as error:  # noqa: BLE001  # whatever it is, the test looks at it
        return error
    return next((e for each in each_of for e in _errors_in(each)), None)


def _errors_in(result: Any) -> Iterator[object]:
    """What a result says is wrong."""
    if isinstance(result, plandocs.Checked):
        yield from (plandocs.PlandocsError(f.message) for f in result.findings if not f.field)
    if isinstance(result, plandocs.Looked):
        yield from (plandocs.InputError(str(each)) for each in result.mistakes)
    for each in (result, *getattr(result, "failed", ())):
        if error := getattr(each, "error", None):
            yield error


@pytest.mark.parametrize("verb", [plandocs.parse, plandocs.check, plandocs.fill_many])
def test_an_option_of_no_such_name_is_said_with_the_nearest(verb: Any) -> None:
    with pytest.raises(TypeError, match=f"{verb.__name__}.* takes no 'label'; did you mean 'label"):
        verb("plan.docx", label="our-labels.toml")


@pytest.mark.parametrize("verb", [plandocs.check, plandocs.tables, plandocs.converse])
def test_the_lines_of_an_open_file_are_no_plans(verb: Any) -> None:
    document = io.BytesIO(plandocs.fill(PLAN) or b"")
    with pytest.raises(plandocs.InputError, match="one plan or several; here is a BytesIO"):
        verb(document)


def test_numbers_of_numpy_are_numbers() -> None:
    numpy: Any = import_module("numpy")  # comes with pandas; untyped, for it is no int
    document = plandocs.fill(PLAN) or b""
    limits = plandocs.Limits(file_bytes=numpy.int64(10**8))
    options = {"limits": limits, "convert": numpy.bool_(False), "workers": numpy.int64(1)}
    for timeout in (numpy.int64(20), numpy.float32(20)):
        (reading,) = plandocs.parse_many([document], timeout=timeout, **options)
        assert reading.error is None
    with pytest.raises(plandocs.InputError, match="workers: expected a number of processes"):
        list(plandocs.parse_many([document], workers=numpy.int64(0)))
    with pytest.raises(plandocs.InputError, match="workers: expected a number of processes"):
        list(plandocs.parse_many([document], workers=numpy.bool_(True)))
