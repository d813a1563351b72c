"""The benchmark of readers: its documents hold its truth, its scorer tells wrong from right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.forms_bench.answer import Answer
from benchmarks.forms_bench.around import AROUND
from benchmarks.forms_bench.habits import TYPING
from benchmarks.forms_bench.make import make
from benchmarks.forms_bench.measure import measure_all
from benchmarks.forms_bench.readers import plandocs, python_docx
from benchmarks.forms_bench.score import Score, scored

_TRUTH: dict[str, Any] = {
    "form": "probation-review",
    "values": {
        "employee_name": "Priya Raman",
        "duties[0].evidence": ["One", "Two"],
        "work_unit": "",
    },
    "extra": ["Phone: 6165"],
}
_RIGHT = Answer(
    "probation-review",
    {"employee_name": "Priya  Raman", "duties[0].evidence": "• One\n• Two"},
    ["Phone:", "6165"],
)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few documents as python-docx writes them."""
    folder = tmp_path_factory.mktemp("forms-bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shutil.which", lambda name: None)
        make(folder, count=36, others=12, seed=7)
    return folder


@pytest.mark.slower
def test_the_same_seed_makes_the_same_truth(documents: Path, tmp_path: Path) -> None:
    make(tmp_path, count=3, others=1, seed=7)
    again = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    first = json.loads((documents / "truth.json").read_text(encoding="utf-8"))
    name = "0000-outcomes-conversation.docx"
    assert again[name] == first[name]


def test_plandocs_reads_nothing_of_it_wrong_and_silent(documents: Path) -> None:
    truth = json.loads((documents / "truth.json").read_text(encoding="utf-8"))
    total = sum((scored(truth[n], plandocs.read(documents / n)) for n in truth), Score())
    assert (total.wrong_and_silent, total.refused, total.others_taken) == (0, 0, 0)
    assert total.right == total.values > 1000
    assert total.words_lost == 0


def test_a_reader_that_fails_on_every_document_is_left_out_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"not a zip")
    (tmp_path / "truth.json").write_text('{"broken.docx": {"form": null}}', encoding="utf-8")
    (row,) = measure_all(["python_docx"], tmp_path)
    assert isinstance(row, str)
    assert row.startswith("python_docx: left out: it fails on every document: broken.docx")


def test_the_script_by_labels_reads_forms_of_no_habits(documents: Path) -> None:
    truth = json.loads((documents / "truth.json").read_text(encoding="utf-8"))
    plain = [name for name, case in truth.items() if case["form"] and not case["habits"]]
    total = sum((scored(truth[n], python_docx.read(documents / n)) for n in plain), Score())
    assert total.documents == total.plans_right == len(plain) >= 3


def test_an_answer_in_other_dress_is_right() -> None:
    found = scored(_TRUTH, _RIGHT)
    assert (found.right, found.values, found.plans_right) == (2, 2, 1)
    assert (found.wrong_and_silent, found.words_lost) == (0, 0)


def test_a_wrong_value_is_silent_unless_its_field_is_doubted() -> None:
    wrong = Answer(_RIGHT.form, {**_RIGHT.values, "employee_name": "Tom Alder"}, ["Phone 6165"])
    assert scored(_TRUTH, wrong).wrong_and_silent == 1
    wrong.doubts = {"employee_name"}
    found = scored(_TRUTH, wrong)
    assert (found.wrong_and_silent, found.right, found.plans_right) == (0, 1, 0)
    assert found.words_lost == 2


def test_an_invented_value_is_wrong_and_silent() -> None:
    invented = Answer(_RIGHT.form, {**_RIGHT.values, "work_unit": "Finance"}, _RIGHT.other)
    assert scored(_TRUTH, invented).wrong_and_silent == 1


def test_a_form_that_is_not_recognised_is_refused_and_its_words_are_lost() -> None:
    found = scored(_TRUTH, Answer(None))
    assert (found.refused, found.wrong_and_silent, found.words_lost) == (1, 0, 6)


def test_another_form_that_is_taken_is_counted() -> None:
    other: dict[str, Any] = {"form": None, "values": {}, "extra": []}
    assert scored(other, _RIGHT).others_taken == 1
    assert scored(other, Answer(None)).others_taken == 0


def test_the_habits_are_as_many_as_the_readme_says() -> None:
    assert len(TYPING) + len(AROUND) == 36
