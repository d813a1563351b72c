"""Templates with one thing in them too often: each shape's body, and the size to begin with."""

from __future__ import annotations

from collections.abc import Callable

from plandocs.forms.registry import form
from tests.documents.opc import MAIN, changed, text

_TAG = "{{ officer_name }}"


def template(shape: str, n: int) -> bytes:
    """The form's own template with a shape more, at a size."""
    data = (form("senior-executive-plan").folder / "template.docx").read_bytes()
    front, section, behind = text(data).rpartition("<w:sectPr")
    return changed(data, {MAIN: front + TEMPLATES[shape][1](n) + section + behind})


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _rows(*texts: str) -> str:
    return "".join(f"<w:tr><w:tc>{_p(_run(each))}</w:tc></w:tr>" for each in texts)


def _field(n: int) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    return _p(begin * n + "<w:r><w:instrText>DDE x</w:instrText></w:r>" + end * n)


TEMPLATES: dict[str, tuple[int, Callable[[int], str]]] = {
    "tags in one run": (200, lambda n: _p(_run(_TAG * n))),
    "tags in runs": (200, lambda n: _p(_run(_TAG) * n)),
    "tags split over runs": (200, lambda n: _p((_run("{{ off") + _run("icer_name }}")) * n)),
    "unknown fields": (200, lambda n: _p(_run("{{ officer_nam }}" * n))),
    "braces in tags": (200, lambda n: _p(_run("{{ a { }}" * n))),
    "braces": (500, lambda n: _p(_run("{" * n + "}" * n))),
    "rows": (200, lambda n: f"<w:tbl>{_rows(_TAG) * n}</w:tbl>"),
    "loops of rows": (
        50,
        lambda n: "<w:tbl>"
        + _rows("{%tr for o in outcomes %}", "{{ o.outcome }}", "{%tr endfor %}") * n
        + "</w:tbl>",
    ),
    "blocks that never close": (
        200, lambda n: _p(_run("{% if officer_name %}" * n + "{% endfor %}" * n)),
    ),
    "tags that never close": (200, lambda n: _p(_run("{{ a")) * n),
    "lines": (200, lambda n: _p(("<w:r><w:br/></w:r>" + _run(_TAG)) * n)),
    "fields in fields": (500, _field),
}  # fmt: skip
