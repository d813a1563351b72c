"""Write the tables of codes in `docs/` from the registry.

In: `problems.toml` of plandocs and of each form. A table stands in a document between
`<!-- codes: GROUP, COLUMNS -->` and `<!-- end -->`; GROUP is where the codes are told, or a form.

    python tools/build_reference.py            into docs/
"""

import re
from collections.abc import Iterator
from pathlib import Path

from plandocs import errors
from plandocs.forms.registry import forms
from plandocs.problems import PROBLEMS, Problem, Problems

_DOCS = Path(__file__).parent.parent / "docs"
_TABLE = re.compile(r"(<!-- codes: ([\w-]+), ([a-z, ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HEADS = {"class": "class", "severity": "severity", "meaning": "when", "fix": "what to do"}


def problems_of(group: str) -> Iterator[Problem]:
    """The codes of a group, or of a form's own rules; ``check-of-any`` has those of all rules."""
    told = group.removesuffix("-of-any")
    yield from (each for each in PROBLEMS.values() if told in each.told)
    for form in forms():
        if group in (form.name, "check-of-any"):
            yield from Problems(form.folder / "problems.toml").of_file.values()


def table(group: str, columns: list[str]) -> str:
    """The table of a group, one row for each code."""
    rows: dict[str, Problem] = {}
    for each in problems_of(group):
        rows.setdefault(each.code, each)
    lines = ["| ".join(["", "code ", *(f"{_HEADS[name]} " for name in columns)]) + "|"]
    lines.append("| ".join(["", *["--- "] * (len(columns) + 1)]) + "|")
    for each in rows.values():
        cells = [f"`{each.code}`", *(_cell(each, name) for name in columns)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(each: Problem, column: str) -> str:
    if column == "class":
        return f"`{type(errors.error_with(each.code, '')).__name__}`"
    if column == "severity":
        return ", ".join(each.severities)
    return str(getattr(each, column)).replace("|", "\\|")


def written(text: str) -> str:
    """A document with its tables as the registry has them."""
    return _TABLE.sub(lambda m: f"{m[1]}{table(m[2], m[3].split(', '))}\n{m[4]}", text)


def main() -> None:
    """Write the tables, and say in which documents."""
    for path in sorted(_DOCS.rglob("*.md")):
        before = path.read_text(encoding="utf-8")
        if (after := written(before)) != before:
            path.write_text(after, encoding="utf-8")
            print(path.relative_to(_DOCS.parent))


if __name__ == "__main__":
    main()
