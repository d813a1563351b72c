"""Every error that plandocs raises: one tree, one code each.

::

    PlandocsError
    ├── DocumentError          a file that cannot be read (codes of the contract, section 2)
    │   ├── NotFound           "not-found"       no such file
    │   ├── NotDocx            "not-docx"        some other kind of file
    │   ├── LegacyDoc          "legacy-doc"      the old binary .doc
    │   ├── Encrypted          "encrypted"       needs a password
    │   ├── Corrupt            "corrupt"         damaged, incomplete, or with a DOCTYPE
    │   ├── TooLarge           "too-large"       beyond the limits
    │   ├── NotThisForm        "not-this-form"   a Word document, but no known form
    │   ├── TimedOut           "timed-out"       it took longer than the limit for one file
    │   └── WorkerLost         "worker-lost"     the process that read it ended, twice
    ├── InputError             "bad-input"       data that does not fit the form
    │   └── UnknownColumns     "bad-input"       columns that name no field; they may be left out
    ├── TemplateError          "bad-template"    a template that cannot be used
    ├── OutputError            "bad-output"      a place that cannot be written
    ├── MissingExtra           "missing-extra"   an optional dependency is not installed
    ├── FormError              "bad-form"        a nonsense declaration of a form
    ├── ProcessesNotStarted    "no-processes"    no worker process could be started
    └── InternalError          "internal"        a defect of plandocs

An error carries its sentence as ``message`` and its facts as attributes, and pickles.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.advice import Advice, Option, in_flags

_LONGEST = 80


class PlandocsError(Exception):
    """The root of all errors.

    Attributes:
        code: which kind of error it is, as the tree above has it.
        message: what is wrong and what to do next, in a sentence.
        source: the file that it is about; "" for none.
        place: where in the file; "" for the whole.
    """

    code = "internal"

    def __init__(self, message: str, source: str = "", place: str = "") -> None:
        super().__init__(message, source, place)
        self.message = message
        self.source = source
        self.place = place

    def __str__(self) -> str:
        return f"{self._front}{self.message}"

    @property
    def flags(self) -> str:
        """The same, in the words of the command line."""
        return f"{self._front}{in_flags(self.message)}"

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that the message names."""
        return self.message.options if isinstance(self.message, Advice) else ()

    @property
    def _front(self) -> str:
        front = ", ".join(part for part in (self.source, self.place) if part)
        return f"{front}: " if front else ""


class DocumentError(PlandocsError):
    """A file that cannot be read as a plan."""


class NotFound(DocumentError):
    """There is no such file."""

    code = "not-found"


class NotDocx(DocumentError):
    """The file is not a Word document in the .docx family."""

    code = "not-docx"


class LegacyDoc(DocumentError):
    """The file is in Word's old binary format, and nothing is here to convert it."""

    code = "legacy-doc"


class Encrypted(DocumentError):
    """The file needs a password."""

    code = "encrypted"


class Corrupt(DocumentError):
    """The file is damaged, incomplete, empty, or carries a DOCTYPE."""

    code = "corrupt"


class TooLarge(DocumentError):
    """The file expands beyond the limits."""

    code = "too-large"


class NotThisForm(DocumentError):
    """A Word document, but no form that plandocs knows."""

    code = "not-this-form"


class TimedOut(DocumentError):
    """Reading or filling took longer than the limit for one file."""

    code = "timed-out"


class WorkerLost(DocumentError):
    """The process that had the file in hand ended, alone and twice."""

    code = "worker-lost"


class InputError(PlandocsError):
    """Data that does not fit the form.

    Attributes:
        problems: a line for each mistake.
        paths: of a form's file, the path of the key that each mistake is about.
    """

    code = "bad-input"

    def __init__(
        self,
        message: str,
        source: str = "",
        place: str = "",
        problems: tuple[str, ...] = (),
        paths: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        super().__init__(message, source, place)
        self.problems, self.paths = problems, paths
        self.args = (message, source, place, problems, paths)


class UnknownColumns(InputError):
    """Columns of a list that name no field; ``problems`` has each, and they may be left out."""


class TemplateError(PlandocsError):
    """A template that cannot be used; ``place`` says where in it."""

    code = "bad-template"


class OutputError(PlandocsError):
    """A place that cannot be written."""

    code = "bad-output"


class MissingExtra(PlandocsError):
    """An optional dependency is not installed; the message names the command that installs it."""

    code = "missing-extra"


class FormError(PlandocsError):
    """A nonsense declaration of a form; raised at import."""

    code = "bad-form"


class ProcessesNotStarted(PlandocsError):
    """No worker process could be started."""

    code = "no-processes"

    def __init__(
        self,
        message: str = (
            "the processes that should do the work did not start. In a script, put what is done "
            'under  if __name__ == "__main__":  or leave workers= out; on the command line, '
            "see whether another program forbids python to start processes."
        ),
        source: str = "",
        place: str = "",
    ) -> None:
        super().__init__(message, source, place)


class InternalError(PlandocsError):
    """A defect of plandocs; ``__cause__`` is the error behind it, where it is still at hand."""

    code = "internal"


def defect(what: str, error: BaseException, source: str = "") -> InternalError:
    """Return the error for a defect met in ``what``: where it was, and what to send.

    It says nothing that stands in the file: the place in the program is enough to mend it.
    """
    result = InternalError(
        f"plandocs failed on this {what}, by a fault of its own ({type(error).__name__}"
        f"{_place_of(error)}). Please report this line and what `plandocs --version` says; the "
        f"{what} itself need not be sent.",
        source,
    )
    result.__cause__ = error
    return result


def _place_of(error: BaseException) -> str:
    """Where in plandocs an error was raised: the module and its line."""
    place, step = "", error.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "plandocs":
            place = f" in {module}, line {step.tb_lineno}"
        step = step.tb_next
    return place


def error_with(code: str, message: str, source: str = "") -> PlandocsError:
    """Return the error that a code stands for, as a reading's JSON names it.

    A code that no class has gives a `PlandocsError` with that code.

    >>> type(error_with("corrupt", "it is damaged")).__name__
    'Corrupt'
    """
    error = next(
        (kind for kind in _kinds(PlandocsError) if vars(kind).get("code") == code),
        PlandocsError,
    )(message, source)
    error.code = code or error.code
    return error


def _kinds(root: type[PlandocsError]) -> Iterator[type[PlandocsError]]:
    """The subclasses, those nearest to the root first."""
    nearest = root.__subclasses__()
    yield from nearest
    for each in nearest:
        yield from _kinds(each)


def in_words(value: object) -> str:
    """Return what a wrong argument is, as a message names it.

    >>> in_words(None), in_words(3), in_words([1]), in_words(object()), in_words(b"x")
    ('nothing', '3', 'a list', 'an object', 'bytes')
    """
    if value is None:
        return "nothing"
    if isinstance(value, str | int | float):
        literal = repr(value)
        return literal if len(literal) <= _LONGEST else f"{literal[:_LONGEST]}…"
    if isinstance(value, bytes):
        return "bytes"
    name = "class" if isinstance(value, type) else type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
