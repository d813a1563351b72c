"""Files of every sort, no two alike: hard plans, broken ones, long texts, layouts of their own.

``python -m tests.sizes.varied FOLDER 5000`` writes so many.
"""

from __future__ import annotations

import random
import re
import sys
import tarfile
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import plandocs
from plandocs.data.validate import as_plan
from tests.documents.opc import MAIN, changed, text
from tests.fuzz.mutate import fuzzed
from tests.hard.make import hard
from tests.sizes.documents import DOCUMENTS, document

_CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
_OF_EACH = 10  # kinds of files that follow one another
_NAMES = ("officer_name", "manager_name", "division_branch", "classification_level")
_PLACES = re.compile("<w:(?:pPr|rPr|tcPr)>")


def varied(seed: int) -> bytes:
    """The file of a seed."""
    rng, kind = random.Random(seed), seed % _OF_EACH
    if kind < 4:
        return hard(seed).content
    if kind < 7:
        return fuzzed(seed)
    if kind == 7:
        name = rng.choice(list(DOCUMENTS))
        return document(name, rng.randint(1, DOCUMENTS[name][0]))
    return _with_own_markup(rng, _long(rng) if kind == 8 else _usual(rng))


def _words(rng: random.Random, most: int) -> str:
    length = rng.randint(1, most)
    return " ".join(f"w{rng.randrange(10**7)}" for _ in range(length))


def _long(rng: random.Random) -> bytes:
    """A plan with up to a megabyte of words that no other file has."""
    made = {"outcome": _words(rng, 30_000), "measures": [_words(rng, 20_000)],
            "links": [_words(rng, 5_000)]}  # fmt: skip
    return _filled(rng, {"outcomes": [made], "career": {"aspirations": _words(rng, 20_000)}})


def _usual(rng: random.Random) -> bytes:
    outcomes = [{"outcome": _words(rng, 20), "measures": [_words(rng, 9)]}] * rng.randint(1, 6)
    return _filled(rng, {"outcomes": outcomes})


def _filled(rng: random.Random, more: dict[str, object]) -> bytes:
    header = {name: _words(rng, 25) for name in _NAMES}
    made = plandocs.fill(as_plan({"form": "senior-executive-plan", **header, **more}), verify=False)
    assert made is not None
    return made


def _with_own_markup(rng: random.Random, content: bytes) -> bytes:
    """With marks in its properties, styles and names of parts that no other file has."""
    body = _PLACES.sub(lambda at: f'{at[0]}<w:x{rng.randrange(10**6)} w:val="1"/>', text(content))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{_words(rng, 3)}"/>' for _ in range(50)
    )
    return changed(
        content,
        {
            MAIN: body,
            "word/styles.xml": lambda old: old.replace("</w:styles>", styles + "</w:styles>"),
            f"word/media/{_words(rng, 9)}.png": "x",
        },
    )


def _of_the_corpus() -> Iterator[bytes]:
    """Word files that no one here wrote, where they are at hand."""
    for name in ("robust", "forms"):
        if (path := _CORPUS / f"{name}.tar.xz").exists():
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and (file := archive.extractfile(member)) is not None:
                        yield file.read()


def files(most: int) -> Iterator[bytes]:
    """So many files, each fifth from the corpus as long as that lasts."""
    found = _of_the_corpus()
    made = map(varied, count())
    yield from islice((next(found, None) or next(made) if n % 5 == 0 else next(made)
                       for n in count()), most)  # fmt: skip


if __name__ == "__main__":
    for number, content in enumerate(files(int(sys.argv[2]))):
        (Path(sys.argv[1]) / f"{number:06}.docx").write_bytes(content)
