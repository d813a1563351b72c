"""Documents of the same folders that are not the plan, in one-line notation.

The first two follow what is known of the official relatives; the others are made up after
documents of their kind.
"""

from __future__ import annotations

from tests.documents.official import CAPABILITIES

_HEADER = (
    'tbl(tr(tc"Officer name:" tc"Priya Raman" tc tc"Officer signature:" tc"P Raman") '
    'tr(tc"Classification Level:" tc"SES Level 2" tc tc"Manager signature:" tc"T Alder") '
    'tr(tc"Division/Branch:" tc"Reform" tc tc"Date of meeting:" tc"12 July 2027") '
    'tr(tc"Manager name:" tc"Tom Alder" tc tc tc)) p '
)


def _rows(*rows: tuple[str, ...]) -> str:
    return " ".join(
        f"tr({' '.join(f'tc{chr(34)}{cell}{chr(34)}' for cell in row)})" for row in rows
    )


_REVIEW = 'p"Senior Executive – Performance & Development" p"Annual Review & Assessment" '
_REVIEWED = ("Agreed performance measure(s)", "Assessment", "Comments")


def review(title: str = _REVIEW, columns: tuple[str, ...] = _REVIEWED, more: str = "") -> str:
    """The annual review of the same series, with the columns that an agency gives it."""
    capabilities = [
        (f"{n}. {name}", "Agreed in July", "Met", "Good year")
        for n, name in enumerate(CAPABILITIES, 1)
    ]
    return (
        title
        + _HEADER
        + 'tbl(tr(tc{gridSpan=4}"Section 1: Business (work) outcomes") '
        + _rows(
            ("Business / work outcome", *columns), ("1. Reduce waits", "Halved", "Met", "Well done")
        )
        + ') p tbl(tr(tc{gridSpan=4}"Section 2: Leadership behaviour (‘how it’s achieved’)") '
        + _rows(("Leadership Capability", *columns), *capabilities)
        + f") {more}"
    )


def _review_turned() -> str:
    """The same without a title, and with a table of labels and values for each outcome."""
    outcome = zip(
        ("Business / work outcome", *_REVIEWED), ("1. Waits", "Halved", "Met", "Good"), strict=True
    )
    table = f"tbl({_rows(*outcome)})"
    return f'{_HEADER}p"Section 1: Business (work) outcomes" {table} p {table} p {table}'


def _self_assessment() -> str:
    questions = [(f"{name}: how well do you do this?", "A", "3") for name in CAPABILITIES]
    return (
        'p"Senior Executive Leadership Capability Self-Assessment Tool" '
        'p"Officer name: Priya Raman" p"Date: 1 June 2026" '
        'p"Rate how important each capability is (A–C) and how capable you are (1–5)." tbl('
        + _rows(("Leadership Capability", "Importance (A–C)", "Capability (1–5)"), *questions)
        + ")"
    )


def _position() -> str:
    return (
        'p"Statement of Duties" tbl('
        + _rows(
            ("Title:", "Director, Service Reform"), ("Classification Level:", "SES Level 2"),
            ("Division/Branch:", "Policy / Reform"), ("Reports to:", "Deputy Secretary"),
            ("Period of employment:", "5 years"),
        )
        + ') p"Primary purpose" p"Lead reform." p"Leadership capability" '
        + " ".join(f'p"• {name}"' for name in CAPABILITIES)
    )  # fmt: skip


def _minutes() -> str:
    return (
        'p"Minutes: performance planning meeting" p"Date of meeting: 12 July 2026" '
        'p"Manager name: Tom Alder" p"Business outcomes" p"Priya will reduce waits." tbl('
        + _rows(("Action", "Responsibility / timing"), ("Draft plan", "Priya, 30 July"))
        + ")"
    )


def _leave() -> str:
    return (
        'p"Application for leave" tbl('
        + _rows(
            ("Employee name:", "Priya Raman", "Classification:", "SES 2"),
            ("Branch:", "Reform", "Supervisor:", "Tom Alder"),
            ("Period of leave:", "1–14 July 2026", "Type of leave:", "Recreation"),
            ("Employee signature:", "P Raman", "Supervisor signature:", "T Alder"),
        )
        + ")"
    )


def _list_of_officers() -> str:
    columns = ("Officer name", "Classification Level", "Division/Branch", "Manager name",
               "Date of meeting", "Period of plan")  # fmt: skip
    row = ("Priya Raman", "SES 2", "Reform", "Tom Alder", "12 July 2026", "2026-27")
    return (
        'p"Senior Executive Performance Management Plans: register" tbl('
        + _rows(columns, row, row)
        + ")"
    )


def _queensland() -> str:
    return (
        'p"Chief Executive and Senior Executive Performance Agreement" tbl('
        + _rows(("Name", "Priya Raman"), ("Position", "ADG"), ("Department", "Health"),
                ("Performance period", "1 July 2026 – 30 June 2027"))
        + ') p"Part A – Key result areas" tbl('
        + _rows(("Key result area", "Key performance indicator", "Target", "Result"),
                ("Service delivery", "Waits", "-50%", ""))
        + ') p"Part B – Leadership behaviours" tbl('
        + _rows(("Behaviour", "Rating"), ("Leads strategically", "3"), ("Stimulates ideas", "2"))
        + ') p"Signatures" p"Executive signature: ________ Date: ______"'
    )  # fmt: skip


def _act() -> str:
    return (
        'p"ACT Public Service SES Performance and Development Agreement" tbl('
        + _rows(("Executive name", "Priya Raman"), ("Directorate", "CMTEDD"),
                ("Manager name", "Tom Alder"), ("Agreement period", "2026-27"))
        + ') p"What I will achieve" tbl('
        + _rows(("Priority", "Deliverable", "Measure of success", "Timeframe"),
                ("1", "Reduce waits", "Halved", "June 2027"))
        + ') p"Executive capabilities" tbl('
        + _rows(("Capability", "Development activity"), ("Shapes strategic thinking", "Course"))
        + ")"
    )  # fmt: skip


def _western_australia() -> str:
    return (
        'p"Senior Executive Service – Performance agreement (WA)" p"Name: Priya Raman" '
        'p"Agency: Transport" p"Period of agreement: 1 July 2026 to 30 June 2027" tbl('
        + _rows(("Outcome", "Strategies", "Performance measures", "Comments"),
                ("Safer roads", "Audits", "Fewer crashes", ""))
        + ') p"Professional development" tbl('
        + _rows(("Learning need", "Activity", "When"), ("Finance", "Course", "May"))
        + ')'
    )  # fmt: skip


def _elsewhere() -> str:
    """Another jurisdiction's agreement: three tables, none of them in the form's own words."""
    return (
        'p"Performance agreement" tbl('
        + _rows(("Executive", "Priya Raman"), ("Period of agreement", "2026-27"))
        + ') p"Key results" tbl('
        + _rows(("Outcome", "Key performance indicators", "Result"), ("Safer roads", "Fewer", ""))
        + ') p"Leadership capabilities" tbl('
        + _rows(("Capability", "How demonstrated"), ("Vision", "Sets direction"))
        + ') p"Learning and development" tbl('
        + _rows(("Learning need", "Activity", "Timing"), ("Finance", "Course", "May"))
        + ")"
    )


def _junior() -> str:
    """An agency's plan for other employees: the same trade, in the agency's own words."""
    return (
        'p"Performance and Development Plan" tbl('
        + _rows(("Employee name", "Jo"), ("Classification", "Band 5"), ("Branch", "Courts"),
                ("Manager", "Tom"), ("Period", "2026-27"), ("Employee signature", "Jo"))
        + ') p tbl('
        + _rows(("Key work outcomes", "Measures", "Timeframe"), ("Rosters", "On time", "May"))
        + ') p tbl(' + _rows(("Behaviours", "How demonstrated"), ("Respect", "Listens"))
        + ') p tbl('
        + _rows(("Learning need", "Activity", "Who", "When"), ("Finance", "Course", "Jo", "May"))
        + ') p"Career aspirations" p"To lead a team"'
    )  # fmt: skip


def _training_request() -> str:
    return (
        'p"Request for training" tbl('
        + _rows(("Officer name:", "Priya Raman"), ("Manager name:", "Tom Alder"))
        + ") p tbl("
        + _rows(("Priority", "Learning need(s)", "Learning activity", "Cost"),
                ("1", "Finance", "Course", "$900"))
        + ")"
    )  # fmt: skip


def learning() -> str:
    """The plan's own table of learning needs, as it goes into other forms."""
    columns = ("Priority", "Learning need(s)",
               "Relates to business, work outcome or professional development",
               "Learning activity", "Responsibility / timing")  # fmt: skip
    rows = _rows(columns, ("1", "Finance", "Business outcome", "Course", "May"))
    return f'p"Section 3: Learning and development plan" tbl({rows}) '


def retyped(title: str) -> str:
    """Another form that somebody made out of a plan: parts of it are still there, as printed."""
    return (
        f'p"{title}" ' + _HEADER + 'p"Section 1: Duties" tbl('
        + _rows(("Duty", "Standard", "Rating"), ("Rosters", "On time", "3"))
        + ") " + learning() + 'p"Section 4: Career Aspirations & Goals" tbl('
        + _rows(("Outline of the Officers career aspirations and goals", "Managers comments"),
                ("To lead a team", "Agreed"))
        + ")"
    )  # fmt: skip


def _guidance() -> str:
    return (
        'p"How to complete your Senior Executive - Performance Management Plan" '
        'p"Section 1: Business (work) outcomes and performance measures" '
        'p"Record four or five outcomes in order of importance." '
        'p"Section 2: Leadership behaviour" p"Make reference to the framework." '
        'p"Section 3: Learning and development plan" p"List each learning need(s)." '
        'p"Section 4: Career Aspirations & Goals" p"Talk about where you want to go." '
        'p"Section 5: Expectations about the working relationship" p"What each of you seeks."'
    )


RELATIVES = {
    "annual review": review(), "annual review, turned": _review_turned(),
    "self-assessment": _self_assessment(),
    "position description": _position(), "minutes": _minutes(), "leave form": _leave(),
    "register of plans": _list_of_officers(), "Queensland": _queensland(), "ACT": _act(),
    "agreement from elsewhere": _elsewhere(),
    "Western Australia": _western_australia(), "training request": _training_request(),
    "other employees": _junior(),
    "guidance about the plan": _guidance(),
    "two words": 'p"Officer name: Priya Raman"', "nothing": "p",
}  # fmt: skip
