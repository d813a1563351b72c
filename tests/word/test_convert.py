"""LibreOffice on a short leash: old formats in, PDF out, nothing fetched, nothing left behind."""

from __future__ import annotations

import ntpath
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.documents import opc
from tests.documents.ole import ole

from plandocs.errors import Corrupt, LegacyDoc, MissingExtra, NotDocx, OutputError, TooLarge
from plandocs.word.package.foreign import libreoffice
from plandocs.word.package.open import open_package

needs_libreoffice = [
    pytest.mark.libreoffice,
]
_RTF = rb"{\rtf1\ansi Caf\'e9 plan\par}"


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A system without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of its own for temporary files, so that what is left in it can be seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server that keeps a list of what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{web.server_port}", asked
    web.shutdown()
    web.server_close()


def linked(url: str) -> bytes:
    """A document with a picture that lies on a web server."""
    a = "http://schemas.openxmlformats.org/drawingml/2006"
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{a}/wordprocessingDrawing">'
        '<wp:extent cx="952500" cy="952500"/><wp:docPr id="1" name="p"/>'
        f'<a:graphic xmlns:a="{a}/main"><a:graphicData uri="{a}/picture">'
        f'<pic:pic xmlns:pic="{a}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{opc.R}" r:link="rId1"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="952500" cy="952500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    outside = opc.relationships(("image", f"{url}/a.png"), mode=' TargetMode="External"')
    return opc.zipped(
        opc.parts()
        | {"word/document.xml": opc.document(picture), "word/_rels/document.xml.rels": outside}
    )


@pytest.mark.slower
class TestWithLibreOffice:
    pytestmark = needs_libreoffice

    @pytest.mark.parametrize("extension", [".doc", ".odt", ".xml"])
    def test_old_formats_are_read_and_say_what_they_were(
        self, private: Path, extension: str
    ) -> None:
        filters = {".doc": "doc:MS Word 97", ".odt": "odt", ".xml": "xml:MS Word 2003 XML"}
        with libreoffice.workshop() as folder:
            (folder / "plan.rtf").write_bytes(_RTF)
            soffice = libreoffice.program() or ""
            libreoffice.run(soffice, ["--convert-to", filters[extension], "plan.rtf"], folder, 120)
            data = (folder / f"plan{extension}").read_bytes()
        package = open_package(data)
        assert package.converted == extension
        assert "Café plan" in package.xml(package.main)
        assert list(private.iterdir()) == []

    def test_rtf_with_links_is_read_and_no_link_is_followed(
        self, server: tuple[str, list[str]]
    ) -> None:
        url, asked = server
        field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{url}/a.png" \\d}}{{\fldrslt x}}}}'
        text = rf'{{\field{{\*\fldinst INCLUDETEXT "{url}/a.txt"}}{{\fldrslt y}}}}'
        data = rf"{{\rtf1\ansi Before {field} {text} after\par}}".encode("ascii")
        package = open_package(data)
        assert package.converted == ".rtf"
        assert "Before" in package.xml(package.main)
        assert asked == []

    def test_documents_become_pdf_files_in_one_go_and_no_link_is_followed(
        self, tmp_path: Path, private: Path, server: tuple[str, list[str]]
    ) -> None:
        url, asked = server
        (tmp_path / "with link.docx").write_bytes(linked(url))
        (tmp_path / "plain.docx").write_bytes(opc.docx())
        made = libreoffice.to_pdf([tmp_path / "with link.docx", tmp_path / "plain.docx"])
        assert [data[:4] for data in made] == [b"%PDF"] * 2
        assert asked == []
        assert list(private.iterdir()) == []

    def test_a_document_that_takes_too_long_is_too_large_and_leaves_nothing(
        self, private: Path
    ) -> None:
        with pytest.raises(TooLarge, match="LibreOffice"):
            libreoffice.to_docx(_RTF, ".rtf", seconds=0.05)
        assert list(private.iterdir()) == []

    def test_what_libreoffice_cannot_read_is_corrupt(self) -> None:
        with pytest.raises(Corrupt, match="LibreOffice"):
            libreoffice.to_docx(ole("WordDocument", "1Table"), ".doc")


def test_the_private_folder_is_for_this_user_alone(private: Path) -> None:
    with libreoffice.workshop() as folder:
        assert folder.parent == private
        if os.name == "posix":
            assert folder.stat().st_mode & 0o077 == 0


def test_without_libreoffice_old_formats_keep_their_code_and_say_what_would_help(
    nowhere: None,
) -> None:
    with pytest.raises(LegacyDoc, match="install LibreOffice"):
        open_package(ole("WordDocument"))
    with pytest.raises(NotDocx, match="install LibreOffice"):
        open_package(_RTF)
    with pytest.raises(MissingExtra, match="LibreOffice"):
        libreoffice.to_docx(_RTF, ".rtf")


def test_conversion_that_is_not_wanted_is_not_done() -> None:
    with pytest.raises(NotDocx, match="allow the conversion"):
        open_package(_RTF, convert=False)


def test_no_documents_make_no_pdf_files(nowhere: None) -> None:
    assert libreoffice.to_pdf([]) == ()


@pytest.mark.skipif(os.name == "nt", reason="a program by its mode")
def test_a_pdf_that_is_cut_short_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As LibreOffice leaves it on a full disk."""
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nmkdir -p out\nprintf "%%PDF-1.7 and" > out/000000.pdf\n')
    program.chmod(0o755)
    (tmp_path / "plan.docx").write_bytes(opc.docx())
    monkeypatch.setattr(libreoffice, "program", lambda: str(program))
    with pytest.raises(OutputError, match="no whole PDF of 1 of 1"):
        libreoffice.to_pdf([tmp_path / "plan.docx"])


@pytest.mark.skipif(os.name == "nt", reason="a program by its mode")
@pytest.mark.parametrize("path", [".", "", ":", "bin", "./bin"])
def test_a_program_beside_the_documents_is_never_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bin").mkdir()
    for place in (tmp_path / "soffice", tmp_path / "bin" / "libreoffice"):
        place.write_text("#!/bin/sh\n")
        place.chmod(0o755)
    monkeypatch.setenv("PATH", path)
    assert libreoffice.program() is None
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{tmp_path / 'bin'}")
    assert libreoffice.program() == str(tmp_path / "bin" / "libreoffice")


def test_on_windows_a_program_is_of_an_absolute_folder_and_taskkill_of_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated: where Windows looks by itself, the current folder comes first."""
    monkeypatch.setattr(libreoffice, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(os, "pathsep", ";")
    monkeypatch.setattr(os, "path", ntpath)
    there = {r".\soffice.exe", r"\tools\soffice.exe", r"soffice.exe", r"D:\Office\soffice.exe"}
    monkeypatch.setattr(ntpath, "isfile", lambda path: path in there)
    monkeypatch.setattr(os, "access", lambda path, mode: True)
    monkeypatch.setenv("PATH", r'.;;\tools;"D:\Office"')
    assert libreoffice.program() == r"D:\Office\soffice.exe"
    started: list[list[str]] = []
    monkeypatch.setattr(libreoffice, "_system_folder", lambda: r"C:\Windows\system32")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: started.append(command))
    running: Any = SimpleNamespace(poll=lambda: None, pid=7, wait=lambda: 0)
    libreoffice._stop(running)
    assert started[0][0] == r"C:\Windows\system32\taskkill.exe"


@pytest.mark.skipif(os.name == "nt", reason="a program by its mode")
def test_what_a_killed_run_left_goes_at_the_next_start_and_its_converter_ends(
    tmp_path: Path, private: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60 & wait\n")
    program.chmod(0o755)
    run = (
        "import sys, tempfile; from pathlib import Path\n"
        "from plandocs.word.package.foreign import libreoffice\n"
        "tempfile.tempdir = sys.argv[1]\n"
        "with libreoffice.workshop() as folder:\n"
        "    (folder / 'plan.doc').touch()\n"
        "    libreoffice.run(sys.argv[2], ['plan.doc'], folder, 60)\n"
    )
    killed = subprocess.Popen([sys.executable, "-c", run, str(private), str(program)])
    until = time.monotonic() + 30
    while not (working := _working(private)) and time.monotonic() < until:
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    assert working
    assert len(list(private.iterdir())) == 1
    libreoffice._sweep.cache_clear()
    with libreoffice.workshop() as folder:
        assert list(private.iterdir()) == [folder]
    assert list(private.iterdir()) == []
    assert not _working(private)


def _working(folder: Path) -> list[str]:
    """The converters that work in a folder below this one, and have not ended."""
    asked = ["ps", "-wwAo", "stat=,args="]
    listed = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    mine = f"UserInstallation={folder.as_uri()}"
    return [line for line in listed.splitlines() if mine in line and line.strip()[0] != "Z"]


@pytest.mark.skipif(os.name == "nt", reason="a program by its mode")
@pytest.mark.parametrize("content", [b"#!/nowhere/at/all\n", b"\x7fELF and no more"])
def test_a_libreoffice_that_cannot_be_started_is_as_good_as_none(
    content: bytes, nowhere: None, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(content)
    program.chmod(0o755)
    with pytest.raises(NotDocx, match="could not be run"):
        open_package(_RTF)
    with pytest.raises(NotDocx, match="allow the conversion"):
        open_package(_RTF, convert=False)
