"""Elements of WordprocessingML: the smallest shapes that every form shares.

In: text, style ids, names. Out: lxml elements in the `w` namespace, children in the schema's order.
"""

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROMPT_COLOUR = "5F6B70"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """A `w:` element with `w:` attributes and the children in the order given."""
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={"w": NAMESPACE, "r": RELATIONSHIPS})
    for name, value in attributes.items():
        made.set(f"{{{NAMESPACE}}}{name}", str(value))
    made.extend(children)
    return made


def paragraph(style: str, *content: etree._Element) -> etree._Element:
    """A paragraph in a named style."""
    return element("p", element("pPr", element("pStyle", val=style)), *content)


def keep_with_next(content: etree._Element) -> None:
    """Keep each paragraph in here on the page of what follows it."""
    for properties in content.iter(f"{{{NAMESPACE}}}pPr"):
        properties.insert(1, element("keepNext"))


def runs(text: str) -> tuple[etree._Element, ...]:
    """The run that shows `text`, its newlines as line breaks; none for an empty text."""
    if not text:
        return ()
    run = element("r")
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(element("br"))
        run.append(_words(line))
    return (run,)


def choice(choices: tuple[str, ...]) -> etree._Element:
    """A content control that offers a list, and shows a prompt until something is chosen."""
    items = (element("listItem", displayText=each, value=each) for each in choices)
    grey = element("rPr", element("color", val=_PROMPT_COLOUR))
    return element(
        "sdt",
        element("sdtPr", element("showingPlcHdr"), element("comboBox", *items)),
        element("sdtContent", element("r", grey, _words("Choose an item."))),
    )


def page_number() -> tuple[etree._Element, ...]:
    """The runs of a PAGE field, as Word itself writes it."""
    return (
        element("r", element("fldChar", fldCharType="begin")),
        element("r", _words(" PAGE ", tag="instrText")),
        element("r", element("fldChar", fldCharType="separate")),
        element("r", _words("1")),
        element("r", element("fldChar", fldCharType="end")),
    )


def _words(text: str, tag: str = "t") -> etree._Element:
    made = element(tag)
    made.text = text
    if text != text.strip():
        made.set(_SPACE, "preserve")
    return made
