"""The record of a conversation about outcomes, after the guidance *Management by outcomes*.

In: nothing. Out: `BLANK`. The introduction, the principles, the four phases and their questions
are the guidance's own words; the guidance has no form, so the tables are this project's.
"""

from .description import (
    ENTRY,
    MEASURES,
    Blank,
    Cell,
    Details,
    Line,
    Row,
    Section,
    bullet,
    column,
    guide,
)

_STATUSES = ("On track", "Adjusted", "At risk", "Achieved", "Stopped")

_DETAILS = Details(
    caption="Officer, manager and date of the conversation",
    description="Labels and values, two pairs in each row: who the conversation is between, when "
    "it was held, the period of the plan, and the stage of the cycle.",
    labels=(
        ("Officer name:", "Date of conversation:"),
        ("Manager name:", "Period of plan:"),
        ("Division/Branch:", "Stage of the cycle:"),
    ),
    widths=(2211, 5150, 198, 2429, 5150),
)

_PRINCIPLES = (
    guide("Flexible by Design"),
    guide(
        "The sector’s Flexible by Design framework underpins our approach to management by "
        "outcomes:"
    ),
    bullet(
        "Mutually beneficial flexible work arrangements that align with service delivery "
        "optimise and prioritise business performance."
    ),
    bullet(
        "Solutions demonstrate give and take, trust, open communication, cooperation, "
        "negotiation and ethics."
    ),
    bullet("Frequent meaningful conversations about outcomes measure employee performance."),
)


def _outcome(number: int) -> Row:
    status: Cell = (Line("FormEntry", choices=_STATUSES),)
    cells = ((Line("FormEntry", f"{number}. "),), MEASURES, *(ENTRY,) * 5, status, ENTRY)
    return Row(cells, minimum_height=907)


_OUTCOMES = Section(
    caption="Section 1: Progress on outcomes",
    description="One row for each outcome of the plan, in order of importance: the outcome and its "
    "measures as agreed, four indicators, progress, status, and what is adjusted.",
    widths=(1871, 3969, 1474, 1474, 1474, 964, 1474, 964, 1474),
    repeats="columns",
    dense=True,
    heading="Section 1: Progress on outcomes (‘how are we going’)",
    guidance=(
        guide(
            "Focus on a broad range of measures and indicators to best demonstrate the achievement "
            "of agreed outcomes: outputs, results of service delivery, nature and quality of the "
            "work, time taken. Individually, these do not measure productivity or take into "
            "account the many flexible ways in which work outcomes can be achieved."
        ),
    ),
    columns=(
        column("Outcome", guide("As agreed in the plan, in order of importance.")),
        column("Agreed measure(s)", guide("As agreed in the plan.")),
        column("Outputs"),
        column("Results of service delivery"),
        column("Nature and quality of the work"),
        column("Time taken"),
        column("Progress so far"),
        column("Status"),
        column("Adjustment", guide("What changes from here.")),
    ),
    rows=tuple(_outcome(number) for number in range(1, 6)),
)


def _phase(heading: str, description: str, *questions: str) -> Section:
    return Section(
        caption=heading,
        description=description,
        widths=(6520, 8618),
        heading=heading,
        guidance=(),
        columns=(column("Questions"), column("Notes")),
        rows=tuple(
            Row(((Line("FormRowHeading", each),), ENTRY), minimum_height=510) for each in questions
        ),
    )


_PHASES = (
    _phase(
        "Section 2: Direction setting",
        "One row for each question about where the work is going, with room for notes.",
        "What do we intend to achieve and why?",
        "Are there broader strategies that drive or influence the work?",
        "What is the problem?",
    ),
    _phase(
        "Section 3: Planning and design",
        "One row for each question about how the work is planned, with room for notes.",
        "What is the best way to achieve this, and have we got the required capability and "
        "capacity?",
        "How can we engage and reflect the relevant diverse stakeholder voices?",
        "What are the best indicators of success?",
        "How can we ensure flexibility and agility in delivery?",
        "What are our strengths to leverage and challenges to address?",
    ),
    _phase(
        "Section 4: Implementation and delivery",
        "One row for each question about how the work is delivered, with room for notes.",
        "Are we implementing and delivering as planned, and managing our capability and risk "
        "effectively?",
        "What progress have we made so far and what adjustments are needed to progress further?",
        "Are we delivering in a manner that is consistent with public service ethics, values and "
        "standards while meeting standards of timeliness, quality and accuracy?",
    ),
    _phase(
        "Section 5: Review",
        "One row for each question about what the work has brought, with room for notes.",
        "What impact have we had and what improvements can we make?",
        "Are there any unintended consequences to consider?",
    ),
)

_FLEXIBLE_WORK = Section(
    caption="Section 6: Flexible work considerations",
    description="One row: changing personal circumstances, technology barriers, and impacts on "
    "the team.",
    widths=(5046, 5046, 5046),
    heading="Section 6: Flexible work considerations",
    guidance=(
        guide(
            "In the context of flexible work, this may include changing personal circumstances, "
            "technology barriers and impacts on the team. It stays between officer and manager."
        ),
        *_PRINCIPLES,
    ),
    columns=(
        column("Changing personal circumstances"),
        column("Technology barriers"),
        column("Impacts on the team"),
    ),
    rows=(Row((ENTRY,) * 3, minimum_height=907, may_split=True),),
)

_ACTIONS = Section(
    caption="Section 7: Actions",
    description="One row for each action: what will be done, who will do it, and by when.",
    widths=(8845, 3572, 2721),
    heading="Section 7: Actions",
    guidance=(),
    columns=(column("Action"), column("Who"), column("By when")),
    rows=(Row((ENTRY,) * 3, minimum_height=482, keep_with_next=True),) * 4,
)

_NEXT = Details(
    caption="Date of the next conversation",
    description="A label and its value: when the next conversation will be held.",
    labels=(("Date of next conversation:", ""),),
    widths=(2835, 4242),
)

BLANK = Blank(
    form="outcomes-conversation",
    edition="2026",
    author="plandocs",
    subject="Management by outcomes",
    stage="Management by outcomes",
    title="Outcomes Conversation Record",
    introduction="Management by outcomes requires regular conversations between managers and "
    "employees. Regular and meaningful conversations provide an opportunity to continuously "
    "improve by focusing on productivity, challenges and successes.",
    tables=(_DETAILS, _OUTCOMES, *_PHASES, _FLEXIBLE_WORK, _ACTIONS, _NEXT),
    footer="Management by outcomes | Outcomes Conversation Record",
    on_its_side=True,
)
