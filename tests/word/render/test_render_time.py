"""A render ends when its time is up, whatever its tags do."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.documents import opc
from tests.word.render.live_plants import lean

from plandocs.errors import TemplateError
from plandocs.normal.dates import DateControl
from plandocs.word.template.render.bounds import RenderLimits
from plandocs.word.template.render.lint import lint
from plandocs.word.template.render.prepared import prepare
from plandocs.word.template.render.values import Plain

_LIMITS = RenderLimits(seconds=0.2)
_BIG = "x <b> &" * 12_000
_TEXTS = [f"word {n}" for n in range(3_000)]
DATA: dict[str, Plain] = {
    "xs": list(range(3_000)),
    "ss": _TEXTS,
    "big": _BIG,
    "huge": "a b" * 3_000_000,
    "rec": [{"a": f"v{n % 7}", "b": n} for n in range(3_000)],
    "days": [DateControl("July 2026", date(2026, 7, 12))] * 10_000,
}
_EACH = "{% for x in xs %}"
_END = "{% endfor %}"


def tagged(text: str) -> bytes:
    parts = lean()
    spelled = text.replace("&", "&amp;").replace("<", "&lt;")
    run = f'<w:p><w:r><w:t xml:space="preserve">{spelled}</w:t></w:r></w:p>'
    parts["word/document.xml"] = opc.document(f"{run}<w:sectPr/>").encode()
    return opc.zipped(parts)


@pytest.mark.parametrize(
    "tags",
    [
        f"{_EACH}{{{{ big{'|upper|lower|title|trim|capitalize' * 10} }}}}{_END}",
        f"{_EACH}{{% if ss|sort|length %}}a{{% endif %}}{_END}",
        f"{_EACH}{{% set y = ss|sort|reverse|list %}}{_END}",
        f"{_EACH}{{% set y = rec|groupby('a')|length %}}{_END}",
        f"{_EACH}{{% set y = rec|map(attribute='a')|unique|sort|join(',') %}}{_END}",
        f"{_EACH}{{% set y = ss|select('in', ss)|list|length %}}{_END}",
        "{{ ss" + "|map('upper')" * 40 + "|join }}{{ xs|sum }}" * 100,
        f"{_EACH}{{% set y = big|wordwrap(1)|length %}}{_END}",
        f"{_EACH}{{% set y = ('<!-- -->' * 12000)|striptags %}}{_END}",
        f"{_EACH}{{{{ huge }}}}{_END}",
        f"{_EACH}{{% set y = huge|upper %}}{_END}",
        f"{_EACH}{{% set y = big.upper().lower().split('<').count('a') %}}{_END}",
        f"{_EACH}{{% if x not in ss and x not in ss %}}{{% endif %}}{_END}",
        f"{_EACH}{{% set y = [ss, ss, ss] %}}{_END}",
        f"{_EACH}{{% for y in xs if y not in ss %}}{_END}{_END}",
        "{% for x in range(9999) %}{% set y = range(9999)|list|sum %}{% endfor %}",
        "{% for x in range(9999) %}{% for y in range(9999) %}{% endfor %}{% endfor %}",
        "{{ huge|wordwrap(1) }}",
        "{{ huge|striptags }}",
    ],
)
def test_it_ends_within_a_second_of_its_limit(tags: str) -> None:
    ready = prepare(tagged(tags), limits=_LIMITS)
    begin = time.process_time()
    with pytest.raises(TemplateError, match=r"runs for more|more than [\d,]+ characters"):
        ready.render(DATA)
    assert time.process_time() - begin < 1.2


def test_ten_thousand_dates_are_written_in_time() -> None:
    ready = prepare(tagged("{% for d in days %}{{ d }}, {% endfor %}"))
    begin = time.process_time()
    made = ready.render(DATA)
    assert time.process_time() - begin < 3
    assert made


@pytest.mark.parametrize(
    "text", ["{{ a { }}" * 2_000, "{{ v }}" * 2_000, "{% if v %}" * 2_000 + "{% endfor %}" * 2_000]
)
def test_a_template_of_thousands_of_braces_is_checked_in_seconds(text: str) -> None:
    begin = time.process_time()
    lint(tagged(text), known={"v": None})
    assert time.process_time() - begin < 8
