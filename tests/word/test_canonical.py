"""Canonical text: the same document, on which a simple tokenizer is safe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.documents import opc

from plandocs.container.limits import DEFAULT_LIMITS
from plandocs.errors import Corrupt
from plandocs.word.package.canonical import canonical, rewritten

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_TAG = re.compile(r'</?[\w:.-]+(?: [\w:.-]+="[^"<>]*")*/?>')


def body(text: str) -> str:
    """What stands inside the root."""
    return text[text.index(">") + 1 : text.rindex("</")]


def changed(inner: str, extra: str = "") -> str:
    return body(canonical(opc.document(inner, extra).encode()))[len("<w:body>") : -len("</w:body>")]


def test_what_is_canonical_comes_back_as_it_was() -> None:
    text = opc.document(
        '<w:p w:a="1"><w:r><w:t xml:space="preserve">it\'s a = b </w:t></w:r></w:p>'
    )
    declared = f'\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n{text}'
    assert canonical(declared.encode()) == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<w:p w:a='1'/>", '<w:p w:a="1"/>'),
        ('<w:p w:a = "1"/>', '<w:p w:a="1"/>'),
        ('<w:p w:a="x>y"/>', '<w:p w:a="x&gt;y"/>'),
        ("<w:p w:a='say \"hi\"'/>", '<w:p w:a="say &quot;hi&quot;"/>'),
        ("<w:t><![CDATA[a < b & c]]></w:t>", "<w:t>a &lt; b &amp; c</w:t>"),
        ("<w:t>a<!-- no -->b<?no?></w:t>", "<w:t>ab</w:t>"),
        ("<w:t>a\r\nb</w:t>", "<w:t>a\nb</w:t>"),
        ("<w:t>x > y</w:t>", "<w:t>x &gt; y</w:t>"),
        ('<w:p w:a="a = b=c"/>', '<w:p w:a="a = b=c"/>'),
        ('<w:p r:id="rId1"/>', '<w:p r:id="rId1"/>'),
    ],
)
def test_every_way_to_write_xml_becomes_the_one_way(written: str, expected: str) -> None:
    assert changed(written) == expected


@pytest.mark.parametrize(
    ("encoding", "letters"),
    [
        ("utf-8", "é’中"),
        ("utf-16", "é’中"),
        ("utf-16-le", "é’中"),
        ("utf-16-be", "é’中"),
        ("iso-8859-1", "é"),
        ("windows-1252", "é’"),
        ("shift_jis", "中"),
    ],
)
def test_every_encoding_of_documents_is_read(encoding: str, letters: str) -> None:
    text = opc.document(f"<w:t>{letters}</w:t>")
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    assert canonical(data) == text


def test_utf_8_that_says_it_were_utf_16_is_read() -> None:
    text = opc.document("<w:t>é</w:t>")
    assert canonical(f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode()) == text


@pytest.mark.parametrize("encoding", ["klingon", "punycode", "zip"])
def test_an_encoding_that_no_document_has_is_corrupt(encoding: str) -> None:
    with pytest.raises(Corrupt, match="encoding"):
        canonical(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())


@pytest.mark.parametrize(
    "broken",
    [b"", b"<a>", b"<a></b>", b"<a>&nope;</a>", b"<a>\xff</a>", b"<a b='1' b='2'/>", b"<a/>x"],
)
def test_broken_xml_is_corrupt(broken: bytes) -> None:
    with pytest.raises(Corrupt, match="XML is broken"):
        canonical(broken)


@pytest.mark.parametrize("prefix", ["", "x:", "ns0:"])
def test_word_elements_get_their_prefix_whatever_it_was(prefix: str) -> None:
    name = f":{prefix[:-1]}" if prefix else ""
    text = f'<{prefix}body xmlns{name}="{opc.STRICT_W}"><{prefix}p>x</{prefix}p></{prefix}body>'
    assert body(canonical(text.encode())) == "<w:p>x</w:p>"


def test_a_prefix_that_means_something_else_further_in_is_told_apart() -> None:
    text = changed('<w:p/><b xmlns:w="urn:other"><w:p w:a="1"/></b><w:p/>')
    assert text == '<w:p/><b><other1:p other1:a="1"/></b><w:p/>'


def test_prefixes_named_in_values_follow_their_namespace() -> None:
    extra = f'xmlns:ve="{_MC}" xmlns:z="{_WPS}" ve:Ignorable="z"'
    text = canonical(
        opc.document(
            '<ve:Choice Requires="z"><z:txbx>leave: it</z:txbx></ve:Choice>', extra
        ).encode()
    )
    assert ' mc:Ignorable="wps"' in text
    assert '<mc:Choice Requires="wps"><wps:txbx>leave: it</wps:txbx></mc:Choice>' in text


def test_an_odd_prefix_that_is_never_used_costs_nothing() -> None:
    text = opc.document("<w:t>above: all</w:t>", f'xmlns:ve="{_MC}"')
    assert canonical(text.encode()) == text


def test_a_declaration_written_as_text_does_not_hide_a_real_one() -> None:
    text = changed('<w:t> xmlns="</w:t><b xmlns:w="urn:other"><w:p/></b>')
    assert text == '<w:t> xmlns="</w:t><b><other1:p/></b>'


@pytest.mark.parametrize("written", ["<w:p w:a='{}'/>", "<w:t>{}</w:t>", "<w:t w:a='1'>{}</w:t>"])
def test_a_million_equals_signs_do_not_take_for_ever(written: str) -> None:
    many = "=" * 1_000_000
    assert changed(written.format(many)) == written.format(many).replace("'", '"')


def test_a_million_blanks_in_front_do_not_take_for_ever() -> None:
    assert canonical(b" " * 1_000_000 + b"<a/>") == "<a/>"


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)


@st.composite
def _elements(draw: st.DrawFn, depth: int = 3) -> str:
    tag = draw(st.sampled_from(["w:p", "w:t", "v:shape", "q:any", "bare"]))
    quote = draw(st.sampled_from("'\""))
    value = draw(_TEXT).replace("&", "&amp;").replace("<", "&lt;").replace(quote, "&#39;")
    space = draw(st.sampled_from(["", " ", "\n"]))
    attribute = draw(st.sampled_from(["", f" w:a{space}={space}{quote}{value}{quote}"]))
    inner = draw(_TEXT).replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    if depth:
        inner += "".join(draw(st.lists(_elements(depth - 1), max_size=2)))
    inner += draw(st.sampled_from(["", "<!-- > -->", "<![CDATA[<w:p>]]>", "<?a ='>?>"]))
    return f"<{tag}{attribute}>{inner}</{tag}>"


def _meaning(text: str | bytes) -> list[tuple[object, ...]]:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
    root = etree.fromstring(text, parser)
    return [
        (
            str(node.tag),
            {str(k): str(v) for k, v in node.attrib.items()},
            node.text or "",
            node.tail or "",
        )
        for node in root.iter()
    ]


@given(_elements())
def test_the_document_means_the_same_and_a_simple_tokenizer_is_safe(element: str) -> None:
    extra = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:q="urn:q"'
    data = opc.document(element, extra).encode()
    text = canonical(data)
    assert _meaning(text) == _meaning(data)
    assert "<" not in _TAG.sub("", text)
    assert canonical(text.encode()) == text


@given(_elements())
def test_writing_anew_changes_nothing_that_was_canonical(element: str) -> None:
    extra = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:q="urn:q"'
    once = canonical(opc.document(element, extra).encode())
    again = rewritten(once.encode(), DEFAULT_LIMITS)
    assert _meaning(again) == _meaning(once)


def test_utf8_is_a_name_of_utf_8_and_utf_7_is_none() -> None:
    text = opc.document("<w:p><w:r><w:t>Zoë</w:t></w:r></w:p>")
    said = '<?xml version="1.0" encoding="{}"?>' + text
    assert canonical(said.format("utf8").encode()) == text
    with pytest.raises(Corrupt):
        canonical(said.format("UTF-7").encode("utf-7"))
