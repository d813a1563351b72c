"""The older plan's document with the changes tracked in it: accept them all, and it is the newer.

Where that document is too unlike the form to be changed place by place, its plan is filled in anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from plandocs import moment
from plandocs.changes.compare import pair_rows
from plandocs.changes.pairing import SAME, Step, alike, pairs, steps
from plandocs.description.form import FormSpec, SectionSpec
from plandocs.errors import OutputError, PlandocsError
from plandocs.filling.render import compare, ready, render
from plandocs.forms.labels import Labels, form_with
from plandocs.forms.registry import form as form_named
from plandocs.model.plan import Plan
from plandocs.reading.blanks import printed_by
from plandocs.word.locate import Copy, SectionMatch, locate
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import Package
from plandocs.word.revise.track import Revisions, Row, Tree, Unfit, rewrite_rows, rewrite_slot
from plandocs.word.view.document import Document
from plandocs.word.view.read import read_document

AUTHOR = "plandocs"


def tracked(
    old: Plan, new: Plan, document: bytes | None = None, labels: Labels | None = None
) -> bytes:
    """The older plan's document with what changed as tracked changes.

    Raises:
        OutputError: a change cannot be tracked, such as a picture of a signature.
    """
    form = form_with(labels, old.form)
    if document is not None and old.id == new.id:
        try:
            made = _tracked(document, form, old, new)
            compare(new, made, form, ())
            return made
        except (Unfit, PlandocsError):
            pass  # the form filled in anew says the same in places that are known
    filled = form_named(old.form)
    base = render(old.model_copy(update={"id": new.id}), ready(filled), filled)
    try:
        made = _tracked(base.data, form, old, new)
        compare(new, made, form, ())
    except Unfit as error:
        raise OutputError(f"these changes cannot be tracked: {error}.") from error
    except OutputError as error:
        raise OutputError(
            "not all of these changes can be tracked (a picture of a signature, or a date that "
            f"only a date picker holds): {error.message}"
        ) from error
    return made


def _tracked(base: bytes, form: FormSpec, old: Plan, new: Plan) -> bytes:
    package = open_package(base, convert=False)
    document = read_document(package, as_saved=True)
    _refuse(package, document)
    copies = locate(document, form, printed_by(form))
    copy = next((each for each in copies if each.filled), copies[0])
    tree = Tree(package)
    _change(tree, Revisions(tree.root, AUTHOR, moment.now()), copy, form, old, new)
    return tree.saved()


def _refuse(package: Package, document: Document) -> None:
    if document.tracked:
        raise Unfit("changes are tracked in the older document already")
    if package.converted:
        raise Unfit("the older document is no .docx")


def _change(
    tree: Tree, revisions: Revisions, copy: Copy, form: FormSpec, old: Plan, new: Plan
) -> None:
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    for cell in form.cells:
        text = cell.kind.data_text
        values = text(before[cell.name]), text(after[cell.name])
        if values[0] != values[1]:
            slot = copy.cells.get(cell.name)
            if slot is None:
                raise Unfit(f"the older document has no place for {cell.label!r}")
            rewrite_slot(tree, revisions, slot, values, _order)
    for section in form.sections:
        was, now = before[section.name], after[section.name]
        match = copy.sections.get(section.name)
        if was == now:
            continue
        if match is None or not match.rows:
            raise Unfit(f"the older document has no {section.heading!r}")
        if section.is_table:
            plan = steps(pair_rows(section, was, now), len(was), len(now))
            rows = [_row(section, row) for row in was], [_row(section, row) for row in now]
            rewrite_rows(tree, revisions, match, rows, plan, _order)
        else:
            _record(tree, revisions, section, match, _row(section, was), _row(section, now))


def _record(
    tree: Tree,
    revisions: Revisions,
    section: SectionSpec,
    match: SectionMatch,
    was: Row,
    now: Row,
) -> None:
    if len(match.rows) > 1:
        raise Unfit(f"{section.title} has more rows than the form prints")
    for column in section.columns:
        values = was[column.name], now[column.name]
        if values[0] != values[1]:
            slots = match.rows[0].slots.get(column.name)
            if not slots:
                raise Unfit(f"the older document has no place for {column.label!r}")
            rewrite_slot(tree, revisions, slots[0], values, _order)


def _row(section: SectionSpec, row: dict[str, Any]) -> Row:
    return {column.name: column.kind.written(row[column.name]) for column in section.columns}


def _order(was: Sequence[str], now: Sequence[str]) -> Iterator[Step]:
    """Which item of a list became which."""
    return steps(pairs(was, now, alike, SAME), len(was), len(now))
