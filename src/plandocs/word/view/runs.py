"""Plain runs: the words of a paragraph whose runs are text and nothing else.

Word splits what was typed in one go into many runs, with spelling marks and revision ids between
them. Such a row of runs says no more than its words one after the other, whatever it looks like.
"""

from __future__ import annotations

import re

_LOOKS = "b|bCs|i|iCs|u|sz|szCs|color|lang|noProof|rFonts|kern|spacing|w|position|highlight|shd"
_PLAIN = re.compile(
    r"(?:<w:r(?: [^>]*[^/>])?>"
    rf"(?:<w:rPr>(?:<w:(?:{_LOOKS})(?: [^>]*)?/>)*</w:rPr>)?"
    r"(?:<w:lastRenderedPageBreak/>)?"
    r"<w:t(?: [^>]*[^/>])?>[^<]*</w:t></w:r>"
    r"|<w:(?:proofErr|bookmarkStart|bookmarkEnd) [^>]*/>)*+"
)
_PICTURE_FONTS = ("ingdings", "ebdings", '"Symbol"')
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
_ONE, _ONE_END, _ONE_TAGS = "<w:r><w:t", "</w:t></w:r>", 4


def taken_text(stretch: str) -> tuple[str, str | None]:
    """A stretch up to a paragraph's end as what stands before its runs, and their words.

    The words are None where the runs are more than words; they are as written, entities and all.
    """
    at = stretch.find("<w:r>")
    if at < 0:
        at = stretch.find("<w:r ")
        if at < 0:
            return stretch, ""
    runs = stretch[at:]
    if runs.startswith(_ONE) and runs.endswith(_ONE_END) and runs.count("<") == _ONE_TAGS:
        return stretch[:at], runs[runs.index(">", len(_ONE)) + 1 : -len(_ONE_END)]
    if _PLAIN.fullmatch(runs) is None or any([font in runs for font in _PICTURE_FONTS]):
        return stretch, None
    words = _WORDS.findall(runs)
    return stretch[:at], words[0] if len(words) == 1 else "".join(words)
