"""What people write around the form: sign-off lines, memos, e-mails, markings, remarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.hard.pieces import Block, Cell, Draft, Para, Row, Table
from tests.hard.xml import run

_IN_LINES = ("lines", "two-a-line", "below")
_SIGN_OFFS = (
    "Manager: Tom Alder, 3 July 2026",
    "Officer: Jo Brand, 12/7/2026",
    "Signed: ______________ Date: ___________",
    "Manager signature: H Whitlam   Date: 3 July 2026",
    "Officer signature: J Brand",
    "Name: Jo Brand    Signature: Jo Brand    Date: 3/7/2026",
    "Approved: Helen Whitlam, Deputy Secretary",
    "Manager name: Helen Whitlam",
    "Both parties have agreed to this plan on 4 July 2026.",
)
_REMARKS = (
    "Officer: agreed with Tom on Tuesday",
    "Manager: happy with the above",
    "Period of plan: to be confirmed with People Branch",
    "Classification: under review since March",
    "Date of meeting: second meeting on 4 August 2026",
    "Division: moves to Corporate on 1 January",
    "NB performance measures still to be costed by Finance",
    "Name: as on the contract",
    "Managers comments: none this year",
    "Learning needs are discussed every quarter",
    "Note for payroll: bonus does not apply",
    "Supervisor: on leave until August",
)
_MEMO = (
    "MEMORANDUM",
    "To: Jo Brand, People Branch",
    "From: Helen Whitlam",
    "Date: 3 August 2026",
    "Subject: Completed performance plan",
    "Please find below the plan that we discussed. The measures were costed by Finance.",
    "Officer: as named in the plan",
    "Regards",
    "Helen",
)
_MAIL = (
    "From: Alder, Tom <tom.alder@example.org>",
    "Sent: Friday, 3 July 2026 9:12 AM",
    "To: Raman, Priya",
    "Cc: People Branch",
    "Subject: RE: your performance plan 2025-26",
    "Hi Priya, I have signed and agreed. See my comments at outcome 2.",
    "Kind regards",
    "Tom Alder | Deputy Secretary | Corporate Services",
    "Manager: Corporate Services Division",
    "Phone: 03 6165 9999",
)
_MARKINGS = (
    "OFFICIAL: Sensitive",
    "Classification: OFFICIAL",
    "Classification: OFFICIAL: Sensitive",
    "Security classification: PROTECTED",
    "DLM: Personal Privacy",
    "Classification Level: OFFICIAL",
    "Sensitive: Personal",
    "Level: PROTECTED",
)


def line(draft: Draft, text: str, *kinds: str) -> Para:
    """A typed line that belongs to no field."""
    return Para(draft.stray(text, *kinds), typed=True)


def spots(draft: Draft, near_header: bool = True) -> list[list[Block]]:
    """The places around the form, as lists to add to."""
    found = [draft.before, *(draft.sections[name] for name in draft.order), draft.after]
    if near_header and draft.choices["header"] not in _IN_LINES:
        found += [draft.above, draft.below]
    return found


def lacks(draft: Draft) -> None:
    """A label elsewhere may fill what the header has no label for, if that is told."""
    draft.either |= draft.lacking
    draft.allowed.add("label-elsewhere")


def put(draft: Draft, blocks: Sequence[Block], near_header: bool = True) -> None:
    """Blocks at one of the places around the form, with a blank line on either side."""
    place = draft.rng.choice(spots(draft, near_header))
    place += [Para(), *blocks, Para()]


def sign_off(draft: Draft) -> None:
    """Lines in which people sign off, under the form."""
    lacks(draft)
    place = draft.rng.choice((draft.after, draft.sections[draft.order[-1]]))
    place += [line(draft, text) for text in draft.rng.sample(_SIGN_OFFS, draft.rng.randint(1, 3))]


def remark(draft: Draft) -> None:
    """A remark or two that begin with a label of the form."""
    lacks(draft)
    texts = draft.rng.sample(_REMARKS, draft.rng.randint(1, 2))
    put(draft, [line(draft, text) for text in texts])


def memo(draft: Draft) -> None:
    """A cover memo above the form."""
    lacks(draft)
    draft.before += [line(draft, text) for text in _MEMO]
    draft.before.append(Para(runs='<w:r><w:br w:type="page"/></w:r>'))


def mail_above(draft: Draft) -> None:
    """An e-mail pasted above the form."""
    lacks(draft)
    draft.before += [*(line(draft, text) for text in _MAIL), Para()]


def mail_below(draft: Draft) -> None:
    """An e-mail pasted below the form."""
    lacks(draft)
    draft.after += [Para(), *(line(draft, text) for text in _MAIL)]


def marking(draft: Draft) -> None:
    """A protective marking in a line of its own."""
    lacks(draft)
    put(draft, [line(draft, draft.rng.choice(_MARKINGS))])


def marking_table(draft: Draft) -> None:
    """A protective marking in a table, label and value in cells of their own."""
    lacks(draft)
    label, _, text = draft.rng.choice([m for m in _MARKINGS if m.startswith("C")]).partition(": ")
    cells = [Cell([Para(draft.may(label + ":"))]), Cell([line(draft, text)])]
    put(draft, [Table([Row(cells)], [2400, 7200])])


def marking_header(draft: Draft) -> None:
    """A protective marking in the page's header."""
    text = draft.stray(draft.rng.choice(_MARKINGS), "header-footer")
    draft.parts["word/header6.xml"] = f"<w:hdr %NS%><w:p>{run(text)}</w:p></w:hdr>"
    draft.rels.append(("rIdH6", "header", "header6.xml", False))
    draft.sect += '<w:headerReference w:type="even" r:id="rIdH6"/>'


def under_heading(draft: Draft) -> None:
    """A remark between a section's title and its table."""
    name = draft.rng.choice(draft.order)
    if draft.headings[name]:
        lacks(draft)
        draft.headings[name].append(line(draft, draft.rng.choice(_REMARKS)))


NOTES: dict[str, Callable[[Draft], None]] = {
    "sign-off": sign_off, "remark": remark, "memo": memo, "mail-above": mail_above,
    "mail-below": mail_below, "marking": marking, "marking-table": marking_table,
    "marking-header": marking_header, "under-heading": under_heading,
}  # fmt: skip
