"""What is wrong with a template: one value for each mistake, with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from plandocs.problems import Severity, problem
from plandocs.word.package.places import Place, Spot

_SHOWN = ("severity", "code", "where", "near", "message", "fix")


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """One mistake of a template.

    Attributes:
        severity: ``error`` where it stops the template, ``warning`` where something is lost or
            bent.
        code: which kind of mistake it is.
        where: its place in words.
        near: what stands there.
        message: what is wrong, without a full stop.
        fix: what to do about it.
        spot: its place to a machine, where a comment goes.
    """

    severity: Severity
    code: str
    where: str
    near: str
    message: str
    fix: str
    spot: Spot = field(repr=False, compare=False)

    def __str__(self) -> str:
        near = f" near «{self.near}»" if self.near else ""
        fix = f" {self.fix}" if self.fix else ""
        return f"{self.severity}: {self.where}{near}: {self.message}.{fix}"

    def to_dict(self) -> dict[str, str]:
        """As JSON has it."""
        return {name: getattr(self, name) for name in _SHOWN}


def mistake(
    code: str, message: str, place: Place, fix: str = "", severity: Severity | None = None
) -> TemplateMistake:
    """Return the mistake with this code at a place, as grave as the code is unless said."""
    severity = severity or problem(code).severities[0]
    return TemplateMistake(severity, code, place.words, place.near, message, fix, place.spot)
