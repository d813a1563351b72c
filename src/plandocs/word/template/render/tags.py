"""A tag, and a part whose tags have been taken out.

Where a tag stood there is a processing instruction with its number (in an attribute, where none can
stand, a token), so that what follows moves elements and never reads text again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from plandocs.word.package.places import Atlas, Place, W
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.scan import Kind, Level, Mark

TAG = "plandocs-tag"
"""The target of the processing instruction that stands for a tag."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a part; ``bare`` where its value cannot be a run's text.

    ``inner`` is a filter that bounds such a value.
    """

    number: int
    kind: Kind
    level: Level
    code: str
    lead: str
    trail: str
    joins_previous: bool
    joins_next: bool
    typed: str
    place: Place
    bare: bool
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """What goes out of a text with a tag: more than itself where a ``-`` joins lines."""

    start: int
    end: int
    previous: bool = False
    following: bool = False


@dataclass
class TaggedPart:
    """A part whose tags have been taken out; ``root`` is the caller's to change."""

    name: str
    root: etree._Element
    token: str
    atlas: Atlas
    tags: list[Tag] = field(default_factory=list)
    findings: list[TemplateMistake] = field(default_factory=list)
    raw: Place | None = None
    """Where ``{% raw %}`` was opened, while it is."""
    comments: list[tuple[str, Place]] = field(default_factory=list)
    """What ``{# … #}`` say, with their places; nothing of it is rendered."""
    touched: bool = False
    """Whether rendering changes it: a tag, a comment or a guarded brace."""

    def tag_of(self, node: etree._Element) -> Tag | None:
        """The tag that this node stands for, if it does."""
        if isinstance(node, etree._ProcessingInstruction) and node.target == TAG:
            return self.tags[int(node.text or "0")]
        return None


def unfinished(opening: str, place: Place) -> TemplateMistake:
    """The finding for a tag that is opened and not closed."""
    close = {"{{": "}}", "{%": "%}", "{#": "#}"}[opening]
    return mistake(
        "unclosed-tag",
        f"a tag is opened with {opening} and not closed in its paragraph",
        place,
        f"Close it with {close} in the same paragraph.",
    )


def numbered(part: TaggedPart, mark: Mark, place: Place, reach: Reach | None = None) -> Tag:
    """The mark as a tag of the part; without a ``reach`` it stands outside a run's text."""
    joins = reach or Reach(mark.start, mark.end)
    kept_lead = joins.start == mark.start and not joins.previous and not mark.level
    kept_trail = joins.end == mark.end and not joins.following and not mark.level
    tag = Tag(
        number=len(part.tags),
        kind=mark.kind,
        level=mark.level,
        code=mark.code,
        lead=mark.lead if kept_lead else "",
        trail=mark.trail if kept_trail else "",
        joins_previous=joins.previous,
        joins_next=joins.following,
        typed=mark.typed,
        place=place,
        bare=reach is None,
    )
    part.tags.append(tag)
    return tag


def fill(element: etree._Element, items: list[str | Tag]) -> None:
    """Give an element this text, with a processing instruction for each tag in it."""
    element.text = ""
    last: etree._Element | None = None
    for item in items:
        if isinstance(item, Tag):
            last = etree.ProcessingInstruction(TAG, str(item.number))
            element.append(last)
        elif last is None:
            element.text += item
        else:
            last.tail = (last.tail or "") + item
    if element.tag == f"{W}t":
        element.set(_SPACE, "preserve")
