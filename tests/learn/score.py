"""How well proposals meet the truth: places found, proposed ones that are wrong, kinds right.

``python -m tests.learn.score`` prints the figures for the blanks of the truth, with ``--long`` each
miss; ``--written`` those of the file that ``form learn`` writes: its text is compiled, and each of
its fields stands where the locator finds it in the blank.
A proposed place meets a true one where both are in the same paragraph or cell (a column: in the
same table) and their labels share at least half of the words of the shorter.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tarfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from plandocs.forms.form_file import FormFile
from plandocs.learn.proposal import Proposal
from plandocs.learn.propose import propose
from plandocs.normal.labels import key
from plandocs.reading.blanks import printed_by
from plandocs.verbs.learn_form import learn_form
from plandocs.word.learn import survey
from plandocs.word.locate import Slot, locate
from plandocs.word.package.open import open_package
from plandocs.word.view.document import Block, Paragraph, Table
from plandocs.word.view.read import read_document

HERE = Path(__file__).parent
CORPUS = Path(
    os.environ.get("PLANDOCS_CORPUS", HERE.parents[2] / "shared" / "corpus")
) / "blanks.tar.xz"  # fmt: skip


class Place(NamedTuple):
    """A place of the truth or of a proposal: where, under which words, of which kinds."""

    where: tuple[str, ...]
    label: str
    kinds: tuple[str, ...]
    optional: bool = False


class Score(NamedTuple):
    """What came of one blank."""

    true: int
    found: int
    proposed: int
    wrong: int
    kinds: int
    misses: tuple[str, ...] = ()

    @classmethod
    def total(cls, scores: Iterable[Score]) -> Score:
        """All of them together."""
        true, found, proposed, wrong, kinds = zip(*(score[:5] for score in scores), strict=True)
        return cls(sum(true), sum(found), sum(proposed), sum(wrong), sum(kinds))


def truth() -> list[dict[str, Any]]:
    """The documents of the truth."""
    return list(tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))["document"])


def true_places(document: dict[str, Any]) -> Iterator[Place]:
    """The places of one document of the truth, columns of its tables among them."""
    for optional in (False, True):
        for where, label, kind in document.get("optional" if optional else "places", ()):
            yield Place(tuple(where.split("|")), label, tuple(kind.split("|")), optional)
        for table in document.get("tables", ()):
            where = table["table"].partition("r")[0]
            for label, kind in table.get("optional" if optional else "columns", ()):
                yield Place((where,), label, tuple(kind.split("|")), optional)


def proposed_places(proposal: Proposal, *, everything: bool = False) -> Iterator[Place]:
    """The places that a proposal has; with ``everything`` those that it names and leaves out."""
    for entry in proposal.fields:
        yield Place((entry.where,), entry.label, (entry.kind_name,))
    for section in proposal.sections:
        for entry in section.fields:
            if entry.typed:
                label = f"{entry.under} / {entry.label}" if entry.under else entry.label
                yield Place((entry.where,), label, (entry.kind_name,))
    for each in proposal.left_out if everything else ():
        yield Place((each.where,), each.label, (each.kind_name,))


def score(true: Iterable[Place], proposed: Iterable[Place]) -> Score:
    """Compare what is with what was proposed."""
    wanted, left = list(true), list(proposed)
    number, misses = len(left), list[str]()
    found = kinds = allowed = 0
    for place in sorted(wanted, key=lambda each: each.optional):
        near = [other for other in left if set(other.where) & set(place.where)]
        alike = max(near, key=lambda other: _alike(place.label, other.label), default=None)
        if alike is None or _alike(place.label, alike.label) < 0.5:
            if not place.optional:
                misses.append(f"missed {'|'.join(place.where)} {place.label!r}")
            continue
        left.remove(alike)
        allowed += place.optional
        if not place.optional:
            found += 1
            kinds += alike.kinds[0] in place.kinds
            if alike.kinds[0] not in place.kinds:
                misses.append(f"kind   {place.label!r}: {alike.kinds[0]}, not {place.kinds}")
    misses += [f"wrong  {'|'.join(each.where)} {each.label!r}" for each in left]
    true_number = sum(not place.optional for place in wanted)
    return Score(true_number, found, number - allowed, len(left), kinds, tuple(misses))


def _alike(first: str, second: str) -> float:
    a, b = set(key(first).split()), set(key(second).split())
    if not a or not b:
        return float(not a)  # a box without words has none to compare
    return len(a & b) / min(len(a), len(b)) + len(a & b) / (10 * max(len(a), len(b)))


def blanks() -> dict[str, bytes]:
    """The blanks of the corpus by name; none where the corpus is not there."""
    if not CORPUS.is_file():
        return {}
    with tarfile.open(CORPUS) as archive:
        return {
            Path(member.name).name: content.read()
            for member in archive
            if member.isfile() and (content := archive.extractfile(member)) is not None
        }


def proposal_of(data: bytes, name: str) -> Proposal:
    """What the learner proposes for a blank."""
    return propose(survey(read_document(open_package(data))), Path(name).stem)


def written_places(text: str, data: bytes) -> Iterator[Place]:
    """The places of a form's file, each where the locator finds it in the blank."""
    form = FormFile(text, "our-form.toml", data).compiled()
    document = read_document(open_package(data, convert=False))
    named = dict(_named(document.blocks, iter(range(1000))))
    said = tomllib.loads(text)
    copy = locate(document, form, printed_by(form))[0]
    sections = said.get("sections", {})
    for name, entry in said.get("fields", {}).items():
        yield _written(entry, copy.cells[name], named)
    for section, match in copy.sections.items():
        if match.spec.is_table:
            rows = [row.slots for row in match.rows]
        else:
            rows = [
                {name: [slot]}
                for row in match.rows
                for name, of in row.slots.items()
                for slot in of[:1]
            ]
        met = set[str]()
        for slots in rows:
            for name, found in slots.items():
                if name not in met and name in sections[section]["fields"]:
                    met.add(name)
                    yield _written(
                        sections[section]["fields"][name],
                        found[0],
                        named,
                        table=match.spec.is_table,
                    )


def _written(
    entry: dict[str, Any], slot: Slot, named: dict[int, str], *, table: bool = False
) -> Place:
    """A field of a file as a place; a column is where its table is."""
    paragraphs = [each for each in (slot.label, *slot.blocks) if each is not None]
    where = tuple(dict.fromkeys(named.get(each.start, "") for each in paragraphs))
    where = tuple(each.partition("r")[0] for each in where) if table else where
    label = f"{entry['under']} / {entry['label']}" if "under" in entry else entry["label"]
    return Place(where, label, (entry.get("kind", "text"),))


def _named(
    blocks: list[Block], numbers: Iterator[int], where: str = ""
) -> Iterator[tuple[int, str]]:
    """The name of each paragraph's place, as in the truth, by where the paragraph begins."""
    paragraph = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.start, where or f"p{paragraph}"
            paragraph += 1
        elif isinstance(block, Table):
            number = next(numbers)
            for at, row in enumerate(block.rows):
                for place, cell in enumerate(row.cells):
                    yield from _named(cell.blocks, numbers, f"t{number}r{at}c{place}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--everything", action="store_true", help="count what is left out, too")
    parser.add_argument("--written", action="store_true", help="score the file that is written")
    options = parser.parse_args()
    files, scores = blanks(), list[Score]()
    for document in truth():
        data = files[document["file"]]
        assert hashlib.sha256(data).hexdigest() == document["sha256"], document["file"]
        learnt = learn_form(data) if options.written else None
        if learnt is not None:
            places = written_places(learnt.text, data)
        else:
            proposal = proposal_of(data, document["file"])
            places = proposed_places(proposal, everything=options.everything)
        one = score(true_places(document), places)
        scores.append(one)
        print(f"{document['file']:42} {one.found:3}/{one.true:3}  wrong {one.wrong}")
        for each in one.misses if options.long else ():
            print("      ", each)
        for each in learnt.left_out if learnt and options.long else ():
            print("       left", each)
    whole = Score.total(scores)
    print(
        f"places found {whole.found / whole.true:.1%} of {whole.true}, "
        f"proposed wrong {whole.wrong / whole.proposed:.1%} of {whole.proposed}, "
        f"kinds right {whole.kinds / whole.found:.1%}"
    )


if __name__ == "__main__":
    main()
