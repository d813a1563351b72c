"""What the official form prints, and the other words that agencies print in their copies."""

from __future__ import annotations

TITLE = (
    "Stage 1",
    "Senior Executive - Performance Management Plan ",
    "This plan is designed to record your business (work) outcomes, leadership behaviours, "
    "learning and development plans and career aspiration and goals. Over the course of the "
    "performance management cycle, this plan may be reviewed and amended to ensure that you "
    "receive appropriate support in achieving your business outcomes and demonstrating "
    "appropriate leadership behaviour.",
)
FOOTER = "Stage 1 | Tasmanian State Service Senior Executive Performance Management Plan Template"

LEFT = ("officer_name", "classification_level", "division_branch", "manager_name")
RIGHT = ("officer_signature", "manager_signature", "meeting_date", "period")
LABELS = {
    "officer_name": "Officer name:",
    "classification_level": "Classification Level:",
    "division_branch": "Division/Branch:",
    "manager_name": "Manager name:",
    "officer_signature": "Officer signature:",
    "manager_signature": "Manager signature:",
    "meeting_date": "Date of meeting:",
    "period": "Period of plan:",
}
SYNONYMS = {
    "officer_name": ("Employee name:", "Name of officer", "Officer’s name:", "Executive’s name",
                     "Name of employee:", "OFFICER NAME", "Officer Name"),
    "classification_level": ("Classification:", "Level:", "Classification / Level:", "SES Level",
                             "Classification level"),
    "division_branch": ("Branch:", "Division:", "Division / Branch", "Division/Branch/Unit:",
                        "Business unit:"),
    "manager_name": ("Supervisor:", "Manager’s name:", "Supervisor name", "Name of manager:",
                     "Manager:", "Line manager:"),
    "officer_signature": ("Employee signature:", "Officer’s signature", "Signature of officer:",
                          "Signature (officer):"),
    "manager_signature": ("Supervisor signature:", "Manager’s Signature", "Signature of manager:"),
    "meeting_date": ("Meeting date:", "Date of Meeting", "Date of discussion:"),
    "period": ("Reporting period:", "Plan period:", "Performance period:", "Period of Plan",
               "Period:"),
}  # fmt: skip

CAPABILITIES = (
    "Shapes strategic thinking",
    "Achieves results",
    "Cultivates productive working relationships",
    "Exemplifies personal drive and integrity",
    "Communicates with influence",
)
HEADINGS = {
    "outcomes": "Section 1: Business (work) outcomes and performance measures "
    "(‘what is to be achieved’)",
    "leadership": "Section 2: Leadership behaviour  (‘how it’s achieved’)",
    "learning_needs": "Section 3:  Learning and development plan ",
    "career": "Section 4: Career Aspirations & Goals ",
    "working_relationship": "Section 5: Expectations about the working relationship between the "
    "manager and officer ",
}
OTHER_HEADINGS = {
    "outcomes": ("SECTION 1 - BUSINESS (WORK) OUTCOMES AND PERFORMANCE MEASURES",
                 "1. Business (work) outcomes and performance measures",
                 "Business outcomes and performance measures"),
    "leadership": ("Section 2 – Leadership behaviours",
                   "Leadership behaviour (how it is achieved)"),
    "learning_needs": ("SECTION 3: LEARNING AND DEVELOPMENT PLAN", "Learning & development plan"),
    "career": ("Section 4. Career aspirations and goals", "Career aspirations & goals"),
    "working_relationship": ("Expectations about the working relationship",
                             "Section 5 — Expectations about the working relationship between the "
                             "officer and manager"),
}  # fmt: skip
GUIDANCE = {
    "leadership": ("In developing your leadership capability, you should make reference to the "
                   "Senior Executive Leadership Capability Framework.",),
    "learning_needs": ("It may be useful to refer to the review of your leadership behaviours in "
                       "the Senior Executive Leadership Capability Self-Assessment Tool.",),
    "career": (
        "The focus of this section is a discussion around your career aspirations and goals. As "
        "part of this, your manager should:",
        "Provide information on corporate directions of [your Agency]",
        "Discuss your career aspirations and goals",
        "Work through options for accessing appropriate opportunities for you to develop skills & "
        "broaden experience \neg. work on projects outside normal work area; seek transfer or "
        "temporary assignment to another area, coaching, formal training / education) ",
        "Provide honest and realistic feedback – help to validate our abilities and goals",
        "It is important to note that as an individual, you have primary responsibility for your "
        "own learning and self-development, but to do this effectively you require the assistance "
        "and support of your managers.  Utilising the feedback processes through performance "
        "management and this discussion around career aspirations and goals will help ensure that "
        "you and your manager agree on priority development needs and the best ways to meet those "
        "needs.",
    ),
    "working_relationship": (
        "Provides an opportunity for a two-way conversation around the ongoing working "
        "relationship between the manger and officer.  Ensures a shared understanding in terms of "
        "what the officer expects from manager and the managers expectations of the officer in "
        "undertaking the role.  ",
    ),
}  # fmt: skip
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "outcomes": {
        "outcome": (
            "Business / work outcome",
            "What I expect to achieve over this performance cycle – recorded in order of "
            "importance.",
            "Typically, performance agreements should contain 4-5 work outcomes with 2-4 "
            "performance measures for each work outcome.",
        ),
        "measures": (
            "Performance measures(s)",
            "In determining performance measures, the manager and officer together should focus "
            "on and discuss the following questions:",
            "What would indicate that the business/work outcome has been achieved to the required "
            "standard?",
            "How will we know if the business/work outcome has been attained to the desired level?",
            "What would success on the particular business/work outcome look like?",
            "How has the officer upheld the State Service Principles and Code of Conduct and "
            "required behaviours standards for performance?",
        ),
        "links": (
            "Link to\nAgency strategic objectives\nDivision / Branch objectives\nas appropriate",
        ),
    },
    "leadership": {
        "capability": ("Leadership Capability ",),
        "measures": ("Performance measure(s)",),
    },
    "learning_needs": {
        "priority": ("Priority",),
        "need": ("Learning need(s)",),
        "relates_to": ("Relates to business, work outcome or professional development",),
        "activity": ("Learning activity", "How will my learning needs be met?"),
        "responsibility_timing": ("Responsibility / timing",),
    },
    "career": {
        "aspirations": ("Outline of the Officers career aspirations and goals",),
        "manager_comments": ("Managers comments",),
    },
    "working_relationship": {
        "manager_seeks": ("What the Manager is seeking in the working relationship ",),
        "officer_seeks": ("What the Officer is seeking in the working relationship",),
    },
}
OTHER_COLUMNS: dict[str, tuple[str, ...]] = {
    "outcome": ("Business outcome", "Work outcome", "Business/Work Outcomes", "Outcome:"),
    "outcomes.measures": ("Performance measure(s)", "Performance measures", "PERFORMANCE MEASURES"),
    "links": ("Link to agency strategic objectives", "Link to", "Links to objectives"),
    "capability": ("Capability", "Leadership capabilities", "LEADERSHIP CAPABILITY"),
    "leadership.measures": ("Performance measures", "Performance measure", "Measures"),
    "priority": ("PRIORITY", "Priority:"),
    "need": ("Learning need", "Learning needs", "Learning Need(s):"),
    "relates_to": ("Relates to", "Relates to business/work outcome or professional development"),
    "activity": ("Learning activities", "Learning Activity"),
    "responsibility_timing": ("Responsibility/Timing", "Responsibility and timing", "Timing"),
    "aspirations": ("Outline of the Officer’s career aspirations and goals",
                    "Officer's career aspirations and goals"),
    "manager_comments": ("Manager’s comments", "Manager's Comments:"),
    "manager_seeks": ("What the Manager is seeking in the working relationship:",
                      "WHAT THE MANAGER IS SEEKING IN THE WORKING RELATIONSHIP"),
    "officer_seeks": ("What the officer is seeking", "What the Officer is seeking:"),
}  # fmt: skip
WIDTHS = {
    "outcomes": (3400, 4200, 2000),
    "leadership": (3400, 6200),
    "learning_needs": (900, 2500, 2200, 2200, 1800),
    "career": (4800, 4800),
    "working_relationship": (4800, 4800),
}
