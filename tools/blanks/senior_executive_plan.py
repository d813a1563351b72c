"""Stage 1, Senior Executive - Performance Management Plan, of the Tasmanian State Service.

In: nothing. Out: `BLANK`, every word of the form as the public text export prints it. Its slips
("Performance measures(s)", "the manger", "validate our abilities") and its double and trailing
spaces are the form's own and stay.
"""

from .description import ENTRY, MEASURES, Blank, Details, Line, Row, Section, bullet, column, guide

_DETAILS = Details(
    caption="Officer, manager and period of the plan",
    description="Labels and values, two pairs in each row: who the plan is for, its manager, "
    "both signatures, the date of the meeting and the period of the plan.",
    labels=(
        ("Officer name:", "Officer signature:"),
        ("Classification Level:", "Manager signature:"),
        ("Division/Branch:", "Date of meeting:"),
        ("Manager name:", "Period of plan:"),
    ),
)

_OUTCOMES = Section(
    caption="Section 1: Business (work) outcomes and performance measures",
    description="One row for each outcome in order of importance: the outcome, its performance "
    "measures, and the objectives that it is linked to.",
    widths=(3005, 4365, 2268),
    repeats="heading",
    heading="Section 1: Business (work) outcomes and performance measures "
    "(‘what is to be achieved’)",
    guidance=(),
    columns=(
        column(
            "Business / work outcome",
            guide(
                "What I expect to achieve over this performance cycle – recorded in order of "
                "importance."
            ),
            guide(
                "Typically, performance agreements should contain 4-5 work outcomes with 2-4 "
                "performance measures for each work outcome."
            ),
        ),
        column(
            "Performance measures(s)",
            guide(
                "In determining performance measures, the manager and officer together should "
                "focus on and discuss the following questions:"
            ),
            bullet(
                "What would indicate that the business/work outcome has been achieved to the "
                "required standard?"
            ),
            bullet(
                "How will we know if the business/work outcome has been attained to the desired "
                "level?"
            ),
            bullet("What would success on the particular business/work outcome look like?"),
            bullet(
                "How has the officer upheld the State Service Principles and Code of Conduct and "
                "required behaviours standards for performance?"
            ),
        ),
        column(
            "Link to",
            guide("Agency strategic objectives"),
            guide("Division / Branch objectives"),
            guide("as appropriate"),
        ),
    ),
    rows=tuple(
        Row(((Line("FormEntry", f"{number}. "),), MEASURES, ENTRY), minimum_height=1020)
        for number in range(1, 6)
    ),
)


def _capability(text: str, empty_lines: int) -> Row:
    printed = (Line("FormRowHeading", text), *(Line("FormEntry"),) * empty_lines)
    return Row((printed, MEASURES), minimum_height=1134)


_LEADERSHIP = Section(
    caption="Section 2: Leadership behaviour",
    description="One row for each leadership capability: the capability, as printed, and its "
    "performance measures.",
    widths=(3005, 6633),
    heading="Section 2: Leadership behaviour  (‘how it’s achieved’)",
    guidance=(
        guide(
            "In developing your leadership capability, you should make reference to the Senior "
            "Executive Leadership Capability Framework."
        ),
    ),
    columns=(column("Leadership Capability "), column("Performance measure(s)")),
    rows=(
        _capability("1. Shapes strategic thinking", empty_lines=2),
        _capability("2. Achieves results", empty_lines=1),
        _capability("3. Cultivates productive working relationships", empty_lines=1),
        _capability("4. Exemplifies personal drive and integrity", empty_lines=1),
        _capability("5. Communicates with influence", empty_lines=1),
    ),
)

_LEARNING = Section(
    caption="Section 3: Learning and development plan",
    description="One row for each learning need: its priority, the need, what it relates to, the "
    "activity that will meet it, and who is responsible and when.",
    widths=(964, 2324, 2154, 2324, 1872),
    heading="Section 3:  Learning and development plan ",
    guidance=(
        guide(
            "It may be useful to refer to the review of your leadership behaviours in the Senior "
            "Executive Leadership Capability Self-Assessment Tool."
        ),
    ),
    columns=(
        column("Priority"),
        column("Learning need(s)"),
        column("Relates to business, work outcome or professional development"),
        column("Learning activity", guide("How will my learning needs be met?")),
        column("Responsibility / timing"),
    ),
    rows=(Row((ENTRY,) * 5, minimum_height=907),) * 5,
)

_CAREER = Section(
    caption="Section 4: Career Aspirations & Goals",
    description="One row: the officer's career aspirations and goals, and the manager's comments.",
    widths=(4819, 4819),
    repeats="heading",
    heading="Section 4: Career Aspirations & Goals ",
    guidance=(
        guide(
            "The focus of this section is a discussion around your career aspirations and goals. "
            "As part of this, your manager should:"
        ),
        bullet("Provide information on corporate directions of [your Agency]"),
        bullet("Discuss your career aspirations and goals"),
        bullet(
            "Work through options for accessing appropriate opportunities for you to develop "
            "skills & broaden experience \n"
            "eg. work on projects outside normal work area; seek transfer or temporary assignment "
            "to another area, coaching, formal training / education) "
        ),
        bullet("Provide honest and realistic feedback – help to validate our abilities and goals"),
        guide(
            "It is important to note that as an individual, you have primary responsibility for "
            "your own learning and self-development, but to do this effectively you require the "
            "assistance and support of your managers.  Utilising the feedback processes through "
            "performance management and this discussion around career aspirations and goals will "
            "help ensure that you and your manager agree on priority development needs and the "
            "best ways to meet those needs."
        ),
    ),
    columns=(
        column("Outline of the Officers career aspirations and goals"),
        column("Managers comments"),
    ),
    rows=(Row((ENTRY, ENTRY), minimum_height=4139, may_split=True),),
)

_RELATIONSHIP = Section(
    caption="Section 5: Expectations about the working relationship",
    description="One row: what the manager and what the officer is seeking in the working "
    "relationship.",
    widths=(4819, 4819),
    repeats="heading",
    heading="Section 5: Expectations about the working relationship between the manager and "
    "officer ",
    guidance=(
        guide(
            "Provides an opportunity for a two-way conversation around the ongoing working "
            "relationship between the manger and officer.  Ensures a shared understanding in "
            "terms of what the officer expects from manager and the managers expectations of the "
            "officer in undertaking the role.  "
        ),
    ),
    columns=(
        column("What the Manager is seeking in the working relationship "),
        column("What the Officer is seeking in the working relationship"),
    ),
    rows=(Row((ENTRY, ENTRY), minimum_height=4139, may_split=True),),
)

BLANK = Blank(
    form="senior-executive-plan",
    edition="stage-1",
    author="Tasmanian State Service",
    subject="Stage 1",
    stage="Stage 1",
    title="Senior Executive - Performance Management Plan ",
    introduction="This plan is designed to record your business (work) outcomes, leadership "
    "behaviours, learning and development plans and career aspiration and goals. Over the course "
    "of the performance management cycle, this plan may be reviewed and amended to ensure that "
    "you receive appropriate support in achieving your business outcomes and demonstrating "
    "appropriate leadership behaviour.",
    tables=(_DETAILS, _OUTCOMES, _LEADERSHIP, _LEARNING, _CAREER, _RELATIONSHIP),
    footer="Stage 1 | Tasmanian State Service Senior Executive Performance Management Plan "
    "Template",
)
