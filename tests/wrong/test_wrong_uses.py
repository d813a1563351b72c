"""Wrong uses of the commands and the library each say what was wrong, where, and what to do.

Both files are looked over by people; ``python -m tests.wrong.made`` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wrong.made import COMMANDS, LIBRARY, made, uses_in

_PYTHON = ("Traceback", "PydanticUndefined", "NoneType", "datetime.date(", "validation error")


@pytest.mark.slower
@pytest.mark.parametrize("file", [COMMANDS, LIBRARY], ids=lambda file: file.stem)
def test_each_wrong_use_gets_its_message(file: Path) -> None:
    assert made(file) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("file", "most"), [(COMMANDS, 80), (LIBRARY, 40)])
def test_there_are_as_many_as_were_asked_for(file: Path, most: int) -> None:
    assert len([use for use in uses_in(file) if not use.startswith("#")]) >= most


@pytest.mark.parametrize("file", [COMMANDS, LIBRARY], ids=lambda file: file.stem)
def test_no_message_speaks_python(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [word for word in _PYTHON if word in text] == []


def test_the_library_names_no_option_of_the_command_line() -> None:
    text = LIBRARY.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if " --" in line] == []
