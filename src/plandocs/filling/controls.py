"""A filled document with content controls: pickers, lists and prompts where people go on writing.

Values of the header, dates and choices have a control around them, blank cells a prompt. Places to
sign have none, nor have cells of prose that are filled: there people write as they like.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.description.form import FormSpec
from plandocs.reading.blanks import printed_by
from plandocs.word.locate import RowMatch, Slot, locate
from plandocs.word.package.open import open_package
from plandocs.word.revise.controls import Control, with_controls
from plandocs.word.view.document import Mark, Paragraph
from plandocs.word.view.read import read_document


def controlled(data: bytes, form: FormSpec) -> bytes:
    """Return a filled document with controls in it; what it says stays the same."""
    package = open_package(data, convert=False)
    copies = locate(read_document(package, as_saved=True), form, printed_by(form))
    copy = next((copy for copy in copies if copy.filled), copies[0])
    slots = [(slot, slot.spec.label) for slot in copy.cells.values()]
    for section in form.sections:
        match = copy.sections.get(section.name)
        for row in match.rows if match is not None else ():
            slots += _of_row(row, several=section.is_table)
    controls = (each for slot, title in slots for each in _control(slot, title))
    return with_controls(package, controls)


def _of_row(row: RowMatch, *, several: bool) -> Iterator[tuple[Slot, str]]:
    """The slots of a row that people fill in, each with its title."""
    for slots in row.slots.values():
        for slot in slots:
            if slot.cell is row.label_cell:
                continue
            which = f", {row.label}" if row.label else f", row {slot.row}" if several else ""
            yield slot, f"{slot.spec.label}{which}"


def _control(slot: Slot, title: str) -> Iterator[Control]:
    """The control of a slot, where it is to have one."""
    kind, first = slot.spec.kind, slot.blocks[0] if slot.blocks else None
    what, choices = kind.control(slot.spec.choices), slot.spec.choices
    if type(first) is not Paragraph or not what:
        return
    begin, end = slot.span or (slot.cut, len(first.text))
    text = first.text[begin:end]
    typed = kind.beside_number(text)
    if not typed.strip() and (typed != text or not slot.filled):
        yield Control(first, end, end, title, what, choices, not slot.labelled)
    elif (
        slot.filled and len(slot.blocks) == 1 and not first.marks & ~Mark.BREAKS
        and (slot.labelled or what != "text")
    ):  # fmt: skip
        begin += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        yield Control(first, begin, end, title, what, choices)
