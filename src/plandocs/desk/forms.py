"""A form that is taught: its blank, the file that says what is seen in it, and what was put right.

Both lie in the desk's own folder until they are saved into the folder `forms` of the cycle.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

import plandocs
from plandocs.desk.cycle import FORMS, Cycle, made_in, toml_value, write_settings
from plandocs.desk.jobs import Job
from plandocs.desk.lists import replaced
from plandocs.desk.receive import Dropped, Refused, one
from plandocs.desk.workspace import Workspace
from plandocs.errors import PlandocsError
from plandocs.files.whole import write_whole
from plandocs.kinds.by_name import PLAIN, WORDS, named_kind

ROLES: Final = {
    "": "", "person": "Whose form it is", "manager": "The manager", "unit": "Branch or team",
    "level": "Level", "period": "The period", "meeting": "Day of the meeting",
    "signature": "Their signature", "countersignature": "The manager's signature",
    "next": "Next conversation",
}  # fmt: skip
COLUMN_ROLES: Final = {
    "": "", "measure": "Measure", "link": "Link to a goal", "status": "Status",
    "timing": "By when",
}  # fmt: skip
_BLANK, _FILE, _NOTES = "form.docx", "form.toml", "notes.json"
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the page has it; ``path`` is its name, behind that of its section."""

    path: str
    label: str
    under: str
    kind: str
    role: str
    words: str
    roles: Mapping[str, str]
    unsure: tuple[str, ...]
    key: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A section with its fields; ``path`` is "" for those at the head."""

    path: str
    heading: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A form tried on its blank: the laws, what is wrong with its file, a specimen filled in."""

    laws: tuple[plandocs.Law, ...] = ()
    wrong: tuple[str, ...] = ()
    html: Markup = field(default_factory=Markup)

    @property
    def holds(self) -> bool:
        """Whether it can be used as it is."""
        return bool(self.laws) and not self.wrong and not any(law.faults for law in self.laws)


class Draft:
    """The form that is being taught."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = (folder / _FILE).read_text(encoding="utf-8")
        self.data: dict[str, Any] = tomllib.loads(self.text)
        notes = json.loads((folder / _NOTES).read_text(encoding="utf-8"))
        self.blank, self.left_out = str(notes["blank"]), tuple(map(str, notes["left_out"]))
        self._unsure: list[str] = notes["unsure"]

    @property
    def title(self) -> str:
        """What is printed at its head."""
        return str(self.data.get("title", ""))

    @property
    def groups(self) -> list[Group]:
        """Its fields: those at the head, then those of each section."""
        result = [Group("", "At the head", "", tuple(self._fields(self.data, "", ROLES)))]
        for name, section in self.data.get("sections", {}).items():
            table = section["shape"] in ("rows", "printed")
            roles = COLUMN_ROLES if table else ROLES
            about = "a table" if table else "labels under this heading"
            fields = tuple(self._fields(section, f"{name}.", roles))
            result.append(Group(name, str(section.get("heading", name)), about, fields))
        return [group for group in result if group.fields]

    def _fields(
        self, table: dict[str, Any], front: str, roles: Mapping[str, str]
    ) -> Iterator[Field]:
        for name, entry in table.get("fields", {}).items():
            path, kind = f"{front}{name}", str(entry.get("kind", PLAIN))
            unsure = (each.partition(": ") for each in self._unsure)
            yield Field(
                path, str(entry["label"]), str(entry.get("under", "")), kind,
                str(entry.get("role", "")), ", ".join(entry.get(named_kind(kind).words, ())), roles,
                tuple(why for of, _, why in unsure if of == path), bool(entry.get("key")),
            )  # fmt: skip

    def put_right(self, fields: Mapping[str, list[str]]) -> None:
        """Keep what was put right on the page.

        Raises:
            Refused: something of it cannot be.
        """
        data = tomllib.loads(self.text)
        if title := _typed_text(fields, "title", ""):
            data["title"] = title
        for group in self.groups:
            table = data["sections"][group.path] if group.path else data
            for each in group.fields:
                name = each.path.rpartition(".")[2]
                if f"here:{each.path}" not in fields:
                    continue
                if f"keep:{each.path}" not in fields:
                    del table["fields"][name]
                else:
                    _changed(table["fields"][name], each, fields)
            if group.path and not table["fields"]:
                del data["sections"][group.path]
        data["only"] = [each for each in data.get("only", ()) if each in _labels(data)]
        write_whole(self.folder / _FILE, _written(data).encode())

    def looked(self) -> Look:
        """Try it on its blank."""
        made = self.folder / "seen"
        try:
            form = plandocs.load_form(self.folder / _FILE, known=False)
            laws = plandocs.check_form(form, folder=made, force=True).laws
            copy = made / "fields.docx"
            html = plandocs.show(copy, heading=3, forms=(form,)).html if copy.exists() else ""
        except plandocs.InputError as error:
            return Look(wrong=error.problems or (error.message,))
        except PlandocsError as error:
            return Look(wrong=(error.message,))
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return Look(laws, html=Markup(html))


def _typed_text(fields: Mapping[str, list[str]], name: str, before: str) -> str:
    text = " ".join(one(fields, name, before).split())
    if len(text) > _LONGEST:
        raise Refused(f"{text[:40]!r} … is longer than a printed label. Type what the form prints.")
    return text


def _changed(entry: dict[str, Any], of: Field, fields: Mapping[str, list[str]]) -> None:
    """An entry of the file as the page has it now."""
    label = _typed_text(fields, f"label:{of.path}", of.label)
    kind = _typed_text(fields, f"kind:{of.path}", of.kind)
    role = _typed_text(fields, f"role:{of.path}", of.role)
    if not label:
        raise Refused(f"{of.label!r} has no label now. Untick it to leave it out.")
    if role not in of.roles:
        raise Refused("A field cannot have that meaning. Choose one from the list.")
    words = one(fields, f"words:{of.path}", of.words)
    same = words.strip() == of.words  # a comma may be one of a word's own
    listed = entry.get(named_kind(of.kind).words) if same else None
    for key in ("kind", "role", *WORDS):
        entry.pop(key, None)
    entry["label"] = label
    if kind != PLAIN:
        entry["kind"] = kind
    if under := named_kind(kind).words:
        several = (" ".join(each.split()) for each in words.split(","))
        entry[under] = listed or [each for each in several if each]
    if role:
        entry["role"] = role
    if not named_kind(kind).bounded:
        for key in ("least", "most", "sum"):
            entry.pop(key, None)


def _labels(data: dict[str, Any]) -> set[str]:
    """The labels and headings that a form's file has."""
    sections = data.get("sections", {}).values()
    tables = [data, *sections]
    labels = {str(entry["label"]) for table in tables for entry in table.get("fields", {}).values()}
    return labels | {str(section.get("heading", "")) for section in sections}


def _written(data: dict[str, Any]) -> str:
    """The file of a form as TOML."""

    def values(table: dict[str, Any], *apart: str) -> Iterator[str]:
        for key, value in table.items():
            if key not in apart:
                yield f"{key} = {toml_value(value)}"

    def entries(table: dict[str, Any], front: str) -> Iterator[str]:
        for name, entry in table.get("fields", {}).items():
            yield from ("", f"[{front}fields.{name}]", *values(entry))

    lines = [*values(data, "fields", "sections"), *entries(data, "")]
    for name, section in data.get("sections", {}).items():
        lines += ["", f"[sections.{name}]", *values(section, "fields")]
        lines += entries(section, f"sections.{name}.")
    return "\n".join(lines) + "\n"


def draft_of(space: Workspace) -> Draft | None:
    """The form that is being taught; None where none is."""
    folder = _folder(space)
    try:
        return Draft(folder)
    except (OSError, ValueError, KeyError):
        return None


def taken_in(space: Workspace, file: Dropped) -> bytes:
    """The bytes of a blank that was dropped.

    Raises:
        Refused: it is no Word document, or larger than one is.
    """
    if Path(file.name).suffix.casefold() not in (".docx", ".dotx", ".docm"):
        raise Refused("A blank form is a Word document (.docx). Save it as one, and drop it again.")
    if file.too_large:
        raise Refused("This document is larger than a form can be.")
    return file.path.read_bytes()


def learn(space: Workspace, name: str, content: bytes, job: Job) -> str:
    """Look at a blank, and propose its fields."""
    learnt = plandocs.learn_form(content)
    text = learnt.text
    if "# unsure: the title" in text:  # without a title it is called as its file is
        title = " ".join(Path(name).stem.replace("-", " ").replace("_", " ").split())[:_LONGEST]
        data = tomllib.loads(text)
        text = _written(data | {"title": title or data["title"]})
    job.step()
    notes = {"blank": name, "unsure": learnt.unsure, "left_out": learnt.left_out}
    forget(space)
    folder = _folder(space)
    folder.mkdir(mode=0o700)
    for file, data_ in (
        (_BLANK, content),
        (_FILE, text.encode()),
        (_NOTES, json.dumps(notes).encode()),
    ):
        write_whole(folder / file, data_)
    return f"{len(learnt.fields)} fields were seen in {name}."


def forget(space: Workspace) -> None:
    """Leave the form that is being taught."""
    shutil.rmtree(_folder(space), ignore_errors=True)


def save(space: Workspace, draft: Draft) -> str:
    """Put a form into the folder `forms`, and let the cycle read by it; what it is called.

    Raises:
        PlandocsError: it makes no sense yet, or cannot be written.
    """
    form = plandocs.load_form(draft.folder / _FILE, known=False)
    folder = made_in(space.folder, FORMS)
    for file, suffix in ((_FILE, ".toml"), (_BLANK, ".docx")):
        replaced(folder / f"{form.name}{suffix}", (draft.folder / file).read_bytes())
    write_settings(space.folder, {"form": f"{FORMS}/{form.name}.toml"})
    forget(space)
    return form.title


def title_of(cycle: Cycle) -> str:
    """What the form of a cycle is called; "" where it is any."""
    return cycle.form if isinstance(cycle.form, str) else cycle.form.title


def _folder(space: Workspace) -> Path:
    return space.desk_folder / "form"
