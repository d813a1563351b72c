"""What is kept of the parts that files share is bounded by bytes, and by what they define."""

from __future__ import annotations

import io
import random
import zipfile
from functools import partial
from typing import Final

import pytest
from tests.documents.opc import changed

import plandocs
from plandocs.data.validate import as_plan
from plandocs.errors import Corrupt
from plandocs.word.package.open import open_package
from plandocs.word.package.parts import shared
from plandocs.word.package.places import W_NAMESPACE
from plandocs.word.package.structure import CONTENT_TYPES
from plandocs.word.view import styles as styles_module
from plandocs.word.view.document import walk
from plandocs.word.view.numbering import Numbering
from plandocs.word.view.read import read_document
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


def test_a_page_header_is_seen_as_the_styles_of_its_own_file_have_it() -> None:
    made = plandocs.fill(as_plan({"form": "senior-executive-plan", "officer_name": "Ann Lee"}))
    assert made is not None
    footer = next(n for n in zipfile.ZipFile(io.BytesIO(made)).namelist() if "footer" in n)
    words = '<w:p><w:r><w:rPr><w:rStyle w:val="Aside"/></w:rPr><w:t>Ring Bo first</w:t></w:r></w:p>'
    seen = list[list[str]]()
    for look in ("<w:b/>", "<w:vanish/>", "<w:b/>"):
        style = f'<w:style w:type="character" w:styleId="Aside"><w:rPr>{look}</w:rPr></w:style>'
        parts = {
            "word/styles.xml": f'<w:styles xmlns:w="{W_NAMESPACE}">{style}</w:styles>',
            footer: f'<w:ftr xmlns:w="{W_NAMESPACE}">{words}</w:ftr>',
        }
        document = read_document(open_package(changed(made, parts)))
        story = next(each for each in document.stories if each.kind == "footer")
        seen.append([p.text for p in walk(story.blocks)])
    assert seen[0] == seen[2] != seen[1]


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


def _definition(style: str, rng: random.Random) -> str:
    says = rng.choice(
        ["", "<w:vanish/>", '<w:numId w:val="7"/>', '<w:ilvl w:val="2"/><w:numId w:val="3"/>']
    )
    based, far = rng.choice("ABCDEFGH"), rng.choice(["", '<w:ind w:left="720"/>'])
    return (
        f'<w:style w:styleId="{style}"><w:name w:val="List {style} {rng.randint(1, 4)}"/>'
        f'<w:basedOn w:val="{based}"/>{says}{far}</w:style>'
    )


@pytest.mark.parametrize("seed", range(40))
def test_styles_behind_a_front_that_parts_share_are_those_of_each_part(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(seed)
    front = [_definition(style, rng) for style in rng.sample("ABCDEF", rng.randint(1, 5))]
    parts = []
    for _ in range(12):
        more = [_definition(style, rng) for style in rng.sample("ABCDEFG", rng.randint(0, 4))]
        parts.append("".join(front[: rng.randint(0, len(front))] + more))
    for part in parts:
        asked = [rng.choice("ABCDEFGH") for _ in range(rng.randint(1, 8))]
        warm = _answers(Styles(part), asked)
        with monkeypatch.context() as alone:
            alone.setattr(styles_module, "_last", [])
            assert warm == [each for style in asked for each in _answers(Styles(part), [style])]


def _answers(styles: Styles, asked: list[str]) -> list[object]:
    return [(styles.hidden(s), styles.list_of(s), styles.indent_of(s)) for s in asked]


def test_of_few_parts_the_answers_are_kept_for_others() -> None:
    for number in range(50):
        Styles(f'<w:style w:styleId="A{number}"/><w:style w:styleId="B"/>').list_of(f"A{number}")
    assert len(styles_module._last) == styles_module._KEPT


def test_a_part_of_the_same_length_with_other_bytes_is_another_part() -> None:
    stored = [_stored(words) for words in ("ab" * 50, "ba" * 50, "ab" * 50)]
    keys = [open_package(content).key("word/styles.xml") for content in stored]
    assert keys[0] == keys[2] != keys[1]


def test_a_part_that_is_cut_off_is_damaged_also_behind_a_file_that_had_it_whole() -> None:
    whole = _stored("ab" * 50)
    assert open_package(whole).read("word/styles.xml")
    damaged = whole.replace(b"ab" * 50, b"ab" * 49 + b"xx")
    with pytest.raises(Corrupt):
        open_package(damaged).read("word/styles.xml")


def test_whether_a_file_may_hold_macros_is_its_own_also_where_the_names_of_parts_are_the_same() -> (
    None
):
    plain = _stored("a")
    types = open_package(plain).read(CONTENT_TYPES).decode()
    macros = types.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    assert macros != types
    several = [plain, changed(plain, {CONTENT_TYPES: macros}), plain]
    assert [open_package(each).macros for each in several] == [False, True, False]


def _stored(words: str) -> bytes:
    """A filled plan whose parts are not compressed, with these words in its styles."""
    made = plandocs.fill(as_plan({"form": "senior-executive-plan", "officer_name": "Ann Lee"}))
    assert made is not None
    content = changed(made, {"word/styles.xml": f"<w:styles>{words}</w:styles>"})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return out.getvalue()
