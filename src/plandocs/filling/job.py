"""One plan at a time, as many are filled: data in, a named document or a reason why not out.

A :class:`Job` goes to other processes, so it holds plain values and the prepared template alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from plandocs.advice import Advice, Option
from plandocs.batch import Reason
from plandocs.data.frames import PlanItem
from plandocs.data.mapping import Setting, settings, with_settings
from plandocs.data.persons import in_file, is_namesake, named_apart, shared_names, whose
from plandocs.data.records import Absent, Mistake, Record, plan_data
from plandocs.data.validate import as_plan, mistakes_in
from plandocs.description.form import FormSpec
from plandocs.description.taught import Taught
from plandocs.errors import (
    InputError,
    OutputError,
    PlandocsError,
    TemplateError,
    TimedOut,
    WorkerLost,
    defect,
)
from plandocs.files.names import check_pattern, fields_in, name_from
from plandocs.filling.agency import Renderer, Template, agency_template
from plandocs.filling.context import Context
from plandocs.filling.issues import LEFT_OUT, NOT_FILLED, not_written, worth_a_look
from plandocs.filling.render import difference, ready, render
from plandocs.forms.labels import Labels, form_with, forms_with, read_labels
from plandocs.forms.registry import form as form_named
from plandocs.forms.registry import forms, loaded, person_of
from plandocs.model.plan import Plan
from plandocs.model.reading import Issue

Item = PlanItem


class Made(NamedTuple):
    """What became of one plan: ``data`` is None where it failed, or where it was there already.

    ``differs`` is what a document that is there already says otherwise; ``email`` goes into the
    receipt.
    """

    row: int
    name: str
    id: str
    person: str
    data: bytes | None
    sha256: str
    issues: tuple[Issue, ...]
    error: PlandocsError | None
    already_done: bool = False
    differs: str = ""
    email: str = ""


class Looked(NamedTuple):
    """What the pre-flight says of one plan.

    Attributes:
        name: the name that its document would have; "" where there are mistakes.
        id: HR's own key for the plan; "" where it has none.
        source: the data file that it came from.
        row: the row or line of the data it came from, else its number in the input.
        mistakes: what has to be put right before it can be filled.
        notes: sentences about the whole data file.
        issues: no mistakes, but worth a look: a date that could not be understood.
    """

    name: str
    id: str
    source: str
    row: int
    mistakes: tuple[Mistake, ...]
    notes: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Job:
    """How each plan is filled. ``folder`` is the folder to look in for documents that are done."""

    template: Renderer | None = None
    pattern: str | None = None
    changes: tuple[Setting, ...] = ()
    verify: bool = True
    folder: Path | None = None
    shared_names: frozenset[str] = frozenset()  # of several people, who are told apart
    labels: Taught | None = None  # an agency's words, by which documents are read back
    context: tuple[tuple[str, str], ...] = ()  # what the template prints beside the form's fields
    controls: bool = False  # content controls for those who go on writing
    unused: str = ""  # what to say of values that the template does not print
    known: tuple[FormSpec, ...] = ()  # forms that another process would not know

    def __call__(self, numbered: tuple[int, Item]) -> Made:
        """Fill one plan, whatever becomes of it."""
        return self.fill(*numbered)

    def fill(self, number: int, item: Item, name: str = "") -> Made:
        """As calling it, under a name of its own where one is given."""
        made = self._made(number, item, name)
        return made._replace(email=item.email) if isinstance(item, Record) else made

    def _made(self, number: int, item: Item, name: str) -> Made:
        row = item.row if isinstance(item, Record) else number
        try:
            plan = self.plan_of(item)
            identity, person = plan.id, person_of(plan)
            name = name or self.name_of(plan, row, item)
            done, differs = self._done(plan, name)
            if done:
                return Made(row, name, identity, person, None, done, (), None, already_done=True)
            form = form_named(plan.form)
            custom = self._custom(item, form)
            template = self.template or ready(form, custom)
            rendered = render(
                plan, template, self._read_as(plan), custom,
                verify=self.verify, controls=self.controls,
            )  # fmt: skip
            digest = hashlib.sha256(rendered.data).hexdigest()
            unwritten = [each for each in rendered.issues if each.code == NOT_FILLED]
            left_out = (each for each in rendered.issues if each.code == LEFT_OUT)
            issues = in_file(item, (*worth_a_look(item, plan, form, unwritten), *left_out))
            return Made(
                row, name, identity, person, rendered.data, digest, issues, None, False, differs
            )
        except PlandocsError as error:
            return self._failed(row, name, item, error)
        except Exception as error:  # noqa: BLE001  # the last line: a defect must not stop the others
            return self._failed(row, name, item, defect("plan", error))

    def _read_as(self, plan: Plan) -> FormSpec:
        """The form as which a document is read back."""
        return form_named(plan.form) if self.labels is None else form_with(self.labels, plan.form)

    def _custom(self, item: Item, form: FormSpec) -> dict[str, str]:
        """The values of what the form does not have: of the item's row, else those of all."""
        if self.template is None:
            return {name: text for name, text in self.context if name in form.prints}
        row_values = item.context if isinstance(item, Record) else {}
        return {name: row_values.get(name, text) for name, text in self.context}

    def prepare(self) -> None:
        """Make ready what every plan needs."""
        for form in forms() if self.template is None else ():
            with suppress(InputError, TemplateError):  # of a plan of such a form it is told
                ready(form, dict(self.context))

    def lost(self, numbered: tuple[int, Item], reason: Reason, *, seconds: float) -> Made:
        """What became of a plan that took too long, or its processes down."""
        number, item = numbered
        row = item.row if isinstance(item, Record) else number
        return Made(row, "", *whose(item), None, "", (), _lost(reason, seconds))

    def lost_look(self, numbered: tuple[int, Item], reason: Reason, *, seconds: float) -> Looked:
        """The same before anything is filled."""
        number, item = numbered
        record = item if isinstance(item, Record) else Record({}, "", number)
        mistake = record.mistake("", _lost(reason, seconds).message)
        return Looked("", "", record.source, record.row, (mistake,), ())

    def _failed(self, row: int, name: str, item: Item, error: PlandocsError) -> Made:
        mistakes = self._mistakes(item) if isinstance(error, InputError) else ()
        lines = in_file(item, tuple(each.issue for each in mistakes))
        return Made(row, name, *whose(item), None, "", lines, error)

    def look(self, numbered: tuple[int, Item]) -> Looked:
        """Check one plan without filling it."""
        number, item = numbered
        record = item if isinstance(item, Record) else None
        source, row = (record.source, record.row) if record else ("", number)
        notes = (*(self._notes(record) if record else ()), *filter(None, (self.unused,)))
        try:
            if mistakes := self._mistakes(item):
                return Looked("", "", source, row, mistakes, notes)
            plan = self.plan_of(item)
        except InputError as error:
            one = Record({}, source, row)
            lines = error.problems or (error.message,)
            return Looked("", "", source, row, tuple(one.mistake("", e) for e in lines), notes)
        issues = worth_a_look(item, plan, form_named(plan.form))
        return Looked(self.name_of(plan, row, item), plan.id, source, row, (), notes, issues)

    def _notes(self, record: Record) -> Iterator[str]:
        """What its file says of itself; what is set for all stays blank in none."""
        paths = {path for each in self.changes for _, path in each.paths}
        for note in record.notes:
            if said := note.without(paths) if isinstance(note, Absent) else note:
                yield said

    def _mistakes(self, item: Item) -> tuple[Mistake, ...]:
        """What is wrong with a plan that cannot be filled, line by line."""
        new = self._changed(item)
        result = mistakes_in(new) if isinstance(new, Record) else ()
        return () if isinstance(result, Plan) else result

    def plan_of(self, item: Item) -> Plan:
        """The validated plan, with what is set for all."""
        return as_plan(self._changed(item))

    def name_of(self, plan: Plan, row: int, item: Item) -> str:
        """The name that the pattern gives, before it is made unique."""
        form = form_named(plan.form)
        pattern = self.pattern or default_pattern(form)
        asked = fields_in(pattern)
        named = {name: str(getattr(plan, name)) for name in asked & {"id", "form"}}
        named |= {c.name: c.kind.text(getattr(plan, c.name)) for c in form.cells if c.name in asked}
        if is_namesake(item, plan, self.shared_names):
            named |= named_apart(plan, asked)
        return name_from(pattern, {**dict.fromkeys(asked, ""), **named, "row": str(row)})

    def _changed(self, item: Item) -> Item:
        """The item with what is set for all; one that holds no plan stays as it is."""
        data = plan_data(item)
        if not self.changes or not data:
            return item
        if isinstance(data, Plan):
            data = as_plan(item).model_dump(mode="json")
        if not isinstance(data, Mapping):
            return item
        new = with_settings(data, self.changes)
        return replace(item, data=new) if isinstance(item, Record) else new

    def _done(self, plan: Plan, name: str) -> tuple[str, str]:
        """The SHA-256 of a document that is there already and says all that the plan does.

        Where it says something else, that is the second.
        """
        if self.folder is None:
            return "", ""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return "", ""
        try:
            form = self._read_as(plan)
            template = self.template or ready(form_named(plan.form))
            result = difference(plan, data, form, not_written(plan, form, template))
        except OutputError as error:
            return "", error.message
        if result is not None:
            name = next((cell.label for cell in form.cells if cell.name == result[0]), result[0])
            actual, wanted = (text if text != "''" else "blank" for text in result[:0:-1])
            return "", f"{name} is {actual} in it, and {wanted} in the data"
        return hashlib.sha256(data).hexdigest(), ""


def job_for(
    plans: Iterable[Item], template: Template | None, name: str | None,
    set: Mapping[str, Any] | None, labels: Labels | None, context: Context | None, *,
    verify: bool, folder: Path | None = None, controls: bool = False,
) -> Job:  # fmt: skip
    """Return how each plan is filled, with all that can be wrong for all of them found out."""
    if name is not None:
        check_pattern(name, pattern_fields())
    changes = settings(set or {})
    chosen = agency_template(template, None, context)
    taught = read_labels(labels)
    forms_with(taught)  # what does not fit is told before anything is filled
    texts = tuple(chosen.texts.items())
    names = shared_names(plans)
    return Job(
        chosen.renderer, name, changes, verify, folder, names, taught, texts, controls,
        chosen.unused, loaded(),
    )  # fmt: skip


@lru_cache(maxsize=16)
def _named(form: FormSpec) -> frozenset[str]:
    return frozenset({"id", "form", *(cell.name for cell in form.cells)})


def pattern_fields() -> frozenset[str]:
    """Every field that a pattern for names may ask for."""
    return frozenset({"row", *(name for form in forms() for name in _named(form))})


@lru_cache(maxsize=16)
def default_pattern(form: FormSpec) -> str:
    """The person, and the period or the date: ``{officer_name} – {period}``."""
    roles = (form.role("person"), form.role("period") or form.role("meeting"))
    return " – ".join(f"{{{cell.name}}}" for cell in roles if cell is not None) or "{id}"


def _lost(reason: Reason, seconds: float) -> PlandocsError:
    if reason == "timed-out":
        return TimedOut(
            Advice(
                f"this plan took longer than {seconds:g} seconds, and was given up. Shorten what "
                "is in its row, or allow more time with ",
                Option("timeout"),
                ".",
            )
        )
    return WorkerLost(
        "the process that filled this plan ended, twice, perhaps because memory ran out. Shorten "
        "what is in its row."
    )
