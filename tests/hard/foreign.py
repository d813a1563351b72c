"""Tables of other things in the file: contacts, lists, minutes, reviews, worked examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.documents.official import COLUMNS, LABELS
from tests.hard.notes import lacks, line, put
from tests.hard.pieces import PAGE_BREAK, Block, Cell, Draft, Para, Row, Table

_OF_THE_FORM = {text.rstrip(" :").lower() for text in LABELS.values()} | {
    "name", "manager", "supervisor", "branch", "division", "classification", "level", "officer",
    "manager signature", "officer signature", "date", "signature", "priority", "measures",
    "performance measures", "period", "managers comments", "manager’s comments", "unit",
    "responsibility / timing", "learning activity", "leadership capability", "employee",
}  # fmt: skip


def _cell(draft: Draft, text: str) -> Cell:
    """A cell whose words must be told, or may be where they are a label of the form."""
    if not text:
        return Cell([Para()])
    if text.isdigit() or text.rstrip(" :").lower() in _OF_THE_FORM:
        return Cell([Para(draft.may(text))])
    return Cell([line(draft, text)])


def grid(draft: Draft, rows: Sequence[Sequence[str]]) -> Table:
    """A table of texts."""
    made = [Row([_cell(draft, text) for text in row]) for row in rows]
    return Table(made, [9600 // len(rows[0])] * len(rows[0]))


_CONTACTS = (
    ("Name", "Jo Brand"), ("Position", "Executive Assistant"), ("Phone", "03 6165 1234"),
    ("Manager", "Helen Whitlam"), ("Branch", "People and Culture"),
    ("E-mail", "jo.brand@example.org"), ("Division", "Corporate Services North"),
    ("Classification", "Band 5"), ("Supervisor", "Vera Lang"),
)  # fmt: skip


def contact(draft: Draft) -> None:
    """A contact as labels and values."""
    lacks(draft)
    count = draft.rng.randint(2, 5)
    rows = [_CONTACTS[0], *draft.rng.sample(_CONTACTS[1:], count)]
    title = [line(draft, "Contact for questions")] if draft.rng.random() < 0.5 else []
    put(draft, [*title, grid(draft, rows)])


def contacts(draft: Draft) -> None:
    """Contacts under headings."""
    lacks(draft)
    heads = draft.rng.choice((("Name", "Position", "Phone"), ("Name", "Manager", "Branch"),
                              ("Officer", "Role", "Division"),
                              ("Name", "Classification", "Branch", "Phone")))  # fmt: skip
    people = (("Jo Brand", "Assistant", "Corporate North", "61651234"),
              ("Ali Wu", "Adviser", "Corporate South", "61655678"))  # fmt: skip
    put(draft, [grid(draft, [heads, *(each[: len(heads)] for each in people)])])


def contact_lines(draft: Draft) -> None:
    """A contact in lines of text."""
    lacks(draft)
    rows = draft.rng.sample(_CONTACTS, 3)
    put(draft, [line(draft, f"{a}: {b}") for a, b in rows], near_header=False)


def distribution(draft: Draft) -> None:
    """A distribution list."""
    lacks(draft)
    rows = [("Name", "Unit", "Copy"), ("Jo Brand", "People Branch", "electronic"),
            ("Ali Wu", "Registry", "paper")]  # fmt: skip
    put(draft, [line(draft, "Distribution list"), grid(draft, rows)])


_ACTIONS = (
    (("Priority", "Action", "Responsibility / timing"),
     ("1", "Book the offsite", "Jo Brand / August"), ("2", "Send the paper", "Ali Wu / May")),
    (("No.", "Action", "Who", "By when"),
     ("1", "Book the offsite", "Jo Brand", "3 August 2026"),
     ("2", "Send the paper", "Ali Wu", "May 2027")),
    (("Item", "Outcome", "Responsibility"),
     ("1", "Agreed to fund the pilot", "Jo Brand"), ("2", "Noted without comment", "Ali Wu")),
    (("Priority", "Activity", "Timing"),
     ("High", "Negotiate the lease", "June 2027"), ("Low", "Repaint the foyer", "July 2027")),
)  # fmt: skip


def minutes(draft: Draft) -> None:
    """Minutes with a table of actions."""
    title = line(draft, "Minutes of the planning meeting, 3 July 2026")
    put(draft, [title, grid(draft, draft.rng.choice(_ACTIONS))])


def actions(draft: Draft) -> None:
    """A table of actions behind the form, without a word above it."""
    draft.after += [Para(), grid(draft, draft.rng.choice(_ACTIONS))]


_REVIEWS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Mid-cycle review", (
        ("Officer comments", "On track, two risks"), ("Managers comments", "Great work so far"),
        ("Officer signature", "J Brand"), ("Manager signature", "H Whitlam"),
        ("Date", "14 January 2027"))),
    ("End-of-year assessment", (
        ("Overall rating", "Exceeds expectations"), ("Manager’s comments", "A strong year"),
        ("Manager name", "Helen Whitlam"), ("Manager signature", "Approved H Whitlam"),
        ("Date of meeting", "30 June 2027"))),
    ("Approval", (
        ("Name", "Helen Whitlam"), ("Position", "Deputy Secretary"), ("Signature", "H Whitlam"),
        ("Date", "5 August 2026"))),
    ("Quarterly check-in", (
        ("Date of meeting", "3 October 2026"), ("Period", "July to September 2026"),
        ("Progress", "Halfway there"), ("Officer signature", "signed J Brand"))),
)  # fmt: skip


def review(draft: Draft) -> None:
    """A review or an approval after the plan, with its own signatures."""
    lacks(draft)
    title, rows = draft.rng.choice(_REVIEWS)
    style = draft.rng.choice(("Heading1", ""))
    heading = Para(draft.stray(title), typed=True, style=style)
    draft.after += [Para(), heading, grid(draft, rows)]


def review_wide(draft: Draft) -> None:
    """A review whose title stands in the table, two pairs a row."""
    lacks(draft)
    title, pairs = draft.rng.choice(_REVIEWS)
    rows = [(*pairs[n], *(pairs[n + 1] if n + 1 < len(pairs) else ("", "")))
            for n in range(0, len(pairs), 2)]  # fmt: skip
    table = grid(draft, rows)
    table.rows.insert(0, Row([Cell([line(draft, title)], span=4)]))
    draft.after += [Para(), table]


def ratings(draft: Draft) -> None:
    """A review table that quotes the outcomes by number."""
    rows = [("Outcome", "Rating", "Reviewer remarks"), ("1", "Met", "Finished ahead of time"),
            ("2", "Partly met", "Funding came late")]  # fmt: skip
    draft.after += [Para(), line(draft, "Assessment against outcomes"), grid(draft, rows)]


def example_table(draft: Draft) -> None:
    """A worked example above Section 1, as agencies print it."""
    heads = [Row([Cell([Para(COLUMNS["outcomes"][c][0])]) for c in COLUMNS["outcomes"]])]
    texts = ("Improve client satisfaction with the counter", "Survey shows 80 satisfied",
             "Strategic goal two")  # fmt: skip
    row = Row([Cell([line(draft, text)]) for text in texts])
    words = ("Example", "Worked example:", "Example (delete this)")
    titles = [line(draft, draft.rng.choice(words))]
    draft.either.add("outcomes")
    draft.allowed.add("worked-example")
    if draft.rng.random() < 0.5:
        row.cells[0].paras[0].lead = "1. "
    draft.below += [Para(), *titles, Table([*heads, row], [3400, 4200, 2000]), Para()]


def example_row(draft: Draft) -> None:
    """An example as the first row of Section 1."""
    table = draft.table_of("outcomes")
    if table is None or draft.columns["outcomes"] != ["outcome", "measures", "links"]:
        return
    at = next((n for n, row in enumerate(table.rows) if row.data), None)
    if at is None or len(table.rows[at].cells) != 3:
        return
    texts = ("Example: Improve client satisfaction", "Survey shows 80 satisfied", "Goal two")
    draft.either.add("outcomes")
    draft.allowed.add("worked-example")
    cells = [Cell([line(draft, text)]) for text in texts]
    table.rows.insert(at, Row(cells, data=False))


def register(draft: Draft) -> None:
    """Courses already done, behind Section 3."""
    if "learning_needs" not in draft.order:
        return
    rows = [("Course", "Provider", "Completed"), ("Media skills", "Training Co", "March 2026")]
    blocks: list[Block] = [Para(), line(draft, "Training done last year"), grid(draft, rows)]
    draft.sections["learning_needs"] += blocks


def version_control(draft: Draft) -> None:
    """The version table of a controlled document."""
    rows = [("Version", "Date", "Author", "Approved"), ("0.1", "3 March 2026", "Jo Brand", "no"),
            ("1.0", "4 April 2026", "Ali Wu", "yes")]  # fmt: skip
    put(draft, [line(draft, "Document control"), grid(draft, rows)])


def cover_header(draft: Draft) -> None:
    """A cover with labels of the header and the values of last year's officer."""
    if "copy" in draft.choices["around"] or draft.choices["place"] != "printed":
        return
    others = {
        "officer_name": ("Officer name:", "Jo Brand"),
        "manager_name": ("Manager name:", "Helen Whitlam"),
        "division_branch": ("Division/Branch:", "Corporate Services North"),
        "classification_level": ("Classification Level:", "Band 5"),
    }
    rows = [others[name] for name in others if name not in draft.lacking]
    lacks(draft)
    draft.allowed.add("second-form")
    draft.named |= {name for name in others if draft.plan[name] and name not in draft.lacking}
    draft.before += [grid(draft, rows), PAGE_BREAK]


FOREIGN: dict[str, Callable[[Draft], None]] = {
    "contact": contact, "contacts": contacts, "contact-lines": contact_lines,
    "distribution": distribution, "minutes": minutes, "actions": actions, "review": review,
    "review-wide": review_wide, "ratings": ratings, "example-table": example_table,
    "example-row": example_row, "register": register, "version-control": version_control,
    "cover-header": cover_header,
}  # fmt: skip
