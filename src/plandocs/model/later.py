"""What values call that stands above them: the package says where, and it is loaded on the call."""

from __future__ import annotations

TYPE_CHECKING = False  # every start waits for this module
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_HOMES: dict[str, str] = {}


def stands_in(**homes: str) -> None:
    """Say in which module each function is; `plandocs` does when it is imported."""
    _HOMES.update(homes)


def later(name: str) -> Callable[..., Any]:
    """Return the function with this name."""
    from importlib import import_module

    function: Callable[..., Any] = getattr(import_module(_HOMES[name]), name)
    return function
