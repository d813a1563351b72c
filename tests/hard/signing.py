"""What stands where a signature belongs: names, marks, phrases, reasons, rules, pictures."""

from __future__ import annotations

from typing import Any

from tests.hard.pieces import Draft

SIGNED = (
    "P Raman", "P.R.", "✓", "X", "签名", "signed", "Signed", "Approved", "agreed",
    "Electronically signed 3 July 2026", "Signed by e-mail 12/7/2026", "N. A.", "No Ah Kim",
    "Approved via TRIM 3 July", "Agreed – see e-mail of 3 July", "signed by hand, scan on file",
    "Pending Moon", "Declined Brown",
)  # fmt: skip
UNSIGNED = (
    "unsigned", "not signed", "Not yet signed", "no", "No", "Pending", "awaiting signature",
    "Awaiting manager", "to be signed", "TBA", "TBC", "n/a", "N/A", "not required", "declined",
    "refused", "on leave", "sign here", "(signature)", "Not signed – on leave", "NOT SIGNED",
    "Pending: back in August", "Unsigned (on leave)", "declined, see e-mail", "tbc",
    "Not required (acting)", "to be signed – 3 August", "No – away", "Awaiting Tom Alder",
)  # fmt: skip
DOUBTFUL = (
    "12 July 2026", "Helen Whitlam to sign", "signed?", "Signed: not yet", "see attached e-mail",
    "happy with this plan", "ask Helen", "discussed on 3 July", "will do next week",
    "not sure who signs", "Signed:",
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
    text = draft.rng.choice(_KINDS[kind])
    if kind == "crossed":
        other = plan["manager_name" if field == "officer_signature" else "officer_name"]
        mine = plan["officer_name" if field == "officer_signature" else "manager_name"]
        if not other or other.split()[-1] in mine or not other.isascii() or "," in other:
            return
        text = other
    plan[field] = {"signed": kind == "signed", "text": text}
    if kind == "rules":
        draft.unjudged.add(f"{field}.text")
        if draft.choices["header"] in ("lines", "one-cell", "two-a-line"):
            plan[field] = {"signed": False, "text": "TBC"}
    if kind in ("doubtful", "crossed"):
        draft.codes.add("doubtful-signature")


_KINDS = {"signed": SIGNED, "unsigned": UNSIGNED, "doubtful": DOUBTFUL, "rules": RULES,
          "crossed": ("",)}  # fmt: skip
SIGNING = tuple(_KINDS)
