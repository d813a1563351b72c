"""Readings from their JSON, as `Reading.to_dict` writes it and as strangers may change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from plandocs.data.validate import as_plan
from plandocs.errors import InputError, PlandocsError, error_with
from plandocs.model.reading import DocumentFacts, Issue, Reading, Unmapped
from plandocs.moment import moment_in
from plandocs.problems import Severity

_SEVERITIES: Final = get_args(Severity)


def reading_from(data: Mapping[str, Any], source: str = "", place: str = "") -> Reading:
    """Return the reading in some JSON. Keys that no reading has are passed over.

    Raises:
        InputError: it is no reading, or its plan does not fit the form.
    """
    try:
        return _reading(data, source, place)
    except _NoReading as error:
        raise InputError(f"this is not a reading: {error}.", source, place) from None


class _NoReading(ValueError):
    """What is wrong with a reading, in words."""


def _reading(data: Mapping[str, Any], source: str, place: str) -> Reading:
    if not isinstance(data, Mapping) or not {"plan", "error"} & set(data):
        raise _NoReading("it has neither a plan nor an error")
    facts = _facts(data)
    revision = facts.get("revision")
    if revision is not None and (not isinstance(revision, int) or isinstance(revision, bool)):
        raise _NoReading("its revision is not a whole number")
    file, plan = _text(data, "source"), data.get("plan")
    return Reading(
        file,
        _text(data, "sha256"),
        DocumentFacts(
            _text(facts, "program"), moment_in(_text(facts, "modified")),
            _text(facts, "last_modified_by"), revision, _text(facts, "edition"),
        ),
        None if plan is None else as_plan({"source": file, **data}, source=source, place=place),
        tuple(_issue(each) for each in _list(data, "issues")),
        tuple(
            Unmapped(
                _text(each, "where"), _text(each, "kind"), _text(each, "text"),
                _text(each, "field") or None,
            )
            for each in _list(data, "unmapped")
        ),
        _error(data, file) if plan is None else None,
        tuple(dict(each) for each in _list(data, "corrections")),
    )  # fmt: skip


def _error(data: Mapping[str, Any], file: str) -> PlandocsError:
    problem = data.get("error") or {}
    if isinstance(problem, str):
        problem = {"message": problem}
    if not isinstance(problem, Mapping):
        raise _NoReading("its error is not an object")
    message = _text(problem, "message") or "it could not be read."
    return error_with(_text(problem, "code") or InputError.code, message, file)


def _issue(each: Mapping[str, Any]) -> Issue:
    severity = each.get("severity", "warning")
    if severity not in _SEVERITIES:
        raise _NoReading("one of its issues has no severity that there is")
    return Issue(
        severity, _text(each, "code"), _text(each, "message"), _text(each, "field") or None,
        _text(each, "where"),
    )  # fmt: skip


def _facts(data: Mapping[str, Any]) -> Mapping[str, Any]:
    value = data.get("document") or {}
    if not isinstance(value, Mapping):
        raise _NoReading("its document is not an object")
    return value


def _list(data: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    values = data.get(name) or ()
    if not isinstance(values, list | tuple):
        raise _NoReading(f"its {name} are not a list")
    for each in values:
        if not isinstance(each, Mapping):
            raise _NoReading(f"one of its {name} is not an object")
        yield each


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise _NoReading(f"its {name} is not a text")
    return value or ""
