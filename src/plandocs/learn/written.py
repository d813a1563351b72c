"""A proposal as the file that HR reads and puts right: TOML, with what was unsure as comments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from plandocs.learn.proposal import Entry, Proposal, Section

_HEAD = """\
# {title}, learnt from {blank}. Read it beside the blank: is each label a field, and of the right
# kind? Lines with "unsure" say what to look at. `plandocs form check` tries it on the blank.
# Kinds: text, items, date, period, signature, number, tick (with options), choice (with choices).
"""
_LEFT_OUT = "# Places that were seen in the blank and are not in the form:"
_LONGEST = 88


def written(proposal: Proposal, blank: str) -> str:
    """The file's text; ``blank`` is the name of the blank beside it, "" for none."""
    lines = [
        _HEAD.format(title=_one_line(proposal.title), blank=blank or "its blank"),
        *_unsure(proposal.unsure),
        f"form = {_text(proposal.name)}",
        f"title = {_text(proposal.title)}",
    ]
    if blank:
        lines.append(f"blank = {_text(blank)}")
    if proposal.only:
        lines.append("# Words that hardly any other form prints; the form is told by them.")
        lines += _list("only", proposal.only)
    for entry in proposal.fields:
        lines += ["", f"[fields.{entry.name}]", *_entry(entry)]
    for section in proposal.sections:
        lines += _section(section)
    if proposal.left_out:
        lines += ["", _LEFT_OUT]
        lines += [f"# - {_one_line(each.label)} ({each.where}): {each.why}" for each in
                  proposal.left_out]  # fmt: skip
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield from _unsure(entry.unsure)
    if entry.under:
        yield f"under = {_text(entry.under)}"
    yield f"label = {_text(entry.label)}"
    if entry.key:
        yield "key = true"
    if entry.kind_name != "text":
        yield f"kind = {_text(entry.kind_name)}"
    if entry.options:
        yield from _list("options", entry.options)
    if entry.choices:
        yield from _list("choices", entry.choices)
    if entry.role:
        yield f"role = {_text(entry.role)}"


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"[sections.{section.name}]"
    yield from _unsure(section.unsure)
    yield f"heading = {_text(section.heading)}"
    yield f"shape = {_text(section.shape)}"
    if section.numbered:
        yield "numbered = true"
    if section.rows:
        yield from _list("rows", section.rows)
    if section.closed:
        yield "closed = true"
    for entry in section.fields:
        yield ""
        yield f"[sections.{section.name}.fields.{entry.name}]"
        yield from _entry(entry)


def _unsure(reasons: Iterable[str]) -> list[str]:
    return [f"# unsure: {_one_line(reason)}" for reason in reasons]


def _list(name: str, texts: Iterable[str]) -> list[str]:
    each = [_text(text) for text in texts]
    line = f"{name} = [{', '.join(each)}]"
    return [line] if len(line) <= _LONGEST else [f"{name} = [", *(f"    {t}," for t in each), "]"]


def _text(text: str) -> str:
    """A TOML basic string; what JSON escapes, TOML reads."""
    return json.dumps(_one_line(text), ensure_ascii=False)


def _one_line(text: str) -> str:
    """A text on one line, without what a TOML comment or string may not hold."""
    return "".join(each for each in " ".join(text.split()) if each.isprintable())
