"""The page About: what the roll-up was made from, how, and what it leaves out.

Takes the division and its settings, and gives lines to read; none names a person or a place on a
machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from plandocs.division.catalogue import CLOSE, List
from plandocs.division.corrections import CORRECTIONS
from plandocs.division.values import Settings
from plandocs.division.whole import Whole
from plandocs.table import Line, Table

TITLE, MADE_ON, DIVISION, PERIOD = "About this roll-up", "Made on", "Division", "Period"
AGENCY = "Agency"
NAMED = "Roll-up of plans"  # what the first sheet calls itself
COLUMNS, BETWEEN = "Columns made anew at each refresh", " | "
_STATUSES = (
    ("Missing", "On the roster, and no document was found."),
    (
        "Received, could not be read",
        "On the roster, and a file with this name came that could not be read: see the file.",
    ),
    ("Not started", "The file came back as it was sent out: nothing stands in its sections."),
    (
        "Draft",
        "Received; something that the form asks for is blank, or a date that could not be "
        "understood: see Still to do.",
    ),
    ("Complete", "Nothing is blank; nobody has signed yet."),
    (
        "Signature to check",
        "What stands in a signature's place may be one or not; it counts as none.",
    ),
    ("Signed by …", "One of the signatures is there."),
    ("Signed by both", "Both are; open checks may still say that something is missing."),
    ("Overdue", "The due date on the roster has passed, and not everybody has signed."),
)
_COUNTED = (
    (
        "Complete, as a count",
        "Nothing is blank, whether it is signed or not; where a signature has to be checked, not.",
    ),
    ("Signed, as a count", "Everybody who signs on the form has signed, beyond doubt."),
)
_LATEST = "The version saved last counts, then that of the highest revision."
_SMALL = (
    'Counts below {} are shown as "n.p." (not published), and so is every other count that would '
    "give one of them away; no chart has a bar for them. Names, files and people's own words are "
    "left out."
)
_WITHHELD = "n.p.: not published. That is each count below {}, and what would give one away."
_TOGETHER = "{} of fewer than {} people are counted together{}."
_IN_CHARTS = " with others. A chart names the first of these, and how many more"
_GROUPED = "Those of fewer than {} people are counted together with others:"


def about(whole: Whole, sheets: Iterable[Table], also: tuple[Line, ...] = ()) -> tuple[Line, ...]:
    """The lines of the page; the last say which columns of these sheets are made anew.

    ``also`` is what this one has to say of itself besides.
    """
    return (
        Line(TITLE, kind="title"),
        *_made(whole),
        *also,
        *_settings(whole.settings),
        *_left_out(whole),
        *_lists(whole),
        *_legend(whole.settings, corrected=any(sheet.name == CORRECTIONS for sheet in sheets)),
        *_columns(whole.settings, sheets),
    )


def as_of(when: datetime) -> str:
    """A moment in words, with the zone that its clock shows."""
    return f"{when.day} {when:%B %Y}, {when:%H:%M %Z}"


def lines_above(whole: Whole) -> tuple[Line, ...]:
    """What the first sheet says of itself: title, division, period, when; what is withheld."""
    settings = whole.settings
    details = {line.text: str(line.detail) for line in _what_and_when(settings)}
    lines = [Line(NAMED, kind="title"), Line(line_of(details))]
    if settings.leaves_hr:
        lines.append(Line(_WITHHELD.format(settings.suppress_below)))
        if whole.places.groups():
            how = _IN_CHARTS if len(whole.units) > 1 else ", here all of them"
            lines.append(Line(_TOGETHER.format(_plural(whole.headings.unit), settings.least, how)))
    return tuple(lines)


def line_of(details: Mapping[str, str]) -> str:
    """The line below the title, of what the page About says."""
    terms = ((AGENCY, ""), (DIVISION, "Division: "), (PERIOD, "Period: "), (MADE_ON, "As of: "))
    return "   ·   ".join(f"{name}{details[term]}" for term, name in terms if details.get(term))


def _what_and_when(settings: Settings) -> tuple[Line, ...]:
    return (
        *((Line(AGENCY, settings.agency),) if settings.agency else ()),
        Line(PERIOD, settings.period or "any"),
        Line(DIVISION, settings.division or "all"),
        Line(MADE_ON, as_of(settings.when)),
    )


def _columns(settings: Settings, sheets: Iterable[Table]) -> Iterator[Line]:
    if not settings.leaves_hr:
        yield Line(COLUMNS, kind="heading")
        for sheet in sheets:
            yield Line(sheet.name, BETWEEN.join(_made_anew(sheet)))


def _made_anew(sheet: Table) -> Iterator[str]:
    return (column.heading for column in sheet.columns if not column.editable)


def _made(whole: Whole) -> Iterator[Line]:
    yield Line(MADE_ON, as_of(whole.settings.when))
    if whole.settings.leaves_hr:
        return
    readings = whole.sources
    failed = sum(reading.plan is None for _, reading in readings)
    unread = f", {failed} could not be read" if failed else ""
    yield Line("From", _number(len(readings), "document") + unread)
    forms = Counter(document.copy.form.title for document in whole.documents)
    for title, count in sorted(forms.items()):
        yield Line("Counted", f"{count} of “{title}”")
    earlier = sum(len(document.earlier) for document in whole.documents)
    if earlier:
        yield Line("Earlier versions", f"{earlier}, which do not count. {_LATEST}")


def _settings(settings: Settings) -> Iterator[Line]:
    yield Line("Settings", kind="heading")
    yield from (line for line in _what_and_when(settings) if line.text != MADE_ON)
    yield Line("Roster", _roster(settings))
    yield Line("Objectives", _count_or(settings.objectives, "objective", "no list"))
    yield Line("Themes", _count_or(settings.themes, "theme", "no list"))
    yield Line("Days overdue", f"counted up to {settings.today.day} {settings.today:%B %Y}")


def _roster(settings: Settings) -> str:
    if settings.leaves_hr and settings.roster is not None:
        return "who was expected"  # how many is a count like those on the sheets
    return _count_or(settings.roster, "line", "none: everybody found was expected")


def _count_or(values: object, what: str, otherwise: str) -> str:
    return otherwise if values is None else _number(len(values), what)  # type: ignore[arg-type]  # a list or a mapping


def _left_out(whole: Whole) -> Iterator[Line]:
    yield Line("What was left out", kind="heading")
    if whole.settings.leaves_hr:
        yield Line("Small numbers", _SMALL.format(whole.settings.suppress_below))
        groups = whole.places.groups().values()
        together = "\n".join("; ".join(names) for names in groups) or "none"
        yield Line(f"Small {_plural(whole.headings.unit.casefold())}",
                   f"{_GROUPED.format(whole.settings.least)}\n{together}")  # fmt: skip
    if whole.settings.confidential:
        yield Line("Confidential", "Nothing: private sections, comments and text in no box are "
                   "in this workbook because that was asked for. Keep it accordingly.")  # fmt: skip
    else:
        for form in {document.copy.form for document in whole.documents}:
            private = [section.heading for section in form.sections if section.private]
            if private:
                yield Line("Confidential", "; ".join(private))
        yield Line("Confidential", "Comments, and text that is in none of the form's boxes.")
    if whole.settings.leaves_hr:
        return
    reasons = Counter(reason.partition(" (")[0] for reason in whole.left_out.values())
    for reason, count in sorted(reasons.items()):
        yield Line("Documents", f"{count} {reason}")


def _lists(whole: Whole) -> Iterator[Line]:
    yield Line("How objectives and themes were formed", kind="heading")
    for catalogue in (whole.objectives, whole.themes):
        yield Line(f"{catalogue.kind.capitalize()}s", _formed(catalogue))
    if not whole.settings.leaves_hr:
        yield Line("", "Every text that was taken for another is on the sheet Matches, with what "
                   "to do to take it back.")  # fmt: skip


def _formed(catalogue: List) -> str:
    if catalogue.entries is None:
        codes = "" if catalogue.within else " A code or a title alone goes with what has both."
        return (
            f"No list was given, so like texts were grouped: those of the same words, and those at "
            f"least {CLOSE} per cent alike. The commonest way to write one is its name.{codes}"
        )
    if catalogue.within:
        return (
            "A text belongs to the theme whose words it has in it; to the one with more of them "
            "where there are several. HR's own choice goes first."
        )
    return (
        "A text belongs to the objective whose name or alias it is, has in it, or nearly is (at "
        f"least {CLOSE} per cent alike). HR's own choice goes first."
    )


def _legend(settings: Settings, *, corrected: bool) -> Iterator[Line]:
    yield Line("Legend", kind="heading")
    in_counts = [each for each in _STATUSES if each[0] == "Overdue"]
    for status, meaning in (*(in_counts if settings.leaves_hr else _STATUSES), *_COUNTED):
        yield Line(status, meaning)
    if corrected:
        yield Line("Violet cells", "HR corrected what the document says there: see Corrections.")
    if not settings.leaves_hr:
        yield Line("Brown headings", "Columns for HR to fill in. They, and columns that HR adds, "
                   "are kept when the workbook is refreshed with --update.")  # fmt: skip


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith("h") else f"{word}s"
