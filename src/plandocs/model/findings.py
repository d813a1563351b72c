"""A finding of ``check``: one thing that is missing or out of line, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plandocs.model.notebook import table
from plandocs.model.reading import Issue
from plandocs.problems import PROBLEMS, Problem, Severity, problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing or out of line. Codes are in ``docs/check.md``.

    Attributes:
        severity: ``error``, ``warning`` or ``info``.
        code: which kind of finding it is.
        field: its path in the plan; None where it is about the whole.
        message: what was found, in a sentence.
        fix: what to do about it, in a sentence.
        where: its place in the document; a form's rules leave it to the check.
    """

    severity: Severity
    code: str
    field: str | None
    message: str
    fix: str
    where: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it."""
        return {
            "severity": self.severity,
            "code": self.code,
            "field": self.field,
            "where": self.where,
            "message": self.message,
            "fix": self.fix,
        }


def new_finding(
    code: str,
    field: str | None,
    message: str = "",
    *,
    where: str = "",
    fix: str = "",
    severity: Severity | None = None,
    of: Mapping[str, Problem] = PROBLEMS,
) -> Finding:
    """Return the finding with this code; severity, words and advice are the code's unless said.

    ``of`` are the codes of a form, where the finding is one of its own rules.
    """
    known = problem(code, of)
    severity = severity or known.severities[0]
    return Finding(severity, code, field, message or known.message, fix or known.fix, where)


def finding_of(issue: Issue) -> Finding:
    """Return an issue of a reading as a finding: what was noticed, with what to do about it."""
    fix = problem(issue.code).fix
    return Finding(issue.severity, issue.code, issue.field, issue.message, fix, issue.where)


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings about one plan.

    Attributes:
        source: the file or record that the plan came from.
        officer_name: whose plan it is; "" where it could not be read.
        findings: what is missing or out of line, the gravest first.
        later: the file with a later version of the plan; "" where there is none.
        shown_name: the name told apart, where others have it too.
    """

    source: str
    officer_name: str
    findings: tuple[Finding, ...]
    later: str = ""
    shown_name: str = ""

    @property
    def clean(self) -> bool:
        """Whether there is nothing of severity error or warning."""
        return all(finding.severity == "info" for finding in self.findings)

    def _repr_html_(self) -> str:
        """What a notebook shows: the findings as a table."""
        rows = [(f.severity, f.where, f.message, f.fix) for f in self.findings]
        title = self.shown_name or self.officer_name or self.source
        return table(("", "Where", "What", "What to do"), rows, title)

    def to_dict(self) -> dict[str, Any]:
        """As the contract's JSON has it."""
        return {
            "source": self.source,
            "officer_name": self.officer_name,
            "findings": [finding.to_dict() for finding in self.findings],
        }


class CheckedPlans(tuple[Checked, ...]):
    """The findings about many plans; a notebook shows a table for each."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return "".join(each._repr_html_() for each in self)
