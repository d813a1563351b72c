"""A form that an agency prints in words of its own throughout: the taught ones tell which it is."""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

import plandocs
from plandocs.data.validate import as_plan
from plandocs.description.taught import labels_in
from plandocs.forms.registry import form
from plandocs.normal.labels import key
from tests.documents.by_python_docx import saved
from tests.documents.filled_plan import PLAN
from tests.documents.small_form import built
from tests.word.locate.relatives import RELATIVES

Path = tuple[str, ...]
Words = Mapping[Path, str]
FORMS = ("senior-executive-plan", "outcomes-conversation")
PLANS: Mapping[str, dict[str, Any]] = {
    "senior-executive-plan": dict(PLAN),
    "outcomes-conversation": {
        "form": "outcomes-conversation", "officer_name": "Priya Raman", "manager_name": "Tom Alder",
        "outcomes": [{"outcome": "Reduce waits", "measures": ["Halved"], "quality": "Good"}],
        "actions": [{"action": "Meet the ports", "who": "Tom"}],
        "flexible_work": {"team": "None so far"},
    },
}  # fmt: skip
_PLAIN = {
    "officer_name": "Your name", "classification_level": "Your grade",
    "division_branch": "Your area", "manager_name": "Your leader", "officer_signature": "You sign",
    "manager_signature": "Leader signs", "meeting_date": "We met on", "period": "For the year",
    "outcomes": "My goals", "outcomes.outcome": "Goal", "outcomes.measures": "How we will know",
    "outcomes.links": "Supports", "leadership": "How I lead", "leadership.capability": "Behaviour",
    "leadership.measures": "What people will see", "learning_needs": "My growth",
    "learning_needs.priority": "Rank", "learning_needs.need": "Skill",
    "learning_needs.relates_to": "Needed for", "learning_needs.activity": "Training",
    "learning_needs.responsibility_timing": "Who and when", "career": "My future",
    "career.aspirations": "Hopes", "career.manager_comments": "Comments of my leader",
    "working_relationship": "Working together",
    "working_relationship.manager_seeks": "My leader asks",
    "working_relationship.officer_seeks": "I ask", "Shapes strategic thinking": "Sees ahead",
    "Achieves results": "Gets it done",
    "Cultivates productive working relationships": "Brings people along",
    "Exemplifies personal drive and integrity": "Stands up for it",
    "Communicates with influence": "Speaks well",
}  # fmt: skip


def words(name: str, seed: int | None) -> Words:
    """Other words for each label of a form: everyday ones, or with a seed such as nobody has."""
    paths = labels_in(form(name))
    if seed is None:
        return {p: _PLAIN.get(".".join(p[1:]), "") or _PLAIN[p[-1]] for p in paths}
    chance = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ol", "an")]

    def word() -> str:
        return "".join(chance.choices(syllables, k=chance.randint(2, 3)))

    found: dict[Path, str] = {}
    while len(found) < len(paths):
        text = " ".join(word() for _ in range(chance.randint(1, 4))).capitalize()
        if text not in found.values():
            found[tuple(paths)[len(found)]] = text
    return found


def taught(name: str, said: Words) -> dict[str, Any]:
    """The words as a file of labels has them."""
    found: dict[str, Any] = {"form": name}
    for path, text in said.items():
        table = found
        for step in path[:-1]:
            table = table.setdefault(step, {})
        table[path[-1]] = text
    return found


def renamed(name: str, said: Words) -> bytes:
    """The form's blank under another title, with these words for its labels."""
    document = docx.Document(io.BytesIO(form(name).blank.read_bytes()))
    paragraphs = list(_paragraphs(document))
    titles = [p for p in paragraphs if key(form(name).title) in (key(p.text), *map(key, p.text))]
    for p in paragraphs[: paragraphs.index(titles[0]) + 1] if titles else ():
        _say(p, "Growing together" if p is titles[0] else "")
    left = [p for p in paragraphs if p.text.strip()]
    for path, label in labels_in(form(name)).items():
        own = next(p for p in left if _same(p.text, label))
        left.remove(own)
        number = own.text.partition(". ")[0] if path[0] == "printed" else ""
        ending = ":" if path[0] == "cells" else ""
        _say(own, f"{number}. {said[path]}" if number.isdigit() else f"{said[path]}{ending}")
    return saved(document)


def _same(text: str, label: str) -> bool:
    bare = text.partition(". ")[2] if text[:1].isdigit() else text
    return key(bare) == key(label) or key(text) == key(label)


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    for each in document.element.body.iter(f"{{{document.element.nsmap['w']}}}p"):
        yield Paragraph(each, document)


def _say(p: Paragraph, text: str) -> None:
    for run in p.runs[1:]:
        run.text = ""
    if p.runs:
        p.runs[0].text = text


@functools.cache
def filled(name: str, seed: int | None) -> bytes:
    """A plan on the renamed form."""
    said = words(name, seed)
    labels = taught(name, said)
    template = plandocs.tag_template(renamed(name, said), form=name, labels=labels)
    assert (template.missing, template.unproved) == ((), "")
    made = plandocs.fill(PLANS[name], template=template.data, labels=labels)
    assert made is not None
    return made


_CASES = [(FORMS[0], None), *((name, seed) for name in FORMS for seed in range(3))]


@pytest.mark.parametrize(("name", "seed"), _CASES)
def test_a_form_in_other_words_throughout_is_read_with_its_words(
    name: str, seed: int | None
) -> None:
    labels = taught(name, words(name, seed))
    reading = plandocs.parse(filled(name, seed), labels=labels)
    assert reading.plan == as_plan(PLANS[name])
    with pytest.raises(plandocs.PlandocsError) as refused:
        plandocs.parse(filled(name, seed))
    assert refused.value.code == "not-this-form"


_LABELS = [taught(name, words(name, seed)) for name, seed in _CASES]


@pytest.mark.parametrize("relative", list(RELATIVES))
def test_relatives_are_other_forms_still_with_words_taught(relative: str) -> None:
    data = built({"body": RELATIVES[relative]})
    for labels in _LABELS:
        with pytest.raises(plandocs.PlandocsError) as refused:
            plandocs.parse(data, labels=labels)
        assert refused.value.code == "not-this-form"


@pytest.mark.parametrize("seed", range(40))
def test_another_form_of_the_office_shares_many_of_its_words_and_is_another(seed: int) -> None:
    """All labels of the header, and as many of the others as such forms have in common."""
    chance = random.Random(seed)
    name = FORMS[0]
    said = words(name, None if seed % 2 else seed)
    header = [text for path, text in said.items() if path[0] == "cells"]
    others = [text for path, text in said.items() if path[0] != "cells"]
    shared = set(chance.sample(others, k=len(others) // 2))
    document = docx.Document()
    document.add_paragraph(chance.choice(["Probation review", "My goals", "Growing together"]))
    _table(document, [(f"{label}:", "Priya") for label in header])
    for at, text in enumerate(others):
        own = text if text in shared else f"Something else {at}"
        rows = [(own, "Remarks", "Rating"), ("Late twice", "Talked to", "3")]
        _table(document, rows if chance.random() < 0.5 else [(own, "As it was said")])
    with pytest.raises(plandocs.PlandocsError) as refused:
        plandocs.parse(saved(document), labels=taught(name, said))
    assert refused.value.code == "not-this-form"


def _table(document: Any, rows: Sequence[tuple[str, ...]]) -> Table:
    table: Table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("seed", range(4))
def test_a_form_that_is_renamed_in_part_is_read_with_its_words(kept: float, seed: int) -> None:
    name, chance = FORMS[0], random.Random(seed)
    printed = labels_in(form(name))
    said = {path: printed[path] if chance.random() < kept else text
            for path, text in words(name, None).items()}  # fmt: skip
    own = {path: text for path, text in said.items() if text != printed[path]}
    labels = taught(name, own)
    template = plandocs.tag_template(renamed(name, said), form=name, labels=labels)
    assert (template.missing, template.unproved) == ((), "")
    made = plandocs.fill(PLANS[name], template=template.data, labels=labels)
    assert plandocs.parse(made or b"", labels=labels).plan == as_plan(PLANS[name])
