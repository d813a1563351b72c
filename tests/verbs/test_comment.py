"""Commented copies: each finding is a comment where it stands, and all else is as it was."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.editing.commented import commented, uncommented
from plandocs.forms.registry import forms
from plandocs.word.package.foreign import libreoffice
from plandocs.word.package.open import open_package
from plandocs.word.package.save import saved
from tests.cases.test_cases import CASES, document
from tests.commands import run as command
from tests.documents.opc import changed, entries
from tests.hard.make import hard
from tests.verbs.test_check import PLAN

run = partial(command, "check")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def body(data: bytes) -> etree._Element:
    package = entries(data)
    main_part = next(name for name in package if name.endswith("document.xml"))
    return etree.fromstring(package[main_part].replace(STRICT, W[1:-1].encode()))


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    """Each comment's author and first line by its id."""
    part = entries(data).get("word/comments.xml")
    root = etree.fromstring(part.replace(STRICT, W[1:-1].encode())) if part else ()
    return {
        str(each.get(f"{W}id")): (
            str(each.get(f"{W}author")),
            "".join(str(e.text) for e in each.findall(f"{W}p[1]//{W}t")),
        )
        for each in root
    }


def commented_words(data: bytes) -> dict[str, str]:
    """What stands between the marks of each comment, by the comment's first line."""
    result: dict[str, str] = {}
    said = comments(data)
    open_: dict[str, list[str]] = {}
    for element in body(data).iter():
        id_ = str(element.get(f"{W}id"))
        if element.tag == f"{W}commentRangeStart":
            open_[id_] = []
        elif element.tag == f"{W}commentRangeEnd":
            result[said[id_][1]] = "".join(open_.pop(id_))
        elif element.tag == f"{W}t":
            for texts in open_.values():
                texts.append(element.text or "")
    assert open_ == {}
    return result


def canonical_text(data: bytes) -> str:
    package = open_package(data)
    return re.sub(r"<w:p((?:\s[^>]*?)?)/>", r"<w:p\1></w:p>", package.xml(package.main))


def check_one(content: bytes) -> None:
    """The law of a commented copy."""
    try:
        reading = plandocs.parse(content)
    except plandocs.PlandocsError:
        return
    (found,) = plandocs.check(reading)
    copy = commented(content, found.findings, tuple(forms()))
    own = {id_ for id_, (author, _) in comments(copy).items() if author == "plandocs"}
    assert len(own) == len(found.findings)
    for name in ("RangeStart", "RangeEnd", "Reference"):
        marked = [str(e.get(f"{W}id")) for e in body(copy).iter(f"{W}comment{name}")]
        assert len(marked) == len(set(marked))
        assert own <= set(marked)
    assert all(
        parent is not None and parent.tag == f"{W}p"
        for e in body(copy).iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")
        if e.get(f"{W}id") in own
        for parent in (e.getparent(),)
    )
    again = plandocs.parse(copy)
    assert again.plan == reading.plan
    back = uncommented(copy)
    if not own:
        assert back is None
        return
    assert back is not None
    assert canonical_text(back) == canonical_text(content)
    was, now = entries(content), entries(back)
    assert {n for n in was.keys() | now.keys() if was.get(n) != now.get(n)} <= {
        "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
        "word/comments.xml",
    }  # fmt: skip
    assert comments(back) == {i: c for i, c in comments(copy).items() if i not in own}


@pytest.mark.parametrize("seed", range(40, 70))
def test_hard_documents_are_commented_and_are_themselves_again(seed: int) -> None:
    check_one(hard(seed).content)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_commented_and_is_itself_again(case: Path) -> None:
    content = document(case)
    if b"word/document.xml" in content:
        check_one(content)


def plan(folder: Path, name: str = "a.docx", **changes: object) -> Path:
    file = folder / name
    plandocs.fill({**PLAN, **changes}, file)
    return file


def test_each_finding_stands_at_its_words(tmp_path: Path) -> None:
    outcomes = [{"outcome": "Trains run", "measures": ["[your Agency] runs 95%", "No gaps"],
                 "links": ["A"]}]  # fmt: skip
    file = plan(tmp_path, meeting_date="TBC", outcomes=outcomes)
    (made,) = plandocs.comment(file, tmp_path / "out")
    words = commented_words(Path(made.file).read_bytes())
    assert made.checked is not None
    said = {each.code: words[each.message] for each in made.checked.findings}
    assert said["unreadable-date"] == "TBC"
    assert said["leftover-placeholder"] == "[your Agency] runs 95%"
    assert said["few-outcomes"].startswith("Section 1")


def test_the_validator_is_silent_on_a_copy(tmp_path: Path) -> None:
    file = plan(tmp_path, manager_signature="", meeting_date="TBC")
    (made,) = plandocs.comment(file, tmp_path / "out")
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(made.file)
    assert [str(error) for error in result.errors] == []


def copy_of(folder: Path) -> bytes:
    """A commented copy of a plan with some findings."""
    outcomes = [{"outcome": "Trains run", "measures": ["On time"]}]
    plandocs.comment(plan(folder, meeting_date=None, outcomes=outcomes), folder / "copies")
    return (folder / "copies" / "a.docx").read_bytes()


def test_a_copy_that_comes_back_reads_as_the_document_did(tmp_path: Path) -> None:
    copy = copy_of(tmp_path)
    before, after = plandocs.parse(tmp_path / "a.docx"), plandocs.parse(copy)
    assert "plandocs" in {author for author, _ in comments(copy).values()}
    assert (after.plan, after.issues, after.unmapped) == (
        before.plan, before.issues, before.unmapped
    )  # fmt: skip
    assert after.sha256 != before.sha256


def test_what_somebody_wrote_into_one_of_its_comments_is_theirs(tmp_path: Path) -> None:
    copy = copy_of(tmp_path)
    said = entries(copy)["word/comments.xml"].decode()
    edited = said.replace("</w:t>", " Bo is on leave until May.</w:t>", 1)
    back = changed(copy, {"word/comments.xml": edited})
    (theirs,) = (each.text for each in plandocs.parse(back).unmapped if each.kind == "comment")
    assert "Bo is on leave until May." in theirs
    bare = uncommented(back)
    assert bare is not None
    assert len(comments(bare)) == 1


@pytest.mark.libreoffice
def test_its_comments_are_known_again_behind_libreoffice(tmp_path: Path) -> None:
    program = libreoffice.program()
    assert program is not None
    (tmp_path / "copy.docx").write_bytes(copy_of(tmp_path))
    convert = ["--convert-to", "docx", "--outdir", str(tmp_path / "out"), "copy.docx"]
    libreoffice.run(program, convert, tmp_path, 120)
    back = plandocs.parse(tmp_path / "out" / "copy.docx")
    assert [each for each in back.unmapped if each.kind == "comment"] == []


def test_a_copy_of_a_copy_has_each_comment_once_and_other_peoples_stay(tmp_path: Path) -> None:
    file = plan(tmp_path, manager_signature="")
    document = docx.Document(str(file))
    run = document.paragraphs[0].runs[0]
    document.add_comment(run, text="Please look at this", author="Tom Alder", initials="TA")
    document.save(str(file))
    (first,) = plandocs.comment(file, tmp_path / "one")
    (second,) = plandocs.comment(first.file, tmp_path / "two")
    said = [sorted(comments(Path(each.file).read_bytes()).values()) for each in (first, second)]
    assert ("Tom Alder", "Please look at this") in said[0]
    mine = [[line for author, line in each if author == "plandocs"] for each in said]
    assert len(mine[0]) == 2  # the signature, and that there are comments
    assert mine[0] == mine[1]
    (bare,) = plandocs.uncomment(second.file, tmp_path / "three")
    assert list(comments(Path(bare.file).read_bytes()).values()) == [
        ("Tom Alder", "Please look at this")
    ]


def test_no_copy_is_made_of_a_document_with_a_digital_signature(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = plan(tmp_path, manager_signature="")
    package = open_package(file)
    file.write_bytes(saved(package.parts(), {"_xmlsignatures/sig1.xml": b"<Signature/>"}))
    assert run("--format", "docx", "-o", str(tmp_path / "out"), str(file)) == 1
    assert "digital signature" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_document_without_findings_and_one_without_comments_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = plan(tmp_path)
    assert run("--format", "docx", "-o", str(tmp_path / "out"), str(file)) == 0
    assert run("--uncomment", "-o", str(tmp_path / "out"), str(file)) == 0
    told = capsys.readouterr().err
    assert "nothing to say about it" in told
    assert "no comment of plandocs in it" in told
    assert list((tmp_path / "out").iterdir()) == []


def test_nothing_is_replaced_unasked_and_the_officers_file_never(tmp_path: Path) -> None:
    file = plan(tmp_path, manager_signature="")
    before = file.read_bytes()
    for more in ([], ["--force"]):
        assert run("--format", "docx", "-o", str(tmp_path), str(file), *more) == 2
    assert file.read_bytes() == before


def test_files_of_one_name_have_a_copy_each(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        plan(tmp_path / folder, manager_signature="")
    made = plandocs.comment([tmp_path / "one", tmp_path / "two"], tmp_path / "out")
    assert [Path(each.file).name for each in made] == ["a.docx", "a (2).docx"]


def test_commented_copies_go_into_a_folder(tmp_path: Path) -> None:
    file = str(plan(tmp_path, manager_signature=""))
    assert run("--format", "docx", file) == 2
    assert run("--format", "docx", "-o", str(tmp_path / "copy.docx"), file) == 2
