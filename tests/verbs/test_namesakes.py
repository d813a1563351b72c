"""Two people of one name, and one person in two spellings, in what goes out to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import InputError
from plandocs.model.reading import DocumentFacts, Reading
from plandocs.moment import moment_in
from plandocs.people import another_surname
from tests.commands import run
from tests.officers import officer

_WORDS = "Every director has a signed plan and talks about it"


def read(name: str, source: str, modified: str = "", **fields: Any) -> Reading:
    plan = as_plan(officer(name, **{"period": "2026-27", **fields}))
    return Reading(source, document=DocumentFacts(modified=moment_in(modified)), plan=plan)


def prefilled(name: str, unit: str = "Corporate / People", **fields: Any) -> dict[str, Any]:
    return officer(name, division_branch=unit, outcomes=[{"outcome": _WORDS}], **fields)


def said(*plans: dict[str, Any]) -> list[list[str]]:
    codes = ("copied", "shared-by-division")
    return [[f.code for f in each.findings if f.code in codes] for each in plandocs.check(plans)]


class TestWordsOfADivision:
    def test_what_most_have_is_said_once_and_nobody_copied(self) -> None:
        found = said(prefilled("A Lee"), prefilled("B Ito"), prefilled("C Fox"), officer("D Ray"))
        assert found == [["shared-by-division"], [], [], []]

    def test_a_measure_that_came_with_it_goes_without_saying(self) -> None:
        measure = "A conversation in person by 26 February 2027 wherever that is possible"
        rows = [{"outcome": _WORDS, "measures": [measure]}]
        found = said(*(officer(name, outcomes=rows) for name in ("A Lee", "B Ito", "C Fox")))
        assert found == [["shared-by-division"], [], []]

    def test_two_people_are_no_division_and_a_few_of_many_have_copied(self) -> None:
        assert said(prefilled("A Lee"), prefilled("B Ito")) == [["copied"], ["copied"]]
        others = [officer(f"N{n} Ray", division_branch="Corporate / People") for n in range(4)]
        three = [prefilled(name) for name in ("A Lee", "B Ito", "C Fox")]
        assert said(*three, *others) == [["copied"]] * 3 + [[]] * 4

    def test_each_division_has_its_own(self) -> None:
        ours = [prefilled(name) for name in ("A Lee", "B Ito", "C Fox")]
        others = [officer(f"N{n} Ray", division_branch="Policy / Reform") for n in range(9)]
        copy = prefilled("Z Tan", "Policy / Reform")
        found = said(*ours, *others, copy)
        assert [found[0], found[1], found[-1]] == [["shared-by-division"], [], ["copied"]]

    def test_versions_of_one_plan_do_not_make_a_division(self) -> None:
        mine = [prefilled("A Lee")] * 3
        assert said(*mine, prefilled("B Ito")) == [["copied"]] * 4

    def test_no_letter_speaks_of_it(self, tmp_path: Path) -> None:
        for name in ("A Lee", "B Ito", "C Fox"):
            plandocs.fill(prefilled(name), tmp_path / f"{name}.docx")
        assert run("check", tmp_path, "--format", "markdown", "-o", tmp_path / "l.md") == 1
        assert "most of a division" not in (tmp_path / "l.md").read_text(encoding="utf-8")


class TestLetters:
    def test_an_earlier_version_gets_none(self, tmp_path: Path) -> None:
        old = read("Ann Lee", "old.docx", "2026-07-01T00:00:00Z")
        new = read("Ann Lee", "new.docx", "2026-08-01T00:00:00Z")
        first, second = plandocs.check([old, new])
        assert (first.later, second.later) == ("new.docx", "")
        lines = tmp_path / "plans.jsonl"
        lines.write_text("".join(json.dumps(r.to_dict()) + "\n" for r in (old, new)))
        run("check", lines, "--format", "markdown", "-o", tmp_path / "l.md")
        assert (tmp_path / "l.md").read_text(encoding="utf-8").count("Dear Ann Lee") == 1

    def test_two_of_one_name_are_told_apart(self) -> None:
        found = plandocs.check(
            [
                read("Ann Lee", "a.docx", id="00731", division_branch="Ports"),
                read("Ann Lee", "b.docx", division_branch="Roads"),
                read("Bo Fox", "c.docx", id="7"),
            ]
        )
        assert [each.shown_name for each in found] == ["Ann Lee (00731)", "Ann Lee (Roads)", ""]
        assert {each.officer_name for each in found} == {"Ann Lee", "Bo Fox"}


def names(plans: Iterable[Any], folder: Path, **how: Any) -> list[str]:
    done = plandocs.fill_many(plans, folder, verify=False, **how)
    return [each.name.removesuffix(".docx") for each in done]


class TestFileNames:
    def test_two_of_one_name_have_id_or_branch_from_the_start(self, tmp_path: Path) -> None:
        plans = [
            officer("Ann Lee", id="00731", division_branch="Policy / Ports"),
            officer("Bo Fox", id="9"),
            officer("LEE, Ann", division_branch="Policy / Roads"),
        ]
        assert names(plans, tmp_path / "a") == [
            "Ann Lee (00731)", "Bo Fox", "LEE, Ann (Policy - Roads)",
        ]  # fmt: skip
        assert names(plans[::-1], tmp_path / "b") == [
            "LEE, Ann (Policy - Roads)", "Bo Fox", "Ann Lee (00731)",
        ]  # fmt: skip

    def test_so_they_have_where_the_period_tells_them_apart_already(self, tmp_path: Path) -> None:
        plans = [
            officer("Ann Lee", id="00731", period="2026-27"),
            officer("Ann Lee", id="04410", period="2025-26"),
        ]
        assert names(plans, tmp_path) == ["Ann Lee (00731) – 2026-27", "Ann Lee (04410) – 2025-26"]

    @pytest.mark.parametrize(
        "more", [{"id": "00731"}, {"division_branch": "Ports"}, {"id": "00731", "period": "2027"}]
    )
    def test_one_person_in_two_rows_is_no_namesake(
        self, tmp_path: Path, more: dict[str, str]
    ) -> None:
        rows = [officer("Ann Lee", **{"period": "2026-27", **more}), officer("Ann Lee", **more)]
        assert not any("00731" in name or "Ports" in name for name in names(rows, tmp_path))

    def test_a_pattern_with_the_id_is_told_apart_as_it_is(self, tmp_path: Path) -> None:
        plans = [officer("Ann Lee", id="00731"), officer("Ann Lee", id="04410")]
        found = names(plans, tmp_path, name="{officer_name} {id}")
        assert found == ["Ann Lee 00731", "Ann Lee 04410"]

    def test_one_officer_twice_is_said_and_nothing_is_numbered(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data = tmp_path / "list.csv"
        data.write_text("Officer name,Branch\nAnn Lee,Reform\nBo Fox,Ports\nann  lee,Reform\n")
        assert run("fill", data, "-o", tmp_path / "out") == 0
        assert "row 4: an earlier row is about the same person" in capsys.readouterr().err
        files = {path.name for path in (tmp_path / "out").glob("*.docx")}
        assert files == {"Ann Lee.docx", "Bo Fox.docx", "ann lee (row 4).docx"}
        lines = (tmp_path / "out" / "fill-report.jsonl").read_text(encoding="utf-8").splitlines()
        issues = [[issue["code"] for issue in json.loads(line)["issues"]] for line in lines]
        assert issues == [[], [], ["person-twice"]]

    def test_it_is_said_once(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        data = tmp_path / "list.csv"
        rows = "Ann Lee,2026-27\nAnn Lee,2026-27\nBo Fox,2026-27\nBo Fox,2027-28\n"
        data.write_text(f"Officer name,Period\n{rows}", encoding="utf-8")
        assert run("fill", data, "-o", tmp_path / "both", "--dry-run") == 0
        told = capsys.readouterr().err
        assert "there more than once: Ann Lee (rows 2 and 3), Bo Fox (rows 4 and 5)" in told
        data.write_text(f"Officer name,Period\n{rows[:32]}", encoding="utf-8")
        assert run("fill", data, "-o", tmp_path / "one", "--dry-run") == 0
        told = capsys.readouterr().err
        assert "row 3: an earlier row is about the same person" in told
        assert "more than once" not in told

    def test_records_that_can_be_gone_through_once_are_told_apart_too(self, tmp_path: Path) -> None:
        data, lines = tmp_path / "list.csv", tmp_path / "list.jsonl"
        data.write_text("Id,Officer name\n7,Ann Lee\n8,Ann Lee\n9,Bo Fox\n", encoding="utf-8")
        lines.write_text('{"officer_name": "Bo Fox", "id": "10"}\n', encoding="utf-8")
        found = names(plandocs.read_data([data, lines]), tmp_path / "out")
        assert found == ["Ann Lee (7)", "Ann Lee (8)", "Bo Fox (9)", "Bo Fox (10)"]

    def test_the_data_is_read_once_to_check_and_once_to_fill(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = tmp_path / "list.csv"
        data.write_text("Id,Officer name\n7,Ann Lee\n8,Ann Lee\n", encoding="utf-8")
        read, times = plandocs.read_data, []

        def counted(*paths: Any, **options: Any) -> Any:
            times.append(paths)
            return read(*paths, **options)

        monkeypatch.setattr(plandocs, "read_data", counted)
        assert run("fill", data, "-o", tmp_path / "out") == 0
        assert len(times) == 2

    @pytest.mark.parametrize("workers", [1, 2])
    def test_the_command_tells_them_apart_for_each_number_of_workers(
        self, tmp_path: Path, workers: int
    ) -> None:
        data = tmp_path / "list.csv"
        rows = (f"{n:05},{'Ann Lee' if n in (0, 29) else f'N{n} Fox'}\n" for n in range(30))
        data.write_text("Id,Officer name\n" + "".join(rows), encoding="utf-8")
        assert run("fill", data, "-o", tmp_path / "out", "--workers", workers) == 0
        files = {path.stem for path in (tmp_path / "out").glob("Ann*.docx")}
        assert files == {"Ann Lee (00000)", "Ann Lee (00029)"}

    @pytest.mark.parametrize("verb", [("converse",), ("carry", "--period", "2027-28")])
    def test_records_and_next_plans_are_told_apart_too(
        self, tmp_path: Path, verb: tuple[str, ...]
    ) -> None:
        for id in ("00731", "04410"):
            plan = officer("Ann Lee", id=id, period="2026-27", outcomes=[{"outcome": id}])
            plandocs.fill(plan, tmp_path / f"{id}.docx")
        files = sorted(tmp_path.glob("*.docx"))
        assert run(*verb, *files, "-o", tmp_path / "out") == 0
        found = sorted(path.name for path in (tmp_path / "out").glob("*.docx"))
        assert [name[:16] for name in found] == ["Ann Lee (00731) ", "Ann Lee (04410) "]
        for path in (tmp_path / "out").glob("*.docx"):
            plan_read = plandocs.parse(path).plan
            assert plan_read is not None
            assert f"({plan_read.id})" in path.name


class TestHistory:
    def test_two_of_one_name_are_told_apart_in_text_and_json(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for id, unit in (("00731", "Ports"), ("04410", "Ports"), ("", "Roads")):
            plan = officer("Ann Lee", id=id, division_branch=unit, period="2026-27")
            plandocs.fill(plan, tmp_path / f"{id or unit}.docx")
        assert run("history", tmp_path) == 0
        told = capsys.readouterr().out
        names = ["Ann Lee (00731)", "Ann Lee (04410)", "Ann Lee (Roads)"]
        assert all(f"{name} – senior" in told for name in names)
        assert run("history", tmp_path, "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert sorted(each["shown_name"] for each in found) == names
        assert sorted((each["id"], each["unit"]) for each in found) == [
            ("", "Roads"), ("00731", "Ports"), ("04410", "Ports"),
        ]  # fmt: skip
        assert {(each["officer_name"], each["version"]) for each in found} == {("Ann Lee", 1)}

    def test_one_id_with_two_surnames_is_two_people_and_said(self) -> None:
        found = plandocs.history(
            [read("Ann Lee", "a.docx", id="7"), read("Bo Fox", "b.docx", id="7")]
        )
        assert [each.number for each in found.versions] == [1, 1]
        assert found.notes[0].startswith("a.docx: The id 7 in this file is in that of Bo Fox too.")

    def test_one_id_in_two_spellings_is_no_matter(self) -> None:
        one, other = read("Ann Lee", "a.docx", id="7"), read("LEE, Ann M", "b.docx", id="7")
        found = plandocs.history([one, other])
        assert ([each.number for each in found.versions], found.notes) == ([1, 2], ())


class TestUpdate:
    @pytest.mark.parametrize(
        ("row", "plan"),
        [
            ("00731,Bo Fox,Reform", {"id": "00731"}),  # the id of one, the name of another
            ("00731,Lee Tran,Reform", {"id": "00731"}),
            (",Bo Fox,Reform", {"id": "00731"}),
            (",Bo Fox,Reform", {}),
            (",Bea Lee,Reform", {}),
        ],
    )
    def test_a_row_about_another_is_refused_also_where_it_is_the_only_one(
        self, tmp_path: Path, row: str, plan: dict[str, str]
    ) -> None:
        old, data = tmp_path / "old.docx", tmp_path / "list.csv"
        plandocs.fill(officer("Ann Lee", **plan), old)
        for more in ("", "9,Cy Day,Roads\n"):
            data.write_text(f"Id,Name,Branch\n{row}\n{more}", encoding="utf-8")
            with pytest.raises(InputError):
                plandocs.update(old, data)

    @pytest.mark.parametrize("name", ["Annie Lee", "LEE, Ann", "Ann Lee-Smith", "Ann M. Lee", ""])
    def test_a_row_with_the_id_and_a_name_that_may_be_theirs_is_taken(
        self, tmp_path: Path, name: str
    ) -> None:
        old, data = tmp_path / "old.docx", tmp_path / "list.csv"
        plandocs.fill(officer("Ann Lee", id="00731"), old)
        data.write_text(f'Id,Name,Branch\n00731,"{name}",Roads\n', encoding="utf-8")
        assert "division_branch" in {each.field for each in plandocs.update(old, data).changes}

    def test_who_has_another_name_now_is_updated_by_that_name(self, tmp_path: Path) -> None:
        old, data = tmp_path / "old.docx", tmp_path / "list.csv"
        plandocs.fill(officer("Ann Lee", id="00731"), old)
        data.write_text("Id,Name,Branch\n00731,Ann Hart,Roads\n", encoding="utf-8")
        with pytest.raises(InputError, match="set=officer_name"):
            plandocs.update(old, data)
        done = plandocs.update(old, data, set={"officer_name": "Ann Hart"})
        assert {each.after for each in done.changes} == {"Ann Hart", "Roads"}


@pytest.mark.parametrize(
    ("one", "other", "is_another"),
    [
        ("Ann Lee", "Lee Tran", True),
        ("Lee Tran", "Tran Fox", True),
        ("James Martin", "Martin James", False),  # one name, turned round
        ("Ann Lee", "LEE Annie", False),
        ("Ann Lee", "Ann Lee Tran", False),
        ("Maria Garcia Lopez", "Maria Garcia", False),
        ("Ann Lee", "Lee", False),
        ("Priya Raman", "Priya Ramann", False),
        ("Ann Lee", "Ann Fox", True),
        ("Meg Smith", "Margaret Smith", False),
    ],
)
def test_a_given_name_is_no_surname(one: str, other: str, is_another: bool) -> None:
    assert another_surname(one, other) is another_surname(other, one) is is_another
