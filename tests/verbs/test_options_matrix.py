"""All verbs and commands by all options of reading: each is there, or there is a reason why not."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import click
import pytest

import plandocs
from plandocs.cli import COMMANDS
from plandocs.cli import plandocs as command_line
from plandocs.verbs.options import ReadOptions

_OPTIONS = tuple(inspect.signature(ReadOptions).parameters)
_FLAGS = {
    "blank": "--blank", "password": "--password-file", "convert": "--no-convert",
    "forms": "--form", "labels": "--labels", "timeout": "--timeout", "workers": "--workers",
    "executor": "--cluster", "state": "--state",
}  # fmt: skip
_NO_FLAG = {
    "limits": "a command keeps to the usual limits, which `--timeout` completes",
}

_ONE_FILE = "one file: there is nothing to share out, and nothing to remember of a run"
_ALL = MappingProxyType[str, str]({})
_HERE = "reads in the process that asks, which it cannot end"
_WRITES = "reads no document that people completed"
_READ_BACK = {name: _WRITES for name in _OPTIONS if name not in ("labels", "timeout")}
_ONE = dict.fromkeys(("workers", "executor", "state"), _ONE_FILE)
_NONE = dict.fromkeys(_OPTIONS, _WRITES)
_MANY_WRITTEN = {n: why for n, why in _READ_BACK.items() if n not in ("workers", "executor")}
_BLANK_ITSELF = "the blank is what it works on"


def _but(reasons: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: why for name, why in reasons.items() if name not in names}


VERBS: dict[str, Mapping[str, str]] = {
    **dict.fromkeys(("parse_many", "check", "rollup", "tables", "history"), _ALL),
    **dict.fromkeys(("carry", "comment", "converse_many", "letters", "update_many"), _ALL),
    **dict.fromkeys(("converse", "diff", "update"), _ONE),
    **{name: {**_ONE, "timeout": _HERE} for name in ("parse", "show")},
    "uncomment": dict.fromkeys(_but(_NONE, "password", "limits"), "reads no plan"),
    "fill": _but(_NONE, "labels"),
    "fill_many": _MANY_WRITTEN,
    "preflight": {**_MANY_WRITTEN, "labels": "nothing is read back, where labels would matter"},
    **dict.fromkeys(("columns", "read_data"), _but(_NONE, "labels")),
    "check_template": _but(_NONE, "labels"),
    "tag_template": {**_but(_NONE, "labels", "blank")},
    **dict.fromkeys(("demo", "schema", "validate", "workbook", "load_form"), _NONE),
    **dict.fromkeys(("check_form", "learn_form"), _but(_NONE, "blank")),
    **dict.fromkeys(("pdf", "can_convert", "list_table", "change_list", "carry_choices"), _NONE),
}
_ONE_COMMAND = dict.fromkeys(("workers", "executor", "state"), _ONE_FILE)
COMMANDS_REASONS: dict[str, Mapping[str, str]] = {
    **dict.fromkeys(("parse", "check", "rollup", "converse", "carry", "history"), _ALL),
    "letters": _ALL,
    "diff": _ONE_COMMAND,
    "update": _ALL,
    "state": {
        **dict.fromkeys(("workers", "executor"), "what `--verify` reads it compares at once"),
        "state": "its own argument",
    },
    "fill": dict.fromkeys(("blank", "password", "convert", "state"), _WRITES),
    "form learn": {**_NONE, "blank": _BLANK_ITSELF},
    "template tag": {**_but(_NONE, "forms", "labels"), "blank": _BLANK_ITSELF},
    "form check": {**_but(_NONE, "forms", "blank"), "forms": "its own argument", "blank": "too"},
    "template check": _but(_NONE, "forms", "labels"),
    **dict.fromkeys(("workbook", "schema"), _but(_NONE, "forms")),
    "demo": _NONE,
    "desk": dict.fromkeys(_OPTIONS, "the folder's plandocs.toml says how its documents are read"),
}


def _commands() -> Iterator[tuple[str, set[str]]]:
    """Each command by its name, with its flags."""
    for name in COMMANDS:
        command = command_line.get_command(click.Context(command_line), name)
        assert command is not None
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        for second, each in inner.items():
            yield f"{name} {second}".strip(), {flag for p in each.params for flag in p.opts}


def test_every_verb_and_every_command_is_in_the_matrix() -> None:
    functions = {n for n in plandocs.__all__ if inspect.isfunction(getattr(plandocs, n))}
    assert functions == set(VERBS)
    assert {name for name, _ in _commands()} == set(COMMANDS_REASONS)
    assert set(_FLAGS) | set(_NO_FLAG) == set(_OPTIONS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_each_option_or_there_is_a_reason(verb: str) -> None:
    taken = set(inspect.signature(getattr(plandocs, verb)).parameters)
    assert {name for name in _OPTIONS if name not in taken} == set(VERBS[verb])


@pytest.mark.parametrize("name", COMMANDS_REASONS)
def test_a_command_has_each_option_or_there_is_a_reason(name: str) -> None:
    flags = dict(_commands())[name]
    missing = {option for option, flag in _FLAGS.items() if flag not in flags}
    assert missing == set(COMMANDS_REASONS[name]) - set(_NO_FLAG)
