"""A word in any construct of Word, wherever it stands, is in a field or in ``unmapped``."""

from __future__ import annotations

import json

import pytest
from tests.documents.opc import replaced
from tests.documents.small_form import built

import plandocs

_WORD = "Zqxtoken"
_RUN = f"<w:r><w:t>{_WORD}</w:t></w:r>"
_BOX = f"<w:txbxContent><w:p>{_RUN}</w:p></w:txbxContent>"
_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_EMOJI = '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/>'
_BY = 'w:id="9" w:author="M" w:date="2026-07-01T00:00:00Z"'


def _field(code: str, result: str = _RUN) -> str:
    return (
        _MARK.format("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        + (_MARK.format("separate") + result if result else "")
        + _MARK.format("end")
    )


def _either(choice: str, fallback: str, requires: str = "w16se") -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


_SHOWN = {
    "run": _RUN,
    "insertion": f"<w:ins {_BY}>{_RUN}</w:ins>",
    "move to": f"<w:moveTo {_BY}>{_RUN}</w:moveTo>",
    "deletion": f"<w:del {_BY}><w:r><w:delText>{_WORD}</w:delText></w:r></w:del>",
    "deletion with text": f"<w:del {_BY}>{_RUN}</w:del>",
    "hidden": f"<w:r><w:rPr><w:vanish></w:vanish></w:rPr><w:t>{_WORD}</w:t></w:r>",
    "struck": f"<w:r><w:rPr><w:strike/></w:rPr><w:t>{_WORD}</w:t></w:r>",
    "link": f'<w:hyperlink w:anchor="a">{_RUN}</w:hyperlink>',
    "smart tag": f'<w:smartTag w:element="place"><w:smartTagPr/>{_RUN}</w:smartTag>',
    "custom XML": f'<w:customXml w:element="x"><w:customXmlPr/>{_RUN}</w:customXml>',
    "control": f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{_RUN}</w:sdtContent></w:sdt>",
    "own prompt": f"<w:sdt><w:sdtPr><w:showingPlcHdr></w:showingPlcHdr></w:sdtPr><w:sdtContent>"
    f"{_RUN}</w:sdtContent></w:sdt>",
    "ruby base": "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase>"
    f"{_RUN}</w:rubyBase></w:ruby></w:r>",
    "ruby text": f"<w:r><w:ruby><w:rt>{_RUN}</w:rt><w:rubyBase><w:r><w:t>x</w:t></w:r></w:rubyBase>"
    "</w:ruby></w:r>",
    "fitted": f'<w:r><w:rPr><w:fitText w:val="900"/></w:rPr><w:t>{_WORD}</w:t></w:r>',
    "direction": f'<w:dir w:val="rtl"><w:bdo w:val="ltr">{_RUN}</w:bdo></w:dir>',
    "equation": f"<m:oMath><m:r><m:t>{_WORD}</m:t></m:r></m:oMath>",
    "equation paragraph": f"<m:oMathPara><m:oMath><m:r><m:t>{_WORD}</m:t></m:r></m:oMath>"
    "</m:oMathPara>",
    "words in an equation": f"<m:oMath><m:r>{_RUN[5:-6]}</m:r></m:oMath>",
    "tab by position": f'<w:r><w:ptab w:alignment="left"/><w:t>{_WORD}</w:t></w:r>',
    "simple field": f'<w:fldSimple w:instr=" AUTHOR ">{_RUN}</w:fldSimple>',
    "field": _field("AUTHOR"),
    "field in a field": _field(f"IF {_field('DATE', '<w:r><w:t>1</w:t></w:r>')} = 1"),
    "macro button": _field(f"MACROBUTTON NoMacro {_WORD}", ""),
    "go to button": _field(f"GOTOBUTTON x {_WORD}", ""),
    "equation field": _field(f"EQ \\f({_WORD},2)", ""),
    "text field": _field("FORMTEXT"),
    "text field at its default": _field("FORMTEXT").replace(
        'w:fldCharType="begin"/>',
        'w:fldCharType="begin"><w:ffData><w:textInput>'
        f'<w:default w:val="{_WORD}"/></w:textInput></w:ffData></w:fldChar>',
    ),
    "drop-down": _field("FORMDROPDOWN", "").replace(
        'w:fldCharType="begin"/>',
        'w:fldCharType="begin"><w:ffData><w:ddList>'
        f'<w:listEntry w:val="{_WORD}"/></w:ddList></w:ffData></w:fldChar>',
    ),
    "unclosed field": _MARK.format("begin") + "<w:r><w:instrText> X </w:instrText></w:r>"
    + _MARK.format("separate") + _RUN,
    "choice": f"<w:r>{_either(_RUN[5:-6], '<w:t>x</w:t>')}</w:r>",
    "choice of runs": _either(_RUN, ""),
    "fallback": f"<w:r>{_either('<w16new:x/>', _RUN[5:-6])}</w:r>",
    "fallback of a later choice": f"<w:r>{_either('<x:y/>', _RUN[5:-6], 'later')}</w:r>",
    "old text box": f"<w:r><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></w:r>",
    "text box": "<w:r>" + _either(
        f"<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{_BOX}</wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>",
        f"<w:pict><v:rect><v:textbox>{_BOX}</v:textbox></v:rect></w:pict>", "wps",
    ) + "</w:r>",
    "word art": f'<w:r><w:pict><v:shape><v:textpath string="{_WORD}"/></v:shape></w:pict></w:r>',
    "drawn text": f"<w:r><w:drawing><a:p><a:r><a:t>{_WORD}</a:t></a:r></a:p></w:drawing></w:r>",
    "picture": f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{_WORD}"/><a:graphic>'
    "<a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
    "permission": f'<w:permStart w:id="1" w:edGrp="everyone"/>{_RUN}<w:permEnd w:id="1"/>',
    "bookmark": f'<w:bookmarkStart w:id="1" w:name="b"/>{_RUN}<w:bookmarkEnd w:id="1"/>',
    "unknown wrapper": f'<w15new:wrap xmlns:w15new="urn:new">{_RUN}</w15new:wrap>',
    "break in text": f"<w:r><w:t>x<w:br/>{_WORD}</w:t></w:r>",
    "page break": f'<w:r><w:br w:type="page"/><w:t>{_WORD}</w:t></w:r>',
    "number field of a sentence": _field("SEQ Goal"),
    "extended symbol": f"<w:r>{_either(_EMOJI, '<w:t>x</w:t>')}<w:t>{_WORD}</w:t></w:r>",
}  # fmt: skip
_PLACES = {
    "a measures cell": {"outcomes": 'tr(tc"1. Reduce waits" tc(p"HERE") tc"SO1")'},
    "a sub-item": {"outcomes": 'tr(tc"1. Reduce" tc(p{list=1.0}"a" p{list=1.1}"HERE") tc"SO1")'},
    "an outcome cell": {"outcomes": 'tr(tc"HERE" tc"Waits halved" tc"SO1")'},
    "a paragraph of the body": {"after": 'p"HERE"'},
    "a capability's own cell": {
        "leadership": 'tr(tc(p"1. Shapes strategic thinking" p"HERE") tc"a")'
    },
    "a nested table": {"outcomes": 'tr(tc"1. Reduce" tc(p"a" tbl(tr(tc"HERE" tc"b"))) tc"SO1")'},
    "a signature cell": {"header": ""},
    "a label's cell": {"header": ""},
    "a text cell": {"career": 'tr(tc"HERE" tc"b")'},
}
_HEADER = (
    'tbl(tr(tc(p"Officer name:"{0}) tc"Priya Raman" tc tc"Officer signature:" tc{1}) '
    'tr(tc"Classification Level:" tc tc tc"Manager signature:" tc) '
    'tr(tc"Division/Branch:" tc tc tc"Date of meeting:" tc) '
    'tr(tc"Manager name:" tc tc tc"Period of plan:" tc))'
)
_PLACES["a label's cell"]["header"] = _HEADER.format(' p"HERE"', "")
_PLACES["a signature cell"]["header"] = _HEADER.format("", '"HERE"')


def _with(place: str, inline: str) -> bytes:
    """A small form with this in that place."""
    here = '<w:r><w:t xml:space="preserve">HERE</w:t></w:r>'
    return replaced(built(_PLACES[place]), (here, inline))


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("construct", _SHOWN)
def test_a_word_is_somewhere(construct: str, place: str) -> None:
    content = _with(place, _SHOWN[construct])
    first = plandocs.parse(content).to_dict()
    said = json.dumps([first["plan"], first["unmapped"]])
    # A picture or a text in the signature's cell is the signature; a picture has no words.
    if not (place == "a signature cell" and construct == "picture"):
        assert said.count(_WORD) == 1
    assert plandocs.parse(content).to_dict() == first


def test_the_code_of_a_field_is_not_shown() -> None:
    content = _with("a measures cell", _field(f"REF {_WORD}", "<w:r><w:t>x</w:t></w:r>"))
    assert _WORD not in json.dumps(plandocs.parse(content).to_dict())
