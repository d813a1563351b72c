"""The files that plandocs ships: the official blanks and the samples.

In an installed wheel they lie inside the package, in a checkout beside ``src``.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def data(folder: str) -> Traversable:
    """The folder ``templates`` or ``samples``."""
    installed = files("plandocs") / "_data" / folder
    return installed if installed.is_dir() else Path(__file__).parents[2] / folder
