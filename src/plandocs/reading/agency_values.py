"""An agency's own words with values in them, and values beside the form's fields.

A document property keeps the values that a document was filled with beside its form's fields. A
blank's footer or text box may have a tag (``{{ period.text }}``) or show a value by a field: its
frame with the plan's own values is printed and not typed; the same frame around other words is
typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from plandocs.description.form import FormSpec
from plandocs.description.taught import CONTEXT
from plandocs.model.plan import Plan
from plandocs.model.reading import Unmapped
from plandocs.word.template.context import context_of
from plandocs.word.view.document import Document, Paragraph, walk

MARK = "context"
"""The document property, behind ``plandocs-``, with what was printed for these tags."""


def mark_of(values: Mapping[str, str]) -> str:
    """The values that a document prints, as its property keeps them; "" for none."""
    filled = {name: text for name, text in values.items() if text}
    return json.dumps(filled, ensure_ascii=False) if filled else ""


def values_of(mark: str) -> dict[str, str]:
    """The values that a document was filled with, by name, out of its property."""
    try:
        result = json.loads(mark) if mark else {}
    except (ValueError, RecursionError):
        return {}
    values = result.items() if isinstance(result, dict) else ()
    return {
        name: "\n".join(" ".join(line.split()) for line in each.splitlines())
        for name, each in values
        if isinstance(each, str)
    }


def typed_only(
    unmapped: Iterable[Unmapped], printed: Mapping[str, str], form: FormSpec
) -> Iterator[Unmapped]:
    """What is in no field, without the values that the document was filled with: each once.

    A value that somebody changed is typed.
    """
    labels = {each.name.removeprefix(f"{CONTEXT}."): f"{each.label}: " for each in form.custom}
    left = [f"{labels.get(name, '')}{' '.join(text.split())}" for name, text in printed.items()]
    left += [line for text in printed.values() if "\n" in text for line in text.splitlines()]
    for each in unmapped:
        message = " ".join(each.text.split())
        if each.kind != "text" or each.field is not None or message not in left:
            yield each
        else:
            left.remove(message)


_TAG: Final = re.compile(
    r"\{\{-?\s*([A-Za-z_][\w.]*)(?:\s*\|\s*default\(\s*(?:\"\"|'')\s*\))?\s*-?\}\}"
)
_SLOT: Final = "\x00"  # where a field shows its result; no XML can hold it
_MOST_SLOTS, _LONGEST = 6, 2000


class Frame(NamedTuple):
    """The words around values, and for each value the tag's path, "" where a field shows it."""

    words: tuple[str, ...]
    values: tuple[str, ...]

    def with_values(self, context: object) -> re.Pattern[str]:
        """The text that it prints with these values, open where a field shows one."""
        values = (_text_at(context, path) if path else _SLOT for path in self.values)
        text = "".join(a + b for a, b in zip(self.words, (*values, ""), strict=True))
        return re.compile("(.*?)".join(map(re.escape, _words(text).split(_SLOT))), re.DOTALL)


def frames_of(blank: Document) -> tuple[Frame, ...]:
    """The frames on the pages and in the text boxes of a blank."""
    result = (_frame(text, computed) for text, computed in _texts(blank))
    return tuple(dict.fromkeys(frame for frame in result if frame is not None))


def frame_matcher(
    frames: tuple[Frame, ...], plan: Plan, form: FormSpec, custom: Mapping[str, str]
) -> Callable[[str], bool]:
    """Tell of a text whether it is one of the frames with this plan's values.

    ``custom`` are the values that the document was filled with beside the plan.
    """
    context = context_of(plan, form, custom)
    texts = {_words(each) for c in form.cells for each in c.kind.texts(getattr(plan, c.name))}
    known = texts | {plan.id}

    printed = [frame.with_values(context) for frame in frames]

    def shows(text: str) -> bool:
        words = _words(text)
        return len(words) <= _LONGEST and any(
            known.issuperset(match.groups())
            for pattern in printed
            if (match := pattern.fullmatch(words))
        )

    return shows


def _texts(blank: Document) -> Iterator[tuple[str, Sequence[str]]]:
    for p in walk(blank.blocks):
        yield from _boxes(p, ("textbox",))
    for story in blank.stories:
        if story.kind in ("header", "footer"):
            for p in walk(story.blocks):
                yield p.text, p.computed or ()
                yield from _boxes(p, ("textbox", "header-footer"))


def _boxes(p: Paragraph, kinds: tuple[str, ...]) -> Iterator[tuple[str, Sequence[str]]]:
    return ((extra.text, p.computed or ()) for extra in p.extras or () if extra.kind in kinds)


def _frame(text: str, computed: Sequence[str]) -> Frame | None:
    at = 0
    for value in computed:
        result = text.find(value, at) if value.strip() else -1
        if result >= 0:
            text = text[:result] + _SLOT + text[result + len(value) :]
            at = result + 1
    text = re.sub(rf"{_SLOT}(?:\s*{_SLOT})+", _SLOT, text)
    pieces = re.split(rf"{_TAG.pattern}|({_SLOT})", _words(text))
    if not 1 < len(pieces) <= 3 * _MOST_SLOTS + 1:
        return None
    return Frame(tuple(pieces[::3]), tuple(path or "" for path in pieces[1::3]))


def _text_at(context: object, path: str) -> str:
    for step in path.split("."):
        context = context.get(step) if isinstance(context, dict) else None
    return "" if context is None or isinstance(context, dict | list) else str(context)


def _words(text: str) -> str:
    return " ".join(text.split())
