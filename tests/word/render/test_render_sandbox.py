"""A template is code from outside: it reaches nothing but its data, and it ends."""

from __future__ import annotations

import time
from typing import Any, cast

import pytest
from tests.word.render.tagged import template, texts

from plandocs.errors import TemplateError
from plandocs.word.template.render.bounds import RenderLimits
from plandocs.word.template.render.prepared import prepare

DATA: dict[str, Any] = {"x": "text", "n": 3, "items": ["a", "b"], "d": {"k": "v"}}
LIMITS = RenderLimits(seconds=0.5, characters=2_000_000)

ESCAPES = [
    "{{ x.__class__ }}",
    "{{ x['__class__'] }}",
    "{{ x|attr('__class__') }}",
    "{{ x['__cla' ~ 'ss__'] }}",
    "{{ items|map(attribute='__class__')|list }}",
    "{{ items|map(attribute='__cl' ~ 'ass__')|list }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{0.__class__}'|format(x) ~ '{0.__class__}'.format_map(d) }}",
    "{{ self._TemplateReference__context }}",
    "{{ self }}",
    "{{ loop.__init__ }}",
    "{{ range.__globals__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ namespace.__init__ }}",
    "{{ dict.mro() }}",
    "{{ dict.fromkeys(range(9)) }}",
    "{{ items.append('c') }}",
    "{{ d.update({}) }}",
    "{{ d.pop('k') }}",
    "{{ x.encode() }}",
    "{{ x.translate({}) }}",
    "{{ items.__len__() }}",
    "{{ lipsum() }}",
    "{{ x|tojson }}",
    "{{ x|pprint }}",
    "{{ items|random }}",
    "{{ d|xmlattr }}",
    "{{ x|_bare }}",
    "{{ _x }}",
    "{% set _y = 1 %}",
    "{% include 'etc' %}",
    "{% import 'etc' as e %}",
    "{% from 'etc' import e %}",
    "{% extends 'etc' %}",
    "{% block b %}{% endblock %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% set y %}x{% endset %}",
    "{% autoescape false %}{{ x }}{% endautoescape %}",
    "{% for i in items recursive %}{{ loop(items) }}{% endfor %}",
    "{{ x() }}",
    "{{ d.k() }}",
    "{{ range }}",
    "{{ x.upper }}",
    "{{ x.upper|title }}",
    "{{ range|upper }}",
    "{{ x.upper|truncate(3) }}",
    "{{ x.upper ~ '' }}",
    "{{ x|replace(*items) }}",
]


def growing(start: str, step: str) -> str:
    """A template that makes its value greater a hundred times over."""
    loop = "{% for i in range(99) %}{% set ns.s = " + step + " %}{% endfor %}"
    return "{% set ns = namespace(s=" + start + ") %}" + loop + "{{ ns.s }}"


RUNAWAYS = [
    "{{ " + "+".join("1" * 20_000) + " }}",
    "{{ x|truncate(-5) }}",
    "{{ 'x' * 300000000 }}",
    "{{ 300000000 * 'x' }}",
    "{{ [1] * 300000000 }}",
    "{{ 'x'.ljust(300000000) }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ 'x'|indent(1000000000) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%*d' % (1000000000, 1) }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 10 ** (10 ** 10) }}",
    "{{ 2 ** 100000000 }}",
    "{{ 1.5|round(1000000000, 'ceil') }}",
    "{{ items|batch(1000000000, 'x')|list }}",
    "{{ items|slice(1000000000)|list }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}",
    "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "{% for i in range(9999) %}{% for j in range(9999) %}{% set y = 1 %}{% endfor %}{% endfor %}",
    "{% for i in range(9999) if range(9999)|sum < 0 %}x{% endfor %}",
    growing("'xxxxxxxx'", "ns.s ~ ns.s"),
    growing("'xxxxxxxx'", "ns.s + ns.s"),
    growing("'xx'", "ns.s.replace('x', 'xx')"),
    growing("'xx'", "ns.s|replace('x', 'xx')"),
    growing("'xx'", "[ns.s, ns.s]|join(ns.s)"),
    growing("'xx'", "ns.s.join([ns.s, ns.s])"),
    growing("[1]", "[ns.s, ns.s]"),
    growing("[1]", "ns.s + ns.s"),
    growing("{}", "{1: ns.s, 2: ns.s}"),
    growing("9", "ns.s * ns.s"),
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "9" * 6000 + " }}",
    "{{ n.bit_length() }}",
]


@pytest.mark.parametrize("tag", ESCAPES)
def test_a_template_reaches_nothing_but_its_data(tag: str) -> None:
    with pytest.raises(TemplateError):
        prepare(template(tag)).render(DATA)


@pytest.mark.parametrize("tag", RUNAWAYS, ids=lambda tag: tag[:60])
def test_a_runaway_template_is_refused_before_it_has_cost_much(tag: str) -> None:
    start = time.process_time()
    with pytest.raises(TemplateError):
        prepare(template(tag), limits=LIMITS).render(DATA)
    assert time.process_time() - start < 30  # far below what any of these would take


def test_safe_and_escape_change_nothing_so_markup_in_data_stays_text() -> None:
    made = prepare(template("{{ x|safe }} {{ x|e|safe|escape }}")).render({"x": "<b>&"})
    assert texts(made) == ["<b>& <b>&"]


def test_a_thing_that_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TemplateError, match="plain data"):
        prepare(template("{{ x }}")).render(cast(Any, {"x": object()}))


def test_no_method_of_a_foreign_object_can_be_reached() -> None:
    class Danger:
        def strike(self) -> str:
            raise AssertionError("reached")

    with pytest.raises(TemplateError):
        prepare(template("{{ x.strike() }}")).render(cast(Any, {"x": Danger()}))


def test_blocks_nested_beyond_reason_are_refused() -> None:
    for word, close in (("for i in items", "endfor"), ("if n", "endif")):
        depth = 200
        tags = f"{{% {word} %}}" * depth + "x" + f"{{% {close} %}}" * depth
        with pytest.raises(TemplateError):
            prepare(template(tags))


def test_more_tags_than_any_form_has_are_refused() -> None:
    with pytest.raises(TemplateError, match="tags"):
        prepare(template("{{ n }}" * 10_001))
