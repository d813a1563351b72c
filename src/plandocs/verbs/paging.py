"""A roll-up as a page: plain values in, one HTML file out, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from plandocs.division.sheets import RollUp
from plandocs.files.output import Place, Target, write_whole
from plandocs.page.write import page
from plandocs.sheet.table import Link, link_to


def write_page(found: RollUp, place: Place) -> Mapping[str, int]:
    """Write the page; gives how many rows each of its tables has."""

    def write(file: Target) -> None:
        for piece in page(found, partial(_address, place.path.parent)):
            file.write(piece.encode("utf-8", "replace"))

    write_whole(place, write)
    return {sheet.name: sum(1 for _ in sheet.rows()) for sheet in found.sheets}


def _address(folder: Path, path: str) -> str:
    """The relative address of a file that is there; "" for one that is not."""
    file = Path(path)
    link = link_to("", file, folder) if path and file.is_file() else ""
    return link.target if isinstance(link, Link) else ""
