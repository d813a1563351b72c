"""A division of 41 whose letters are known, and ways to look at letters."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import docx

import plandocs
from tests.officers import officer

MANAGERS = ("Tom Alder", "Mei-Lin Fong", "Ruth Okafor")
_SURNAMES = (
    "Abara", "Beltran", "Castellan", "Dunmore", "Eastaugh", "Ferreira", "Gunawan",
    "Halloran", "Iredale", "Jankovic", "Kowalczyk", "Lindqvist", "Marchetti", "Nakagawa",
    "Ostrowski", "Pellegrini", "Quintero", "Rasmussen", "Schroeder", "Tanaka", "Underhill",
    "Vasquez", "Whittaker", "Xanthos", "Yamamoto", "Zielinski", "Ashcombe", "Brightman",
    "Cottrell", "Delacroix", "Emberton", "Fairbairn", "Gallagher", "Hathaway", "Ingleby",
    "Jessop", "Kensington", "Lockhart", "Merriweather", "Northcott",
)  # fmt: skip
BROKEN = {
    "empty": b"", "text": b"not a plan at all", "pdf": b"%PDF-1.7\n%",
    "zip": b"PK\x03\x04 cut short", "sheet": b"\xd0\xcf\x11\xe0" + bytes(600),
}  # fmt: skip
AS_OF, DUE = "2026-12-02", "2026-08-31"


def complete(name: str, unit: str, manager: str, **more: Any) -> dict[str, Any]:
    """A plan in which nothing is missing."""
    outcomes = [
        {
            "outcome": f"Work number {n} of {name} is delivered well",
            "measures": [f"Measure {m} of {n} by {name}" for m in range(2)],
            "links": [f"Strategic objective {n}"],
        }
        for n in range(4)
    ]
    blank = plandocs.validate(officer()).model_dump(mode="json")
    leadership = [
        {**row, "measures": [f"Shown by {name} in {n}"]}
        for n, row in enumerate(blank["leadership"])
    ]
    need = {"priority": "1", "need": f"A course for {name}", "relates_to": "Outcome 1",
            "activity": "Course", "responsibility_timing": f"{manager}, by June 2027"}  # fmt: skip
    return officer(
        name, classification_level="SES Level 1", division_branch=unit, manager_name=manager,
        officer_signature=name, manager_signature=manager, meeting_date="12 July 2026",
        period="2026-27", outcomes=outcomes, leadership=leadership, learning_needs=[need],
        career={"aspirations": f"SECRET hope of {name}", "manager_comments": "SECRET view"},
        working_relationship={"manager_seeks": "SECRET one", "officer_seeks": "SECRET two"}, **more,
    )  # fmt: skip


class Division:
    """41 people in three branches, two of one name: what came of each, and what each should get."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.roster = folder / "returned", folder / "roster.csv"
        self.folder.mkdir()
        self.expected: dict[str, str] = {}
        rows = []
        names = [f"Given{n:02} {surname}" for n, surname in enumerate(_SURNAMES)]
        names.append(names[0])  # two of one name, in two branches
        for n, name in enumerate(names):
            unit, manager, id = f"Division / Branch {n % 3 + 1}", MANAGERS[n % 3], f"E{n:04}"
            rows.append((id, name, f"{id.lower()}@agency.gov.au", unit, manager, DUE))
            self.expected[id] = self._came(n, id, name, unit, manager)
        with self.roster.open("w", encoding="utf-8", newline="") as file:
            heads = ("id", "officer_name", "Email", "division_branch", "manager_name", "due_date")
            csv.writer(file).writerows((heads, *rows))
        self.people = {row[0]: row for row in rows}

    def _came(self, n: int, id: str, name: str, unit: str, manager: str) -> str:
        """What this person sends, and the letter that fits."""
        file = self.folder / f"{id}.docx"
        whole = complete(name, unit, manager, id=id)
        if n % 8 == 1:
            return "reminder"
        if n % 8 == 2:
            untouched = {
                k: v for k, v in whole.items() if isinstance(v, str) and "signature" not in k
            }
            plandocs.fill({**untouched, "meeting_date": ""}, file)
            return "reminder"
        if n % 8 == 3 and n // 8 < len(BROKEN):
            data = list(BROKEN.values())[n // 8]
            (self.folder / f"{name}.docx").write_bytes(data)
            return "findings"
        if n % 8 in (4, 5, 6):
            lacks = {4: {"outcomes": whole["outcomes"][:2]}, 5: {"manager_signature": ""},
                     6: {"meeting_date": "", "manager_signature": "Tom Alder to sign"}}  # fmt: skip
            plandocs.fill({**whole, **lacks[n % 8]}, file)
            return "findings"
        plandocs.fill(whole, file)
        return "cover"


def words(data: bytes | Path) -> str:
    """All words of a Word document's body."""
    opened = docx.Document(io.BytesIO(data) if isinstance(data, bytes) else str(data))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(p.text for p in opened.paragraphs), *cells))


def named(letter: plandocs.Letter, suffix: str) -> Path:
    return next(Path(each) for each in letter.files if each.endswith(suffix))
