"""``parse_many``: read many files in order; none stops the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, overload

from plandocs.forms.labels import FormNames
from plandocs.model.plan import Plan
from plandocs.model.reading import Reading
from plandocs.verbs.options import ManyRead, ManyReadAs, ReadOptions, reads_many
from plandocs.word.package.source import Source

if TYPE_CHECKING:
    from plandocs.forms import KnownPlan

_Form = TypeVar("_Form", bound=Plan)


@overload
def parse_many(
    sources: Source | Iterable[Source],
    *,
    forms: type[_Form],
    **options: Unpack[ManyReadAs],
) -> Iterator[Reading[_Form | None]]: ...
@overload
def parse_many(
    sources: Source | Iterable[Source],
    *,
    forms: FormNames | None = None,
    **options: Unpack[ManyReadAs],
) -> Iterator[Reading[KnownPlan | None]]: ...
@overload
def parse_many(
    sources: Source | Iterable[Source], **options: Unpack[ManyRead]
) -> Iterator[Reading]: ...
@reads_many
def parse_many(
    sources: Source | Iterable[Source],
    **options: Unpack[ManyRead],
) -> Iterator[Reading[Any]]:
    """Read many files: yield a `Reading` for each, in the order of the files, as they come.

    A file that cannot be read gives a reading whose ``error`` says why. Memory stays flat however
    many files there are. One worker is this process, which cannot be held to a time; with a
    ``timeout`` it is another, and a process that takes longer is ended.

    Args:
        sources: paths, bytes or binary files; one alone will do. There is one reading for each:
            a folder or a .zip is no document (the command goes through them, and ``check``,
            ``rollup`` and the others that sum up), but a path may lead into a .zip.
        options: how they are read, as below.

    Raises:
        PlandocsError: ``blank`` cannot be read or is no form, or ``labels`` do not fit, before any
            file is read.

    >>> [reading.error is None for reading in parse_many(["plan.docx", "letter.docx"])]
    [True, False]
    """
    yield from ReadOptions(**options).read(sources)
