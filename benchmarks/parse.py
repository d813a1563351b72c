"""How fast plans are read: every reader on the same documents, one after the other, in one run.

``python -m benchmarks.parse`` prints CPU milliseconds for each document, and ratios. The yardstick
is the least that reading a form can cost with lxml: unzip the body, build its tree, and join the
texts of each cell. It runs right before every reader, over the same documents, and the ratios are
pair by pair; the median of the rounds is printed. All documents differ. The others give text or
tables; plandocs gives all fields, issues and the account of every word. Readers that are not
installed are named and left out.
"""

from __future__ import annotations

import argparse
import importlib
import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.parse_documents import documents
from lxml import etree

import plandocs

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLOW = 20  # documents that the slow readers are measured on in each round
_QUICK = ("zipfile + lxml walk", "plandocs.parse", "python-docx, cell.text")
Reader = Callable[[bytes], object]


def walk(content: bytes) -> object:
    """The yardstick: zipfile, lxml, and each cell's text by nested iteration."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [
        [
            ["".join(t.text or "" for t in cell.iter(_W + "t")) for cell in row.iter(_W + "tc")]
            for row in table.iter(_W + "tr")
        ]
        for table in root.iter(_W + "tbl")
    ]


def _plandocs(content: bytes) -> object:
    return plandocs.parse(content)


def _python_docx() -> Reader:
    docx: Any = importlib.import_module("docx")

    def read(content: bytes) -> object:
        document = docx.Document(io.BytesIO(content))
        return [[c.text for r in t.rows for c in r.cells] for t in document.tables]

    return read


def _docx2python() -> Reader:
    module: Any = importlib.import_module("docx2python")

    def read(content: bytes) -> object:
        with module.docx2python(io.BytesIO(content)) as found:
            return found.body

    return read


def _mammoth() -> Reader:
    module: Any = importlib.import_module("mammoth")
    return lambda content: module.convert_to_html(io.BytesIO(content)).value


def _markitdown() -> Reader:
    module: Any = importlib.import_module("markitdown")
    converter = module.MarkItDown()
    return lambda content: (
        converter.convert_stream(io.BytesIO(content), file_extension=".docx").text_content
    )


def _docspine() -> Reader:
    module: Any = importlib.import_module("docspine")
    return lambda content: module.open_bytes(content).tables()


_OTHERS: dict[str, Callable[[], Reader]] = {
    "python-docx, cell.text": _python_docx, "docx2python": _docx2python, "mammoth": _mammoth,
    "markitdown": _markitdown, "docspine": _docspine,
}  # fmt: skip


def _readers() -> tuple[dict[str, Reader], list[str]]:
    """Those that are here, and why the others are not."""
    found: dict[str, Reader] = {"zipfile + lxml walk": walk, "plandocs.parse": _plandocs}
    absent = []
    for name, make in _OTHERS.items():
        try:
            found[name] = make()
        except ImportError as error:
            absent.append(f"{name}: left out, {error}")
    return found, absent


def compare(count: int, rounds: int) -> None:
    """CPU time of every reader over all documents, the yardstick before each."""
    readers, absent = _readers()
    print(f"{'CPU ms a document':44}{'ms':>8}{'× walk':>8}{'× python-docx':>15}")
    for split in (False, True):
        for own in (False, True):
            body = "split runs" if split else "ordinary"
            print(f"{body}, {'styles of its own' if own else 'shared styles'}")
            # Fresh documents for each round: none is read a second time by the same reader.
            made = documents(count * rounds, split=split, own_styles=own)
            _print(_measured(readers, [made[n * count : (n + 1) * count] for n in range(rounds)]))
    for line in absent:
        print(line)


def _measured(readers: dict[str, Reader], rounds: list[list[bytes]]) -> dict[str, list[float]]:
    """Milliseconds a document and times the yardstick, round by round."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    for made in rounds:
        for name, read in readers.items():
            some = made if name in _QUICK else made[:_SLOW]
            walked, took = _each(walk, some), _each(read, some)
            found[name].append((took, took / walked))
    return {name: list(map(statistics.median, zip(*f, strict=True))) for name, f in found.items()}


def _each(read: Reader, made: list[bytes]) -> float:
    begin = time.process_time_ns()
    for content in made:
        read(content)
    return (time.process_time_ns() - begin) / 1e6 / len(made)


def _print(found: dict[str, list[float]]) -> None:
    docx = found.get("python-docx, cell.text")
    for name, (each, against_walk) in found.items():
        against = f"{docx[1] / against_walk:14.1f}×" if docx else ""
        print(f"    {name:40}{each:8.2f}{against_walk:8.2f}{against:>15}")


def scaling(count: int) -> None:
    """parse_many with one and with two workers, wall time."""
    made = documents(50)
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(Path(folder), made, count)
        seconds: dict[int, float] = {}
        for workers in (1, 2, 1, 2):
            begin = time.perf_counter()
            for reading in plandocs.parse_many(paths, workers=workers):
                assert reading.plan is not None
            took = time.perf_counter() - begin
            seconds[workers] = min(took, seconds.get(workers, took))
        print(
            f"parse_many, {count} plans: 1 worker {seconds[1]:.2f} s, 2 workers "
            f"{seconds[2]:.2f} s, {seconds[1] / seconds[2]:.2f} times as fast"
        )


def _written(folder: Path, made: list[bytes], count: int) -> list[Path]:
    paths = []
    for number in range(count):
        path = folder / f"plan-{number:05}.docx"
        path.write_bytes(made[number % len(made)])
        paths.append(path)
    return paths


def memory(counts: tuple[int, ...] = (200, 5000)) -> None:
    """The most memory of a process that reads so many files."""
    for count in counts:
        command = [sys.executable, "-m", "benchmarks.parse", "--peak", str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"parse_many, {count} files: at most {done.stdout.strip()} MB")


def peak(count: int) -> None:
    """Read so many files and print the peak memory in MB."""
    import resource

    made = documents(20)
    with tempfile.TemporaryDirectory() as folder:
        for _ in plandocs.parse_many(_written(Path(folder), made, count)):
            pass
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)


def main() -> None:
    """All comparisons, or the part of one that runs in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--many", type=int, default=2000)
    options.add_argument("--peak", type=int)
    chosen = options.parse_args()
    if chosen.peak:
        peak(chosen.peak)
        return
    memory()  # first: a process begins with the peak of the one that starts it
    compare(chosen.count, chosen.rounds)
    scaling(chosen.many)


if __name__ == "__main__":
    main()
