"""Live content to plant in templates built in code: each kind, in each part that can hold it.

In: the parts of a small template. Out: the parts with one thing more in them, whose every trace is
spelled with the word ``NEEDLE``; what is shown of it says ``SHOWN``.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Final

from tests.documents import opc

NEEDLE, SHOWN = "sneaky", "as shown"
ML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MS: Final = "http://schemas.microsoft.com/office"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
METADATA: Final = "http://schemas.openxmlformats.org/package/2006/metadata"
CORE_RELATION: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
DC: Final = "http://purl.org/dc/elements/1.1/"
OPC: Final = "application/vnd.openxmlformats-package."
APP: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
# Each place: the part, its root element, what holds its paragraphs.
PLACES: Final = {
    "body": ("word/document.xml", "document"),
    "header": ("word/header9.xml", "hdr"),
    "footer": ("word/footer9.xml", "ftr"),
    "footnotes": ("word/footnotes.xml", "footnotes"),
    "endnotes": ("word/endnotes.xml", "endnotes"),
    "comments": ("word/comments.xml", "comments"),
    "glossary": ("word/glossary/document.xml", "glossary+document"),
}
Parts = dict[str, bytes]


def lean() -> Parts:
    """A small template with one tag, settings and properties."""
    parts = {name: data.encode() if isinstance(data, str) else data
             for name, data in opc.parts().items()}  # fmt: skip
    text = "<w:p><w:r><w:t>{{ v }}</w:t></w:r></w:p><w:sectPr/>"
    parts["word/document.xml"] = opc.document(text).encode()
    settings = f'<w:settings xmlns:w="{opc.W}"><w:zoom w:percent="100"/></w:settings>'
    add_part(parts, "word/settings.xml", settings.encode(), f"{ML}settings+xml")
    add_arrow(parts, "word/document.xml", inside("rIdSettings", "settings", "settings.xml"))
    core = f'<cp:coreProperties xmlns:cp="{METADATA}/core-properties" xmlns:dc="{DC}"/>'
    add_part(parts, "docProps/core.xml", core.encode(), f"{OPC}core-properties+xml")
    add_arrow(parts, "", inside("rIdCore", "core-properties", "docProps/core.xml", CORE_RELATION))
    app = f'<Properties xmlns="{OFFICE}/extended-properties"></Properties>'
    add_part(parts, "docProps/app.xml", app.encode(), APP)
    add_arrow(parts, "", inside("rIdApp", "extended-properties", "docProps/app.xml"))
    return parts


def add_part(parts: Parts, name: str, data: bytes, kind: str) -> None:
    """A part more, with its content type."""
    if name in parts:
        return
    parts[name] = data
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()


def add_arrow(parts: Parts, of: str, arrow: str) -> None:
    """A relationship more of a part, of the package for ""; ``arrow`` is its attributes."""
    folder, _, name = of.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    old = parts.get(rels, f'<Relationships xmlns="{opc.RELS}"></Relationships>'.encode()).decode()
    if old.rstrip().endswith("/>") and "</Relationships>" not in old:
        old = old.rstrip()[:-2] + "></Relationships>"
    new = f"<Relationship {arrow}/></Relationships>"
    parts[rels] = old.replace("</Relationships>", new).encode()


def outside(rid: str, kind: str, target: str) -> str:
    """The attributes of a relationship that leads outside."""
    return f'Id="{rid}" Type="{opc.R}/{kind}" Target="{target}" TargetMode="External"'


def inside(rid: str, kind: str, target: str, space: str = opc.R) -> str:
    """The attributes of one that does not."""
    return f'Id="{rid}" Type="{space}/{kind}" Target="{target}"'


def in_place(parts: Parts, place: str, xml: str) -> str:
    """Put paragraphs into a part, made where there is none; returns the part's name."""
    name, root = PLACES[place]
    if place == "body":
        text = parts[name].decode()
        at = text.index("<w:body>") + len("<w:body>")
        bound = xml.replace("<w:p>", f"<w:p {opc.NS}>").replace("<w:s>", "").replace("</w:s>", "")
        parts[name] = (text[:at] + bound + text[at:]).encode()
        return name
    bare = root.partition("+")[0]
    held = {
        "footnotes": '<w:footnote w:id="7">{}</w:footnote>',
        "endnotes": '<w:endnote w:id="7">{}</w:endnote>',
        "comments": '<w:comment w:id="7" w:author="A" w:initials="A">{}</w:comment>',
        "glossary": "<w:docParts><w:docPart><w:docPartPr><w:name w:val='x'/></w:docPartPr>"
                    "<w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>",
    }.get(place, "{}").format(xml)  # fmt: skip
    tag = "glossaryDocument" if place == "glossary" else bare
    body = f"<w:{tag} {opc.NS}>{held}</w:{tag}>".encode()
    kind = {"hdr": "header", "ftr": "footer", "glossary": "document.glossary"}.get(bare, bare)
    add_part(parts, name, body, f"{ML}{kind}+xml")
    arrow = "glossaryDocument" if place == "glossary" else kind
    add_arrow(parts, "word/document.xml", inside(f"rIdPlace{place}", arrow, f"/{name}"))
    return name


def _run(xml: str) -> str:
    return f"<w:r>{xml}</w:r>"


def field(*codes: str) -> str:
    """The runs of a field whose code is split over runs, with what it shows."""
    typed = "".join(_run(f'<w:instrText xml:space="preserve">{c}</w:instrText>') for c in codes)
    begin, middle, end = (
        _run(f'<w:fldChar w:fldCharType="{each}"/>') for each in ("begin", "separate", "end")
    )
    return f"{begin}{typed}{middle}{_run(f'<w:t>{SHOWN}</w:t>')}{end}"


def _paragraph(xml: str) -> str:
    return f"<w:p>{xml}</w:p>"


CODES: Final = (
    (" DDEAUTO c:\\\\sneaky.exe ",), (" D", "DE sneaky x "),
    (' INCLUDETEXT "\\\\\\\\sneaky\\\\x" ',),
    (" includepicture http://sneaky/x.png \\d ",), (" LINK Excel.Sheet sneaky.xlsx ",),
    (" IMPORT sneaky.png ",), (" DATABASE \\d sneaky.mdb ",), (" RD sneaky.docx ",),
    (' HYPERLINK "\\\\\\\\sneaky\\\\share" ',), (' HYPERLINK \\l "x" "file:///c:/sneaky.exe" ',),
    (" CONTROL Forms.sneaky \\s ",),
)  # fmt: skip


def fields(number: int) -> Callable[[Parts, str], None]:
    """A complex field, in a table of the place or in its text."""

    def plant(parts: Parts, place: str) -> None:
        in_place(parts, place, _paragraph(field(*CODES[number])))

    return plant


def simple(parts: Parts, place: str) -> None:
    """A field in one element."""
    shown = _run(f"<w:t>{SHOWN}</w:t>")
    in_place(parts, place, _paragraph(f'<w:fldSimple w:instr=" DDE sneaky ">{shown}</w:fldSimple>'))


def nested(parts: Parts, place: str) -> None:
    """A field in the code of another, and one that makes the other's name."""
    inner = field(" QUOTE sneaky ").replace(SHOWN, "5")
    begin, end = (_run(f'<w:fldChar w:fldCharType="{each}"/>') for each in ("begin", "end"))
    code = _run("<w:instrText> DDE </w:instrText>")
    name = _run("<w:instrText> sneaky </w:instrText>")
    in_place(parts, place, _paragraph(f"{begin}{code}{inner}{end}{begin}{inner}{name}{end}"))


def over_paragraphs(parts: Parts, place: str) -> None:
    """A field whose code and result stand in two paragraphs."""
    runs = field(" INCLUDETEXT sneaky ").split("</w:r>")
    first, second = "</w:r>".join(runs[:2]) + "</w:r>", "</w:r>".join(runs[2:])
    in_place(parts, place, _paragraph(first) + _paragraph(second))


def unclosed(parts: Parts, place: str) -> None:
    """A field that never ends."""
    cut = field(" DDEAUTO sneaky ").rpartition("<w:r>")[0]
    in_place(parts, place, _paragraph(cut.replace(SHOWN, "x")) + _paragraph(_run(
        f"<w:t>{SHOWN}</w:t>")))  # fmt: skip


def _drawing(blip: str, link: str = "") -> str:
    return _paragraph(_run(
        '<w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="9" name="x">'
        f'{link}</wp:docPr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
        'drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="9" name="x"/><pic:cNvPicPr/>'
        f"</pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    ))  # fmt: skip


def _held(parts: Parts, name: str) -> None:
    add_part(parts, "word/media/held.png", PNG, "image/png")
    add_arrow(parts, name, inside("rHeld", "image", "/word/media/held.png"))


def linked_picture(parts: Parts, place: str) -> None:
    """A picture that is not in the file."""
    name = in_place(parts, place, _drawing('<a:blip r:link="rL"/>'))
    add_arrow(parts, name, outside("rL", "image", "http://sneaky/x.png"))


def linked_and_held_picture(parts: Parts, place: str) -> None:
    """A picture that is in the file and linked, with a link on a share behind it."""
    link = '<a:hlinkClick r:id="rClick"/>'
    name = in_place(parts, place, _drawing('<a:blip r:embed="rHeld" r:link="rL"/>', link))
    add_arrow(parts, name, outside("rL", "image", r"\\sneaky\x.png"))
    add_arrow(parts, name, outside("rClick", "hyperlink", r"file:///\\sneaky\x"))
    _held(parts, name)


def web_video(parts: Parts, place: str) -> None:
    """A video of the web behind a picture that is in the file."""
    video = f'<v:webVideoPr xmlns:v="{MS}/word/2012/wordprocessingDrawing" embeddedHtml="sneaky"/>'
    ext = f"<a:extLst><a:ext>{video}</a:ext></a:extLst>"
    _held(parts, in_place(parts, place, _drawing(f'<a:blip r:embed="rHeld">{ext}</a:blip>')))


def old_pictures(parts: Parts, place: str) -> None:
    """Pictures of VML: by a relationship, and by an address of their own."""
    shapes = "".join(
        _run(f'<w:pict><v:shape style="width:30pt;height:30pt"{more}>{each}</v:shape></w:pict>')
        for each, more in (
            ('<v:imagedata r:href="rL"/>', ""),
            ('<v:imagedata src="http://sneaky/x.png" o:href="//sneaky/y"/>', ""),
            ('<v:fill type="frame" src="//sneaky/z"/>', ' href="file://sneaky/a"'),
        )
    )
    name = in_place(parts, place, _paragraph(shapes))
    add_arrow(parts, name, outside("rL", "image", "file:///c:/sneaky.png"))


def ole_link(parts: Parts, place: str) -> None:
    """A linked object, shown by a picture that the file holds."""
    shape = (
        '<v:shape id="_s1" style="width:30pt;height:30pt" o:ole=""><v:imagedata r:id="rHeld"/>'
        '</v:shape><o:OLEObject Type="Link" ProgID="Excel.Sheet.12" ShapeID="_s1" '
        'DrawAspect="Content" ObjectID="_1" UpdateMode="Always" r:id="rOle"/>'
    )
    name = in_place(parts, place, _paragraph(_run(f"<w:object>{shape}</w:object>")))
    add_arrow(parts, name, outside("rOle", "oleObject", "file:///\\\\sneaky\\x.xlsx"))
    _held(parts, name)


def ole_program(parts: Parts, place: str) -> None:
    """An object in a container that may be of any program."""
    shape = (
        '<v:shape id="_s1" style="width:30pt;height:30pt" o:ole=""><v:imagedata r:id="rHeld"/>'
        '</v:shape><o:OLEObject Type="Embed" ProgID="Package" ShapeID="_s1" DrawAspect="Icon" '
        'ObjectID="_1" r:id="rOle"/>'
    )
    name = in_place(parts, place, _paragraph(_run(f"<w:object>{shape}</w:object>")))
    add_part(parts, "word/embeddings/sneaky.bin", b"\xd0\xcf\x11\xe0 sneaky",
             "application/vnd.openxmlformats-officedocument.oleObject")  # fmt: skip
    add_arrow(parts, name, inside("rOle", "oleObject", "/word/embeddings/sneaky.bin"))
    _held(parts, name)


def active_control(parts: Parts, place: str) -> None:
    """A control that is a program."""
    shape = (
        '<v:shape id="_s1" style="width:30pt;height:30pt" o:ole=""><v:imagedata r:id="rHeld"/>'
        '</v:shape><w:control r:id="rOcx" w:name="sneaky" w:shapeid="_s1"/>'
    )
    name = in_place(parts, place, _paragraph(_run(f"<w:object>{shape}</w:object>")))
    kind = "application/vnd.ms-office.activeX"
    add_part(parts, "word/activeX/activeX1.xml", b"<ax xmlns='sneaky'/>", f"{kind}+xml")
    add_part(parts, "word/activeX/activeX1.bin", b"sneaky", kind)
    add_arrow(parts, name, inside("rOcx", "control", "/word/activeX/activeX1.xml"))
    binary = inside("r1", "activeXControlBinary", "activeX1.bin", f"{MS}/2006/relationships")
    add_arrow(parts, "word/activeX/activeX1.xml", binary)
    _held(parts, name)


def share_link(parts: Parts, place: str) -> None:
    """Words that lead to a share; those that lead to a page stay."""
    said = "".join(f'<w:hyperlink r:id="r{n}">{_run(f"<w:t>{SHOWN}</w:t>")}</w:hyperlink>'
                   for n in ("Share", "Disk", "Web"))  # fmt: skip
    name = in_place(parts, place, _paragraph(said))
    add_arrow(parts, name, outside("rShare", "hyperlink", r"\\sneaky\share\x.docx"))
    add_arrow(parts, name, outside("rDisk", "hyperlink", "ms-word:ofe|u|http://sneaky"))
    add_arrow(parts, name, outside("rWeb", "hyperlink", "https://forms.example.gov/a?b=1#c"))


def chunk(parts: Parts, place: str) -> None:
    """A page of the web as a part of the text, which shows a picture of another machine."""
    xml = f"<w:altChunk {opc.NS} r:id='rChunk'/>" + _paragraph("")
    name = in_place(parts, place, xml)
    page = b"<html><body>words <img src=//sneaky/x.png></body></html>"
    add_part(parts, "word/sneaky.htm", page, "text/html")
    add_arrow(parts, name, inside("rChunk", "aFChunk", "/word/sneaky.htm"))


def form_macro(parts: Parts, place: str) -> None:
    """A form field that runs a macro when somebody comes to it."""
    data = '<w:ffData><w:name w:val="t"/><w:enabled/><w:entryMacro w:val="sneaky"/></w:ffData>'
    runs = field(" FORMTEXT ").replace(
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:fldChar w:fldCharType="begin">{data}</w:fldChar>',
    )
    in_place(parts, place, _paragraph(runs))


IN_TEXT: Final[dict[str, Callable[[Parts, str], None]]] = {
    **{f"field {n}": fields(n) for n in range(len(CODES))},
    **{
        plant.__name__: plant
        for plant in (
            simple, nested, over_paragraphs, unclosed, linked_picture, linked_and_held_picture,
            old_pictures, ole_link, ole_program, active_control, share_link, chunk, form_macro,
            web_video,
        )
    },
}  # fmt: skip


def _setting(parts: Parts, xml: str) -> None:
    text = parts["word/settings.xml"].decode()
    space = f'<w:settings xmlns:r="{opc.R}" '
    text = text if "xmlns:r=" in text else text.replace("<w:settings ", space, 1)
    at = text.index(">", text.index("<w:settings")) + 1
    parts["word/settings.xml"] = (text[:at] + xml + text[at:]).encode()


def remote_template(parts: Parts) -> None:
    """A template on a web server."""
    _setting(parts, '<w:attachedTemplate r:id="rT"/><w:linkStyles/>')
    add_arrow(parts, "word/settings.xml", outside("rT", "attachedTemplate", "http://sneaky/a.dotm"))


def mail_merge(parts: Parts) -> None:
    """A mail merge with its data."""
    source = '<w:mailMerge><w:connectString w:val="sneaky"/><w:dataSource r:id="rM"/></w:mailMerge>'
    _setting(parts, source)
    add_arrow(parts, "word/settings.xml", outside("rM", "mailMergeSource", "file:///sneaky.xlsx"))


def macros(parts: Parts) -> None:
    """Macros with their names and their bar."""
    rels = f"{MS}/2006/relationships"
    add_part(parts, "word/vbaProject.bin", b"sneaky", "application/vnd.ms-office.vbaProject")
    add_part(parts, "word/vbaData.xml", b"<v>sneaky</v>", "application/vnd.ms-word.vbaData+xml")
    add_part(parts, "word/bars.bin", b"sneaky", "application/vnd.ms-word.attachedToolbars")
    add_arrow(parts, "word/document.xml", inside("rV", "vbaProject", "/word/vbaProject.bin", rels))
    add_arrow(parts, "word/document.xml", inside("rB", "attachedToolbars", "/word/bars.bin", rels))
    add_arrow(parts, "word/vbaProject.bin", inside("r1", "wordVbaData", "/word/vbaData.xml", rels))


def ribbon(parts: Parts) -> None:
    """A ribbon with buttons that run something."""
    add_part(parts, "customUI/customUI.xml", b"<customUI onLoad='sneaky'/>", "application/xml")
    rels = f"{MS}/2006/relationships/ui"
    add_arrow(parts, "", inside("rUi", "extensibility", "/customUI/customUI.xml", rels))


def add_in(parts: Parts) -> None:
    """An add-in that Word fetches from a store."""
    kind = "application/vnd.ms-office.webextension"
    panes = "word/webextensions/taskpanes.xml"
    add_part(parts, panes, b"<t/>", f"{kind}taskpanes+xml")
    add_part(parts, "word/webextensions/webextension1.xml", b"<w>sneaky</w>", f"{kind}+xml")
    rels = f"{MS}/2011/relationships"
    add_arrow(parts, "", inside("rW", "webextensiontaskpanes", f"/{panes}", rels))
    add_arrow(parts, panes, inside("r1", "webextension", "webextension1.xml", rels))


def web_frames(parts: Parts) -> None:
    """Frames that show pages of another machine."""
    name = "word/webSettings9.xml"
    xml = (f'<w:webSettings {opc.NS}><w:frameset><w:frame><w:sourceFileName r:id="rF"/></w:frame>'
           "</w:frameset></w:webSettings>")  # fmt: skip
    add_part(parts, name, xml.encode(), f"{ML}webSettings+xml")
    add_arrow(parts, "word/document.xml", inside("rWs", "webSettings", f"/{name}"))
    add_arrow(parts, name, outside("rF", "frame", "http://sneaky/frame"))


def unused_arrow(parts: Parts) -> None:
    """A relationship that nothing in the part speaks of."""
    add_arrow(parts, "word/document.xml", outside("rX", "frame", "http://sneaky/other"))


IN_PACKAGE: Final = {
    plant.__name__: plant
    for plant in (remote_template, mail_merge, macros, ribbon, add_in, web_frames, unused_arrow)
}
