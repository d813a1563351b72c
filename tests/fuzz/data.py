"""Workbooks, CSV, lines of JSON and templates, broken at random like the plans."""

from __future__ import annotations

import copy
import io
import json
import random
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import plandocs
from tests.fuzz.mutate import broken, damaged

_ODD: tuple[Any, ...] = (
    None, "", [], {}, -1, 1e308, 10**60, True, "x" * 3000, [[]], {"text": 1}, {"signed": "no"},
    "2026-13-45", "\ud800", "a\u0301" * 60, ["", None, {}], {"date": "2026-07-12", "text": "May"},
)  # fmt: skip
_NOISE = ("NaN", "Infinity", "]" * 9, "[" * 900, "9" * 5000, "1e999", "\\ud800", "//", "'", "\0")


def fuzzed_data(seed: int, kind: str) -> bytes:
    """The broken file of a seed: ``xlsx``, ``csv``, ``jsonl`` or ``docx`` (a template)."""
    rng = random.Random(f"{kind}{seed}")
    if kind == "jsonl":
        return _lines(rng)
    if kind == "csv":
        return _with_cells(rng)
    return broken(rng, _template() if kind == "docx" else _workbook())


@cache
def _readings() -> tuple[dict[str, Any], ...]:
    with TemporaryDirectory() as folder:
        plandocs.demo(folder)
        found = sorted(Path(folder).rglob("*.docx"))[:6]
        return tuple(plandocs.parse(path).to_dict() for path in found)


@cache
def _workbook() -> bytes:
    with TemporaryDirectory() as folder:
        lines, path = Path(folder) / "plans.jsonl", Path(folder) / "division.xlsx"
        lines.write_text("".join(json.dumps(each) + "\n" for each in _readings()), encoding="utf-8")
        plandocs.rollup(lines, path)
        return path.read_bytes()


@cache
def _template() -> bytes:
    return (files("plandocs.forms.senior_executive_plan") / "template.docx").read_bytes()


def _lines(rng: random.Random) -> bytes:
    """Readings and plans with values exchanged, then letters of the lines themselves."""
    lines = []
    for reading in _readings():
        data = json.loads(json.dumps(rng.choice((reading, reading["plan"]))))
        for _ in range(rng.randint(0, 3)):
            _exchange(rng, data)
        text = json.dumps(data)
        if rng.random() < 0.3:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(_NOISE) + text[at + rng.randint(0, 9) :]
        lines.append(text)
    made = "\n".join(lines).encode("utf-8", "surrogatepass")
    return damaged(rng, made) if rng.random() < 0.3 else made


def _exchange(rng: random.Random, data: Any) -> None:
    """Another value, or another key, somewhere in the data."""
    while isinstance(data, dict | list) and data:
        key: Any = rng.choice(list(data) if isinstance(data, dict) else range(len(data)))
        if isinstance(data[key], dict | list) and data[key] and rng.random() < 0.7:
            data = data[key]
            continue
        if isinstance(data, dict) and rng.random() < 0.2:
            data[rng.choice(("", "x", "officer name", "__class__"))] = data.pop(key)
        else:
            data[key] = copy.deepcopy(rng.choice(_ODD))
        return


def _with_cells(rng: random.Random) -> bytes:
    """A list of officers with odd headings, odd cells, odd delimiters."""
    headings = ["Employee number", "Officer name", "Manager name", "Division / branch", "Period",
                "Outcome 1", "Outcome 1 measures", "Classification level"]  # fmt: skip
    rng.shuffle(headings)
    cells = ("Ann Lee", "00731", "12/7/2026", '"', '""', "a\nb", "=1+1", "\0", "x" * 3000, "#N/A",
             "a\u0301" * 60, "", " ", "SES Level 2", "\u202e", "2026-27", ";;", "\t")  # fmt: skip
    out, usual = io.StringIO(), rng.choice(",,,;\t|")
    quoted = rng.random() < 0.6
    for row in range(rng.randint(1, 12)):
        made = headings if not row else [rng.choice(cells) for _ in range(rng.randint(0, 8))]
        made = ['"' + cell.replace('"', '""') + '"' for cell in made] if quoted else made
        delimiter = usual if rng.random() < 0.95 else rng.choice(",;\t|")
        out.write(delimiter.join(made) + rng.choice(("\n", "\n", "\r\n", "\r")))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"))
    made_bytes = out.getvalue().encode(encoding, "replace")
    return damaged(rng, made_bytes) if rng.random() < 0.3 else made_bytes
