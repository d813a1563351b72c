"""The reading of one file, its issues and its unmapped words: values that travel with the plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from plandocs.arguments import checked
from plandocs.errors import PlandocsError
from plandocs.model.later import later
from plandocs.model.notebook import table
from plandocs.moment import written
from plandocs.problems import Severity, problem

if TYPE_CHECKING:
    from typing_extensions import TypeVar as _TypeVar  # checkers bring it with them

    from plandocs.model.plan import Plan

    P_co = _TypeVar("P_co", bound=Plan | None, default=Plan | None, covariant=True)
else:
    P_co = TypeVar("P_co", covariant=True)

_LATER = frozenset({"document", "plan", "issues", "unmapped", "error", "corrections", "places"})
_LAST_STEP = re.compile(r"\[\d+\]$|\.\w+$")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person may have to look at. Codes are in ``docs/reference.md``.

    Attributes:
        severity: ``error`` (the value cannot be trusted), ``warning`` (look at it) or ``info``.
        code: which kind of issue it is.
        message: what it is, in a sentence.
        field: the path of the field; None where it is about the whole document.
        where: its place in the document, in words.
    """

    severity: Severity
    code: str
    message: str
    field: str | None = None
    where: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it."""
        return {
            "severity": self.severity,
            "code": self.code,
            "field": self.field,
            "where": self.where,
            "message": self.message,
        }


def new_issue(
    code: str,
    message: str = "",
    field: str | None = None,
    where: str = "",
    severity: Severity | None = None,
) -> Issue:
    """Return the issue with this code, as grave as the code is and in its words unless said."""
    known = problem(code)
    severity = severity or known.severities[0]
    return Issue(severity, code, message or known.message, field, where)


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Something typed or placed in the document that is in no field of the plan.

    Attributes:
        where: its place in the document, in words.
        kind: what it is: ``text``, ``comment``, ``hidden``, ``picture`` and others of the
            reference.
        text: its words; of a picture or an object its description.
        field: the field that it stands nearest to; None where it is near none.
    """

    where: str
    kind: str
    text: str
    field: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it."""
        return {"where": self.where, "field": self.field, "kind": self.kind, "text": self.text}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the file says of itself.

    Attributes:
        program: what saved it last; "" where the file does not say.
        modified: when it was saved last, in UTC; None where the file does not say.
        last_modified_by: who saved it last; "" where the file does not say.
        revision: how many times it was saved; None where the file does not say.
        edition: the edition of the form that it was filled from; "" where it has none.
    """

    program: str = ""
    modified: datetime | None = None
    last_modified_by: str = ""
    revision: int | None = None
    edition: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it."""
        return {
            "program": self.program,
            "modified": written(self.modified),
            "last_modified_by": self.last_modified_by,
            "revision": self.revision,
            "edition": self.edition,
        }


class Origin(NamedTuple):
    """Where a value stands in its document.

    Attributes:
        section: the section's number or title, in words.
        row: the row in the section's table, from 1, the first row of data; 0 where it has none.
        column: the column, from 1; 0 where it has none.
        raw: the text as it was typed.
    """

    section: str
    row: int
    column: int
    raw: str

    def __str__(self) -> str:
        """In words: "Section 1, row 2, column 2"."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.section}{row}{column}"


_Place = tuple[str, int, int, str]


def origin_at(places: Mapping[str, _Place], path: str) -> Origin | None:
    """Return where the value at a path stands, of all places of a reading; as `Reading.where`."""
    place = places.get(path) or places.get(_LAST_STEP.sub("", path))
    if place is None and path.endswith("]"):
        place = next((each for at, each in places.items() if at.startswith(f"{path}.")), None)
    return None if place is None else Origin(*place)


class Later(Protocol):
    """What a reading was kept as, from which it is made when it is looked at."""

    @property
    def clean(self) -> bool:
        """As `Reading.clean`."""
        ...

    def value(self, name: str) -> Any:
        """The value of one of its fields."""
        ...

    def json(self, source: str) -> bytes:
        """The whole, as `Reading.to_json` gives it, in UTF-8."""
        ...


class _Kept:
    """A place for what a reading was kept as; it is no field, and neither compared nor sent."""

    __slots__ = ("_later",)


@dataclass(frozen=True, slots=True)
class Reading(_Kept, Generic[P_co]):
    """One file as read: the plan, what was noticed, and what is in no field.

    To checkers a reading is typed by its plan: ``Reading[SeniorExecutivePlan]``, or ``Reading`` of
    any.

    Attributes:
        source: the file's path; "" for bytes.
        sha256: the digest of the file, in hexadecimal.
        document: what the file says of itself.
        plan: the plan; None where ``error`` says why it could not be read.
        issues: what a person may have to look at.
        unmapped: what was typed and is in no field of the plan.
        error: why the file could not be read; None where it was.
        corrections: HR's corrections that a state laid over it, as JSON has them.
        places: where each value stands, by its path: section, row, column, text. `origins` has them
            by name.
    """

    source: str
    sha256: str = ""
    document: DocumentFacts = DocumentFacts()
    plan: P_co = None  # type: ignore[assignment]  # of a reading with an error
    issues: tuple[Issue, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    error: PlandocsError | None = None
    corrections: tuple[dict[str, Any], ...] = ()
    places: Mapping[str, _Place] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def kept(cls, source: str, sha256: str, later: Later) -> Reading:
        """Return a reading made of what was kept of it, field by field, when it is looked at.

        Args:
            source: the file's path.
            sha256: the digest of the file, in hexadecimal.
            later: what was kept of it.
        """
        reading = object.__new__(cls)
        for name, value in (("source", source), ("sha256", sha256), ("_later", later)):
            object.__setattr__(reading, name, value)
        return reading

    @property
    def _later_or_none(self) -> Later | None:
        try:
            later: Later = object.__getattribute__(self, "_later")
        except AttributeError:
            return None  # as of nearly all
        return later

    def __getattr__(self, name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        later: Later = object.__getattribute__(self, "_later")
        value = later.value(name)
        object.__setattr__(self, name, value)
        return value

    @property
    def origins(self) -> dict[str, Origin]:
        """Where each value stands, by its path, in the form's order."""
        return {path: Origin(*place) for path, place in self.places.items()}

    @property
    def clean(self) -> bool:
        """No error, no warning, and nothing unmapped."""
        if (later := self._later_or_none) is not None:
            return later.clean
        return (
            self.error is None
            and not self.unmapped
            and all(issue.severity == "info" for issue in self.issues)
        )

    @checked
    def where(self, path: str) -> Origin | None:
        """Return where a value stands in the document.

        A row (``outcomes[0]``) stands where the first of its values does. None where the document
        has no place for it (a row that the form lost, a default).

        Args:
            path: the value's path, such as ``outcomes[0].measures[1]``.
        """
        return origin_at(self.places, path)

    @classmethod
    @checked
    def from_dict(cls, data: Mapping[str, Any]) -> Reading:
        """Return the reading in some JSON, as `to_dict` writes it; its plan is checked.

        Keys that no reading has are passed over. ``origins`` are not in the JSON.

        Args:
            data: a line of ``plandocs parse``, as a dict.

        Raises:
            InputError: it is no reading, or its plan does not fit the form.
        """
        return later("reading_from")(data)  # type: ignore[no-any-return]  # what `later` gives has no type

    def _repr_html_(self) -> str:
        """What a notebook shows: what was noticed, and the plan, as tables."""
        return "".join(self._tables())

    def _tables(self) -> Iterator[str]:
        text = "clean" if self.clean else "somebody should look at this"
        if self.error is not None:
            text = f"{self.error.code}: {self.error.message}"
        yield table(("File", ""), [(self.source or "(not from a file)", text)])
        if self.issues:
            rows = [(i.severity, i.where, i.message, i.code) for i in self.issues]
            yield table(("", "Where", "What was noticed", "Code"), rows)
        if self.unmapped:
            words = [(u.where, u.kind, u.text) for u in self.unmapped]
            yield table(("Where", "What", "Words that are not in the plan"), words)
        if self.plan is not None:
            yield self.plan._repr_html_()

    def to_json(self) -> str:
        """`to_dict` as one line of JSON, as ``plandocs parse`` writes it."""
        later = self._later_or_none
        if later is None:
            return json.dumps(self.to_dict(), ensure_ascii=False)
        return later.json(self.source).decode()

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it, section 2."""
        error = self.error
        return {
            "source": self.source,
            "sha256": self.sha256,
            "document": self.document.to_dict(),
            "plan": None if self.plan is None else self.plan.model_dump(mode="json"),
            "issues": [issue.to_dict() for issue in self.issues],
            "unmapped": [each.to_dict() for each in self.unmapped],
            "error": None if error is None else {"code": error.code, "message": error.message},
            **({"corrections": list(self.corrections)} if self.corrections else {}),
        }


def as_line(reading: Reading) -> bytes:
    """`Reading.to_json` in UTF-8: as it was kept, where it was kept.

    Half a character, as in a name, is written as JSON writes it where it has to be ASCII.
    """
    later = reading._later_or_none
    if later is None:
        return reading.to_json().encode("utf-8", "backslashreplace")
    return later.json(reading.source)
