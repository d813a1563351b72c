"""``workbook``: a form in, the workbook out in which HR lists its plans for ``fill``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

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
def workbook(
    destination: PathLike | None = None,
    *,
    form: FormSpec | str | None = None,
    plans: Plans = (),
    force: bool = False,
) -> bytes | None:
    """Write the intake workbook of a form, or return its bytes; ``plans`` are written into it.

    Raises:
        InputError: there is no such form, or a plan does not fit it.
        OutputError: the place cannot be written.
    """
    place = claim(destination, ".xlsx", force=force)
    checked = [as_plan(plan) for plan in each_plan(plans)]
    spec = intake_form(form, checked)
    book = Workbook(tuple(intake_sheets(spec, checked)), title=spec.title)
    written = write_workbook(book, place)
    return written.data if place is None else None
