"""Forms that packages bring, installed from outside of the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forms.described.desk import PLAN, lay_out
from tests.structure.source import ROOT

_FORM = """\
from importlib.resources import files
import plandocs
FORM = plandocs.load_form(files(__package__) / "our-form.toml")
"""


def install(site: Path, package: str, value: str, source: str) -> Path:
    """A package with a form, as an installer lays it out."""
    folder, facts = site / package, site / f"{package}-1.0.dist-info"
    folder.mkdir(parents=True)
    facts.mkdir()
    (folder / "__init__.py").write_text(source, encoding="utf-8")
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text(f"[plandocs.forms]\n{package} = {value}\n")
    return folder


def run(site: Path, *arguments: str, program: str = "") -> subprocess.CompletedProcess[str]:
    start = ["-c", program] if program else ["-m", "plandocs"]
    path = os.pathsep.join((str(ROOT / "src"), str(site)))
    return subprocess.run(
        [sys.executable, *start, *arguments], cwd=site, text=True, capture_output=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form that works, and two packages that do not."""
    site = tmp_path_factory.mktemp("site")
    lay_out(install(site, "our_records", "our_records:FORM", _FORM))
    install(site, "broken", "broken:FORM", "raise RuntimeError('no such licence')")
    install(site, "nothing", "nothing:FORM", "FORM = 3")
    (site / "plans.json").write_text(json.dumps([PLAN, {**PLAN, "id": "7"}]), encoding="utf-8")
    return site


@pytest.mark.slower
def test_whoever_installed_it_fills_and_reads_it_with_workers(site: Path) -> None:
    filled = run(site, "fill", "plans.json", "-o", "out", "--workers", "2")
    assert filled.returncode == 0, filled.stderr
    read = run(site, "parse", "out", "-o", "-", "--workers", "2")
    plans = [json.loads(line)["plan"] for line in read.stdout.splitlines()]
    assert [each["form"] for each in plans] == ["probation-record"] * 2
    assert plans[0]["duties"][0]["signs"] == ["in ten days", "no complaint"]


def test_a_package_that_is_broken_is_told_once_in_a_sentence(site: Path) -> None:
    done = run(site, "schema")
    assert done.returncode == 0
    assert "probation-record" in json.loads(done.stdout)["$defs"]
    lines = [line for line in done.stderr.splitlines() if "cannot be used" in line]
    assert lines == [
        "The form 'broken' of the package broken cannot be used and is left out (RuntimeError: no "
        "such licence). Update or uninstall the package.",
        "The form 'nothing' of the package nothing cannot be used and is left out (what it names "
        "is 3 and no form). Update or uninstall the package.",
    ]


_SPAWNED = """\
import multiprocessing, sys, plandocs
from concurrent.futures import ProcessPoolExecutor
if __name__ == "__main__":
    plan = plandocs.validate({"form": "probation-record", "employee_name": "A. Lee"})
    plandocs.fill(plan, "spawned.docx", force=True)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        (reading,) = plandocs.parse_many(["spawned.docx"], executor=pool)
    assert reading.plan == plan, reading
"""


@pytest.mark.slower
def test_spawned_workers_know_it_and_say_nothing_again(site: Path) -> None:
    (site / "spawned.py").write_text(_SPAWNED, encoding="utf-8")
    done = run(site, program="import runpy; runpy.run_path('spawned.py', run_name='__main__')")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("'broken'") == 1


_EVERY_VERB = """\
import shutil, sys, time, plandocs
from pathlib import Path
from plandocs.desk.workspace import Workspace

sys.path.insert(0, ".")
form = plandocs.check_form("probation-record", folder="seen")
assert form.holds and Path("seen/fields.docx").is_file(), form
plan = plandocs.validate({"form": "probation-record", "employee_name": "A. Lee", "id": "7"})
Path("cycle/returned").mkdir(parents=True)
plandocs.fill(plan, "cycle/returned/lee.docx")
later = plandocs.validate({**plan.model_dump(mode="json"), "manager_name": "Bo Cho"})
plandocs.fill(later, "later.docx")
assert plandocs.parse("later.docx").plan == later
(checked,) = plandocs.check("cycle/returned")
assert [each.code for each in checked.findings], checked
plandocs.rollup(["cycle/returned"], "division.xlsx")
assert [e.field for e in plandocs.diff("cycle/returned/lee.docx", "later.docx")] == ["manager_name"]
(carried,) = plandocs.carry("cycle/returned", period="2027-28")
assert carried.plan is not None and carried.plan.id == "7"
assert len(plandocs.history(["cycle/returned", "later.docx"]).versions) == 2
try:
    plandocs.converse("later.docx")
except plandocs.InputError as error:
    assert "no record of a conversation starts" in str(error)
space = Workspace("cycle", timeout=None)
job = space.look()
while not job.is_over:
    time.sleep(0.01)
assert [each.name for each in space.snapshot.owners.values()] == ["A. Lee"], space.snapshot.owners
space.close()
print("all of it")
"""


@pytest.mark.long
def test_every_verb_and_the_desk_know_it(site: Path) -> None:
    done = run(site, program=_EVERY_VERB)
    assert done.stdout == "all of it\n", done.stderr
