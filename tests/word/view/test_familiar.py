"""Known markup: seen at a stroke, and only what canonical text would show."""

from __future__ import annotations

import random
import re
from functools import lru_cache

import pytest
from tests.fuzz.mutate import damaged
from tests.hard.make import hard
from tests.hard.plans import samples

import plandocs
from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.errors import DocumentError
from plandocs.word.package.canonical import canonical
from plandocs.word.package.open import open_package
from plandocs.word.view import Viewed, fast, view, view_known
from plandocs.word.view.document import Block, Paragraph
from plandocs.word.view.fast import memory

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ROOT = b"<w:document " + _W + b"><w:body>"
_END = b"</w:body></w:document>"
_DOCUMENTS = 60
_ODD = (
    b">", b">x</w:t>", b"></w:t>", b"</w:t>", b"<w:t>", b"<w:t/>", b"</w:r>", b"</w:p>", b"<w:p>",
    b"<w:p/>", b"<w:r><w:t>a</w:t></w:r>", b"<!-- a -->", b"<![CDATA[a]]>", b"<?a?>", b"]]>", b"&",
    b"&amp;", b"</w:tc>", b"<w:tc>", b"</w:document>", b"</w:body>", b"\0", b"\r",
)  # fmt: skip


def told(seen: Viewed) -> list[object]:
    """All that was seen, as plain values."""
    stories = [(kind, name, [_told(b) for b in blocks]) for kind, name, blocks in seen.stories]
    return [seen.tracked, seen.special, [_told(block) for block in seen.blocks], stories]


def _told(block: Block) -> object:
    if isinstance(block, Paragraph):
        facts = vars(block).items()
        return sorted((name, str(value)) for name, value in facts if (name, value) != ("style", ""))
    rows = [
        (row.start, row.end, row.before, row.deleted, row.hidden, [
            (c.start, c.end, c.column, c.span, c.merge, c.deleted, [_told(b) for b in c.blocks])
            for c in row.cells
        ])
        for row in block.rows
    ]  # fmt: skip
    return block.start, block.end, block.grid, rows


@lru_cache(maxsize=1)
def bodies() -> list[bytes]:
    """Main parts of hard documents, and of filled plans."""
    contents = [hard(900 + number).content for number in range(_DOCUMENTS)]
    contents += [plandocs.fill(plan, verify=False) or b"" for plan in samples()]
    found = []
    for content in contents:
        package = open_package(content, convert=False)
        found.append(package.read(package.main))
    return found


def seen_again(data: bytes) -> Viewed | None:
    """What is familiar of a part: it may be less than the part, never something else."""
    return view_known(data, None, DEFAULT_LIMITS)


def met(paragraph: bytes) -> bytes:
    """A part with this paragraph, whose markup has been met."""
    data = _HEAD + _ROOT + paragraph + _END
    view(canonical(data))
    return data


def test_a_body_that_has_been_met_is_familiar_and_seen_as_its_canonical_text_is() -> None:
    known = 0
    for data in bodies():
        first = told(view(canonical(data)))
        again = seen_again(data)
        assert again is None or told(again) == first
        known += again is not None
    assert known > _DOCUMENTS / 2


def test_steps_do_what_the_handlers_of_the_tags_do(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_stroke = [told(view(canonical(data))) for data in bodies()]
    monkeypatch.setattr(fast, "_memory", memory.Memory())
    monkeypatch.setattr(memory, "compiled", lambda recipe, in_run: None)
    assert [told(view(canonical(data))) for data in bodies()] == at_a_stroke


def test_a_damaged_body_is_familiar_only_where_it_is_canonical() -> None:
    rng = random.Random(5)
    whole = [data for data in bodies() if view(canonical(data)) and seen_again(data)]
    familiar_still = 0
    for number in range(1500):
        data = damaged(rng, whole[number % len(whole)], most=2)
        seen = seen_again(data)
        if seen is not None:
            familiar_still += 1
            assert told(seen) == told(view(canonical(data)))
    assert familiar_still > 20


def retagged(rng: random.Random, data: bytes) -> bytes:
    """A body with a tag or two lost, doubled, exchanged, or something odd between them."""
    pieces = re.findall(rb"<[^>]*>|[^<]+", data)
    for _ in range(rng.randint(1, 2)):
        at, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        how = rng.randrange(5)
        if how == 0:
            del pieces[at]
        elif how == 1:
            pieces.insert(at, pieces[other])
        elif how == 2:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif how == 3:
            pieces.insert(at, rng.choice(_ODD))
        else:
            pieces[at] = pieces[at].replace(rng.choice((b">", b"<", b"/", b'"', b"w:")), b"", 1)
    return b"".join(pieces)


def test_a_body_with_other_tags_is_familiar_only_where_it_is_canonical() -> None:
    rng = random.Random(6)
    whole = [data for data in bodies() if view(canonical(data)) and seen_again(data)]
    for number in range(1500):
        data = retagged(rng, whole[number % len(whole)])
        seen = seen_again(data)
        if seen is not None:
            assert told(seen) == told(view(canonical(data)))


@pytest.mark.parametrize(
    "words",
    [b"a < b", b"a &x; b", b"&#0;", b"&#60;", b"a\x01b", b"\xff", b"\xed\xa0\x80", b"]]>", b"a & b",
     b"</w:t><w:t>", b"\xef\xbf\xbe", b"a\rb"],
)  # fmt: skip
def test_words_that_xml_does_not_allow_are_left_to_the_full_proof(words: bytes) -> None:
    data = met(b"<w:p><w:r><w:t>words</w:t></w:r></w:p>")
    assert seen_again(data) is not None
    assert seen_again(data.replace(b"words", words)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[: -len(_END)],
        lambda data: data[:-1],
        lambda data: data + data[len(_HEAD) :],
        lambda data: data.replace(b"</w:p>", b"</w:p></w:p>"),
        lambda data: data.replace(b"<w:p>", b"<w:p><w:p>"),
        lambda data: data.replace(b"</w:r>", b""),
        lambda data: data.replace(b"<w:body>", b"<w:body/>"),
        lambda data: data.replace(b"UTF-8", b"UTF-16"),
        lambda data: data.replace(b"2006/main", b"2006/other"),
        lambda data: data.replace(b"</w:document>", b"</w:document><!-- -->"),
        lambda data: data.replace(b'"?>', b'"?><!DOCTYPE a>'),
        lambda data: data.replace(b"</w:p>", b"</w:p>>lost</w:t>"),
        lambda data: data.replace(b"</w:p>", b"</w:p>></w:t>"),
        lambda data: data.replace(b"</w:body>", b"</w:body>></w:t>"),
        lambda data: data + b"></w:t>",
        lambda data: data.replace(b'encoding="UTF-8"', b"encoding=\"UTF-8'"),
    ],
)
def test_markup_in_another_order_is_left_to_the_full_proof(change: object) -> None:
    data = met(b"<w:p><w:r><w:t>words</w:t></w:r></w:p>")
    assert callable(change)
    assert seen_again(change(data)) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (b'<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">', b'<w:p w:rsidR="00EF0001">'),
        (b'<w:p><w:bookmarkStart w:id="1" w:name="a"/>',
         b'<w:p><w:bookmarkStart w:id="72" w:name="_Hlk1"/>'),
    ],
)  # fmt: skip
def test_what_differs_in_every_file_makes_no_markup_new(first: bytes, second: bytes) -> None:
    rest = b"<w:r><w:t>words</w:t></w:r></w:p>"
    data = met(first + rest)
    assert seen_again(data.replace(first, second)) is not None
    twice = second.replace(b'w:rsidR="00EF0001"', b'w:rsidR="00EF0001" w:rsidR="00EF0001"')
    if twice != second:
        assert seen_again(data.replace(first, twice)) is None
        with pytest.raises(DocumentError):
            canonical(data.replace(first, twice))


def test_the_memory_keeps_no_more_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "_memory", memory.Memory())
    monkeypatch.setattr(memory, "_KEPT_BYTES", 20_000)
    many = b"".join(b'<w:p w:x="%d"><w:r><w:t>a</w:t></w:r></w:p>' % n for n in range(500))
    seen = view((_ROOT + many + _END).decode())
    assert len(seen.paragraphs) == 500
    assert fast._memory.full
    view((_ROOT + _END).decode())
    assert not fast._memory.full


def test_markup_that_is_written_alike_in_two_files_says_the_same_under_other_names() -> None:
    body = bodies()[-1]
    seen = []
    for name in (b"plandocs_one", b"plandocs_one", b"plandocs_one", b"plandocs_two"):
        known = re.sub(rb'(<w:bookmarkStart [^>]*w:name=")[^"]*', rb"\1" + name, body)
        found = view_known(known, None, DEFAULT_LIMITS) or view(canonical(known))
        seen.append(told(found))
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert b"bookmarkStart" in body
