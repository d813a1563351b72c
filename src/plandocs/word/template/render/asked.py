"""The names that a template asks of one record by attribute: ``{{ context.position_title }}``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from plandocs.word.package.places import Place
from plandocs.word.template.render.grammar import parse_tag
from plandocs.word.template.render.reading import read_template
from plandocs.word.template.render.tags import Tag


@lru_cache(maxsize=8)
def asked_of(template: bytes, record: str, source: str = "") -> tuple[tuple[str, Place], ...]:
    """Each name that tags ask of *record*, with the place of the first that does.

    Raises a DocumentError where the file is no Word template.
    """
    found: dict[str, Place] = {}
    for part in read_template(template, source).parts:
        for tag in part.order:
            for name in _names(tag, record):
                found.setdefault(name, tag.place)
    return tuple(found.items())


def _names(tag: Tag, record: str) -> Iterator[str]:
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
        own = isinstance(owner, nodes.Name) and owner.name == record
        if own and isinstance(name, nodes.Const) and isinstance(name.value, str):
            yield name.value
