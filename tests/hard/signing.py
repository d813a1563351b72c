"""What stands where a signature belongs: names, marks, phrases, reasons, rules, pictures."""

from __future__ import annotations

from typing import Any

from tests.hard.header import PICTURE
from tests.hard.pieces import Draft, paragraphs

SIGNED = (
    "M Quill", "M.Q.", "✓", "X", "签名", "signed", "Signed", "Approved", "agreed",
    "Electronically signed 3 July 2026", "Signed by e-mail 12/7/2026", "N. A.", "No Ah Kim",
    "Approved via TRIM 3 July", "Agreed – see e-mail of 3 July", "signed by hand, scan on file",
    "Pending Moon", "Declined Brown",
)  # fmt: skip
UNSIGNED = (
    "unsigned", "not signed", "Not yet signed", "no", "No", "Pending", "awaiting signature",
    "Awaiting manager", "to be signed", "TBA", "TBC", "n/a", "N/A", "not required", "declined",
    "refused", "on leave", "sign here", "(signature)", "Not signed – on leave", "NOT SIGNED",
    "Pending: back in August", "Unsigned (on leave)", "declined, see e-mail", "tbc",
    "Not required (acting)", "to be signed – 3 August", "[ ] signed", "☐ Agreed",
    "No – away", "Awaiting Tom Alder", "Signed: not yet",
)  # fmt: skip
DOUBTFUL = (
    "12 July 2026", "Helen Whitlam to sign", "signed?", "see attached e-mail",
    "happy with this plan", "ask Helen", "discussed on 3 July", "will do next week",
    "not sure who signs", "Agreed: Yes / No", "Agreed – no", "Signed Y/N",
)  # fmt: skip
RULES = ("______________", "..............", "–", "-", "Signature: ________ Date: ________",
         "Signature: ______  Date: __/__/____", "____ / ____ / ______")  # fmt: skip
_FIELDS = ("officer_signature", "manager_signature")


def signatures(plan: dict[str, Any], draft: Draft, kind: str) -> None:
    """Phrases of a kind in the plan's signatures, and what is expected of them."""
    for field in _FIELDS:
        if draft.rng.random() < 0.7:
            _sign(plan, draft, field, kind)


def _sign(plan: dict[str, Any], draft: Draft, field: str, kind: str) -> None:
    if kind in _SHAPED:
        return _SHAPED[kind](plan, draft, field)
    text = draft.rng.choice(_KINDS[kind])
    if kind == "crossed":
        other = plan["manager_name" if field == "officer_signature" else "officer_name"]
        mine = plan["officer_name" if field == "officer_signature" else "manager_name"]
        if not other or other.split()[-1] in mine or not other.isascii() or "," in other:
            return None
        text = other
    plan[field] = {"signed": kind == "signed", "text": text}
    if kind == "rules":
        draft.unjudged.add(f"{field}.text")
        if draft.choices["header"] in ("lines", "one-cell", "two-a-line"):
            plan[field] = {"signed": False, "text": "TBC"}
    if kind in ("doubtful", "crossed"):
        draft.codes.add("doubtful-signature")
    return None


def _name_under_line(plan: dict[str, Any], draft: Draft, field: str) -> None:
    name = plan["officer_name" if field == "officer_signature" else "manager_name"]
    if draft.choices["header"] in _APART and name:
        plan[field] = {"signed": False, "text": f"__________________\n{name}"}
        draft.unjudged.add(f"{field}.text")
        draft.codes.add("doubtful-signature")


def draw(draft: Draft, kind: str) -> None:
    """Pictures beside the phrases, or Word's own signature lines that nobody signed."""
    if kind not in ("picture-too", "word-line") or draft.choices["header"] not in _APART:
        return
    for para in paragraphs(draft.header):
        if not para.value or para.text not in _PHRASES or para.runs is not None:
            continue
        number = draft.number()
        if kind == "picture-too":
            para.more += PICTURE.format(id=number, descr="")
        else:
            para.runs, para.value, para.text = _LINE.format(id=number), False, ""


def _with_picture(plan: dict[str, Any], draft: Draft, field: str) -> None:
    """A picture over a rule or beside a name signs; beside "not signed" it is doubtful."""
    if draft.choices["header"] in _APART:
        text = draft.rng.choice(_PHRASES)
        no = text == "Not signed"
        plan[field] = {"signed": not no, "text": text}
        draft.unjudged.add(f"{field}.text")
        if no:
            draft.codes.add("doubtful-signature")


def _word_line(plan: dict[str, Any], draft: Draft, field: str) -> None:
    """The line stands in the file where the phrase stands in the draft."""
    if draft.choices["header"] in _APART:
        plan[field] = {"signed": False, "text": _PHRASES[0]}
        draft.unjudged.add(f"{field}.text")
        draft.allowed.add("doubtful-signature")


_APART = ("five", "four", "two", "swapped", "two-tables", "merged-gap", "uneven-grid")
_PHRASES = ("P. Raman-Signs", "__________________", "Not signed")
_LINE = (
    '<w:r><w:pict><v:shape id="sl{id}" type="#_x0000_t75" alt="Microsoft Office Signature Line..." '
    'style="width:192pt;height:96pt"><o:signatureline v:ext="edit" '
    'issignatureline="t" o:suggestedsigner="P Raman"/></v:shape></w:pict></w:r>'
)
_SHAPED = {"name-under-line": _name_under_line, "picture-too": _with_picture,
           "word-line": _word_line}  # fmt: skip
_KINDS = {"signed": SIGNED, "unsigned": UNSIGNED, "doubtful": DOUBTFUL, "rules": RULES,
          "crossed": ("",)}  # fmt: skip
SIGNING = (*_KINDS, *_SHAPED)
