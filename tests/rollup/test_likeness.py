"""Texts that are taken for one another are those whose words, in order, are much alike."""

from __future__ import annotations

from itertools import combinations
from random import Random

from rapidfuzz import fuzz

from plandocs.division.catalogue import CLOSE, group


def _texts(seed: int) -> list[str]:
    random, texts = Random(seed), []
    words = [
        "shorter",
        "waits",
        "for",
        "patients",
        "fewer",
        "errors",
        "in",
        "letters",
        "open",
        "data",
        "by",
        "june",
        "reform",
    ]
    for _ in range(40):
        said = random.sample(words, 5)
        texts.append(" ".join(said))
        random.shuffle(said)
        texts.append(" ".join(said))
        at = random.randrange(len(texts[-1]))
        texts.append(texts[-1][:at] + "x" + texts[-1][at:])
    return list(dict.fromkeys(texts))


def test_words_in_another_order_and_a_letter_more_are_one_text() -> None:
    for seed in range(5):
        texts = _texts(seed)
        placed = group(dict.fromkeys(texts, 1))
        for one, other in combinations(texts, 2):
            if fuzz.token_sort_ratio(one, other) == 100:
                assert placed[one].name == placed[other].name
        for text in texts:
            assert fuzz.token_sort_ratio(text, placed[text].name) >= CLOSE
