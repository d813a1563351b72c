"""``letters``: write each officer the letter that fits: a cover, a reminder, what is missing."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Unpack

from plandocs.advice import Advice, Option
from plandocs.data.frames import each_of
from plandocs.description.form import FormSpec
from plandocs.division.checks import noticed_in
from plandocs.division.completion import expected_form, forms_in
from plandocs.division.lists import roster_notes
from plandocs.division.roster import listed_twice
from plandocs.division.values import Expected, Settings
from plandocs.division.whole import Whole, whole_of
from plandocs.editing.commented import commented
from plandocs.errors import InputError, OutputError
from plandocs.files.reasons import unopened
from plandocs.files.search import read_from
from plandocs.filling.destination import Folder
from plandocs.forms.labels import forms_with
from plandocs.forms.registry import forms
from plandocs.mailing.mail import address_of
from plandocs.mailing.making import FORMATS, Making, is_letter, is_list
from plandocs.mailing.merge import MERGE, merge_workbook
from plandocs.mailing.values import KINDS, Kind, Letter, Letters
from plandocs.mailing.which import Case, cases_of, unclaimed
from plandocs.mailing.wording import read_wording
from plandocs.model.findings import Finding
from plandocs.model.reading import Reading
from plandocs.normal.dates import no_such_day, read_date
from plandocs.sheet.write import write_workbook
from plandocs.store.addresses import Address, Addresses
from plandocs.store.state import State
from plandocs.verbs.gather import Items, gather
from plandocs.verbs.options import ManyRead, ReadOptions, reads_many
from plandocs.verbs.rollup import ensure_somebody, settings_of
from plandocs.word.template.letter import ensure_letterhead
from plandocs.wording import one_of, several

PathLike = str | os.PathLike[str]
Day = str | dt.date
_NAMED = 3


@reads_many
def letters(
    items: Items,
    folder: PathLike,
    *,
    roster: PathLike | None = None,
    kind: Kind | None = None,
    only: str | Iterable[str] | None = None,
    format: str | Iterable[str] = "docx",
    letterhead: PathLike | None = None,
    wording: PathLike | None = None,
    due: Day | None = None,
    as_of: Day | None = None,
    period: str = "", division: str = "",
    force: bool = False,
    **options: Unpack[ManyRead],
) -> Letters:  # fmt: skip
    """Write a letter to each officer, the list for a mail merge, and a list for each manager.

    Who sent nothing, or the form as it was, is reminded; who left something open is told what;
    whose plan is complete gets it back. A letter that could reach the wrong person is held.

    Args:
        items: paths, folders, readings, plans, or data of either; one alone will do.
        folder: the folder to write into; it is made if need be.
        roster: the list of who is expected to have a plan, by when, with their addresses.
        kind: ``"cover"``, ``"reminder"`` or ``"findings"``, for whom it is true; else what fits.
        only: the ids or names of those who are written to; everybody unless said.
        format: ``"docx"``, ``"eml"`` or ``"text"``, or several of them.
        letterhead: a Word document whose styles, header and footer the letters have.
        wording: a file with the agency's own words for letters.
        due: the day plans are due, where the roster says none.
        as_of: the day of the letters; today unless said.
        period: only plans of this period.
        division: only people of this division or branch.
        force: replace letters that are there already.
        options: how documents are read, as below.

    Returns:
        One `Letter` for each officer, also where none was written and why.

    Raises:
        InputError: nobody is to be written to, or a list, the wording or a day cannot be used.
        DocumentError: the letterhead is no Word document.
        OutputError: the folder cannot be written, or a letter is there already.

    >>> letters("plan.docx", "letters").letters[0].kind
    'findings'
    """
    how, items = ReadOptions(**options), tuple(each_of(items))
    asked = None if kind is None else one_of(kind, KINDS, "kind of letter")
    words, late = read_wording(wording), None if due is None else _day(due, "due")
    head, shapes = _letterhead(letterhead), _formats(format)
    settings = _settings(settings_of(period, division, "hr", False, roster, None, None), as_of)
    inputs = read_from((*items, roster, letterhead, wording, how.labels, how.blank))
    protected = [each for each in inputs if not _is_ours(str(each), Path(folder))]
    place = Folder(folder, force=force, inputs=protected)
    readings = (each for each in gather(items, how) if not _is_ours(each.source, place.path))
    whole = whole_of(tuple(readings), settings)
    _ensure_somebody(whole)
    cases = cases_of(whole, _expected(whole), noticed_in(whole), late)
    address = _addresses(how.state, settings.roster or ())
    making = Making(words, head, shapes, how.limits, partial(_commented, how), period, address)
    done = _written(_only(cases, only), asked, making, place, force=force)
    return replace(done, failed=_failed(whole), notes=(*_notes(whole, roster), *done.notes))


def _addresses(
    state: State | PathLike | None, roster: Iterable[Expected]
) -> Callable[[str, str], str]:
    """Keep the roster's addresses in the state, and return what finds one that is kept there."""
    if state is None:
        return lambda name, identity: ""
    people = (Address(each.name, each.id, each.email) for each in roster)
    sound = [each for each in people if each.address and address_of(each.name, each.address)]
    opened = state if isinstance(state, State) else State(state)
    with opened.opened(must_exist=False) as database:
        addresses = Addresses(database)
        addresses.keep(sound)
        return addresses.of


def _failed(whole: Whole) -> tuple[Reading, ...]:
    return tuple(each for each in whole.readings if each.plan is None)


def _only(cases: tuple[Case, ...], only: str | Iterable[str] | None) -> tuple[Case, ...]:
    """The cases of those who are named; of everybody where nobody is.

    Raises:
        InputError: a name or id is nobody's.
    """
    if only is None:
        return cases
    named = frozenset(several(only))
    if not named:
        raise InputError("only: it names nobody; give names or ids, or leave it out for everybody.")
    chosen = tuple(each for each in cases if each.id in named or each.name in named)
    known = {name for each in chosen for name in (each.id, each.name)}
    if lacking := sorted(named - known):
        raise InputError(f"only: nobody here has the name or id {lacking[0]!r}.")
    return chosen


def _expected(whole: Whole) -> FormSpec:
    """The form that the letters are about: one of those that are here, unless all are records."""
    return expected_form([f for f in forms_in(whole) if not f.starts_from] or forms())


def _written(
    cases: Sequence[Case], asked: Kind | None, making: Making, place: Folder, *, force: bool
) -> Letters:
    """Write all of them, once it is known that none is in the way."""
    made = [making.letter(case, asked) for case in cases]
    outgoing = [each for _, files in made for each in files]
    outgoing += making.lists([case for case in cases if not case.held or case.member.expected])
    _ensure_free(place, [*(each.name for each in outgoing), MERGE], force=force)
    letters = tuple(_in(place.path, letter) for letter, _ in made)
    when = dt.datetime.combine(cases[0].today, dt.time(), dt.UTC)
    with place:
        for each in outgoing:
            place.put(each.name, each.data)
        write_workbook(replace(merge_workbook(letters), created=when), place.place(MERGE))
    lists = tuple(str(place.path / each.name) for each in outgoing if is_list(each.name))
    notes = _of_earlier(place, {each.name for each in outgoing})
    return Letters(letters, (), lists, str(place.path / MERGE), notes)


def _of_earlier(place: Folder, names: Set[str]) -> tuple[str, ...]:
    """Say which letters in the folder are of an earlier run: they may no longer be true."""
    earlier = {each.name for each in place.path.iterdir() if is_letter(each.name)} - names
    if not earlier:
        return ()
    listed = "; ".join(sorted(earlier)[:_NAMED])
    more = f"; and {len(earlier) - _NAMED} more" if len(earlier) > _NAMED else ""
    return (f"{place.path}: these letters are of an earlier run, and not of this: {listed}{more}.",)


def _is_ours(source: str, folder: Path) -> bool:
    """Tell whether a file that was read is a letter of an earlier run into this folder."""
    path, root = Path(source).absolute(), folder.absolute()
    if not source or root not in path.parents:
        return False
    return is_list(path.relative_to(root).as_posix()) or is_letter(path.name)


def _formats(format: str | Iterable[str]) -> tuple[str, ...]:
    result = tuple(dict.fromkeys(one_of(each, FORMATS, "format") for each in several(format)))
    if not result:
        raise InputError(f"name a format: {', '.join(FORMATS)}, or several of them.")
    return result


def _settings(settings: Settings, as_of: Day | None) -> Settings:
    if as_of is None:
        return settings
    return replace(settings, when=dt.datetime.combine(_day(as_of, "as_of"), dt.time(12), dt.UTC))


def _day(value: Day, what: str) -> dt.date:
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    day = read_date(value)
    if day is None:
        why = no_such_day(value) or "write it as 2026-08-31"
        raise InputError(f"{what}: {value!r} is not a day: {why}.")
    return day


def _commented(how: ReadOptions, data: bytes, findings: Sequence[Finding]) -> bytes:
    return commented(
        data, findings, forms_with(how.labels, how.forms), blank=how.blank,
        password=how.password, convert=how.convert, limits=how.limits,
    )  # fmt: skip


def _letterhead(path: PathLike | None) -> bytes | None:
    if path is None:
        return None
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"this letterhead cannot be opened: {unopened(path, error)}.", os.fspath(path)
        ) from error
    ensure_letterhead(data, os.fspath(path))
    return data


def _ensure_somebody(whole: Whole) -> None:
    if whole.members or not whole.readings:
        if not whole.members:
            raise InputError("there is no plan here, and no roster of who is expected.")
        return
    if whole.left_out:
        ensure_somebody(whole)
    raise InputError(
        "no plan is in what was given, so it is not known to whom to write. Name the folder of the "
        "completed plans, or a list of who is expected.",
        problems=tuple(f"{r.source}: {r.error.message}" for r in whole.readings if r.error),
    )


def _ensure_free(place: Folder, names: Sequence[str], *, force: bool) -> None:
    """Refuse to begin where a letter is there already."""
    present = [name for name in names if os.path.lexists(place.path_of(name))]
    if not present or force:
        return
    more = f"; and {len(present) - _NAMED} more" if len(present) > _NAMED else ""
    raise OutputError(
        Advice(
            f"{len(present)} of these files {'is' if len(present) == 1 else 'are'} there already: "
            f"{'; '.join(present[:_NAMED])}{more}. Name another folder, or replace them with ",
            Option("force", True),
            ".",
        ),
        str(place.path),
    )


def _in(folder: Path, letter: Letter) -> Letter:
    return replace(letter, files=tuple(str(folder / name) for name in letter.files))


def _notes(whole: Whole, roster: PathLike | None) -> tuple[str, ...]:
    """What HR should know beside the letters: of the roster, and of files that are nobody's."""
    listed = () if roster is None else roster_notes(roster)
    twice = tuple(listed_twice(whole.settings.roster or ()))
    return (*listed, *twice, *_of_nobody(whole))


def _of_nobody(whole: Whole) -> Iterator[str]:
    for copy, owner in whole.disputed.values():
        yield (
            f'{copy.reading.source or "A plan"} names "{copy.name}", and its id is {owner}\'s: no '
            "letter is about it until it is settled whose it is."
        )
    if whole.settings.roster is not None:
        for reading in unclaimed(whole):
            yield f"{reading.source} could not be read, and no letter is about it."
