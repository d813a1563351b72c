"""``plandocs fill``: one Word plan for each row of checked data, and a receipt."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

import plandocs
from plandocs.cli.console import give, progress, say
from plandocs.cli.options import Form, formed, labelled, paced, settings, where_done
from plandocs.cli.written import say_what_lacks
from plandocs.errors import InputError, OutputError, PlandocsError, UnknownColumns

_SECONDS_EACH = 0.003
_NAMED = 10  # of the files that are in the way
_THERE_TWICE = re.compile(r": there more than once: ")  # in a note on a list
_ITS_ROWS = re.compile(r"\(rows (\d+), ([^()]*)\)|\(rows (\d+) and (\d+)\)")
_WARNED = 50  # before the rest are counted only


@click.command("fill")
@click.argument("data", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="The folder to fill into.")
@click.option("--zip", "archive", type=click.Path(), help="One .zip in place of a folder.")
@click.option("--template", type=click.Path(), help="A tagged template of your own.")
@click.option(
    "--context", type=click.Path(), help="TOML: the agency's name, values for {{ context.… }} tags."
)
@click.option("--name", help='Names such as "{division_branch}/{officer_name} – {period}".')
@click.option(
    "--map", "mapping", type=click.Path(), help="Headings and their fields, as TOML or two columns."
)
@click.option("--ignore", multiple=True, metavar="COLUMN", help="Leave a column out.")
@click.option("--ignore-rest", is_flag=True, help="Leave out all columns that name no field.")
@click.option("--skip-hidden", is_flag=True, help="Leave out rows that are hidden or filtered.")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="In all plans.")
@formed("The form, where the data does not name it.")
@click.option("--dry-run", is_flag=True, help="Check all rows and write nothing.")
@click.option("--all-or-nothing", is_flag=True, help="Write nothing if any row has a mistake.")
@click.option("--no-verify", is_flag=True, help="Do not read each document back.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted run.")
@click.option("--controls", is_flag=True, help="Date pickers, lists and prompts to fill in.")
@click.option("--pdf", is_flag=True, help="A PDF beside each document, by LibreOffice.")
@click.option("--force", is_flag=True, help="Replace documents that are there already.")
@paced
@labelled
def command(**options: Any) -> int:
    """Fill the form for each officer in DATA.

    DATA are .xlsx, .csv, .json and .jsonl files. All rows are checked before anything is written;
    rows without a mistake are filled even if others have one. fill-report.xlsx and .jsonl in the
    folder say what became of each row.
    """
    return _Run(**options).run()


def _rows_again(note: str) -> set[int]:
    """The rows that a note says are about somebody again."""
    rows = (later or second for _, later, _, second in _ITS_ROWS.findall(note))
    return {int(number) for each in rows for number in re.findall(r"\d+", each)}


@dataclass
class _Run:
    """One run of the command: its options, and what the pre-flight found."""

    data: tuple[str, ...]
    output: str | None
    archive: str | None
    template: str | None
    context: str | None
    name: str | None
    mapping: str | None
    ignore: tuple[str, ...]
    ignore_rest: bool
    skip_hidden: bool
    given: tuple[str, ...]
    form: Form
    dry_run: bool
    all_or_nothing: bool
    no_verify: bool
    resume: bool
    controls: bool
    pdf: bool
    workers: int | None
    cluster: str | None
    timeout: float
    labels: str | None
    force: bool
    count: int = 0
    mistaken: int = 0
    warned: int = 0
    in_the_way: list[str] = field(default_factory=list)

    def run(self) -> int:
        self._ensure_sense()
        try:
            self._pre_flight()
        except UnknownColumns as error:
            if not self._leaves_out(error):
                raise
            self.ignore_rest = True
            self._pre_flight()
        if self.dry_run:
            say(
                f"{self._rows(self.count)} checked, {self.mistaken} with mistakes; nothing written."
            )
            return 1 if self.mistaken else 0
        if self.mistaken and self.all_or_nothing:
            say(f"{self._rows(self.mistaken)} of {self.count} with mistakes; nothing was written.")
            return 2
        return self._fill()

    def _ensure_sense(self) -> None:
        if bool(self.output) == bool(self.archive):
            raise click.UsageError("Say where to: -o DIR, or --zip FILE (one of them).")
        if self.archive and (self.pdf or self.resume):
            raise click.UsageError("--zip goes with neither --pdf nor --resume.")

    # -- what is filled -----------------------------------------------------------------------

    def _records(self) -> Iterator[plandocs.Record]:
        return plandocs.read_data(
            self.data, map=self.mapping, ignore=self.ignore, ignore_rest=self.ignore_rest,
            skip_hidden=self.skip_hidden, form=self.form, template=self.template,
            labels=self.labels,
        )  # fmt: skip

    def _options(self) -> dict[str, Any]:
        return {
            "template": self.template,
            "name": self.name,
            "set": settings(self.given),
            "timeout": self.timeout,
        }

    @property
    def _inputs(self) -> tuple[str, ...]:
        return tuple(
            filter(None, (*self.data, self.template, self.mapping, self.labels, self.context))
        )

    @property
    def _folder(self) -> Path:
        return Path(self.output or ".")

    # -- pre-flight ---------------------------------------------------------------------------

    def _pre_flight(self) -> None:
        """Check every row, say each mistake, and find out which files are in the way."""
        notes: set[str] = set()
        twice: set[int] = set()
        identities: dict[str, str] = {}
        looked = plandocs.preflight(
            self._records(), workers=self.workers or 1, context=self.context, **self._options()
        )
        for each in progress(looked, None, "Checking"):
            self.count += 1
            for note in each.notes:
                if note not in notes:
                    notes.add(note)
                    if not _THERE_TWICE.search(note):
                        say(note)
            if any(issue.code == "person-twice" for issue in each.issues):
                twice.add(each.row)
            if each.mistakes:
                self.mistaken += 1
                for mistake in each.mistakes:
                    say(str(mistake))
                continue
            self._warn(f"{each.source}, ", each.row, each.issues)
            place = f"{each.source}, row {each.row}"
            if each.id and identities.setdefault(each.id, place) != place:
                say(f"{place}: the id {each.id!r} is that of {identities[each.id]}, too.")
            if self.output and (self._folder / each.name).exists():
                self.in_the_way.append(each.name)
            if self.dry_run:
                give(each.name, None)
        for note in filter(_THERE_TWICE.search, sorted(notes)):
            if not _rows_again(note) <= twice:  # else it was said at the rows
                say(note)
        if self.warned > _WARNED:
            say(f"and {self.warned - _WARNED} more like these; the receipt has them all.")
        if not self.count:
            raise InputError("there are no rows to fill.", ", ".join(self.data))
        self._refuse_existing()

    def _leaves_out(self, error: UnknownColumns) -> bool:
        """On a terminal, ask whether columns that name no field are left out."""
        if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        for line in error.problems:
            say(line)
        return click.confirm("Leave these columns out?", default=False, err=True)

    def _warn(self, source: str, row: int, issues: tuple[plandocs.Issue, ...]) -> None:
        """Say what is worth a look in a row that will be filled."""
        for issue in issues:
            self.warned += 1
            if self.warned <= _WARNED:
                say(f"{source}{issue.where or f'row {row}'}: {issue.message}")

    def _refuse_existing(self) -> None:
        if self.in_the_way and not (self.force or self.resume or self.dry_run):
            more = len(self.in_the_way) - _NAMED
            named = "; ".join(self.in_the_way[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
            verb = "is" if len(self.in_the_way) == 1 else "are"
            raise OutputError(
                f"{len(self.in_the_way)} of these documents {verb} there already: {named}. Use "
                "--resume to go on with an interrupted run, --force to replace them, or another "
                "folder.",
                str(self.output),
            )

    # -- filling ------------------------------------------------------------------------------

    def _fill(self) -> int:
        destination = self.archive or self.output or ""
        filled = plandocs.fill_many(
            self._records(), destination, zip=bool(self.archive), verify=not self.no_verify,
            **where_done(self.workers, self.cluster, self.count, _SECONDS_EACH),
            force=self.force, resume=self.resume, all_or_nothing=self.all_or_nothing,
            labels=self.labels, context=self.context, report=True, pdf=self.pdf,
            controls=self.controls,
            inputs=self._inputs, **self._options(),
        )  # fmt: skip
        counts = {"filled": 0, "skipped": 0, "failed": 0}
        try:
            for each in progress(filled, self.count, "Filling"):
                counts[each.status] += 1
                if each.error is not None and each.error.code != "bad-input":
                    say(f"row {each.row}, {each.officer_name}: ", each.error)
        except PlandocsError as error:
            say_what_lacks(error, counts["filled"])
            counts["failed"] += 1
        say(f"{counts['filled']} filled, {counts['skipped']} there already, {counts['failed']} "
            f"failed, in {destination}.")  # fmt: skip
        if counts["failed"] and not counts["filled"] and self.all_or_nothing:
            say("Nothing was written.")
            return 2
        return 1 if counts["failed"] else 0

    def _rows(self, count: int) -> str:
        return f"{count} row{'s' * (count != 1)}"
