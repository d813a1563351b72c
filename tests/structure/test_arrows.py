"""The arrows between the rooms point one way, and foreign libraries stay in theirs."""

from __future__ import annotations

import pytest

from tests.structure.source import imports, modules, room

# What each room may look at, beside itself. A room that is not listed here has no place yet.
_FLOOR = {"errors", "marks", "labels", "normal", "resources", "files", "output", "batch"}
_VALUES = _FLOOR | {"values", "plan", "reading"}
_FORM = _VALUES | {"form"}
_LIBRARY = _FORM | {"registry", "interpret", "word", "sheet", "division", "forms"}
ARROWS = {
    "errors": set(),
    "marks": set(),
    "labels": set(),
    "resources": set(),
    "normal": {"errors", "labels"},
    "files": {"errors"},
    "output": {"errors"},
    "batch": {"errors"},
    "values": {"marks", "normal"},
    "plan": {"errors", "labels", "marks", "normal"},
    "reading": {"errors", "plan"},
    "form": _VALUES,
    "registry": _FORM | {"forms"},
    "forms": _FORM | {"division"},
    "division": _FORM,
    "word": _FORM,
    "sheet": _FORM,
    "interpret": _FORM | {"word"},
    "verbs": _LIBRARY,
    "plandocs": _LIBRARY | {"verbs"},
    "cli": {"plandocs", "errors", "files", "output", "batch"},
    "__main__": {"cli"},
}
_FOREIGN = {
    "docx": {"word"},
    "docxtpl": {"word"},
    "lxml": {"word", "sheet"},
    "openpyxl": {"sheet"},
    "jinja2": {"word"},
    "msoffcrypto": {"word"},
    "click": {"cli"},
    "rich": {"cli"},
}


@pytest.mark.parametrize("module", modules())
def test_a_module_looks_only_at_rooms_below_its_own(module: str) -> None:
    here = room(module)
    assert here in ARROWS, f"{here} is a room without a place among the arrows"
    looked_at = {room(each.module) for each in imports(module) if _is_ours(each.module)}
    assert looked_at - ARROWS[here] - {here} == set()


def test_word_and_sheet_never_see_each_other() -> None:
    assert "sheet" not in ARROWS["word"]
    assert "word" not in ARROWS["sheet"]


def test_no_rooms_look_at_each_other_in_a_circle() -> None:
    """A form's folder and the registry that lists it are the one pair that cannot be a line."""
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
    """Imports at the top of modules; one inside a function is never in the way of another."""
    early = {
        module: {each.module for each in imports(module) if not each.late and each.module != module}
        & set(modules())
        for module in modules()
    }
    while early:
        free = [module for module, others in early.items() if not others & set(early)]
        assert free, f"these import each other: {sorted(early)}"
        for module in free:
            del early[module]


@pytest.mark.parametrize("module", modules())
def test_a_foreign_library_is_imported_in_its_own_room_alone(module: str) -> None:
    for each in imports(module):
        rooms = _FOREIGN.get(each.module.partition(".")[0])
        assert rooms is None or room(module) in rooms, f"{module} imports {each.module}"


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == "plandocs"
