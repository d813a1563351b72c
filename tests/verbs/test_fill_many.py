"""Many plans become documents: in order, each whole, none over another, none stopping the rest."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError, OutputError, TemplateError
from plandocs.forms.registry import form
from plandocs.moment import moment_in
from tests.documents.opc import replaced
from tests.officers import jsonl, officer, samples

_PATTERN = "{officer_name}"


def test_documents_hold_their_own_plan(tmp_path: Path) -> None:
    done = list(plandocs.fill_many(samples(), tmp_path / "out", name="{id}"))
    assert {each.status for each in done} == {"filled"}
    for each, data in zip(done, samples(), strict=True):
        file = Path(each.file)
        assert plandocs.parse(file).plan == as_plan(data)
        assert hashlib.sha256(file.read_bytes()).hexdigest() == each.sha256
        assert (each.id, each.officer_name, each.name) == (data["id"], data["officer_name"],
                                                           f"{data['id']}.docx")  # fmt: skip


def test_plans_readings_records_and_dicts_may_be_mixed(tmp_path: Path) -> None:
    plan = as_plan(officer("Ann"))
    data = plandocs.fill(plan)
    assert data is not None
    reading = plandocs.parse(data)
    (record,) = plandocs.read_data(jsonl(tmp_path / "p.jsonl", [officer("Cy")]))
    mixed: list[Any] = [plan, reading, record, officer("Di"), reading.to_dict()]
    done = plandocs.fill_many(mixed, tmp_path / "out", name=_PATTERN)
    assert [each.name for each in done] == [
        "Ann.docx", "Ann (row 2).docx", "Cy.docx", "Di.docx", "Ann (row 5).docx",
    ]  # fmt: skip


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_is_named_in_its_place_and_the_others_are_filled(
    tmp_path: Path, workers: int
) -> None:
    rows = [officer("Ann"), officer("Bo", perod="x"), {"id": "9"}, officer("Cy")]
    done = list(plandocs.fill_many(rows, tmp_path, name=_PATTERN, workers=workers))
    assert [each.status for each in done] == ["filled", "failed", "failed", "filled"]
    assert isinstance(done[1].error, InputError)
    assert "did you mean 'period'" in str(done[1].error)
    assert done[2].error is not None
    assert "officer_name: this is needed" in done[2].error.message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Ann.docx", "Cy.docx"]
    again = pickle.loads(pickle.dumps(done))
    assert [each.to_dict() for each in again] == [each.to_dict() for each in done]


def test_processes_threads_and_one_alone_give_the_same(tmp_path: Path) -> None:
    rows = [officer(f"N{n % 7}", id=str(n)) for n in range(40)]

    def names(**how: Any) -> list[tuple[str, str]]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        done = plandocs.fill_many(rows, folder, name=_PATTERN, verify=False, **how)
        return [(each.id, each.name) for each in done]

    with ThreadPoolExecutor(2) as threads:
        assert names() == names(workers=2) == names(executor=threads)


def test_it_writes_as_it_is_iterated_and_takes_no_more_than_it_needs(tmp_path: Path) -> None:
    taken = []

    def endless() -> Iterator[dict[str, Any]]:
        n = 0
        while True:
            taken.append(n)
            yield officer(f"N{n}")
            n += 1

    done = plandocs.fill_many(endless(), tmp_path / "out", name=_PATTERN, verify=False)
    assert not (tmp_path / "out").exists()
    assert len(list(islice(done, 3))) == 3
    assert len(taken) == 3
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_another_document_is_never_overwritten_without_force(tmp_path: Path) -> None:
    (tmp_path / "Ann.docx").write_bytes(b"a person's work")
    (done,) = plandocs.fill_many([officer("Ann")], tmp_path, name=_PATTERN)
    assert (done.status, done.file, done.sha256) == ("failed", "", "")
    assert isinstance(done.error, OutputError)
    assert (tmp_path / "Ann.docx").read_bytes() == b"a person's work"
    (done,) = plandocs.fill_many([officer("Ann")], tmp_path, name=_PATTERN, force=True)
    assert done.status == "filled"


def test_resuming_leaves_alone_what_says_the_same_and_fills_the_rest(tmp_path: Path) -> None:
    rows = [officer("Ann", id="1"), officer("Ann", id="2"), officer("Bo")]
    list(plandocs.fill_many(rows[:2], tmp_path, name=_PATTERN))
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    left = tmp_path / f".{'0' * 16}.part"
    left.write_bytes(b"half")
    done = list(plandocs.fill_many(rows, tmp_path, name=_PATTERN, resume=True))
    assert [each.status for each in done] == ["skipped", "skipped", "filled"]
    assert [each.name for each in done] == ["Ann (1).docx", "Ann (2).docx", "Bo.docx"]
    assert all(each.sha256 for each in done)
    assert {n: (tmp_path / n).stat().st_mtime_ns for n in before} == before
    assert not left.exists()


def test_resuming_does_not_replace_what_people_have_changed(tmp_path: Path) -> None:
    edited = plandocs.fill(officer("Ann", manager_name="Somebody else"))
    assert edited is not None
    (tmp_path / "Ann.docx").write_bytes(edited)
    (done,) = plandocs.fill_many([officer("Ann")], tmp_path, name=_PATTERN, resume=True)
    assert done.status == "failed"
    assert (tmp_path / "Ann.docx").read_bytes() == edited


def test_all_or_nothing_leaves_nothing_where_one_fails(tmp_path: Path) -> None:
    rows = [officer("Ann"), {"id": "9"}]
    list(plandocs.fill_many(rows, tmp_path / "out", all_or_nothing=True))
    assert list((tmp_path / "out").iterdir()) == []
    list(plandocs.fill_many(rows[:1], tmp_path / "out", name=_PATTERN, all_or_nothing=True))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["Ann.docx"]


def test_a_zip_holds_the_same_documents(tmp_path: Path) -> None:
    rows = [officer("Ann", division_branch="A / B"), officer("José")]
    done = list(
        plandocs.fill_many(
            rows, tmp_path / "out.zip", zip=True, name="{division_branch}/{officer_name}"
        )
    )
    with zipfile.ZipFile(tmp_path / "out.zip") as made:
        assert made.namelist() == ["A - B/Ann.docx", "unnamed/José.docx"]
        for each in done:
            assert hashlib.sha256(made.read(each.name)).hexdigest() == each.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]


def test_fields_can_be_set_for_all(tmp_path: Path) -> None:
    rows: list[Any] = [officer("Ann", period="2025-26"), as_plan(officer("Bo"))]
    values = {"period": "2026-27", "career.aspirations": "Later"}
    for each in plandocs.fill_many(rows, tmp_path, name=_PATTERN, set=values):
        plan = plandocs.parse(each.file).plan
        assert plan is not None
        data = plan.model_dump()
        assert (data["period"]["text"], data["career"]["aspirations"]) == ("2026-27", "Later")


def test_a_field_set_for_all_goes_by_its_name_in_the_form_of_each_plan(tmp_path: Path) -> None:
    rows = [officer("Ann"), {"form": "outcomes-conversation", "officer_name": "Bo"}]
    values = {"meeting_date": "12 July 2026", "Period of plan": "2026-27"}
    ann, bo = plandocs.fill_many(rows, tmp_path, name=_PATTERN, set=values)
    for done, field in ((ann, "meeting_date"), (bo, "conversation_date")):
        plan = plandocs.parse(done.file).plan
        assert plan is not None
        data = plan.model_dump(mode="json")
        assert (data[field]["date"], data["period"]["end"]) == ("2026-07-12", "2027-06-30")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    out.mkdir()
    (out / "Policy").symlink_to(outside)
    row = officer("Ann", division_branch="Policy")
    (done,) = plandocs.fill_many([row], out, name="{division_branch}/{officer_name}")
    assert done.status == "failed"
    assert list(outside.iterdir()) == []


def test_what_was_not_understood_is_an_issue_and_is_filled(tmp_path: Path) -> None:
    row = officer("Ann", meeting_date="7/13/2026", officer_signature={"signed": True})
    (done,) = plandocs.fill_many([row], tmp_path)
    assert done.status == "filled"
    assert {issue.code for issue in done.issues} == {"unreadable-date", "signature-not-filled"}


def test_a_template_that_loses_a_field_fails_its_row_with_both_texts(tmp_path: Path) -> None:
    template = _swapped("{{ manager_name }}", "{{ officer_name }}")
    row = officer("Ann", manager_name="Tom")
    (done,) = plandocs.fill_many([row], tmp_path, template=template)
    assert done.status == "failed"
    assert done.error is not None
    assert "wrote 'Tom', read 'Ann'" in done.error.message
    assert list(tmp_path.iterdir()) == []


def test_a_template_with_a_mistake_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    template = _swapped("{{ manager_name }}", "{{ manger_name }}")
    with pytest.raises(TemplateError, match="Did you mean «manager_name»"):
        plandocs.fill_many([officer("Ann")], tmp_path / "out", template=template)
    assert not (tmp_path / "out").exists()


def test_a_document_says_when_it_was_made_and_by_no_machine_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1784000000")
    (done,) = plandocs.fill_many([officer("Ann")], tmp_path)
    facts = plandocs.parse(done.file).document
    assert facts.modified == moment_in("2026-07-14T03:33:20Z")
    assert facts.last_modified_by == "plandocs"


def test_documents_filled_in_one_process_each_say_their_own_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, stamp in enumerate(("1784000000", "1784000001")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", stamp)
        plan = {**officer("Ann"), "career": {"aspirations": f"M{number}"}}
        plandocs.fill(plan, tmp_path / f"{9 - number}.docx")
    versions = plandocs.history(tmp_path).versions
    assert [Path(each.source).name for each in versions] == ["9.docx", "8.docx"]
    (carried,) = plandocs.carry(tmp_path, period="2027-28")
    assert Path(carried.source).name == "8.docx"


def test_memory_stays_flat_however_many_there_are(tmp_path: Path) -> None:
    script = (
        "import plandocs, resource, sys\n"
        "def rows(n):\n"
        "    return ({'officer_name': f'N{i}', 'career': {'aspirations': 'x' * 2000}}"
        " for i in range(n))\n"
        "def peak(n, where):\n"
        "    for _ in plandocs.fill_many(rows(n), where, verify=False): pass\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "few, many = peak(20, sys.argv[1] + '/a'), peak(400, sys.argv[1] + '/b')\n"
        "assert many - few < 6_000, (few, many)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=120)


def _swapped(before: str, after: str) -> bytes:
    template = form("senior-executive-plan").folder / "template.docx"
    return replaced(template.read_bytes(), (before, after))
