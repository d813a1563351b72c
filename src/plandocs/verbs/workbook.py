"""``workbook``: a form in, the workbook out in which HR lists its plans for ``fill``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from plandocs.arguments import checked
from plandocs.data.frames import Frame, PlanItem, each_plan
from plandocs.data.intake import intake_form, intake_sheets
from plandocs.data.validate import as_plan
from plandocs.description.form import FormSpec
from plandocs.files.places import PathLike, claim
from plandocs.sheet.write import write_workbook
from plandocs.table import Workbook

Plans = PlanItem | Frame | Iterable[PlanItem]


@overload
def workbook(
    destination: None = None, *, form: FormSpec | str | None = None, plans: Plans = (),
    force: bool = False,
) -> bytes: ...  # fmt: skip
@overload
def workbook(
    destination: PathLike, *, form: FormSpec | str | None = None, plans: Plans = (),
    force: bool = False,
) -> None: ...  # fmt: skip
@overload
def workbook(
    destination: PathLike | None, *, form: FormSpec | str | None = None, plans: Plans = (),
    force: bool = False,
) -> bytes | None: ...  # fmt: skip
@checked
def workbook(
    destination: PathLike | None = None,
    *,
    form: FormSpec | str | None = None,
    plans: Plans = (),
    force: bool = False,
) -> bytes | None:
    """Write the intake workbook of a form, or return its bytes.

    Args:
        destination: the .xlsx to write; without it the bytes are returned.
        form: the form by name, or as `load_form` gives it; the Senior Executive plan unless said.
        plans: plans that are written into it beforehand.
        force: replace what is there already.

    Raises:
        InputError: there is no such form, or a plan does not fit it.
        OutputError: the place cannot be written.

    >>> workbook("intake.xlsx", plans=[{"officer_name": "A. Lee"}])
    >>> [record.data["officer_name"] for record in read_data("intake.xlsx")]
    ['A. Lee']
    """
    place = claim(destination, ".xlsx", force=force)
    checked = [as_plan(plan) for plan in each_plan(plans)]
    spec = intake_form(form, checked)
    book = Workbook(tuple(intake_sheets(spec, checked)), title=spec.title)
    written = write_workbook(book, place)
    return written.data if place is None else None
