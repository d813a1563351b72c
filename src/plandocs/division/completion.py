"""The sheet Completion: everybody expected or found, and how far each has come.

A member's stage, and what is still to do, are told from the form's specs alone: its labelled cells,
its sections, its columns of measures, its signatures. What the form has no cell for has no column.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from plandocs.description.form import FormSpec, SectionSpec
from plandocs.division.checks import Noticed
from plandocs.division.documents import Document, role_text
from plandocs.division.roster import Member
from plandocs.division.values import Settings
from plandocs.division.whole import Whole, id_of, unit_order
from plandocs.division.wording import natural
from plandocs.forms.registry import forms
from plandocs.model.plan import Plan, is_blank
from plandocs.model.reading import Reading
from plandocs.table import Cell, Cells, Column, Highlight, Rows, Table

MISSING, UNREAD, NOT_STARTED = "Missing", "Received, could not be read", "Not started"
DRAFT, COMPLETE = "Draft", "Complete"
SIGNED_BY_BOTH = "Signed by both"
IN_DOUBT = "Signature to check"
SIGNING = ("signature", "countersignature")


@dataclass(frozen=True, slots=True)
class Progress:
    """One member's stage; ``signed`` means by everybody who signs on this form.

    ``in_doubt``: is there what may be a signature or not? Then it is neither signed nor complete.
    """

    member: Member
    document: Document | None
    status: str
    signed: bool
    to_do: tuple[str, ...]
    due: date | None
    overdue: int
    in_doubt: bool = False
    unread: tuple[Reading, ...] = ()

    @property
    def received(self) -> bool:
        """Whether anything came, if only a file that could not be read."""
        return self.document is not None or bool(self.unread)

    @property
    def complete(self) -> bool:
        """Whether everything is filled in; signatures do not count."""
        return self.document is not None and not self.to_do and not self.in_doubt


def progress_of(
    member: Member,
    document: Document | None,
    settings: Settings,
    unread: tuple[Reading, ...] = (),
) -> Progress:
    """How far this member has come with this document; without one, with files not readable."""
    due = member.expected.due if member.expected is not None else None
    if document is None:
        late = max((settings.today - due).days, 0) if due is not None else 0
        status = UNREAD if unread else MISSING
        again = tuple(f"send it again: {e.error.message}" for e in unread if e.error is not None)
        return Progress(member, None, status, False, again, due, late, unread=unread)
    form, plan = document.copy.form, document.copy.plan
    to_do = tuple(gaps(form, plan))
    roles = [role for role in SIGNING if form.role(role) is not None]
    doubtful = {i.field for i in document.copy.reading.issues if i.code == "doubtful-signature"}
    answers = {role: _answer(form, plan, role, doubtful) for role in roles}
    signed = [role for role in roles if answers[role] == "signed"]
    doubts = tuple(_to_check(form, role) for role in roles if answers[role] == "doubtful")
    done = bool(roles) and len(signed) == len(roles)
    finished = done or not (roles or to_do)
    late = max((settings.today - due).days, 0) if due is not None and not finished else 0
    status = IN_DOUBT if doubts else _status(form, signed, roles, to_do)
    if status == DRAFT and _is_untouched(document.copy.reading, form, plan):
        status = NOT_STARTED
    to_do = (*doubts, *to_do)
    return Progress(member, document, status, done, to_do, due, late, bool(doubts))


def _status(form: FormSpec, signed: list[str], roles: list[str], to_do: tuple[str, ...]) -> str:
    if signed and len(signed) == len(roles):
        return SIGNED_BY_BOTH if len(roles) > 1 else "Signed"
    if signed:
        return f"Signed by {_signer(form, signed[0])}"
    return DRAFT if to_do else COMPLETE


def _is_untouched(reading: Reading, form: FormSpec, plan: Plan) -> bool:
    """Return whether a file is as it was sent out: nothing typed in a section or beside fields."""
    if not reading.source or reading.unmapped:
        return False
    return all(_is_unwritten(section, getattr(plan, section.name)) for section in form.sections)


def _is_unwritten(section: SectionSpec, value: object) -> bool:
    """Whether all that a section holds is what the form prints."""
    asked = [c for c in section.columns if not (section.shape == "printed" and c.key)]
    rows = value if isinstance(value, tuple) else (value,)
    return all(is_blank(getattr(row, column.name)) for row in rows for column in asked)


def _signer(form: FormSpec, role: str) -> str:
    """ "Manager signature" is signed by the manager."""
    cell = form.role(role)
    words = cell.label.casefold().replace("signature", " ").split() if cell is not None else []
    return " ".join(words) or "one of two"


def _answer(form: FormSpec, plan: Plan, role: str, doubtful: set[str | None]) -> str:
    """The answer of a signature: by its text, and by what its reading says of a picture."""
    cell = form.role(role)
    if cell is None:
        return "unsigned"
    signature = plan.signature(cell.name)
    return "doubtful" if signature == "unsigned" and cell.name in doubtful else signature


def _to_check(form: FormSpec, role: str) -> str:
    cell = form.role(role)
    return f"look at the {_in_sentence(cell.label)}" if cell is not None else ""


def is_signed(form: FormSpec, plan: Plan, role: str) -> bool:
    """Return whether the signature with this role is there."""
    cell = form.role(role)
    return cell is not None and bool(cell.kind.signed(getattr(plan, cell.name)))


def gaps(form: FormSpec, plan: Plan) -> Iterator[str]:
    """What the form asks for and the plan does not have; signatures and private sections apart."""
    for cell in form.cells:
        if gap := cell.kind.lacking(getattr(plan, cell.name), plan.names_beside(cell.name)):
            yield gap.format(_in_sentence(cell.label))
    for section in form.sections:
        if not section.private and section.is_table:
            yield from _section_gaps(section, plan)


def _section_gaps(section: SectionSpec, plan: Plan) -> Iterator[str]:
    rows = getattr(plan, section.name)
    if not rows:
        yield f"nothing in {section.title}"
    for column in section.columns:
        if column.role == "measure":
            blank = sum([is_blank(getattr(row, column.name)) for row in rows])
            if blank:
                yield f"{section.title}: {blank} without {_in_sentence(column.label)}"


def _in_sentence(label: str) -> str:
    """A printed label in the middle of a sentence, its "(s)" a plural."""
    return re.sub(r"s*\(s\)", "s", label.casefold())


COMPLETION = "Completion"


def forms_in(whole: Whole) -> tuple[FormSpec, ...]:
    """The forms that are here; where there is none, the first that there is."""
    return tuple(form for form in forms() if whole.of(form.name)) or forms()[:1]


def expected_form(known: Sequence[FormSpec]) -> FormSpec:
    """The form that everybody is expected to have: the first that people sign."""
    return next((form for form in known if form.role("signature") is not None), known[0])


def progress_in(whole: Whole, form: FormSpec) -> tuple[Progress, ...]:
    """Everybody's progress with this form, by unit and name."""
    mine: dict[str, list[Document]] = defaultdict(list)
    for document in whole.documents:
        if document.copy.form is form:
            mine[document.person.key].append(document)
    result: list[Progress] = []
    for member in whole.members:
        documents = mine[member.person.key] if member.person is not None else []
        if documents or member.expected is not None:
            unread = whole.unread.get(member, ())
            result += [
                progress_of(member, each, whole.settings, unread) for each in documents or (None,)
            ]
    return tuple(sorted(result, key=_order))


def _order(progress: Progress) -> tuple[object, ...]:
    period = progress.document.copy.period if progress.document is not None else ""
    return *unit_order(progress.member.unit), natural(progress.member.name), natural(period)


def completion_sheet(
    whole: Whole, form: FormSpec, progress: tuple[Progress, ...], noticed: Iterable[Noticed]
) -> Table:
    """The sheet of everybody's progress with one form."""
    open_checks = Counter(each.number for each in noticed if each.open)
    columns = _columns(whole, form)
    rows = Rows(partial(_rows, whole, form, progress, open_checks, len(columns)))
    highlights = (
        Highlight("Status", "red", (MISSING,)),
        Highlight("Status", "amber", (UNREAD, NOT_STARTED, DRAFT, IN_DOUBT)),
        Highlight("Status", "green", ("Signed by both", "Signed")),
        Highlight("Days overdue", "amber", above=0),
    )
    return Table(COMPLETION, columns, rows, highlights=highlights, frozen=1, facts=True)


def _columns(whole: Whole, form: FormSpec) -> tuple[Column, ...]:
    labels = {cell.role: cell.label for cell in form.cells if cell.role}
    fields = {cell.role: cell.name for cell in form.cells if cell.role}
    return (
        Column(whole.headings.person, 20, key=True, field=fields.get("person", "")),
        Column("Id", 8, key=True),
        Column(labels.get("level", "Level"), 12, field=fields.get("level", "")),
        Column(whole.headings.unit, 22, key=True, field=fields.get("unit", "")),
        Column(labels.get("manager", "Manager"), 16, field=fields.get("manager", "")),
        Column("Period", 9, key=True, field=fields.get("period", "")),
        Column("Status", 14),
        *(
            Column(labels[role], 10, "yesno", field=fields[role])
            for role in SIGNING
            if role in labels
        ),
        Column(labels.get("meeting", "Date"), 12, "date", field=fields.get("meeting", "")),
        Column("Due", 12, "date"),
        Column("Days overdue", 9, "number"),
        Column("Still to do", 30),
        Column("Checks open", 8, "number"),
        Column("Versions", 9, "number"),
        Column("File", 20, "link"),
        Column("HR notes", 26, editable=True, note="Yours: kept when the workbook is refreshed."),
    )


def _rows(
    whole: Whole,
    form: FormSpec,
    progress: tuple[Progress, ...],
    checks: Counter[int],
    width: int,
) -> Iterator[Cells]:
    roles = tuple(role for role in SIGNING if form.role(role) is not None)
    for each in progress:
        member, document = each.member, each.document
        expected = member.expected
        copy = document.copy if document is not None else None
        row: Cells = (
            whole.name_of(member),
            id_of(member, copy.plan if copy else None),
            (role_text(form, copy.plan, "level") if copy else "")
            or (expected.level if expected else ""),
            whole.places.label(member.unit),
            whole.manager((copy.manager if copy else "") or (expected.manager if expected else "")),
            copy.period if copy else "",
            each.status,
            *(is_signed(form, copy.plan, role) if copy else None for role in roles),
            _meeting(form, document),
            each.due,
            each.overdue or None,
            "\n".join(each.to_do),
            checks[copy.number] if copy else None,
            1 + len(document.earlier) if document else None,
            whole.file(copy.reading) if copy else _unread_file(whole, each),
        )
        yield row + (None,) * (width - len(row))


def _unread_file(whole: Whole, progress: Progress) -> Cell:
    return whole.file(progress.unread[-1]) if progress.unread else None


def _meeting(form: FormSpec, document: Document | None) -> Cell:
    cell = form.role("meeting")
    if cell is None or document is None:
        return None
    value = getattr(document.copy.plan, cell.name)
    return cell.kind.day(value) or cell.kind.text(value)
