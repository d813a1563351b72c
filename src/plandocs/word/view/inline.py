"""Handlers for what stands inside a paragraph: runs, text, breaks, fields, tracked changes."""

from __future__ import annotations

from plandocs.normal.characters import without_codes
from plandocs.word.package.tokens import attribute, switched_on, taken_apart, unescape
from plandocs.word.view.document import Mark
from plandocs.word.view.state import Handler, View
from plandocs.word.view.symbols import character, is_symbol_font, text_in_font


def run_start(v: View, attributes: str, text: str) -> None:
    v.in_run = True
    v.font = ""
    if v.hidden or v.struck or v.style_hidden:
        v.hidden, v.struck = v.style_hidden, False
        v.refresh()


def run_text(v: View, attributes: str, text: str) -> None:
    if not text or attributes.endswith("/"):
        return
    text = display_text(text)
    if v.odd or v.font:
        v.emit(text)
    else:
        v.words(text)


def display_text(text: str) -> str:
    """Character data as a reader sees it."""
    if "&" in text:
        text = unescape(text)
    if "\n" in text or "\r" in text:  # white space in the XML is not a line break
        text = text.replace("\r", " ").replace("\n", " ")
    return text if text.isascii() else without_codes(text)


def tail_text(v: View, text: str) -> None:
    """Text after a break that some writers put inside ``w:t``."""
    if text and not text.isspace():
        run_text(v, "", text)


def after_break(v: View, attributes: str, text: str) -> None:
    """The end of a break that was not written as an empty element: more of ``w:t`` may follow."""
    tail_text(v, text)


def deleted_text(v: View, attributes: str, text: str) -> None:
    v.deleted += 1
    v.odd = True
    run_text(v, attributes, text)
    v.deleted -= 1
    v.refresh()


def line_break(v: View, attributes: str, text: str) -> None:
    if v.p is not None or v.in_run:
        v.emit("\n")
        v.paragraph().marks |= Mark.BREAKS
        tail_text(v, text)


def tab(v: View, attributes: str, text: str) -> None:
    if v.in_run and "w:val" not in attributes:  # with a value it is a tab stop
        v.emit("\t")
        tail_text(v, text)


def no_break_hyphen(v: View, attributes: str, text: str) -> None:
    v.emit("-")
    tail_text(v, text)


def soft_hyphen(v: View, attributes: str, text: str) -> None:
    tail_text(v, text)


def symbol(v: View, attributes: str, text: str) -> None:
    char = character(attribute(attributes, "w:char") or "")
    if char:
        v.emit(text_in_font(char, attribute(attributes, "w:font") or ""))


def font(v: View, attributes: str, text: str) -> None:
    if v.in_run and ("ings" in attributes or "Symbol" in attributes):
        names = (attribute(attributes, f"w:{which}") or "" for which in ("ascii", "hAnsi", "cs"))
        v.font = next((name for name in names if is_symbol_font(name)), "")


def hidden(v: View, attributes: str, text: str) -> None:
    if v.in_run:
        v.hidden = switched_on(attributes)
        v.refresh()


def struck(v: View, attributes: str, text: str) -> None:
    if v.in_run:
        v.struck = switched_on(attributes)
        v.refresh()


def run_style(v: View, attributes: str, text: str) -> None:
    if v.in_run and v.hidden_styles(attribute(attributes, "w:val") or ""):
        v.hidden = v.odd = True


# -- tracked changes ------------------------------------------------------------------------


def inserted(v: View, attributes: str, text: str) -> None:
    v.tracked = True
    if v.p is not None:
        v.p.marks |= Mark.TRACKED


def deletion(v: View, attributes: str, text: str) -> None:
    v.tracked = True
    if not attributes.endswith("/"):
        v.deleted += 1
        v.odd = True
    elif v.p is not None and not v.in_run:
        v.mark_deleted = True
        v.p.marks |= Mark.TRACKED
    elif v.row is not None and v.cell is None and not v.row.deleted:
        v.row.deleted = v.special = True
        v.deleted += 1
        v.odd = True


def deletion_end(v: View, attributes: str, text: str) -> None:
    v.deleted = max(0, v.deleted - 1)
    v.refresh()


def moved_from(v: View, attributes: str, text: str) -> None:
    if attributes.endswith("/"):
        deletion(v, attributes, text)
        return
    v.tracked = True
    v.moved += 1
    v.odd = True


def moved_from_end(v: View, attributes: str, text: str) -> None:
    v.moved = max(0, v.moved - 1)
    v.refresh()


def format_change(v: View, attributes: str, text: str) -> None:
    v.tracked = True
    if v.p is not None:
        v.p.marks |= Mark.FORMAT_TRACKED
    v.skip()


def reference(v: View, attributes: str, text: str) -> None:
    kind = v.name()[2:].removesuffix("Reference")
    v.paragraph().add(kind, attribute(attributes, "w:id") or "")


def ruby_text(v: View, attributes: str, text: str) -> None:
    """The small text above ruby characters is not in line with them; it is kept beside them."""
    begin = v.skip()
    tags = map(taken_apart, v.pieces[begin : v.at])
    words = [unescape(tag.text) for tag in tags if tag.name == "w:t"]
    v.paragraph().add("text", "".join(words))


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("/w:br", "/w:cr", "/w:tab", "/w:noBreakHyphen", "/w:softHyphen"), after_break),
    "w:r": run_start, "w:t": run_text, "w:delText": deleted_text, "w:br": line_break,
    "w:cr": line_break, "w:tab": tab, "w:ptab": tab, "w:noBreakHyphen": no_break_hyphen,
    "w:softHyphen": soft_hyphen, "w:sym": symbol, "w:rFonts": font, "w:vanish": hidden,
    "w:strike": struck, "w:dstrike": struck, "w:rStyle": run_style,
    "w:ins": inserted, "w:moveTo": inserted, "w:cellIns": inserted, "w:del": deletion,
    "/w:del": deletion_end, "w:moveFrom": moved_from, "/w:moveFrom": moved_from_end,
    "w:footnoteReference": reference, "w:endnoteReference": reference,
    "w:commentReference": reference, "w:rt": ruby_text,
    **dict.fromkeys(
        ("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
         "w:tblPrExChange", "w:tblGridChange", "w:sectPrChange", "w:numberingChange"),
        format_change,
    ),
}  # fmt: skip
