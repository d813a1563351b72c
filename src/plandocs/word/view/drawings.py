"""Handlers for pictures, shapes, ink, objects, equations and alternate content.

A drawing is listed once, as ``picture`` or ``object`` with its description; a shape that holds
text is listed by that text instead. Where it stands in a signature's cell it is the signature.
"""

from __future__ import annotations

import re

from plandocs.word.package.tokens import attribute, taken_apart, unescape
from plandocs.word.view.document import Mark
from plandocs.word.view.state import Alternate, Handler, View
from plandocs.word.view.symbols import character

# Prefixes of what Word and its extensions define; any other is of somebody's own namespace.
_WORDS_OWN = re.compile(
    r"w\d*\w*|wp\w*|wne|m|r|a(?:\d\w*)?|pic|v|o|oel|c\d*|cx\d*|dgm\d*|am3d|aink|asvg|adec|thm15|mv|ve"
)

# A picture moved elsewhere is listed there; an empty picture control shows an icon to click on.
_NOT_LISTED = ("moved", "prompt", "code")


def drawing(v: View, attributes: str, text: str) -> None:
    _drawn(v)
    v.drawing = ""


def described(v: View, attributes: str, text: str) -> None:
    for name in ("descr", "title", "name"):
        v.drawing = attribute(attributes, name) or ""
        if v.drawing:
            return


def _list(v: View, kind: str, text: str) -> None:
    why = _drawn(v)
    if why not in _NOT_LISTED:
        v.paragraph().add("deleted" if why == "deleted" else kind, text)


def _drawn(v: View) -> str:
    """Mark the paragraph, for there is something to see; or why there is not."""
    why = v.unseen() if v.odd else ""
    if not why:
        v.paragraph().marks |= Mark.DRAWN
    return why


def picture(v: View, attributes: str, text: str) -> None:
    _list(v, "picture", v.drawing or "picture")


def ink(v: View, attributes: str, text: str) -> None:
    _list(v, "picture", v.drawing or "ink")


def embedded(v: View, attributes: str, text: str) -> None:
    _list(v, "object", v.drawing or "object")


def shape(v: View, attributes: str, text: str) -> None:
    """A drawn shape: listed unless a text box follows inside it."""
    begin = v.skip()
    inside = [taken_apart(piece).name for piece in v.pieces[begin : v.at]]
    v.at = begin
    if not {"w:txbxContent", "pic:pic", "v:imagedata", "v:textpath"}.intersection(inside):
        _list(v, "picture", v.drawing or "shape")


def old_shape(v: View, attributes: str, text: str) -> None:
    v.drawing = attribute(attributes, "alt") or ""
    if _is_signature_line(v):
        return
    if attribute(attributes, "o:hr") != "t" and not v.in_object:
        shape(v, attributes, text)


def _is_signature_line(v: View) -> bool:
    """Return whether the shape is Word's own signature line; the package knows if it is signed."""
    begin = v.skip()
    inside = map(taken_apart, v.pieces[begin : v.at])
    line = next((each for each in inside if each.name == "o:signatureline"), None)
    if line is None:
        v.at = begin
        return False
    if not v.odd or v.unseen() not in (*_NOT_LISTED, "deleted"):
        v.paragraph().add("picture", v.drawing or "signature line")
        v.signature_lines.append((v.paragraph(), attribute(line.attributes, "id") or ""))
    return True


def old_picture(v: View, attributes: str, text: str) -> None:
    if not v.in_object:
        _list(v, "picture", v.drawing or attribute(attributes, "o:title") or "picture")


def word_art(v: View, attributes: str, text: str) -> None:
    """WordArt and watermarks hold their text in an attribute."""
    words = attribute(attributes, "string")
    if words:
        v.paragraph().add("textbox", words)


def object_start(v: View, attributes: str, text: str) -> None:
    v.in_object, v.drawing = not attributes.endswith("/"), ""
    if not v.in_object:
        _drawn(v)


def object_end(v: View, attributes: str, text: str) -> None:
    if v.in_object:
        _drawn(v)
    v.in_object = False


def ole_object(v: View, attributes: str, text: str) -> None:
    program = attribute(attributes, "ProgID") or "object"
    _list(v, "object", f"{v.drawing} ({program})" if v.drawing else program)
    v.refer("file", attributes)


def chunk(v: View, attributes: str, text: str) -> None:
    """A text that Word takes in from a part of its own (ECMA-376 17.17.2.1)."""
    alone = v.p is None
    v.refer("chunk", attributes)
    if alone:
        v.flush()


def form_control(v: View, attributes: str, text: str) -> None:
    """An ActiveX control: something to type in, and no drawing (ECMA-376 17.3.3.3)."""
    v.in_object = False
    v.refer("form-control", attributes, f" {attribute(attributes, 'w:name') or ''}")


def symbol(v: View, attributes: str, text: str) -> None:
    """A character of an extended symbol font, such as an emoji ([MS-DOCX] 2.6.5)."""
    char = character(attribute(attributes, "w16se:char") or "")
    if char:
        v.emit(char)


def equation(v: View, attributes: str, text: str) -> None:
    if text:
        v.note("equation", unescape(text))


def drawn_text(v: View, attributes: str, text: str) -> None:
    """Text of a DrawingML shape, outside WordprocessingML."""
    if text and not text.isspace():
        v.paragraph().add("textbox", unescape(text))


def alternate_start(v: View, attributes: str, text: str) -> None:
    if not attributes.endswith("/"):
        v.alternates.append(Alternate())


def alternate_end(v: View, attributes: str, text: str) -> None:
    if v.alternates:
        v.alternates.pop()


def alternative(v: View, attributes: str, text: str) -> None:
    """The first alternative that Word understands is seen, the others are skipped."""
    if not v.alternates or attributes.endswith("/"):
        return
    alternate = v.alternates[-1]
    if alternate.seen:
        v.skip()
    elif _understood(attribute(attributes, "Requires") or ""):
        alternate.seen, alternate.before = True, v.so_far()
    else:
        _pass_by(v)


def alternative_end(v: View, attributes: str, text: str) -> None:
    """A choice in which we see nothing shows something that we do not know: the next may tell."""
    if v.alternates and v.alternates[-1].before == v.so_far():
        v.alternates[-1].seen = False


def _understood(prefixes: str) -> bool:
    """Whether Word knows all of these namespaces, which have their customary prefixes here."""
    return all(_WORDS_OWN.fullmatch(prefix) for prefix in prefixes.split())


def _pass_by(v: View) -> None:
    """Leave a choice that nobody understands, unless nothing else says what it says."""
    begin = v.skip()
    following = taken_apart(v.pieces[v.at + 1])
    empty = following.attributes.endswith("/") or v.pieces[v.at + 2].startswith("/mc:")
    if following.name.startswith("mc:") and not empty:
        return
    v.at = begin
    v.alternates[-1].seen = True


HANDLERS: dict[str, Handler] = {
    "w:drawing": drawing, "wp:docPr": described, "pic:pic": picture, "wps:wsp": shape,
    "w14:contentPart": ink, "c:chart": embedded, "dgm:relIds": embedded, "o:OLEObject": ole_object,
    "v:shape": old_shape, "v:rect": old_shape, "v:line": old_shape, "v:polyline": old_shape,
    "v:roundrect": old_shape, "v:oval": old_shape, "v:curve": old_shape, "v:arc": old_shape,
    "v:imagedata": old_picture, "v:textpath": word_art,
    "w:altChunk": chunk, "w:control": form_control,
    "w:object": object_start, "/w:object": object_end, "m:t": equation, "a:t": drawn_text,
    "cx:chart": embedded, "w16se:symEx": symbol,
    "mc:AlternateContent": alternate_start, "/mc:AlternateContent": alternate_end,
    "mc:Choice": alternative, "/mc:Choice": alternative_end, "mc:Fallback": alternative,
}  # fmt: skip
