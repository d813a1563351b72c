"""What Word shows is read, however it is written: emoji, fields, symbols, either alternative."""

from __future__ import annotations

import pytest

from plandocs.word.view import view

_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def seen(inline: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a paragraph with this in it, and what is beside the text."""
    body = f"<w:p>{_RUN.format('a ')}{inline}{_RUN.format(' z')}</w:p>"
    paragraphs = view(f"<w:document><w:body>{body}</w:body></w:document>").paragraphs
    text = "".join(p.text for p in paragraphs)
    return " ".join(text.split()), [(e.kind, e.text) for p in paragraphs for e in p.extras or ()]


def either(choice: str, fallback: str, requires: str = "w16se") -> str:
    """Alternate content."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def field(code: str, result: str | None = None, data: str = "") -> str:
    """A complex field; without a result where that is None."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    shown = "" if result is None else mark.format("separate") + _RUN.format(result)
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return begin + code + shown + mark.format("end")


def text_field(default: str, shown: str) -> str:
    """A legacy text field."""
    data = f'<w:ffData><w:textInput><w:default w:val="{default}"/></w:textInput></w:ffData>'
    return field("FORMTEXT", shown, data)


def drop_down(*entries: str, result: int | None = None) -> str:
    """A legacy drop-down."""
    chosen = "" if result is None else f'<w:result w:val="{result}"/>'
    listed = "".join(f'<w:listEntry w:val="{each}"/>' for each in entries)
    return field(
        "FORMDROPDOWN", None, f"<w:ffData><w:ddList>{chosen}{listed}</w:ddList></w:ffData>"
    )


@pytest.mark.parametrize("code", ["1F600", "1F9D1", "2714", "1F1E6"])
def test_an_emoji_that_word_writes_twice_is_there_once(code: str) -> None:
    char = chr(int(code, 16))
    symbol = f'<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{code}"/>'
    font = either("", '<w:rFonts w:ascii="Segoe UI Emoji"/>')
    run = f"<w:r><w:rPr>{font}</w:rPr>{either(symbol, f'<w:t>{char}</w:t>')}</w:r>"
    assert seen(run) == (f"a {char} z", [])
    assert seen(run + run) == (f"a {char}{char} z", [])


@pytest.mark.parametrize(
    ("choice", "fallback", "text", "beside"),
    [
        ('<w16new:sign w16new:code="7"/>', "<w:t>seven</w:t>", "a seven z", []),
        ("<w:t>seven</w:t>", "<w:t>7</w:t>", "a seven z", []),
        ("<w:delText>old</w:delText>", "<w:t>7</w:t>", "a z", [("deleted", "old")]),
        ("<w:drawing><am3d:model3d/></w:drawing>", "<w:drawing><pic:pic/></w:drawing>", "a z",
         [("picture", "picture")]),
        ("<w:drawing><cx:chart/></w:drawing>", "<w:drawing><pic:pic/></w:drawing>", "a z",
         [("object", "object")]),
        ("<w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
         "</w:txbxContent></wps:txbx></wps:wsp></w:drawing>",
         "<w:pict><v:rect><v:textbox><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
         "</w:txbxContent></v:textbox></v:rect></w:pict>", "a z", [("textbox", "box")]),
    ],
)  # fmt: skip
def test_of_two_alternatives_one_is_seen(
    choice: str, fallback: str, text: str, beside: list[tuple[str, str]]
) -> None:
    assert seen(f"<w:r>{either(choice, fallback)}</w:r>") == (text, beside)


@pytest.mark.parametrize("default", ["Enter name", "12", "SES Level 2", "Type  your\tname"])
def test_a_text_field_at_its_default_is_a_prompt(default: str) -> None:
    assert seen(text_field(default, default)) == ("a z", [("prompt", " ".join(default.split()))])
    assert seen(text_field(default, f"{default} Raman")) == (
        " ".join(f"a {default} Raman z".split()), []
    )  # fmt: skip


def test_a_text_field_without_default_is_its_text() -> None:
    assert seen(text_field("", "Priya")) == ("a Priya z", [])
    assert seen(field("FORMTEXT", "\u2002" * 5)) == ("a z", [])


@pytest.mark.parametrize("entry", ["Choose a level", "Select one", "Please select", "[Level]"])
def test_a_drop_down_that_only_invites_is_a_prompt(entry: str) -> None:
    assert seen(drop_down(entry, "SES 1")) == ("a z", [("prompt", entry)])
    assert seen(drop_down(entry, "SES 1", result=1)) == ("a SES 1 z", [])
    assert seen(drop_down("SES 1", entry)) == ("a SES 1 z", [])


@pytest.mark.parametrize(
    ("inline", "text", "beside"),
    [
        (field("MACROBUTTON NoMacro [Click here and type name]"), "a z",
         [("prompt", "[Click here and type name]")]),
        (field("MacroButton None Click me"), "a z", [("prompt", "Click me")]),
        (field("MACROBUTTON NoMacro [Click]", "[Click]"), "a z", [("prompt", "[Click]")]),
        ('<w:fldSimple w:instr=" MACROBUTTON NoMacro [Click] "/>', "a z", [("prompt", "[Click]")]),
        (field('FILLIN "Who?" \\d "Nobody"', "Nobody"), "a z", [("prompt", "Nobody")]),
        (field('FILLIN "Who?" \\d "Nobody"', "Priya"), "a Priya z", []),
        (field("EQ \\f(1,2)"), "a z", [("equation", "\\f(1,2)")]),
        (field("GOTOBUTTON _Ref1 see below"), "a see below z", []),
        (field('SYMBOL 252 \\f "Wingdings" \\s 10'), "a ✓ z", []),
        (field("SYMBOL 0x263A \\u"), "a ☺ z", []), (field("SYMBOL 99999999999"), "a z", []),
        (field("PAGE", "3"), "a 3 z", []), (field('QUOTE "x"', "x"), "a x z", []),
        (field(f'IF 1 {field("EQ x")} "b"', "b"), "a b z", []),
        (f"<w:del>{field('MACROBUTTON NoMacro Old')}</w:del>", "a z", [("deleted", "Old")]),
    ],
)  # fmt: skip
def test_a_field_shows_its_result_or_what_word_makes_of_its_code(
    inline: str, text: str, beside: list[tuple[str, str]]
) -> None:
    assert seen(inline) == (text, beside)


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0FC", "✓"), ("Wingdings", "FC", "✓"), ("Arial", "0041", "A"),
        ("Segoe UI Symbol", "2714", "✔"), ("House Signs", "F041", "▪"), ("Symbol", "F061", "α"),
        ("Wingdings", "D800", ""), ("Wingdings", "zz", ""), ("Wingdings", "FFFFFFFFFF", ""),
    ],
)  # fmt: skip
def test_a_symbol_is_the_character_of_its_font(font: str, char: str, shown: str) -> None:
    text = " ".join(f"a {shown} z".split())
    assert seen(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')[0] == text
