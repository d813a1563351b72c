"""A letter to one officer, as a public value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from plandocs.model.reading import Reading

Kind = Literal["cover", "reminder", "findings"]
KINDS: tuple[Kind, ...] = ("cover", "reminder", "findings")


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of the letter to one officer.

    Attributes:
        officer_name: to whom it is.
        id: HR's own key for the officer; "" where there is none.
        kind: ``cover``, ``reminder`` or ``findings``; "" where no letter was written.
        to: the officer's e-mail address; "" where no list has one.
        manager: the officer's manager.
        unit: the officer's division or branch.
        missing: what is missing or out of line, a sentence for each point.
        due: the day the plan is due; None where nobody said.
        overdue: how many days it is late.
        files: the paths of the letter, one for each format.
        source: the plan that it is about; "" where nothing came.
        attached: the name under which the plan is attached to the draft; "" where it is not.
        held: why no letter was written, in a sentence; "" where one was.
        for_hr: what HR should look at before it is sent.
    """

    officer_name: str
    id: str = ""
    kind: Kind | Literal[""] = ""
    to: str = ""
    manager: str = ""
    unit: str = ""
    missing: tuple[str, ...] = ()
    due: date | None = None
    overdue: int = 0
    files: tuple[str, ...] = ()
    source: str = ""
    attached: str = ""
    held: str = ""
    for_hr: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As the JSON of ``plandocs letters`` has it."""
        return {
            "officer_name": self.officer_name,
            "id": self.id,
            "kind": self.kind,
            "to": self.to,
            "manager_name": self.manager,
            "division_branch": self.unit,
            "missing": list(self.missing),
            "due": None if self.due is None else self.due.isoformat(),
            "overdue": self.overdue,
            "files": list(self.files),
            "source": self.source,
            "attached": self.attached,
            "held": self.held,
            "for_hr": list(self.for_hr),
        }


@dataclass(frozen=True, slots=True)
class Letters:
    """What came of writing to a division.

    Attributes:
        letters: one for each officer, also where none was written.
        failed: the readings that hold no plan, each with its error.
        managers: the files of the lists for managers.
        merge: the path of the list for a mail merge.
        notes: sentences for the person: files that are nobody's, what was passed over.
    """

    letters: tuple[Letter, ...]
    failed: tuple[Reading, ...] = ()
    managers: tuple[str, ...] = ()
    merge: str = ""
    notes: tuple[str, ...] = ()
