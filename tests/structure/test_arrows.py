"""The arrows between the rooms point one way, and foreign libraries stay in theirs."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.structure.source import all_imports, imports, modules, room

# What each room may look at, beside itself. A room that is not listed here has no place yet.
_FLOOR = {
    "errors",
    "frozen",
    "normal",
    "resources",
    "moment",
    "wording",
    "advice",
    "problems",
    "people",
    "headings",
    "arguments",
}
_FLOOR |= {"remembered", "display", "document_page", "table"}
_VALUES = _FLOOR | {"kinds", "model"}
_FORM = _VALUES | {"description"}
_FOREIGN_ROOMS = {"word", "sheet", "page"}
ARROWS: dict[str, set[str]] = {
    "advice": set(),
    "errors": {"advice"},
    "remembered": set(),
    "frozen": set(),
    "resources": set(),
    "moment": set(),
    "problems": set(),
    "display": set(),
    "document_page": set(),
    "table": {"errors"},
    "normal": {"errors", "remembered"},
    "wording": {"errors", "normal", "remembered"},
    "people": {"remembered", "wording"},
    "headings": {"people"},
    "arguments": {"errors", "wording"},
    "paths": set(),
    "files": {"advice", "container", "errors", "normal", "wording"},
    "batch": {"errors", "files"},
    "container": {"arguments", "errors", "remembered"},
    "kinds": {"frozen", "normal", "problems"},
    "model": {"arguments", "errors", "frozen", "kinds", "moment", "normal", "problems"},
    "description": _VALUES,
    "word": _FORM | {"container", "files"},
    "sheet": _FLOOR | {"container", "files"},
    "checks": _FORM,
    "division": _FORM | {"changes", "checks", "data", "files", "forms", "page", "paths", "sheet"},
    "mailing": _FORM | {"container", "division", "files", "filling", "paths", "word"},
    "page": _FLOOR | {"files"},
    "tabular": _FLOOR | {"files"},
    "forms": _FORM | {"checks", "files"},
    "changes": _FORM | {"forms"},
    "reading": _FORM | {"batch", "container", "files", "forms", "paths", "word"},
    "data": _FORM | {"files", "forms", "sheet"},
    "filling": _FORM | {"batch", "data", "files", "forms", "reading", "sheet", "word"},
    "editing": _FORM
    | {"changes", "container", "data", "filling", "forms", "paths", "reading", "word"},
    # A form learnt from its blank is tried by what will fill and read it.
    "learn": _FORM | {"filling", "reading", "word"},
    "store": _FORM
    | {"container", "data", "files", "forms", "paths", "reading", "word"},
    "verbs": _FORM | {"batch", "changes", "checks", "container", "data", "files", "filling"}
    | {"mailing", "store", "tabular", "editing", "forms", "reading", "division", "learn"}
    | {*_FOREIGN_ROOMS},
    "plandocs": _VALUES | {"mailing", "verbs", "forms"},
    # The desk stands where the command line does: it calls the public names, and goes by the
    # description of a plan's form; corrections say of rows what they are by their paths.
    "desk": {"plandocs", "batch", "display", "errors", "files", "forms", "kinds", "moment"}
    | {"paths"},
    "cli": {"plandocs", "desk", "advice", "display", "errors", "model", "wording"}
    | {"checks", "changes", "files", "batch"},
    "__main__": {"cli"},
}  # fmt: skip
# The rooms within the room that knows Word, in the order in which a document goes through them.
_WITHIN_WORD = ("package", "view", "learn", "locate", "revise", "template")
_FOREIGN = {
    "docx": {"word"},
    "docxtpl": {"word"},
    "lxml": {"word", "sheet"},
    "openpyxl": {"sheet"},
    "jinja2": {"word", "page", "desk"},
    "starlette": {"desk"},
    "uvicorn": {"desk"},
    "python_multipart": {"desk"},
    "msoffcrypto": {"word"},
    "pyarrow": {"tabular"},
    "click": {"cli"},
    "rich": {"cli"},
}


def test_every_room_has_a_place_among_the_arrows() -> None:
    assert set(map(room, modules())) - set(ARROWS) == set()


def test_a_module_looks_only_at_rooms_below_its_own() -> None:
    wrong = {
        f"{module} → {each.module}"
        for module in modules()
        for each in imports(module)
        if _is_ours(each.module)
        and room(each.module) not in {room(module), *ARROWS.get(room(module), ())}
    }
    assert wrong == set()


def test_the_rooms_of_word_excel_and_html_never_see_each_other() -> None:
    assert [room for room in _FOREIGN_ROOMS if ARROWS[room] & _FOREIGN_ROOMS] == []


def test_within_word_a_room_looks_only_at_those_that_come_before_it() -> None:
    wrong = {
        f"{module} → {each.module}"
        for module in modules()
        for each in all_imports(module)
        if (here := _within_word(module)) is not None
        and (there := _within_word(each.module)) is not None
        and there > here
    }
    assert wrong == set()
    assert {_within_word(module) for module in modules()} == {None, *range(len(_WITHIN_WORD))}


def _within_word(module: str) -> int | None:
    path = module.split(".")
    inside = path[:2] == ["plandocs", "word"] and len(path) > 2
    return _WITHIN_WORD.index(path[2]) if inside else None


@pytest.mark.parametrize("door", ["sheet.read", "sheet.write", "word.locate"])
def test_a_room_with_a_door_is_entered_by_it_alone(door: str) -> None:
    inside = f"plandocs.{door}."
    exported = {inside + name for name in import_module(inside.rstrip(".")).__all__}
    wrong = {
        f"{module} → {each.module}"
        for module in modules()
        for each in all_imports(module)
        if each.module.startswith(inside) and not f"{module}.".startswith(inside)
        if each.module not in exported
    }
    assert wrong == set()


def test_no_rooms_look_at_each_other_in_a_circle() -> None:
    seen: dict[str, bool] = {}
    for start in ARROWS:
        _walk(start, seen, ())


def _walk(here: str, seen: dict[str, bool], path: tuple[str, ...]) -> None:
    assert here not in path, " → ".join((*path, here))
    if here not in seen:
        for there in ARROWS[here] - {here}:
            _walk(there, seen, (*path, here))
        seen[here] = True


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Imports at the top of modules, for types alone too; one inside a function may look back.

    The public names are left out: they load what they name when it is first used.
    """
    early = {
        module: {each.module for each in all_imports(module) if not each.late}
        - {module, "plandocs"}
        & set(modules())
        for module in modules()
    }
    while early:
        free = [module for module, others in early.items() if not others & set(early)]
        assert free, f"these import each other: {sorted(early)}"
        for module in free:
            del early[module]


def test_a_foreign_library_is_imported_in_its_own_room_alone() -> None:
    wrong = {
        f"{module} → {each.module}"
        for module in modules()
        for each in imports(module)
        if room(module) not in _FOREIGN.get(each.module.partition(".")[0], {room(module)})
    }
    assert wrong == set()


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == "plandocs"
