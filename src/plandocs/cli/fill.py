"""``plandocs fill``: data in, checked row by row; one Word plan for each row out, and a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

import plandocs
from plandocs.batch import workers_for
from plandocs.cli.console import progress, say
from plandocs.errors import InputError, OutputError, PlandocsError
from plandocs.registry import form as form_named
from plandocs.verbs.fill_many import job_for, look_through
from plandocs.verbs.read_data import read_map
from plandocs.verbs.settings import settings

_SECONDS_EACH = 0.003
_NAMED = 10  # of the files that are in the way


@click.command("fill")
@click.argument("data", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", type=click.Path(), help="The folder to fill into.")
@click.option("--zip", "archive", type=click.Path(), help="One .zip in place of a folder.")
@click.option("--template", type=click.Path(), help="A tagged template of your own.")
@click.option("--name", help='Names such as "{division_branch}/{officer_name} – {period}".')
@click.option("--map", "mapping", type=click.Path(), help='TOML: "Heading" = "field", or "".')
@click.option("--ignore", multiple=True, metavar="COLUMN", help="Leave a column out.")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="In all plans.")
@click.option("--form", help="The form, where the data does not name it.")
@click.option("--dry-run", is_flag=True, help="Check all rows and write nothing.")
@click.option("--all-or-nothing", is_flag=True, help="Write nothing if any row has a mistake.")
@click.option("--no-verify", is_flag=True, help="Do not read each document back.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted run.")
@click.option("--pdf", is_flag=True, help="A PDF beside each document, by LibreOffice.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; chosen if left out.")
@click.option("--force", is_flag=True, help="Replace documents that are there already.")
def command(**options: Any) -> int:
    """Fill the form for each officer in DATA.

    DATA are .xlsx, .csv, .json and .jsonl files. All rows are checked before anything is written;
    rows without a mistake are filled even if others have one. fill-report.xlsx and .jsonl in the
    folder say what became of each row.
    """
    return _Run(**options).run()


@dataclass
class _Run:
    """One run of the command: its options, and what the pre-flight found."""

    data: tuple[str, ...]
    output: str | None
    archive: str | None
    template: str | None
    name: str | None
    mapping: str | None
    ignore: tuple[str, ...]
    given: tuple[str, ...]
    form: str | None
    dry_run: bool
    all_or_nothing: bool
    no_verify: bool
    resume: bool
    pdf: bool
    workers: int | None
    force: bool
    count: int = 0
    mistaken: int = 0
    in_the_way: list[str] = field(default_factory=list)

    def run(self) -> int:
        self._ensure_sense()
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
        if self.archive and (self.pdf or self.resume or self.all_or_nothing):
            raise click.UsageError("--zip goes with neither --pdf, --resume nor --all-or-nothing.")
        if self.pdf:
            from plandocs.verbs.pdf import ensure_pdf

            ensure_pdf()

    # -- what is filled -----------------------------------------------------------------------

    def _records(self) -> Iterator[plandocs.Record]:
        mapping = {**read_map(self.mapping), **dict.fromkeys(self.ignore, "")}
        return plandocs.read_data(self.data, map=mapping, form=self.form)

    def _options(self) -> dict[str, Any]:
        form = form_named(self.form) if self.form else None
        return {"template": self.template, "name": self.name, "set": settings(self.given, form),
                "verify": not self.no_verify}  # fmt: skip

    @property
    def _folder(self) -> Path:
        return Path(self.output or ".")

    # -- pre-flight ---------------------------------------------------------------------------

    def _pre_flight(self) -> None:
        """Check every row, say each mistake, and find out which files are in the way."""
        told: set[str] = set()
        identities: dict[str, str] = {}
        job = job_for(**self._options())
        looked = look_through(self._records(), job, workers=self.workers or 1)
        for each in progress(looked, None, "Checking"):
            self.count += 1
            for note in each.notes:
                if note not in told:
                    told.add(note)
                    say(note)
            if each.mistakes:
                self.mistaken += 1
                for mistake in each.mistakes:
                    say(str(mistake))
                continue
            here = f"{each.source}, row {each.row}"
            if each.id and identities.setdefault(each.id, here) != here:
                say(f"{here}: the id {each.id!r} is that of {identities[each.id]}, too.")
            if self.output and (self._folder / each.name).exists():
                self.in_the_way.append(each.name)
            if self.dry_run:
                click.echo(each.name)
        if not self.count:
            raise InputError("there are no rows to fill.", ", ".join(self.data))
        self._refuse_what_is_there()

    def _refuse_what_is_there(self) -> None:
        if self.in_the_way and not (self.force or self.resume or self.dry_run):
            more = len(self.in_the_way) - _NAMED
            named = "; ".join(self.in_the_way[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
            raise OutputError(
                f"{len(self.in_the_way)} of these documents are there already: {named}. Use "
                "--resume to go on with an interrupted run, --force to replace them, or another "
                "folder.",
                str(self.output),
            )

    # -- filling ------------------------------------------------------------------------------

    def _fill(self) -> int:
        from plandocs.verbs.receipt import Receipt

        destination = self.archive or self.output or ""
        folder = Path(destination).parent if self.archive else self._folder
        filled = plandocs.fill_many(
            self._records(), destination, zip=bool(self.archive),
            workers=self.workers or workers_for(self.count, _SECONDS_EACH),
            force=self.force, resume=self.resume, all_or_nothing=self.all_or_nothing,
            **self._options(),
        )  # fmt: skip
        counts = {"filled": 0, "skipped": 0, "failed": 0}
        documents: list[Path] = []
        with Receipt(folder, force=self.force or self.resume) as receipt:
            for each in progress(filled, self.count, "Filling"):
                counts[each.status] += 1
                receipt.add(each)
                if each.error is not None and each.error.code != "bad-input":
                    say(f"row {each.row}, {each.officer_name}: {each.error}")
                if self.pdf and each.status != "failed":
                    documents.append(Path(each.file))
        failed = counts["failed"] > 0
        say(f"{counts['filled']} filled, {counts['skipped']} there already, {counts['failed']} "
            f"failed, in {destination}.")  # fmt: skip
        return 1 if self._print(documents) or failed else 0

    def _print(self, documents: list[Path]) -> bool:
        """The PDFs; True where they failed, which the documents did not."""
        if not documents:
            return False
        from plandocs.verbs.pdf import make_pdfs

        try:
            made = make_pdfs(documents, force=self.force or self.resume)
        except PlandocsError as error:
            say(str(error))
            return True
        say(f"{len(made)} PDF files.")
        return False

    def _rows(self, count: int) -> str:
        return f"{count} row{'s' * (count != 1)}"
