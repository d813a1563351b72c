"""Make the benchmark's documents: completed forms with their truth, and other forms.

The same seed makes the same documents by content; LibreOffice and pandoc write times of their own
into the files they save.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from .answers import answers_for
from .around import AROUND
from .form import Form, all_forms
from .habits import TYPING, Habit
from .layout import laid_out
from .others import other_form
from .programs import PANDOC_DROPS, PROGRAMS, present, save_again
from .write import written

_LISTS = set(TYPING[:6])  # ways to type a list: at most one of them in a document
_HEADER = {each for each in AROUND if each.__name__.startswith(("header", "labels"))}


def make(folder: Path, count: int = 240, others: int = 60, seed: int = 2026) -> None:
    """Write *count* completed forms and *others* other forms with ``truth.json`` into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    forms = all_forms()
    truth: dict[str, Any] = {}
    by_program: dict[str, list[Path]] = {program: [] for program in PROGRAMS}
    for number in range(count):
        form = forms[number % len(forms)]
        name = f"{number:04}-{form.id}.docx"
        program = _program(number // len(forms))
        content, case = _completed(form, number // len(forms), program, rng)
        truth[name] = {**case, "program": program}
        (folder / name).write_bytes(content)
        by_program[program].append(folder / name)
    for number in range(others):
        name = f"{number:04}-other.docx"
        (folder / name).write_bytes(written(other_form(number, rng)))
        truth[name] = {
            "form": None,
            "values": {},
            "extra": [],
            "habits": [],
            "program": "python-docx",
        }
    for program in PROGRAMS[1:]:
        save_again(program, by_program[program])
    text = json.dumps(truth, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "truth.json").write_text(text, encoding="utf-8")


def flat(answers: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Every answer by its path, such as ``outcomes[0].measures``; lists of texts are one answer."""
    leaves: dict[str, Any] = {}
    for name, value in answers.items():
        here = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            leaves |= flat(value, here)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                leaves |= flat(row, f"{here}[{number}]")
        else:
            leaves[here] = value
    return leaves


def _completed(
    form: Form, number: int, program: str, rng: random.Random
) -> tuple[bytes, dict[str, Any]]:
    answers = answers_for(form, rng)
    document = laid_out(form, answers)
    names = []
    for habit in _habits(number, program, rng):
        if habit(document, rng):
            names.append(habit.__name__)
    case = {"form": form.id, "values": flat(answers), "extra": document.extra, "habits": names}
    return written(document), case


def _program(number: int) -> str:
    program = PROGRAMS[(0, 1, 0, 1, 2)[number % 5]]
    return program if present(program) else PROGRAMS[0]


def _habits(number: int, program: str, rng: random.Random) -> list[Habit]:
    """The habits of one document: none in each twelfth, else one to three that go together."""
    possible = [
        habit for habit in (*TYPING, *AROUND)
        if not (program == "pandoc" and habit.__name__ in PANDOC_DROPS)
    ]  # fmt: skip
    if number % 12 == 0:
        return []
    chosen: list[Habit] = []
    for habit in rng.sample(possible, 8)[: rng.randint(1, 5)]:
        alike = next((kind for kind in (_LISTS, _HEADER) if habit in kind), None)
        if alike is None or not alike.intersection(chosen):
            chosen.append(habit)
    return sorted(chosen[:3], key=possible.index)
