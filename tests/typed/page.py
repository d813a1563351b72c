"""A cycle with plandocs that uses every public name, as a colleague would write it.

In: a folder to work in. Out: what each verb gave, said on standard output. Type checkers pass it,
and the tests run it.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_type

import plandocs
from plandocs.forms import OutcomesConversation, SeniorExecutivePlan

STRICT = plandocs.Limits(file_bytes=10_000_000)


def plans() -> list[SeniorExecutivePlan]:
    """Plans made in Python, of values as people have them."""
    first = SeniorExecutivePlan(
        id=918,
        officer_name="Priya Raman",
        meeting_date="12/7/2026",
        period={"start": dt.date(2026, 7, 1), "end": "30 June 2027"},
        officer_signature="P Raman",
        outcomes=[{"outcome": "Shorter waits", "measures": "Under 20 days"}],
        career={"aspirations": "A wider role"},
    )
    assert_type(first.officer_name, str)
    assert_type(first.outcomes[0].measures, tuple[str, ...])
    assert_type(first.meeting_date.date, dt.date | None)
    second = first.replace(officer_name="Tom Alder", id="", officer_signature=None)
    assert_type(second, SeniorExecutivePlan)
    return [first, second]


def fill(folder: Path) -> list[Path]:
    """Plans into Word: one in memory, one to a file, many to a folder."""
    one, other = plans()
    assert_type(plandocs.fill(one), bytes)
    plandocs.fill(other, folder / "alder.docx", context={"branch_code": "HR-2"})
    looked: list[plandocs.Looked] = list(plandocs.preflight([one, other]))
    print([(each.name, each.mistakes) for each in looked])
    made: list[plandocs.Filled] = list(plandocs.fill_many([one, {"officer_name": "Lee"}], folder))
    one_alone = list(plandocs.fill_many(one, folder / "alone"))
    return [Path(each.file) for each in (*made, *one_alone) if each.status == "filled"]


def lists(folder: Path) -> None:
    """A list of plans out, and in again."""
    assert_type(plandocs.workbook(), bytes)
    plandocs.workbook(folder / "intake.xlsx", plans=plans())
    columns: plandocs.ListColumns = plandocs.columns(folder / "intake.xlsx")
    first: plandocs.ListColumn = columns.columns[0]
    choice: plandocs.ListField = columns.fields[0]
    print(first.heading, first.field, choice.label)
    (folder / "roster.csv").write_text("id,name\n1,A. Lee\n")
    table: plandocs.ListTable = plandocs.list_table(folder / "roster.csv", kind="roster")
    heading: plandocs.ListHeading = table.headings[0]
    row: plandocs.ListRow = table.rows[0]
    print(heading.taken_for, row.cells[f"A{row.number}"], table.next_row)
    plandocs.change_list(folder / "roster.csv", {"B2": "Bo"}, target=folder / "new.csv")
    for record in plandocs.read_data(folder / "intake.xlsx"):
        told(record)
        print(plandocs.validate(record).officer_name)


def told(record: plandocs.Record) -> None:
    """What is wrong with one row."""
    mistakes: tuple[plandocs.Mistake, ...] = record.mistakes
    place: plandocs.Place = record.place_of("officer_name")
    print(place.row, [mistake.said for mistake in mistakes])


def read(files: list[Path]) -> list[plandocs.Reading[SeniorExecutivePlan | None]]:
    """Word into plans: any form, one form, many files."""
    reading = plandocs.parse(files[0], limits=STRICT)
    print(reading.plan.officer_name, len(reading.plan.outcomes))
    if isinstance(reading.plan, OutcomesConversation):
        print(reading.plan.occasion)
    one = plandocs.parse(files[0], forms=SeniorExecutivePlan)
    assert_type(one.plan, SeniorExecutivePlan)
    again = plandocs.Reading.from_dict(one.to_dict())
    return [*plandocs.parse_many(files, forms=SeniorExecutivePlan), *only(again)]


def only(reading: plandocs.Reading) -> Iterator[plandocs.Reading[SeniorExecutivePlan]]:
    """The reading, if it is of this form."""
    if isinstance(reading.plan, SeniorExecutivePlan):
        yield plandocs.Reading(reading.source, plan=reading.plan)


def look(readings: Iterable[plandocs.Reading]) -> None:
    """All that a reading says of its file."""
    for reading in readings:
        facts: plandocs.DocumentFacts = reading.document
        origin: plandocs.Origin | None = reading.where("officer_name")
        issues: tuple[plandocs.Issue, ...] = reading.issues
        unmapped: tuple[plandocs.Unmapped, ...] = reading.unmapped
        plan: plandocs.Plan | None = reading.plan
        saved = facts.modified.date().isoformat() if facts.modified else "never"
        print(saved, origin, [each.code for each in issues], len(unmapped), plan and plan.id)


def page_of(file: Path) -> str:
    """A document as a reader sees it, with the words of one field."""
    shown: plandocs.Shown = plandocs.show(file)
    ids: tuple[str, ...] = shown.fields.get("outcomes[0].outcome", ())
    links = [f'<a href="#{each}">{shown.anchor("outcomes[0].outcome")}</a>' for each in ids]
    loose: tuple[tuple[str, ...], ...] = shown.unmapped
    print(len(loose), shown.cut, shown.reading.plan)
    return f"<style>{shown.style()}</style>{''.join(links)}{shown.html}"


def judge(folder: Path, readings: list[plandocs.Reading[SeniorExecutivePlan | None]]) -> None:
    """Checks, the division's workbook and its tables."""
    for checked in plandocs.check(readings):
        findings: tuple[plandocs.Finding, ...] = checked.findings
        print(of(checked), [(finding.message, finding.fix) for finding in findings])
    copies: tuple[plandocs.Commented, ...] = plandocs.comment(folder, folder / "copies")
    again = plandocs.uncomment([each.file for each in copies if each.file], folder / "again")
    print(len(copies), [each.note or each.file for each in again])
    done: plandocs.RolledUp = plandocs.rollup(readings, folder / "division.xlsx")
    print(done.rows, done.notes)
    for name, rows in plandocs.tables(readings).items():
        print(name, len(rows))
    sent: plandocs.Letters = plandocs.letters(readings, folder / "letters", format=("docx", "eml"))
    letter: plandocs.Letter = sent.letters[0]
    one: plandocs.Letters = plandocs.letters(readings, folder / "one", only=letter.officer_name)
    printed: tuple[str, ...] = plandocs.pdf([], folder) if plandocs.can_convert() else ()
    print(len(one.letters), printed)
    print(letter.kind, letter.missing, letter.held)


def of(checked: plandocs.Checked) -> str:
    """Whose findings these are."""
    return checked.shown_name or checked.officer_name


def through_the_year(folder: Path, file: Path) -> None:
    """A conversation, a change of header data, what changed, the next cycle."""
    record = plandocs.converse(file)
    print(record.id)
    started: list[plandocs.Started] = list(plandocs.converse_many(file))
    print([each.note for each in started])
    many: tuple[plandocs.UpdatedFile, ...] = plandocs.update_many(
        [file], {"manager_name": "Ana Cho"}, folder / "updated", report=True
    )
    print([each.changes for each in many])
    updated: plandocs.Updated = plandocs.update(file, {"manager_name": "Ana Cho"})
    replaced: tuple[plandocs.Replacement, ...] = updated.changes
    kept: tuple[plandocs.Conflict, ...] = updated.conflicts
    (folder / "newer.docx").write_bytes(updated.data)
    changes: tuple[plandocs.Change, ...] = plandocs.diff(file, folder / "newer.docx")
    print(replaced, kept, [change.field for change in changes])
    past: plandocs.History = plandocs.history(folder)
    versions: tuple[plandocs.Version, ...] = past.versions
    print([version.number for version in versions])
    choices: plandocs.CarryChoices = plandocs.carry_choices()
    print(choices.unless)
    carried: tuple[plandocs.Carried, ...] = plandocs.carry(file, period="2027-28")
    print([each.plan and each.plan.officer_name for each in carried])
    state = plandocs.State(folder.parent / "division.plandocs")
    first = next(plandocs.parse_many(file, state=state))
    state.correct(file, "manager_name", "Ana Cho", by="HR")
    put_right: plandocs.Reading = state.undo(file)
    held: plandocs.Held = state.holds()
    gone: plandocs.Forgotten = state.forget("Priya Raman")
    print(first.clean, put_right.corrections, held.people, gone.readings)


LEAVE = """
form = "leave-request"
title = "Leave request"

[fields.name]
label = "Name"
role = "person"

[sections.days]
heading = "Days of leave"
shape = "rows"

[sections.days.fields.day]
label = "Day"
kind = "date"
"""


def own_form(folder: Path, blank: Path) -> None:
    """An agency's blank into a template, looked through; a form that is described in a file."""
    (folder / "leave.toml").write_text(LEAVE, encoding="utf-8")
    form: plandocs.FormSpec = plandocs.load_form(folder / "leave.toml")
    print(form.title, plandocs.schema(form)["required"])
    tried: plandocs.FormCheck = plandocs.check_form("senior-executive-plan", blank)
    laws: tuple[plandocs.Law, ...] = tried.laws
    print(tried.holds, [law.words for law in laws if law.faults])
    learnt: plandocs.LearntForm = plandocs.learn_form(blank, folder / "ours.toml")
    print(learnt.fields, learnt.unsure, learnt.left_out, learnt.wrong)
    tagged: plandocs.TaggedTemplate = plandocs.tag_template(blank, folder / "tagged.docx")
    mistakes: tuple[plandocs.TemplateMistake, ...] = plandocs.check_template(tagged.data)
    print(tagged.fields, [mistake.message for mistake in mistakes])


def show(folder: Path) -> plandocs.Demonstration:
    """The samples, and the schema of the data."""
    print(sorted(plandocs.schema()))
    return plandocs.demo(folder / "demo")


DOCUMENT_ERRORS: tuple[type[plandocs.DocumentError], ...] = (
    *(plandocs.NotFound, plandocs.NotDocx, plandocs.LegacyDoc, plandocs.Encrypted),
    *(plandocs.Corrupt, plandocs.TooLarge, plandocs.NotThisForm, plandocs.TimedOut),
    plandocs.WorkerLost,
)
OTHER_ERRORS: tuple[type[plandocs.PlandocsError], ...] = (
    *(plandocs.InputError, plandocs.UnknownColumns, plandocs.TemplateError, plandocs.OutputError),
    *(plandocs.MissingExtra, plandocs.FormError, plandocs.ProcessesNotStarted),
    plandocs.InternalError,
)


def why_not(source: Path) -> str:
    """Why a file cannot be read, and what to do."""
    try:
        plandocs.parse(source)
    except DOCUMENT_ERRORS as error:
        return f"{error.code}: {error.message}"
    except OTHER_ERRORS as error:
        return f"{error.code}: {error}"
    return ""


def main(folder: Path, blank: Path) -> None:
    """The whole cycle, in one folder."""
    lists(folder)
    files = fill(folder / "plans")
    readings = read(files)
    look(readings)
    judge(folder, readings)
    through_the_year(folder, files[0])
    own_form(folder, blank)
    print(show(folder).folder, why_not(folder / "nobody.docx"), plandocs.__version__)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
