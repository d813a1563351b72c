"""The documents that reading is measured on: filled plans, all different, with heavy styles.

Each has its own words. The styles part weighs 39 KB, as Word itself saves it, and is the same in
all files or another in each; the body is as plandocs fills it, or with its runs split as Word
splits them, which doubles the XML.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import plandocs

_SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "plans.jsonl"
_RUN = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t(?: [^>]*)?>([^<]{4,})</w:t></w:r>")
_STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Agency{0}"><w:name w:val="Agency '
    'style {0}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:rsid w:val="00{0:06X}"/><w:pPr>'
    '<w:keepNext/><w:spacing w:before="{0}" w:after="120"/><w:ind w:left="357" w:hanging="357"/>'
    '</w:pPr><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:b/><w:sz w:val="22"/>'
    "</w:rPr></w:style>"
)
_STYLES_WEIGHT = 39_000


def documents(count: int, *, split: bool = False, own_styles: bool = False) -> list[bytes]:
    """So many different filled plans."""
    plans = [json.loads(line) for line in _SAMPLES.read_text(encoding="utf-8").splitlines()]
    rng = random.Random(0)
    made = []
    for number in range(count):
        plan = _varied(plans[number % len(plans)], number)
        content = plandocs.fill(plan, verify=False)
        assert isinstance(content, bytes)
        made.append(_changed(content, number if own_styles else 0, rng if split else None))
    return made


def _varied(value: Any, number: int) -> Any:
    """The same plan with words of its own in every long text."""
    if isinstance(value, dict):
        return {
            key: each if key == "capability" else _varied(each, number)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_varied(each, number) for each in value]
    return f"{value} ({number})" if isinstance(value, str) and len(value) > 40 else value


def _changed(content: bytes, styles: int, rng: random.Random | None) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "word/styles.xml":
                part = _heavy(part, styles)
            elif info.filename == "word/document.xml" and rng is not None:
                part = _split(part.decode(), rng).encode()
            target.writestr(info.filename, part)
    return out.getvalue()


def _heavy(part: bytes, number: int) -> bytes:
    more, at = "", 1000 * number
    while len(part) + len(more) < _STYLES_WEIGHT:
        more += _STYLE.format(at)
        at += 1
    return part.replace(b"</w:styles>", more.encode() + b"</w:styles>")


def _revision(rng: random.Random) -> str:
    return f"{rng.getrandbits(24):06X}"


def _split(body: str, rng: random.Random) -> str:
    """Runs cut in pieces with revision marks and proofing marks, until the XML is twice as long."""

    def cut(match: re.Match[str]) -> str:
        look, text = match[1] or "", match[2]
        found, at = [], 0
        while at < len(text):
            length = rng.randint(6, 24)
            piece = text[at : at + length]
            if "&" in piece:  # do not cut an entity
                length = len(text)
                piece = text[at:]
            marks = f'w:rsidR="00{_revision(rng)}" w:rsidRPr="00{_revision(rng)}"'
            found.append(f'<w:r {marks}>{look}<w:t xml:space="preserve">{piece}</w:t></w:r>')
            if rng.random() < 0.1:
                found.append('<w:proofErr w:type="spellStart"/>')
            at += length
        return "".join(found)

    return _RUN.sub(cut, body)
