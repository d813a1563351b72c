"""What is refused says what is meant, and no advice destroys what somebody wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plandocs

PLAN = {
    "form": "senior-executive-plan", "id": "7", "officer_name": "Priya Raman",
    "period": "2026-27", "outcomes": [{"outcome": "Shorter waits", "measures": ["Under 20 days"]}],
}  # fmt: skip


# -- a run that goes on ------------------------------------------------------------------------


def _edited(folder: Path) -> Path:
    """The one document that a run left in a folder, with a manager that somebody typed."""
    (filled,) = plandocs.fill_many([PLAN], folder)
    path = Path(filled.file)
    plandocs.update(path, {"manager_name": "Tom Alder"}, folder.parent / "edited.docx")
    (folder.parent / "edited.docx").replace(path)
    return path


def test_a_resumed_run_leaves_alone_what_somebody_changed_and_says_what(tmp_path: Path) -> None:
    path = _edited(tmp_path / "plans")
    before = path.read_bytes()
    (again,) = plandocs.fill_many([PLAN], tmp_path / "plans", resume=True)
    assert (again.status, again.file) == ("failed", "")
    assert path.read_bytes() == before
    said = str(again.error)
    assert "Manager name is 'Tom Alder' in it, and blank in the data" in said
    assert "force" not in said
    assert "another folder" in said
    assert again.error is not None
    assert [each.name for each in again.error.options] == ["name"]
    assert "--name PATTERN" in again.error.flags


def test_a_resumed_run_passes_over_what_is_there_and_says_the_same(tmp_path: Path) -> None:
    list(plandocs.fill_many([PLAN], tmp_path / "plans"))
    (again,) = plandocs.fill_many([PLAN], tmp_path / "plans", resume=True)
    assert again.status == "skipped"


def test_a_resumed_run_that_is_told_to_replaces_it(tmp_path: Path) -> None:
    path = _edited(tmp_path / "plans")
    (again,) = plandocs.fill_many([PLAN], tmp_path / "plans", resume=True, force=True)
    assert again.status == "filled"
    assert plandocs.parse(path).plan.manager_name == ""


# -- days that no calendar has -----------------------------------------------------------------

NO_DAYS = {
    "31 February 2027": "February 2027 has 28 days", "31/2/2027": "February 2027 has 28 days",
    "31 June 2027": "June 2027 has 30 days", "29.2.27": "February 2027 has 28 days",
    "7/13/2026": "there is no month 13", "2027-02-30": "February 2027 has 28 days",
    "Friday 31st of Sept 2027": "September 2027 has 30 days", "0 July 2027": "July 2027 has 31",
}  # fmt: skip
NOT_KNOWN = ("to be agreed", "July 2027", "next Tuesday", "12 or 14 July 2027")


@pytest.mark.parametrize(("day", "why"), NO_DAYS.items())
def test_a_day_that_is_set_for_all_is_one_that_there_is(day: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(plandocs.InputError, match=why):
        plandocs.fill_many([PLAN], tmp_path, set={"meeting_date": day})
    with pytest.raises(plandocs.InputError, match=why):
        plandocs.fill_many([PLAN], tmp_path, set={"Period of plan": day})


@pytest.mark.parametrize("words", NOT_KNOWN)
def test_words_that_are_no_date_yet_may_be_set(words: str, tmp_path: Path) -> None:
    (filled,) = plandocs.fill_many([PLAN], tmp_path, set={"meeting_date": words})
    assert filled.error is None
    plan = plandocs.parse(filled.file).plan
    assert plan.model_dump()["meeting_date"]["text"] == words


@pytest.mark.parametrize(("day", "why"), NO_DAYS.items())
def test_in_a_plan_the_text_of_such_a_day_is_kept_and_told(day: str, why: str) -> None:
    checked = plandocs.check(plandocs.validate({**PLAN, "meeting_date": day}))[0]
    told = [each.message for each in checked.findings if each.code == "unreadable-date"]
    assert len(told) == 1
    assert why in told[0]
    with pytest.raises(plandocs.InputError, match=why):
        plandocs.validate({**PLAN, "meeting_date": {"date": day}})


@pytest.mark.parametrize("verb", ["carry", "rollup"])
def test_a_period_that_is_asked_for_has_days_that_there_are(verb: str, tmp_path: Path) -> None:
    period = "31 February 2027 – 30 June 2028"
    target = () if verb == "carry" else (tmp_path / "division.xlsx",)
    with pytest.raises(plandocs.InputError, match="February 2027 has 28 days"):
        getattr(plandocs, verb)(PLAN, *target, period=period)


# -- maps, JSON and zips -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("officer_nme", "officer_name"), ("Oficer name", "Officer name"),
        ("maneger_name", "Manager name"), ("divsion_branch", "Division/Branch"),
        ("period_of_plan_x", "period of plan"),
    ],
)  # fmt: skip
def test_a_map_to_a_field_that_there_is_not_names_the_nearest(
    typed: str, meant: str, tmp_path: Path
) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("Officer name,Boss\nPriya Raman,Tom\n", encoding="utf-8")
    with pytest.raises(plandocs.InputError, match=f'Did you mean "{meant}"'):
        list(plandocs.read_data(staff, map={"Boss": typed}))


BROKEN = {
    '{officer_name: "A"}': "character 2, a name in double quotes",
    "{'officer_name': 'A'}": 'character 2, a name in double quotes was expected; there is "\'"',
    '{"officer_name": "A",}': "character 22, a name in double quotes",
    '{"officer_name" "A"}': "a colon was expected behind the name",
    '{"officer_name": None}': "character 18, a value was expected",
    '{"officer_name": "A"': "a comma, or the closing bracket, was expected; nothing more is there",
    '{"officer_name": "A}': "character 18, a text begins that has no closing quote",
    '{"officer_name": "A\tb"}': "a line break or a tab stands inside a text",
    '{"officer_name": "C:\\x"}': "a backslash stands in a text by itself",
    "Priya Raman": "character 1, a value was expected",
    '{"officer_name": "A"}} ': "more stands behind the end of the data",
}


@pytest.mark.parametrize(("text", "said"), BROKEN.items())
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_broken_json_is_told_in_plain_words_with_its_place(
    text: str, said: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"plans{suffix}"
    path.write_text(text, encoding="utf-8")
    found: list[str] = []
    try:
        for record in plandocs.read_data(path):
            found += map(str, record.mistakes)
    except plandocs.InputError as error:
        found.append(str(error))
    (reading,) = plandocs.history(path).failed
    found.append(str(reading.error))
    assert len(found) == 2
    for each in found:
        assert said.split(", ", 1)[-1] in each
        assert "Expecting" not in each
        assert "delimiter" not in each


def _blanked(value: Any) -> Any:
    """Some data with null wherever something was."""
    return dict.fromkeys(value) if isinstance(value, dict) else None


def test_null_is_blank_wherever_json_has_a_value() -> None:
    whole = plandocs.validate(PLAN).model_dump(mode="json")
    kept = ("form", "officer_name")
    given = {n: each if n in kept else _blanked(each) for n, each in whole.items()}
    blank = plandocs.validate({"officer_name": "Priya Raman"})
    assert plandocs.validate(given) == blank
    rows = {**given, "outcomes": [None, {"outcome": None, "measures": None, "links": [None]}]}
    assert plandocs.validate(json.loads(json.dumps(rows))) == blank


@pytest.mark.parametrize("name", ["plans.rar", "plans.docx", "plans"])
def test_a_zip_is_called_one(name: str, tmp_path: Path) -> None:
    with pytest.raises(plandocs.OutputError, match=r"Name it plans\.zip"):
        plandocs.fill_many([PLAN], tmp_path / name, zip=True)
    assert list(tmp_path.iterdir()) == []


def test_a_zip_that_is_called_one_is_made(tmp_path: Path) -> None:
    (filled,) = plandocs.fill_many([PLAN], tmp_path / "Plans.ZIP", zip=True)
    assert filled.error is None
    assert (tmp_path / "Plans.ZIP").exists()


# -- data frames -------------------------------------------------------------------------------

_OF_FRAMES: dict[str, Callable[[Any, Path], Any]] = {
    "fill_many": lambda frame, to: [
        e.officer_name for e in plandocs.fill_many(frame, to / "plans")
    ],
    "preflight": lambda frame, to: [
        each.name.split(" –")[0].removesuffix(".docx") for each in plandocs.preflight(frame)
    ],
    "check": lambda frame, to: [each.officer_name for each in plandocs.check(frame)],
    "tables": lambda frame, to: [r["officer_name"] for r in plandocs.tables(frame)["completion"]],
    "history": lambda frame, to: [e.officer_name for e in plandocs.history(frame).versions],
    "carry": lambda frame, to: [each.person for each in plandocs.carry(frame, period="2027-28")],
    "converse_many": lambda frame, to: [
        each.record.officer_name for each in plandocs.converse_many(frame) if each.record
    ],
    "workbook": lambda frame, to: [
        record.data["officer_name"]
        for record in plandocs.read_data(_written(to, plandocs.workbook(plans=frame)))
    ],
}


def _written(folder: Path, data: bytes | None) -> Path:
    path = folder / "intake.xlsx"
    path.write_bytes(data or b"")
    return path


@pytest.mark.parametrize("verb", _OF_FRAMES)
@pytest.mark.parametrize("day", ["meeting_date", "Date of meeting"])
def test_a_data_frame_is_one_plan_a_row_for_every_verb(verb: str, day: str, tmp_path: Path) -> None:
    import pandas

    frame = pandas.DataFrame(
        [
            {"officer_name": "A. Lee", day: pandas.Timestamp("2026-07-12"), "id": 7.0},
            {"officer_name": "B. Cho", day: pandas.NaT, "id": float("nan"), "period": None},
        ]
    )
    assert sorted(_OF_FRAMES[verb](frame, tmp_path)) == ["A. Lee", "B. Cho"]
