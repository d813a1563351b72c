"""A form taught at the desk: its blank dropped, its fields seen, put right, saved, and at work."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

import plandocs
from plandocs.forms import registry
from tests.desk.conftest import ORIGIN, Desk
from tests.documents.notation import xml
from tests.documents.opc import document, docx
from tests.learn.test_learn_form import BLANK

NAME = "Request for flexible work.docx"


@pytest.fixture
def blank() -> bytes:
    return docx(document(xml(BLANK) + "<w:sectPr/>"))


@pytest.fixture
def taught(desk: Desk, blank: bytes) -> Desk:
    desk.drop((NAME, blank), to="/cycle/form/blank")
    return desk


def page(desk: Desk) -> str:
    return unescape(desk.get("/cycle/form"))


def fields(desk: Desk) -> dict[str, str]:
    """What the page would send if nothing on it was touched."""
    text, sent = page(desk), dict[str, str]()
    for name, value in re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', text):
        sent[name] = value
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def test_the_fields_of_a_blank_are_seen_on_it(taught: Desk) -> None:
    text = page(taught)
    assert "It works:" in text
    assert 'value="Reason for the request"' in text
    assert 'title="Hours asked for, row 1: Weekday"' in text
    assert not registry.loaded(), "nothing is read by a form that was not saved"


def test_what_is_put_right_is_tried_and_kept(taught: Desk) -> None:
    sent = fields(taught) | {"kind:team": "date", "do": "try"}
    del sent["keep:date_request"]
    taught.post("/cycle/form", **sent)
    again = fields(taught)
    assert again["kind:team"] == "date"
    assert "label:date_request" not in again
    assert "It works:" in page(taught)


def test_words_with_commas_of_their_own_stay_as_they_are(desk: Desk) -> None:
    asked = 'p"Leave request" p"Name: __________" p"Team: __________" p"Decision:" '
    asked += 'p"☐ Yes, all" p"☐ No"'
    desk.drop(("leave.docx", docx(document(xml(asked) + "<w:sectPr/>"))), to="/cycle/form/blank")
    desk.post("/cycle/form", **(fields(desk) | {"do": "try", "label:team": "Team"}))
    file = (desk.space.desk_folder / "form" / "form.toml").read_text(encoding="utf-8")
    assert 'options = ["Yes, all", "No"]' in file


def test_a_mistake_is_told_and_nothing_is_saved(taught: Desk) -> None:
    taught.post("/cycle/form", **(fields(taught) | {"do": "try", "label:team": "Manager"}))
    assert "have the same label, 'Manager'" in page(taught)
    answer = taught.client.post(
        "/cycle/form", data=fields(taught) | {"do": "save"}, headers={"origin": ORIGIN}
    )
    assert answer.status_code == 400
    assert not (taught.folder / "forms").exists()


def test_a_saved_form_is_what_the_folder_is_read_by(
    taught: Desk, blank: bytes, tmp_path: Path
) -> None:
    taught.post("/cycle/form", **fields(taught), do="save")
    settings = (taught.folder / "plandocs.toml").read_text(encoding="utf-8")
    assert 'form = "forms/request-flexible-work.toml"' in settings
    form = plandocs.load_form(taught.folder / "forms" / "request-flexible-work.toml")
    plan = plandocs.validate({"form": form.name, "employee_name": "Ana Ito", "team": "Records"})
    plandocs.fill(plan, tmp_path / "ana.docx")
    taught.drop(("ana.docx", (tmp_path / "ana.docx").read_bytes()))
    assert "Ana Ito" in taught.get("/officers")
    assert "Plans are read as <strong>Request for flexible work" in page(taught)
    taught.post("/cycle/form/usual")
    assert "form" not in (taught.folder / "plandocs.toml").read_text(encoding="utf-8")


def test_a_blank_is_put_away(taught: Desk) -> None:
    taught.post("/cycle/form", do="leave")
    assert "What is to be filled in" not in page(taught)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("form.exe", b"MZ", "A blank form is a Word document"),
        ("form.docx", b"", "empty"),
        ("form.docx", b"PK\x03\x04 cut", "incomplete"),
        ("../../form.docx", b"no zip", "no Word document|not a Word document"),
    ],
)
def test_what_is_no_blank_is_told_and_leaves_nothing(
    desk: Desk, name: str, content: bytes, said: str
) -> None:
    answer = desk.client.post(
        "/cycle/form/blank", files=[("file", (name, content))], headers={"origin": ORIGIN}
    )
    desk.settle()
    text = unescape(answer.text) if answer.status_code == 400 else page(desk)
    assert re.search(said, text), text
    assert not (desk.space.desk_folder / "form").exists()


def escaped_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_a_bomb_and_a_label_with_markup_do_no_harm(desk: Desk) -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 2**28)
    desk.drop(("bomb.docx", bomb.getvalue()), to="/cycle/form/blank")
    assert not (desk.space.desk_folder / "form").exists()
    evil = '<script>alert(1)</script>"><img src=x>'
    asked = f"<w:p><w:r><w:t>{escaped_text(evil)}: ____________</w:t></w:r></w:p>"
    body = xml('p"Report form" p"Name: __________"') + asked + "<w:sectPr/>"
    desk.drop(("<b>x</b>.docx", docx(document(body))), to="/cycle/form/blank")
    text = desk.get("/cycle/form")
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<b>x</b>" not in text


@pytest.mark.parametrize("form", ["../outside.toml", "forms/gone.toml", "forms/bad.toml"])
def test_a_form_that_cannot_be_used_is_told_on_every_page(desk: Desk, form: str) -> None:
    (desk.folder.parent / "outside.toml").write_text('form = "x"\n', encoding="utf-8")
    (desk.folder / "forms").mkdir()
    (desk.folder / "forms" / "bad.toml").write_text("form = 3\n", encoding="utf-8")
    (desk.folder / "plandocs.toml").write_text(f'form = "{form}"\n', encoding="utf-8")
    assert '<p class="notice red">plandocs.toml: ' in desk.get("/")


def test_a_saved_form_is_compiled_once_until_its_file_changes(
    taught: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    taught.post("/cycle/form", **fields(taught), do="save")
    first = taught.space.cycle.form
    with monkeypatch.context() as patched:
        patched.setattr(plandocs, "load_form", None)
        assert taught.space.cycle.form is first
    (file,) = (taught.folder / "forms").glob("*.toml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Request for flexible work", "Request for shorter hours"), "utf-8")
    changed = taught.space.cycle.form
    assert isinstance(changed, plandocs.FormSpec)
    assert changed.title == "Request for shorter hours"
