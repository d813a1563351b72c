"""What stands beyond the slots of the copy that is read: beside it, in further copies, in the file.

In come a document and what the copy's own words gave; what is added goes to ``issues`` and
``unmapped``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plandocs.model.reading import Issue, Unmapped, new_issue
from plandocs.normal.prompts import is_prompt_of_control
from plandocs.reading.account import unmapped_kind
from plandocs.word.locate import Boilerplate, Copy
from plandocs.word.package.live import Live
from plandocs.word.package.properties import Facts
from plandocs.word.view.document import Block, Document, Extra, Mark, walk

_NOTES = ("comment", "footnote", "endnote")
_WHERE_THEY_ARE = {
    "comment": "comments", "hidden": "hidden-text", "embedded": "embedded-text",
}  # fmt: skip
_LONGEST_LINK = 300  # letters of a link
Notes = dict[tuple[str, str], str]


def notes_of(document: Document) -> Notes:
    """The texts of comments and notes, by kind and name."""
    return {
        (story.kind, story.name): "\n".join(p.text for p in walk(story.blocks))
        for story in document.stories
        if story.kind in _NOTES
    }


def add_outside_body(
    document: Document,
    printed: Boilerplate,
    notes: Notes,
    unmapped: list[Unmapped],
    shows: Callable[[str], bool] = lambda text: False,
) -> None:
    """Headers, footers, embedded text, notes that no paragraph spoke of, what notes hold beside.

    ``shows`` tells what the blank prints there with the plan's own values.
    """
    unmapped[:] = [e for e in unmapped if e.kind != "textbox" or not shows(e.text)]
    met = set(unmapped)
    for story in document.stories:
        if story.kind not in ("header", "footer", "embedded"):
            continue
        kind = "embedded" if story.kind == "embedded" else "header-footer"
        where = "embedded object" if story.kind == "embedded" else f"page {story.kind}"
        for p in walk(story.blocks):
            words = [] if shows(p.text) else [printed.beyond(" ".join(p.text.split()))]
            words += [
                each.text
                for each in p.extras or ()
                if _has_words(each) and not (printed.shows(each.text) or shows(each.text))
            ]
            for text in filter(None, (" ".join(each.split()) for each in words)):
                each = Unmapped(where, kind, text)
                if each not in met:
                    met.add(each)
                    unmapped.append(each)
    _in_notes(document, notes, unmapped)


def _in_notes(document: Document, notes: Notes, unmapped: list[Unmapped]) -> None:
    for (kind, _), text in notes.items():
        if text.strip():
            unmapped.append(Unmapped("beside the text", kind, " ".join(text.split())))
    for story in document.stories:
        if story.kind in _NOTES:
            unmapped += _extras(story.blocks, "beside the text", _NOTES)


def _has_words(extra: Extra) -> bool:
    """Return whether somebody wrote this: not a text moved away, not a control's own prompt."""
    if extra.kind == "prompt":
        return not is_prompt_of_control(extra.text)
    return extra.kind != "moved" and not extra.text.isspace() and extra.text != ""


def _extras(blocks: list[Block], where: str, skipped: tuple[str, ...]) -> list[Unmapped]:
    """What paragraphs carry beside their words, but for kinds that are reported elsewhere."""
    return [
        Unmapped(where, unmapped_kind(extra.kind), " ".join(extra.text.split()))
        for p in walk(blocks)
        for extra in p.extras or ()
        if extra.kind not in skipped and _has_words(extra)
    ]


def other_copy(
    copy: Copy, has_words: Callable[[str], bool], issues: list[Issue], unmapped: list[Unmapped]
) -> None:
    """A further copy of the form: all of it in ``unmapped``, of a blank one what stands beside.

    ``has_words`` tells whether the words of an automatic number are the form's own.
    """
    texts = [
        Unmapped(f"second form, {slot.where}", "text", " ".join(p.text.split()))
        for slot in (copy.slots() if copy.filled else ())
        for n, p in enumerate(walk(slot.blocks))
        if p.text[slot.cut if n == 0 else 0 :].strip()
    ]
    texts += [
        Unmapped(f"second form, {slot.where}", "text", " ".join(extra.text.split()))
        for slot in (copy.slots() if copy.filled else ())
        for extra in (extra for p in walk(slot.blocks) for extra in p.extras or ())
        if extra.kind == "number" and not has_words(extra.text)
    ]
    texts += [
        each
        for slot in copy.slots()
        for each in _extras(slot.blocks, f"second form, {slot.where}", (*_NOTES, "number"))
    ]
    texts += [
        Unmapped(f"second form, {s.where}", unmapped_kind(s.kind), s.text)
        for s in copy.unmatched
        if s.text
    ]
    if copy.filled:
        issues.append(new_issue("second-form", where="second form"))
    unmapped.extend(texts)


def _tracked_outside_body(document: Document) -> bool:
    """Return whether changes were tracked in a header, a footer, a note or a comment."""
    paragraphs = (p for story in document.stories for p in walk(story.blocks))
    return any(p.marks and p.marks & Mark.TRACKED for p in paragraphs)


class Origin(NamedTuple):
    """What is known of a file beside its document; no step after the door asks the package.

    ``converted`` is the extension of what LibreOffice made the document from, "" for a Word file.
    """

    source: str
    sha256: str
    converted: str
    facts: Facts
    live: tuple[Live, ...]


def of_the_whole(
    origin: Origin, document: Document, issues: list[Issue], unmapped: list[Unmapped]
) -> None:
    """Issues of the file as a whole, where no field's issue says it already."""
    codes = {issue.code for issue in issues}
    kinds = {each.kind for each in unmapped}
    if "tracked-changes" not in codes and (document.tracked or _tracked_outside_body(document)):
        message = "Changes were tracked in this file; it is read as if all were accepted."
        issues.append(new_issue("tracked-changes", message))
    for kind, code in _WHERE_THEY_ARE.items():
        if kind in kinds and code not in codes:
            places = dict.fromkeys((e.field, e.where) for e in unmapped if e.kind == kind)
            issues += [new_issue(code, "", *place) for place in places]
    if "text" in kinds:
        count = sum(each.kind == "text" for each in unmapped)
        pieces = "pieces of text stand" if count > 1 else "piece of text stands"
        message = f"{count} {pieces} outside the form's own boxes."
        issues.append(new_issue("unmapped-text", message))
    if origin.converted:
        message = f"The file was converted from {origin.converted} by LibreOffice before reading."
        issues.append(new_issue("converted", message))
    _report_live(origin.live, issues)


def _report_live(live_content: tuple[Live, ...], issues: list[Issue]) -> None:
    """A warning for each thing that would start or fetch something when the file is opened."""
    for live in live_content:
        target = live.what if len(live.what) <= _LONGEST_LINK else f"{live.what[:_LONGEST_LINK]}…"
        if live.local:
            message = f"The file links to something outside ({target}); it was not followed."
            issues.append(new_issue("external-link", message))
        else:
            message = (
                f"The file holds something that starts or fetches something when it is opened "
                f"({target}); it was not followed."
            )
            issues.append(new_issue("live-content", message, where=live.where))
