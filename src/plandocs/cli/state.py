"""``plandocs state``: what a living folder remembers, put right, forgotten, looked through."""

from __future__ import annotations

import click

import plandocs
from plandocs.cli.console import progress, say
from plandocs.cli.options import Asked, reads_one
from plandocs.errors import InputError

_SHAPES = {
    "correct": ("SOURCE FIELD VALUE", 2, 3),
    "leave": ("SOURCE PLACE", 2, 2),
    "undo": ("SOURCE [FIELD]", 1, 2),
}


@click.command("state")
@click.argument("file", type=click.Path())
@click.argument("action", nargs=-1)
@click.option("--by", default="", metavar="WHO", help="Who corrects; this account if left out.")
@click.option(
    "--from", "origin", default="", metavar="PLACE",
    help="The place, in no field, whose words a correction gives a field.",
)  # fmt: skip
@click.option("--forget", "who", metavar="NAME|ID", help="Take all of one person out.")
@click.option("--verify", is_flag=True, help="Read all files again and compare.")
@reads_one
def command(
    file: str, action: tuple[str, ...], by: str, origin: str, who: str | None, verify: bool,
    asked: Asked,
) -> int:  # fmt: skip
    """Say what FILE remembers, as parse, check, rollup and others keep it with --state.

    With ACTION: "correct SOURCE FIELD VALUE" puts one field of a document right, "leave SOURCE
    PLACE" says that words in no field may stay there, "undo SOURCE [FIELD]" takes the last
    correction back.
    """
    state = plandocs.State(file)
    if action and (who is not None or verify):
        raise InputError(f"{action[0]} goes without --forget and --verify; one at a time.")
    if action:
        return _act(state, action, by, origin)
    if who is not None:
        return _forget(state, who)
    if verify:
        return _verify(state, asked)
    held = state.holds()
    say(
        f"{file}: {held.readings} readings of {held.people} people, {held.files} files, "
        f"{held.corrections} corrections; {max(1, held.size // 1024):,} KB."
    )
    return 0


def _act(state: plandocs.State, action: tuple[str, ...], by: str, origin: str) -> int:
    name, *rest = action
    if name not in _SHAPES:
        raise InputError(f"{name!r} is nothing that a state can do; it can {_each_shape()}.")
    shape, least, most = _SHAPES[name]
    if not least <= len(rest) <= most:
        raise InputError(f"{name} is written as:  plandocs state FILE {name} {shape}")
    if name == "correct":
        source, field, value = *rest[:2], rest[2] if len(rest) > 2 else None
        if value is None and not origin:
            raise InputError(f"{name} is written as:  plandocs state FILE {name} {shape}")
        reading = state.correct(source, field, value, by=by, origin=origin)
    elif name == "leave":
        reading = state.correct(rest[0], None, by=by, origin=rest[1])
    else:
        reading = state.undo(rest[0], rest[1] if len(rest) > 1 else None, by=by)
    for issue in reading.issues:
        if issue.code in ("corrected", "correction-outdated"):
            say(f"{reading.source}: {issue.field or issue.where}: {issue.message}")
    count = len(reading.corrections)
    say(f"{reading.source}: {count} correction{'s stand' if count != 1 else ' stands'}.")
    return 0


def _each_shape() -> str:
    return ", ".join(f"{name} {shape}" for name, (shape, _, _) in _SHAPES.items())


def _forget(state: plandocs.State, who: str) -> int:
    gone = state.forget(who)
    held = f"{gone.readings} readings and {gone.corrections} corrections"
    if gone.addresses:
        held = f"{gone.readings} readings, {gone.corrections} corrections and the e-mail address"
    say(f"{gone.name or gone.id}: {held} are taken out, and nothing of them is left in the file.")
    for path in gone.files:
        say(f"{path} is still there; a run that reads it remembers it again.")
    return 0


def _verify(state: plandocs.State, asked: Asked) -> int:
    held = state.holds().files
    differ = list(progress(state.verify(**asked.one()), None, "Comparing"))
    for path in differ:
        say(
            f"{path}: another reading is kept than the file gives now. Go on with another state "
            "file, and correct anew what was corrected in this one."
        )
    say(f"{len(differ)} of {held} files differ, but for those that are no longer there.")
    return 1 if differ else 0
