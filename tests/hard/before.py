"""What changes a plan before it is written down: signatures, emoji, labelled lines, titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.documents.official import TITLE
from tests.hard import hints, signing
from tests.hard.pieces import Draft, Para, paragraphs
from tests.hard.xml import run

_BESIDE_LABELS = ("five", "four", "two", "swapped", "two-tables", "merged-gap", "uneven-grid",
                  "blank-around", "no-colons", "above")  # fmt: skip
_EMOJI = ("😀", "🎯", "✅", "👍🏽", "🚀")
_CHOICE = (
    '<w:r><w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback>'
    '<w:rFonts w:ascii="Segoe UI Emoji" w:hAnsi="Segoe UI Emoji"/></mc:Fallback>'
    '</mc:AlternateContent></w:rPr><mc:AlternateContent><mc:Choice Requires="w16se">'
    '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{code:X}"/></mc:Choice>'
    "<mc:Fallback><w:t>{text}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)


def _division(plan: dict[str, Any], draft: Draft) -> None:
    """Division and branch as two labelled lines in one cell."""
    if draft.choices["header"] in _BESIDE_LABELS and draft.choices["labels"] == "printed":
        plan["division_branch"] = draft.rng.choice((
            "Division: Corporate Services\nBranch: Finance",
            "Division: Reform\nBranch: Service Design",
            "Division – Policy\nBranch – Reform",
        ))  # fmt: skip


def _emoji(plan: dict[str, Any], draft: Draft) -> None:
    """An emoji in a measure."""
    for row in plan["outcomes"]:
        if row["measures"]:
            row["measures"][-1] += " " + draft.rng.choice(_EMOJI)


VALUES: dict[str, Callable[[dict[str, Any], Draft], None]] = {
    "division-lines": _division, "emoji": _emoji,
}  # fmt: skip


def change_plan(draft: Draft) -> None:
    """The plan's values, by the choices that change them."""
    plan, choices = draft.plan, draft.choices
    if choices["hints"] in ("brackets", "prompts", "languages"):
        hints.blank_some(plan, draft)
    if choices["signing"] != "plain":
        signing.signatures(plan, draft, choices["signing"])
    if choices["values"] in VALUES:
        VALUES[choices["values"]](plan, draft)


def write_emoji(draft: Draft) -> None:
    """Emoji as Word writes them: alternate content, the character in its fallback alone."""
    pattern = re.compile("(" + "|".join(_EMOJI) + ")")
    for para in paragraphs([b for name in draft.order for b in draft.sections[name]]):
        if para.value and para.runs is None and pattern.search(para.text):
            parts = pattern.split(para.text)
            para.runs = (run(para.lead) if para.lead else "") + "".join(
                "".join(_CHOICE.format(code=ord(each), text=each) for each in part)
                if part in _EMOJI
                else run(part)
                for part in parts
            )
            para.text, para.value = "", False


def stage_two(draft: Draft) -> list[Para]:
    """The title of another stage."""
    draft.stray("Stage 2")
    return [Para("Stage 2", typed=True), *(Para(text) for text in TITLE[1:])]


def own_title(draft: Draft) -> list[Para]:
    """The agency's own title instead of the printed one."""
    texts = ("SES Performance Agreement 2026-27", "Executive plan for the cycle")
    return [Para(draft.stray(draft.rng.choice(texts)), typed=True, style="Heading1")]


def joined_title(draft: Draft) -> list[Para]:
    """Stage and title in one line."""
    del draft
    return [Para("Stage 1 – Senior Executive – Performance Management Plan", style="Heading1")]


def no_title(draft: Draft) -> list[Para]:
    """No title."""
    del draft
    return []


HEADLINES: dict[str, Callable[[Draft], list[Para]]] = {
    "stage-2": stage_two, "own": own_title, "joined": joined_title, "none": no_title,
}  # fmt: skip
