"""The account of one reading: issues, unmapped text and origins as they gather."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from plandocs.description.form import FieldSpec
from plandocs.model.reading import Issue, Unmapped, new_issue
from plandocs.normal.markers import items
from plandocs.normal.prompts import is_prompt
from plandocs.problems import Severity
from plandocs.reading.label_values import Labels
from plandocs.word.locate import Slot
from plandocs.word.view.document import Extra, Mark, Paragraph, Table, walk
from plandocs.word.view.text import paras_of, visible_text

_OF_MARK = (
    (Mark.TRACKED, "tracked-changes"),
    (Mark.HIDDEN, "hidden-text"),
    (Mark.STRUCK, "struck-text"),
    (Mark.PLACEHOLDER, "placeholder-left"),
)
_OF_MARKS = sum(int(mark) for mark, _ in _OF_MARK)


_ISSUE_AND_KIND = {  # what stands beside a value: its issue, and its kind in `unmapped`
    "embedded": ("embedded-text", "embedded"),
    "unread": ("embedded-text", "object"),
    "control": ("form-control", "textbox"),
    "unread-control": ("form-control", "object"),
    "stale": ("bound-text", "text"),
    "unfollowed": ("binding-not-followed", ""),
    "comment": ("comments", "comment"),
}


def unmapped_kind(kind: str) -> str:
    """The kind of an extra as ``unmapped`` has it."""
    if kind == "prompt":
        return "text"
    return _ISSUE_AND_KIND[kind][1] if kind in _ISSUE_AND_KIND else kind


Taken = list[tuple[str, list[Slot]]]
"""The slots of each value by its path, in the order of reading; of rows that go on several."""


class Account:
    """Gathers what is noticed while slots become values."""

    def __init__(
        self,
        notes: dict[tuple[str, str], str],
        has_words: Callable[[str], bool],
        labels: Labels,
        asks: bool = False,
        taken: Taken | None = None,
    ) -> None:
        self.taken = taken  # which slots each value was read from, where somebody asks
        self.has_words = has_words  # does the form print the words of this automatic number?
        self.labels = labels
        self.asks = asks  # are Word's own prompts in blank cells the form's boilerplate?
        self.label_starts = labels.starts
        self.suspects: set[FieldSpec] = set()  # fields with a value that may be a printed label
        self.issues: list[Issue] = []
        self.unmapped: list[Unmapped] = []
        self.origins: dict[str, tuple[str, int, int, str]] = {}
        self.untidy: dict[str, None] = {}  # where more stood than plain texts in normal form
        self.counted: dict[str, int] = {}  # items of each list so far
        self.notes = notes  # the texts of comments and notes, by kind and id
        self.reported: set[tuple[str, str | None, str]] = set()

    def issue(
        self,
        code: str,
        field: str | None,
        where: str,
        message: str = "",
        severity: Severity | None = None,
    ) -> None:
        """Notice something, once for each field or place."""
        if (code, field, where) in self.reported:
            return
        self.reported.add((code, field, where))
        self.issues.append(new_issue(code, message, field, where, severity))

    def place(self, path: str, slot: Slot) -> None:
        """Remember where a value came from."""
        raw = visible_text(slot.blocks)
        self.untidy[path] = None
        before = self.origins.get(path)
        if before is None or (raw and not before[3]):
            self.origins[path] = (slot.section, slot.row, slot.column, raw)
        elif raw:
            self.origins[path] = (*before[:3], f"{before[3]}\n{raw}")

    def origin(self, path: str, slot: Slot) -> None:
        """Remember where a value came from, and look at what else stands in its slot."""
        self.place(path, slot)
        for number, block in enumerate(slot.blocks):
            if isinstance(block, Table):
                for p in walk([block]):
                    self._report_paragraph(path, slot, p, path)
            elif block.marks or block.extras:
                self._report_paragraph(path, slot, block, self._item_path(path, slot, number))
            elif is_prompt(block.text[0 if number else slot.cut :]):
                self.prompt(slot, self._item_path(path, slot, number))

    def items_of(self, path: str, slot: Slot, count: int) -> None:
        """So many items of a list stand in this slot; those of a second slot have a place each."""
        start = self.counted.get(path, 0)
        self.counted[path] = start + count
        if start:
            place = (slot.section, slot.row, slot.column, visible_text(slot.blocks))
            for number in range(start, start + count):
                self.origins[f"{path}[{number}]"] = place
                self.untidy[f"{path}[{number}]"] = None

    def so_far(self) -> tuple[int, int, int]:
        """How much was noticed until now; for `dropped`."""
        return len(self.issues), len(self.unmapped), len(self.taken or ())

    def dropped(self, row: str, columns: Iterable[str], before: tuple[int, int, int]) -> None:
        """The row at this path is no item: the next one has its path, and none of its places.

        What was noticed in it since ``before`` stays, without a field.
        """
        for name in columns:
            self.origins.pop(f"{row}.{name}", None)
        if self.taken is not None:
            del self.taken[before[2] :]
        noticed, unmapped = self.issues[before[0] :], self.unmapped[before[1] :]
        if noticed:
            once = dict.fromkeys(replace(issue, field=None) for issue in noticed)
            self.issues[before[0] :] = once
        if unmapped:
            self.unmapped[before[1] :] = [replace(each, field=None) for each in unmapped]

    def shared(self, path: str, other: str) -> None:
        """A cell merged over two rows: the value at ``other`` stands where ``path`` does."""
        if self.taken is not None:
            self.taken += [(other, slots) for at, slots in self.taken if at == path]
        for each in [each for each in self.origins if each == path or each.startswith(f"{path}[")]:
            self.origins[other + each[len(path) :]] = self.origins[each]
            if each in self.untidy:
                self.untidy[other + each[len(path) :]] = None

    def _item_path(self, path: str, slot: Slot, number: int) -> str:
        """The item of a list in which a paragraph of its cell stands."""
        if not slot.spec.kind.many:
            return path
        count = len(items(paras_of(slot.blocks[: number + 1])))
        return f"{path}[{max(0, self.counted.get(path, 0) + count - 1)}]"

    def prompt(self, slot: Slot, item: str, *, preserved: bool = False) -> None:
        """A prompt as plain text: its content control was lost, or it is an agency's own.

        The latter is ``preserved`` as the value, since somebody may have typed it.
        """
        if "prompt" not in slot.spec.kind.own and (preserved or not self.asks):
            message = (
                "This looks like a prompt that nobody replaced; it is kept." if preserved else ""
            )
            self.issue("placeholder-left", item, slot.where, message)

    def _report_paragraph(self, path: str, slot: Slot, p: Paragraph, item: str) -> None:
        if p.marks & _OF_MARKS:
            for mark, code in _OF_MARK:
                if p.marks & mark:
                    self.issue(code, item, slot.where)
        if p.marks & Mark.BREAKS and slot.spec.kind.many and "\n" in p.text.strip():
            self.issue("line-breaks-in-item", item, slot.where)
        for extra in p.extras or ():
            belongs = extra.kind in slot.spec.kind.own or (extra.kind == "prompt" and self.asks)
            if belongs and (extra.kind != "prompt" or is_prompt(extra.text)):
                continue  # a picture that signs; a list from which nothing was chosen
            if extra.kind == "number":
                if not self.has_words(extra.text):
                    self.extra(Extra("text", extra.text), slot.where, item)
                continue
            self.extra(extra, slot.where, item)

    def extra(self, extra: Extra, where: str, field: str | None) -> None:
        """Something beside the visible text: it goes to ``unmapped`` by its kind."""
        kind, text = extra
        if kind == "moved":
            return
        if kind == "prompt":
            self.issue("placeholder-left", field, where)
            if is_prompt(text):
                return
            kind = "text"
        if kind in ("comment", "footnote", "endnote"):
            text = self.notes.pop((kind, text), "")
        if kind in _ISSUE_AND_KIND:
            code, kind = _ISSUE_AND_KIND[kind]
            self.issue(code, field, where)
        if text.strip():
            self.unmapped.append(Unmapped(where, kind, " ".join(text.split()), field))
