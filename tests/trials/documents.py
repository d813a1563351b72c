"""The table of kinds: what was changed in the file, what is read otherwise, what must be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.documents import opc
from tests.documents.filled_plan import (
    before_section,
    content,
    edited,
    first,
    last,
    without_row,
    words,
)
from tests.documents.notation import xml
from tests.documents.small_form import built

_UNSIGNED = {"signed": False, "text": ""}


@dataclass(frozen=True)
class Kind:
    """One kind of fault: how the document is made, and what is right.

    ``differs`` are values that differ from the plain plan's; ``unmapped`` texts that must be
    listed, with their kind ("" for any); ``named`` fields that an issue must name; ``codes``
    issues.
    """

    make: Callable[[], bytes]
    differs: dict[str, Any] = field(default_factory=dict)
    unmapped: tuple[tuple[str, str], ...] = ()
    named: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


_SIGNATURE_LINE = (
    '<w:p><w:r><w:pict><v:shape alt="Microsoft Office Signature Line...">'
    '<o:signatureline issignatureline="t" o:suggestedsigner="P Raman"/></v:shape></w:pict></w:r>'
    "</w:p>"
)
_PICKER = (
    '<w:p><w:sdt><w:sdtPr><w:date w:fullDate="2026-07-12T00:00:00Z"><w:dateFormat '
    'w:val="M/d/yyyy"/><w:lid w:val="en-US"/></w:date></w:sdtPr><w:sdtContent><w:r><w:t>7/12/2026'
    "</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
_EMOJI = (
    '<w:p><w:r><w:t xml:space="preserve">Measure 1a </w:t></w:r><w:r><mc:AlternateContent>'
    '<mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/>'
    "</mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
_PHOTO = (
    '<w:p><w:r><w:t>________</w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id="9" '
    'name="Picture 9"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic/></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_WIDTHS = "tblGrid(gridCol{@w=2800} gridCol{@w=3400} gridCol{@w=3400})"
_LAST_YEAR = "".join(
    f'tr(tc"{n}. Old outcome {n}" tc"Old measure {n}" tc"Old goal {n}") ' for n in (1, 2, 3)
)
_UNNUMBERED = re.sub(r"\d\. Old", "Old", _LAST_YEAR)
_SECTION_1 = (
    'tbl(tr(tc{gridSpan=3}"Section 1: Business (work) outcomes and performance measures") '
    'tr(tc"Business / work outcome" tc"Performance measures(s)" tc"Link to") '
)


_MARK = (
    '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="T"></w:del></w:rPr></w:pPr>'
    '<w:r><w:t xml:space="preserve">Measure </w:t></w:r></w:p><w:p><w:r><w:t>one</w:t></w:r></w:p>'
)
_DELETED = (
    '<w:tr><w:trPr><w:del w:id="1" w:author="T"></w:del></w:trPr>'
    "<w:tc><w:p><w:r><w:t>4. Gone outcome</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Gone measure</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
)
_FORMTEXT = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/><w:textInput>'
    '<w:default w:val="Enter name"/></w:textInput></w:ffData></w:fldChar></w:r><w:r>'
    '<w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>Enter name</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_BOUND = (
    '<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/p[1]/manager[1]" '
    'w:storeItemID="{11111111-2222-3333-4444-555555555555}"/><w:text/></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>Tom Alder</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
_OBJECT = (
    '<w:p><w:r><w:object><v:shape id="s1" alt="Benefits register"/><o:OLEObject Type="Embed" '
    'ProgID="Word.Document.12" ShapeID="s1" DrawAspect="Icon" ObjectID="_1" r:id="rIdEmb"/>'
    "</w:object></w:r></w:p>"
)
_CONTROL = (
    '<w:p><w:r><w:object><v:shape id="s2"/><w:control r:id="rIdAx" w:name="TextBox1" '
    'w:shapeid="s2"/></w:object></w:r></w:p>'
)


def _bound() -> bytes:
    item = "<p><manager>Nina Newmanager</manager></p>"
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    props = (
        f'<ds:datastoreItem ds:itemID="{{11111111-2222-3333-4444-555555555555}}" '
        f'xmlns:ds="{space}"><ds:schemaRefs/></ds:datastoreItem>'
    )
    return edited(
        content("Tom Alder", _BOUND),
        parts={
            "customXml/item1.xml": item,
            "customXml/itemProps1.xml": props,
            "customXml/_rels/item1.xml.rels": opc.relationships(
                ("customXmlProps", "itemProps1.xml")
            ),
        },
        arrows={"rIdX": ("customXml", "../customXml/item1.xml")},
        types={
            "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument."
            "customXmlProperties+xml",
        },
    )


def _embedded() -> bytes:
    return edited(
        content("Goal 1", _OBJECT),
        parts={"word/embeddings/x.docx": built({"body": 'p"Benefits owned by Treasury"'})},
        arrows={"rIdEmb": ("package", "embeddings/x.docx")},
        types={"word/embeddings/x.docx": f"{opc.WORD}.document"},
    )


def _active() -> bytes:
    box = (
        '<ax:ocx ax:classid="{8BD21D10-EC42-11CE-9E0D-00AA006002F3}" '
        'ax:persistence="persistPropertyBag" '
        'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"><ax:ocxPr ax:name="Value" '
        'ax:value="Leadership course at the institute"/></ax:ocx>'
    )
    return edited(
        content("Coach", _CONTROL),
        parts={"word/activeX/activeX1.xml": box},
        arrows={"rIdAx": ("control", "activeX/activeX1.xml")},
        types={"word/activeX/activeX1.xml": "application/vnd.ms-office.activeX+xml"},
    )


def _chunk() -> bytes:
    page = "<html><body><p>Secondment to Treasury for six months</p></body></html>"
    return edited(
        content("Coach", '<w:altChunk r:id="rIdAlt"/><w:p/>'),
        parts={"word/chunk1.html": page},
        arrows={"rIdAlt": ("aFChunk", "chunk1.html")},
        types={"word/chunk1.html": "text/html"},
    )


def _behind(body: str, text: str, row: str) -> str:
    end = body.index("</w:tr>", body.index(f">{text}<")) + len("</w:tr>")
    return body[:end] + row + body[end:]


def _table_for_each() -> bytes:
    tables = "".join(
        f'tbl(tr(tc"Business / work outcome {n}" tc"Outcome text {n}") '
        f'tr(tc"Performance measure(s)" tc"Measure {n}a") tr(tc"Link to" tc"Goal {n}")) p '
        for n in (1, 2, 3)
    )

    def change(body: str) -> str:
        at = body.index("Section 1:")
        start = body.rindex("<w:tbl>", 0, at)
        end = body.index("</w:tbl>", at) + len("</w:tbl>")
        title = xml('p"Section 1: Business (work) outcomes and performance measures"')
        return body[:start] + title + xml(tables) + body[end:]

    return edited(change)


_BLANK_OFFICER = {"officer_signature": _UNSIGNED}
KINDS: dict[str, Kind] = {
    "a line that signs off under the form": Kind(
        lambda: edited(last('p"Manager: Tom Alder, 3 July 2026"')),
        unmapped=(("text", "Manager: Tom Alder, 3 July 2026"),),
    ),
    "a protective marking that looks like a label": Kind(
        lambda: edited(first('p"Classification: OFFICIAL: Sensitive"'), words("SES Level 2", "")),
        {"classification_level": ""},
        unmapped=(("text", "Classification: OFFICIAL: Sensitive"),),
    ),
    "one letter wrong in a printed capability": Kind(
        lambda: edited(
            words(
                "4. Exemplifies personal drive and integrity",
                "4. Exemplifes personal drive and integrity",
            )
        ),
        named=("leadership[3]",),
    ),
    "a date picker of a program that puts the month first": Kind(
        lambda: edited(content("12 July 2026", _PICKER)),
        {"meeting_date": {"text": "7/12/2026", "date": "2026-07-12"}},
        named=("meeting_date",),
    ),
    "division and branch as two labelled lines": Kind(
        lambda: edited(
            content("Policy / Reform", 'p"Division: Corporate Services" p"Branch: Finance"')
        ),
        {"division_branch": "Division: Corporate Services\nBranch: Finance"},
    ),
    "minutes with a table of actions between sections": Kind(
        lambda: edited(
            before_section(
                4,
                'p tbl(tr(tc"Priority" tc"Action" tc"Responsibility / timing") '
                'tr(tc"1" tc"Book the venue" tc"Ngaire, May")) p',
            )
        ),
        unmapped=(("text", "Book the venue"), ("text", "Ngaire, May")),
    ),
    "last year's copy of a section left in above": Kind(
        lambda: edited(before_section(1, _SECTION_1 + _LAST_YEAR + ") p")),
        unmapped=tuple(("text", f"Old outcome {n}") for n in (1, 2, 3)),
        named=("outcomes",),
    ),
    "last year's copy left in below, its rows without numbers": Kind(
        lambda: edited(
            before_section(4, 'p"Last year, for reference" ' + _SECTION_1 + _UNNUMBERED + ") p")
        ),
        unmapped=tuple(("text", f"Old outcome {n}") for n in (1, 2, 3)),
        codes=("second-copy",),
        named=("outcomes",),
    ),
    "another stage in the title": Kind(
        lambda: edited(words("Stage 1", "Stage 2")), unmapped=(("text", "Stage 2"),)
    ),
    "a printed capability's row deleted": Kind(
        lambda: edited(without_row("3. Cultivates productive working relationships")),
        {"leadership[2].measures": []},
        codes=("missing-field",),
        named=("leadership",),
    ),
    "a second language in a label's cell": Kind(
        lambda: edited(
            content("Manager signature:", 'p"Manager signature:" p"Waitohu kaiwhakahaere:"'),
            words("T Alder", ""),
        ),
        {"manager_signature": _UNSIGNED},
        unmapped=(("text", "Waitohu kaiwhakahaere"),),
        codes=("text-in-label-cell",),
    ),
    "a hint behind a label": Kind(
        lambda: edited(
            words("Officer signature:", "Officer signature: (please sign)"), words("P Raman", "")
        ),
        _BLANK_OFFICER,
        unmapped=(("text", "(please sign)"),),
        codes=("text-in-label-cell",),
    ),
    "a printed line to sign on": Kind(
        lambda: edited(words("P Raman", "Signature: ____________ Date: ___/___/____")),
        {"officer_signature.signed": False, "officer_signature.text": ...},
    ),
    "not signed, with a reason": Kind(
        lambda: edited(words("P Raman", "Not signed – on leave")),
        {"officer_signature": {"signed": False, "text": "Not signed – on leave"}},
    ),
    "bare numbers in unused rows": Kind(
        lambda: edited(words("4. ", "4"), words("5. ", "Outcome 5"))
    ),
    "a signature line that nobody signed": Kind(
        lambda: edited(content("P Raman", _SIGNATURE_LINE)),
        {"officer_signature.signed": False, "officer_signature.text": ...},
    ),
    "a picture over a printed line": Kind(
        lambda: edited(content("P Raman", _PHOTO)),
        {"officer_signature.signed": True, "officer_signature.text": ...},
    ),
    "a line between tables that begins with a label": Kind(
        lambda: edited(before_section(2, 'p"Officer: agreed with Tom on Tuesday"')),
        unmapped=(("text", "Officer: agreed with Tom on Tuesday"),),
    ),
    "a contact on a cover": Kind(
        lambda: edited(
            first(
                'tbl(tr(tc"Name" tc"Kerensa Trelawney") tr(tc"Division" tc"Ombudsman") '
                'tr(tc"Manager" tc"Ivo Petrov")) p'
            )
        ),
        unmapped=tuple(("text", t) for t in ("Kerensa Trelawney", "Ombudsman", "Ivo Petrov")),
    ),
    "contacts under headings": Kind(
        lambda: edited(
            first(
                'tbl(tr(tc"Name" tc"Position" tc"Division" tc"Phone") '
                'tr(tc"K Trelawney" tc"EA" tc"Ombudsman" tc"6232 0000")) p'
            )
        ),
        unmapped=tuple(("text", t) for t in ("K Trelawney", "EA", "Ombudsman", "6232 0000")),
    ),
    "a signed review after an unsigned plan": Kind(
        lambda: edited(
            words("P Raman", ""),
            words("T Alder", ""),
            last(
                'p"Mid-cycle review" tbl(tr(tc"Officer signature:" tc"R Wombat" tc"Date:" '
                'tc"3 February 2027") tr(tc"Manager signature:" tc"Q Quoll" tc"Date:" '
                'tc"4 February 2027")) p'
            ),
        ),
        {"officer_signature": _UNSIGNED, "manager_signature": _UNSIGNED},
        unmapped=(("text", "R Wombat"), ("text", "Q Quoll")),
    ),
    "a manager's comments in a review": Kind(
        lambda: edited(
            last(
                'p"Review record" tbl(tr(tc"Date of meeting" tc"Managers comments") '
                'tr(tc"4 February 2027" tc"Good progress")) p'
            )
        ),
        unmapped=(("text", "Good progress"),),
    ),
    "one letter wrong in a column heading": Kind(
        lambda: edited(words("Business / work outcome", "Busness / work outcome")),
        named=("outcomes",),
    ),
    "one letter wrong in a label": Kind(
        lambda: edited(words("Manager name:", "Managr name:")), named=("manager_name",)
    ),
    "an outcome in a table of its own": Kind(
        lambda: edited(
            before_section(
                2, f'p tbl({_WIDTHS} tr(tc"6. Outcome text 6" tc"Measure 6a" tc"Goal 6")) p'
            ),
        ),
        {
            "outcomes[3].outcome": "Outcome text 6",
            "outcomes[3].measures": ["Measure 6a"],
            "outcomes[3].links": ["Goal 6"],
        },
        named=("outcomes",),
    ),
    "a table for each outcome": Kind(_table_for_each),
    "a deleted paragraph mark, open and closed": Kind(
        lambda: edited(content("Measure 1a", _MARK)),
        {"outcomes[0].measures": ["Measure one"]},
        codes=("tracked-changes",),
    ),
    "a deleted row, open and closed": Kind(
        lambda: edited(lambda body: _behind(body, "Goal 3", _DELETED)),
        unmapped=(("deleted", "Gone outcome"), ("deleted", "Gone measure")),
        codes=("tracked-changes",),
    ),
    "a form field left at its default": Kind(
        lambda: edited(content("SES Level 2", _FORMTEXT)),
        {"classification_level": ""},
        codes=("placeholder-left",),
    ),
    "a control bound to a store that says otherwise": Kind(
        _bound, {"manager_name": "Nina Newmanager"}
    ),
    "words in an embedded document": Kind(
        _embedded,
        {"outcomes[0].links": []},
        unmapped=(("embedded", "Benefits owned by Treasury"),),
    ),
    "words in a box of ActiveX": Kind(
        _active,
        {"learning_needs[0].activity": ...},
        unmapped=(("", "Leadership course at the institute"),),
    ),
    "a page of HTML in a cell": Kind(
        _chunk,
        {"learning_needs[0].activity": ""},
        unmapped=(("embedded", "Secondment to Treasury for six months"),),
        named=("learning_needs[0].activity",),
    ),
    "an emoji as alternate content": Kind(
        lambda: edited(content("Measure 1a", _EMOJI)),
        {"outcomes[0].measures": ["Measure 1a 😀"]},
    ),
}
