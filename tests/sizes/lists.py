"""Lines of data, lists and versions with one thing in them too often, too long or too deep."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plandocs
from plandocs.data.validate import as_plan
from plandocs.model.plan import Plan

Job = Callable[[], object]


def _data(rows: int = 1, measures: int = 1, text: str = "Reduce waits", **more: Any) -> Any:
    outcomes = [
        {"outcome": f"{text} {row}", "measures": [f"{text} by {row} {m}" for m in range(measures)]}
        for row in range(rows)
    ]
    return {
        "form": "senior-executive-plan",
        "officer_name": "Ann Lee",
        "outcomes": outcomes,
        **more,
    }


def _plan(*args: Any, **more: Any) -> Plan:
    return as_plan(_data(*args, **more))


def _read(path: Path, text: str) -> Job:
    path.write_text(text, encoding="utf-8")

    def job() -> list[object]:
        found: list[object] = []
        for record in plandocs.read_data(path):
            try:
                found.append(as_plan(record))
            except plandocs.PlandocsError as error:
                found.append(error)
        return found

    return job


def _line(folder: Path, data: object) -> Job:
    return _read(folder / "plans.jsonl", json.dumps(data) + "\n")


def _csv(folder: Path, text: str) -> Job:
    return _read(folder / "list.csv", text)


def _versions(old: Plan, new: Plan) -> Job:
    return lambda: plandocs.diff(old, new)


def _rolled(folder: Path, plans: list[Plan], **more: Any) -> Job:
    return lambda: plandocs.rollup(plans, folder / "division.xlsx", force=True, **more)


def _officers(n: int) -> list[Plan]:
    return [
        as_plan({
            **_data(2, 2, f"Region {i}"), "id": f"{i:05}", "officer_name": f"Ann Lee{i}",
            "division_branch": f"Branch {i % 20}",
        })
        for i in range(n)
    ]  # fmt: skip


def _roster(folder: Path, n: int) -> Job:
    path = folder / "roster.csv"
    rows = "".join(f"{i:05},Ann Lee{i},Branch {i % 20}\n" for i in range(n))
    path.write_text("Employee no.,Name,Branch\n" + rows, encoding="utf-8")
    return _rolled(folder, _officers(20), roster=path)


def _map(folder: Path, n: int) -> Job:
    (folder / "list.csv").write_text("Officer name\nAnn Lee\n", encoding="utf-8")
    mapping = {f"Heading {i}": "" for i in range(n)}
    return lambda: list(plandocs.read_data(folder / "list.csv", map=mapping))


# A name, the size, and what makes the job of a size in a folder of its own.
LISTS: dict[str, tuple[int, Callable[[int, Path], Job]]] = {
    "JSON: brackets in brackets": (10_000, lambda n, to: _read(to / "a.jsonl", "[" * n + "\n")),
    "JSON: lists in lists": (10_000, lambda n, to: _read(to / "a.jsonl", "[" * n + "]" * n + "\n")),
    "JSON: digits": (100_000, lambda n, to: _read(to / "a.jsonl", '{"id": ' + "9" * n + "}\n")),
    "JSON: unknown keys": (200, lambda n, to: _line(
        to, {**_data(), **{f"k{i}": i for i in range(n)}})),
    "JSON: long text": (20_000, lambda n, to: _line(to, _data(text="word " * n))),
    "JSON: outcomes": (500, lambda n, to: _line(to, _data(n))),
    "JSON: measures": (1_000, lambda n, to: _line(to, _data(1, n))),
    "JSON: marks": (20_000, lambda n, to: _line(to, _data(text="a" + "\u0301\u0327" * n))),
    "JSON: lines": (300, lambda n, to: _read(to / "a.jsonl", (json.dumps(_data(2)) + "\n") * n)),
    "JSON: lines of nothing": (3_000, lambda n, to: _read(to / "a.jsonl", "x\n" * n)),
    "JSON: markers": (5_000, lambda n, to: _line(to, _data(text="• " * n))),
    "CSV: officers": (1_000, lambda n, to: _csv(to, "Officer name\n" + "Ann Lee\n" * n)),
    "CSV: unknown columns": (50, lambda n, to: _csv(
        to, "Officer name," + ",".join(f"Measure of sucess {i}" for i in range(n)) + "\nAnn\n")),
    "CSV: delimiters": (1_000, lambda n, to: _csv(to, "Officer name\n" + "," * n + "x\n")),
    "CSV: a long cell": (10_000, lambda n, to: _csv(to, 'Officer name\n"' + "x\n" * n + '"\n')),
    "CSV: quotation marks": (10_000, lambda n, to: _csv(to, "Officer name\n" + '""' * n + "\n")),
    "CSV: one open quotation mark": (20_000, lambda n, to: _csv(to, 'Officer name\n"' + "x\n" * n)),
    "CSV: blank lines": (50_000, lambda n, to: _csv(to, "Officer name\n" + "\n" * n)),
    "map: headings": (500, lambda n, to: _map(to, n)),
    "roster: people": (500, lambda n, to: _roster(to, n)),
    "versions: outcomes": (100, lambda n, to: _versions(
        _plan(n, 1, "Reduce waits in region"), _plan(n, 1, "Lower waiting times by"))),
    "versions: measures": (200, lambda n, to: _versions(
        _plan(1, n, "Reduce waits in region"), _plan(1, n, "Lower waiting times by"))),
    "versions: the same rows in another order": (200, lambda n, to: _versions(
        _plan(n), as_plan({**_data(n), "outcomes": _data(n)["outcomes"][::-1]}))),
    "versions: long texts": (5_000, lambda n, to: _versions(
        _plan(1, 1, "word " * n), _plan(1, 1, "other word " * n))),
    "roll-up: officers": (100, lambda n, to: _rolled(to, _officers(n))),
    "roll-up: one officer's copies": (50, lambda n, to: _rolled(to, [_plan(2, 2)] * n)),
    "roll-up: long texts": (2_000, lambda n, to: _rolled(to, [_plan(1, 1, "word " * n)] * 3)),
    "roll-up for executives: officers": (60, lambda n, to: _rolled(
        to, _officers(n), audience="executive")),
    "check: measures": (200, lambda n, to: lambda: plandocs.check([_plan(2, n)])),
    "check: plans": (50, lambda n, to: lambda: plandocs.check(_officers(n))),
    "fill: a long text": (5_000, lambda n, to: lambda: plandocs.fill(_plan(1, 1, "word " * n))),
    "fill: outcomes": (50, lambda n, to: lambda: plandocs.fill(_plan(n))),
}  # fmt: skip
