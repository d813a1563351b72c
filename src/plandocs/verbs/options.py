"""How documents are read: the same options for every verb that reads them."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from textwrap import fill
from typing import TypedDict, TypeVar, get_type_hints

from plandocs.arguments import with_signature
from plandocs.container.limits import Limits
from plandocs.forms.labels import Forms, Labels
from plandocs.model.reading import Reading
from plandocs.reading.agency_blanks import Blanks
from plandocs.reading.options import ReaderOptions
from plandocs.store.state import State
from plandocs.word.package.source import Source

_Verb = TypeVar("_Verb", bound=Callable[..., object])
_OPTION = re.compile(r"^    (\w+): (.*?)(?=^    \w|\Z)", re.MULTILINE | re.DOTALL)


class OneReadAs(TypedDict, total=False):
    """What can be asked of the reading of one document, whatever its form."""

    blank: Blanks | None
    password: str | None
    convert: bool
    limits: Limits
    labels: Labels | None
    timeout: float | None


class OneRead(OneReadAs, total=False):
    """What can be asked of the reading of one document; `ReadOptions` says what each is."""

    forms: Forms | None


class ManyReadAs(OneReadAs, total=False):
    """What can be asked of the reading of many, whatever their forms."""

    workers: int
    executor: Executor | None
    state: State | str | os.PathLike[str] | None


class ManyRead(ManyReadAs, total=False):
    """What can be asked of the reading of many."""

    forms: Forms | None


@dataclass(frozen=True, slots=True)
class ReadOptions(ReaderOptions):
    """How documents are read by a verb.

    Args:
        state: the file that remembers what was read, as a path or a `State`: only what is new or
            changed is read, and HR's corrections are laid over the readings.
    """

    state: State | str | os.PathLike[str] | None = None

    def read(self, sources: Source | Iterable[Source]) -> Iterator[Reading]:
        """Yield the reading of each file, whatever became of it."""
        reader = self.reader()
        if self.state is None:
            return reader.read(reader.files(sources))
        state = self.state if isinstance(self.state, State) else State(self.state)
        return state.read(reader, sources)


AS_USUAL = ReadOptions()
"""Nothing asked."""


def reads_one(verb: _Verb) -> _Verb:
    """A verb whose ``**options`` are those of the reading of one document, by name."""
    return _named(verb, OneRead)


def reads_many(verb: _Verb) -> _Verb:
    """A verb whose ``**options`` are those of the reading of many, by name."""
    return _named(verb, ManyRead)


def _described(names: Iterable[str]) -> str:
    """What these options are, as the docstrings of `ReadOptions` and its base say it."""
    docs = (inspect.getdoc(each) or "" for each in (ReaderOptions, ReadOptions))
    listed = [option for doc in docs for option in _OPTION.findall(doc.partition("Args:\n")[2])]
    lines = (f"    {name}: {' '.join(text.split())}" for name, text in listed if name in names)
    wrapped = (fill(line, 95, subsequent_indent=" " * 8) for line in lines)
    return "\n".join(["Options of all that read documents:", *wrapped])


def _named(verb: _Verb, options: type) -> _Verb:
    """The verb with each option in its signature, and wrong ones refused in its own name."""
    asked = inspect.signature(verb)
    parameters = [each for each in asked.parameters.values() if each.kind is not each.VAR_KEYWORD]
    more = [
        inspect.Parameter(
            each.name, each.KEYWORD_ONLY, default=each.default, annotation=each.annotation
        )
        for each in inspect.signature(ReadOptions).parameters.values()
        if each.name in options.__annotations__
    ]
    kinds = get_type_hints(ReadOptions)
    call = with_signature(
        verb,
        asked.replace(parameters=[*parameters, *more]),
        {each.name: kinds[each.name] for each in more},
    )
    call.__doc__ = f"{inspect.getdoc(verb)}\n\n{_described(options.__annotations__)}"
    return call
