"""The words of the program: nothing that only programmers know is said to people."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

_TOOL = Path(__file__).parents[1] / "tools" / "gather_words.py"
_ONLY_DEVELOPERS = re.compile(
    r"\b(?:traceback|kwargs|argument|stdin|stdout|stderr|regex|boolean|NoneType|deseriali\w+|"
    r"exception|iterable|tuple|callable|stack trace|malformed|payload|token|invalid|"
    r"failed to|unable to|an error occurred|please note)\b",
    re.IGNORECASE,
)
# For those who write Python: what a function takes, how a form is described by a class.
_FOR_DEVELOPERS = ("arguments.py", "description/", "word/template/render/bounds.py")
_OF_OTHERS = (  # looked for in what others say, and code
    *("unable to open", "Invalid control character"),
    "Callable[Concatenate[Package, _Rest], _Answer]",
)


@pytest.fixture(scope="module")
def sentences() -> list[tuple[str, str]]:
    return list(runpy.run_path(str(_TOOL))["sentences"]())


def test_messages_findings_letters_and_pages_are_all_gathered(
    sentences: list[tuple[str, str]],
) -> None:
    rooms = {where.partition("/")[0] for where, _ in sentences}
    assert rooms > {"desk", "mailing", "checks", "division", "data", "files", "word"}
    texts = {text for _, text in sentences}
    assert "None: all wording in the plans is on the list." in texts
    assert "The version saved last counts, then that of the highest revision." in texts


def test_nothing_is_said_in_words_that_only_programmers_know(
    sentences: list[tuple[str, str]],
) -> None:
    wrong = [
        f"{where}: {text}"
        for where, text in sentences
        if _ONLY_DEVELOPERS.search(re.sub(r"\{[^{}]*\}", "", text))
        and not where.startswith(_FOR_DEVELOPERS)
        and text not in _OF_OTHERS
    ]
    assert not wrong
