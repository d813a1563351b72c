"""The lines of a body, or of a cell that lays out a page: labels, places, headings.

A label with nothing behind it ("Project title:") is a place where a rule or a blank line follows;
a rule alone belongs to the label above it, or to the words below it ("Signature of applicant").
Where a form writes rules behind its labels, one without is the title of those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandocs.word.learn.lines import Piece, label_text, pieces_of
from plandocs.word.learn.marks import RULE, is_hint, is_rule
from plandocs.word.learn.places import Heading, Part, Place
from plandocs.word.view.document import Mark, Paragraph

_LABEL = 160  # letters of a label that a form may have
_SHORT = 70  # and of one without a colon or a rule of its own
_GAP = re.compile(r"\t[\t \xa0]*| {3,}")
_OFFICE = re.compile(r"\b(?:office|official|hr|administrative) use\b", re.IGNORECASE)
_ASKS = re.compile(r"[?:：]\s*(?:\([^()]*\)\s*)?$")
_SENTENCE = re.compile(r"\w{2,}[.!]\s*$|\.\s+[A-Z]")
_SIGNS = re.compile(r"\b(?:signatures?|signed|initials?|thumb impression)\b", re.IGNORECASE)
_CONTROL = "unread-control"
_IN_BOX = "it stands in a text box, which plandocs does not fill"
_DRAWN_BOX = "its boxes are drawn controls, which plandocs does not tick"
_BELOW = "the words stand below the rule"
_BARE = "a blank line follows the words; that it is to be filled in is a guess"
_SENTENCE_PLACE = "the rule stands inside a sentence"
_MARK = 24  # letters of a line that only says "Signature"
_MORE = 3  # rules from which on they are how this form shows its places


class Line(NamedTuple):
    """A line with the place it stands in; ``table`` where a table stands there instead."""

    where: str
    text: str
    listed: str = ""
    boxes: tuple[str, ...] = ()
    controls: bool = False
    table: bool = False
    prompted: bool = False  # a control in it asks to be filled in
    parts: tuple[Part, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.table and not self.text.strip(" \t\xa0")


def lines_of(paragraph: Paragraph, where: str) -> Iterator[Line]:
    """The lines of a paragraph."""
    extras = paragraph.extras or ()
    boxes = tuple(dict.fromkeys(each.text for each in extras if each.kind == "textbox"))
    controls = any(each.kind == _CONTROL for each in extras)
    prompted = any(each.kind == "prompt" for each in extras) or bool(
        paragraph.marks & Mark.PLACEHOLDER
    )
    for number, text in enumerate(paragraph.text.split("\n")):
        listed = paragraph.num or paragraph.number
        own = boxes if number == 0 else ()
        yield Line(where, text, listed, own, controls, prompted=prompted)


def short_of(label: str) -> bool:
    """Return whether it is short enough for a label without a colon."""
    return len(label) <= _SHORT


class Body:
    """Goes through lines in order; `parts` are what was found."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.parts: list[Part] = []
        self.open: Piece | None = None  # the label above that waits for its place
        self.open_at = ""
        pieces = [pieces_of(line.text) for line in lines]
        self.rules = sum(each.ruled for of in pieces for each in of)
        opens = [
            n
            for n, of in enumerate(pieces)
            if len(of) == 1 and of[0].colon and not of[0].ruled and self._blank_after(n)
        ]
        self.ruled = self.rules >= _MORE and len(opens) <= self.rules // 2
        self.lists = frozenset(lines[n].listed for n in opens) - {""}

    def run(self) -> list[Part]:
        """The parts of all lines."""
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            for box in line.boxes:
                self._textbox(box, line.where)
            if line.table:
                self.open = None
                self.parts += [self._titled(part) for part in line.parts]
            elif not line.blank:
                number += self._line(number, line)
            number += 1
        return self.parts

    def _titled(self, part: Part) -> Part:
        """A part of a table; where it has no words of its own, those above are its label."""
        if isinstance(part, Place) and not part.label:
            return part._replace(label=self._heading())
        return part

    def _blank_after(self, number: int) -> bool:
        following = self.lines[number + 1 : number + 2]
        return not following or following[0].blank

    def _next(self, number: int) -> Line | None:
        """The next line that is not blank."""
        return next((each for each in self.lines[number + 1 :] if not each.blank), None)

    def _line(self, number: int, line: Line) -> int:
        """What one line has; how many lines behind it were taken with it."""
        if is_rule(line.text):
            return self._rule_alone(number, line)
        pieces = pieces_of(line.text)
        options = self._options(number)
        if options is not None:
            return options
        if len(pieces) == 1 and self._alone(pieces[0]):
            return self._label_alone(number, line, pieces[0])
        if len(pieces) > 1 and not any(p.ruled or p.colon or p.options for p in pieces):
            pieces = [p._replace(gap=True) for p in pieces]
        started = len(self.parts)
        for place, piece in enumerate(pieces):
            self._piece(line, piece, pieces[place + 1 :])
        self.open = None
        if len(self.parts) == started and pieces:
            self._label_alone(number, line, Piece(label_text(line.text)))
        return 0

    @staticmethod
    def _alone(piece: Piece) -> bool:
        return not (piece.ruled or piece.options or piece.printed)

    def _piece(self, line: Line, piece: Piece, later: list[Piece]) -> None:
        """A label among several of a line, or one with its rule or boxes behind it."""
        if piece.options or piece.printed:
            if piece.options:
                self._tick(line, piece)
            return
        if not (piece.ruled or piece.colon):
            return
        if not piece.ruled and any(each.ruled for each in later) and not line.prompted:
            return  # "Address: Permanent: ____": the title of the one behind it
        if not piece.ruled and later and len(later[0].label) > _SHORT:
            return  # "Everybody: we expect that …": words that explain
        doubts = (_SENTENCE_PLACE,) if len(piece.label.split()) > 12 and not piece.colon else ()
        if len(piece.label) <= _LABEL:
            self._add(Place(piece.label, line.where, "line", self._signs(line), (), doubts))

    def _signs(self, line: Line) -> str:
        """The word "Signature" where it stands by itself below a rule."""
        below = self._after(line)
        word = below.text.strip() if below is not None else ""
        return word if len(word) <= _MARK and _SIGNS.match(word) else ""

    def _tick(self, line: Line, piece: Piece) -> None:
        label = piece.label or self._waiting() or self._heading()
        printed = piece.printed
        options = piece.options if len(piece.options) > 1 or not printed else ()
        self._add(Place(label, line.where, "line", printed, options))
        self.open = None

    def _waiting(self) -> str:
        return self.open.label if self.open is not None else ""

    def _heading(self) -> str:
        last = self.parts[-1] if self.parts else None
        return last.text if isinstance(last, Heading) else ""

    def _add(self, place: Place) -> None:
        if place.label:
            self.parts.append(place)

    def _options(self, number: int) -> int | None:
        """Lines below one another that begin with a box: one place with their words as options."""
        group: list[Line] = []
        for line in self.lines[number:]:
            pieces = pieces_of(line.text)
            boxed = len(pieces) == 1 and pieces[0].options and not pieces[0].label
            drawn = line.controls and 0 < len(line.text.strip()) <= _SHORT
            if not ((boxed and len(pieces[0].options) == 1) or drawn):
                break
            group.append(line)
        label = self._waiting() or self._heading()
        if len(group) < 2 or not label:
            return None
        options = tuple(label_text(re.sub(r"^\W+", "", each.text)) for each in group)
        doubts = (_DRAWN_BOX,) if group[0].controls else ()
        self._add(Place(label, group[0].where, "below", "", options, doubts))
        self.open = None
        return len(group) - 1

    def _rule_alone(self, number: int, line: Line) -> int:
        """A rule: the place of the label above it, of the words below it, or more room."""
        below = self.lines[number + 1] if number + 1 < len(self.lines) else None
        following = below if below is not None and not below.blank else self._next(number)
        if self.open is not None:
            self._add(Place(self.open.label, line.where, "below"))
            self.open = None
            return 0
        names = self._names_below(line, following)
        if names:
            for name in names:
                self._add(Place(name, following.where if following else "", "above", "", (),
                                (_BELOW,)))  # fmt: skip
            return self.lines.index(following) - number if following else 0
        return 0

    def _names_below(self, line: Line, following: Line | None) -> list[str]:
        """The words below a rule that name it: as many as there are rules, or a signature."""
        if following is None or following.table or re.search(RULE, following.text):
            return []
        names = [label_text(each) for each in _GAP.split(following.text.strip())]
        names = [each for each in names if 0 < len(each) <= _SHORT]
        rules = len(re.findall(RULE, line.text))
        fits = len(names) == rules and not _ASKS.search(following.text)
        return names if fits and (rules > 1 or _SIGNS.search(following.text)) else []

    def _label_alone(self, number: int, line: Line, piece: Piece) -> int:
        """A label with nothing behind it: a place, a heading, or words that explain."""
        asks = piece.colon or _ASKS.search(line.text) is not None
        following = self._next(number)
        label = piece.label if piece.colon else label_text(line.text)
        self.open = None
        if len(label) > _LABEL or is_hint(line.text):
            return 0
        if line.prompted and (asks or short_of(label)):
            self._add(Place(label, line.where, "line"))
            return 0
        names = self._signatures(line)
        if names:
            for name in names:
                self._add(Place(name, line.where, "above", "", (), (_BELOW,)))
            return 0
        short = short_of(label) and not _SENTENCE.search(label)
        if following is not None and not following.table and self._opens(following, asks=asks):
            self.open = Piece(label)
            return 0
        sibling = bool(line.listed) and line.listed in self.lists
        if (asks or sibling) and not _OFFICE.search(label) and self._is_place(number, sibling):
            self._add(Place(label, line.where, "line", "", (), () if piece.colon else (_BARE,)))
        elif short or asks:
            self.parts.append(Heading(label, line.where))
        return 0

    def _opens(self, following: Line, *, asks: bool) -> bool:
        """Return whether a label's place is the next line: a rule that is its own, or boxes."""
        if is_rule(following.text):
            return asks or not self._names_below(following, self._after(following))
        return self._begins_options(following)

    @staticmethod
    def _signatures(line: Line) -> list[str]:
        """The words of a line that only names who signs, above which there is room."""
        names = [label_text(each) for each in _GAP.split(line.text.strip())]
        sign = all(_SIGNS.match(name) and len(name) <= _SHORT for name in names)
        alone = len(names) == 1 and " " not in names[0]
        return names if sign and names and not alone else []

    def _begins_options(self, line: Line) -> bool:
        pieces = pieces_of(line.text)
        return line.controls or bool(pieces and pieces[0].options and not pieces[0].label)

    def _after(self, line: Line) -> Line | None:
        place = next(n for n, each in enumerate(self.lines) if each is line)
        return self._next(place)

    def _is_place(self, number: int, sibling: bool) -> bool:
        """Return whether an open label is a place: a blank line follows, or another open label."""
        if self.ruled and not sibling:
            return False
        following = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if following is None or following.blank:
            behind = self._next(number)
            return behind is None or not behind.table
        if following.table:
            return False
        pieces = pieces_of(following.text)
        return bool(pieces) and pieces[-1].colon and not pieces[-1].ruled and self.rules == 0

    def _textbox(self, text: str, where: str) -> None:
        """The places in a text box; they cannot be filled, and say so."""
        inner = Body([Line(where, each) for each in text.split("\n")])
        for part in inner.run():
            if isinstance(part, Place):
                self.parts.append(part._replace(where=where, side="textbox", doubts=(_IN_BOX,)))
