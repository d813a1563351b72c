"""Officer, period and division are properties of each document: SharePoint's columns."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import plandocs
from tests.documents.opc import changed

_PLAN = {
    "form": "senior-executive-plan",
    "officer_name": "Ann & Bo <Lee>",
    "division_branch": "Parks, South",
    "period": "1 July 2026 to 30 June 2027",
}


def _properties(content: bytes) -> dict[str, str | None]:
    part = zipfile.ZipFile(io.BytesIO(content)).read("docProps/custom.xml")
    return {each.get("name", ""): each[0].text for each in etree.fromstring(part)}


def _columns(content: bytes) -> dict[str, str | None]:
    said = _properties(content)
    return {name: said[name] for name in ("Officer", "Period", "Division") if name in said}


def _title(content: bytes) -> str:
    core = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("docProps/core.xml"))
    return str(core.findtext("{http://purl.org/dc/elements/1.1/}title"))


def _filled(**more: Any) -> bytes:
    content = plandocs.fill(plandocs.validate({**_PLAN, **more}))
    assert content is not None
    return content


def test_a_filled_document_has_them() -> None:
    assert _columns(_filled()) == {
        "Officer": "Ann & Bo <Lee>",
        "Period": "1 July 2026 to 30 June 2027",
        "Division": "Parks, South",
    }


def test_what_the_plan_does_not_say_is_no_property() -> None:
    assert _columns(_filled(division_branch="", period=None)) == {"Officer": "Ann & Bo <Lee>"}


def test_what_a_template_says_of_somebody_else_is_gone(tmp_path: Path) -> None:
    template = tmp_path / "template.docx"
    own = Path(plandocs.forms.__path__[0]) / "senior_executive_plan" / "template.docx"
    custom = zipfile.ZipFile(own).read("docProps/custom.xml").decode()
    stale = custom.replace('name="plandocs-edition"', 'name="division"')
    template.write_bytes(changed(own.read_bytes(), {"docProps/custom.xml": stale}))
    content = plandocs.fill(
        plandocs.validate({**_PLAN, "division_branch": ""}), template=str(template)
    )
    assert content is not None
    assert {name.casefold() for name in _properties(content)} & {"division"} == set()


@pytest.mark.parametrize("new", ["Rivers", ""])
def test_update_writes_them_again(new: str) -> None:
    old = _filled(id="0042")
    updated = plandocs.update(old, {"division_branch": new})
    assert _columns(updated.data).get("Division", "") == new
    rest = {name: said for name, said in _properties(old).items() if name != "Division"}
    assert {n: s for n, s in _properties(updated.data).items() if n != "Division"} == rest


def test_update_gives_none_to_a_document_that_has_none() -> None:
    old = changed(_filled(), {"docProps/custom.xml": _without_columns(_filled())})
    assert _columns(plandocs.update(old, {"division_branch": "Rivers"}).data) == {}


def _without_columns(content: bytes) -> str:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("docProps/custom.xml"))
    for each in list(root):
        if not each.get("name", "").startswith("plandocs-"):
            root.remove(each)
    return etree.tostring(root, encoding="unicode")


def test_a_plan_that_is_carried_has_those_of_its_own_period() -> None:
    (carried,) = plandocs.carry([plandocs.validate(_PLAN)], period="2027-28")
    assert carried.plan is not None
    content = plandocs.fill(carried.plan)
    assert content is not None
    assert _columns(content)["Period"] == "2027-28"


def test_update_leaves_what_an_agency_has_under_such_a_name() -> None:
    own = _filled()
    custom = zipfile.ZipFile(io.BytesIO(own)).read("docProps/custom.xml").decode()
    theirs = custom.replace("Officer|Period|Division", "Officer|Period")
    document = changed(
        own, {"docProps/custom.xml": theirs.replace("Parks, South", "Cost centre 7")}
    )
    updated = plandocs.update(document, {"division_branch": "Rivers", "period": "2027-28"})
    assert _columns(updated.data)["Division"] == "Cost centre 7"
    assert _columns(updated.data)["Period"] == "2027-28"


_FORM = "Senior Executive - Performance Management Plan"


def test_each_document_has_a_title_of_its_own() -> None:
    assert _title(_filled(period="2026-27")) == f"{_FORM} – Ann & Bo <Lee> – 2026-27"
    assert _title(_filled(period=None)) == f"{_FORM} – Ann & Bo <Lee>"


def test_an_agencys_title_stays_in_front_of_it_and_one_with_tags_as_it_is() -> None:
    own = Path(plandocs.forms.__path__[0]) / "senior_executive_plan" / "template.docx"
    core = zipfile.ZipFile(own).read("docProps/core.xml").decode()
    for title, shown in (
        ("SES plan", "SES plan – Ann & Bo <Lee> – 2026-27"),
        ("Plan of {{ officer_name }}", "Plan of Ann & Bo <Lee>"),
    ):
        template = changed(own.read_bytes(), {"docProps/core.xml": core.replace(_FORM, title)})
        content = plandocs.fill({**_PLAN, "period": "2026-27"}, template=template)
        assert _title(content) == shown


def test_update_writes_the_title_again_and_leaves_another() -> None:
    old = _filled(period="2026-27")
    updated = plandocs.update(old, {"period": "2027-28"})
    assert _title(updated.data) == f"{_FORM} – Ann & Bo <Lee> – 2027-28"
    core = zipfile.ZipFile(io.BytesIO(old)).read("docProps/core.xml").decode()
    named = changed(old, {"docProps/core.xml": core.replace(" – 2026-27</dc", ", final</dc")})
    assert _title(plandocs.update(named, {"period": "2027-28"}).data).endswith(">, final")


def test_a_plan_that_is_carried_has_the_title_of_its_own_period() -> None:
    (carried,) = plandocs.carry([plandocs.validate(_PLAN)], period="2027-28")
    assert carried.plan is not None
    assert _title(plandocs.fill(carried.plan)).endswith("Ann & Bo <Lee> – 2027-28")


def test_the_agency_is_named_where_the_form_prints_a_place_for_it() -> None:
    agency = "Department of R&D <Ports>"
    content = plandocs.fill(_PLAN, context={"agency": agency})
    reading = plandocs.parse(content)
    assert reading.plan == plandocs.validate(_PLAN)
    assert reading.clean
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "corporate directions of Department of R&amp;D &lt;Ports&gt;<" in body


def test_a_value_that_the_form_prints_nowhere_is_told() -> None:
    with pytest.warns(UserWarning, match="did you mean 'agency'"):
        plandocs.fill(_PLAN, context={"agncy": "Ports"})
