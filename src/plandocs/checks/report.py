"""Findings as plain text, for a console."""

from __future__ import annotations

from plandocs.display import one_line
from plandocs.model.findings import Checked


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
