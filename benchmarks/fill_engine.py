"""How fast the render engine fills a tagged plan, beside a docxtpl loop: CPU time, one process.

Usage: ``python benchmarks/fill_engine.py [--plans 100] [--rounds 5]``. Each round runs docxtpl and
then each engine over the same plans; a ratio is taken round by round and its median reported. Also
checked: both give the same text.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import time
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import docxtpl
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from plandocs.word.template.render.prepared import Prepared, prepare

_WORDS = (
    "deliver the digital licensing service to all regions with measured reductions in waiting "
    "times & costs while keeping staff – and the public – informed about progress each quarter"
)
_HEADER = (
    ("Officer name", "officer_name", "Officer signature", "officer_signature"),
    ("Classification Level", "classification_level", "Manager signature", "manager_signature"),
    ("Division/Branch", "division_branch", "Date of meeting", "meeting_date"),
    ("Manager name", "manager_name", "Period of plan", "period"),
)
_NEEDS = ("priority", "need", "relates_to", "activity", "responsibility_timing")


def plan_template() -> bytes:
    """A tagged plan of six tables, with styles as lean as Word's own."""
    document = docx.Document()
    _lean(document)
    document.add_heading("Senior Executive – Performance Management Plan", 1)
    header = document.add_table(rows=4, cols=5, style="Table Grid")
    for row, (one, first, two, second) in enumerate(_HEADER):
        texts = (one, f"{{{{ {first} }}}}", "", two, f"{{{{ {second} }}}}")
        for column, text in enumerate(texts):
            header.cell(row, column).text = text
    _rows(document, "Section 1", "outcomes", ("{{ row.outcome }}", "*measures", "*links"))
    _rows(document, "Section 2", "leadership", ("{{ row.capability }}", "*measures"))
    _rows(document, "Section 3", "learning_needs", tuple(f"{{{{ row.{n} }}}}" for n in _NEEDS))
    _pair(document, "Section 4", "career.aspirations", "career.manager_comments")
    _pair(document, "Section 5", "relationship.manager_seeks", "relationship.officer_seeks")
    document.sections[0].footer.paragraphs[0].text = "Stage 1 | Performance Management Plan"
    _format(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lean(document: Document) -> None:
    styles = document.styles.element
    kept = ("Normal", "TableNormal", "TableGrid", "Heading1", "ListBullet", "Footer")
    for style in list(styles):
        name = style.get(qn("w:styleId"))
        if name is not None and name not in kept:
            styles.remove(style)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del document.part.rels[key]


def _format(document: Document) -> None:
    """Direct formatting on each run and paragraph, as forms have it."""
    for table in document.tables:
        for paragraph in table._tbl.iter(qn("w:p")):
            found = Paragraph(paragraph, document)
            found.paragraph_format.space_after = Pt(3)
            found.paragraph_format.keep_together = True
            for run in found.runs:
                run.font.size = Pt(10)
                run.font.name = "Arial"


def _rows(document: Document, title: str, name: str, cells: tuple[str, ...]) -> None:
    table = document.add_table(rows=4, cols=len(cells), style="Table Grid")
    table.cell(0, 0).text = title
    table.cell(1, 0).text = f"{{%tr for row in {name} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for column, text in enumerate(cells):
        _tag_cell(table, column, text)


def _tag_cell(table: Table, column: int, text: str) -> None:
    cell = table.cell(2, column)
    if not text.startswith("*"):
        cell.text = text
        return
    cell.text = f"{{%p for m in row.{text[1:]} %}}"
    cell.add_paragraph("{{ m }}", style="List Bullet")
    cell.add_paragraph("{%p endfor %}")


def _pair(document: Document, title: str, one: str, two: str) -> None:
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    table.cell(0, 0).text = title
    table.cell(1, 0).text = f"{{{{ {one} }}}}"
    table.cell(1, 1).text = f"{{{{ {two} }}}}"


def plan(number: int) -> dict[str, Any]:
    """One officer's plan: some five outcomes, fourteen measures, four learning needs."""
    chance = random.Random(number)
    words = _WORDS.split()

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length))

    def rows(count: int, key: str) -> list[dict[str, Any]]:
        return [
            {key: text(12), "measures": [text(22) for _ in range(3)], "links": [text(8)]}
            for _ in range(count)
        ]

    return {
        **{name: text(3) for row in _HEADER for name in (row[1], row[3])},
        "officer_name": f"Officer {number}",
        "outcomes": rows(chance.choice((4, 5)), "outcome"),
        "leadership": [{"capability": text(3), "measures": [text(15)]} for _ in range(5)],
        "learning_needs": [{name: text(6) for name in _NEEDS} for _ in range(4)],
        "career": {"aspirations": text(40), "manager_comments": text(30)},
        "relationship": {"manager_seeks": text(30), "officer_seeks": text(30)},
    }


def with_docxtpl(template: bytes, data: dict[str, Any]) -> bytes:
    """One document as everyone writes it: a new template for each."""
    document = docxtpl.DocxTemplate(io.BytesIO(template))
    document.render(data, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def shown(document: bytes) -> list[str]:
    """The text of every cell."""
    opened = docx.Document(io.BytesIO(document))
    return [cell.text for table in opened.tables for row in table.rows for cell in row.cells]


def _cpu(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def measure(plans: int, rounds: int) -> None:
    """Run the comparison and print it."""
    template = plan_template()
    data = [plan(number) for number in range(plans)]
    engines: dict[str, Prepared] = {
        "plandocs, isal": prepare(template),
    }
    few = data[: max(plans // 10, 1)]
    for one in few:
        expected = shown(with_docxtpl(template, one))
        assert all(shown(engine.render(one)) == expected for engine in engines.values())
    ratios: dict[str, list[float]] = {name: [] for name in engines}
    times: dict[str, list[float]] = {name: [] for name in (*engines, "docxtpl loop")}
    for _ in range(rounds):
        peer = _cpu(lambda: [with_docxtpl(template, one) for one in few]) / len(few)
        times["docxtpl loop"].append(peer)
        for name, engine in engines.items():
            own = _cpu(lambda engine=engine: [engine.render(one) for one in data]) / len(data)
            times[name].append(own)
            ratios[name].append(peer / own)
    _report(template, engines, data, times, ratios)


def _report(
    template: bytes,
    engines: dict[str, Prepared],
    data: list[dict[str, Any]],
    times: dict[str, list[float]],
    ratios: dict[str, list[float]],
) -> None:
    with zipfile.ZipFile(io.BytesIO(prepare(template).render(data[0]))) as package:
        body = package.getinfo("word/document.xml").file_size
    print(f"template {len(template):,} bytes, filled body {body:,} bytes, {len(data)} plans")
    print("CPU ms a document (median)")
    for name, taken in times.items():
        middle = statistics.median(taken) * 1000
        rate = f"{statistics.median(ratios[name]):6.1f} x" if name in ratios else ""
        size = f"{len(engines[name].render(data[0])):,} bytes" if name in engines else ""
        print(f"  {name:18} {middle:8.3f}  {rate}  {size}")


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    measure(given.plans, given.rounds)


if __name__ == "__main__":
    main()
