"""One tag's own grammar: in comes a tag, out its parsed tree or what is wrong with it."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.exceptions import TemplateAssertionError, TemplateSyntaxError

from plandocs.remembered import remembered
from plandocs.word.template.render.blocks import CELL_WORDS, STATEMENTS, captures, opens, word
from plandocs.word.template.render.environment import TAG_CLOSE, TAG_OPEN, sandbox
from plandocs.word.template.render.findings import TemplateMistake, mistake
from plandocs.word.template.render.language import objections
from plandocs.word.template.render.tags import Tag

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
    found = tuple(
        mistake(code, f"{tag.typed}: {sentence}", tag.place, "Use fields of the form only.")
        for code, sentence in verdict
    )
    if tag.kind == "statement" and captures(tag.code):
        said = f"{tag.typed} keeps what follows as a value, which docxtpl renders, plan by plan"
        found += (mistake(BY_DOCXTPL, said, tag.place, severity="info"),)
    return found


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
    message = f"{tag.typed}: «{first}» is no statement"
    return mistake("syntax", message, tag.place, f"Use one of {known}, or {{{{ … }}}} for a value.")


def _unreadable(tag: Tag, error: Exception) -> TemplateMistake:
    if isinstance(error, TemplateAssertionError):
        message = f"{tag.typed}: {str(error.message).rstrip('.')}"
        return mistake("unknown-filter", message, tag.place, "Use a filter that the guide lists.")
    said = error.message if isinstance(error, TemplateSyntaxError) else "nested too deeply"
    return mistake(
        "syntax",
        f"{tag.typed} cannot be read: {_plain(str(said))}",
        tag.place,
        "Compare it with {{ field }} or {% for item in list %}.",
    )


def _plain(said: str) -> str:
    """Jinja's sentence without the marks that stand for braces here."""
    for mark, shown in (
        (f"={TAG_CLOSE}", "}}"), (f"%{TAG_CLOSE}", "%}"), (TAG_OPEN, "{"), (TAG_CLOSE, "}"),
    ):  # fmt: skip
        said = said.replace(mark, shown)
    return said.rstrip(".")
