"""What stands on the page of a shown document, taken out of its HTML by its ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import html

import plandocs
from tests.documents.official import CAPABILITIES

_ALONE = ("form", "id")


def letters(text: str) -> str:
    """The letters and figures of a text, however its spaces and accents are written."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a plan's JSON that was read from words, by its path."""
    if isinstance(data, dict):
        if "text" in data:
            yield path, data["text"]
            return
        for name, each in data.items():
            if name not in _ALONE:
                yield from leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(data, list):
        for number, each in enumerate(data):
            yield from leaves(each, f"{path}[{number}]")
    elif isinstance(data, str):
        yield path, data


class Page:
    """The HTML of a shown document as a tree."""

    def __init__(self, shown: plandocs.Shown) -> None:
        self.root = html.fromstring(shown.html)
        self._by_id = {each.get("id"): each for each in self.root.iter() if each.get("id")}

    def found(self, path: str) -> list[Any]:
        """The elements at an XPath."""
        result = self.root.xpath(path)
        assert isinstance(result, list)
        return result

    def elements(self, ids: Iterable[str]) -> list[Any]:
        """The elements with these ids."""
        return [self._by_id[each] for each in ids]

    def words(self, ids: Iterable[str]) -> str:
        """The words of these, without boxes for pictures and other things beside the text."""
        own = './/text()[not(ancestor::*[contains(@class, "thing")])]'
        return "".join("".join(each.xpath(own)) for each in self.elements(ids))

    def text(self, ids: Iterable[str]) -> str:
        """All that stands in these."""
        return "".join(each.text_content() for each in self.elements(ids))

    def is_elsewhere(self, ids: Iterable[str]) -> bool:
        """Whether these stand behind the document, since no place was found for them."""
        up = 'ancestor::*[contains(@class, "elsewhere")]'
        return any(each.xpath(up) for each in self.elements(ids))


def faults(shown: plandocs.Shown) -> list[str]:
    """Where the page marks other words than were read; ``-`` marks words that it marks nowhere."""
    page, plan = Page(shown), shown.reading.to_dict()["plan"]
    found = []
    for path, text in leaves(plan):
        marked = page.words(shown.fields.get(path, ()))
        if letters(text) and letters(marked) != letters(text) and not _is_print(path, text, marked):
            found.append(f"{path} is {text!r}, and marked is {marked!r}")
    for each, ids in zip(shown.reading.unmapped, shown.unmapped, strict=True):
        if letters(each.text) not in letters(page.text(ids)) or not ids:
            found.append(f"{each} is {page.text(ids)!r}")
        elif page.is_elsewhere(ids):
            found.append(f"- {each}")
    return found


def _is_print(path: str, text: str, marked: str) -> bool:
    """A printed row's label: the document may lack its row, or have it with a slip."""
    printed = set(CAPABILITIES)
    slipped = not marked or abs(len(letters(marked)) - len(letters(text))) < 4
    return path.endswith(".capability") and text in printed and slipped
