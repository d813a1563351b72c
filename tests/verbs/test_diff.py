"""`diff`: what is named, and the older plan with the differences tracked in it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

import plandocs
from plandocs.changes import Change
from plandocs.errors import InputError, OutputError
from tests.changes.edited import edited, version
from tests.forms.outcomes_conversation.records import record
from tests.officers import samples
from tests.verbs.test_check import PLAN
from tests.verbs.test_converse import resaved
from tests.word.track.settled import paragraphs, settled

_A: dict[str, Any] = {
    "outcome": "Trains run on time",
    "measures": ["95% on time", "No gaps in the timetable"],
}
_B: dict[str, Any] = {"outcome": "Ferries carry more freight", "measures": ["A third berth by May"]}
_C: dict[str, Any] = {"outcome": "Roads are safe in winter", "measures": ["Grit within two hours"]}


def plan(*outcomes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**PLAN, "outcomes": list(outcomes), **changes}


def found(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, Any, Any, str]]:
    changes = plandocs.diff(old, new)
    return [(each.field, each.kind, each.before, each.after, each.words) for each in changes]


def test_a_value_is_filled_in_taken_out_reworded_or_replaced() -> None:
    old = plan(_A, manager_name="", classification_level="SES 2", period="2026-27")
    new = plan(_A, manager_name="Tom", classification_level="", division_branch="Ports / Tugs")
    kinds = [(field, kind, words) for field, kind, _, _, words in found(old, new)]
    assert kinds == [
        ("classification_level", "removed", "taken out"),
        ("division_branch", "changed", "replaced"),
        ("manager_name", "added", "filled in"),
    ]


def test_an_outcome_that_moved_is_not_read_as_changed() -> None:
    assert found(plan(_A, _B, _C), plan(_C, _A, _B)) == [
        ("outcomes[0]", "moved", "outcomes[2]", "outcomes[0]", "moved")
    ]


def test_a_reworded_measure_is_named_by_its_place_in_the_newer_plan() -> None:
    new = {**_A, "measures": ["97% on time", "No gaps in the timetable"]}
    assert found(plan(_A, _B), plan(_B, new))[-1] == (
        "outcomes[1].measures[0]", "changed", "95% on time", "97% on time", "reworded",
    )  # fmt: skip


def test_a_measure_that_went_to_another_outcome_moved() -> None:
    shorter = {**_A, "measures": _A["measures"][:1]}
    longer = {**_B, "measures": [*_B["measures"], *_A["measures"][1:]]}
    old, new = plan(_A, _B), plan(shorter, longer)
    assert found(old, new) == [
        (
            "outcomes[1].measures[1]", "moved", "outcomes[0].measures[1]",
            "outcomes[1].measures[1]", "moved from row 1",
        )
    ]  # fmt: skip


def test_an_outcome_cut_in_two_is_split_and_two_made_one_are_joined() -> None:
    both = {
        "outcome": "Trains run on time and ferries carry more freight",
        "measures": ["95% on time", "A third berth by May"],
    }
    one = {"outcome": "Trains run on time", "measures": ["95% on time"]}
    assert [each[-1] for each in found(plan(both), plan(one, _B))] == [
        "split from row 1", "reworded", "moved from row 1",
    ]  # fmt: skip
    assert found(plan(one, _B), plan(both))[0][-1] == "joined into row 1"


def test_two_forms_have_no_difference_to_name() -> None:
    with pytest.raises(InputError, match="two forms"):
        plandocs.diff(PLAN, record())


def test_as_json_a_change_has_the_four_keys_of_the_contract() -> None:
    change = plandocs.diff(plan(_A), plan(_A, manager_name="Ann"))[0]
    assert change.to_dict() == {
        "field": "manager_name", "kind": "changed", "before": "Tom Alder", "after": "Ann",
    }  # fmt: skip
    assert Change.from_dict(change.to_dict()).after == "Ann"


def tracked(old: Any, new: Any, folder: Path) -> bytes:
    plandocs.diff(old, new, folder / "changes.docx", force=True)
    return (folder / "changes.docx").read_bytes()


def test_accepting_all_changes_gives_the_newer_plan_rejecting_all_the_older(
    tmp_path: Path,
) -> None:
    dice = random.Random(7)
    for sample in samples()[:8]:
        old, new = version(sample), edited(version(sample), dice)
        base = plandocs.fill(old.plan(), verify=False)
        assert base is not None
        made = tracked(old.plan(), new.plan(), tmp_path)
        assert plandocs.parse(made).plan == new.plan()
        assert plandocs.parse(settled(made, accept=True)).plan == new.plan()
        assert paragraphs(settled(made, accept=False)) == paragraphs(base)


def test_rows_are_numbered_anew(tmp_path: Path) -> None:
    made = tracked(plan(_A, _B), plan(_C, _A, _B), tmp_path)
    numbers = [text[:2] for text in paragraphs(settled(made, accept=True)) if text[1:3] == ". "]
    assert numbers == ["1.", "2.", "3.", "4.", "5.", *(f"{n}." for n in range(1, 6))]
    dropped = tracked(plan(_A, _B, _C), plan(_B, _C), tmp_path)
    numbers = [text[:2] for text in paragraphs(settled(dropped, accept=True)) if text[1:3] == ". "]
    assert numbers == ["1.", "2.", "3.", "4.", *(f"{n}." for n in range(1, 6))]


def test_every_kind_of_field_can_be_tracked(tmp_path: Path) -> None:
    new = record()
    before = record(
        manager_name="", conversation_date="", outcomes=[], actions=[], next_conversation="",
        flexible_work={"team": "None"}, direction_setting=[],
    )  # fmt: skip
    for one, other in ((before, new), (new, before)):
        made = tracked(one, other, tmp_path)
        assert plandocs.parse(made).plan == other
        assert plandocs.parse(settled(made, accept=True)).plan == other
        assert plandocs.parse(settled(made, accept=False)).plan == one


def test_the_older_plans_own_document_carries_the_changes(tmp_path: Path) -> None:
    import docx

    file = tmp_path / "raman.docx"
    plandocs.fill(plan(_A, _B), file)
    document = docx.Document(str(file))
    document.add_paragraph("A note below the form")
    document.save(str(file))
    made = tracked(file, plan(_B, _A, _C), tmp_path)
    assert "A note below the form" in paragraphs(made)
    outcomes = plandocs.parse(made).plan.outcomes
    assert [each.outcome for each in outcomes] == [_B["outcome"], _A["outcome"], _C["outcome"]]


def test_a_document_whose_changes_are_tracked_already_is_filled_in_anew(tmp_path: Path) -> None:
    first = tmp_path / "first.docx"
    first.write_bytes(tracked(plan(_A), plan(_A, _B), tmp_path))
    made = tracked(first, plan(_A, _B, _C), tmp_path)
    rejected = plandocs.parse(settled(made, accept=False)).plan
    assert len(rejected.outcomes) == 2


def test_a_picture_of_a_signature_cannot_be_tracked(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        tracked(PLAN, {**PLAN, "officer_signature": {"signed": True, "text": ""}}, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version_of_word", [FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365])
def test_the_validator_finds_no_error(version_of_word: FileFormat, tmp_path: Path) -> None:
    dice = random.Random(11)
    for sample in samples()[:3]:
        old = version(sample)
        tracked(old.plan(), edited(old, dice).plan(), tmp_path)
        result = OpenXmlValidator(file_format=version_of_word).validate(tmp_path / "changes.docx")
        assert [str(error) for error in result.errors] == []


@pytest.mark.slower
@pytest.mark.libreoffice
def test_libreoffice_saves_the_changes_as_it_found_them(tmp_path: Path) -> None:
    dice = random.Random(3)
    for number, sample in enumerate(samples()[:3]):
        folder = tmp_path / str(number)
        folder.mkdir()
        old, new = version(sample), edited(version(sample), dice)
        tracked(old.plan(), new.plan(), folder)
        again = resaved(folder / "changes.docx", folder).read_bytes()
        assert plandocs.parse(again).plan == new.plan()
        assert plandocs.parse(settled(again, accept=False)).plan == old.plan()
