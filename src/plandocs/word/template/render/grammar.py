"""The grammar of tags: one tag by itself, which open and close blocks, how blocks nest.

What stands between the tags of a block is repeated or left out as text, so both must stand at the
same depth: in elements of the same names from the root down. Otherwise the file would be broken.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.exceptions import TemplateAssertionError, TemplateSyntaxError
from lxml import etree

from plandocs.remembered import remembered
from plandocs.word.package.places import W
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.sandbox import TAG_CLOSE, TAG_OPEN, objections, sandbox
from plandocs.word.template.render.tags import Tag, TaggedPart

_WORD = re.compile(r"\w+")
_CLOSERS = {"for": "endfor", "if": "endif", "with": "endwith", "set": "endset"}
_OPENED_BY = {closer: opener for opener, closer in _CLOSERS.items()}
_DIVIDERS = {"else": ("if", "for"), "elif": ("if",)}
CELL_WORDS = frozenset({"colspan", "cellbg", "vm", "hm"})
"""docxtpl's own statements about the cell that they stand in."""
STATEMENTS = frozenset({*CELL_WORDS, *_CLOSERS, *_OPENED_BY, *_DIVIDERS})
"""Every word that a statement may start with."""


def word(code: str) -> str:
    """The first word of a statement."""
    match = _WORD.match(code)
    return match.group() if match else ""


def opens(code: str) -> bool:
    """Whether the statement opens a block."""
    return word(code) in _CLOSERS and not (word(code) == "set" and "=" in code)


def captures(code: str) -> bool:
    """Whether the statement opens a block set, whose text becomes a value."""
    return word(code) == "set" and opens(code)


def closes(code: str) -> bool:
    """Whether the statement closes a block."""
    return word(code) in _OPENED_BY


@dataclass(frozen=True, slots=True)
class Block:
    """One block: the tag that opens it, those that divide it, the one that closes it."""

    tags: tuple[Tag, ...]


def pair(tags: list[Tag]) -> tuple[tuple[Block, ...], tuple[TemplateMistake, ...]]:
    """The blocks of a part, and what is opened and not closed, or the other way round."""
    open_blocks: list[list[Tag]] = []
    opened: Counter[str] = Counter()
    blocks: list[Block] = []
    findings: list[TemplateMistake] = []
    for tag in tags:
        first = word(tag.code) if tag.kind == "statement" else ""
        if first in _CLOSERS and opens(tag.code):
            open_blocks.append([tag])
            opened[first] += 1
        elif first in _DIVIDERS:
            if open_blocks and word(open_blocks[-1][0].code) in _DIVIDERS[first]:
                open_blocks[-1].append(tag)
            else:
                findings.append(_unopened(tag, " or ".join(_DIVIDERS[first])))
        elif first in _OPENED_BY:
            _close(tag, _OPENED_BY[first], open_blocks, opened, blocks, findings)
    findings += [_unclosed(left[0]) for left in open_blocks]
    return tuple(blocks), tuple(findings)


def _close(
    tag: Tag,
    opener: str,
    open_blocks: list[list[Tag]],
    opened: Counter[str],
    blocks: list[Block],
    findings: list[TemplateMistake],
) -> None:
    if not opened[opener]:
        findings.append(_unopened(tag, opener))
        return
    while word(open_blocks[-1][0].code) != opener:
        left = open_blocks.pop()[0]
        opened[word(left.code)] -= 1
        findings.append(_unclosed(left))
    opened[opener] -= 1
    blocks.append(Block((*open_blocks.pop(), tag)))


def _unopened(tag: Tag, opener: str) -> TemplateMistake:
    return mistake(
        "unopened-block",
        f"{tag.typed} has no {opener} before it",
        tag.place,
        f"Add the opening tag ({opener} …), or take this one out.",
    )


def _unclosed(tag: Tag) -> TemplateMistake:
    prefix = tag.level
    closer = f"{{%{prefix} {_CLOSERS[word(tag.code)]} %}}"
    return mistake(
        "unclosed-block", f"{tag.typed} is never closed", tag.place, f"Add {closer} after it."
    )


_AFTER = {"for": "endfor", "if": "endif", "with": "endwith", "set": "endset"}
_BEFORE = {"endfor": "for x in y", "endif": "if x", "endwith": "with", "endset": "set x"}
_FORBIDDEN = (
    "include import from extends macro endmacro call endcall filter endfilter block endblock "
    "autoescape endautoescape do trans debug break continue"
)
_DEEPEST = 100
BY_DOCXTPL = "by-docxtpl"
"""The code of what only docxtpl renders."""
_UNPARSABLE = (TemplateSyntaxError, RecursionError, ValueError, OverflowError, MemoryError)


def check_tag(tag: Tag) -> tuple[TemplateMistake, ...]:
    """What is wrong with one tag by itself."""
    first = word(tag.code) if tag.kind == "statement" else ""
    if tag.kind == "comment" or (tag.kind == "statement" and first in CELL_WORDS):
        return ()
    if tag.kind == "statement" and first not in STATEMENTS:
        return (_unknown_statement(tag, first),)
    verdict = _verdict(tag.code, tag.kind)
    if isinstance(verdict, Exception):
        return (_unreadable(tag, verdict),)
    result = tuple(
        mistake(code, f"{tag.typed}: {sentence}", tag.place, "Use fields of the form only.")
        for code, sentence in verdict
    )
    if tag.kind == "statement" and captures(tag.code):
        message = f"{tag.typed} keeps what follows as a value, which docxtpl renders, plan by plan"
        result += (mistake(BY_DOCXTPL, message, tag.place, severity="info"),)
    return result


@remembered(2048, longest=500)
def _verdict(code: str, kind: str) -> tuple[tuple[str, str], ...] | Exception:
    """What no template may use in such a tag, or why it cannot be read."""
    try:
        tree = _parsed(code, kind)
        sandbox().compile(tree, raw=True)
    except _UNPARSABLE as mistake:
        return mistake.with_traceback(None)
    return objections(tree)


def parse_tag(tag: Tag) -> nodes.Template:
    """A tag as a tree of its own, opened or closed for the purpose."""
    return _parsed(tag.code, tag.kind)


@remembered(2048, longest=500, letter=150)
def _parsed(code: str, kind: str) -> nodes.Template:
    code = code.replace("\n", " ")
    if kind == "value":
        return _shallow(sandbox().parse(f"{TAG_OPEN}= {code} ={TAG_CLOSE}"))
    first = word(code)
    parts = [code]
    if first in ("else", "elif"):
        parts = ["if x", code, "endif"]
    elif opens(code):
        parts = [code, _AFTER[first]]
    elif first in _BEFORE:
        parts = [_BEFORE[first], code]
    spelled = "".join(f"{TAG_OPEN}% {part} %{TAG_CLOSE}" for part in parts)
    return _shallow(sandbox().parse(spelled))


def _shallow(tree: nodes.Template) -> nodes.Template:
    """The tree, once it is known that whatever walks it will not run out of stack."""
    level: list[nodes.Node] = [tree]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return tree
    raise RecursionError("it is nested too deeply")


def _unknown_statement(tag: Tag, first: str) -> TemplateMistake:
    if first in _FORBIDDEN.split():
        message = f"{{% {first} %}} cannot be used in a form's template"
        return mistake("forbidden", message, tag.place, "Take it out; templates use for, if, set.")
    if first in ("tr", "tc", "p", "r"):
        message = f"{tag.typed}: «{first}» must follow the percent sign at once"
        return mistake("syntax", message, tag.place, f"Write {{%{tag.code} %}}.")
    known = "for, if, elif, else, set, with"
    message = f"{tag.typed}: «{first}» is not a statement"
    return mistake("syntax", message, tag.place, f"Use one of {known}, or {{{{ … }}}} for a value.")


def _unreadable(tag: Tag, error: Exception) -> TemplateMistake:
    if isinstance(error, TemplateAssertionError):
        message = f"{tag.typed}: {str(error.message).rstrip('.')}"
        return mistake("unknown-filter", message, tag.place, "Use a filter that the guide lists.")
    cause = error.message if isinstance(error, TemplateSyntaxError) else "nested too deeply"
    return mistake(
        "syntax",
        f"{tag.typed} cannot be read: {_with_braces(str(cause))}",
        tag.place,
        "Compare it with {{ field }} or {% for item in list %}.",
    )


def _with_braces(text: str) -> str:
    """Jinja's sentence without the marks that stand for braces here."""
    for mark, brace in (
        (f"={TAG_CLOSE}", "}}"), (f"%{TAG_CLOSE}", "%}"), (TAG_OPEN, "{"), (TAG_CLOSE, "}"),
    ):  # fmt: skip
        text = text.replace(mark, brace)
    return text.rstrip(".")


class Order:
    """The tags of a part as they stand now, each with the elements around it."""

    def __init__(self, part: TaggedPart) -> None:
        self.tags: list[Tag] = []
        self._around: dict[int, tuple[etree._Element, ...]] = {}
        token = re.compile(re.escape(part.token) + r"(\d+);")
        for node in part.root.iter():
            tag = part.tag_of(node)
            if tag is not None:
                self._add(tag, tuple(node.iterancestors()))
            elif isinstance(node.tag, str):
                for value in node.attrib.values():
                    for number in token.findall(str(value)):
                        self._add(part.tags[int(number)], (node, *node.iterancestors()))

    def _add(self, tag: Tag, around: tuple[etree._Element, ...]) -> None:
        self.tags.append(tag)
        self._around[tag.number] = around

    def misfits(self, blocks: tuple[Block, ...]) -> tuple[TemplateMistake, ...]:
        """The blocks whose tags stand at different depths, or in different rows and cells."""
        return tuple(
            result
            for block in blocks
            for other in block.tags[1:]
            if (result := self._misfit(block.tags[0], other)) is not None
        )

    def _misfit(self, first: Tag, other: Tag) -> TemplateMistake | None:
        one, two = self._around[first.number], self._around[other.number]
        if [e.tag for e in one] != [e.tag for e in two]:
            return mistake(
                "crossed-structure",
                f"{first.typed} and {other.typed} do not stand in the same kind of place "
                f"({_where(one)}; {_where(two)}), so what is between them cannot be repeated",
                first.place,
                _advice(first, one, two),
            )
        if _nearest(one, "tr") is not _nearest(two, "tr"):
            return _unaligned(first, other, "loop-outside-row", "rows", "tr")
        if _nearest(one, "tc") is not _nearest(two, "tc"):
            return _unaligned(first, other, "across-cells", "cells", "tc")
        return None


def _unaligned(first: Tag, other: Tag, code: str, named: str, prefix: str) -> TemplateMistake:
    return mistake(
        code,
        f"{first.typed} and {other.typed} stand in different {named}, so pieces of {named} repeat",
        first.place,
        f"To repeat whole {named}, write {{%{prefix} {first.code} %}} and "
        f"{{%{prefix} {other.code} %}}, each in a {named[:-1]} of its own.",
        "warning",
    )


def _nearest(around: tuple[etree._Element, ...], name: str) -> etree._Element | None:
    return next((e for e in around if e.tag == f"{W}{name}"), None)


_KINDS = {
    "t": "in text", "r": "in a run", "p": "between runs", "tc": "between paragraphs of a cell",
    "tr": "between cells", "tbl": "between rows", "body": "between paragraphs",
    "hyperlink": "in a link", "sdtContent": "in a content control", "ins": "in a tracked change",
}  # fmt: skip


def _where(around: tuple[etree._Element, ...]) -> str:
    phrases = [_KINDS.get(etree.QName(e).localname, "") for e in around]
    nested = [s for s in phrases[1:] if s in ("in a link", "in a content control")]
    return " ".join(dict.fromkeys([phrases[0] or "elsewhere", *nested]))


def _advice(first: Tag, one: tuple[etree._Element, ...], two: tuple[etree._Element, ...]) -> str:
    levels = {etree.QName(around[0]).localname for around in (one, two)}
    if "tbl" in levels:
        return f"Write both with tr, each in a row of its own: {{%tr {word(first.code)} … %}}."
    if levels & {"tc", "body"}:
        return f"Write both with p, each in a paragraph of its own: {{%p {word(first.code)} … %}}."
    return "Put both tags in the same cell, link or content control."
