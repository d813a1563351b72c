"""What every kind of value can be asked: the kind of plain text, from which the others differ.

Takes paragraphs, data, cells of a sheet as plain values, and gives a value in normal form, and the
same value as text, as data for a template, as a cell, as a part of a schema.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from pydantic import BeforeValidator, GetCoreSchemaHandler

from plandocs.kinds.plain import Entry, Part, text_in, typed, without_time
from plandocs.normal.dates import Picked
from plandocs.normal.markers import is_settled, normal_prose, prose
from plandocs.normal.paragraphs import Para
from plandocs.problems import Severity

AS_READ = {"as": "read"}
"""The validation context of what was read: a date control may contradict the text it shows."""
PLAIN = {"type": ["string", "number", "null"]}
"""The schema of what is taken as text."""

Names = tuple[str, str]
"""Who signs in a field, and who signs elsewhere."""
Node = dict[str, Any]
"""A part of a JSON Schema."""


class Notice(NamedTuple):
    """What is odd about a value, for whoever reads its document, and for whoever checks the plan.

    ``finding`` is what a check says behind the field's label, "" where it says the ``message``;
    ``fix`` is what to do, where that is not the registry's advice on the code.
    """

    code: str
    message: str
    finding: str = ""
    fix: str = ""


class Asked(NamedTuple):
    """What a page has of a value for somebody to put it right.

    ``control`` is a ``list`` of a line an item, a ``date`` to choose, a ``signature`` to decide on;
    "" where it is typed. ``hint`` is how, where that is not plain.
    """

    text: str
    control: Literal["", "list", "date", "signature"] = ""
    hint: str = ""
    signed: bool = False


class FieldContext(Protocol):
    """What stands in the places of one field beside its text, and where notices of it go."""

    names: Names
    choices: tuple[str, ...]

    def picked(self) -> tuple[Picked, ...]:
        """What its date controls show and carry, in order."""

    def drawn(self) -> bool:
        """Whether there is a picture, ink or a drawn shape."""

    def note(self, code: str, message: str, severity: Severity | None = None) -> None:
        """Tell the reader of the document."""


class Kind:
    """A text. The attributes are the facts by which the other rooms go."""

    name = "text"
    """Its name in a schema."""
    nothing: Any = ""
    """The value where nothing is filled in."""
    bare = True
    """Whether its value is the text, or the list of texts, that is read from a cell."""
    settles = True
    """Whether it takes as it is a text that `is_settled`, or a list of such."""
    many = False
    """Whether it is a list, one text for each paragraph."""
    counted = False
    """Whether it begins with its row's own number, which is none of its text."""
    ranks = False
    """Whether a number alone is only the rank that the form, or Word, gives each row."""
    anywhere = False
    """Whether words that stand in its label's cell, with its own cell blank, are taken for it."""
    signs = False
    """Whether its place is one to sign in, with a line or a rule and others' words around it."""
    spans = False
    """Whether it has two ends, which may stand in cells of their own."""
    own: frozenset[str] = frozenset()
    """What may stand in its place beside its text and belongs to it: a picture that signs, the
    prompt of a list from which nothing was chosen."""
    adds = False
    """Whether it is a number, which a table may add up."""
    parts: ClassVar[Mapping[str, Part]] = {}
    """The parts of its data; "text" is what a template prints. None for a plain text."""
    options: tuple[str, ...] = ()
    """What it may say, where it says nothing else."""

    def differs(self, method: str) -> bool:
        """Return whether it has an answer of its own to this, and not that of a text."""
        return getattr(type(self), method) is not getattr(Kind, method)

    # -- data -------------------------------------------------------------------------------------

    expected = "expected text"
    what = "text"
    """What is expected where data is no text at all."""
    schema: ClassVar[Node] = {**PLAIN, "description": "Text; a newline divides paragraphs"}

    def taken(self, value: Any) -> Any:
        """The value in normal form, of data as people have it.

        Raises:
            ValueError: it does not fit; the sentence says what was expected.
        """
        if type(value) is str and is_settled(value):
            return value
        return typed(self.normal(text_in(value, self.what)))

    def normal(self, text: str) -> str:
        """A text of data in normal form."""
        return normal_prose(text)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Pydantic asks what carries this kind how it is validated."""
        return BeforeValidator(self.taken).__get_pydantic_core_schema__(source, handler)

    def node(self, choices: tuple[str, ...]) -> Node:
        """A field of this kind in a schema, which has `schema` under its name."""
        known = {"examples": list(choices)} if choices else {}
        return {"$ref": f"#/$defs/{self.name}", **known}

    def specimen(self, words: str) -> Any:
        """Data for a plan that shows every field: ``words``, where they can be a value."""
        return words

    # -- documents --------------------------------------------------------------------------------

    def read(self, paras: Sequence[Para]) -> Any:
        """The text of a cell's paragraphs; the texts, where there are many."""
        return prose(paras)

    def of_lines(self, lines: list[str]) -> Any:
        """What `read` makes of paragraphs without markers; None where `read` has to say it."""
        return lines[0] if len(lines) == 1 else None if lines else ""

    def made(self, text: str, context: FieldContext) -> Any:
        """The value that a text is, with what stands beside it; where it is not `bare`."""
        return text

    def gives_way(self, printed: str, *, hint: bool, ruled: bool) -> bool:
        """Return whether what a blank prints in its place does not stay beside a value.

        ``hint`` tells that it is one in the form's own words, ``ruled`` that it is a rule to write
        on which leaves its border there.
        """
        return hint

    def control(self, choices: tuple[str, ...]) -> str:
        """What control people have who go on writing: ``text``, ``list``, ``date``; "" for none."""
        return "list" if choices else "text"

    def is_unfilled(self, text: str) -> bool:
        """Return whether this is what a blank prints in its place, and nobody's answer."""
        return False

    def beside_number(self, text: str) -> str:
        """What of a text in its place is not the row's own number."""
        return text

    def impossible(self, text: str) -> str:
        """Why a text that is given for a value can be none, as a clause; "" where it can."""
        return ""

    def boxes(self, text: str) -> tuple[str, ...]:
        """The option of each box that stands in a text to be ticked, in order."""
        return ()

    def is_whole(self, text: str) -> bool:
        """Return whether a text is all of a value, with both its ends."""
        return bool(text)

    def printed(self, value: Any) -> Any:
        """The value as plain data for a template."""
        return value

    def printed_as(self) -> Mapping[str, None] | list[None] | None:
        """The shape of that data: the names of its parts, a list, or neither."""
        return None

    def tagged(self, path: str) -> str:
        """What a tag asks a template for, to show the value at a path."""
        return path

    def written(self, data: Any) -> str | list[str]:
        """A value's data as what is typed into its cell: a text, or one for each paragraph."""
        return "" if data is None else self.data_text(data)

    def joined(self, first: Any, second: Any) -> Any:
        """The value of a row that goes on in the next one."""
        return "\n".join(filter(None, (first, second)))

    # -- words ------------------------------------------------------------------------------------

    def text(self, value: Any) -> str:
        """The value as one text, as people read it."""
        return str(value)

    def texts(self, value: Any) -> Sequence[str]:
        """What people wrote in it, text by text."""
        return (value,)

    def placed(self, value: Any) -> Iterator[tuple[str, str]]:
        """The same, each with its place within the value: "" where it is all of it."""
        for text in self.texts(value):
            yield "", text

    def prose(self, value: Any) -> Sequence[str]:
        """The texts of it that are looked over for what should not stand there."""
        return self.texts(value)

    def listed(self, value: Any) -> str:
        """The value in a table of a notebook, which shows what no text says as well."""
        return self.text(value)

    def signed(self, value: Any) -> bool | None:
        """Whether somebody has signed; None where nobody is asked to."""
        return None

    def day(self, value: Any) -> dt.date | None:
        """The day that a date control carries for it."""
        return None

    def number(self, value: Any) -> int | float | None:
        """The number that it is, by which rows are added up."""
        return None

    def data_text(self, data: Any) -> str:
        """What is written in a value's data, as one text."""
        return str(data or "")

    def shown(self, data: Any) -> str:
        """The same, or, where nothing is written, what there is in words."""
        return self.data_text(data)

    def told(self, data: Any) -> str:
        """The data of a value in words, also as somebody gave it: the text or the parts alone."""
        if isinstance(data, Mapping):
            texts = (data["text"],) if data.get("text") else data.values()
            return "\n".join(str(each) for each in texts if each)
        if isinstance(data, list):
            return "\n".join(map(str, data))
        return "" if data is None else str(data)

    # -- pages ------------------------------------------------------------------------------------

    def asked(self, data: Any) -> Asked:
        """What stands on a page to put right a value's data; None is that of a new row."""
        return Asked(self.told(data))

    def answered(self, text: str, *, signed: bool) -> Any:
        """The data of what was typed there, or decided."""
        return text

    def with_words(self, data: Any, words: str) -> Any:
        """The data of a value that is given further words, which stood elsewhere."""
        text = self.told(data)
        return f"{text}\n{words}" if text else words

    # -- what is odd ------------------------------------------------------------------------------

    def doubts(self, value: Any, names: Names) -> Iterator[Notice]:
        """What in a value was not understood."""
        return iter(())

    def findings(self, value: Any, names: Names) -> Iterator[Notice]:
        """What a check of the plan says of a value."""
        return self.doubts(value, names)

    def lacking(self, value: Any, names: Names) -> str:
        """What a plan lacks that has this value, in words around its label; "" for nothing."""
        if value == self.nothing:
            return "no {}"
        return "the {} could not be understood" if any(self.doubts(value, names)) else ""

    def unwritten(self, value: Any, names: Names) -> str:
        """What of a value no document can be filled with, in words behind the field's label."""
        return ""

    # -- sheets -----------------------------------------------------------------------------------

    width = 28
    note = ""
    column: Literal["text", "date", "number"] = "text"
    exact = False  # as a `Part`

    def cell(self, value: Any) -> Entry:
        """The value as a cell of a sheet, from which the same value comes back."""
        return str(value)

    def figure(self, value: Any) -> Entry:
        """The value as a cell of a list that is sorted and added up."""
        return self.cell(value)

    def from_cell(self, value: Entry) -> object:
        """A cell of a sheet as data."""
        return without_time(value)

    def gathered(self, first: Any, second: Any) -> Any:
        """The data of two cells that say one value together; None where one alone can say it."""
        return None

    def unsaid(self, value: Any) -> Mapping[str, dt.date]:
        """The parts of a value that its text, and so its cell, does not tell."""
        return {}
