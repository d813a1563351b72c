"""Reading a template: its parts with their tags found, lifted and checked.

The one way for both `prepare` and `lint`, so that what one refuses the other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from plandocs.word.package.open import open_parts
from plandocs.word.package.places import Place
from plandocs.word.package.properties import stamped
from plandocs.word.package.save import DocumentParts, as_document, tree_of
from plandocs.word.package.trees import parse_xml
from plandocs.word.template.render.disarm import Taken, disarmed
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.finish import Keep
from plandocs.word.template.render.grammar import Order, check_tag, pair, parse_tag
from plandocs.word.template.render.hoist import apply_cell_words, hoist
from plandocs.word.template.render.repeatable import free_controls, make_repeatable, mark_places
from plandocs.word.template.render.tags import Tag, TaggedPart, take_tags

_MOST_TAGS = 10_000
_WITHOUT = re.compile(r"without:\s*([\w\s,]+)")
_SHOWN = 300  # letters of a link


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part with tags: ready to compile where no finding is an error."""

    part: TaggedPart
    order: tuple[Tag, ...]
    keeps: tuple[Keep, ...]
    columns: bool
    findings: tuple[TemplateMistake, ...]


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A template's package, and those of its parts that hold tags."""

    package: DocumentParts
    parts: tuple[ReadPart, ...]
    live: tuple[TemplateMistake, ...] = ()

    @property
    def findings(self) -> tuple[TemplateMistake, ...]:
        """Everything found in any part, in the order of the document."""
        return (*self.live, *(finding for part in self.parts for finding in part.findings))

    @property
    def left_out(self) -> dict[str, Place]:
        """Fields that the template leaves out on purpose: ``{# without: learning_needs #}``."""
        return {
            name: place
            for part in self.parts
            for code, place in part.part.comments
            if (match := _WITHOUT.fullmatch(code))
            for name in match[1].replace(",", " ").split()
        }


def read_template(template: bytes, source: str) -> ReadTemplate:
    """Read a template of any Word kind.

    Raises a DocumentError where the package cannot be read; what is wrong with tags is a finding.
    """
    parts, taken = disarmed(open_parts(template, source), source)
    package = as_document(parts, source)
    package.parts[package.core] = stamped(package.parts[package.core], source)
    named = list(package.tagged)
    named.append((package.core, "the document's properties"))
    held = [(name, label) for name, label in named if b"{" in package.parts[name]]
    read = [_read(package, name, label, source) for name, label in held]
    touched = tuple(part for part in read if part.part.touched or part.findings)
    return ReadTemplate(package, touched, tuple(map(_live_mistake, taken)))


def _read(package: DocumentParts, name: str, label: str, source: str) -> ReadPart:
    if name == package.core:
        root = parse_xml(package.parts[name], name, source)
    else:
        root = tree_of(package.parts, name, source)
    part = take_tags(root, name, label, package.parts[name].decode("utf-8", "replace"))
    if len(part.tags) > _MOST_TAGS:
        return _overfull(part)
    lost = hoist(part)
    columns = apply_cell_words(part)
    order = Order(part)
    columns = columns or any(tag.level == "tc" for tag in order.tags)
    blocks, unpaired = pair(order.tags)
    free_controls(part)
    make_repeatable(part)
    findings = [
        *part.findings,
        *(finding for tag in order.tags for finding in check_tag(tag)),
        *unpaired,
        *order.misfits(blocks),
    ]
    findings.sort(key=lambda finding: (finding.spot.paragraph, finding.spot.start))
    return ReadPart(part, tuple(order.tags), mark_places(part, lost), columns, tuple(findings))


def _overfull(part: TaggedPart) -> ReadPart:
    message = f"there are more than {_MOST_TAGS:,} tags"
    result = mistake("too-many-tags", message, part.tags[-1].place, "Use loops, or fewer tags.")
    return ReadPart(part, (), (), False, (result,))


def _live_mistake(taken: Taken) -> TemplateMistake:
    what = taken.what if len(taken.what) <= _SHOWN else f"{taken.what[:_SHOWN]}…"
    if taken.local:
        message = f"it names a template on its writer's disk ({what}); what is filled names none"
        return mistake("external-link", message, taken.place, severity="info")
    message = f"this starts or fetches something ({what}); it is left out of what is filled"
    fix = "Take it out in Word, and see whether the form still says what it should."
    return mistake("live-content", message, taken.place, fix, "warning")


@lru_cache(maxsize=8)
def asked_of(template: bytes, record: str, source: str = "") -> tuple[tuple[str, Place], ...]:
    """Each name that tags ask of *record*, with the place of the first that does.

    Raises a DocumentError where the file is no Word template.
    """
    result: dict[str, Place] = {}
    for part in read_template(template, source).parts:
        for tag in part.order:
            for name in _names_asked(tag, record):
                result.setdefault(name, tag.place)
    return tuple(result.items())


def _names_asked(tag: Tag, record: str) -> Iterator[str]:
    if record not in tag.code:
        return
    try:
        tree = parse_tag(tag)
    except (TemplateSyntaxError, ValueError, RecursionError):
        return  # what is wrong with it is told elsewhere
    for named in tree.find_all(nodes.Getattr):
        if isinstance(named.node, nodes.Name) and named.node.name == record:
            yield named.attr
    for item in tree.find_all(nodes.Getitem):
        owner, name = item.node, item.arg
        of_record = isinstance(owner, nodes.Name) and owner.name == record
        if of_record and isinstance(name, nodes.Const) and isinstance(name.value, str):
            yield name.value
