"""Staff lists as thirteen programs and offices write them. All people in them are invented.

Each line of a list's text is a column: its heading, then a cell for each row. A column marked with
"*" is one that a plan or a roster takes something from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

IDS = ("1001", "1002", "1003", "1004")
NAMES = ("Imogen Halloran", "Tom Alder", "Priya Raman", "Dermot O'Hanlon")
MANAGERS = ("", "Imogen Halloran", "Tom Alder", "Tom Alder")
DIVISIONS = ("Corporate", "Policy and Delivery", "Policy and Delivery", "Policy and Delivery")
BRANCHES = ("People", "Reform", "Reform", "Ports")
LEVELS = ("SES 4", "SES 2", "SES 1", "SES 1")


@dataclass(frozen=True)
class Expected:
    """What a row says of somebody: id, name, manager, unit and level."""

    id: str
    name: str
    manager: str
    unit: str
    level: str


@dataclass(frozen=True)
class StaffList:
    """A list in the style of a program, and what is right to take from it."""

    file: str
    columns: str
    above: tuple[tuple[str, ...], ...] = ()
    below: tuple[tuple[str, ...], ...] = ()
    aside: tuple[str, ...] = ()  # how rows that are nobody's are said
    ids: tuple[str, ...] = IDS
    names: tuple[str, ...] = NAMES
    managers: tuple[str, ...] = MANAGERS
    divisions: tuple[str, ...] = ()  # where the list has them
    branches: tuple[str, ...] = BRANCHES
    levels: tuple[str, ...] = LEVELS

    @property
    def table(self) -> list[list[str]]:
        """The columns, each with its heading."""
        lines = (line for line in self.columns.strip().split("\n"))
        return [[cell.strip() for cell in line.split("|")] for line in lines]

    @property
    def headings(self) -> list[str]:
        """The headings, as they are written."""
        return [column[0].removeprefix("*") for column in self.table]

    @property
    def idle(self) -> list[str]:
        """The headings of columns that nothing is taken from."""
        return [column[0] for column in self.table if column[0] and column[0][0] != "*"]

    @property
    def people(self) -> list[Expected]:
        """What is right for each person."""
        units = list(self.branches)
        if self.divisions:
            units = [f"{d} / {b}" for d, b in zip(self.divisions, units, strict=True)]
        rows = zip(self.ids, self.names, self.managers, units, self.levels, strict=True)
        return [Expected(*row) for row in rows]

    def rows(self) -> Iterator[list[str]]:
        """The rows as they stand in the file."""
        longest = max(map(len, self.table))
        columns = [column + [""] * (longest - len(column)) for column in self.table]
        yield from map(list, self.above)
        yield self.headings
        yield from map(list, list(zip(*columns, strict=True))[1:])
        yield from map(list, self.below)

    def write(self, folder: Path) -> Path:
        """Write the list into a folder."""
        path = folder / self.file
        if path.suffix == ".csv":
            with path.open("w", newline="", encoding="utf-8-sig") as file:
                csv.writer(file).writerows(self.rows())
        else:
            book = openpyxl.Workbook()
            for row in self.rows():
                book.worksheets[0].append([cell or None for cell in row])
            book.save(path)
        return path


_KEYS = """
STATUS USERID USERNAME FIRSTNAME NICKNAME LASTNAME MI SUFFIX TITLE GENDER EMAIL MANAGER HR
DEPARTMENT JOBCODE DIVISION LOCATION TIMEZONE HIREDATE EMPID BIZ_PHONE FAX REVIEW_FREQ
LAST_REVIEW_DATE CUSTOM01 CUSTOM02 MATRIX_MANAGER DEFAULT_LOCALE PROXY
"""

# The first row has the system's keys, the second its labels; managers are told by USERID.
SUCCESSFACTORS = StaffList(
    "successfactors.csv",
    """
STATUS           | active | active | active | active
USERID           | 4001 | 4002 | 4003 | 4004
Username         | ihalloran | talder | praman | dohanlon
*First Name      | Imogen | Thomas | Padmapriya | Dermot
*Nickname        |  | Tom | Priya |
*Last Name       | Halloran | Alder | Raman | O'Hanlon
Middle Name      | Jane | | K |
Suffix           |
Title            | Deputy Secretary | Director | Manager | Manager
Gender           | F | M | F | M
Email            | ih@example.org | ta@example.org | pr@example.org | do@example.org
*Manager         | NO_MANAGER | 4001 | 4002 | 4002
Human Resource   | NO_HR | 4001 | 4001 | 4001
*Department      | People | Reform | Reform | Ports
Job Code         | J100 | J200 | J210 | J210
*Division        | Corporate | Policy and Delivery | Policy and Delivery | Policy and Delivery
Location         | Hobart | Hobart | Hobart | Burnie
Time Zone        | Australia/Hobart | Australia/Hobart | Australia/Hobart | Australia/Hobart
Hire Date        | 03/02/2014 | 12/07/2016 | 01/05/2019 | 01/05/2020
*Employee Id     | 1001 | 1002 | 1003 | 1004
Business Phone   |
Business Fax     |
Review Frequency |
Last Review Date |
*Pay Grade       | SES 4 | SES 2 | SES 1 | SES 1
Cost Centre      | 1200 | 1210 | 1210 | 1220
Matrix Manager   |
Default Locale   | en_GB | en_GB | en_GB | en_GB
Proxy            |
""",
    above=(tuple(_KEYS.split()),),
    aside=('row 1 (the headings by other names: "STATUS")',),
    divisions=DIVISIONS,
)

# The state of somebody stands behind the name, the head of an organisation behind its own.
WORKDAY = StaffList(
    "workday.xlsx",
    """
*Employee ID                 | 1001 | 1002 | 1003 | 1004
*Worker | Imogen Halloran | Tom Alder | Priya Raman (On Leave) | Dermot O'Hanlon
Legal Name - First Name      | Imogen | Thomas | Padmapriya | Dermot
Legal Name - Last Name       | Halloran | Alder | Raman | O'Hanlon
Business Title               | Deputy Secretary | Director | Manager | Manager
Job Profile                  | Executive | Executive | Executive | Executive
Job Family                   | Exec | Exec | Exec | Exec
Management Level             | 2 Executive | 3 Director | 4 Manager | 4 Manager
*Supervisory Organization | People | Reform (Imogen Halloran) | Reform | Ports (Tom Alder)
*Manager                     | | Imogen Halloran | Tom Alder (1002) | Tom Alder (1002)
Cost Center                  | CC1200 People | CC1210 Reform | CC1210 Reform | CC1220 Ports
Location                     | Hobart | Hobart | Hobart | Burnie
Hire Date                    | 2014-02-03 | 2016-07-12 | 2019-05-01 | 2020-05-01
Worker Type                  | Employee | Employee | Employee | Employee
Time Type                    | Full time | Full time | Part time | Full time
FTE %                        | 100 | 100 | 80 | 100
*Compensation Grade          | SES 4 | SES 2 | SES 1 | SES 1
Email - Primary Work         | ih@example.org | ta@example.org | pr@example.org | do@example.org
Is Manager                   | Yes | Yes | No | No
""",
    above=(
        ("All Active Workers",),
        ("Organization", "Department of Roads and Rivers and Subordinate Organizations"),
        ("Effective Date", "2026-07-01"),
        (),
    ),
    aside=('row 1 ("All Active Workers")', 'row 2 ("Organization")'),
)

AURION = StaffList(
    "aurion.csv",
    """
*Emp No               | 0001001 | 0001002 | 0001003 | 0001004
*Surname              | Halloran | Alder | Raman | O'Hanlon
*First Name           | Imogen | Thomas | Padmapriya | Dermot
Second Name           | Jane | | K |
*Preferred Name       | | Tom | Priya |
Title                 | Ms | Mr | Dr | Mr
Position No           | 410001 | 410002 | 410003 | 410004
Position Title        | Deputy Secretary | Director | Manager | Manager
*Actual Classification | SES 4 | SES 2 | SES 1 | SES 1
Org Unit No           | 100 | 210 | 210 | 220
*Org Unit             | People | Reform | Reform | Ports
Occupancy Type        | Nominal | Nominal | Acting | Nominal
Reports To Posn       | | 410001 | 410002 | 410002
*Reports To Name      | | Halloran, Imogen | Alder, Tom | Alder, Tom
Employment Status     | Permanent | Permanent | Permanent | Permanent
Start Date            | 03/02/2014 | 12/07/2016 | 01/05/2019 | 01/05/2020
End Date              |
Award                 | SES | SES | SES | SES
Increment Date        | 03/02/2027 | 12/07/2026 | 01/05/2027 | 01/05/2027
Hours                 | 76.00 | 76.00 | 60.80 | 76.00
""",
    above=(("Aurion Query: SES establishment",), ("Run by PAYROLL on 01/07/2026 09:15",), ()),
    below=(("Total records: 4",), ("*** End of Report ***",)),
    aside=(
        'row 1 ("Aurion Query: SES establishment")',
        'row 9 (a total: "Total records: 4")',
        'row 10 (a remark: "*** End of Report ***")',
    ),
    ids=tuple(f"000{each}" for each in IDS),
)

CHRIS21 = StaffList(
    "chris21.csv",
    """
Company            | DRR | DRR | DRR | DRR
*Emp Number        | 00001001 | 00001002 | 00001003 | 00001004
*Surname           | HALLORAN | ALDER | RAMAN | O'HANLON
*Given Name 1      | IMOGEN | THOMAS | PADMAPRIYA | DERMOT
Given Name 2       | JANE | | K |
*Pref Name         | | TOM | PRIYA |
Date Joined        | 03-FEB-2014 | 12-JUL-2016 | 01-MAY-2019 | 01-MAY-2020
Pos Number         | P0001 | P0002 | P0003 | P0004
Pos Title          | DEPUTY SECRETARY | DIRECTOR | MANAGER | MANAGER
Division Code      | 01 | 02 | 02 | 02
*Division Desc     | Corporate | Policy and Delivery | Policy and Delivery | Policy and Delivery
Branch Code        | 0101 | 0201 | 0201 | 0202
*Branch Desc       | People | Reform | Reform | Ports
Class Code         | S4 | S2 | S1 | S1
*Class Desc        | SES 4 | SES 2 | SES 1 | SES 1
Award Code         | SES | SES | SES | SES
Pay Point          | 1 | 2 | 1 | 1
Sup Emp No         | | 00001001 | 00001002 | 00001002
*Supervisor Name   | | HALLORAN, IMOGEN | ALDER, TOM | ALDER, TOM
Base Hours         | 76 | 76 | 60.8 | 76
Annual Salary      | $310,000.00 | $240,000.00 | $190,000.00 | $190,000.00
Term Date          |
""",
    ids=tuple(f"0000{each}" for each in IDS),
    names=tuple(map(str.upper, NAMES)),
    managers=tuple(map(str.upper, MANAGERS)),
    divisions=DIVISIONS,
)

ORACLE = StaffList(
    "oracle_hcm.xlsx",
    """
*Person Number             | 1001 | 1002 | 1003 | 1004
*Display Name              | Imogen Halloran | Tom Alder | Priya Raman | Dermot O'Hanlon
List Name                  | Halloran, Imogen | Alder, Tom | Raman, Priya | O'Hanlon, Dermot
Assignment Number          | E1001 | E1002 | E1003 | E1004
Assignment Name            | Deputy Secretary | Director | Manager | Manager
Assignment Status Type     | Active | Active | Active | Active
Legal Employer             | Rivers | Rivers | Rivers | Rivers
Business Unit              | DRR BU | DRR BU | DRR BU | DRR BU
*Department                | People | Reform | Reform | Ports
Job Name                   | Exec | Exec | Exec | Exec
Position Name              | Deputy Secretary | Director | Manager | Manager
*Grade                     | SES 4 | SES 2 | SES 1 | SES 1
*Line Manager              | | Imogen Halloran | Tom Alder | Tom Alder
Line Manager Person Number | | 1001 | 1002 | 1002
Location                   | Hobart | Hobart | Hobart | Burnie
Work Email                 | ih@example.org | ta@example.org | pr@example.org | do@example.org
Legal Employer Hire Date   | 2014-02-03 | 2016-07-12 | 2019-05-01 | 2020-05-01
Assignment Category        | Full-time | Full-time | Part-time | Full-time
Working Hours              | 38 | 38 | 30.4 | 38
""",
    above=(("Workforce Directory",),),
    aside=('row 1 ("Workforce Directory")',),
)
