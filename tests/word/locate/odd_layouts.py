"""Header blocks laid out as few people do it: values in front, above, turned, in boxes and fields.

Each layout takes the pairs of labels and values that a seed draws, and gives notation.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tests.documents.small_form import built

import plandocs

LABELS = {
    "officer_name": "Officer name", "classification_level": "Classification Level",
    "division_branch": "Division/Branch", "manager_name": "Manager name",
    "officer_signature": "Officer signature", "manager_signature": "Manager signature",
    "meeting_date": "Date of meeting", "period": "Period of plan",
}  # fmt: skip
_PEOPLE = ("Priya Raman", "Tom Alder", "Siobhán O’Neill", "Wei Zhang", "Georgina Patchett")
VALUES = {
    "officer_name": _PEOPLE, "manager_name": _PEOPLE[::-1],
    "classification_level": ("SES Level 2", "SES1", "Level 3", "Executive"),
    "division_branch": ("Policy North", "Reform / Delivery", "Corporate Services"),
    "officer_signature": ("P Raman", "signed"), "manager_signature": ("T.A.", "T Alder"),
    "meeting_date": ("3 July 2026", "12/07/2026", "July 2026", "to be arranged"),
    "period": ("July 2026 to June 2027", "2026-27", "12 months", "the next cycle"),
}  # fmt: skip
_SECOND = {
    "maori": ("Ingoa", "Taumata", "Wāhanga", "Kaiwhakahaere", "Waitohu", "Waitohu kaiwhakahaere",
              "Te rā hui", "Te wā"),
    "french": ("Nom", "Niveau", "Direction", "Chef", "Signature", "Signature du chef",
               "Date de réunion", "Période"),
    "chinese": ("姓名", "级别", "部门", "经理", "签名", "经理签名", "会议日期", "期间"),
}  # fmt: skip
_AGENCYS = ("Employee no.", "Site", "Phone", "Cost centre", "Fund", "Position no.", "Email",
            "Start date")  # fmt: skip
_MORE = (
    *_AGENCYS, "Location", "Team", "Group", "Previous manager", "HR contact", "Payroll no.",
    "Job title", "FTE", "Office", "Unit code", "Region", "Award", "Mobile", "Date signed",
    "Initials", "Contract end", "Emergency contact", "Work address", "Reporting line", "Portfolio",
    "Protective marking", "Employment type", "Delegate", "Band", "Directorate", "Program",
    "Work unit", "Business area", "Cluster", "Agency", "Ext.", "Staff ID", "AGS number",
    "Assignment", "Commencement", "Hours", "Pay point", "Position", "Roster", "Vacancy",
    "Salary band", "Supervisor", "Line manager", "Budget holder", "Duty station", "Desk", "Entity",
    "Stream", "Work level", "Tenure", "Probation ends", "Reviewer", "Approver", "Mentor",
    "Next review", "Nominated proxy",
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A label with its value, "" where it is blank."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Draw:
    """What a layout may choose by."""

    rng: random.Random
    colon: str


def pairs_of(rng: random.Random, blanks: float, signed: bool) -> list[Pair]:
    """Labels with values: some blank, dates whole, vague or no dates."""
    names = [name for name in LABELS if signed or not name.endswith("_signature")]
    pairs = [
        Pair(name, LABELS[name], "" if rng.random() < blanks else rng.choice(VALUES[name]))
        for name in names
    ]
    first = pairs[0]
    return [first if first.value else Pair(first.name, first.label, "Ana Lu"), *pairs[1:]]


def cell(text: str) -> str:
    """A cell with a text."""
    return f'tc"{text}"' if text else "tc"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of texts."""
    return f"tbl({' '.join('tr(' + ' '.join(map(cell, row)) + ')' for row in rows)})"


def grouped(pairs: Sequence[Pair], size: int) -> Iterator[list[Pair]]:
    """So many pairs at a time."""
    for at in range(0, len(pairs), size):
        yield [*pairs[at : at + size]]


def value_first(draw: Draw, pairs: list[Pair], columns: int) -> str:
    """The value in front of its label, one or two such pairs in a row."""
    rows = grouped(pairs, columns)
    return table([[x for p in row for x in (p.value, p.label + draw.colon)] for row in rows])


def paragraphs_above(draw: Draw, pairs: list[Pair]) -> str:
    """Each value in the line above its label, a rule between them or a blank line behind."""
    between = draw.rng.choice(("", "", 'p"______________"'))
    behind = draw.rng.choice(("", "p", "p"))
    return " ".join(
        f'p"{p.value}" {between} p"{p.label}{draw.colon}" {behind}' for p in pairs
    ).replace('p""', "p")


def second_language(draw: Draw, pairs: list[Pair]) -> str:
    """A column of another language: behind the labels, in front of them, or behind the values."""
    words = dict(zip(LABELS, _SECOND[draw.rng.choice([*_SECOND])], strict=True))
    place = draw.rng.choice(("behind", "behind", "front", "end"))
    columns = draw.rng.choice((1, 1, 2))
    cells = {p.name: [p.label + draw.colon, p.value] for p in pairs}
    for name, own in cells.items():
        own.insert({"behind": 1, "front": 0, "end": 2}[place], words[name] + draw.colon)
    return table([[x for p in row for x in cells[p.name]] for row in grouped(pairs, columns)])


_HINTS = ("block letters", "please print", "(please sign)", "dd/mm/yyyy", "e.g. SES Level 1")


def lines_below(draw: Draw, pairs: list[Pair]) -> str:
    """A hint, or the label in another language, below some labels in their cells."""
    words = dict(zip(LABELS, _SECOND[draw.rng.choice([*_SECOND])], strict=True))
    hinted, share = draw.rng.random() < 0.4, draw.rng.choice((0.4, 0.7, 1))
    rows = list[str]()
    for row in grouped(pairs, draw.rng.choice((1, 2))):
        cells = ""
        for p in row:
            line = draw.rng.choice(_HINTS) if hinted else words[p.name]
            below = f' p"{line}"' if draw.rng.random() < share else ""
            cells += f'tc(p"{p.label}{draw.colon}"{below}) {cell(p.value)} '
        rows.append(f"tr({cells})")
    return f"tbl({' '.join(rows)})"


def some_agencys(draw: Draw, pairs: list[Pair], labels: Sequence[str] = _AGENCYS) -> str:
    """The agency's label between label and value in some rows, a blank cell in the others."""
    count = draw.rng.randint(1, len(pairs) - 1)
    some = {p.name: each for p, each in zip(draw.rng.sample(pairs, count), labels, strict=False)}
    blank = draw.rng.choice(("behind", "between"))
    rows = []
    for p in pairs:
        if p.name in some:
            rows.append([p.label + draw.colon, some[p.name] + draw.colon, p.value])
        elif blank == "behind":
            rows.append([p.label + draw.colon, p.value, ""])
        else:
            rows.append([p.label + draw.colon, "", p.value])
    return table(rows)


def without_colons(draw: Draw, pairs: list[Pair]) -> str:
    """The same without colons, with any of the labels that agencies have."""
    return some_agencys(Draw(draw.rng, ""), pairs, draw.rng.sample(_MORE, len(pairs)))


_BOX = 'r(pict(v:shape(v:textbox(txbxContent("{}")))))'


def _box(text: str) -> str:
    return _BOX.format(text) if text else ""


def text_boxes(draw: Draw, pairs: list[Pair]) -> str:
    """Values in text boxes: in the cell for it, in the label's cell, beside a label in a line."""
    how = draw.rng.choice(("cell", "label-cell", "line", "whole", "some"))
    if how == "line":
        return " ".join(f'p(r"{p.label}: " {_box(p.value)})' for p in pairs)
    if how == "whole":
        return "p(" + " ".join(_box(f"{p.label}: {p.value}") for p in pairs) + ")"
    rows = []
    for p in pairs:
        label, value = f'r"{p.label}{draw.colon}"', f"tc(p({_box(p.value)}))"
        if how == "label-cell":
            rows.append(f"tr(tc(p({label} {_box(p.value)})) tc)")
        else:
            boxed = how == "cell" or draw.rng.random() < 0.5
            rows.append(f"tr(tc(p({label})) {value if boxed else cell(p.value)})")
    return f"tbl({' '.join(rows)})"


_FIELD = (
    "r(fldChar{{@fldCharType=begin}}(ffData(name{{@val=T1}} enabled textInput{default}))) "
    'r(instr" FORMTEXT ") r(fldChar{{@fldCharType=separate}}) r"{text}" '
    "r(fldChar{{@fldCharType=end}})"
)


def _field(draw: Draw, p: Pair) -> str:
    """A legacy form field with a value, with blanks, or as it was made."""
    text = p.value or draw.rng.choice(("\u2002" * 5, "Enter_text", "    "))
    made = not p.value and text.startswith("Enter")
    return _FIELD.format(text=text, default=f"(default{{@val={text}}})" if made else "")


def form_fields(draw: Draw, pairs: list[Pair]) -> str:
    """Legacy form fields: in the value's cell, behind the label in its cell, below it, in lines."""
    how = draw.rng.choice(("cell", "behind", "below", "above", "line", "between"))
    label = {p.name: f'r"{p.label}{draw.colon}"' for p in pairs}
    value = {p.name: _field(draw, p) for p in pairs}
    if how == "line":
        return " ".join(f'p(r"{p.label}: " {value[p.name]})' for p in pairs)
    rows = list[str]()
    for row in grouped(pairs, 1 if how in ("cell", "between") else 2):
        names = [p.name for p in row]
        if how == "behind":
            rows.append(" ".join(f'tc(p(r"{p.label}: " {value[p.name]}))' for p in row))
        elif how == "below":
            rows.append(" ".join(f"tc(p({label[n]}) p({value[n]}))" for n in names))
        elif how == "above":
            rows.append(" ".join(f"tc(p({label[n]}))" for n in names))
            rows.append(" ".join(f"tc(p({value[n]}))" for n in names))
        else:
            between = "tc " if how == "between" else ""
            rows += [f"tc(p({label[n]})) {between}tc(p({value[n]}))" for n in names]
    return f"tbl({' '.join(f'tr({row})' for row in rows)})"


def turned(draw: Draw, pairs: list[Pair]) -> str:
    """All labels in one row, all values in the next; or in the last, with blank ones between."""
    labels = [p.label + draw.colon for p in pairs]
    values = [p.value for p in pairs]
    if draw.rng.random() < 0.4:
        at = draw.rng.randrange(len(labels) + 1)
        labels.insert(at, draw.rng.choice(_AGENCYS) + draw.colon)
        values.insert(at, draw.rng.choice(("", "771")))
    rows = [labels, values]
    how = draw.rng.choice(("below", "below", "above", "blank-between", "blank-behind"))
    if how == "above":
        rows.reverse()
    elif how.startswith("blank"):
        rows.insert(1 if how.endswith("between") else 2, [""] * len(labels))
    return table(rows)


Layout = Callable[[Draw, list[Pair]], str]
LAYOUTS: dict[str, Layout] = {
    "value-first": partial(value_first, columns=1),
    "value-first-in-twos": partial(value_first, columns=2),
    "paragraphs-above": paragraphs_above, "second-language": second_language,
    "lines-below": lines_below, "some-agencys": some_agencys, "without-colons": without_colons,
    "text-boxes": text_boxes, "form-fields": form_fields, "turned": turned,
}  # fmt: skip


def header(kind: str, seed: int) -> tuple[str, dict[str, str]]:
    """A header block in notation, and its values."""
    rng = random.Random(f"{kind} {seed}")
    pairs = pairs_of(rng, rng.choice((0, 0, 0.25, 0.5)), rng.random() < 0.5)
    draw = Draw(rng, rng.choice(("", ":")))
    return LAYOUTS[kind](draw, pairs), {p.name: p.value for p in pairs}


def agencys_label_alone(kind: str, seed: int) -> set[str]:
    """The fields that are blank, with the agency's label in their place and no colon behind it.

    By its place alone such a text cannot be told from a value.
    """
    body, values = header(kind, seed)
    return {
        name
        for name, value in values.items()
        if not value and any(f'tc"{LABELS[name]}" tc"{each}" tc)' in body for each in _MORE)
    }


def wrong_and_named(kind: str, seed: int) -> tuple[list[str], set[str]]:
    """The fields that are read wrong, and those that an issue names."""
    body, values = header(kind, seed)
    reading = plandocs.parse(built({"header": body}))
    read = {name: getattr(reading.plan, name) for name in values}
    texts = {name: getattr(value, "text", value).strip("_") for name, value in read.items()}
    named = {(issue.field or "").partition(".")[0] for issue in reading.issues}
    return [name for name, value in values.items() if texts[name] != value], named
