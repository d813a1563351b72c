"""A signature's cell has three answers; each sentence of the rule stands here with its variety."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from plandocs.normal.signatures import Answer, answer, decided, is_signed

OWN, OTHERS = "Priya Raman", "Tom Alder"

_DATA = tomllib.loads((Path(__file__).parent / "signatures.toml").read_text(encoding="utf-8"))
NAMES, BEHIND, SIGNING, LINES = (_DATA[n] for n in ("names", "behind", "signing", "lines"))
PROMPTS, REFUSALS = _DATA["prompts"], _DATA["refusals"]
REASONS, DOUBTS = _DATA["reasons"], _DATA["doubts"]


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_name_signs_with_a_date_or_a_position_behind_it(name: str) -> None:
    assert {behind: answer(name + behind) for behind in BEHIND} == dict.fromkeys(BEHIND, "signed")


@pytest.mark.parametrize("text", SIGNING)
def test_words_and_marks_that_sign(text: str) -> None:
    assert answer(text) == answer(f"  {text} ") == "signed"


@pytest.mark.parametrize("text", [*LINES, *PROMPTS])
def test_a_line_to_sign_on_is_unsigned(text: str) -> None:
    assert answer(text) == answer(f"\n{text}\n") == "unsigned"
    assert answer(text, OWN, OTHERS) == "unsigned"


@pytest.mark.parametrize("text", REFUSALS)
def test_words_that_say_so_are_unsigned_with_a_reason_or_without(text: str) -> None:
    ways = [way + reason for way in (text, text.upper(), text.capitalize()) for reason in REASONS]
    assert {way: answer(way) for way in ways} == dict.fromkeys(ways, "unsigned")
    assert answer(f"[{text}]") == answer(f"____ ({text})") == "unsigned"


@pytest.mark.parametrize("text", DOUBTS)
def test_anything_else_is_doubtful(text: str) -> None:
    assert answer(text) == "doubtful"


@pytest.mark.parametrize("text", REFUSALS)
def test_no_answer_comes_of_a_refusal_with_more_behind_it(text: str) -> None:
    """Only a reason behind a dash, comma, colon or bracket leaves a refusal one."""
    assert answer(f"{text} by P Raman 3 July") != "signed"
    assert answer(f"P Raman – {text}") != "signed"
    assert answer(f"P Raman ({text})") != "signed"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tom Alder", "doubtful"), ("T Alder", "doubtful"), ("Alder, Tom", "doubtful"),
        ("Tom", "doubtful"), ("tom alder", "doubtful"), ("Signed by Tom Alder", "doubtful"),
        ("Tom Alder 12 July 2026", "doubtful"), ("Tom Alder, Director", "doubtful"),
        ("Signature: Tom Alder", "doubtful"), ("Tom Alder (signed)", "doubtful"),
        ("Tom Alder approved by email", "doubtful"), ("____\nPriya Raman", "doubtful"),
        ("priya raman", "signed"), ("raman", "signed"), ("pr", "signed"),
        ("Priya  RAMAN", "signed"),
        ("Agreed with Tom Alder", "signed"), ("Priya Raman / Tom Alder", "signed"),
        ("S. Okafor", "signed"),
    ],
)  # fmt: skip
def test_the_names_of_the_plan_decide(text: str, said: Answer) -> None:
    assert answer(text, OWN, OTHERS) == said


@pytest.mark.parametrize(
    ("own", "text"),
    [("Lee Manager", "L Manager"), ("Pending Tan", "pending tan"), ("Will No", "Will No"),
     ("An Do", "A Do"), ("May Sign", "May Sign"), ("Zoë Lind", "Zoe Lind"),
     ("Priya Alder", "Alder")],
)  # fmt: skip
def test_a_persons_own_name_signs_whatever_word_it_is(own: str, text: str) -> None:
    assert answer(text, own, OTHERS) == "signed"


@pytest.mark.parametrize(
    "text",
    ["", "____", "P Raman", "____\nPriya Raman", "12 July 2026", "Director", *LINES, *PROMPTS[:5]],
)
def test_a_picture_signs_over_a_line_or_beside_a_date(text: str) -> None:
    assert answer(text, OWN, OTHERS, drawn=True) == "signed"


@pytest.mark.parametrize(
    "text", [*REFUSALS, "Not signed – on leave", "Tom Alder to sign", "Tom Alder"]
)  # fmt: skip
def test_a_picture_with_words_against_it_is_doubtful(text: str) -> None:
    assert answer(text, OWN, OTHERS, drawn=True) == "doubtful"


def test_data_says_signed_or_leaves_it_to_the_text() -> None:
    assert decided("P Raman", None)
    assert not decided("Tom Alder to sign", None)
    assert decided("Tom Alder to sign", True)
    assert decided("", True)
    assert not decided("Not signed", False)
    assert not decided("Tom Alder", False, OWN, OTHERS)
    with pytest.raises(ValueError, match="is a signature"):
        decided("P Raman", False)


def test_ordinary_words_in_any_order_never_sign() -> None:
    """Notes that people leave, in small letters: none is taken for a name."""
    said = "see the email from tom about his leave and back on monday then we will talk with hr"
    words = [*said.split(), "ask", "sam", "for", "a", "copy", "of", "it", "until", "done", "then"]
    found = random.Random(5)
    for _ in range(300):
        said = " ".join(found.choices(words, k=found.randint(2, 6)))
        assert not is_signed(said.capitalize()), said
        assert not is_signed(said), said
