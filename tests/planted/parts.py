"""Where a word can be planted that stands in a part of its own, or in an attribute.

Each way takes a paragraph and the word, and gives the parts that go with it; None where the
paragraph has no such place.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from lxml import etree

from tests.documents.opc import WORD, document, docx
from tests.planted.places import W, element, run

_DRAWING = "application/vnd.openxmlformats-officedocument.drawingml"
_A = "http://schemas.openxmlformats.org/drawingml/2006"
RELATED = "rIdPlanted"
NUMBERING = "word/numbering.xml"
_LIST = 9077


class Part(NamedTuple):
    """A part that the paragraph's part refers to as `RELATED`."""

    name: str
    kind: str
    content_type: str
    content: bytes


Parts = tuple[Part, ...] | None
Way = Callable[[random.Random, Any, str], Parts]


def described(rng: random.Random, p: Any, word: str) -> Parts:
    """The alternative text of a shape, a picture's frame or an old shape."""
    text = f'descr="Seal of {word}"'
    inline = (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="77" name="Shape 1" {text}/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        "<wps:wsp/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    old = f'<w:r><w:pict><v:shape alt="Seal of {word}" style="width:9pt"/></w:pict></w:r>'
    p.append(element(rng.choice((inline, old))))
    return ()


def titled(rng: random.Random, p: Any, word: str) -> Parts:
    """The title of a picture, where it has no description."""
    p.append(
        element(
            f'<w:r><w:drawing><wp:inline><wp:docPr id="78" name="" title="{word}"/><a:graphic>'
            f'<a:graphicData uri="{_A}/picture"><pic:pic/></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r>"
        )
    )
    return ()


def in_prompt(rng: random.Random, p: Any, word: str) -> Parts:
    """The prompt of a content control: words that the blank, or somebody, put there.

    The prompts of a row in which nothing is typed are no words: it is not one of the form's rows.
    """
    row = next(p.iterancestors(W + "tr"), None)
    if row is not None and not any(map(str.isalpha, "".join(row.itertext()))):
        return None
    p.append(
        element(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{run(f'Say {word} here')}</w:sdtContent></w:sdt>"
        )
    )
    return ()


def _drawn(p: Any, uri: str, inner: str) -> None:
    p.append(
        element(
            '<w:r><w:drawing><wp:inline><wp:docPr id="79" name="Drawing"/><a:graphic>'
            f'<a:graphicData uri="{_A}/{uri}">{inner}</a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r>"
        )
    )


def in_chart(rng: random.Random, p: Any, word: str) -> Parts:
    """A chart's title, or the name of a category."""
    rich = f"<c:tx><c:rich><a:p><a:r><a:t>{word}</a:t></a:r></a:p></c:rich></c:tx>"
    cached = f"<c:strRef><c:strCache><c:pt><c:v>{word}</c:v></c:pt></c:strCache></c:strRef>"
    body = rng.choice((f"<c:title>{rich}</c:title>", f"<c:cat>{cached}</c:cat>"))
    _drawn(p, "chart", f'<c:chart xmlns:c="{_A}/chart" r:id="{RELATED}"/>')
    start = f'<c:chartSpace xmlns:c="{_A}/chart" xmlns:a="{_A}/main">'
    xml = f"{start}<c:chart>{body}</c:chart></c:chartSpace>"
    return (Part("word/charts/x.xml", "chart", f"{_DRAWING}.chart+xml", xml.encode()),)


def in_diagram(rng: random.Random, p: Any, word: str) -> Parts:
    """A box of a SmartArt."""
    _drawn(p, "diagram", f'<dgm:relIds xmlns:dgm="{_A}/diagram" r:dm="{RELATED}"/>')
    xml = (
        f'<dgm:dataModel xmlns:dgm="{_A}/diagram" xmlns:a="{_A}/main"><dgm:ptLst><dgm:pt><dgm:t>'
        f"<a:p><a:r><a:t>{word}</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    return (
        Part("word/diagrams/x.xml", "diagramData", f"{_DRAWING}.diagramData+xml", xml.encode()),
    )


def in_document(rng: random.Random, p: Any, word: str) -> Parts:
    """A Word document that is embedded as an object."""
    p.append(
        element(
            '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Word.Document.12" '
            f'r:id="{RELATED}"/></w:object></w:r>'
        )
    )
    inner = docx(document(f"<w:p>{run(word)}</w:p>"))
    return (Part("word/embeddings/x.docx", "package", f"{WORD}.document", inner),)


def in_chunk(rng: random.Random, p: Any, word: str) -> Parts:
    """A text that Word takes in, of another format, behind the paragraph."""
    p.addnext(element(f'<w:altChunk r:id="{RELATED}"/>'))
    page = f"<html><body><p>{word}</p></body></html>"
    return (Part("word/x.html", "aFChunk", "text/html", page.encode()),)


def in_bullet(rng: random.Random, p: Any, word: str) -> Parts:
    """The text that Word puts in front of a numbered paragraph, if anything stands in that."""
    if not any(t.text and t.text.strip() and not _is_prompt(t) for t in p.iter(W + "t")):
        return None
    properties = p.find(W + "pPr")
    if properties is None:
        properties = element("<w:pPr/>")
        p.insert(0, properties)
    for old in properties.findall(W + "numPr"):
        properties.remove(old)
    numbered = element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_LIST}"/></w:numPr>')
    properties.insert(0, numbered)
    start = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    level = f'{start}<w:lvlText w:val="{rng.choice(("", "%1. "))}{word}"/></w:lvl>'
    kind = f'<w:abstractNum w:abstractNumId="{_LIST}">{level}</w:abstractNum>'
    xml = f'<w:num w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'
    return (Part(NUMBERING, "numbering", f"{WORD}.numbering+xml", f"{kind}|{xml}".encode()),)


def _is_prompt(t: Any) -> bool:
    controls = t.iterancestors(W + "sdt")
    return any(each.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for each in controls)


def numbering(old: bytes | None, part: Part) -> bytes:
    """The part of all lists with one more."""
    kind, one = part.content.split(b"|")
    root = element("<w:numbering/>") if old is None else etree.fromstring(old)
    first = root.find(W + "abstractNum")
    root.insert(0 if first is None else root.index(first), element(kind.decode()))
    last = root.findall(W + "num")
    root.insert(root.index(last[-1]) + 1 if last else len(root), element(one.decode()))
    return etree.tostring(root)


WAYS: dict[str, Way] = {
    each.__name__: each
    for each in (
        described, titled, in_prompt, in_chart, in_diagram, in_document, in_chunk, in_bullet,
    )
}  # fmt: skip
