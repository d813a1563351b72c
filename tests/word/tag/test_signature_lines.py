"""Lines to sign on stay in the tagged form, or what gives way is named."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from tests.documents.by_python_docx import saved
from tests.documents.filled_plan import PLAN, with_body
from tests.documents.opc import text as body

import plandocs
from plandocs.data.validate import as_plan
from plandocs.forms.registry import form

_RULE = "____________________"
_LINE = (
    '<w:r><w:pict><v:shape alt="Microsoft Office Signature Line...">'
    '<o:signatureline issignatureline="t" o:suggestedsigner="P Raman"/></v:shape></w:pict></w:r>'
)


def blank(*paragraphs: str) -> bytes:
    """The official blank with these paragraphs in the cell of each signature."""
    document: Any = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    for row in document.tables[0].rows:
        for label, cell in zip(row.cells, row.cells[1:], strict=False):
            if "signature" in label.text:
                first, *more = paragraphs
                cell.paragraphs[0].add_run(first)
                for text in more:
                    cell.add_paragraph(text)
    return saved(document)


@pytest.mark.parametrize(
    ("paragraphs", "borders", "named"),
    [
        ((_RULE,), 2, ""),
        (("........................",), 2, ""),
        ((f"{_RULE}  Date: ___/___/____",), 2, f"{_RULE} Date: ___/___/____"),
        ((_RULE, "Date: ____________"), 2, f"{_RULE} Date: ____________"),
        (("Date: ____________",), 0, "Date: ____________"),
        (("",), 0, ""),
    ],
)
def test_a_rule_becomes_a_border_and_what_else_is_printed_there_is_named(
    paragraphs: tuple[str, ...], borders: int, named: str
) -> None:
    data = blank(*paragraphs)
    tagged = plandocs.tag_template(data)
    assert (tagged.missing, tagged.unproved) == ((), "")
    assert body(tagged.data).count("<w:pBdr>") - body(data).count("<w:pBdr>") == borders
    said = [each for each in tagged.taken_out if "Officer signature" in each]
    assert [named in each for each in said] == [True] * bool(named)
    for plan in ({"officer_name": "Ann Lee"}, dict(PLAN)):
        made = plandocs.fill(plan, template=tagged.data)
        assert made is not None
        assert body(made).count("<w:pBdr>") - body(data).count("<w:pBdr>") == borders
        reading = plandocs.parse(made)
        assert reading.plan == as_plan({"form": "senior-executive-plan", **plan})
        assert reading.clean


def test_words_own_signature_line_stays_and_the_name_goes_below() -> None:
    def signed(xml: str) -> str:
        cell = xml.index("<w:tc>", xml.index("ignature:"))
        end = xml.index("</w:p>", cell)
        return xml[:end] + _LINE + xml[end:]

    tagged = plandocs.tag_template(
        with_body(form("senior-executive-plan").blank.read_bytes(), signed)
    )
    assert (tagged.missing, tagged.unproved, tagged.taken_out) == ((), "", ())
    assert body(tagged.data).count("<o:signatureline") == 1
    made = plandocs.fill(dict(PLAN), template=tagged.data)
    assert made is not None
    assert body(made).count("<o:signatureline") == 1
    assert plandocs.parse(made).plan == as_plan(dict(PLAN))


def test_lines_at_the_end_of_the_form_stay_as_they_are() -> None:
    document: Any = docx.Document(io.BytesIO(form("senior-executive-plan").blank.read_bytes()))
    lines = (
        f"Officer signature: {_RULE}   Date: ____________",
        f"Signed by the Head of Agency: {_RULE}   Date: ____________",
    )
    for each in lines:
        document.add_paragraph(each)
    made = plandocs.fill(dict(PLAN), template=plandocs.tag_template(saved(document)).data)
    assert made is not None
    assert [p.text for p in docx.Document(io.BytesIO(made)).paragraphs][-2:] == list(lines)
