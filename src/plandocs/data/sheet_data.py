"""One spreadsheet as records: an HR list, an intake workbook, or a roll-up to fill again.

In: a spreadsheet under its headings. Out: a record for each officer, streamed where one sheet says
all; the sheets of sections are read first and handed to their officers by id or name.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.data.drafts import Draft
from plandocs.data.joined import People, Person, Unowned, add_row, hand_over
from plandocs.data.read_sheet import ReadSheet
from plandocs.data.records import Place, Record
from plandocs.data.sheet_file import SheetFile
from plandocs.sheet.read.grid import Row


def records_of(file: SheetFile) -> Iterator[Record]:
    """One record for each officer, in the order of the rows."""
    people = _people(file) if file.rows else None
    owners = {(person.sheet, person.row): person for person in people.all} if people else {}
    for read in file.main:
        for row in read.rows:
            draft = _draft(file, read, row)
            if people:
                hand_over(owners[read.sheet.name, row.number], draft)
            yield draft.record(file.notes)
    for person in people.all if people and not file.main else ():
        yield _of_rows(file, person)
    for each in people.unowned if people else ():
        yield _of_nobody(file, each)


def _draft(file: SheetFile, read: ReadSheet, row: Row) -> Draft:
    draft = Draft(file.form, file.source, read.sheet.name, row.number)
    for path, (value, place) in read.cells(row).items():
        draft.put(path, value, place)
    for path, heading in read.columns:
        draft.places.setdefault(path, Place(read.sheet.name, row.number, heading))
    for place, message, value in read.problems(row):
        draft.wrong(place, "", message, value)
    return draft


def _people(file: SheetFile) -> People:
    """Everyone there is, each with their rows on the sheets of sections."""
    people = People(file.form, ", ".join(filter(None, (r.sheet.name for r in file.main))))
    for read in file.main:
        for row in read.rows:
            people.add(read.cells(row), read.sheet.name, row.number)
    for read in file.rows if not file.main else ():
        for row in read.rows:
            people.add_from_row(read.cells(row), read.sheet.name, row.number)
    for read in file.rows:
        for row in read.rows:
            cells = read.cells(row)
            if read.section is not None and (cells or row.problems):
                person = people.owner(cells, read.sheet.name, row.number)
                if person is not None:
                    person.broken += read.problems(row)
                    add_row(person, read.section, cells)
    return people


def _of_nobody(file: SheetFile, each: Unowned) -> Record:
    """A row whose officer is not known for sure: nothing of it is filled."""
    draft = Draft(file.form, file.source, each.sheet, each.row)
    draft.wrong(Place(each.sheet, each.row), "", each.message)
    role = file.form.role("person")
    named = {"id": each.identity, role.name: each.name} if role and each.name else {}
    return Record(named, file.source, each.row, each.sheet, tuple(draft.mistakes), {}, file.notes)


def _of_rows(file: SheetFile, person: Person) -> Record:
    """An officer of whom only rows are known: what else their first row says is the header."""
    draft = Draft(file.form, file.source, person.sheet, person.row)
    for path, (value, place) in person.first.items():
        if not path.startswith("row"):
            draft.put(path, value, place)
    hand_over(person, draft)
    return draft.record(file.notes)
