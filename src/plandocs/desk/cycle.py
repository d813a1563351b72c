"""A folder as a cycle: what its `plandocs.toml` says, where its lists are, and which files count.

A folder without that file is taken as it is: whatever documents lie in it came back from officers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import plandocs
from plandocs.errors import InputError, PlandocsError
from plandocs.files.search import find
from plandocs.files.toml_file import read_toml
from plandocs.files.whole import write_whole

SETTINGS: Final = "plandocs.toml"
STATE: Final = "division.plandocs"
TO_SEND, RETURNED, LISTS, MADE, DESK_FOLDER = "to-send", "returned", "lists", "made", ".desk"
FORMS: Final = "forms"
LIST_NAMES: Final = ("roster", "objectives", "themes")
_LIST_TYPES: Final = (".xlsx", ".csv", ".xlsm")
_OURS: Final = frozenset({TO_SEND, LISTS, MADE, DESK_FOLDER, FORMS})
_NO_PLANS: Final = frozenset(
    {".xlsx", ".xlsm", ".csv", ".tsv", ".htm", ".html", ".md", ".py", ".toml", ".json", ".jsonl"}
    | {".ndjson", ".sqlite", ".parquet", ".eml"}
)
_ADVICE: Final = 'Lines are written as:  period = "2026-27"'


@dataclass(frozen=True)
class Cycle:
    """One cycle of plans in its folder.

    Attributes:
        folder: where all of it lies.
        period: the period of the plans; "" for any.
        division: the division or branch; "" for all.
        form: the name of the form, or the form itself, where its file is in the folder; "" for any.
        due: the day plans are due where the roster says none; "" where nobody said.
        lists: the files of the lists, by ``roster``, ``objectives`` and ``themes``.
        blanks: the agency's own blanks.
        labels: the file with the agency's words for labels.
        plans: the list from which plans are made.
        columns: what the headings of that list fill, where somebody has decided.
        ignore_rest: whether its other columns that name no field are left out.
        template: the agency's own form, with tags.
        whole: whether whatever lies in the folder came back, as where it was taken as it is.
        problem: what of ``plandocs.toml`` could not be used, in a sentence.
    """

    folder: Path
    period: str = ""
    division: str = ""
    form: str | plandocs.FormSpec = ""
    due: str = ""
    lists: dict[str, Path] = field(default_factory=dict)
    blanks: tuple[Path, ...] = ()
    labels: Path | dict[str, Any] | None = None
    plans: Path | None = None
    columns: dict[str, str] = field(default_factory=dict)
    ignore_rest: bool = False
    template: Path | None = None
    whole: bool = True
    problem: str = ""

    @property
    def name(self) -> str:
        """What the cycle is called on its pages."""
        return self.division or self.folder.name

    @property
    def person(self) -> str:
        """The field that says whose plan it is."""
        role = self.form.role("person") if isinstance(self.form, plandocs.FormSpec) else None
        return role.name if role is not None else "officer_name"

    @property
    def state(self) -> Path:
        """The file that remembers what was read.

        Raises:
            InputError: it is a link that leads out of the folder.
        """
        return in_folder(self.folder, STATE)

    @property
    def is_new(self) -> bool:
        """Whether there is nothing in the folder yet: no settings, no list, no document."""
        if (self.folder / SETTINGS).exists() or self.lists:
            return False
        return not self.documents()[0] and not any(_inside(self.folder / TO_SEND))

    def reading(self) -> dict[str, Any]:
        """How documents are read, as keyword arguments of the verbs."""
        return {
            "blank": [str(each) for each in self.blanks] or None,
            "labels": self.taught(),
            "forms": (self.form,) if self.form else None,
        }

    def taught(self) -> str | dict[str, Any] | None:
        """The agency's words for labels, as the verbs take them."""
        return str(self.labels) if isinstance(self.labels, Path) else self.labels

    def listed(self, *names: str) -> dict[str, Any]:
        """The lists as keyword arguments of the verbs."""
        return {each: str(self.lists[each]) if each in self.lists else None for each in names}

    def documents(self) -> tuple[list[Path], list[str]]:
        """Return the files that came back, and the names of links that lead out of the folder."""
        root, out = os.path.realpath(self.folder), list[str]()
        places = self._taken_as_it_is() if self.whole else [self.folder / RETURNED]
        known: dict[str, bool] = {}
        files = []
        for path in map(Path, find(str(each) for each in places if each.exists())):
            if path.suffix.casefold() in _NO_PLANS:
                continue
            if _is_inside(path, root, known):
                files.append(path)
            else:
                out.append(path.name)
        return files, out

    def plans_to_send(self) -> list[Path]:
        """Return the plans that are to be sent."""
        root, known = os.path.realpath(self.folder), dict[str, bool]()
        folder = self.folder / TO_SEND
        files = map(Path, find([folder])) if folder.is_dir() else iter(())
        return [e for e in files if e.suffix == ".docx" and _is_inside(e, root, known)]

    def letters(self) -> dict[str, Any]:
        """What letters are written with, as keyword arguments of `letters`."""
        usual = {"letterhead": "letterhead.docx", "wording": "wording.toml"}
        paths = {key: self.folder / LISTS / name for key, name in usual.items()}
        root = os.path.realpath(self.folder)
        return {k: str(p) for k, p in paths.items() if p.is_file() and _is_inside(p, root, {})}

    def _taken_as_it_is(self) -> list[Path]:
        return sorted(e for e in _inside(self.folder) if e.name.casefold() not in _OURS)


def _inside(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (each for each in folder.iterdir() if not each.name.startswith("."))


def _is_inside(path: Path, root: str, known: dict[str, bool]) -> bool:
    """Whether a file lies in the folder, links followed; each folder is asked about once."""
    parent = os.path.dirname(path)
    if parent not in known:
        real = os.path.realpath(parent)
        known[parent] = real == root or real.startswith(os.path.join(root, ""))
    if not known[parent] or not os.path.islink(path):
        return known[parent]
    return os.path.realpath(path).startswith(os.path.join(root, ""))


def in_folder(folder: Path, name: str) -> Path:
    """What has this name in the folder of a cycle.

    Raises:
        InputError: it is a link that leads out of the folder.
    """
    path = folder / name
    if not _is_inside(path, os.path.realpath(folder), {}):
        raise InputError(f"{name} is a link out of this folder, and is not opened. Take it away.")
    return path


def made_in(folder: Path, name: str) -> Path:
    """The folder of this name in the folder of a cycle, made if need be.

    Raises:
        InputError: it is a link that leads out of the folder.
    """
    path = in_folder(folder, name)
    path.mkdir(exist_ok=True)
    return path


def read_cycle(folder: Path) -> Cycle:
    """Return the cycle in a folder, as its settings and what lies in it say.

    What of the settings cannot be used is told by ``problem``, and the rest is used.
    """
    cycle = Cycle(folder, lists=_list_paths(folder))
    path = folder / SETTINGS
    if not path.exists():
        return cycle
    try:
        data, _ = read_toml(str(in_folder(folder, SETTINGS)), "file of settings", _ADVICE)
    except InputError as error:
        return replace(cycle, problem=str(error), whole=not (folder / RETURNED).is_dir())
    return _with_settings(cycle, data)


def _with_settings(cycle: Cycle, data: dict[str, Any]) -> Cycle:
    texts = {
        key: data[key].strip()
        for key in ("period", "division", "form", "due")
        if isinstance(data.get(key), str)
    }
    problems = [
        f"{key} is not a text" for key in data if key in texts or not _fits(key, data[key])
        if key not in texts
    ]  # fmt: skip
    lists, blanks = dict(cycle.lists), list[Path]()
    for key in LIST_NAMES:
        if isinstance(data.get(key), str):
            _take(
                cycle.folder, data[key], problems, lambda path, key=key: lists.update({key: path})
            )
    for each in [data["blank"]] if isinstance(data.get("blank"), str) else data.get("blank") or []:
        _take(cycle.folder, each, problems, blanks.append)
    files: dict[str, Path] = {}
    for key in ("labels", "plans", "template"):
        if isinstance(data.get(key), str):
            _take(
                cycle.folder, data[key], problems, lambda path, key=key: files.update({key: path})
            )
    form = _form(cycle.folder, texts.pop("form", ""), problems)
    taught = data.get("labels")
    columns = data.get("columns")
    problem = f"{SETTINGS}: {'; '.join(problems)}." if problems else ""
    return replace(
        cycle, lists=lists, blanks=tuple(blanks), problem=problem, form=form,
        labels=taught if isinstance(taught, dict) else files.get("labels"),
        plans=files.get("plans"), template=files.get("template"),
        columns={str(k): v for k, v in columns.items() if isinstance(v, str)}
        if isinstance(columns, dict) else {},
        ignore_rest=data.get("ignore_rest") is True, whole=data.get("returned") == ".", **texts,
    )  # fmt: skip


def _form(folder: Path, name: str, problems: list[str]) -> str | plandocs.FormSpec:
    """The form of the cycle: its name, or that of a file in the folder."""
    if not name.casefold().endswith(".toml"):
        return name
    files = list[Path]()
    _take(folder, name, problems, files.append)
    try:
        return _loaded(files[0], _as_they_are(files[0].parent)) if files else ""
    except PlandocsError as error:
        problems.append(str(error).rstrip("."))
        return ""


@lru_cache(maxsize=1)  # one: another folder's form of this name would have to be known anew
def _loaded(path: Path, files: frozenset[tuple[str, int, int]]) -> plandocs.FormSpec:
    """The form of a file, while that and its blank, which lies beside it, are as they are."""
    return plandocs.load_form(path)


def _as_they_are(folder: Path) -> frozenset[tuple[str, int, int]]:
    """The files of a folder by name, time and size."""
    with os.scandir(folder) as entries:
        facts = [(each.name, each.stat()) for each in entries if each.is_file()]
    return frozenset((name, each.st_mtime_ns, each.st_size) for name, each in facts)


def _fits(key: str, value: object) -> bool:
    if key == "blank" and isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str) or key not in ("period", "division", "form", "due", "blank")


def _take(folder: Path, name: object, problems: list[str], take: Any) -> None:
    """Take a file of the settings, if it lies in the folder."""
    path = folder / str(name)
    root = os.path.join(os.path.realpath(folder), "")
    if not os.path.realpath(path).startswith(root):
        problems.append(f"{name} leads out of this folder and was not opened")
    elif not path.is_file():
        problems.append(f"there is no file {name}")
    else:
        take(path)


def _list_paths(folder: Path) -> dict[str, Path]:
    """The lists that lie in the folder `lists` under their usual names."""
    root = os.path.realpath(folder)
    lists: dict[str, Path] = {}
    for name in LIST_NAMES:
        for suffix in _LIST_TYPES:
            path = folder / LISTS / f"{name}{suffix}"
            if path.is_file() and _is_inside(path, root, {}):
                lists.setdefault(name, path)
    return lists


def write_settings(folder: Path, changes: dict[str, Any]) -> None:
    """Write what was settled into `plandocs.toml`; what else stands there is kept.

    Raises:
        InputError: the file that is there cannot be understood.
        OutputError: it cannot be written.
    """
    path, data = folder / SETTINGS, dict[str, Any]()
    if path.exists():
        data, _ = read_toml(str(in_folder(folder, SETTINGS)), "file of settings", _ADVICE)
    elif any(p.parent.name != RETURNED for p in Cycle(folder).documents()[0]):
        data["returned"] = "."  # a folder of plans that was taken as it is stays so
    data |= changes
    settings = {key: value for key, value in data.items() if value not in ("", [], {})}
    lines = [f"{key} = {toml_value(value)}" for key, value in settings.items()]
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())


def toml_value(value: object) -> str:
    """A value as TOML has it; its strings are those of JSON."""
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(k)} = {toml_value(v)}" for k, v in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
