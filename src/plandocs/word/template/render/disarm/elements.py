"""Elements that used a relationship that was cut, or that name a place outside by themselves.

In comes a part's tree, changed in place so that it shows the same and asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from plandocs.word.package.live import is_of_a_mail
from plandocs.word.package.namespaces import each_named, remove, spelled, unwrap
from plandocs.word.template.render.disarm.arrows import Arrow, is_web_link

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
        said = _OUT.get(name)
        if said is None and name == "o:OLEObject" and element.get("Type") == "Link":
            arrow = next((cut[v] for v in map(str, element.attrib.values()) if v in cut), None)
            said = arrow.what if arrow else "object"
        if name.rpartition(":")[2] == _VIDEO:
            said = "video"
        if said is not None:
            if said:
                tell(element, said, False)
            _drop(element)
            changed = True
            continue
        changed |= _cut_off(element, name, cut, tell)
        if name.startswith(("v:", "o:")):
            changed |= _plain_addresses(element, name, tell)
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


def _plain_addresses(element: etree._Element, name: str, tell: Tell) -> bool:
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
