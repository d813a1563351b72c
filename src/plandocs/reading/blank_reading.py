"""What a form's blank is read as outside its fields: its pictures, words where no field is.

Nobody typed them, so a document that has them as well is not asked about them. What it has more
than the blank, or with other words, counts as typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.model.reading import Issue, Unmapped

_OF_LAYOUT = frozenset({
    "cells-off-headings", "continued-table", "embedded-text", "form-control", "header-footer",
    "label-by-likeness", "label-elsewhere", "missing-field", "placeholder-left", "second-copy",
    "text-in-label-cell", "unknown-column", "unread-control", "value-by-place",
})  # fmt: skip
"""Issues that a blank's boilerplate may cause; none speaks of what somebody did to a file."""


@dataclass(frozen=True, slots=True)
class BlankReading:
    """What reading a form's own blank gave: how often each text in no field, and which issues."""

    texts: Counter[tuple[str, str]]
    issues: frozenset[tuple[str, str | None, str]]

    @classmethod
    def of(cls, issues: Sequence[Issue], unmapped: Sequence[Unmapped]) -> BlankReading:
        """The contents of a blank that was read with these."""
        return cls(
            Counter((each.kind, each.text) for each in unmapped),
            frozenset(map(_place, filter(_is_of_layout, issues))),
        )

    @staticmethod
    def may_be_in(issues: Sequence[Issue], unmapped: Sequence[Unmapped]) -> bool:
        """Return whether a reading has anything that could be a blank's own."""
        return bool(unmapped) or any(map(_is_of_layout, issues))

    def leave_out(self, issues: list[Issue], unmapped: list[Unmapped]) -> None:
        """Take the blank's own texts out, and its issues where nothing else is beside them."""
        left = Counter(self.texts)
        for each in list(unmapped):
            if left[each.kind, each.text]:
                left[each.kind, each.text] -= 1
                unmapped.remove(each)
        places = {each.where for each in unmapped}
        issues[:] = [
            each for each in issues if each.where in places or _place(each) not in self.issues
        ]


def _is_of_layout(issue: Issue) -> bool:
    """Whether it can be the blank's own; a prompt left in a field is that document's."""
    prompt = issue.code == "placeholder-left" and issue.field is not None
    return issue.code in _OF_LAYOUT and not prompt


def _place(issue: Issue) -> tuple[str, str | None, str]:
    return issue.code, issue.field, issue.where
