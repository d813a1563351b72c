"""A plan of data by the steps that its model takes, without pydantic between them.

Pydantic comes to each value through several layers, which cost more than what is done with it. Here
the same functions of the kinds and of `Plan` are called one after the other. That is for data that
fits, and for models without rules of their own; for all else there is the model, which also says
what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from plandocs.description.marks import MARKS
from plandocs.frozen import Frozen, built
from plandocs.kinds.kind import AS_READ, Kind
from plandocs.model.plan import (
    Part,
    Plan,
    PrintedRow,
    Row,
    with_names,
    with_rows,
    without_own_label,
)
from plandocs.normal.markers import are_settled

_Model = TypeVar("_Model", bound=BaseModel)
_Context = dict[str, str] | None
_Take = Callable[[Any, _Context], Any]
_KEPT = 2048  # results
_LONGEST = 200  # letters of a value of which the result is kept
_SHORT = 40
_SIMPLE = frozenset({str, bool, type(None)})
# One text for all short ones that are equal: units, levels and codes stand in many plans.
_ones: dict[str, str] = {}
_one = _ones.setdefault


class _Unfit(ValueError):
    """Data that only the model can judge."""


def direct_plan(model: type[Plan], data: Mapping[str, Any], context: _Context) -> Plan | None:
    """Return what ``model.model_validate`` would; None where the model itself has to be asked."""
    fields = _fields(model)
    if fields is None:
        return None
    values: dict[str, Any] = {}
    labelled = _labelled(model)
    try:
        for name, field in fields.items():
            if name not in data:
                values[name] = field.left_out()
                continue
            value = data[name]
            if value is None or name in labelled:
                value = without_own_label(model, name, value)
            if name in model.signers:
                value = with_names(model, name, value, values)
            taken = field.take(value, context)
            values[name] = with_rows(model, name, taken) if type(taken) is tuple else taken
        return _built(model, values, data)
    except ValueError:  # as pydantic's are
        return None
    finally:
        if len(_ones) > _KEPT:
            _ones.clear()


@cache
def _labelled(model: type[Plan]) -> frozenset[str]:
    """The fields whose data may have its label in front."""
    return frozenset(name for name, keys in model.label_keys.items() if keys)


class _Field(NamedTuple):
    """How a field's value is taken, and what it is where it is left out (... if it may not be)."""

    take: _Take
    default: Any

    def left_out(self) -> Any:
        """The value where the data says none."""
        if self.default is ...:
            raise _Unfit
        return self.default


def _part(model: type[Part], fields: Mapping[str, _Field], data: Any, context: _Context) -> Part:
    """A row, or a section that stands once."""
    if type(data) is not dict:
        raise _Unfit
    values = {
        name: field.take(data[name], context) if name in data else field.left_out()
        for name, field in fields.items()
    }
    return _built(model, values, data)


def _built(model: type[_Model], values: dict[str, Any], data: Mapping[str, Any]) -> _Model:
    if len(data) == len(values):
        if data.keys() != values.keys():
            raise _Unfit
        return built(model, values)
    if not data.keys() <= values.keys():
        raise _Unfit
    return built(model, values, set(data))


def _rows(
    model: type[Part], fields: Mapping[str, _Field], data: Any, context: _Context
) -> tuple[Any, ...]:
    if type(data) not in (list, tuple):
        raise _Unfit
    settled = _settled_rows(model, _settling(model), data)
    return tuple(settled or [_part(model, fields, each, context) for each in data])


class _Settling(NamedTuple):
    """The fields of rows that are nothing but texts and lists of texts, in their order."""

    names: tuple[str, ...]
    single: tuple[str, ...]
    many: tuple[str, ...]


@cache
def _settling(model: type[Part]) -> _Settling | None:
    """The fields of a model whose kinds all take as it is what is in normal form already."""
    single: list[str] = []
    many: list[str] = []
    for name, info in model.model_fields.items():
        kind = _kind_of(info)
        if kind is None or not kind.settles:
            return None
        (many if kind.many else single).append(name)
    return _Settling(tuple(model.model_fields), tuple(single), tuple(many))


def _settled_rows(
    model: type[_Model], settling: _Settling | None, data: Sequence[Any]
) -> list[_Model] | None:
    """Rows all of whose texts are in normal form already; None where one may not be."""
    if settling is None:
        return None
    names, single, many = settling
    texts: list[str] = []
    for each in data:
        if type(each) is not dict or tuple(each) != names:
            return None
        texts += [each[name] for name in single]
        for name in many:
            if type(each[name]) is not list:
                return None
            texts += each[name]
    if not set(map(type, texts)) <= {str} or not are_settled(texts):
        return None
    return [built(model, {name: _kept(each[name]) for name in names}) for each in data]


def _kept(value: Any) -> Any:
    """A text, or the texts of a list that say something."""
    if type(value) is str:
        return value if len(value) > _SHORT else _one(value, value)
    return tuple([text if len(text) > _SHORT else _one(text, text) for text in value if text])


@cache
def _fields(model: type[Part]) -> Mapping[str, _Field] | None:
    """The fields of a model that adds no rule to those of its base."""
    base = next(each for each in (Plan, Row, PrintedRow, Part) if issubclass(model, each))
    if _rules(model) != _rules(base) or model.model_config != Frozen.model_config:
        return None
    fields = {name: _field(info) for name, info in model.model_fields.items()}
    return None if None in fields.values() else fields  # type: ignore[return-value]  # none is None


def _rules(model: type[BaseModel]) -> tuple[Any, ...]:
    """What a model does beside looking at its fields."""
    decorators = model.__pydantic_decorators__
    names = [sorted(each) for each in (
        decorators.validators, decorators.field_validators, decorators.root_validators,
        decorators.model_validators,
    )]  # fmt: skip
    return (*names, model.__init__, model.__pydantic_post_init__, model.__private_attributes__)


def _field(info: FieldInfo) -> _Field | None:
    if info.alias or info.validation_alias or info.validate_default or info.default_factory:
        return None
    default = ... if info.is_required() else info.default
    return _Field(_of_kind(info) or _of_parts(info.annotation) or _asked(info), default)


def _of_kind(info: FieldInfo) -> _Take | None:
    """A text, or a list of texts, that its kind takes by itself."""
    kind = _kind_of(info)
    if kind is None:
        return None
    return partial(_items if kind.many else _text, kind.taken)


def _kind_of(info: FieldInfo) -> Kind | None:
    """The kind of a text, or of a list of texts, that needs nobody else to be taken."""
    if not all(isinstance(each, Kind | MARKS) for each in info.metadata):
        return None
    kind = next((each for each in info.metadata if isinstance(each, Kind)), None)
    if kind is None or kind.differs("__get_pydantic_core_schema__"):
        return None
    return kind if info.annotation == (tuple[str, ...] if kind.many else str) else None


def _text(taken: Callable[[Any], Any], data: Any, context: _Context) -> str:
    value = taken(data)
    if type(value) is not str:
        raise _Unfit
    return value if len(value) > _SHORT else _one(value, value)


def _items(taken: Callable[[Any], Any], data: Any, context: _Context) -> tuple[str, ...]:
    return tuple([text if len(text) > _SHORT else _one(text, text) for text in taken(data)])


def _asked(info: FieldInfo) -> _Take:
    """A value that pydantic is asked for; those of short data are kept, since many are equal."""
    annotation: Any = info.annotation
    if info.metadata:
        annotation = Annotated[annotation, *info.metadata]
    validate = TypeAdapter(annotation).validator.validate_python

    @lru_cache(_KEPT, typed=True)
    def cached(data: Any, fields: bool, as_read: bool) -> Any:
        return validate(dict(data) if fields else data, context=AS_READ if as_read else None)

    def take(data: Any, context: _Context) -> Any:
        if type(data) is str and len(data) <= _LONGEST:
            return cached(data, False, context is not None)
        if not (isinstance(data, dict) and _is_short(data)):
            return validate(data, context=context)
        if type(data) is dict or not data.get("text"):
            return cached(tuple(data.items()), True, context is not None)
        # It hangs on the names beside it, and most come out equal all the same.
        return _equal(validate(data, context=context))

    return take


def _is_short(data: dict[str, Any]) -> bool:
    return all([type(each) in _SIMPLE and len(str(each)) <= _LONGEST for each in data.values()])


@lru_cache(_KEPT)
def _equal(value: Any) -> Any:
    """One value for all that are equal to it."""
    return value


def _of_parts(annotation: Any) -> _Take | None:
    """Rows, and sections that stand once."""
    many = get_origin(annotation) is tuple
    model = get_args(annotation)[0] if many else annotation
    if not (isinstance(model, type) and issubclass(model, Part)):
        return None
    fields = _fields(model)
    if fields is None:
        return None
    return partial(_rows if many else _part, model, fields)
