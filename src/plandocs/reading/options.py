"""How documents are read: what can be asked of it, whoever asks."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

from plandocs.arguments import ensure_fields
from plandocs.batch import Pace
from plandocs.container.limits import DEFAULT_LIMITS, Limits
from plandocs.forms.labels import Forms, Labels
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.reader import ManyReader


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How documents are read.

    Args:
        blank: the agency's own blank form (a path, bytes or a binary file), whose printed words
            then do not count as typed; or a list of several, of which each document's own is used,
            and named by the info ``blank-chosen``.
        password: opens the documents that are protected with it.
        convert: let LibreOffice, where it is installed, convert .doc, .odt and .rtf.
        limits: how much one file may ask of us.
        forms: the forms that a document may be, by name or as `load_form` gives them; all unless
            said.
        labels: the agency's words for labels, a TOML file or the same as a dict.
        timeout: how many seconds one file may take; 30 where it is read in a process of its own.
        workers: how many processes read.
        executor: what reads in their place; any of `concurrent.futures`.
    """

    blank: Blanks | None = None
    password: str | None = None
    convert: bool = True
    limits: Limits = DEFAULT_LIMITS
    forms: Forms | None = None
    labels: Labels | None = None
    timeout: float | None = None
    workers: int = 1
    executor: Executor | None = None

    def __post_init__(self) -> None:
        """Refuse an option of another type, or a number that is not above 0.

        Raises:
            InputError: the option is named, with what was expected.
        """
        ensure_fields(self)

    @property
    def pace(self) -> Pace:
        """Where the work is done."""
        return Pace(self.workers, self.executor, self.timeout)

    def reader(self) -> ManyReader:
        """What reads many files so.

        Raises:
            PlandocsError: ``blank`` cannot be read or is no form, or ``labels`` do not fit.
        """
        return ManyReader(
            self.forms, self.labels, blank=self.blank, convert=self.convert,
            password=self.password, limits=self.limits, pace=self.pace,
        )  # fmt: skip
