"""The state of one pass over one part, and where its text goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from plandocs.errors import TooLarge
from plandocs.word.package.tokens import attribute, split, taken_apart
from plandocs.word.view.document import Block, Cell, Mark, Paragraph, Row, Story, Table
from plandocs.word.view.symbols import text_in_font

_MAX_DEPTH = 200
_NUMBER_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_FIGURES = re.compile(r"[\W\d_]*(?:[ivxlcdm]+|[a-z]|\d(?:st|nd|rd|th))?[\W\d_]*", re.IGNORECASE)
_RUNNING_ON = frozenset({"deleted", "moved", "hidden", "prompt", "equation"})


class Control:
    """An open content control (``w:sdt``).

    ``binding`` are the attributes of its link to stored data, ``kind`` is "date", "checkbox" or
    "picture" where it is one, ``choices`` are a list's display texts by value. It began in
    paragraph ``p`` at the character ``begin``, behind so many ``parts`` of its text, when
    ``ended`` paragraphs had ended.
    """

    __slots__ = (
        "begin", "binding", "choices", "date", "ended", "kind", "month_first", "p", "parts",
        "prompt",
    )  # fmt: skip

    def __init__(
        self, p: Paragraph | None = None, begin: int = 0, parts: int = 0, ended: int = 0
    ) -> None:
        self.prompt = False  # it shows its prompt, and nothing typed
        self.date: date | None = None
        self.month_first: bool | None = None  # a date in it shows the month in front
        self.binding = self.kind = ""
        self.choices: dict[str, str] = {}
        self.p, self.begin, self.parts, self.ended = p, begin, parts, ended


class Bound(NamedTuple):
    """A control that shows stored data: its paragraphs, or a stretch of one paragraph's text."""

    control: Control
    paragraphs: list[Paragraph]
    end: int = -1


class Field:
    """An open complex field: its code, and after ``separate`` its result."""

    __slots__ = (
        "box", "choices", "chosen", "code", "default", "in_code", "paragraph", "result_from",
        "unshown",
    )  # fmt: skip

    def __init__(self, code: str = "") -> None:
        self.in_code = not code
        self.code = code
        self.box: bool | None = None  # a legacy check box's state
        self.choices: list[str] = []  # a legacy drop-down's entries
        self.chosen = 0
        self.default = ""  # what it shows until somebody types in it
        self.paragraph: Paragraph | None = None  # where its result begins, and behind how much
        self.result_from = -1
        self.unshown: list[str] = []  # text among its code


class Alternate:
    """An open ``mc:AlternateContent``: has one been seen, and how much stood before that."""

    __slots__ = ("before", "seen")

    def __init__(self) -> None:
        self.seen = False
        self.before: tuple[int, ...] | None = None


class View:
    """What is open at the token at hand; the handlers change it, ``emit`` uses it."""

    __slots__ = (
        "__dict__", "alternates", "at", "blocks", "bound", "cell", "controls", "counted", "data",
        "deleted", "depth", "drawing", "fields", "font", "hidden", "hidden_rows", "hidden_styles",
        "in_object", "in_run", "links", "mark_deleted", "merging", "moved", "noted", "odd", "p",
        "page_part", "paragraphs", "parts", "refers", "row", "saved", "signature_lines", "special",
        "stories", "struck", "style_hidden", "styles_hide", "table", "tracked",
    )  # fmt: skip

    def __init__(self, data: bytes, hidden_styles: Callable[[str], bool] | None) -> None:
        self.data = data
        self.page_part = data.startswith((b"<w:hdr", b"<w:ftr"))  # page numbers are no text there
        self.styles_hide = hidden_styles is not None
        self.hidden_styles = hidden_styles or _hides_nothing
        self.at = 0
        self.blocks: list[Block] = []  # where the next block goes
        self.paragraphs: list[Paragraph] = []  # all that ended, in the order they ended
        self.stories: list[Story] = []
        self.tracked = False
        self.bound: list[Bound] = []
        self.refers = False  # does it name parts that hold words?
        self.special = False  # is a table in it more than plain rows of plain cells?
        self.table: Table | None = None
        self.row: Row | None = None
        self.cell: Cell | None = None
        self.links: list[str] = []  # the codes of fields that show what lies outside
        self.signature_lines: list[tuple[Paragraph, str]] = []  # where, and the line's id
        self.deleted = self.moved = 0  # open deletions and moves: runs, rows, cells
        self.hidden_rows = 0
        self.depth = 0
        self.alternates: list[Alternate] = []
        self.saved: list[dict[str, object]] = []
        self.begin_story()

    def begin_story(self) -> None:
        """Fresh paragraph and run state: for the body, a text box, a note."""
        self.p: Paragraph | None = None
        self.parts: list[str] = []
        self.counted: tuple[Paragraph | None, int, int] = (None, 0, 0)
        self.merging = False  # the last paragraph's mark was deleted, so the next goes on with it
        self.mark_deleted = False
        self.noted = 0  # pieces of visible text before what was noted last; -1: no running on
        self.in_run = False
        self.hidden = False
        self.struck = False
        self.style_hidden = False
        self.font = ""
        self.drawing = ""  # the description of the drawing at hand
        self.in_object = False
        self.fields: list[Field] = []
        self.controls: list[Control] = []
        self.refresh()

    def refresh(self) -> None:
        """Work out whether text at this point is plainly visible."""
        self.odd = bool(
            self.deleted
            or self.moved
            or self.hidden_rows
            or self.hidden
            or self.struck
            or self.fields
            or self.controls
        )

    @cached_property
    def pieces(self) -> list[str]:
        """All pieces of the part; only what is skipped or looked into needs them."""
        return split(self.data.decode())

    @cached_property
    def fields_run_on(self) -> bool:
        """Whether more fields begin than end; then none goes on beyond its paragraph."""
        return self.data.count(b'"begin"') > self.data.count(b'"end"')

    def calm(self, at: int) -> bool:
        """Return whether nothing open at this piece would make a paragraph come out otherwise."""
        return not (
            self.odd
            or self.font
            or self.merging
            or self.mark_deleted
            or self.style_hidden
            or self.at > at
        )

    # -- containers -----------------------------------------------------------------------

    def save(self, *names: str) -> None:
        """Remember these attributes until the container ends."""
        self.special = self.special or bool(self.saved)  # one table in another
        self.saved.append({name: getattr(self, name) for name in names})
        if len(self.saved) > _MAX_DEPTH:
            raise TooLarge(f"Tables or text boxes are nested more than {_MAX_DEPTH} deep.")

    def restore(self) -> None:
        """Go back to what was saved when the container began."""
        for name, value in self.saved.pop().items():
            setattr(self, name, value)

    def skip(self) -> int:
        """Go to the end of the element at hand, whatever is in it; where it began."""
        begin, name = self.at, self.name()
        opened, closed, depth = name + " ", f"/{name}>", 1
        if taken_apart(self.pieces[begin]).attributes.endswith("/"):
            return begin
        for at in range(begin + 1, len(self.pieces)):
            piece = self.pieces[at]
            if piece.startswith(closed):
                depth -= 1
            elif piece.startswith((opened, name + ">")) and not _is_empty(piece):
                depth += 1
            if not depth:
                self.at = at
                break
        return begin

    def name(self) -> str:
        """The name of the element at hand."""
        return taken_apart(self.pieces[self.at]).name

    # -- paragraphs and text -----------------------------------------------------------------

    def paragraph(self) -> Paragraph:
        """The paragraph at hand; text outside any paragraph opens one."""
        if self.p is None:
            self.p = Paragraph(self.at)
            self.parts = []
        return self.p

    def flush(self) -> None:
        """End the paragraph at hand, if one is open or waiting for the next to go on with it."""
        p = self.p
        if self.fields and self.fields_run_on:
            self.end_fields()
        if p is not None:
            parts = self.parts
            if parts:
                p.text = parts[0] if len(parts) == 1 else "".join(parts)
                parts.clear()
            p.end = self.at
            self.blocks.append(p)
            self.paragraphs.append(p)
            self.p = None
        self.merging = False
        self.in_run = False

    def end_fields(self) -> None:
        """Fields that nothing ends, end with their paragraph; what stood in them is text."""
        for field in self.fields:
            self.parts += field.unshown
        self.fields = []
        self.refresh()

    def so_far(self) -> tuple[int, ...]:
        """How much has been seen until now: text, and what is beside it."""
        extras = self.p.extras if self.p is not None and self.p.extras else ()
        last = len(extras[-1].text) if extras else 0
        unshown = len(self.fields[-1].unshown) if self.fields else 0
        return len(self.paragraphs), len(self.parts), len(extras), last, unshown

    def length(self) -> int:
        """How many characters of the paragraph at hand have been seen until now."""
        p, parts, characters = self.counted
        if p is not self.p:
            parts = characters = 0
        characters += sum(map(len, self.parts[parts:]))
        self.counted = self.p, len(self.parts), characters
        return characters

    def take_back(self, parts: int) -> None:
        """Leave no more than so many parts of the text of the paragraph at hand."""
        gone = sum(map(len, self.parts[parts:]))
        self.counted = self.p, parts, self.length() - gone
        del self.parts[parts:]

    def words(self, text: str) -> None:
        """Words where nothing odd is open."""
        if self.p is None:
            self.emit(text)
        else:
            self.parts.append(text)

    def emit(self, text: str) -> None:
        """Put text where it belongs: with the visible text, or with the extras."""
        p = self.paragraph()
        if self.font:
            text = text_in_font(text, self.font)
        if not self.odd:
            self.parts.append(text)
            return
        kind = self.unseen(text)
        if kind == "":
            if self.struck:
                p.marks |= Mark.STRUCK
            if self.controls and (picked := self.controls[-1].date) is not None:
                p.pick(picked, bool(self.controls[-1].month_first), text)
            if self.fields:
                p.compute(text)
            self.parts.append(text)
        elif kind == "code":
            self.fields[-1].unshown.append(text)
        else:
            self.note(kind, text)

    def unseen(self, text: str = "") -> str:
        """Why this text, or any at this point, is not visible; "" where it is."""
        for field in self.fields:
            if field.in_code or (self.page_part and _is_page_number(field.code, text)):
                return "code"
        if self.deleted:
            return "deleted"
        if self.moved:
            return "moved"
        if self.hidden or self.hidden_rows:
            return "hidden"
        return "prompt" if self.controls and self.controls[-1].prompt else ""

    def refer(self, kind: str, attributes: str, more: str = "") -> None:
        """Note a part of the package that stands here, by its relationship."""
        self.refers = True
        self.paragraph().add(kind, f"{attribute(attributes, 'r:id') or ''}{more}")

    def note(self, kind: str, text: str) -> None:
        """Add to the extras, running on where the kind stays the same and nothing is between."""
        p = self.paragraph()
        going_on = kind in _RUNNING_ON and self.noted == len(self.parts)
        if going_on and p.extras and p.extras[-1].kind == kind:
            text = p.extras.pop().text + text
        self.noted = len(self.parts)
        p.add(kind, text)
        if kind in ("deleted", "moved"):
            p.marks |= Mark.TRACKED


def _hides_nothing(style: str) -> bool:
    return False


def _is_empty(piece: str) -> bool:
    return piece.partition(">")[0].endswith("/")


Handler = Callable[[View, str, str], None]
Action = tuple[Handler, str, str]  # what a tag asks for: its handler, its attributes, its text
Recipe = list[tuple[int, Action]]  # what several do, and where they stand


def _is_page_number(code: str, result: str) -> bool:
    """Return whether a field on every page shows this number, in figures or words (17.16.4.3)."""
    if not code.startswith(_NUMBER_FIELDS):
        return False
    return "text" in code.casefold() or _FIGURES.fullmatch(result) is not None
