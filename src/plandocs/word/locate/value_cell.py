"""Which of the cells beside a label may hold its value, by where the table has its values.

What does not stand where all the others do is told, and what may be the label of an agency, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plandocs.description.form import FieldSpec
from plandocs.model.reading import new_issue
from plandocs.normal.labels import keys_of
from plandocs.problems import Severity
from plandocs.word.locate.label_cells import cells_before_label, text_in
from plandocs.word.locate.result import HEADER, Label, Slot
from plandocs.word.locate.state import Locator
from plandocs.word.locate.table_labels import Met
from plandocs.word.locate.value_column import front_of_pair, is_note
from plandocs.word.view.document import Block, Cell, walk


def in_value_column(
    locator: Locator, met: Met, label: Label, adjacent: list[Cell], further: Sequence[Cell]
) -> list[Cell]:
    """The cells beside a label that may hold its value; told where it is not the first.

    *further* are the cells of no field behind them.
    """
    spec, column = label.spec, met.column
    if met.below or label.cut:
        return adjacent
    if column.between and len(adjacent) > 1:
        return _behind_another(locator, spec, adjacent)
    answers = cells_before_label(spec, [*adjacent, *further])
    others = [cell for cell in answers[1:] if cell.filled]
    ended = others and (spec.kind.signs or others[0] is not answers[-1])
    if spec.kind.spans or (ended and _is_known(locator, others[0])):
        return adjacent
    expected = column.first and not (column.second or column.unsure)
    expected = expected and all(cell.column in met.others for cell in others)
    ends_as_label = adjacent and text_in(adjacent[0]).endswith((":", "："))
    noted = adjacent and is_note(text_in(adjacent[0])) and (column.several or ends_as_label)
    unsure = column.second or column.unsure or column.gaps or noted
    doubtful = others or (unsure and answers[1:])
    blank_first = others and not answers[0].filled
    behind_blanks = column.unsure or (column.gaps and column.several)
    if blank_first and (behind_blanks or (column.first and not spec.kind.signs)):
        message = f"The value of {spec.label!r} stands behind a blank cell, where no other is."
        tell_place(locator, spec, message, "warning")
    if adjacent and adjacent[0].filled and doubtful and (ends_as_label or not expected):
        message = f"Beside {spec.label!r} stand several texts; the first was read as its value."
        if not others:
            message = (
                f"{text_in(adjacent[0])!r} was read as the value of {spec.label!r}; beside other "
                "labels a value stands behind such a text."
            )
        tell_place(locator, spec, message, "warning")
    return adjacent


def _behind_another(locator: Locator, spec: FieldSpec, adjacent: list[Cell]) -> list[Cell]:
    """The cells for a value, where another text is in front of each value; told."""
    first, second = adjacent[:2]
    locator.not_printed(first.blocks, HEADER, "text-in-label-cell")
    if second.filled:
        message = f"The value stands behind another text that is beside {spec.label!r}."
        tell_place(locator, spec, message, "info")
    elif locator.printed.beyond(text_in(first)):
        message = (
            f"{text_in(first)!r} beside {spec.label!r} was not read as its value; beside other "
            "labels the value stands behind such a text."
        )
        tell_place(locator, spec, message, "warning")
    return adjacent[1:] if spec.kind.spans else [second]


def tell_place(locator: Locator, spec: FieldSpec, message: str, severity: Severity) -> None:
    """Say where the value of a field stands, or may stand, at the form's own label."""
    if not locator.in_header_block(spec):
        return  # what stands at another label is told as such
    note = new_issue("value-by-place", message, spec.name, HEADER, severity)
    locator.copy.notes.append(note)


def tell_label(
    locator: Locator, label: Label, cell: Cell, values_behind: Callable[[], bool]
) -> None:
    """Say of a value in a cell of its own that it may be another label with its value.

    It is where the table has others so: ``values_behind`` tells.
    """
    spec = label.spec
    slot = locator.copy.cells.get(spec.name)
    if slot is None or slot.cell is None or slot.cell is cell or slot.cut:
        return
    text = " ".join(p.text.strip() for p in walk(slot.blocks) if p.text.strip())
    front = front_of_pair(text)
    if front and spec.keys.isdisjoint(keys_of(front)) and values_behind():
        message = f"{text!r} was read as the value of {spec.label!r}; it may be another label."
        tell_place(locator, spec, message, "warning")


def tell_boxes(locator: Locator, slot: Slot, around: list[Block]) -> None:
    """Say of a blank field that a text box stands where its value belongs."""
    if slot.filled:
        return
    extras = [each for p in walk([*around, *slot.blocks]) for each in p.extras or ()]
    texts = [text for kind, text in extras if kind == "textbox" and not locator.printed.shows(text)]
    if texts:
        text = " ".join(texts[0].split())
        message = f"{slot.spec.label!r} is blank, and a text box stands there: {text!r}."
        tell_place(locator, slot.spec, message, "warning")


def _is_known(locator: Locator, cell: Cell) -> bool:
    """Return whether a cell has a label of the header block, such as the date of a signature."""
    keys = keys_of(" ".join(p.text for p in cell.paragraphs))
    alone = (cell.alone for cell in locator.form.cells)
    return any(each in locator.words.cells or any(each in a for a in alone) for each in keys)
