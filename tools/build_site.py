"""Build the site of these documents, and see that every link on it leads somewhere.

In: `docs/`, README and the other documents of the checkout, and what is in `docs/requirements.txt`.
Out: a folder of plain HTML that needs no server and no network. A warning is an error.

    python tools/build_site.py site
"""

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html

_ROOT = Path(__file__).parent.parent
_START = "docs/index.html"
_FORWARD = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>plandocs</title>
<meta http-equiv="refresh" content="0; url={_START}"></head>
<body><p><a href="{_START}">plandocs</a></p></body></html>
"""
# What screen readers and keyboards miss in what Sphinx and Furo write: levels of headings, names of
# regions, a stop at what scrolls sideways; a signature's parameters are no list of definitions.
_OPEN_TO_ALL = (
    ('class="caption" role="heading"', 'class="caption" role="heading" aria-level="2"'),
    ('<aside class="sidebar-drawer"', '<aside class="sidebar-drawer" aria-label="All pages"'),
    ('<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
    ("<pre>", '<pre tabindex="0">'),
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
)
_SIGNATURE = re.compile(r"<dl>\n((?:<dd><em class=\"sig-param.*</dd>\n)+)</dl>")
_PARAMETER = ("<dd>", '<div style="margin-left: 2rem">'), ("</dd>", "</div>")
_FETCHING = ("src", "data", "poster")  # what a browser asks for by itself


class Link(NamedTuple):
    """A link of a page, and whether the browser follows it without being asked to."""

    page: Path
    target: str
    fetched: bool


def main() -> int:
    """Build, check, and say how long it took and how many links there are."""
    parser = argparse.ArgumentParser(description="Build the site of the documents.")
    parser.add_argument("folder", type=Path, help="where the site goes")
    folder: Path = parser.parse_args().folder.resolve()
    begun = time.monotonic()
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-j", "auto", "-W", "--keep-going"]
    sphinx += ["-c", str(_ROOT / "docs"), "-d", str(folder.with_name(f"{folder.name}.doctrees"))]
    if subprocess.run([*sphinx, "-b", "html", str(_ROOT), str(folder)], check=False).returncode:
        return 1
    for path in pages(folder):
        path.write_text(opened(path.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "index.html").write_text(_FORWARD, encoding="utf-8")
    built = time.monotonic()
    trees = {path.resolve(): html.document_fromstring(path.read_bytes()) for path in pages(folder)}
    places = {path: {"", *ids(tree)} for path, tree in trees.items()}
    every = [link for path, tree in trees.items() for link in links(path, tree)]
    wrong = [f"{link.page}: {link.target}: {why}" for link in every if (why := fault(link, places))]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(
        f"{len(trees)} pages in {built - begun:.0f} s, {len(every)} links checked "
        f"in {time.monotonic() - built:.0f} s, {len(wrong)} of them wrong: {folder / _START}"
    )
    return 1 if wrong else 0


def opened(text: str) -> str:
    """Return a page that screen readers and keyboards get through."""
    for before, after in _OPEN_TO_ALL:
        text = text.replace(after, before).replace(before, after)
    return _SIGNATURE.sub(_parameters, text)


def _parameters(match: re.Match[str]) -> str:
    text = match[1]
    for before, after in _PARAMETER:
        text = text.replace(before, after)
    return f"<div>\n{text}</div>"


def pages(folder: Path) -> list[Path]:
    """Return the pages of a site, in order."""
    return sorted(folder.rglob("*.html"))


def ids(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the places of a page that links may name."""
    yield from (each.get("id", "") for each in tree.iter())


def links(path: Path, tree: html.HtmlElement) -> Iterator[Link]:
    """Yield every link of a page: to pages, to places on them, to pictures, styles and scripts."""
    for element, attribute, target, _ in tree.iterlinks():
        fetched = attribute in _FETCHING or element.tag == "link"
        yield Link(path, target, fetched)


def fault(link: Link, places: Mapping[Path, set[str]]) -> str:
    """Return what is wrong with a link, or nothing; what is elsewhere is not asked for."""
    scheme, host, way, _, place = urlsplit(link.target)
    if scheme == "data" or (scheme == "mailto" and not link.fetched):
        return ""
    if scheme or host:
        return "is fetched from elsewhere" if link.fetched else ""
    target = (link.page.parent / unquote(way)).resolve() if way else link.page
    if not target.exists():
        return "leads nowhere"
    known = unquote(place) in places.get(target, {unquote(place)})
    return "" if known else "names no place on that page"


if __name__ == "__main__":
    sys.exit(main())
