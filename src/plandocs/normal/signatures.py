"""Signatures: what stands in a signature's cell comes in; signed, unsigned or doubtful goes out.

The answer is *signed* or *unsigned* only where the words say so; whatever else there is, and both
at once, is *doubtful* and left to a person. ``own`` is the name of who signs here, ``others``
that of who signs elsewhere on the form.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, Literal

from plandocs.normal.characters import clean
from plandocs.normal.dates import MONTH, ORDINAL
from plandocs.normal.markers import is_empty
from plandocs.normal.signers import (
    folded,
    is_affiliation,
    is_name,
    is_name_of,
    segments,
    speaks_against,
    vocabulary,
    without_position,
)
from plandocs.remembered import remembered

__all__ = ["Answer", "SignatureData", "answer", "decided", "is_signed"]

Answer = Literal["signed", "unsigned", "doubtful"]
SIGNED: Final = "signed"
UNSIGNED: Final = "unsigned"
DOUBTFUL: Final = "doubtful"

# Lines, dots, dashes and boxes that people draw to be signed on, with an X where to begin.
_LINE = r"_＿‗.…‥·•⋯\-‐‑‒–—―−¯─━\s/\\|:;,()\[\]{}☐□"
_BLANK = re.compile(
    rf"(?:[xX×✗✘]\s*[:.]?\s*(?=_|…|\.\.))?(?:[{_LINE}]|20(?=\s*[_.…])|(?:dd?|mm?|yyyy|yy)(?![a-z]))*",
    re.IGNORECASE,
)
_DRAWN_LINE = re.compile(r"_{2}|\.{3}|…|‗|‥|·{3}|─{2}|━{2}|[-‐–—―]{3}|_ _|\. \.")
_LONGEST = 400  # no signature is longer, but for a line
_ROUND = "_＿‗…‥·•⋯-‐‑‒–—―−¯─━ \n.,;:!?()[]{}<>'\"‘’“”*/"
_MARK = re.compile(r"[✓✔☑☒√xX×]|签名?|簽名?|署名")
_TICK = re.compile(r"[✓✔☑☒√]\s*")
_BOX = re.compile(r"[☐□]|\[\s*\]|\(\s+\)")
_NOT_IN_HAN = re.compile(r"[未待不没沒無无]")
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+(?:the\s+)?)?"
)
_DATE = re.compile(
    rf"(?<![\w])(?:(?:on|dated?|as at|the)[: ]+){{0,3}}{_WEEKDAY}(?:"
    rf"\d{{1,2}}{ORDINAL}[ ./-]*(?:of )?(?:{MONTH})(?:[ ,./-]*'?\d{{2,4}})?"
    rf"|(?:{MONTH})[ ./-]*\d{{1,2}}{ORDINAL}(?:,? *\d{{4}})?(?![/.-]\d)|(?:{MONTH})[ ,./-]*\d{{4}}"
    r"|\d{1,4}\s?[./\\-]\s?\d{1,2}(?:\s?[./\\-]\s?\d{2,4})?"
    r")(?![\w])(?:t\d\d:\d\d[\d:.z+]*)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\w])(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:a[ce][ds]t|utc|gmt|z))?"
    r"(?: ?[+-]\d\d[:']?\d\d'?)?(?![\w])|(?<![\w])(?:at )?\d{1,2} ?[ap]m(?![\w])",
    re.IGNORECASE,
)
# What says that nobody has signed, where it is the whole text but for a reason.
_UNSIGNED = "|".join((
    r"unsigned|not (?:yet )?(?:been )?signed(?: yet| as yet)?|not yet",
    r"no|nil|none|no signature(?: yet)?|tba|tbc|tbd|n ?/ ?a|not applicable",
    r"(?:signature |approval )?(?:still )?(?:pending|outstanding)(?: signature| approval)?",
    r"awaiting(?!\w).*|(?:still )?to be (?:signed|confirmed|advised)|yet to (?:be signed|sign)",
    r"(?:signature )?(?:not|no longer) (?:required|needed|necessary)",
    r"(?:has )?(?:declined|refused)(?: to sign)?",
    r"(?:currently |away )?on (?:(?:annual|sick|personal|parental|maternity|long service) )?leave",
    r"(?:please )?sign(?: and date)?(?: here)?|(?:please )?initial here",
    r"(?:{whose} ){0,3}signature(?: here)?",
))  # fmt: skip
_REASON = r"(?:\s*[–—―:,;(\[{].*|\s+-+(?:\s.*|$)|-+\s.*)?"
_SAID_UNSIGNED = re.compile(
    r"\b(?:un|not |not yet |to be |been |yet )(?:yet |been |e-)?(?:signed|approved|agreed)"
)
_LATER = re.compile(r"pending|awaiting|unsigned|to be signed|to sign\b|to follow|yet to|tb[acd]\b")
_DENIED = re.compile(
    r"\?|\bnot\b|n't\b|\bcannot\b|\bnever\b"
    r"|\by(?:es)?\s*(?:/|or)\s*no?\b|(?:^|[-–—:,;]\s*)no\W*$"
)


class SignatureData(dict[str, Any]):
    """The data of a signature, with the names of the plan that it stands in."""

    own: str = ""
    others: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The expressions that are made of the lists of words."""
    words = vocabulary()
    some = {
        name: "|".join(sorted(map(re.escape, each), key=len, reverse=True))
        for name, each in words.items()
    }
    signing = rf"(?:(?:{some['manner']})[ -]+){{0,3}}(?:{some['signing']})(?![\w])(?:[ -]?off\b)?"
    whose = rf"(?:{some['whose']})(?:['’]?s['’]?)?"
    sign = (
        rf"(?:{whose}\s+){{0,3}}(?:e-?)?(?:signature|sign(?: and date)?(?: here)?|initials?)"
        rf"(?: of (?:the )?{whose})?"
        r"(?:\s*(?:/|&|and)\s*date)?"
    )
    other = rf"(?:{some['labels']})"
    line = r"(?=\s*(?:_|\.{3}|…|‗))"
    return {
        "label": re.compile(
            rf"(?<![\w])(?:(?P<said>{signing}(?: (?:by|and dated))?)|(?P<sign>{sign})"
            rf"|(?P<other>{other}))"
            rf"\s*(?:[:：]|{line})",
            re.IGNORECASE,
        ),
        "print": re.compile(rf"(?<![\w])(?:please )?(?:{sign}|{other})(?![\w])", re.IGNORECASE),
        "signing": re.compile(
            rf"(?:(?:i|we) )?(?:(?:have|has|hereby) ){{0,2}}{signing}", re.IGNORECASE
        ),
        "said": re.compile(
            rf"(?<![\w])(?:(?:have|has|hereby) ){{0,2}}(?:{signing}|"
            rf"(?:{some['manner']})(?![\w])|/s/|"
            r"(?:by|via|per|through|in|on) (?:e-?mail|phone|teams|docusign|adobe|zoom)(?![\w]))",
            re.IGNORECASE,
        ),
        "unsigned": re.compile(
            rf"(?:{_UNSIGNED.replace('{whose}', whose)})(?P<rest>{_REASON})", re.DOTALL
        ),
    }


def is_signed(text: str, signer: str = "", others: str = "") -> bool:
    """Whether the text of a signature's cell is a signature.

    >>> is_signed("P Raman"), is_signed("________"), is_signed("Not yet signed."), is_signed("TBC")
    (True, False, False, False)
    """
    return answer(text, signer, others) == SIGNED


def decided(text: str, signed: bool | None, signer: str = "", others: str = "") -> bool:
    """Whether a signature in data is one: as it says, or by its text where it says nothing.

    Raises:
        ValueError: it says that it is none, and its text signs.
    """
    if signed:
        return signed
    by_text = bool(text) and is_signed(text, signer, others)
    if signed is False and by_text:
        raise ValueError("'signed' is false, but the text is a signature")
    return by_text if signed is None else signed


def answer(text: str, signer: str = "", others: str = "", *, drawn: bool = False) -> Answer:
    """What a signature's cell says, with a picture in it or without (``drawn``).

    >>> [answer(text) for text in ("/s/ P Raman", "Not signed – on leave", "Tom Alder to sign")]
    ['signed', 'unsigned', 'doubtful']
    """
    text = clean(text)
    if not drawn:
        return _of_text(text, signer, others)
    if _is_blank(text) or (len(text) <= _LONGEST and not _filled(text)):
        return SIGNED
    result = _of_text(text, signer, others)
    against = (
        result == UNSIGNED or speaks_against(text) or _is_others(text[:_LONGEST], signer, others)
    )
    return DOUBTFUL if against else SIGNED


def _is_blank(text: str) -> bool:
    return _BLANK.fullmatch(text) is not None or is_empty(text)


def _parts(text: str) -> list[tuple[str, str]]:
    """What stands in front of any label, then behind each: its sort and its text."""
    sorts, at, parts = "front", 0, []
    for label in _patterns()["label"].finditer(text):
        parts.append((sorts, text[at : label.start()]))
        sorts, at = str(label.lastgroup), label.end()
    return [*parts, (sorts, text[at:])]


def _filled(text: str) -> list[tuple[str, str]]:
    """The parts that somebody typed in; none where there is nothing but labels and lines."""
    if _is_blank(_patterns()["print"].sub("", text)):
        return []
    return [(sort, value) for sort, value in _parts(text) if not _is_blank(value)]


@remembered(1024, longest=_LONGEST)
def _of_text(text: str, signer: str, others: str) -> Answer:
    if _is_blank(text):
        return UNSIGNED
    if len(text) > _LONGEST:
        return DOUBTFUL
    if len(words := text.split()) > 1 and is_name_of(text, signer):
        return DOUBTFUL if _DRAWN_LINE.search(words[0]) and "\n" in text else SIGNED
    bare = text.strip(_ROUND)
    if not _patterns()["label"].match(bare) and (refused := _refusal(bare)):
        return refused
    parts, filled = _parts(text), _filled(text)
    if not filled:
        return UNSIGNED
    values = [(sort, value) for sort, value in filled if sort != "other"]
    to_sign = any(sort in ("sign", "said") for sort, _ in parts)
    if not values or (to_sign and all(sort == "front" for sort, _ in values)):
        return DOUBTFUL  # a date or a name beside a line that is empty
    result = {_of_value(value.strip(), sort, signer, others) for sort, value in values}
    return result.pop() if len(result) == 1 else DOUBTFUL


def _of_value(text: str, sort: str, signer: str, others: str) -> Answer:
    """The answer of text without labels; one of ``said`` stood behind "Signed:"."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if not _is_blank(line)), 0)
    if any(_DRAWN_LINE.search(line) for line in lines[:first]):
        below = _of_value("\n".join(lines[first:]), sort, signer, others)
        spoken = _patterns()["signing"].match(lines[first].strip(_ROUND)) is not None
        return below if below == UNSIGNED or spoken else DOUBTFUL
    bare = text.strip(_ROUND)
    if not bare:
        return DOUBTFUL if "?" in text else UNSIGNED
    if refused := _refusal(bare):
        return refused
    if sort == "said":
        denied = _DENIED.search(folded(text)) or _is_others(bare, signer, others)
        return DOUBTFUL if denied else SIGNED
    return SIGNED if _signs(text, bare, signer, others) else _box_or_doubt(text)


def _refusal(text: str) -> Answer | None:
    """The answer of words that say that nobody signed, with a reason that may say otherwise."""
    match = _patterns()["unsigned"].fullmatch(" ".join(folded(text).split()))
    if match is None:
        return None
    rest = _SAID_UNSIGNED.sub("", match["rest"] or "")
    signing = vocabulary()["signing"]
    both = any(word.strip(_ROUND) in signing for word in rest.split())
    return DOUBTFUL if both else UNSIGNED


def _box_or_doubt(text: str) -> Answer:
    """A box that nobody ticked, in front of words that would sign, is unsigned."""
    rest = _BOX.sub("", text).strip(_ROUND)
    unticked = _BOX.match(text.strip()) and _patterns()["signing"].fullmatch(rest)
    return UNSIGNED if unticked else DOUBTFUL


def _signs(text: str, bare: str, signer: str, others: str) -> bool:
    """Return whether words without a label sign: by what they say, as a mark, or as a name."""
    if text.rstrip().endswith((":", "：", "?", "？")) or _BOX.search(text):
        return False
    undated = _undated(bare)
    if _MARK.fullmatch(undated):
        return True
    if tick := _TICK.match(bare):
        rest = bare[tick.end() :].strip()
        return answer(rest, signer, others) == SIGNED
    if _is_others(bare, signer, others):
        return False
    if is_name_of(undated, signer):
        return True
    folded_bare = folded(bare)
    if _patterns()["signing"].match(bare):
        return not (_DENIED.search(folded(text)) or _LATER.search(folded_bare))
    if slashed := re.match(r"/?s/\s*", text.strip(), re.IGNORECASE):
        rest = _undated(text.strip()[slashed.end() :].strip(_ROUND))
        return not rest or (is_name(segments(rest)[0]) or is_name_of(rest, signer))
    return _is_signed_name(undated, signer)


def _undated(text: str) -> str:
    """The text without its dates and times."""
    return " ".join(_TIME.sub(" ", _DATE.sub(" ", text)).strip(_ROUND + " ").split(" ")).strip()


def _is_signed_name(text: str, signer: str) -> bool:
    """A name, with its position or the way it was signed behind it."""
    if not text or speaks_against_more(text):
        return False
    match = _patterns()["said"].search(text)
    if match and match.start():
        name, rest = text[: match.start()], text[match.end() :]
        if _DENIED.search(folded(rest)) or speaks_against(rest):
            return False
        return _is_named(name.strip(_ROUND), signer)
    return _is_named(text, signer)


def speaks_against_more(text: str) -> bool:
    """Return whether there is a word against, beside those that may begin or end a name."""
    words = re.sub(r"(?i)\b(?:pending|declined)\b", " ", text)
    return speaks_against(words)


def _is_named(text: str, signer: str) -> bool:
    pieces = segments(text)
    if not pieces or any(char.isdigit() for char in text) or _NOT_IN_HAN.search(text):
        return False
    first, *more = pieces
    name = without_position(first)
    return (is_name(name) or is_name_of(name, signer)) and all(
        is_affiliation(piece) and not speaks_against(piece) for piece in more
    )


def _is_others(text: str, signer: str, others: str) -> bool:
    """Return whether this is the name of who signs elsewhere, alone or behind "signed by"."""
    if not others:
        return False
    undated = _undated(text)
    match = _patterns()["signing"].match(undated)
    if match:
        undated = re.sub(r"(?i)^\s*by\b", "", undated[match.end() :])
    elif match := _patterns()["said"].search(undated):
        undated = undated[: match.start()] or undated[match.end() :]
    pieces = segments(undated.strip(_ROUND)) or [""]
    name = without_position(pieces[0])
    whole = undated.strip(_ROUND)
    for each in (name, whole):
        if is_name_of(each, signer):
            return False
    return any(_is_whole_name(each, others) for each in (name, whole))


def _is_whole_name(text: str, name: str) -> bool:
    """Return whether it is this name, and more than its initials."""
    return (
        is_name_of(text, name)
        and any(len(word) > 1 for word in re.split(r"[\s.,]+", text))
        and (len(text.split()) > 1 or folded(text) in folded(name).split())
    )
