"""The plan as agencies and people leave it: without its title, headings, sections, labels.

In: a seed. Out: a document in notation that is still the plan, and what was done to it.
"""

from __future__ import annotations

import random

from tests.documents.official import (
    CAPABILITIES,
    COLUMNS,
    HEADINGS,
    LABELS,
    OTHER_COLUMNS,
    OTHER_HEADINGS,
    SYNONYMS,
)

_TITLES = {
    "printed": "Senior Executive - Performance Management Plan",
    "slip": "Senior Executve - Performance Management Plan",
    "shorter": "Executive Performance Management Plan",
    "dated": "Department of Rivers: SENIOR EXECUTIVE PERFORMANCE MANAGEMENT PLAN 2026–27",
    "agreement": "Executive performance agreement",
    "other": "Performance and development plan",
    "foreign": "Leistungsplan für Führungskräfte",
    "none": "",
}
_SLIPS = {"outcomes": "Business (work) outcomes and perfomance measures",
          "leadership": "Leadershp behaviour (‘how it’s achieved’)",
          "learning_needs": "Learning and developmnt plan", "career": "Career Asprations & Goals",
          "working_relationship": "Expectations about the working relatonship"}  # fmt: skip
_TRANSLATED = {"outcomes": "Ergebnisse", "leadership": "Führungsverhalten",
               "learning_needs": "Lernplan", "career": "Laufbahn",
               "working_relationship": "Zusammenarbeit"}  # fmt: skip
_HEADINGS = ("printed", "other", "slip", "bare", "translated", "none")
_COLUMNS = ("printed", "mixed", "other")


def lessened(seed: int, axes: int = 2) -> tuple[str, str]:
    """The document of a seed, less than the form on so many axes, and how; its labels are free."""
    rng = random.Random(seed)
    how = {
        "title": rng.choice(list(_TITLES)), "headings": rng.choice(_HEADINGS),
        "columns": rng.choice(_COLUMNS), "sections": str(rng.choice((4, 4, 3))),
    }  # fmt: skip
    as_printed = {"title": "printed", "headings": "printed", "columns": "printed", "sections": "5"}
    for axis in rng.sample(list(how), len(how) - axes):
        how[axis] = as_printed[axis]
    how["labels"] = str(rng.choice((8, 8, 6, 4, 2)))
    names = sorted(rng.sample(list(HEADINGS), int(how["sections"])), key=list(HEADINGS).index)
    title = _TITLES[how["title"]]
    parts = [f'p"{title}"'] if title else []
    parts.append(_header(rng, int(how["labels"])))
    parts += [_section(rng, name, how) for name in names]
    return " ".join(parts), " ".join(f"{key}={value}" for key, value in how.items())


def _header(rng: random.Random, count: int) -> str:
    names = rng.sample(list(LABELS), count)
    labels = [rng.choice((LABELS[name], *SYNONYMS[name])) for name in names]
    if rng.random() < 0.5:
        return "tbl(" + " ".join(f'tr(tc"{label}" tc"Ana Lee")' for label in labels) + ")"
    return " ".join(f'p"{label.rstrip(":")}: Ana Lee"' for label in labels)


def _section(rng: random.Random, name: str, how: dict[str, str]) -> str:
    heading = {
        "printed": HEADINGS[name], "other": rng.choice(OTHER_HEADINGS[name]),
        "slip": f"Section {list(HEADINGS).index(name) + 1}: {_SLIPS[name]}",
        "bare": f"Section {list(HEADINGS).index(name) + 1}", "translated": _TRANSLATED[name],
        "none": "",
    }[how["headings"]]  # fmt: skip
    columns = [_column(rng, name, each, how["columns"]) for each in COLUMNS[name]]
    first = CAPABILITIES if name == "leadership" else ("delivered by June",) * rng.randint(1, 4)
    rows = " ".join(_row([each, *["well done"] * (len(columns) - 1)]) for each in first)
    titles = _row(columns)
    if heading and rng.random() < 0.5:
        return f"p tbl(tr(tc{{gridSpan={len(columns)}}}{_quoted(heading)}) {titles} {rows})"
    return f"{f'p{_quoted(heading)}' if heading else 'p'} tbl({titles} {rows})"


def _column(rng: random.Random, section: str, name: str, how: str) -> str:
    others = OTHER_COLUMNS.get(name) or OTHER_COLUMNS[f"{section}.{name}"]
    if how == "other" or (how == "mixed" and rng.random() < 0.5):
        return rng.choice(others)
    return COLUMNS[section][name][0]


def _row(cells: list[str]) -> str:
    return f"tr({' '.join(f'tc{_quoted(cell)}' for cell in cells)})"


def _quoted(text: str) -> str:
    return '"' + text.strip().replace("\n", "\\n") + '"'
