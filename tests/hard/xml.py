"""Pieces become WordprocessingML: the body of a hard document."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from tests.hard.pieces import Block, Cell, Para, Row, Table

_SPECIAL = re.compile(r"([\n\t\u00ad\u2011])")
_TAGS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>",
         "\u2011": "<w:noBreakHyphen/>"}  # fmt: skip


def inside(text: str, tag: str = "w:t") -> str:
    """The content of a run: texts, breaks and tabs."""
    parts = [part for part in _SPECIAL.split(text) if part]
    return "".join(
        _TAGS.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>' for part in parts
    )


def run(text: str, rpr: str = "") -> str:
    """One run."""
    look = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f"<w:r>{look}{inside(text)}</w:r>" if text else ""


def paragraph(para: Para) -> str:
    """One paragraph with its list, style and marker."""
    ppr = f'<w:pStyle w:val="{para.style}"/>' if para.style else ""
    if para.num:
        ppr += f'<w:numPr><w:ilvl w:val="{para.num[1]}"/><w:numId w:val="{para.num[0]}"/></w:numPr>'
    if para.indent:
        ppr += f'<w:ind w:left="{para.indent}" w:hanging="240"/>'
    ppr += para.ppr
    ppr += f"<w:rPr>{para.mark}</w:rPr>" if para.mark else ""
    ppr += para.change
    body = para.runs
    if body is None:
        body = (para.wrap or run)(para.text) if para.text else ""
        body = run(para.lead) + body if para.lead else body
    shell = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    done = f"<w:p>{shell}{body}{para.more}</w:p>"
    return para.outer(done) if para.outer else done


def cell(each: Cell, width: int) -> str:
    """One cell; a cell never ends without a paragraph."""
    span = f'<w:gridSpan w:val="{each.span}"/>' if each.span > 1 else ""
    merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", "": ""}
    blocks = list(each.blocks)
    if not blocks or not isinstance(blocks[-1], Para):
        blocks.append(Para())
    tcpr = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge[each.merge]}{each.tcpr}'
    done = f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{body(blocks)}</w:tc>"
    return each.outer(done) if each.outer else done


def row(each: Row, grid: list[int]) -> str:
    """One row; widths come from the grid."""
    at, cells = each.before, []
    for one in each.cells:
        cells.append(cell(one, sum(grid[at : at + one.span])))
        at += one.span
    before = f'<w:gridBefore w:val="{each.before}"/>' if each.before else ""
    trpr = f"<w:trPr>{before}{each.trpr}</w:trPr>" if before or each.trpr else ""
    done = f"<w:tr>{trpr}{''.join(cells)}</w:tr>"
    return each.outer(done) if each.outer else done


def table(each: Table) -> str:
    """One table."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in each.grid)
    rows = "".join(row(one, each.grid) for one in each.rows)
    shell = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    done = f"<w:tbl>{shell}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    return each.outer(done) if each.outer else done


def body(blocks: list[Block]) -> str:
    """Blocks in order; ready XML goes in as it is."""
    done = []
    for each in blocks:
        if isinstance(each, str):
            done.append(each)
        else:
            done.append(paragraph(each) if isinstance(each, Para) else table(each))
    return "".join(done)
