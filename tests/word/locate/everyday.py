"""Everyday forms of an HR office in code: what each kind is called, and the tables it has.

In: a kind, a seed and how much it borrows from the plan. Out: a filled-in document in notation.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from tests.documents.official import CAPABILITIES, LABELS

_Section = tuple[str, tuple[str, ...]]  # a heading and the labels of its columns

_KINDS = """
Probation review | Duties: Key duty, Standard, Rating, Comment | Comments: Employee comments, Supervisor comments
Counselling record | Background: Matter, Date | Incident: What happened, Who was there | Comments: Employee comments, Manager comments
Performance improvement plan | Expectations: Expectation, Current performance, Measure, Review date | Support: Support needed, Who, By when
Flexible work agreement | Arrangement: Day, Place, Hours | Comments: Employee comments, Manager comments
Return to work plan | Duties: Duty, Hours, Restrictions | Reviews: Date of review, Result | Comments: Employee comments, Supervisor comments
Application for study assistance | Course: Course, Provider, Cost | Training: Learning need, How it will be met | Comments: Employee comments, Manager comments
Exit interview | Questions: Question, Answer | Goals: Career goals, Manager comments
Induction checklist | Week 1: Task, Done, Who | Week 2: Task, Done, Who | Comments: Employee comments, Manager comments
Mentoring agreement | Expectations: What the mentor expects, What the mentee expects | Goals: Goal, Measure of success, By when
Higher duties agreement | Duties: Duty, Performance expectations | Agreement: What the manager provides, What the officer provides
Training request | Learning: Priority, Learning need, Learning activity, Timing | Cost: Item, Cost
Award nomination | Achievement: Achievement, Evidence | Values: Value, How shown
Team operational plan | Outcomes: Business outcome, Performance measure, Link to strategic objectives | Risks: Risk, Control, Owner
Contractor evaluation | Deliverables: Deliverable, Measure, Met | Comments: Contractor comments, Manager comments
Annual leave plan | Leave: Leave type, First day, Last day, Comments
Workplace adjustment plan | Adjustments: Adjustment, Who, By when, Review | Comments: Employee comments, Manager comments
Teacher professional growth plan | Goals: Goal, Standard, Evidence | Learning: Professional learning, When
Statement of duties | Duties: Duty, Percentage | Capabilities: Capability, Level | Selection criteria: Criterion, Weight
Minutes of a meeting | Attendance: Present, Apologies | Actions: Action, Who, By when
Risk register | Risks: Risk, Likelihood, Consequence, Rating, Owner | Treatments: Treatment, Responsible, Due date
Individual learning plan | Learning needs: Priority, Learning need, Activity, Responsibility, Timing | Career: Career aspirations, Manager comments
360 degree feedback report | Ratings: Capability, Self, Manager, Peers | Comments: Strengths, Areas to develop
Instrument of delegation | Delegations: Power, Act, Limit | Conditions: Condition, Period
Conflict of interest declaration | Interests: Interest, Relates to, Action | Assessment: Manager comments, Decision
Secondment agreement | Terms: Term, Detail | Objectives: Objective, Measure of success, Timeframe | Return: Career goals, Manager feedback
Senior Executive Performance Agreement | Key results: Outcome, Key performance indicators, Result | Leadership capabilities: Capability, How demonstrated | Learning and development: Learning need, Activity, Timing
Executive contract schedule | Outcomes: Outcome, Strategies, Performance measures, Comments | Leadership: Behaviour, Rating | Professional development: Learning need, Activity, When
Mid-cycle review | Progress: Objective, Measure, Progress, Status | Adjustments: Adjustment, Who, By when | Comments: Employee comments, Manager comments
Branch business plan | Outcomes: Outcome, Measures, Links | Projects: Project, Owner, Timeframe | Budget: Item, Cost
Performance and development plan | Key work outcomes: Outcome, Measures, Timeframe | Behaviours: Behaviour, How demonstrated | Development: Learning need, Activity, Who, When | Career: Career aspirations, Manager comments
Work health and safety inspection | Hazards: Hazard, Action, Responsibility, Timing | Sign-off: Manager comments, Committee comments
Handover notes | Work in progress: Project, Status, Next step, Who | Contacts: Name, Role, Phone
Project status report | Outcomes: Outcome, Progress, Status, Adjustment | Actions: Action, Who, By when | Risks: Risk, Control
Wellbeing conversation record | Questions: Questions, Notes | Flexible work: Personal circumstances, Technology, Team | Actions: Action, Who, By when
Graduate rotation plan | Rotation: Branch, Supervisor, Period | Goals: Goal, Measure, Link to | Learning: Learning need, Learning activity, Responsibility
Succession plan | Roles: Critical role, Incumbent, Readiness | Development: Development need, Activity, Responsibility / timing | Aspirations: Career aspirations, Manager's comments
"""  # noqa: E501  # a form a line
_OFFICIAL = tuple(label.rstrip(":") for label in LABELS.values())
_USUAL = ("Employee name", "Position title", "Work unit", "Supervisor name", "Employee signature",
          "Supervisor signature", "Date of review", "Period")  # fmt: skip
_VALUES = ("Ana Lee", "Band 3", "Payroll", "Tom Alder", "A Lee", "T Alder", "20 December 2026",
           "1 July 2026 to 31 December 2026")  # fmt: skip
_OF_LEADERS = ("Capability", "Behaviour")
_EXPECTATIONS = ("Expectations", ("What the manager is seeking", "What the employee is seeking"))
# What a kind may borrow from the plan, the commonest first.
_SHARED: tuple[_Section, ...] = (
    ("Comments", ("Employee comments", "Manager comments")),
    ("Learning", ("Priority", "Learning need", "Activity")),
    ("Career", ("Career aspirations", "Manager comments")),
    ("Learning and development plan", ("Priority", "Learning need(s)", "Learning activity",
                                       "Responsibility / timing")),
    ("Outcomes", ("Outcome", "Performance measures", "Link to")),
    _EXPECTATIONS,
    ("Actions", ("Action", "Who", "By when")),
    ("Learning needs", ("Priority", "Learning need(s)",
                        "Relates to business, work outcome or professional development",
                        "Learning activity", "Responsibility / timing")),
)  # fmt: skip
_NUMBERINGS = (
    "Section {n}: {}",
    "Part {l}: {}",
    "Part {n} – {}",
    "{n}. {}",
    "{}",
    "SECTION {n} {}",
)
LEVELS = 4
_WORDS = ("roster", "counter", "backlog", "invoices", "training", "safety", "visits", "clients")


class Kind(NamedTuple):
    """A kind of form: its title, and the sections that are its own."""

    title: str
    sections: tuple[_Section, ...]


def _kind(line: str) -> Kind:
    title, *sections = (part.strip() for part in line.split("|"))
    split = [section.partition(":") for section in sections]
    return Kind(
        title, tuple((h, tuple(c.strip() for c in rest.split(","))) for h, _, rest in split)
    )


KINDS = tuple(map(_kind, _KINDS.strip().splitlines()))


def form(kind: Kind, seed: int, borrowed: int) -> str:
    """A filled-in form of a kind; ``borrowed`` says how much of the plan it has: 0 to ``LEVELS``.

    At 0 its own tables and a header in usual words; at ``LEVELS`` every label of the plan's header
    and four of its tables.
    """
    rng = random.Random(f"{kind.title} {seed} {borrowed}")
    shared = [each for each in _SHARED if each[0] not in dict(kind.sections)]
    if any(columns[0] in _OF_LEADERS for _, columns in kind.sections):
        shared.remove(_EXPECTATIONS)  # with that it would have all that the plan has
    more = rng.sample(shared[: 2 * borrowed], min(borrowed, len(shared)))
    titled = [f"p{_quoted(_title(rng, kind.title))}"] if rng.random() < 0.6 else []
    official = borrowed > 1 or rng.random() < 0.5
    labels = list(zip(_OFFICIAL if official else _USUAL, _VALUES, strict=True))
    if borrowed < 3:
        labels = [pair for pair in labels if rng.random() < 0.9] or labels
    parts = [*titled, _header(rng, labels)]
    numbering, heads = rng.choice(_NUMBERINGS), rng.choice(("above", "row"))
    own = [*kind.sections, *more]
    if rng.random() < 0.3:
        rng.shuffle(own)
    for number, (heading, columns) in enumerate(own, rng.choice((1, 1, 2))):
        text = numbering.format(heading, n=number, l="ABCDEFGHIJ"[number - 1])
        parts.append(_table(rng, text, columns, heads))
    return " ".join(parts)


def _title(rng: random.Random, title: str) -> str:
    return rng.choice(("{}", "{} 2026–27", "Department of Rivers – {}", "{} form")).format(title)


def _header(rng: random.Random, labels: Sequence[tuple[str, str]]) -> str:
    colon = rng.choice((":", ""))
    cells = [f'tc"{label}{colon}" tc"{value}"' for label, value in labels]
    pairs = [" ".join(cells[at : at + 2]) for at in range(0, len(cells), 2)]
    return rng.choice(
        (
            "tbl(" + " ".join(f"tr({each})" for each in cells) + ")",
            "tbl(" + " ".join(f"tr({each})" for each in pairs) + ")",
            "tbl(" + " ".join(f"tr({p.replace('tc', 'tc', 1)})" for p in pairs) + ")",
            " ".join(f'p"{label}: {value}"' for label, value in labels),
            'tbl(tr(tc"' + "\\n".join(f"{label}: {value}" for label, value in labels) + '"))',
        )
    )


def _table(rng: random.Random, heading: str, columns: tuple[str, ...], heads: str) -> str:
    rows, numbered = [columns], rng.random() < 0.5
    for number, name in enumerate(_first_cells(rng, columns), 1):
        first = name or _words(rng, columns[0])
        front = f"{number}. " if numbered else ""
        rows.append((front + first, *(_words(rng, each) for each in columns[1:])))
    text = " ".join(f"tr({' '.join(f'tc{_quoted(cell)}' for cell in row)})" for row in rows)
    if heads == "above":
        return f"p{_quoted(heading)} tbl({text}) p"
    title = f"tr(tc{{gridSpan={len(columns)}}}{_quoted(heading)})"
    return f"tbl({title} {text}) p"


def _first_cells(rng: random.Random, columns: tuple[str, ...]) -> Sequence[str]:
    """What stands in the first column: other offices have the plan's capabilities, too."""
    if columns[0] in _OF_LEADERS:
        return rng.choice((CAPABILITIES, CAPABILITIES[:2], ("Vision", "Service")))
    return ("",) * rng.randint(1, 5)


def _words(rng: random.Random, label: str) -> str:
    return f"{label.split()[0].casefold()} about {rng.choice(_WORDS)} and {rng.choice(_WORDS)}"


def _quoted(text: str) -> str:
    return f'"{text}"'
