"""Fields and elements that start or fetch something are made harmless in a part's tree.

The codes of live fields go, what they show stays (ECMA-376-1, 17.16.18 and 17.16.19): fields stand
in fields, and go over paragraphs. Elements that used a relationship that was cut, or that name a
place outside by themselves, show the same and ask for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Final

from lxml import etree

from plandocs.word.package.live import STARTS_OR_FETCHES, Field, fields_in, is_of_a_mail
from plandocs.word.package.namespaces import each_named, remove, spelled, unwrap
from plandocs.word.template.render.disarm.relationships import Arrow, is_web_link

_LINK: Final = re.compile(r"\s*HYPERLINK\s+(.*)", re.IGNORECASE | re.DOTALL)
_WORDS: Final = re.compile(r'"((?:\\.|[^"\\])*)"?|(\S+)')
_CONTROLS: Final = re.compile(r"\s*(?:CONTROL|OCX|HTMLCONTROL)(?=\s|$)", re.IGNORECASE)
_CODES: Final = ("w:instrText", "w:delInstrText")


def is_live(code: str) -> bool:
    """Whether a field's code starts a program, fetches, or leads to a folder or a share."""
    if STARTS_OR_FETCHES.match(code) or _CONTROLS.match(code):
        return True
    link = _LINK.match(code)
    return link is not None and not is_web_link(_link_target(link[1]))


def _link_target(arguments: str) -> str:
    """What a HYPERLINK leads to: its first word that is no switch, nor a switch's own."""
    skip = False
    for quoted, bare in _WORDS.findall(arguments):
        word: str = (quoted or bare).replace("\\\\", "\\")
        if skip:
            skip = False
        elif not quoted and re.fullmatch(r"\\[a-z]", word, re.IGNORECASE):
            skip = word[1].lower() in "lot"
        else:
            return word
    return ""


def codes_of(root: etree._Element) -> Iterator[str]:
    """The codes of a part's fields."""
    yield from (each.code for each in fields_in(map(_mark, _nodes(root))))
    yield from map(_simple_code, each_named(root, "w:fldSimple"))


def flatten_fields(root: etree._Element, tell: Callable[[etree._Element, str], None]) -> bool:
    """Take the codes of live fields out; ``tell`` hears of each first, with its code."""
    nodes = _nodes(root)
    fields = fields_in(map(_mark, nodes))
    live = [each for each in fields if each.nested_first or is_live(each.code)]
    for each in live:
        code = " ".join(each.code.split())
        what = code if is_live(each.code) else f"a field that makes its code: {code}"
        tell(nodes[each.begin], what)
    simple = [each for each in each_named(root, "w:fldSimple") if is_live(_simple_code(each))]
    for element in simple:
        tell(element, " ".join(_simple_code(element).split()))
    _take(nodes, live)
    for element in simple:
        for child in element:
            if spelled(child.tag) == "w:fldData":
                remove(child)
        unwrap(element)
    return bool(live or simple)


def _simple_code(element: etree._Element) -> str:
    return next((str(v) for n, v in element.attrib.items() if spelled(n) == "w:instr"), "")


def _nodes(root: etree._Element) -> list[etree._Element]:
    """All that runs hold, but for their properties, in the order of the part; [] for no field."""
    if next(each_named(root, "w:fldChar"), None) is None:
        return []
    return [
        child
        for run in each_named(root, "w:r")
        for child in run
        if isinstance(child.tag, str) and spelled(child.tag) != "w:rPr"
    ]


def _mark(node: etree._Element) -> tuple[str, str]:
    """The kind of a field's mark, or the piece of a code."""
    name = spelled(node.tag)
    if name == "w:fldChar":
        kinds = (str(v) for n, v in node.attrib.items() if spelled(n).endswith("fldCharType"))
        return next(kinds, ""), ""
    return "", (node.text or "") if name in _CODES else ""


def _take(nodes: list[etree._Element], fields: list[Field]) -> None:
    """Remove what stands in the codes, and the marks around the results."""
    steps = [0] * (len(nodes) + 1)
    for each in fields:
        stop = each.separate
        if stop < 0:
            stop = each.end if each.end >= 0 else each.last_code
        for start, last in ((each.begin, stop), (each.end, each.end)):
            if start >= 0:
                steps[start] += 1
                steps[last + 1] -= 1
    for node, covered in zip(nodes, accumulate(steps), strict=False):
        if covered:
            run = node.getparent()
            remove(node)
            if run is not None and all(spelled(child.tag) == "w:rPr" for child in run):
                remove(run)


Tell = Callable[[etree._Element, str, bool], None]
# What is taken out wherever it stands, and how it is told; "" where nobody need know.
_OUT: Final = {
    "w:frameset": "", "w:entryMacro": "macros", "w:exitMacro": "macros",
    "w:mailMerge": "the mail merge, with the path and query of its data",
    "w:saveThroughXslt": "", "w:linkStyles": "", "w:smartTagType": "",
    "w:printerSettings": "",
}  # fmt: skip
_VIDEO: Final = "webVideoPr"  # of any version of Word: it plays a page of the web
# In a part that no relationship was cut from, only these are looked at.
_SUSPECTS: Final = (*_OUT, f"*:{_VIDEO}", "v:*", "o:*")
_VML_PICTURES: Final = ("v:imagedata", "v:fill", "v:stroke")
_PICTURE_IDS: Final = ("r:id", "r:pict", "o:relid")
_ADDRESSES: Final = ("src", "o:href", "o:althref", "r:href")
_OUTSIDE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


def disarm_elements(root: etree._Element, cut: Mapping[str, Arrow], tell: Tell) -> bool:
    """Make the elements of a part harmless; ``tell`` hears of each before it changes."""
    changed = False
    for element in list(root.iter(etree.Element) if cut else each_named(root, *_SUSPECTS)):
        name = spelled(element.tag)
        what = _OUT.get(name)
        if what is None and name == "o:OLEObject" and element.get("Type") == "Link":
            arrow = next((cut[v] for v in map(str, element.attrib.values()) if v in cut), None)
            what = arrow.what if arrow else "object"
        if name.rpartition(":")[2] == _VIDEO:
            what = "video"
        if what is not None:
            if what:
                tell(element, what, False)
            _drop(element)
            changed = True
            continue
        changed |= _cut_off(element, name, cut, tell)
        if name.startswith(("v:", "o:")):
            changed |= _drop_addresses(element, name, tell)
    return changed


def _cut_off(element: etree._Element, name: str, cut: Mapping[str, Arrow], tell: Tell) -> bool:
    """Part an element from the relationships that were cut."""
    used = {
        spelled(attribute): (str(attribute), cut[str(value)])
        for attribute, value in element.attrib.items()
        if str(value) in cut and spelled(attribute).startswith(("r:", "o:relid"))
    }
    for _, arrow in list(used.values())[:1]:
        if arrow.what:
            tell(element, arrow.what, arrow.local)
    if not used:
        return False
    if name == "a:blip":
        _picture(element, used, ("r:embed",), "r:embed")
    elif name in _VML_PICTURES:
        _picture(element, used, _PICTURE_IDS, "r:id")
    elif name == "w:hyperlink":
        anchored = any(spelled(each) == "w:anchor" for each in element.attrib)
        for attribute, _ in used.values():
            del element.attrib[attribute]
        if not anchored:
            unwrap(element)
    else:
        _drop(element)
    return True


def _picture(
    element: etree._Element,
    used: Mapping[str, tuple[str, Arrow]],
    ids: tuple[str, ...],
    wanted: str,
) -> None:
    """Leave a picture the one that it holds, or else the empty one."""
    blank = next((element.get(a) for a, arrow in used.values() if arrow.blank), None)
    space = next(a for a, _ in used.values()).rpartition("}")[0]
    for attribute, _ in used.values():
        del element.attrib[attribute]
    held = any(spelled(each) in ids for each in element.attrib)
    if blank is not None and not held:
        if space and "relationships" in space.lower():
            element.set(f"{space}}}{wanted.partition(':')[2]}", blank)
        else:
            element.set(next(iter(used.values()))[0], blank)


def _drop_addresses(element: etree._Element, name: str, tell: Tell) -> bool:
    """Take addresses of pictures outside, and links to folders, out of a drawing's attributes."""
    changed = False
    for attribute, value in list(element.attrib.items()):
        label, text = spelled(attribute), str(value)
        fetched = label in _ADDRESSES and _OUTSIDE.match(text) is not None
        if fetched or (label == "href" and not is_web_link(text)):
            if not is_of_a_mail(text):
                tell(element, f"{'picture' if fetched else 'link'}: {text}", False)
            del element.attrib[attribute]
            changed = True
    return changed


def _drop(element: etree._Element) -> None:
    """Take an element out; a shape that showed an object stays as its picture."""
    parent = element.getparent()
    if parent is None:
        return
    if spelled(element.tag) in ("o:OLEObject", "w:objectLink", "w:objectEmbed", "w:control"):
        for shape in parent.iter(etree.Element):
            for attribute in [each for each in shape.attrib if spelled(each) == "o:ole"]:
                del shape.attrib[attribute]
    if spelled(parent.tag) == "a:ext" and len(parent) == 1:
        remove(parent)
    else:
        remove(element)
