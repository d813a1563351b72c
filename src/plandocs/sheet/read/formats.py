"""What a number in a cell means, and how the cell shows it: both come from its format.

A number is a date where the format says so, a figure that knows how it is shown (90 %, $1,500), or
text where the format shows what the number alone has lost (a time of day, the zeros of 00731).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from plandocs.remembered import remembered
from plandocs.sheet.excel import BUILT_IN_FORMATS
from plandocs.sheet.read.grid import Figure, Value

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<condition>[<>=]+-?[\d.]+)\]|\[[^\]]*\]"
    r"|(?P<general>General)|(?P<digits>[#0?][#0?,]*|[.,]|[eE][+-]|/\d*|%)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"([<>]=?|=|<>)(-?[\d.]+)")
_PATTERN = re.compile(r"([#0?,]*)(?:\.([#0?]*))?(,*)(?:([eE])([+-])([#0?]+))?(%*)")
_FRACTION = re.compile(r"(?:([#0?]+) )?([#0?]+)/([#0?]+|\d+)")
_MOST_DECIMALS = 30
_SECONDS = {"h": 3600, "m": 60, "s": 1}


class _Part(NamedTuple):
    """A piece of a section: what it is (text, digits, elapsed time), and its letters."""

    kind: str
    text: str


class _Section(NamedTuple):
    """One of the sections that semicolons part, with its condition if it says one."""

    parts: tuple[_Part, ...]
    condition: tuple[str, float] | None


def formatted_number(number: float, code: str) -> str | None:
    """Return the number as a cell with this format shows it; None where the format says nothing."""
    sections = _sections(code)
    at = _chosen(number, sections)
    if at is None:
        return None
    section = sections[at]
    # A second section says how negative numbers look: its own sign, or a colour that is lost here.
    signed = number < 0 and (at == 0 or section.condition is not None)
    text = _written(abs(number), section.parts)
    if text is None:
        return None
    shows_sign = text[:1] in "-(" or "-" in text
    if number < 0 and (signed or not shows_sign) and re.search("[1-9]", text):
        return text if shows_sign and not signed else f"-{text}"
    return text


@remembered(1000, longest=200)
def _sections(code: str) -> tuple[_Section, ...]:
    result: list[_Section] = []
    parts: list[_Part] = []
    condition: tuple[str, float] | None = None
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "condition" and (comparison := _CONDITION.fullmatch(match["condition"])):
            condition = (comparison[1], float(comparison[2]))
        elif kind == "other" and match["other"] == ";":
            result.append(_Section(tuple(parts), condition))
            parts, condition = [], None
        elif kind:
            parts.append(_Part("text" if kind in _TEXTS else kind, match[kind]))
    return (*result, _Section(tuple(parts), condition))


_TEXTS = frozenset({"quoted", "escaped", "currency"})


def _chosen(number: float, sections: tuple[_Section, ...]) -> int | None:
    for at, section in enumerate(sections[:2]):
        if section.condition is not None and _holds(number, *section.condition):
            return at
    if any(section.condition for section in sections):
        return next((at for at, s in enumerate(sections) if s.condition is None), None)
    if number == 0 and len(sections) > 2:
        return 2
    return 1 if number < 0 and len(sections) > 1 else 0


def _holds(number: float, sign: str, limit: float) -> bool:
    less, same = number < limit, number == limit
    return (less and "<" in sign) or (same and "=" in sign) or (
        not less and not same and ">" in sign)  # fmt: skip


def _written(number: float, parts: tuple[_Part, ...]) -> str | None:
    """The text of a section: what stands around the digits, and the digits."""
    if any(part.kind == "elapsed" for part in parts):
        return _elapsed(number, parts)
    places = [at for at, part in enumerate(parts) if part.kind == "digits"]
    if any(part.kind == "general" for part in parts):
        words = (unformatted_number(number) if p.kind == "general" else p.text for p in parts)
        return "".join(words).strip()
    others = {part.text for part in parts if part.kind == "other"}
    if others - set(" ()-+:$€£¥&'^~{}!<>=/|"):
        return None
    if not places:
        return "".join(part.text for part in parts).strip()
    first, last = places[0], places[-1]
    inner = "".join(part.text for part in parts[first : last + 1])
    between = [part for part in parts[first : last + 1] if part.kind != "digits"]
    before = "".join(part.text for part in parts[:first]).lstrip()
    after = "".join(part.text for part in parts[last + 1 :]).rstrip()
    if "/" in inner:
        digits = _fraction(number, inner)
    elif all(part.text == " " and parts[last].text.startswith("%") for part in between):
        digits = _digits(number, inner.replace(" ", ""), gap=bool(between))
    elif set(inner) & set("0#?") and not set(inner) & set(".,%eE"):
        digits = _spaced(number, parts[first : last + 1])
    else:
        digits = None
    return None if digits is None else f"{before}{digits}{after}".strip()


def _spaced(number: float, parts: tuple[_Part, ...]) -> str:
    """A whole number with other signs between its digits: ``0000 000 000``."""
    pattern = "".join(part.text for part in parts if part.kind == "digits")
    digits = list(_filled(Decimal(repr(number)), pattern, "").rjust(len(pattern)))
    cut = len(digits) - len(pattern)
    text = "".join(digits[:cut])
    rest = iter(digits[cut:])
    for part in parts:
        text += "".join(next(rest) for _ in part.text) if part.kind == "digits" else part.text
    return " ".join(text.split())


def _digits(number: float, pattern: str, *, gap: bool) -> str | None:
    match = _PATTERN.fullmatch(pattern)
    if not match:
        return None
    whole, decimals, scale, e, sign, exponent, percents = match.groups("")
    shrink = len(whole) - len(whole.rstrip(",")) + len(scale)
    whole = whole.rstrip(",")
    exact = Decimal(repr(number)) * 100 ** len(percents) / Decimal(1000) ** shrink
    if len(decimals) > _MOST_DECIMALS or not (whole or decimals):
        return None
    if e:
        return _scientific(exact, whole, decimals, sign, exponent)
    behind = (" " if gap else "") + percents
    return _filled(exact, whole, decimals) + behind


def _filled(exact: Decimal, whole: str, decimals: str) -> str:
    """The digits, with as many zeros as the pattern asks for."""
    rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    front, _, rest = f"{rounded:f}".partition(".")
    least = sum(letter == "0" for letter in whole)
    front = front.lstrip("0").zfill(least) if least else front.lstrip("0")
    if "," in whole and len(front) > 3:
        front = f"{int(front):,}".zfill(least)
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and rest.endswith("0"):
        rest, optional = rest[:-1], optional - 1
    point = "." if decimals and (rest or "0" in decimals) else ""
    return f"{front}{point}{rest}" or "0"


def _scientific(exact: Decimal, whole: str, decimals: str, sign: str, exponent: str) -> str:
    step = max(len(whole), 1)
    power = exact.adjusted() if exact else 0
    power -= power % step
    mantissa = _filled(exact.scaleb(-power), whole.replace("#", "") or "0", decimals)
    digits = f"{abs(power):0{len(exponent)}d}"
    return f"{mantissa}E{'-' if power < 0 else '+' if sign == '+' else ''}{digits}"


def _fraction(number: float, pattern: str) -> str | None:
    match = _FRACTION.fullmatch(pattern)
    if not match:
        return None
    fixed = int(match[3]) if match[3].isdigit() and match[3].strip("0") else 0
    exact = Fraction(repr(number))
    result = (
        Fraction(round(exact * fixed), fixed)
        if fixed
        else exact.limit_denominator(10 ** len(match[3]) - 1)
    )
    whole, rest = divmod(result, 1) if match[1] else (0, result)
    below = fixed or rest.denominator
    parts = [str(whole)] if whole or not rest else []
    return " ".join([*parts, *([f"{rest * below}/{below}"] if rest else [])])


def unformatted_number(number: float) -> str:
    """The number in the digits that it has without a format."""
    return str(int(number)) if number == int(number) else repr(number)


def _elapsed(number: float, parts: tuple[_Part, ...]) -> str:
    """Hours beyond a day: ``[h]:mm`` shows 42:00 for a day and three quarters."""
    first = next(part.text[0].lower() for part in parts if part.kind == "elapsed")
    seconds = int(round(number * 86400, 3))
    text = ""
    letters = "".join(p.text if p.kind == "other" else f"[{p.text}]" for p in parts)
    for piece in re.findall(r"\[[hms]+\]|h+|m+|s+|.", letters, re.IGNORECASE):
        unit = piece.strip("[]")[:1].lower()
        if unit in _SECONDS and piece.strip("[]").lower().strip(unit) == "":
            amount = seconds // _SECONDS[unit]
            amount = amount if unit == first else amount % 60
            text += f"{amount:0{len(piece.strip('[]'))}d}"
        else:
            text += piece.strip("[]")
    return text


# 27 to 36 and 50 to 58 are dates in East Asian editions of Excel; 41 to 44 differ by country.
_BUILT_IN = {
    **BUILT_IN_FORMATS,
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "d"),
    **dict.fromkeys((32, 33, 34, 35), "h"),
    41: "#,##0",
    42: "$#,##0",
    43: "#,##0.00",
    44: "$#,##0.00",
    49: "General",
}
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile(r"[dye]|mmm", re.IGNORECASE)
_TIME = re.compile(r"[hms]", re.IGNORECASE)
_DIGITS = re.compile(r"[#?]|0[.%]|^0+$")
_LAST_DAY = 2_958_465  # 31 December 9999
_1904 = 1462
_LEAP_THAT_WAS_NOT = 60


def format_code(number: int, codes: dict[int, str]) -> str:
    """The code of a format: the file's own, or what stands for a built-in one."""
    return codes.get(number) or _BUILT_IN.get(number, "General")


def cell_value(number: float, code: str, *, from_1904: bool) -> Value:
    """The number as the value that the cell stands for."""
    kind = _kind_of(code)
    serial = number + (_1904 if from_1904 else 0)
    if kind in {"day", "time"} and 0 <= serial <= _LAST_DAY + 1:
        return _moment(serial, is_day=kind == "day" or serial >= 1)
    return _figure(number, code) or (int(number) if number == int(number) else number)


def _figure(number: float, code: str) -> Figure | str | None:
    """The number as a format with a currency, a percent sign, groups or decimals shows it."""
    text = formatted_number(number, code)
    if text is None or text == unformatted_number(number):
        return None
    if number >= 0 and number == int(number) and text.isdigit():
        return text  # a key, such as 00731
    figure = Figure(number)
    figure.shown = text
    return figure


@remembered(1000, longest=200)
def _kind_of(code: str) -> Literal["number", "day", "time"]:
    """What a format shows."""
    first = code.split(";")[0]
    stripped = _NOT_CODE.sub("", first).strip()
    if stripped.lower() == "general" or _ELAPSED.search(first) or _DIGITS.search(stripped):
        return "number"
    if _DAY.search(stripped):
        return "day"
    return "time" if _TIME.search(stripped) else "number"


def _moment(serial: float, *, is_day: bool) -> Value:
    # Excel counts a 29 February 1900, so that the days before it are one short.
    days = int(serial) + (1 if serial < _LEAP_THAT_WAS_NOT else 0)
    seconds = round((serial - int(serial)) * 86400)
    if not is_day:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    moment = datetime(1899, 12, 30) + timedelta(days=days, seconds=seconds)
    return moment if seconds else date(moment.year, moment.month, moment.day)
