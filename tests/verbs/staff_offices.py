"""More staff lists, of programs of the web and of offices; see :mod:`tests.verbs.staff_systems`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl

from tests.verbs.staff_systems import (
    AURION,
    BRANCHES,
    CHRIS21,
    DIVISIONS,
    IDS,
    LEVELS,
    MANAGERS,
    NAMES,
    ORACLE,
    SUCCESSFACTORS,
    WORKDAY,
    StaffList,
)

# Reports To is the number of a position, Unit and DeptID are codes.
PEOPLESOFT = StaffList(
    "peoplesoft.xlsx",
    """
*ID              | 0001001 | 0001002 | 0001003 | 0001004
Empl Record      | 0 | 0 | 0 | 0
*Name            | Halloran,Imogen | Alder,Tom | Raman,Priya | O'Hanlon,Dermot
Status           | A | A | A | A
Reg/Temp         | R | R | R | R
Company          | DRR | DRR | DRR | DRR
Unit             | GOV01 | GOV01 | GOV01 | GOV01
DeptID           | 10100 | 10210 | 10210 | 10220
*DeptDescr       | People | Reform | Reform | Ports
Job Code         | E100 | E200 | E210 | E210
Job Title        | Deputy Secretary | Director | Manager | Manager
Position         | 00410001 | 00410002 | 00410003 | 00410004
Reports To       | | 00410001 | 00410002 | 00410002
Supervisor ID    | | 0001001 | 0001002 | 0001002
*Supervisor Name | | Halloran,Imogen | Alder,Tom | Alder,Tom
*Grade           | SES 4 | SES 2 | SES 1 | SES 1
Step             | 1 | 2 | 1 | 1
Std Hrs/Wk       | 38 | 38 | 30.4 | 38
Location         | HBT | HBT | HBT | BUR
Descr            | Hobart | Hobart | Hobart | Burnie
Eff Date         | 2026-01-01 | 2026-01-01 | 2026-01-01 | 2026-01-01
""",
    above=(("SES_STAFF_LIST", "4"),),
    aside=('row 1 ("SES_STAFF_LIST")',),
    ids=tuple(f"000{each}" for each in IDS),
)

MICROSOFT_FORMS = StaffList(
    "microsoft_forms.xlsx",
    """
ID                           | 1 | 2 | 3 | 4
Start time                   | 1 July 09:12 | 1 July 09:13 | 1 July 09:14 | 1 July 09:15
Completion time              | 1 July 09:20 | 1 July 09:21 | 1 July 09:22 | 1 July 09:23
Email                        | anonymous | anonymous | anonymous | anonymous
Name                         |
Last modified time           |
*What is your full name?     | Imogen Halloran | Tom Alder | Priya Raman | Dermot O'Hanlon
*Your employee number        | 1001 | 1002 | 1003 | 1004
*What branch do you work in? | People | Reform | Reform | Ports
*What is your classification? | SES 4 | SES 2 | SES 1 | SES 1
*Who is your manager?        | | Imogen Halloran | Tom Alder | Tom Alder
Which of these have you done? | Induction;Ethics; | Induction; | Induction; | Ethics;
Anything else?               | | no | |
""",
)

SHAREPOINT = StaffList(
    "sharepoint.csv",
    """
Title               | Plan 1 | Plan 2 | Plan 3 | Plan 4
*Officer            | 12;#Imogen Halloran | 15;#Tom Alder | 16;#Priya Raman | 17;#Dermot O'Hanlon
*Employee No_       | 1001 | 1002 | 1003 | 1004
*Branch | <div class="E1A"><p>People</p></div> | <p>Reform</p> | Reform | Ports
*Classification     | SES 4 | SES 2 | SES 1 | SES 1
*Line Manager       | | 12;#Imogen Halloran | 15;#Tom Alder | 15;#Tom Alder
Comments            | <div class="ExternalClass2B"><p>Due&#160;soon</p></div> | | |
Content Type        | Item | Item | Item | Item
Item Type           | Item | Item | Item | Item
Path | sites/hr/Lists/SES | sites/hr/Lists/SES | sites/hr/Lists/SES | sites/hr/Lists/SES
Modified            | 01/07/2026 9:00 | 01/07/2026 9:00 | 01/07/2026 9:00 | 01/07/2026 9:00
Created By          | 14;#Ann Archer | 14;#Ann Archer | 14;#Ann Archer | 14;#Ann Archer
Compliance Asset Id |
""",
)

TECHNOLOGYONE = StaffList(
    "technologyone.csv",
    """
*Employee Id                   | T1001 | T1002 | T1003 | T1004
*Preferred Name                | | Tom | Priya |
*Given Names                   | Imogen | Thomas | Padmapriya K | Dermot
*Surname                       | Halloran | Alder | Raman | O'Hanlon
Employment Status              | Active | Active | Active | Active
Occupancy Id                   | 1 | 1 | 1 | 1
Position Code                  | DSEC | DIR | MGR | MGR
Position Description           | Deputy Secretary | Director | Manager | Manager
Organisation Unit Code         | C01 | P02 | P02 | P03
*Organisation Unit Description | People | Reform | Reform | Ports
Classification Code            | S4 | S2 | S1 | S1
*Classification Description    | SES 4 | SES 2 | SES 1 | SES 1
Manager Employee Id            | | T1001 | T1002 | T1002
*Manager Full Name             | | Imogen Halloran | Tom Alder | Tom Alder
Work Location                  | Hobart | Hobart | Hobart | Burnie
Commencement Date              | 03-Feb-2014 | 12-Jul-2016 | 01-May-2019 | 01-May-2020
Ordinary Hours                 | 38 | 38 | 30.4 | 38
Primary Occupancy Flag         | Y | Y | Y | Y
""",
    ids=tuple(f"T{each}" for each in IDS),
)

ELMO = StaffList(
    "elmo.xlsx",
    """
*Employee Number        | 1001 | 1002 | 1003 | 1004
Username                | ihalloran | talder | praman | dohanlon
*First Name             | Imogen | Thomas | Padmapriya | Dermot
*Last Name              | Halloran | Alder | Raman | O'Hanlon
*Preferred Name         | | Tom | Priya |
Email                   | ih@example.org | ta@example.org | pr@example.org | do@example.org
Status                  | Active | Active | Active | Active
Legal Entity            | DRR | DRR | DRR | DRR
*Division | Corporate | Policy and Delivery | Policy and Delivery | Policy and Delivery
*Department             | People | Reform | Reform | Ports
Location                | Hobart | Hobart | Hobart | Burnie
Position                | Deputy Secretary | Director | Manager | Manager
*Manager                | | Imogen Halloran | Tom Alder | Tom Alder
Manager Employee Number | | 1001 | 1002 | 1002
Manager Email           | | ih@example.org | ta@example.org | ta@example.org
Employment Type         | Permanent | Permanent | Permanent | Permanent
Start Date              | 03/02/2014 | 12/07/2016 | 01/05/2019 | 01/05/2020
Last Login              | 01/07/2026 | 01/07/2026 | 01/07/2026 | 01/07/2026
*Classification         | SES 4 | SES 2 | SES 1 | SES 1
""",
    divisions=DIVISIONS,
)

BAMBOOHR = StaffList(
    "bamboohr.csv",
    """
*Employee #             | 1001 | 1002 | 1003 | 1004
*Last name, First name  | Halloran, Imogen | Alder, Thomas | Raman, Padmapriya | O'Hanlon, Dermot
*Preferred Name         | | Tom | Priya |
Hire Date               | 2014-02-03 | 2016-07-12 | 2019-05-01 | 2020-05-01
Employment Status       | Full-Time | Full-Time | Part-Time | Full-Time
Job Title               | Deputy Secretary | Director | Manager | Manager
*Department             | People | Reform | Reform | Ports
*Division | Corporate | Policy and Delivery | Policy and Delivery | Policy and Delivery
Location                | Hobart | Hobart | Hobart | Burnie
*Reporting to           | | Imogen Halloran | Tom Alder | Tom Alder
Work Email              | ih@example.org | ta@example.org | pr@example.org | do@example.org
Pay rate                |
Pay type                | Salary | Salary | Salary | Salary
Birth Date              | 1970-01-01 | 1975-01-01 | 1980-01-01 | 1981-01-01
*Pay Band               | SES 4 | SES 2 | SES 1 | SES 1
""",
    divisions=DIVISIONS,
)

# The posts of a department in Britain, as it has to publish them; managers are told by their post.
ORGANOGRAM = StaffList(
    "organogram.csv",
    """
Post Unique Reference       | DRR1 | DRR2 | DRR3 | DRR4 | DRR5
*Name                       | Imogen Halloran | Tom Alder | Priya Raman | Dermot O'Hanlon | Vacant
*Grade (or equivalent)      | SES 4 | SES 2 | SES 1 | SES 1 | SES 1
Job Title | Secretary | Director | Deputy Director | Deputy Director | Deputy Director
Job/Team Function           | Runs it | Leads reform | Reforms | Runs ports | Runs rail
Parent Department           | Roads | Roads | Roads | Roads | Roads
Organisation                | Rivers | Rivers | Rivers | Rivers | Rivers
*Unit                       | People | Reform | Reform | Ports | Rail
Contact Phone               | 020 | 020 | 020 | 020 | N/A
Contact E-mail | ih@example.org | ta@example.org | pr@example.org | do@example.org | N/A
Reports to Senior Post      | XX | DRR1 | DRR2 | DRR2 | DRR2
Salary Cost of Reports (£)  | 1000000 | 500000 | 0 | 0 | 0
FTE                         | 1 | 1 | 0.8 | 1 | 0
Actual Pay Floor (£)        | 150000 | 100000 | 80000 | 80000 | 80000
                            |
Professional/Occupational Group | Policy | Policy | Policy | Policy | Policy
Notes                       |
Valid?                      | 1 | 1 | 1 | 1 | 1
""",
    aside=('row 6 (vacant: "DRR5")',),
    ids=("",) * 4,
    managers=("",) * 4,
)

COUNCIL = StaffList(
    "council.csv",
    """
*NAME             | HALLORAN,  IMOGEN J | ALDER,  TOM | RAMAN,  PRIYA K | O'HANLON,  DERMOT
JOB TITLES        | DEPUTY SECRETARY | DIRECTOR | MANAGER | MANAGER
*DEPARTMENT       | PEOPLE | REFORM | REFORM | PORTS
FULL OR PART-TIME | F | F | P | F
SALARY OR HOURLY  | SALARY | SALARY | HOURLY | SALARY
TYPICAL HOURS     | | | 30 |
ANNUAL SALARY     | 310000 | 240000 | | 190000
HOURLY RATE       | | | 95.50 |
""",
    ids=("",) * 4,
    names=("IMOGEN J HALLORAN", "TOM ALDER", "PRIYA K RAMAN", "DERMOT O'HANLON"),
    managers=("",) * 4,
    branches=tuple(map(str.upper, BRANCHES)),
    levels=("",) * 4,
)


@dataclass(frozen=True)
class HandKept(StaffList):
    """An office's own list: a title, bands over the groups, merged cells, totals, a remark."""

    def write(self, folder: Path) -> Path:
        """Write the list into a folder."""
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        people = zip(IDS, BRANCHES, NAMES, LEVELS, MANAGERS, strict=True)
        first, *others = ([int(i), b, n, lv, m or None, 1, None] for i, b, n, lv, m in people)
        others[1][1] = None
        for row in (
            ("SES officers as at 1 July 2026",),
            (),
            self.headings,
            ("CORPORATE DIVISION",),
            first,
            ("Sub-total", None, None, None, None, 1),
            ("POLICY AND DELIVERY DIVISION",),
            *others,
            (None, "Ports", "VACANT", "SES 1", "Tom Alder", 0),
            ("TOTAL", None, None, None, None, 4),
            (),
            ("* Acting until further notice",),
        ):
            sheet.append(list(row))
        for cells in ("A1:G1", "A4:G4", "A7:G7", "B8:B9"):
            sheet.merge_cells(cells)
        book.save(folder / self.file)
        return folder / self.file


HAND_KEPT = HandKept(
    "hand_kept.xlsx",
    """
*Emp No
*Branch
*Name
*Level
*Reports to
FTE
Comments
""",
    aside=(
        'row 1 ("SES officers as at 1 July 2026")',
        'row 4 (a line over a group: "CORPORATE DIVISION")',
        'row 6 (a total: "Sub-total")',
        'row 7 (a line over a group: "POLICY AND DELIVERY DIVISION")',
        'row 11 (vacant: "Ports")',
        'row 12 (a total: "TOTAL")',
        'row 14 (a remark: "* Acting until further notice")',
    ),
)

EVERY = (
    SUCCESSFACTORS, WORKDAY, AURION, CHRIS21, ORACLE, PEOPLESOFT, MICROSOFT_FORMS, SHAREPOINT,
    TECHNOLOGYONE, ELMO, BAMBOOHR, ORGANOGRAM, COUNCIL, HAND_KEPT,
)  # fmt: skip
