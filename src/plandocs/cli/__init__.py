"""The command line: one file a command, each calling only the public names.

A command's module is imported when that command runs, so that ``plandocs --help`` is quick.
Results go to standard output or ``-o``, messages to standard error. Exit status: 0 done, 1 some
inputs failed, 2 the command was wrong or found nothing to work on, 130 interrupted.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from plandocs import __version__
from plandocs.cli.console import no_room, say, shortened, utf8_streams
from plandocs.display import harmless
from plandocs.errors import PlandocsError
from plandocs.wording import did_you_mean

COMMANDS = {
    "demo": "Try it: samples in, Word plans out, read back and rolled up.",
    "fill": "Fill the form for each officer in .xlsx, .csv, .json or .jsonl data.",
    "parse": "Read completed plans (files and folders) into data.",
    "rollup": "Roll plans up into the division's workbook.",
    "check": "Say what is missing or out of line with the form's own guidance.",
    "workbook": "Make a blank workbook for HR to fill in.",
    "template": "Check a tagged template, or tag an agency's own blank form.",
    "form": "Describe a form of your own from its blank, and try it there.",
    "schema": "Print the JSON Schema of the data.",
    "update": "Put new header data into a plan that people have edited.",
    "converse": "Make a conversation record for each plan.",
    "diff": "Say what changed between two versions of a plan.",
    "carry": "Make next cycle's plans from this cycle's.",
    "history": "List the versions of each officer's plan.",
    "letters": "Write a letter to each officer: what is missing, or a reminder.",
    "desk": "Open the desk in a browser: the same, for people who use no terminal.",
    "state": "Say what a living folder remembers; correct, forget, verify.",
}


class Commands(click.Group):
    """The commands by name; each is loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"plandocs.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; ``help`` asks for the help of another."""
        if args[0] == "help":
            args = [*args[1:2], "--help"] if args[1:] else ["--help"]
            if len(args) == 1:
                click.echo(ctx.get_help())
                ctx.exit()
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from plandocs.cli import unknown_command

            raise click.ClickException(unknown_command(args[0]))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plandocs")
def plandocs() -> None:
    """Fill, read and roll up performance plans in Word."""


def _warned(message: Warning | str, *_: object, **__: object) -> None:
    """A warning of the library, as a line and not as a place in a program."""
    say(message)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    utf8_streams()
    warnings.showwarning = _warned
    _end_as_interrupted()
    try:
        status = plandocs.main(args=arguments, prog_name="plandocs", standalone_mode=False)
    except click.exceptions.Abort:
        say("Interrupted. What was finished is whole.")
        sys.exit(130)
    except click.ClickException as error:
        if isinstance(error, NoArgsIsHelpError):
            click.echo(harmless(shortened(error.format_message())), err=True)
        else:
            from plandocs.cli import lines_of

            for line in lines_of(error):
                say(line)
        sys.exit(2)
    except PlandocsError as error:
        say("plandocs: ", error)
        for line in getattr(error, "problems", ()):
            if line not in str(error):
                say("  ", line)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        no_room(error)
        sys.exit(2)
    sys.exit(status if isinstance(status, int) else 0)


def _end_as_interrupted() -> None:
    """A request to end, or a terminal that closes, stops the work as Ctrl+C does: in order.

    Also in the background of a script, where Ctrl+C is ignored: a request to end is not.
    """
    stop = signal.getsignal(signal.SIGINT)
    if not callable(stop):
        stop = signal.default_int_handler
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):  # not the main thread
                signal.signal(number, stop)


EXAMPLES = {
    "demo": "plandocs demo",
    "fill": "plandocs fill intake.xlsx -o plans",
    "parse": "plandocs parse returned -o plans.jsonl",
    "rollup": "plandocs rollup returned -o division.xlsx",
    "check": "plandocs check returned",
    "workbook": "plandocs workbook -o intake.xlsx",
    "template": "plandocs template tag our-blank.docx -o our-template.docx",
    "form": "plandocs form learn our-blank.docx -o our-form.toml",
    "schema": "plandocs schema",
    "update": "plandocs update raman.docx roster.csv -o raman-new.docx",
    "converse": "plandocs converse returned -o conversations",
    "diff": "plandocs diff before.docx after.docx",
    "carry": "plandocs carry returned --period 2027-28 -o next",
    "history": "plandocs history returned",
    "desk": "plandocs desk cycle-2026-27",
}
_NO_CHOICE = re.compile(r"'(.*)' is not one of ")
_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)")
_DATA = frozenset({".xlsx", ".xlsm", ".csv", ".json", ".jsonl"})


def unknown_command(name: str) -> str:
    """What to do where no command has this name: perhaps it is a file."""
    if os.path.isdir(name):
        return _as_files(name, "check", "rollup")
    if Path(name).suffix.casefold() in _DATA:
        return f"{name} looks like a list. To fill plans from it: plandocs fill {name} -o plans"
    if Path(name).suffix:
        return _as_files(name, "parse", "check")
    return (
        f"there is no command {name!r}{did_you_mean(name, EXAMPLES)} All of them: plandocs --help"
    )


def _as_files(name: str, *commands: str) -> str:
    ways = ", or ".join(EXAMPLES[each].replace("returned", name) for each in commands)
    return f"{name} is not a command. Say what to do with it, such as: {ways}"


def lines_of(error: click.ClickException) -> Iterator[str]:
    """An error of the command line, where it is, and an example."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "plandocs"
    yield f"{path}: {_plainly(error)}"
    name = path.split()[1] if " " in path else ""
    if name in EXAMPLES:
        yield f"For example: {EXAMPLES[name]}"
    yield f"What it can do: {path} --help"


def _of_choices(error: click.BadParameter) -> str:
    """A word that is none of those that an option knows, with the one that was likely meant."""
    kind = error.param.type if error.param is not None else None
    match = _NO_CHOICE.match(error.message)
    if not isinstance(kind, click.Choice) or match is None:
        return error.message
    known = [str(each) for each in kind.choices]
    return f"there is no {match[1]!r}{did_you_mean(match[1], known)} There are: {', '.join(known)}"


def _plainly(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        if isinstance(error.param, click.Argument):
            return f"name {error.param.make_metavar(error.ctx).rstrip('.')}: nothing was given."  # type: ignore[arg-type]  # click has it where a parameter is missing
        if error.param.name == "output":
            return "say where the result goes: -o NAME is missing."
        return f"{error.param.opts[-1]} is missing."
    if isinstance(error, click.BadParameter) and error.param is not None:
        return f"{error.param.opts[-1]}: {_of_choices(error).rstrip('.')}."
    message = error.format_message()
    if more := _TOO_MANY.fullmatch(message):
        return f"too much is given: {more[1]}. A name with spaces in it stands in quotes."
    return f"{message[:1].lower()}{message[1:]}"
