"""How Word wraps the text that people type: splits, tracking, controls, fields, links.

Each variant takes a text and gives the XML of runs that a reader sees as that text.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from tests.hard.pieces import Draft
from tests.hard.xml import inside, run

BY = 'w:author="M" w:date="2026-07-01T00:00:00Z"'
Variant = Callable[[Draft, str], str]


def pieces(draft: Draft, text: str, most: int = 4) -> list[str]:
    """A text cut at random places, also inside words."""
    cuts = sorted({draft.rng.randint(0, len(text)) for _ in range(draft.rng.randint(1, most))})
    edges = [0, *cuts, len(text)]
    return [text[a:b] for a, b in pairwise(edges) if a < b]


def split(draft: Draft, text: str) -> str:
    """Runs as Word saves them: revision marks, proofing marks, odd properties."""
    found = []
    for part in pieces(draft, text):
        look = draft.rng.choice(("", "<w:b/>", '<w:lang w:val="en-AU"/>', '<w:sz w:val="20"/>'))
        shell = f"<w:rPr>{look}</w:rPr>" if look else ""
        found.append(f'<w:r w:rsidR="00A1{draft.number():04X}">{shell}{inside(part)}</w:r>')
        found.append(draft.rng.choice(("", '<w:proofErr w:type="spellStart"/>',
                                       "<w:lastRenderedPageBreak/>" * 0,
                                       '<w:proofErr w:type="spellEnd"/>')))  # fmt: skip
    return "".join(found)


def inserted(draft: Draft, text: str) -> str:
    """All of it a tracked insertion."""
    draft.codes.add("tracked-changes")
    return f'<w:ins w:id="{draft.number()}" {BY}>{run(text)}</w:ins>'


def edited(draft: Draft, text: str) -> str:
    """Partly inserted, with a deletion in between."""
    draft.codes.add("tracked-changes")
    gone = draft.stray(f"formerly worded thus{draft.number()}", "deleted")
    deleted = f"<w:r>{inside(gone, 'w:delText')}</w:r>"
    first, *rest = pieces(draft, text, 1)
    tail = f'<w:ins w:id="{draft.number()}" {BY}>{run("".join(rest))}</w:ins>' if rest else ""
    return run(first) + f'<w:del w:id="{draft.number()}" {BY}>{deleted}</w:del>' + tail


def moved(draft: Draft, text: str) -> str:
    """Moved here; where it came from is not part of the text."""
    draft.codes.add("tracked-changes")
    a, b = draft.number(), draft.number()
    source = f'<w:moveFrom w:id="{a}" {BY}>{run(text)}</w:moveFrom>'
    target = f'<w:moveTo w:id="{b}" {BY}>{run(text)}</w:moveTo>'
    return (
        f'<w:moveFromRangeStart w:id="{a}" w:name="m{a}" {BY}/>{source}'
        f'<w:moveFromRangeEnd w:id="{a}"/><w:moveToRangeStart w:id="{b}" w:name="m{a}" {BY}/>'
        f'{target}<w:moveToRangeEnd w:id="{b}"/>'
    )


def reformatted(draft: Draft, text: str) -> str:
    """A tracked change of format only."""
    draft.codes.add("tracked-changes")
    change = f'<w:b/><w:rPrChange w:id="{draft.number()}" {BY}><w:rPr/></w:rPrChange>'
    return run(text, change)


def sdt(draft: Draft, content: str, props: str = "<w:text/>") -> str:
    shell = f'<w:alias w:val="Field"/><w:tag w:val="f{draft.number()}"/>{props}'
    return f"<w:sdt><w:sdtPr>{shell}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def control(draft: Draft, text: str) -> str:
    """A content control around all or part of it."""
    if draft.rng.random() < 0.5:
        return sdt(draft, run(text))
    first, *rest = pieces(draft, text, 1)
    return run(first) + (sdt(draft, run("".join(rest))) if rest else "")


def nested_control(draft: Draft, text: str) -> str:
    """A control in a control, the inner one tracked."""
    draft.codes.add("tracked-changes")
    return sdt(draft, sdt(draft, inserted(draft, text), "<w:richText/>"), "<w:richText/>")


def drop_down(draft: Draft, text: str) -> str:
    """A drop-down list with this choice."""
    entries = "".join(
        f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>"
        for one in ("Choose an item.", text, "Another")
    )
    return sdt(draft, run(text), f"<w:dropDownList>{entries}</w:dropDownList>")


def link(draft: Draft, text: str) -> str:
    """A link to a place in the document or outside."""
    if draft.rng.random() < 0.5:
        return f'<w:hyperlink w:anchor="top">{run(text)}</w:hyperlink>'
    name = f"rIdL{draft.number()}"
    draft.rels.append((name, "hyperlink", "https://example.org/x?a=1&b=2", True))
    return f'<w:hyperlink r:id="{name}">{run(text)}</w:hyperlink>'


def smart_tag(draft: Draft, text: str) -> str:
    """A smart tag inside a custom XML element."""
    props = '<w:smartTagPr><w:attr w:name="a" w:val="1"/></w:smartTagPr>'
    tag = f'<w:smartTag w:uri="urn:x" w:element="place">{props}{run(text)}</w:smartTag>'
    return f'<w:customXml w:uri="urn:y" w:element="e">{tag}</w:customXml>'


def simple_field(draft: Draft, text: str) -> str:
    """A simple field: its result, not its code."""
    return f'<w:fldSimple w:instr=" DOCPROPERTY  Secret ">{run(text)}</w:fldSimple>'


def field_xml(code: str, result: str, data: str = "") -> str:
    """A complex field: its form data, its code, its result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r>{inside(code, 'w:instrText')}</w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def field(draft: Draft, text: str) -> str:
    """A complex field, its code over several runs."""
    return field_xml(" REF bookmark \\h ", split(draft, text))


def nested_field(draft: Draft, text: str) -> str:
    """A field whose code holds a field, and whose result does too."""
    inner = field_xml(" MERGEFIELD Officer ", run("hidden result"))
    code = '<w:r><w:instrText xml:space="preserve"> IF </w:instrText></w:r>' + inner
    first, *rest = pieces(draft, text, 1)
    result = run(first) + (field_xml(" QUOTE x ", run("".join(rest))) if rest else "")
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_text(draft: Draft, text: str) -> str:
    """A legacy form field."""
    data = '<w:ffData><w:name w:val="Text1"/><w:enabled/><w:textInput/></w:ffData>'
    return field_xml(" FORMTEXT ", run(text), data)


def bookmarked(draft: Draft, text: str) -> str:
    """Bookmarks, permissions and comments' marks between the letters."""
    found = []
    for part in pieces(draft, text):
        number = draft.number()
        found.append(f'<w:bookmarkStart w:id="{number}" w:name="b{number}"/>{run(part)}')
        found.append(f'<w:bookmarkEnd w:id="{number}"/><w:permEnd w:id="{number}"/>')
    return "".join(found)


def soft(draft: Draft, text: str) -> str:
    """Soft hyphens, no-width spaces, double and no-break spaces, tabs: none of them counts."""
    found = []
    for number, letter in enumerate(text):
        found.append(letter)
        last = number + 1 == len(text)
        between = not last and letter.isalpha() and text[number + 1].isalpha() and text.isascii()
        if between and draft.rng.random() < 0.1:
            found.append(draft.rng.choice(("\u00ad", "\u200b", "\u2060", "\ufeff")))
        if letter == " " and draft.rng.random() < 0.3:
            found.append(draft.rng.choice((" ", "\u00a0", "\u2003", "\t")))
    return run("".join(found))


def hyphens(draft: Draft, text: str) -> str:
    """Hyphens that do not break."""
    return run(text.replace("-", "\u2011"))


def struck(draft: Draft, text: str) -> str:
    """Struck through by hand: still the text."""
    draft.codes.add("struck-text")
    return run(text, "<w:strike/>")


def with_hidden(draft: Draft, text: str) -> str:
    """Hidden words beside the visible ones."""
    secret = draft.stray(f"secret aside {draft.number()}", "hidden", code="hidden-text")
    return run(text) + run(" " + secret, "<w:vanish/>")


def alternate(draft: Draft, text: str) -> str:
    """Content for newer and older readers: it is there once."""
    choice = f'<mc:Choice Requires="w14">{run(text)}</mc:Choice>'
    return (
        f"<mc:AlternateContent>{choice}<mc:Fallback>{run(text)}</mc:Fallback></mc:AlternateContent>"
    )


def directed(draft: Draft, text: str) -> str:
    """Direction marks around the runs."""
    return f'<w:dir w:val="ltr"><w:bdo w:val="ltr">{run(text)}</w:bdo></w:dir>'


def br_in_text(draft: Draft, text: str) -> str:
    """A break and a no-break hyphen inside w:t, as some programs write them."""
    inner = escape(text).replace("\n", "<w:br/>").replace("-", "<w:noBreakHyphen/>")
    return f'<w:r><w:t xml:space="preserve">{inner}</w:t></w:r>'


def breaks_in_text(draft: Draft, text: str) -> str:
    """Pretty-printed: white space between the elements does not count."""
    return (
        f"\n  <w:r>\n    <w:rPr/>\n    <w:t>{escape(text)}</w:t>\n  </w:r>\n"
        if ("\n" not in text and "\t" not in text)
        else run(text)
    )


VARIANTS: dict[str, Variant] = {
    "split": split, "inserted": inserted, "edited": edited, "moved": moved,
    "reformatted": reformatted, "control": control, "nested-control": nested_control,
    "drop-down": drop_down, "link": link, "smart-tag": smart_tag, "simple-field": simple_field,
    "field": field, "nested-field": nested_field, "legacy-text": legacy_text,
    "bookmarked": bookmarked, "soft": soft, "hyphens": hyphens, "struck": struck,
    "with-hidden": with_hidden, "alternate": alternate, "directed": directed,
    "pretty": breaks_in_text, "br-in-text": br_in_text,
}  # fmt: skip
