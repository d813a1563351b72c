"""The page: a roll-up in one self-contained file.

In: a roll-up, and where its files are. Out: HTML in UTF-8, piece by piece. The page asks nothing of
any other place, and its content policy says so; without scripts it shows everything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from plandocs.division.sheets import Note, RollUp, Sheet
from plandocs.division.summary import COMPLETE, EXPECTED, OVERDUE, RECEIVED, SIGNED
from plandocs.page.bars import chart
from plandocs.page.table import Address, plain_text, table

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_TILES = (EXPECTED, RECEIVED, COMPLETE, SIGNED, OVERDUE)


def page(found: RollUp, address: Address) -> Iterator[str]:
    """The page, piece by piece."""
    title = escape(found.title)
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        f'<meta name="referrer" content="no-referrer"><title>{title}</title>'
        f"<style>{_shipped('page.css')}</style></head><body>\n<header><h1>{title}</h1>"
    )
    yield f'<p class="made">{escape(_made(found))}</p></header>\n'
    names = [(f"s{number}", sheet.name) for number, sheet in enumerate(found.sheets)]
    links = "".join(
        f'<a href="#{id}">{escape(name)}</a>' for id, name in (*names, ("about", "About"))
    )
    yield f'<nav aria-label="Sheets">{links}</nav>\n<main>'
    for (id, _), sheet in zip(names, found.sheets, strict=True):
        yield from _section(id, sheet, found, address)
    yield from _about(found.about)
    yield f"</main><script>{_shipped('page.js')}</script></body></html>\n"


def _made(found: RollUp) -> str:
    """When and from what, as the page About says first."""
    return next((f"{note.text} {note.detail}" for note in found.about if note.detail), "")


def _section(id: str, sheet: Sheet, found: RollUp, address: Address) -> Iterator[str]:
    count = sum(1 for _ in sheet.rows())
    yield f'<section id="{id}"><h2>{escape(sheet.name)} <small>{count}</small></h2>\n'
    if sheet is found.sheets[0]:
        yield from _tiles(sheet)
        yield '<div class="charts">'
        by_name = {each.name: each for each in found.sheets}
        for graph in found.graphs:
            yield from chart(graph, by_name[graph.sheet])
        yield "</div>"
    if not count:
        yield '<p class="none">Nothing here.</p></section>\n'
        return
    yield '<div class="wide">'
    yield from table(sheet, address)
    yield "</div></section>\n"


def _tiles(sheet: Sheet) -> Iterator[str]:
    """Some numbers of the last row, which is that of the whole division."""
    rows = tuple(sheet.rows())
    last = dict(zip(sheet.headings, rows[-1], strict=True)) if rows else {}
    yield '<div class="tiles">'
    for heading in _TILES:
        if heading in last:
            yield f"<div><b>{escape(plain_text(last[heading]))}</b>{escape(heading)}</div>"
    yield "</div>"


def _about(notes: tuple[Note, ...]) -> Iterator[str]:
    yield '<section id="about"><h2>About</h2>\n<dl>'
    for note in notes:
        if note.kind == "heading":
            yield f"</dl><h3>{escape(note.text)}</h3><dl>"
        elif note.kind == "text":
            yield f"<dt>{escape(note.text)}</dt><dd>{escape(note.detail)}</dd>"
    yield "</dl></section>\n"


@cache
def _policy() -> str:
    """No script but the page's own, which is told by its digest."""
    digest = sha256(_shipped("page.js").encode("utf-8")).digest()
    return _POLICY.format(digest=b64encode(digest).decode("ascii"))


@cache
def _shipped(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8").strip()
