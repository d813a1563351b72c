"""What was done at the desk: a line each, with the command that does the same, and no names.

The lines are in one file in the desk's own folder. A line that a desk did not write to its end is
passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from plandocs.moment import moment_in, now

FILE: Final = "activity.jsonl"
_LATEST: Final = 500


class Act(NamedTuple):
    """One thing that was done."""

    at: datetime | None
    by: str
    what: str
    command: str


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


class Activity:
    """The record of a folder's desk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def note(self, what: str, command: str = "", *, by: str = "", sent: Iterable[str] = ()) -> None:
        """Write down what was done, at once and whole.

        Args:
            what: what it was, without names.
            command: the command that does the same.
            by: who did it; "" for the account of this computer.
            sent: the keys of the officers whose plans went out.
        """
        line = {"at": now(), "by": by, "what": what, "command": command, "sent": list(sent)}
        if not line["sent"]:
            del line["sent"]
        self._path.parent.mkdir(exist_ok=True)
        text = json.dumps(line, ensure_ascii=False) + "\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        file = os.open(self._path, flags, 0o600)
        try:
            if self._is_cut_off():
                text = "\n" + text
            os.write(file, text.encode())
            os.fsync(file)
        finally:
            os.close(file)

    def latest(self) -> list[Act]:
        """What was done, the latest first."""
        acts = (
            Act(moment_in(str(e.get("at"))), str(e.get("by", "")), str(e["what"]),
                str(e.get("command", "")))
            for e in self._lines()
            if isinstance(e.get("what"), str)
        )  # fmt: skip
        return list(acts)[-_LATEST:][::-1]

    def sent(self) -> dict[str, datetime | None]:
        """The keys of the officers whose plans went out, with when."""
        return {
            str(key): moment_in(str(each.get("at")))
            for each in self._lines()
            for key in _listed(each.get("sent"))
        }

    def _lines(self) -> Iterable[dict[str, object]]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        for line in text.splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # a desk was ended while it wrote this
            if isinstance(entry, dict):
                yield entry

    def _is_cut_off(self) -> bool:
        try:
            with open(self._path, "rb") as file:
                file.seek(-1, os.SEEK_END)
                return file.read(1) != b"\n"
        except OSError:
            return False
