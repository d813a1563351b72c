"""What a blank form prints, and which words of a paragraph it does not print.

The heart of the text account: everything in a document is boilerplate, a field's value, or is
reported. Sentences that an agency has changed a little are compared word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property

from plandocs.description.form import FormSpec
from plandocs.normal.labels import key, remarks, without_remarks
from plandocs.word.locate.vocabulary import (
    LONGEST,
    heading_key,
    lines,
    vocabulary,
    without_continued,
)
from plandocs.word.view.document import Document, Table, walk

_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BARE = re.compile(r"[\W_]+")
_UNHEARD = re.compile("['’\u00ad\u200b\u2060\ufeff]")
_SMALL = frozenset({"", "it", "is", "to", "or", "in", "for", "by", "on"})
_KNOWN = 4000
_CLOSE = 0.7  # a sentence is a changed copy of a printed one that has this share of its words
_LONGER = 50  # times the longest printed sentence: so long a line is not a copy of any
_TELLING = 4  # words of guidance that is told from a label
_SENTENCE = 7  # words; anything shorter is a label, printed as it is or not at all


def normalized(text: str) -> str:
    """Text as compared with print: case, white space, quotes and punctuation do not count."""
    return _BARE.sub(" ", _UNHEARD.sub("", text).casefold()).strip()


class Boilerplate:
    """The words of one blank (or several): ``beyond(text)`` gives what they do not print."""

    def __init__(
        self,
        texts: Iterable[str],
        labels: frozenset[str] = frozenset(),
        at_labels: Boilerplate | None = None,
    ) -> None:
        self.labels = labels
        self.at_labels = at_labels or self  # what may stand in a heading's or a label's own cell
        self.sentences: dict[str, str] = {}
        for text in texts:
            for line in (text, *text.split("\n")):
                if line.strip():
                    self.sentences.setdefault(normalized(line), line)
        self._words = {
            bare: words
            for bare in self.sentences
            if len(words := frozenset(bare.split())) >= _SENTENCE
        }
        self._endless = _LONGER * max(map(len, self.sentences), default=0)
        self.guidance: dict[str, frozenset[str]] = {}  # what stands below headings, by sections
        self.known: set[str] = set()  # texts as written that are print, found so before
        self.numbers: frozenset[str] = frozenset()  # automatic ones, such as "Goal 1:"
        self.drawn_texts: frozenset[str] = frozenset()  # what its text boxes and page headers show

    def beyond(self, text: str) -> str:
        """The words of a text that are not printed, in order; "" where all are."""
        if text in self.known:
            return ""
        beyond = self._beyond(text)
        if not beyond and len(self.known) < _KNOWN:
            self.known.add(text)
        return beyond

    def has_words(self, number: str) -> bool:
        """Return whether the words of an automatic number ("Section 1:") are the form's own."""
        words = (word for word in normalized(number).split() if _LETTERS.search(word))
        return self._single.issuperset(words)

    @cached_property
    def _single(self) -> frozenset[str]:
        texts = (*self.sentences, *map(normalized, self.numbers))
        return frozenset(word for bare in texts for word in bare.split())

    def guides(self, section: str, texts: Iterable[str], above: Iterable[str]) -> bool:
        """Return whether the blank prints these lines below a section's headings, not above."""
        bare_lines = [normalized(line) for line in texts]
        return (
            any(len(line.split()) >= _TELLING for line in bare_lines)
            and all(section in self.guidance.get(line, ()) for line in bare_lines)
            and set(map(normalized, above)).isdisjoint(bare_lines)
        )

    @classmethod
    def of(
        cls, form: FormSpec, blanks: Iterable[Document], captions: Iterable[str] = ()
    ) -> Boilerplate:
        """Everything that the form's own words and these blanks print.

        ``captions`` are the titles and descriptions of their tables, which some programs write out.
        An agency's other word for a label is print only where it stands as that label.
        """
        blanks = tuple(blanks)
        labels = [cell.label for cell in form.cells]
        others = [each for cell in form.cells for each in cell.synonyms]
        for section in form.sections:
            labels += (section.heading, *section.printed)
            for column in section.columns:
                labels.append(column.label)
                others += column.synonyms
        texts = [form.title, *form.also_printed, *captions, *labels]
        for blank in blanks:
            for blocks in (blank.blocks, *(story.blocks for story in blank.stories)):
                texts += (p.text for p in walk(blocks) if p.text)
        keys = {form.title, *labels, *(section.title for section in form.sections)}
        label_keys = frozenset({*map(key, keys), *map(heading_key, keys)} - {""})
        at_labels = cls([*texts, *others], vocabulary(form).known.keys | label_keys)
        made = cls(texts, label_keys, at_labels)
        for blank in blanks:
            made.guidance |= _below_headings(form, blank)
            made.numbers |= {p.number for p in walk(blank.blocks) if p.number}
            made.drawn_texts |= frozenset(map(normalized, _drawn_texts(blank)))
        return made

    def shows(self, text: str) -> bool:
        """Return whether this is what a blank shows in a text box of its own, or on each page."""
        return bool(self.drawn_texts) and normalized(text) in self.drawn_texts

    def __contains__(self, text: str) -> bool:
        """Return whether this text is printed as it stands."""
        if not text or (len(text) <= self._endless and normalized(text) in self.sentences):
            return True
        if len(text) > LONGEST:
            return False
        label = without_continued(text)
        title = heading_key(label)
        printed = title in self.labels and bool(title or self._numbers(label))
        return key(label) in self.labels or printed

    def _numbers(self, label: str) -> bool:
        """Return whether a printed line begins with this title, a bare number such as "Stage 1"."""
        text = normalized(label)
        begins = any(bare == text or bare.startswith(f"{text} ") for bare in self.sentences)
        return begins or not any(map(str.isalpha, text))

    def _beyond(self, text: str) -> str:
        if text in self:
            return ""
        if "\n" in text:
            return "\n".join(filter(None, map(self._beyond, text.split("\n"))))
        if len(text) > self._endless:
            return text
        text = without_continued(text)
        printed = self._nearest(text)
        bare = without_remarks(text)
        added = _added(text, printed) if printed is not None else text
        if bare != text and bare.strip() and " ".join(bare.split()) in self:
            return min(remarks(text), added, key=len)  # the print has brackets of its own
        return "" if printed is None and _idle(text) and not normalized(text) else added

    def _nearest(self, text: str) -> str | None:
        """The printed sentence that this is a changed copy of, if it is one."""
        words = normalized(text).split()
        if len(words) < _SENTENCE:
            return None
        text_words, best, nearest = frozenset(words), _CLOSE, None
        for bare, sentence_words in self._words.items():
            share = len(text_words & sentence_words) / len(sentence_words)
            if share > best:
                best, nearest = share, self.sentences[bare]
        return nearest


def _drawn_texts(blank: Document) -> Iterator[str]:
    """What a blank has beside its text: its text boxes; what is drawn in headers and footers."""
    for p in walk(blank.blocks):
        yield from (extra.text for extra in p.extras or () if extra.kind == "textbox")
    for story in blank.stories:
        if story.kind in ("header", "footer"):
            yield from (extra.text for p in walk(story.blocks) for extra in p.extras or ())


def _below_headings(form: FormSpec, blank: Document) -> dict[str, frozenset[str]]:
    """Each line that a blank prints below a column's heading in its cell, with the sections."""
    columns, sections_by_line = vocabulary(form).columns, dict[str, frozenset[str]]()
    tables = [block for block in blank.blocks if isinstance(block, Table)]
    for cell in (cell for table in tables for row in table.rows for cell in row.cells):
        first, *below = lines(cell.blocks) or [""]
        sections = frozenset(section.name for section, _ in columns.get(key(first), ()))
        for line in below if sections else ():
            sections_by_line[normalized(line)] = (
                sections_by_line.get(normalized(line), frozenset()) | sections
            )
    return sections_by_line


def _idle(text: str) -> bool:
    """Return whether there is nothing but rules, dots and dashes."""
    return not re.search(r"[^\s_.…·•\-–—|/\\:;,()]", text)


def _added(text: str, printed: str) -> str:
    typed, printed_words = _WORD.findall(text), _WORD.findall(printed)
    matcher = SequenceMatcher(
        None, [key(w) or w for w in printed_words], [key(w) or w for w in typed], autojunk=False
    )
    added = [
        " ".join(typed[b0:b1])
        for tag, _, _, b0, b1 in matcher.get_opcodes()
        if tag in ("insert", "replace")
    ]
    words = " ".join(part for part in added if not _idle(part))
    return "" if all(key(word) in _SMALL for word in words.split()) else words
