"""What a public function is given, held against the types in its signature.

Takes a function and gives the same one, which refuses an argument of another type before it does
anything: in words, with the parameter's name, what was expected and what is there. What is wrong
with the documents and plans that it works on, the rooms that read them say.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import cache, wraps
from numbers import Integral, Real
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    Any,
    BinaryIO,
    Final,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from plandocs.errors import InputError, in_words
from plandocs.wording import did_you_mean

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SUBJECTS: Final = frozenset({"BinaryIO", "Plan", "Reading"})
_BY_METHOD: Final[Mapping[object, str]] = {BinaryIO: "read", Executor: "submit"}
_TAKEN_FOR: Final[Mapping[object, Any]] = {
    int: Integral,  # numpy's, too
    float: Real,
    bytes: bytes | bytearray | memoryview,
}
_VARIADIC: Final = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
_CONTAINERS: Final = (Iterable, Sequence, Mapping)
_WORDS: Final[Mapping[object, str]] = {
    str: "a text",
    bytes: "bytes",
    bool: "True or False",
    int: "a whole number above 0",
    float: "a number above 0",
    os.PathLike: "a path",
    BinaryIO: "a binary file",
    Mapping: "a dict",
    Iterable: "a list",
    Sequence: "a list",
}
_EXPECTED: Final = {
    "context": "a dict of values, or the path of a file of them",
    "executor": "one of concurrent.futures",
    "field": "the path of a field, such as section[0].field",
    "form": "the name of a form",
    "forms": "one form or several",
    "ignore": "the heading of a column, or several",
    "inputs": "a list of paths",
    "labels": "a file of labels, or the same as a dict",
    "limits": "plandocs.Limits(…)",
    "map": "a dict from headings to fields, or the path of a file with them",
    "name": 'a pattern such as "{name} – {period}"',
    "period": 'a period such as "2027-28"',
    "plans": "one plan or several",
    "set": "a dict of fields and their values",
    "timeout": "a number of seconds above 0",
    "unless": "a status, or several",
    "workers": "a number of processes, 1 or more",
}
"""What is expected of these parameters, where the type alone would say too little."""


def checked(function: _Function) -> _Function:
    """Return the function with each argument held against its type.

    Args:
        function: what is called, with types in its signature.

    Raises:
        InputError: when it is called: an argument is of another type.

    >>> @checked
    ... def greeting(name: str, *, loud: bool = False) -> str:
    ...     return name.upper() if loud else name
    >>> greeting("Ann", loud=3)
    Traceback (most recent call last):
    plandocs.errors.InputError: loud: expected True or False; here is 3.
    """
    return with_signature(function, inspect.signature(function), {})


def with_signature(
    function: _Function, signature: inspect.Signature, more: Mapping[str, Any]
) -> _Function:
    """The same with a signature that says more than its own; ``more`` are the types of that."""

    parameters = signature.parameters
    fixed = {name: each for name, each in parameters.items() if each.kind not in _VARIADIC}
    by_place = [name for name, each in fixed.items() if each.kind is not each.KEYWORD_ONLY]
    needed = {name for name, each in fixed.items() if each.default is each.empty}

    @cache
    def types() -> Mapping[str, Any]:
        hints = {**_types(function, signature), **more}
        return {n: hints[n] for n in fixed if n in hints and not _is_subject(fixed[n], hints[n])}

    @wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        bound: Mapping[str, Any] = {**dict(zip(by_place, args, strict=False)), **named}
        if len(bound) < len(args) + len(named) or not needed <= bound.keys() <= fixed.keys():
            bound = _bound(function, signature, args, named)
        for name, kind in types().items():
            if name in bound:
                ensure(name, bound[name], kind)
        return function(*args, **named)

    call.__signature__ = signature  # type: ignore[attr-defined]  # what help() and editors show
    return cast("_Function", call)


def ensure_fields(value: Any) -> None:
    """Hold each field of a dataclass against its type.

    Raises:
        InputError: one is of another type.
    """
    for name, kind in _fields(type(value)).items():  # type: ignore[arg-type]  # a class is hashable
        ensure(name, getattr(value, name), kind)


def ensure(name: str, value: object, kind: Any) -> None:
    """Refuse a value that is not of this type, or a number that is not above 0.

    Raises:
        InputError: it is of another; the message says what was expected.
    """
    if not _fits(value, kind) or (isinstance(value, Real) and not _is_positive(value)):
        expected = _EXPECTED.get(name) or " or ".join(dict.fromkeys(_expected(kind)))
        raise InputError(f"{name}: expected {expected}; here is {_described(value, kind)}.")


def _is_positive(number: Any) -> bool:
    return isinstance(number, bool) or bool(number > 0)


@cache
def _fields(owner: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(owner)


def _types(function: Callable[..., Any], signature: inspect.Signature) -> dict[str, Any]:
    """The types of a function's own parameters; what it returns may be known to checkers alone."""
    hints = {
        name: each.annotation
        for name, each in inspect.signature(function).parameters.items()
        if each.kind is not each.VAR_KEYWORD and each.annotation is not each.empty
    }
    known = inspect.unwrap(function).__globals__
    return get_type_hints(SimpleNamespace(__annotations__=hints), globalns=known)


def _bound(
    function: Callable[..., Any],
    signature: inspect.Signature,
    args: tuple[Any, ...],
    named: Mapping[str, Any],
) -> Mapping[str, Any]:
    try:
        return signature.bind(*args, **named).arguments
    except TypeError as error:
        unknown = next((name for name in named if name not in signature.parameters), None)
        if unknown is None:
            raise TypeError(f"{function.__name__}(): {error}") from None
        hint = did_you_mean(unknown, [name for name in signature.parameters if name != "self"])
        raise TypeError(f"{function.__name__}() takes no {unknown!r}{hint}") from None


def _is_subject(parameter: inspect.Parameter, kind: Any) -> bool:
    """Tell whether it is what the function works on, and not how."""
    named = {getattr(each, "__name__", "") for each in _members(kind)}
    return parameter.default is parameter.empty and bool(named & _SUBJECTS)


def _members(kind: Any) -> Iterator[Any]:
    """The types of a union, one by one."""
    if get_origin(kind) in (Union, UnionType):
        for each in get_args(kind):
            yield from _members(each)
    else:
        yield kind


def _fits(value: object, kind: Any) -> bool:
    members = [*_members(kind)]
    path = any(get_origin(each) is os.PathLike for each in members)
    return any(_is_a(value, each, path) for each in members)


def _is_a(value: object, kind: Any, path: bool) -> bool:
    origin, inside = get_origin(kind) or kind, get_args(kind)
    if origin in (Any, object) or isinstance(origin, TypeVar):
        return True
    if isinstance(value, type):
        return origin is type
    if origin is Literal:
        return isinstance(value, str)  # which words there are, the function says itself
    if origin in _BY_METHOD:
        return hasattr(value, _BY_METHOD[origin])
    if type(value).__name__ in ("bool", "bool_"):  # numpy has its own, called either
        return origin is bool
    origin = _TAKEN_FOR.get(origin, origin)
    if origin in (Iterable, Sequence) and isinstance(value, str | bytes | Mapping):
        return False
    if origin is os.PathLike or (origin is str and path):
        named = isinstance(value, origin) and os.fspath(value)
        return bool(named) and "\0" not in str(named)
    return isinstance(value, origin) and _holds(value, inside)


def _holds(value: object, inside: tuple[Any, ...]) -> bool:
    """Tell whether what is in a list or a dict is of its types; an iterator is left alone."""
    if isinstance(value, Mapping) and len(inside) == len(("key", "value")):
        return all(_fits(k, inside[0]) and _fits(v, inside[1]) for k, v in value.items())
    if isinstance(value, Collection) and not isinstance(value, str | bytes) and inside:
        return all(_fits(each, inside[0]) for each in value)
    return True


def _expected(kind: Any) -> Iterator[str]:
    members = [each for each in _members(kind) if each is not NoneType]
    origins = [get_origin(each) or each for each in members]
    for member, origin in zip(members, origins, strict=True):
        if origin is str and os.PathLike in origins:
            continue  # a path
        if origin is Literal:
            yield " or ".join(f'"{word}"' for word in get_args(member))
            continue
        name = getattr(origin, "__name__", str(origin))
        yield _WORDS.get(origin) or f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _described(value: object, kind: Any) -> str:
    """What is there; of a list or a dict that may be given, what in it may not."""
    for each in _members(kind):
        origin, inside = get_origin(each), get_args(each)
        if origin in _CONTAINERS and isinstance(value, Collection) and isinstance(value, origin):
            parts = value.items() if isinstance(value, Mapping) else ((each,) for each in value)
            pairs = (pair for part in parts for pair in zip(part, inside, strict=False))
            wrong = next((one for one, wanted in pairs if not _fits(one, wanted)), None)
            return f"{in_words(value)} with {in_words(wrong)} in it"
    return in_words(value)
