"""What is kept of the parts that files share is bounded by bytes, and by what they define."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.documents.opc import changed

import plandocs
from plandocs.data.validate import as_plan
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import shared
from plandocs.word.view.numbering import Numbering
from plandocs.word.view.styles import Styles

_LARGE: Final = 200_000


def _made_anew(words: list[str]) -> list[int]:
    """Which of some files were looked at when each was read: their styles hold these words."""
    made = plandocs.fill(as_plan({"form": "senior-executive-plan", "officer_name": "Ann Lee"}))
    assert made is not None
    anew = list[int]()
    for number, each in enumerate(words):
        content = changed(made, {"word/styles.xml": f"<w:styles>{each}</w:styles>"})
        package = open_package(content)
        shared(package, "word/styles.xml", "test", partial(anew.append, number))
    return anew


def test_what_files_share_is_looked_at_once() -> None:
    assert _made_anew(["once", "twice", "once", "twice"]) == [0, 1]


def test_of_many_large_parts_no_more_is_kept_than_its_bytes_allow() -> None:
    words = [f"{number} " * (_LARGE // 3) for number in range(30)]
    assert _made_anew([*words, words[0], words[29]])[30:] == [30]


def test_a_part_of_megabytes_is_looked_at_each_time() -> None:
    assert _made_anew([" ".join(map(str, range(300_000)))] * 2) == [0, 1]


def test_styles_and_lists_keep_no_answers_about_what_they_do_not_define() -> None:
    styles, numbering = Styles('<w:style w:styleId="A"/>'), Numbering("")
    before = len(styles.unlisted)
    for number in range(50):
        assert styles.list_of(f"Style{number}") == ("", 0, 0)
        assert numbering.list(f"{number}").bullets
    styles.list_of("A")
    assert len(styles.unlisted) == before + 1
