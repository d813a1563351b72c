"""What stands beside the text: comments, notes, boxes, headers, pictures, equations, objects."""

from __future__ import annotations

from collections.abc import Callable

from tests.hard.header import PICTURE
from tests.hard.pieces import Draft, Para, paragraphs
from tests.hard.xml import run

_VML_BOX = (
    '<w:pict><v:shape id="tb{n}" style="width:90pt"><v:textbox><w:txbxContent><w:p>{runs}</w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict>"
)
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
    '<wp:docPr id="{n}" name="Text Box {n}"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
    "<w:txbxContent><w:p>{runs}</w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>{vml}</mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def host(draft: Draft) -> Para:
    """A paragraph with a typed value, or the last of the document."""
    blocks = [b for name in draft.order for b in draft.sections[name]]
    typed = [p for p in paragraphs(blocks) if p.value and p.text]
    return draft.rng.choice(typed or paragraphs(blocks))


def comment(draft: Draft) -> None:
    """A comment on a value."""
    number = draft.number()
    text = draft.stray(f"is this still funded {number}", "comment", code="comments")
    draft.notes.setdefault("comment", []).append(
        f'<w:comment w:id="{number}" w:author="T" w:initials="T"><w:p>{run(text)}</w:p></w:comment>'
    )
    host(draft).more += (
        f'<w:commentRangeStart w:id="{number}"/><w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def _note(draft: Draft, kind: str) -> None:
    number = draft.number()
    text = draft.stray(f"source annual report {number}", kind)
    draft.notes.setdefault(kind, []).append(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p></w:{kind}>'
    )
    host(draft).more += f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def footnote(draft: Draft) -> None:
    """A footnote in a value."""
    _note(draft, "footnote")


def endnote(draft: Draft) -> None:
    """An endnote in a value."""
    _note(draft, "endnote")


def textbox(draft: Draft) -> None:
    """A text box, once for new and once for old readers."""
    number = draft.number()
    runs = run(draft.stray(f"see attached map {number}", "textbox"))
    vml = _VML_BOX.format(n=number, runs=runs)
    box = _BOX.format(n=number, runs=runs, vml=vml)
    host(draft).more += draft.rng.choice((box, f"<w:r>{vml}</w:r>"))


def picture(draft: Draft) -> None:
    """A picture in a value, with its description."""
    number = draft.number()
    text = draft.stray(f"chart of waiting times {number}", "picture")
    host(draft).more += PICTURE.format(id=number, descr=text)


def equation(draft: Draft) -> None:
    """An equation in a value."""
    text = draft.stray(f"ratio{draft.number()}", "equation")
    host(draft).more += f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"


def hidden_paragraph(draft: Draft) -> None:
    """A hidden paragraph after the form, by a style of its own."""
    text = draft.stray(f"office use only {draft.number()}", "hidden", code="hidden-text")
    draft.after.append(Para(runs=run(text, '<w:rStyle w:val="Unseen"/>')))


def running_header(draft: Draft) -> None:
    """A page header that somebody typed, and a watermark."""
    text = draft.stray(f"Sensitive personnel {draft.number()}", "header-footer")
    mark = draft.stray("DRAFTMARK", "header-footer")
    water = (
        '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136">'
        f'<v:textpath style="font-family:&quot;Calibri&quot;" string="{mark}"/>'
        "</v:shape></w:pict></w:r>"
    )
    draft.parts["word/header7.xml"] = f"<w:hdr %NS%><w:p>{run(text)}{water}</w:p></w:hdr>"
    draft.rels.append(("rIdH7", "header", "header7.xml", False))
    draft.sect += '<w:headerReference w:type="default" r:id="rIdH7"/>'


BESIDE: dict[str, Callable[[Draft], None]] = {
    "comment": comment, "footnote": footnote, "endnote": endnote, "textbox": textbox,
    "picture": picture, "equation": equation, "hidden-paragraph": hidden_paragraph,
    "running-header": running_header,
}  # fmt: skip
