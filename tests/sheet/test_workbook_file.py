"""A workbook's file: the same for the same input, whole or not there, with nobody's name in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.errors import InternalError, OutputError
from plandocs.sheet.write import package, write_workbook
from plandocs.sheet.write.package import deflated, joined, write_package
from plandocs.table import Cells, Chart, Column, Table, Workbook

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PORTIONS = st.lists(st.binary(max_size=3000), min_size=1, max_size=5)


def table(rows: Iterable[Cells] = (("one",),)) -> Table:
    return Table("Data", (Column("Words"),), rows)


@given(PORTIONS)
def test_pieces_joined_are_the_bytes_in_a_row(portions: list[bytes]) -> None:
    whole = b"".join(portions)
    piece = joined(
        [*(deflated(portion, last=False) for portion in portions[:-1]), deflated(portions[-1])]
    )
    assert (piece.crc, piece.size) == (zlib.crc32(whole), len(whole))
    assert zlib.decompress(b"".join(piece.chunks()), -15) == whole


def test_a_piece_too_large_to_hold_waits_in_a_temporary_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package, "_IN_MEMORY", 100)
    whole = bytes(range(256)) * 50
    piece = joined([deflated(whole, last=False), deflated(whole)])
    assert not isinstance(piece.stores[0]._file, BytesIO)
    assert zlib.decompress(b"".join(piece.chunks()), -15) == whole * 2


def test_a_full_temporary_folder_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, "_IN_MEMORY", 100)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(OutputError, match="No space left on device"):
        deflated(bytes(range(256)) * 50)


def test_a_package_is_a_sound_zip_archive() -> None:
    file = BytesIO()
    write_package([("a/ü.xml", deflated(b"<a/>")), ("b", deflated(b""))], file)
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a/ü.xml": b"<a/>",
            "b": b"",
        }


def test_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    def once() -> bytes:
        rows = [(f"text {n}",) for n in range(50)]
        chart = Chart("Words", "Data", "Words", ("Words",))
        book = Workbook((table(rows),), (chart,))
        return write_workbook(book).data

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1785542400")
    first = once()
    assert first == once()
    with ZipFile(BytesIO(first)) as archive:
        assert b"2026-08-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_name_no_person_and_no_machine(written: Path) -> None:
    with ZipFile(written) as archive:
        core, app = archive.read("docProps/core.xml"), archive.read("docProps/app.xml")
    assert openpyxl.load_workbook(written).properties.creator == "plandocs"
    assert b"lastModifiedBy" not in core
    assert b"openpyxl" not in core + app
    assert str(Path.home()).encode() not in core + app


def test_without_isal_the_file_says_the_same(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['isal'] = None\n"
        "from plandocs.table import Column, Table, Workbook\n"
        "from plandocs.sheet.write import write_workbook\n"
        "table = Table('Data', (Column('Words'),), [('one',)])\n"
        "from pathlib import Path\n"
        "write_workbook(Workbook((table,)), Path(sys.argv[1]))\n"
    )
    path = tmp_path / "plain.xlsx"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=60)
    assert openpyxl.load_workbook(path).worksheets[0]["A2"].value == "one"


def test_a_failure_in_the_middle_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "division.xlsx"
    path.write_bytes(b"the old one")

    def rows() -> Iterator[Cells]:
        yield ("one",)
        raise InternalError("no more")

    with pytest.raises(InternalError):
        write_workbook(Workbook((table(rows()),)), path)
    assert [file.name for file in tmp_path.iterdir()] == ["division.xlsx"]
    assert path.read_bytes() == b"the old one"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"none.x\.xlsx"):
        write_workbook(Workbook((table(),)), tmp_path / "none" / "x.xlsx")


def test_charts_say_in_full_what_excel_would_guess(written: Path) -> None:
    with ZipFile(written) as archive:
        charts = [
            ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/charts/")
        ]
    assert len(charts) == 2
    for chart in charts:
        assert [found.get("val") for found in chart.iter(f"{CHART}delete")] == ["0", "0"]
        title = chart.find(f"{CHART}chart/{CHART}title/{CHART}overlay")
        assert title is not None
        assert title.get("val") == "0"
    ranges = [found.text for chart in charts for found in chart.iter(f"{CHART}f")]
    assert ranges == [
        "'Summary'!B1",
        "'Summary'!$A$2:$A$7",
        "'Summary'!$B$2:$B$7",
        "'Summary'!C1",
        "'Summary'!$A$2:$A$7",
        "'Summary'!$C$2:$C$7",
        "'Summary'!B1",
        "'Summary'!$A$2:$A$5",
        "'Summary'!$B$2:$B$5",
    ]


def test_a_chart_of_a_column_that_is_not_there_is_a_defect(division: Workbook) -> None:
    chart = replace(division.charts[0], categories="Nothing")
    with pytest.raises(InternalError, match="Plans by branch"):
        write_workbook(replace(division, charts=(chart,)))


@pytest.mark.slower
@pytest.mark.libreoffice
def test_libreoffice_shows_tables_and_charts(written: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(written)], check=True, capture_output=True, timeout=180)
    pdf = written.with_suffix(".pdf")
    assert pdf.stat().st_size > 10_000
    if shutil.which("pdftotext") is None:
        return
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode("utf-8")
    # Each branch stands in the table, in the one chart, and the first four in the other.
    assert text.count("Service Reform") == 3
    assert text.count("Strategy") == 2
    assert "Plans by branch" in text
    assert "=SUM(A1)" in text
