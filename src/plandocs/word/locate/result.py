"""What locating gives: slots with their places, and what is matched to no slot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.model.reading import Issue
from plandocs.normal.labels import key
from plandocs.normal.markers import is_empty
from plandocs.normal.prompts import is_invitation, is_prompt
from plandocs.word.view.document import Block, Cell, Mark, Paragraph, walk

HEADER = "Details at the top"
_UNFILLED = re.compile(r"[\W_]*|\(?\d{1,2}[.)]*")

_CHOICES = re.compile(r"[/,;|\n]")
_LEAD = re.compile(r"(?:[•‣◦▪●○■□*·–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]+\s*|\d{1,2}\s+)+")
_COUNT = re.compile(r"\s*#?\d{1,2}\b")


class Unmatched(NamedTuple):
    """Something that stands in no slot; ``code`` is the issue it deserves beside ``unmapped``."""

    where: str
    kind: str
    text: str
    field: str | None = None
    code: str = ""


class Slot:
    """Where one field's value stands.

    ``cut`` characters at the front of the first paragraph are the label, where label and value
    share it. ``cell`` is None where the value stands in the body. ``row`` is 0 and ``column`` 0 for
    a labelled value. ``span`` is where it begins and ends in a line of the body, None where it is
    all of its paragraphs. ``label`` is the line of the body that it stands below. Only a
    rule ends its label where that is ``unended``: what is written there needs an end of its own.
    ``aside`` is what stands behind the value in its line, at a label of no field.
    """

    __slots__ = ("__dict__", "blocks", "cell", "column", "cut", "row", "section", "spec")
    span: tuple[int, int] | None = None
    label: Paragraph | None = None
    unended = False
    aside = ""

    def __init__(
        self,
        spec: FieldSpec,
        section: str,
        row: int,
        column: int,
        blocks: list[Block],
        cell: Cell | None = None,
        cut: int = 0,
    ) -> None:
        self.spec = spec
        self.section = section
        self.row = row
        self.column = column
        self.blocks = blocks
        self.cell = cell
        self.cut = cut

    @property
    def labelled(self) -> bool:
        """Whether its label stands beside it, and may have been typed again."""
        return self.section == HEADER

    @property
    def where(self) -> str:
        """The place in words: "Section 1, row 2"."""
        return f"{self.section}, row {self.row}" if self.row else self.section

    @property
    def shown(self) -> bool:
        """Whether there is anything a reader can see, beside the label."""
        return any(text or p.marks & Mark.DRAWN for p, text in self._texts())

    @property
    def drawn(self) -> bool:
        """Whether there is a picture in it."""
        return any(p.marks & Mark.DRAWN for p, _ in self._texts())

    @property
    def texts(self) -> list[str]:
        """Its paragraphs' words, where they have any."""
        return [text for _, text in self._texts() if text]

    @property
    def filled(self) -> bool:
        """Whether anybody has typed anything into it."""
        asks = self.spec.kind.is_unfilled
        return any(
            p.marks & Mark.DRAWN
            or not (_UNFILLED.fullmatch(text) or is_empty(text) or is_prompt(text) or asks(text))
            for p, text in self._texts()
        )

    @property
    def invites(self) -> bool:
        """Whether there is nothing but what a blank form prints where the value goes."""
        texts = [text for p, text in self._texts() if text or p.marks & Mark.DRAWN]
        texts = [line.strip() for text in texts for line in text.split("\n")]
        return all(_unfilled(text) or self._is_asked(text) for text in texts)

    def _is_asked(self, text: str) -> bool:
        """Return whether it is an invitation, numbered or not, or the row's title: "Goal 2:"."""
        lead = _LEAD.match(text)
        bare = text[lead.end() :] if lead else text
        title = _COUNT.sub("", text).strip(" :.)–-")
        asked = not bare or is_invitation(text) or is_invitation(bare) or self._lists_choices(bare)
        return asked or (title != text and key(title) in self.spec.keys)

    def _lists_choices(self, text: str) -> bool:
        """Return whether it is nothing but the words to choose from: "Yes / No"."""
        words = {key(each) for each in _CHOICES.split(text)} if self.spec.choices else set[str]()
        return len(words) > 1 and words <= set(map(key, self.spec.choices))

    def _texts(self) -> Iterator[tuple[Paragraph, str]]:
        for number, p in enumerate(walk(self.blocks)):
            yield p, (p.text[self.cut :] if number == 0 else p.text).strip()


def _unfilled(text: str) -> bool:
    """Return whether a reader sees nothing in this: a number, a rule to write on, a prompt."""
    return _UNFILLED.fullmatch(text) is not None or is_empty(text) or is_prompt(text)


class Outside(NamedTuple):
    """Labelled values that do not stand where the form has theirs.

    ``words`` are what their line or their cells say, ``path`` is the first one's field.
    """

    slots: tuple[Slot, ...]
    words: tuple[str, ...]
    path: str
    where: str


class RowMatch:
    """One row of a section: its slots by field name, more than one where columns were split."""

    __slots__ = ("continues", "index", "label", "label_cell", "merged", "notes", "number", "slots")

    def __init__(self, index: int) -> None:
        self.index = index
        self.slots: dict[str, list[Slot]] = {}
        self.label = ""  # the printed row's label
        self.label_cell: Cell | None = None
        self.number = ""  # the row's own number, where it has a column for it
        self.continues = False  # its key cell is merged with the one above
        self.merged: set[str] = set()  # fields whose cell is merged with the one above
        self.notes: list[Issue] = []  # their fields are those of the row; "" is the row itself


class SectionPart:
    """Rows of a section that stand together: in one table, below one heading.

    ``spot`` says where, ``above`` has the lines above it, ``titled`` says that the section's title
    stands above it once more, and not "continued".
    """

    __slots__ = ("above", "rows", "spot", "titled")

    def __init__(self, spot: tuple[int, int], above: tuple[str, ...], titled: bool) -> None:
        self.spot = spot
        self.above = above
        self.titled = titled
        self.rows: list[RowMatch] = []


class SectionMatch:
    """A section: its rows, the parts they stand in, and the columns that were found."""

    __slots__ = ("columns", "parts", "rows", "spec")

    def __init__(self, spec: SectionSpec) -> None:
        self.spec = spec
        self.rows: list[RowMatch] = []
        self.parts: list[SectionPart] = []
        self.columns: set[str] = set()


class Copy:
    """One copy of the form in the document."""

    __slots__ = ("cells", "notes", "outside", "sections", "unmatched")

    def __init__(self) -> None:
        self.cells: dict[str, Slot] = {}
        self.sections: dict[str, SectionMatch] = {}
        self.unmatched: list[Unmatched] = []
        self.notes: list[Issue] = []
        self.outside: list[Outside] = []

    @property
    def filled(self) -> bool:
        """Whether anybody has typed anything into it."""
        return any(slot.filled for slot in self.slots())

    def slots(self) -> list[Slot]:
        """Every slot, in the form's order."""
        rows = (row for section in self.sections.values() for row in section.rows)
        inside = [slot for row in rows for slots in row.slots.values() for slot in slots]
        return [*self.cells.values(), *inside]


def text_of(paragraph: Paragraph) -> str:
    """A paragraph's visible text on one line, for labels and messages."""
    return " ".join(paragraph.text.split())


def text_of_lines(p: Paragraph) -> str:
    """A paragraph's visible text, line by line."""
    return "\n".join(" ".join(line.split()) for line in p.text.split("\n")).strip()


def line_ends(paragraphs: list[Paragraph]) -> Iterator[tuple[str, int, int]]:
    """Each line with words: its text, its paragraph's number, and where it ends in that."""
    for number, p in enumerate(paragraphs):
        end = 0
        for line in p.text.split("\n"):
            end += len(line) + 1
            if line.strip():
                yield line.strip(), number, min(end, len(p.text))


class Label(NamedTuple):
    """A label at the front of a cell: the value's paragraphs begin at ``at``, ``cut`` into it."""

    spec: FieldSpec
    at: int
    cut: int
    wide: bool  # told by a wider word, which may be the title of a group of labels, too


def slot_behind(cell: Cell, label: Label) -> Slot:
    """What stands in a label's cell behind or below it."""
    paragraphs = cell.paragraphs[label.at :]
    return Slot(label.spec, HEADER, 0, 0, list(paragraphs), cell, label.cut)
