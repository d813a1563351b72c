"""Commented copies of hundreds of documents: hard ones, saved by LibreOffice, tracked, controlled.

`pytest tests/verbs/test_comment_hundreds.py --long`; docs/reliability.md has what came out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.editing.commented import commented
from plandocs.forms.registry import forms
from plandocs.paths import value_at
from plandocs.word.package.foreign import libreoffice
from tests.documents.opc import entry
from tests.hard.make import hard
from tests.verbs.test_check import PLAN
from tests.verbs.test_comment import W, body, check_one, commented_words

_FIRST = 20_000
# These speak of a printed label, of words beside the value, of what a control showed before.
_OF_OTHER_WORDS = {"label-by-likeness", "text-in-label-cell", "bound-text", "unmapped-text"}


def misplaced(content: bytes) -> Iterator[str]:
    """Findings about words of a field that do not have their comment.

    A value that stands nowhere as text is none.
    """
    try:
        reading = plandocs.parse(content)
    except plandocs.PlandocsError:
        return
    assert reading.plan is not None
    (found,) = plandocs.check(reading)
    data = reading.plan.model_dump(mode="json")
    copy = commented(content, found.findings, tuple(forms()))
    said = commented_words(copy)
    everything = "".join("".join(str(e.text) for e in body(copy).iter(f"{W}t")).split())
    twice = Counter(each.message for each in found.findings)
    bound = {each.field for each in found.findings if each.code == "bound-text"}
    for each in found.findings:
        if not each.field or twice[each.message] > 1 or each.code in _OF_OTHER_WORDS:
            continue
        if each.field in bound:  # its words stand in another part; the control has others
            continue
        try:
            value = value_at(data, each.field)
        except (LookupError, ValueError):
            continue
        words = "".join(value.split("\n")[0].split()) if isinstance(value, str) else ""
        if words in everything and words not in "".join(said.get(each.message, "").split()):
            yield f"{each.code} {each.field}: {words[:60]!r} not in {said.get(each.message)!r:.120}"


def worse(before: bytes, after: bytes, folder: Path) -> list[str]:
    """What the validator says of a copy and not of the document."""
    found = []
    for name, data in (("before.docx", before), ("after.docx", after)):
        (folder / name).write_bytes(data)
        result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(folder / name)
        found.append(Counter(str(each).partition(":")[2] for each in result.errors))
    return sorted(found[1] - found[0])


def copy_of(content: bytes) -> bytes | None:
    """The commented copy of a document; None of one that is no plan."""
    try:
        (found,) = plandocs.check(plandocs.parse(content))
    except plandocs.PlandocsError:
        return None
    return commented(content, found.findings, tuple(forms()))


@pytest.mark.long
@pytest.mark.parametrize("block", range(10))
def test_hundreds_of_hard_documents_are_commented(block: int) -> None:
    for seed in range(_FIRST + 30 * block, _FIRST + 30 * block + 30):
        check_one(hard(seed).content)


@pytest.mark.long
def test_each_comment_of_a_hard_document_stands_at_its_words() -> None:
    wrong = {n: list(misplaced(hard(n).content)) for n in range(_FIRST, _FIRST + 300)}
    assert {n: each for n, each in wrong.items() if each} == {}


@pytest.mark.long
@pytest.mark.parametrize("block", range(10))
def test_the_validator_says_nothing_more_of_a_copy(block: int, tmp_path: Path) -> None:
    wrong = {}
    for seed in range(_FIRST + 30 * block, _FIRST + 30 * block + 30):
        content = hard(seed).content
        if (copy := copy_of(content)) and (said := worse(content, copy, tmp_path)):
            wrong[seed] = said
    assert wrong == {}


@pytest.mark.long
@pytest.mark.libreoffice
def test_documents_that_libreoffice_saved_are_commented(tmp_path: Path) -> None:
    for seed in range(_FIRST, _FIRST + 60):
        (tmp_path / f"{seed}.docx").write_bytes(hard(seed).content)
    program = libreoffice.program()
    assert program is not None
    files = sorted(map(str, tmp_path.glob("*.docx")))
    out = tmp_path / "saved"
    libreoffice.run(program, ["--convert-to", "docx", "--outdir", str(out), *files], tmp_path, 600)
    saved = sorted(out.glob("*.docx"))
    assert len(saved) > 50
    for file in saved:
        check_one(file.read_bytes())
        assert list(misplaced(file.read_bytes())) == []


@pytest.mark.long
def test_plans_with_controls_and_tracked_ones_are_commented(tmp_path: Path) -> None:
    for number in range(30):
        measures = [f"By {number} March", "TBC", "[your Agency] runs"][: number % 3 + 1]
        plan = {**PLAN, "outcomes": [{"outcome": f"Outcome {number}", "measures": measures}]}
        content = plandocs.fill(plan, controls=True)
        check_one(content)
        assert list(misplaced(content)) == []
        old = tmp_path / f"{number}.docx"
        old.write_bytes(content)
        newer = {**plan, "manager_name": "Somebody Else", "meeting_date": "3 August 2026"}
        plandocs.diff(old, newer, tmp_path / "tracked.docx", force=True)
        tracked = (tmp_path / "tracked.docx").read_bytes()
        assert b"<w:ins " in entry(tracked, "word/document.xml")
        check_one(tracked)
        assert list(misplaced(tracked)) == []
