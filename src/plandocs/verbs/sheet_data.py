"""One spreadsheet as records: an HR list, an intake workbook, or a roll-up to fill again.

In: a spreadsheet under its headings. Out: a record for each officer, streamed where one sheet says
all; the sheets of sections are read first and handed to their officers by id or name.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.sheet.grid import Row
from plandocs.verbs.drafts import Draft
from plandocs.verbs.joined import People, Person, add_row, hand_over
from plandocs.verbs.records import Place, Record
from plandocs.verbs.sheet_file import ReadSheet, SheetFile


def records_of(file: SheetFile) -> Iterator[Record]:
    """One record for each officer, in the order of the rows."""
    people = _people(file)
    for read in file.main:
        for row in read.sheet.rows:
            draft = _draft(file, read, row)
            if people:
                _join(file, draft, people)
            yield draft.record(file.notes)
    for person in people:
        if not person.taken:
            yield _of_nobody(file, person) if file.main else _of_rows(file, person)


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
    """Everyone that the sheets of sections have rows for."""
    people = People(file.form)
    for read in file.rows:
        people.new_sheet()
        for row in read.sheet.rows:
            cells = read.cells(row)
            person = people.of(cells, read.sheet.name, row.number)
            if person is None or read.section is None:
                continue
            person.broken += read.problems(row)
            add_row(person, read.section, cells)
    return people


def _join(file: SheetFile, draft: Draft, people: People) -> None:
    """Hand an officer the rows that are theirs."""
    role = file.form.role("person")
    identity = " ".join(str(draft.data.get("id", "")).split())
    name = str(draft.data.get(role.name, "")) if role else ""
    found = people.find(identity, name)
    if found is None:
        return
    for said, place in people.of_another(found, name):
        expected = f"the id {found.identity!r} is that of {name!r}, and the name is another's"
        draft.wrong(place, "", expected, repr(said))
    if found.taken:
        whose = found.name or found.identity
        said = f"a second row for {whose!r}; give each an id of its own, here and on other sheets"
        draft.wrong(Place(draft.sheet, draft.row), "", said)
        return
    hand_over(found, draft)


def _of_nobody(file: SheetFile, person: Person) -> Record:
    """Rows whose officer is not listed."""
    draft = Draft(file.form, file.source, person.sheet, person.row)
    whose = person.name or person.identity
    said = f"{whose!r} is not on the sheet of plans ({file.main[0].sheet.name})"
    draft.wrong(Place(person.sheet, person.row), "", said)
    role = file.form.role("person")
    named = {"id": person.identity, role.name: person.name} if role and person.name else {}
    return Record(
        named, file.source, person.row, person.sheet, tuple(draft.mistakes), {}, file.notes
    )


def _of_rows(file: SheetFile, person: Person) -> Record:
    """An officer of whom only rows are known: what else their first row says is the header."""
    draft = Draft(file.form, file.source, person.sheet, person.row)
    for path, (value, place) in person.first.items():
        if not path.startswith("row"):
            draft.put(path, value, place)
    hand_over(person, draft)
    return draft.record(file.notes)
