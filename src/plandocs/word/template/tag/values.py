"""One value's tags: a field as text, a list as a loop of paragraphs, with real bullets."""

from __future__ import annotations

from typing import NamedTuple

from plandocs.description.form import FieldSpec
from plandocs.word.locate import Slot
from plandocs.word.revise.boxes import with_ticks
from plandocs.word.revise.edits import Edits, paragraph_with, properties_of
from plandocs.word.template.tag.bullets import in_list, in_style
from plandocs.word.view.document import walk

BULLET_STYLE = "FormEntryBullet"


def expression(spec: FieldSpec, path: str) -> str:
    """What a tag asks for to show the value at a path."""
    return f"{path}.text" if spec.kind.parts else path


class Bullets(NamedTuple):
    """How measures get their bullets: by the form's own style, or by the list ``num``."""

    styled: bool
    num: str

    def items(self, paragraph: str, listed: bool, spec: FieldSpec, path: str) -> str:
        """A paragraph for each item: a bullet for measures, a plain one for links."""
        own = properties_of(paragraph)
        bullet = own
        if spec.role == "measure" and not listed:
            bullet = in_style(own, BULLET_STYLE) if self.styled else in_list(own, self.num)
        return "".join(
            (
                paragraph_with(paragraph, f"{{%p for item in {path} %}}"),
                paragraph_with(paragraph, "{{ item }}", properties=bullet),
                paragraph_with(paragraph, "{%p endfor %}"),
            )
        )


def ticked_texts(edits: Edits, slot: Slot, path: str) -> list[str]:
    """The paragraphs of a slot with boxes to tick, each box with its tag; none for any other."""
    paragraphs = list(walk(slot.blocks))
    text = "\n".join(p.text for p in paragraphs)[slot.cut :]
    options = iter(boxes := slot.spec.kind.boxes(text))
    try:
        found = [with_ticks(edits.paragraph(p), options, path) for p in paragraphs if boxes]
    except StopIteration:
        return []  # more boxes than options
    return [] if next(options, None) else found
