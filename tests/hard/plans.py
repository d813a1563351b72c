"""Plans to write documents of: the samples, and random ones of all sizes with nasty characters."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from plandocs.data.validate import as_plan

_SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "plans.jsonl"
_WORDS = [
    "reduce",
    "waiting",
    "times",
    "across",
    "regional",
    "hospitals",
    "deliver",
    "the",
    "digital",
    "register",
    "by",
    "June",
    "report",
    "to",
    "Cabinet",
    "quarterly",
    "with",
    "no",
    "major",
    "findings",
    "staff",
    "engagement",
    "budget",
    "within",
    "one",
    "per",
    "cent",
    "agreed",
    "milestones",
    "partners",
    "councils",
    "audit",
    "committee",
    "policy",
    "options",
    "brief",
    "minister",
    "reform",
    "program",
    "safety",
    "culture",
    "mentoring",
    "procurement",
    "workforce",
    "strategy",
    "plan",
    "review",
    "data",
    "privacy",
]
_NASTY = (
    "R&D <plan>", "“quoted”", "O’Brien & Sons", "50% < 60%", "naïve café", "{{ value }}",
    "{% if %}",
    "日本語", "مرحبا", "👩‍👩‍👧 family", "½ day", "±5", "C:\\temp\\x", "a/b", "x=y", "A. Fong",
    "P. J. Raman", "E. coli", "1.5 million",
    "2026-27", "(03) 6165 4444", "Outcome 3: keep", "1: first",
    "☐ not yet", "[your Agency]", "#1 priority", "$3.4m", "N/A for now", "'tis", "</w:t>", "&amp;",
    "e\u0301tude",
    "Q3 – Q4", "Section 2: see below", "Officer", "Manager", "performance measures agreed",
)  # fmt: skip
_NAMES = ("Priya Raman", "Tom Alder", "Siobhán O’Neil", "Nguyễn Văn An", "Jean-Luc d’Arcy",
          "A. Fong", "Müller, Anna", "Wirangu Jones (A/g)", "李 明", "Zoë X")  # fmt: skip
_DATES = ("12 July 2026", "12/7/2026", "Friday 3rd of July 2026", "14 July 2026 (was 7 July)",
          "TBC", "3.8.26", "2026-07-12", "July 2026", "")  # fmt: skip
_PERIODS = ("1 July 2026 – 30 June 2027", "2026-27", "FY27", "July 2026 to June 2027", "",
            "1/7/26 - 30/6/27", "From 1 July 2026", "Q3 and Q4 only",
            "12 months from 1 July 2026")  # fmt: skip
_SIGNATURES: tuple[Any, ...] = ("", "M Quill", "Signed electronically 12/7/26", "TBC",
                                "____________", {"signed": True, "text": ""})  # fmt: skip


def samples() -> list[dict[str, Any]]:
    """The sample plans as validated data, without HR's key (it is not printed)."""
    lines = _SAMPLES.read_text(encoding="utf-8").splitlines()
    return [_validated({**json.loads(line), "id": ""}) for line in lines]


def _validated(data: dict[str, Any]) -> dict[str, Any]:
    return as_plan(data).model_dump(mode="json")


def phrase(rng: random.Random, nasty: float = 0.15) -> str:
    """A few words, now and then with something nasty among them."""
    words = rng.choices(_WORDS, k=rng.randint(2, 14))
    if rng.random() < nasty:
        words.insert(rng.randint(1, len(words)), rng.choice(_NASTY))
    text = " ".join(words)
    return text[0].upper() + text[1:] + rng.choice(("", ".", ";"))


def prose(rng: random.Random, most: int = 3) -> str:
    """None to several paragraphs."""
    return "\n".join(phrase(rng) for _ in range(rng.randint(0, most)))


def random_plan(rng: random.Random) -> dict[str, Any]:
    """A random plan as validated data."""
    return _validated(
        {
            "form": "senior-executive-plan",
            "officer_name": rng.choice(_NAMES),
            "classification_level": rng.choice(("SES Level 2", "SES 1", "Head of Agency", "")),
            "division_branch": rng.choice(("Policy / Reform", "R&D <North>", "Corporate", "")),
            "manager_name": rng.choice((*_NAMES, "")),
            "officer_signature": rng.choice(_SIGNATURES),
            "manager_signature": rng.choice(_SIGNATURES),
            "meeting_date": rng.choice(_DATES),
            "period": rng.choice(_PERIODS),
            "outcomes": [_outcome(rng) for _ in range(rng.randint(0, 7))],
            "leadership": [
                {"capability": name, "measures": _items(rng, 0, 3)} for name in _capabilities()
            ],
            "learning_needs": [_need(rng, n) for n in range(rng.randint(0, 6))],
            "career": {"aspirations": prose(rng), "manager_comments": prose(rng)},
            "working_relationship": {"manager_seeks": prose(rng), "officer_seeks": prose(rng)},
        }
    )


def _capabilities() -> list[str]:
    return [row["capability"] for row in samples()[0]["leadership"][:5]]


def _items(rng: random.Random, least: int, most: int) -> list[str]:
    return [phrase(rng) for _ in range(rng.randint(least, most))]


def _outcome(rng: random.Random) -> dict[str, Any]:
    return {"outcome": phrase(rng), "measures": _items(rng, 0, 5), "links": _items(rng, 0, 2)}


def _need(rng: random.Random, number: int) -> dict[str, Any]:
    return {
        "priority": rng.choice((str(number + 1), "High", "")),
        "need": phrase(rng),
        "relates_to": rng.choice((phrase(rng), "Professional development", "")),
        "activity": prose(rng, 2),
        "responsibility_timing": rng.choice((phrase(rng), "Officer / March 2027", "")),
    }
