"""The page: everything in one file, people's words as text, nothing asked of the network."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

import plandocs
from plandocs.errors import OutputError
from tests.desk.browser import CHROMIUM, needs_chromium
from tests.officers import samples
from tests.rollup.plans import plan, whole_samples, workbook

WILD = '<script>alert("x")</script> & "quotes" \'too\''
_ASKS = re.compile(
    r"(?:src|srcset|data|action)\s*=|url\(|@import|<link|<iframe|<object|fetch\(|XMLHttp"
)


class Tables(HTMLParser):
    """The cells of each section's table, as a browser has them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self._section = ""
        self._in_body = self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._section = dict(attrs).get("id") or ""
            self.rows[self._section] = []
        elif tag in ("tbody", "tfoot"):
            self._in_body = True
        elif tag == "tr" and self._in_body:
            self.rows[self._section].append([])
        elif tag in ("td", "th") and self._in_body:
            self.rows[self._section][-1].append("")
            self._in_cell = True
        elif tag == "br" and self._in_cell:
            self.rows[self._section][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tbody", "tfoot"):
            self._in_body = False
        elif tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[self._section][-1][-1] += data


def tables(path: Path) -> dict[str, list[list[str]]]:
    parser = Tables()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.rows


def test_the_page_has_the_tables_of_the_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    page, book = tmp_path / "division.html", tmp_path / "division.xlsx"
    whole_samples(page)
    whole_samples(book)
    found, expected = tables(page), workbook(book)
    names = [name for name in expected if name != "About"]
    for number, name in enumerate(names):
        shown = found[f"s{number}"]
        assert len(shown) == len(expected[name]), name
        for row, cells in zip(shown, expected[name], strict=True):
            texts = [text for text in cells.values() if isinstance(text, str)]
            assert set(texts) <= set(row), name


def test_the_page_asks_nothing_of_any_other_place(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    whole_samples(page)
    text = page.read_text(encoding="utf-8")
    assert not _ASKS.search(text.replace('data-label="', ""))
    assert "default-src 'none'" in text
    assert not re.search(r"https?:", text)


def test_no_script_runs_but_the_pages_own_which_its_policy_tells_by_digest(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    whole_samples(page)
    text = page.read_text(encoding="utf-8")
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    assert re.findall(r"script-src ([^;]*)", text) == [f"'sha256-{digest}'"]
    assert not re.search(r"<[^>]*\son\w+=", text)


def test_peoples_words_are_text(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    wild = plan(name=WILD, outcomes=[{"outcome": WILD, "links": [WILD]}])
    plandocs.rollup(wild, page)
    text = page.read_text(encoding="utf-8")
    assert text.count("<script>") == 1
    assert 'alert("x")' not in text
    assert any(WILD in cell for rows in tables(page).values() for row in rows for cell in row)


def test_files_are_linked_by_their_relative_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my plans").mkdir()
    plandocs.fill(plan(), tmp_path / "my plans" / "Ra&man.docx")
    monkeypatch.chdir(tmp_path)
    plandocs.rollup("my plans", "division.html")
    text = Path("division.html").read_text(encoding="utf-8")
    assert 'href="my%20plans/Ra%26man.docx"' in text
    assert str(tmp_path) not in text


def test_a_page_is_replaced_only_by_force(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    plandocs.rollup(samples()[:1], page)
    with pytest.raises(OutputError, match="force=True"):
        plandocs.rollup(samples()[:2], page)
    plandocs.rollup(samples()[:2], page, force=True)
    assert len(tables(page)["s1"]) == 2


@needs_chromium
def test_nothing_stands_beside_the_page_on_a_telephone(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    plandocs.rollup(plan("Ann", outcomes=[{"outcome": "unbroken" * 200}]), page)
    assert (
        in_browser(page, "document.title = document.documentElement.scrollWidth", tmp_path) == "500"
    )


def in_browser(page: Path, script: str, folder: Path) -> str:
    """The title that a script of a test's own leaves, run behind the page's own."""
    text = re.sub("<meta http-equiv[^>]*>", "", page.read_text(encoding="utf-8"))
    page.write_text(f"{text}<script>{script}</script>", encoding="utf-8")
    shown = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         f"--user-data-dir={folder / 'profile'}", "--window-size=500,900", "--dump-dom",
         page.as_uri()],
        capture_output=True, check=True, timeout=60,
    ).stdout.decode("utf-8")  # fmt: skip
    title: str = re.findall("<title>(.*?)</title>", shown)[0]
    return title


@needs_chromium
def test_tables_sort_by_a_click_numbers_as_numbers_blanks_last_and_totals_below(
    tmp_path: Path,
) -> None:
    page = tmp_path / "division.html"
    units = ["B", *["A"] * 10, *["C"] * 2]
    plandocs.rollup([plan(f"P {n}", f"North / {unit}") for n, unit in enumerate(units)], page)
    script = """
      var table = document.querySelector("#s0 table"), heads = table.tHead.rows[0].cells;
      function click(at) {
        heads[at].querySelector("button").click();
        return Array.from(table.tBodies[0].rows, (row) => row.cells[at].textContent).join(" ");
      }
      document.title = [click(0), click(0), click(1), click(1), table.tFoot.rows.length].join("|");
    """
    assert in_browser(page, script, tmp_path) == "A B C|C B A|1 2 10|10 2 1|1"


def test_sections_fold_and_the_first_is_open(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    plandocs.rollup(plan(), page)
    text = page.read_text(encoding="utf-8")
    assert text.count("<details>") == text.count("</details>") - 1 == text.count("<section") - 1
    assert re.search(r'<section id="s0"><details open>', text)


def test_colours_are_printed(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    plandocs.rollup(plan(), page)
    printed = page.read_text(encoding="utf-8").partition("@media print")[2]
    assert "print-color-adjust: exact" in printed


def test_a_long_table_points_to_the_workbook(tmp_path: Path) -> None:
    page = tmp_path / "division.html"
    measures = [f"Measure {number}" for number in range(1200)]
    long = plan(outcomes=[{"outcome": "X", "measures": measures}])
    counts = plandocs.rollup(long, page).rows
    text = page.read_text(encoding="utf-8")
    number = list(counts).index("Measures")
    assert counts["Measures"] == 1200
    assert len(tables(page)[f"s{number}"]) == 1000
    assert "The first 1000 of 1200 rows." in text
