"""What HR puts right on an officer's page: kept in the state, shown, and undone."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import plandocs
from plandocs.desk.editors import Editor
from plandocs.desk.officers import Officer
from plandocs.desk.views import NAME_COOKIE
from plandocs.kinds.signature import SignatureKind
from tests.desk.conftest import ORIGIN, Desk
from tests.documents.filled_plan import PLAN, content, edited, last

_SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
_LOOSE = "Words in no field at all."
_ODD = edited(content("Measure 1a", 'p"Measure 1a"'), last(f'p"{_LOOSE}"'))


@pytest.fixture
def odd(desk: Desk) -> Desk:
    """A desk with one plan that has words in no field."""
    desk.drop(("odd.docx", _ODD))
    return desk


def _officer(desk: Desk) -> Officer:
    (found,) = [each for each in desk.space.snapshot.officers if each.source]
    return found


def _reading(desk: Desk) -> plandocs.Reading:
    """What is read of the file again, with the state."""
    (source,) = {each.source for each in desk.space.snapshot.officers if each.source}
    (found,) = plandocs.parse_many([source], state=desk.folder / "division.plandocs")
    return found


def _root(desk: Desk, asked: str = "") -> Any:
    return html.document_fromstring(desk.get(f"/officers/{_officer(desk).key}{asked}"))


def _form(root: Any, what: str, path: str = "") -> dict[str, str]:
    """What the form of the page sends as it stands."""
    for form in root.iter("form"):
        sent = {e.get("name"): e.get("value") or "" for e in form.iter("input") if e.get("name")}
        if sent.get("do") == what and (not path or sent.get("path") == path):
            texts = {
                e.get("name"): (e.text or "").removeprefix("\n") for e in form.iter("textarea")
            }
            return sent | texts
    raise AssertionError(f"no form {what} {path}")


def _send(desk: Desk, form: dict[str, str], **changes: str) -> None:
    desk.post(f"/officers/{_officer(desk).key}/right", **{**form, **changes})


def _correct(desk: Desk, path: str, **changes: str) -> None:
    _send(desk, _form(_root(desk, f"?correct={path}"), "correct", path), **changes)


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("manager_name", "Lea O’Roy", "Lea O’Roy"),
        ("outcomes[0].measures", "One\r\n\r\n Two \r\n", ["One", "Two"]),
        ("meeting_date", "2026-08-03", {"text": "3 Aug 2026", "date": "2026-08-03"}),
        ("career.aspirations", "First\r\nsecond", "First\nsecond"),
        ("learning_needs[0].relates_to", "Work outcome", "Work outcome"),
    ],
)
def test_a_value_is_corrected_and_stays_so(odd: Desk, path: str, typed: str, value: object) -> None:
    _correct(odd, path, value=typed, by="Dana W")
    data = _reading(odd).to_dict()
    found: Any = data["plan"]
    for step in re.findall(r"\w+", path):
        found = found[int(step) if step.isdigit() else step]
    assert found == value
    assert [(e["field"], e["by"]) for e in data["corrections"]] == [(path, "Dana W")]
    page = unescape(odd.get(f"/officers/{_officer(odd).key}"))
    assert "Corrections" in page
    assert "Dana W" in page
    assert "corrected</small>" in page
    assert Path(_officer(odd).source).read_bytes() == _ODD
    assert "A value was corrected" in odd.get("/activity")


def test_each_field_has_its_own_control(odd: Desk) -> None:
    kinds = {}
    for path in ("officer_name", "meeting_date", "outcomes[0].links", "officer_signature",
                 "learning_needs[0].relates_to"):  # fmt: skip
        root = _root(odd, f"?correct={path}")
        controls = root.xpath("//form[@class='righting']//*[starts-with(@name, 'value')]")
        kinds[path] = {e.get("type", "line") if e.tag == "input" else e.tag for e in controls}
    assert list(kinds.values()) == [
        {"line"}, {"date"}, {"textarea"}, {"radio", "line"}, {"select"},
    ]  # fmt: skip


def test_every_control_has_a_label_and_every_form_its_fields(odd: Desk) -> None:
    for asked in ("", "?correct=officer_signature", "?add=outcomes", f"?place={_was(odd)}"):
        root = _root(odd, asked)
        labelled = {each.get("for") for each in root.iter("label")}
        for each in root.xpath("//input[not(@type='hidden' or @type='radio')]|//select|//textarea"):
            assert each.get("id") in labelled
        names = [e.get("aria-label") or e.text_content() for e in root.iter("button")]
        assert all(name.strip() for name in names)
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        assert len(ids) == len(set(ids))


def _was(desk: Desk) -> str:
    return _form(_root(desk), "leave")["was"]


def test_a_correction_is_undone(odd: Desk) -> None:
    before = _reading(odd).plan
    _correct(odd, "manager_name", value="Lea Roy")
    _correct(odd, "manager_name", value="Lee Roy")
    assert _reading(odd).to_dict()["plan"]["manager_name"] == "Lee Roy"
    assert "Undo the later changes first" in odd.get(f"/officers/{_officer(odd).key}")
    for _ in range(2):
        _send(odd, _form(_root(odd), "undo", "manager_name"))
    assert _reading(odd).plan == before
    assert _reading(odd).corrections == ()
    assert "A correction was undone" in odd.get("/activity")


def test_a_row_is_added_and_taken_out(odd: Desk) -> None:
    count = len(PLAN["outcomes"])
    form = _form(_root(odd, "?add=outcomes"), "add")
    _send(odd, form, **{"value.outcome": "A new one", "value.measures": "m1\nm2"})
    rows = _reading(odd).to_dict()["plan"]["outcomes"]
    assert (rows[count]["outcome"], rows[count]["measures"]) == ("A new one", ["m1", "m2"])
    _send(odd, _form(_root(odd), "out", "outcomes[0]"))
    left = _reading(odd).to_dict()["plan"]["outcomes"]
    assert left == rows[1:]
    page = _root(odd)
    (new,) = page.xpath(f"//dd[@data-field='outcomes[{count - 1}].outcome']")
    assert new.find(".//a") is None  # what stands in no document leads nowhere
    _send(odd, _form(page, "undo", "outcomes[0]"))
    assert _reading(odd).to_dict()["plan"]["outcomes"] == rows


def test_the_form_s_own_rows_stay(odd: Desk) -> None:
    root = _root(odd)
    assert not [e for e in root.iter("input") if e.get("value", "").startswith("leadership[")]
    answer = odd.client.get(f"/officers/{_officer(odd).key}?correct=leadership[0].capability")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("path", "plan_says"),
    [
        ("career.aspirations", lambda data: data["career"]["aspirations"].endswith(_LOOSE)),
        ("outcomes[0].measures", lambda data: data["outcomes"][0]["measures"][-1] == _LOOSE),
        ("learning_needs[NEW].need", lambda data: data["learning_needs"][-1]["need"] == _LOOSE),
    ],
)
def test_words_in_no_field_are_given_one(odd: Desk, path: str, plan_says: Any) -> None:
    path = path.replace("NEW", str(len(_reading(odd).to_dict()["plan"]["learning_needs"])))
    _send(odd, {"do": "place", "was": _was(odd), "path": path})
    reading = _reading(odd)
    assert plan_says(reading.to_dict()["plan"])
    assert [each.text for each in reading.unmapped if each.text == _LOOSE] == []
    assert "unmapped-text" not in {each.code for each in reading.issues}


def test_words_in_no_field_are_left_where_they_are(odd: Desk) -> None:
    _send(odd, {"do": "leave", "was": _was(odd)})
    assert _LOOSE not in {each.text for each in _reading(odd).unmapped}
    assert "ignored" in odd.get(f"/officers/{_officer(odd).key}")
    form = next(f for f in _root(odd).iter("form") if f.get("class") == "undo")
    _send(odd, {e.get("name"): e.get("value") for e in form.iter("input")})
    assert _LOOSE in {each.text for each in _reading(odd).unmapped}


@pytest.mark.parametrize("answer", ["signed", "not"])
def test_a_doubtful_signature_is_decided(desk: Desk, answer: str) -> None:
    data = plandocs.fill({**PLAN, "officer_signature": "seen and discussed"}, verify=False)
    assert data is not None
    desk.drop(("odd.docx", data))
    assert "doubtful-signature" in {each.code for each in _reading(desk).issues}
    _send(desk, _form(_root(desk), "sign", "officer_signature"), value=answer)
    reading = _reading(desk)
    assert reading.to_dict()["plan"]["officer_signature"]["signed"] is (answer == "signed")
    assert "doubtful-signature" not in {each.code for each in reading.issues}


def test_a_plan_is_somebody_else_s(odd: Desk) -> None:
    odd.drop(("staff.csv", b"Name,Id\nPriya Raman,E1\nTom Alder,E2\n"), to="/cycle", field="roster")
    other = next(e for e in odd.space.snapshot.officers if e.name == "Tom Alder")
    mine = _officer(odd)
    odd.post(f"/officers/{mine.key}/right", do="assign", officer=other.key)
    assert _officer(odd).name == "Tom Alder"
    reading = _reading(odd)
    assert (reading.to_dict()["plan"]["id"], len(reading.corrections)) == ("E2", 2)
    plan = plandocs.fill({**PLAN, "outcomes": []})
    assert plan is not None
    odd.drop(("again.docx", plan))
    assert {e.name for e in odd.space.snapshot.officers if e.source} == {"Priya Raman", "Tom Alder"}


def test_words_that_have_changed_since_are_said(odd: Desk) -> None:
    _correct(odd, "manager_name", value="Lea Roy")
    plan = plandocs.fill({**PLAN, "manager_name": "Ana Cho"})
    assert plan is not None
    Path(_officer(odd).source).write_bytes(plan)
    odd.post("/look")
    page = unescape(odd.get(f"/officers/{_officer(odd).key}"))
    assert "was not applied" in page
    assert "Ana Cho" in page
    _send(odd, _form(_root(odd), "undo", "manager_name"))
    assert "was not applied" not in odd.get(f"/officers/{_officer(odd).key}")


def _refused(desk: Desk, **sent: str) -> str:
    address = f"/officers/{_officer(desk).key}/right"
    answer = desk.client.post(address, data=sent, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert _reading(desk).corrections == ()
    return unescape(answer.text)


def test_what_does_not_fit_is_said_and_what_was_typed_stays(odd: Desk) -> None:
    form = _form(_root(odd, "?add=outcomes"), "add")
    assert "a row needs words" in _refused(odd, **form)
    form = _form(_root(odd, "?correct=manager_name"), "correct")
    assert "Nothing was changed" in _refused(odd, **form)
    page = _refused(odd, **{**form, "was": "0" * 16, "value": "typed by me"})
    assert "changed in the meantime" in page
    assert "typed by me" in page
    page = _refused(odd, **{**form, "was": "0" * 16, "by": "Ann Example"})
    assert 'value="Ann Example"' in page, "the name that was typed stays, too"


_HARM: list[dict[str, str]] = [
    {"do": "correct", "path": "../../etc/passwd"},
    {"do": "correct", "path": "outcomes[999999].outcome"},
    {"do": "correct", "path": "__class__"},
    {"do": "correct", "path": "id", "value": "E9"},
    {"do": "correct", "path": "form", "value": "toy"},
    {"do": "correct", "path": "outcomes", "value": "x"},
    {"do": "correct"},
    {"do": "out", "path": "leadership"},
    {"do": "add", "path": "leadership"},
    {"do": "add", "path": "career"},
    {"do": "place", "path": "career.aspirations", "was": "x"},
    {"do": "leave"},
    {"do": "undo", "path": "manager_name"},
    {"do": "assign", "officer": "../x"},
    {"do": "assign", "name": " "},
    {"do": "harm"},
    {},
]


def test_nothing_else_can_be_put_right(odd: Desk) -> None:
    for sent in _HARM:
        _refused(odd, **sent)


@pytest.mark.parametrize("asked", ["correct", "add", "place"])
def test_an_address_that_asks_for_harm_shows_none(odd: Desk, asked: str) -> None:
    answer = odd.client.get(f"/officers/{_officer(odd).key}", params={asked: _SCRIPT})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text


def test_script_in_what_is_put_right_is_words(odd: Desk) -> None:
    for path in (
        "manager_name",
        "outcomes[0].outcome",
        "outcomes[0].measures",
        "career.aspirations",
    ):
        _correct(odd, path, value=_SCRIPT, by=_SCRIPT)
    _send(odd, {"do": "place", "was": _was(odd), "path": "outcomes[0].links"}, by=_SCRIPT)
    for asked in ("", "?correct=outcomes[0].outcome", "?add=outcomes"):
        page = odd.get(f"/officers/{_officer(odd).key}{asked}")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert _SCRIPT in unescape(page)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
def test_a_page_of_another_site_puts_nothing_right(odd: Desk, origin: str | None) -> None:
    form = _form(_root(odd, "?correct=manager_name"), "correct") | {"value": "Eve"}
    headers = {"origin": origin} if origin else {}
    address = f"/officers/{_officer(odd).key}/right"
    assert odd.client.post(address, data=form, headers=headers).status_code == 403
    assert odd.new_client().post(address, data=form, headers={"origin": ORIGIN}).status_code == 403
    assert _reading(odd).corrections == ()


def test_the_name_is_typed_once(odd: Desk) -> None:
    _correct(odd, "manager_name", value="Lea Roy", by="Dana Whitlock")
    assert _form(_root(odd, "?correct=manager_name"), "correct")["by"] == "Dana Whitlock"
    _send(odd, {"do": "leave", "was": _was(odd)})
    assert {each["by"] for each in _reading(odd).corrections} == {"Dana Whitlock"}
    assert "Dana" not in (odd.folder / ".desk" / "activity.jsonl").read_text(encoding="utf-8")


def test_a_signature_that_could_not_be_kept_is_shown_as_it_was_decided() -> None:
    label, kind = "Officer signature", SignatureKind()
    editor = Editor("officer_signature", label, "value", "signature", kind, "J Lee")
    assert editor.typed({"value": ["J Lee"], "value.signed": ["signed"]}).signed


def test_who_has_not_given_a_name_is_asked_for_it_once(odd: Desk) -> None:
    odd.client.cookies.delete(NAME_COOKIE)
    address = f"/officers/{_officer(odd).key}/right"
    form = _form(_root(odd, "?correct=manager_name"), "correct") | {"value": _SCRIPT}
    answer = odd.client.post(address, data={**form, "by": "  "}, headers={"origin": ORIGIN})
    assert "Who puts this right?" in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]
    assert _reading(odd).corrections == ()
    sent = _form(html.document_fromstring(answer.text), "correct")
    odd.post(address, **{**sent, "by": "Dana W"})
    assert [(e["value"], e["by"]) for e in _reading(odd).corrections] == [(_SCRIPT, "Dana W")]
    odd.post(address, do="undo", path="manager_name")
    assert _reading(odd).corrections == (), "and is not asked again"


def test_an_item_of_several_lines_is_split_by_saving_it_as_it_is_shown(desk: Desk) -> None:
    plan = {"officer_name": "A. Lee", "outcomes": [{"outcome": "A", "measures": ["One\ntwo", "3"]}]}
    desk.drop(("two.docx", plandocs.fill(plan)))
    assert _reading(desk).to_dict()["plan"]["outcomes"][0]["measures"] == ["One\ntwo", "3"]
    _correct(desk, "outcomes[0].measures")
    assert _reading(desk).to_dict()["plan"]["outcomes"][0]["measures"] == ["One", "two", "3"]
