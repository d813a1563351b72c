"""Templates and data for the other engines: the same form, each with the tags of its language."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell

from plandocs.data.validate import as_plan
from plandocs.model.plan import Plan

_HEADER = ("officer_name", "classification_level", "division_branch", "manager_name",
           "officer_signature", "manager_signature", "meeting_date", "period")  # fmt: skip
_NEEDS = ("priority", "need", "relates_to", "activity", "responsibility_timing")
_BOXES = ("aspirations", "manager_comments", "manager_seeks", "officer_seeks")
_TABLES = (
    ("outcomes", ("outcome",), ("measures", "links")),
    ("leadership", ("capability",), ("measures",)),
    ("learning_needs", _NEEDS, ()),
)


def plans_of(count: int) -> list[Plan]:
    """So many different plans, made of the samples."""
    text = (Path(__file__).parents[1] / "samples" / "plans.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return [_numbered(rows[n % len(rows)], n) for n in range(count)]


def _numbered(row: dict[str, Any], number: int) -> Plan:
    outcomes = [
        {**each, "outcome": f"{each['outcome']} {number}",
         "measures": [f"{measure} {number}" for measure in each["measures"]]}
        for each in row["outcomes"]
    ]  # fmt: skip
    name = f"{row['officer_name']} {number}"
    return as_plan({**row, "id": str(number), "officer_name": name, "outcomes": outcomes})


def plain_plans(
    plans: list[Plan], *, joined: bool = False, objects: bool = False
) -> Iterator[dict[str, Any]]:
    """Plans as the other engines take them: flat, lists as texts, as objects or joined."""
    for plan in plans:
        data = plan.model_dump(mode="json")
        flat: dict[str, Any] = {
            name: data[name]["text"] if isinstance(data[name], dict) else data[name]
            for name in _HEADER
        }
        for section, _, lists in _TABLES:
            flat[section] = [
                {name: _listed(value, joined, objects) if name in lists else value
                 for name, value in row.items()}
                for row in data[section]
            ]  # fmt: skip
        flat.update(data["career"])
        flat.update(data["working_relationship"])
        yield flat


def _listed(items: list[str], joined: bool, objects: bool) -> Any:
    if joined:
        return "\n".join(items)
    return [{"text": item} for item in items] if objects else items


def node_template(kind: str) -> bytes:
    """The form with the tags of ``docxtemplater``, ``easy-template-x`` or ``carbone``."""
    front = "d." if kind == "carbone" else ""
    document, tables = _form(lambda name: f"{{{front}{name}}}")
    for table, (section, texts, lists) in zip(tables, _TABLES, strict=True):
        if kind == "carbone":
            for at, step in enumerate(("i", "i+1")):
                row = table.rows[1 + at]
                path = f"d.{section}[{step}]"
                _carbone_row(row.cells, path, texts, lists if at == 0 else ())
        else:
            cells = table.rows[1].cells
            _looped_row(kind, section, cells, texts, lists)
            table._tbl.remove(table.rows[2]._tr)
    return _saved(document)


def _looped_row(
    kind: str, section: str, cells: tuple[_Cell, ...], texts: tuple[str, ...],
    lists: tuple[str, ...],
) -> None:  # fmt: skip
    for cell, name in zip(cells, texts, strict=False):
        cell.text = f"{{{name}}}"
    for cell, name in zip(cells[len(texts) :], lists, strict=False):
        if kind == "docxtemplater":
            cell.text = f"{{#{name}}}"
            cell.add_paragraph("{.}")
            cell.add_paragraph(f"{{/{name}}}")
        else:
            cell.text = f'{{#{name} [loopOver: "paragraph"]}}{{text}}{{/{name}}}'
    first, last = cells[0].paragraphs[0], cells[-1].paragraphs[-1]
    first.runs[0].text = f"{{#{section}}}{first.runs[0].text}"
    if kind == "docxtemplater" and lists:
        last = cells[-1].add_paragraph("")
    last.add_run(f"{{/{section}}}")


def _carbone_row(
    cells: tuple[_Cell, ...], path: str, texts: tuple[str, ...], lists: tuple[str, ...]
) -> None:
    for cell, name in zip(cells, texts, strict=False):
        cell.text = f"{{{path}.{name}}}"
    for cell, name in zip(cells[len(texts) :], lists, strict=False):
        cell.text = f"{{{path}.{name}[i].text}}"
        cell.add_paragraph(f"{{{path}.{name}[i+1].text}}")


def mailmerge_template() -> bytes:
    """The form with Word's own merge fields."""
    document, tables = _form(lambda name: name)
    for table, (_, texts, lists) in zip(tables, _TABLES, strict=True):
        for cell, name in zip(table.rows[1].cells, (*texts, *lists), strict=False):
            cell.text = name
        table._tbl.remove(table.rows[2]._tr)
    names = {*_HEADER, *_BOXES, *(n for _, texts, lists in _TABLES for n in (*texts, *lists))}
    for run in list(document.element.iter(qn("w:r"))):
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        if text in names:
            field = parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD {text} "><w:r><w:t>{text}</w:t>'
                "</w:r></w:fldSimple>"
            )
            run.addprevious(field)
            run.getparent().remove(run)
    return _saved(document)


def _form(tag: Any) -> tuple[Document, list[Table]]:
    document = docx.Document()
    kept = {"Normal", "TableNormal", "TableGrid", "Heading1"}
    for style in list(document.styles.element.iterchildren(qn("w:style"))):
        if style.get(qn("w:styleId")) not in kept:
            document.styles.element.remove(style)
    document.add_heading("Senior Executive – Performance Management Plan", 1)
    header = document.add_table(rows=len(_HEADER), cols=2, style="Table Grid")
    for row, name in enumerate(_HEADER):
        header.cell(row, 0).text = name.replace("_", " ").capitalize()
        header.cell(row, 1).text = tag(name)
    tables = []
    for _, texts, lists in _TABLES:
        table = document.add_table(rows=3, cols=len(texts) + len(lists), style="Table Grid")
        for column, name in enumerate((*texts, *lists)):
            table.cell(0, column).text = name.replace("_", " ").capitalize()
        tables.append(table)
    boxes = document.add_table(rows=len(_BOXES), cols=2, style="Table Grid")
    for row, name in enumerate(_BOXES):
        boxes.cell(row, 0).text = name.replace("_", " ").capitalize()
        boxes.cell(row, 1).text = tag(name)
    return document, tables


def _saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
