"""Findings for people: a letter in markdown that can be sent, and plain text for a console."""

from __future__ import annotations

from plandocs.checks.copies import DIVISIONS
from plandocs.display import as_markdown, one_line
from plandocs.model.findings import Checked, Finding


def letter(checked: Checked) -> str:
    """One letter: what to put right, then what is worth a look."""
    name = checked.officer_name
    needed = [each for each in checked.findings if each.severity != "info"]
    notes = [
        each for each in checked.findings if each.severity == "info" and each.code != DIVISIONS
    ]
    parts = [
        f"## {_one_line(checked.shown_name or name or checked.source or 'No name')}",
        f"Dear {_one_line(name) or 'colleague'},",
    ]
    if not needed:
        parts.append("Thank you, your form is complete. Nothing needs to be changed.")
    else:
        points = "this point" if len(needed) == 1 else f"these {len(needed)} points"
        parts.append(f"Thank you for your form. Before it is final, please look at {points}:")
        parts.append(_numbered(needed))
    if notes:
        parts.append("Worth a look, if you have the time:")
        parts.append("\n".join(f"- {_line(each)}" for each in notes))
    if needed:
        parts.append(
            "Please change the document itself and send it again. If a point does not apply, a "
            "word on why is enough."
        )
    parts.append("Kind regards")
    return "\n\n".join(parts) + "\n"


def _numbered(findings: list[Finding]) -> str:
    return "\n".join(f"{n}. {_line(each)}" for n, each in enumerate(findings, start=1))


def _line(finding: Finding) -> str:
    where = f"**{_one_line(finding.where)}**: " if finding.where else ""
    return f"{where}{_one_line(finding.message)} *{_one_line(finding.fix)}*"


def _one_line(text: str) -> str:
    return as_markdown(" ".join(text.split()))


def report(checked: Checked) -> str:
    """One plan: its file and person, then a line for each finding and one for what to do."""
    name = checked.shown_name or checked.officer_name
    who = " – ".join(part for part in (checked.source, name) if part) or "(no name)"
    who += f", an earlier version of {checked.later}" if checked.later else ""
    who = one_line(who)
    if not checked.findings:
        return f"{who}: nothing to put right\n"
    count = sum(each.severity != "info" for each in checked.findings)
    lines = [f"{who}: {count or 'nothing'} to put right"]
    for each in checked.findings:
        where = f"{each.where}: " if each.where else ""
        lines.append(f"  {each.severity:<8}{where}{' '.join(each.message.split())} [{each.code}]")
        lines.append(f"          {each.fix}")
    return "\n".join(lines) + "\n"
