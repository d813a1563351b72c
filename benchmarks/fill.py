"""Filling plans, side by side with everything else that fills Word templates: one run, CPU time.

Usage: ``python benchmarks/fill.py [--plans 200] [--rounds 3] [--node DIR] [--workers]``

Each round runs every peer once over the same plans, one process, and the ratio to docxtpl is taken
round by round; the median is reported. ``DIR`` is a folder in which ``npm install docxtemplater
pizzip easy-template-x carbone`` was run. What is not installed is left out, and said to be.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import docxtpl
from fill_peers import mailmerge_template, node_template, plain_plans, plans_of

import plandocs
from plandocs.filling import render as filling
from plandocs.filling.render import ready
from plandocs.forms.registry import form
from plandocs.model.plan import Plan
from plandocs.word.package import save
from plandocs.word.template.context import MARK, context_of
from plandocs.word.template.render import prepared

_NODE = Path(__file__).with_name("fill_peers.js")
_FORM = form("senior-executive-plan")
_TEMPLATE = (_FORM.folder / "template.docx").read_bytes()
Peer = Callable[[list[Plan], Path], None]


def docxtpl_loop(plans: list[Plan], out: Path) -> None:
    """As its documentation shows, with escaping on: a new instance for each document."""
    for number, plan in enumerate(plans):
        template = docxtpl.DocxTemplate(io.BytesIO(_TEMPLATE))
        template.render({**context_of(plan, _FORM), MARK: "_plan"}, autoescape=True)
        template.save(out / f"{number}.docx")


def fill_unread(plans: list[Plan], out: Path) -> None:
    """From validated plans, without read-back and receipt."""
    for each in plandocs.fill_many(plans, out, verify=False):
        assert each.status == "filled", each.error


def fill_dicts(plans: list[Plan], out: Path) -> None:
    """From the plans' JSON, which is checked first."""
    for each in plandocs.fill_many(_DICTS[: len(plans)], out, verify=False):
        assert each.status == "filled", each.error


def fill_receipt(plans: list[Plan], out: Path) -> None:
    """The same, with the receipt that the command line leaves."""
    for each in plandocs.fill_many(plans, out, verify=False, report=True):
        assert each.status == "filled", each.error


def fill_proved(plans: list[Plan], out: Path) -> None:
    """With each document read back and compared."""
    for each in plandocs.fill_many(plans, out):
        assert each.status == "filled", each.error


def bare_limit(plans: list[Plan], out: Path) -> None:
    """What is left if text cost nothing: deflate, splice, write."""
    template = ready(_FORM)
    parts = {part.name: _RENDERED[part.name] for part in template._parts}
    own = template._with_properties
    parts = {name: parts.get(name, b"<Properties/>" * 30) for name in own._changing}
    for number, _ in enumerate(plans):
        data = own.package(parts)
        (out / f"{number}.docx").write_bytes(data)


_RENDERED: dict[str, bytes] = {}
_DICTS: list[dict[str, Any]] = []


def mailmerge(plans: list[Plan], out: Path) -> None:
    """docx-mailmerge2: lists have to be joined in one field."""
    from mailmerge import MailMerge

    template = mailmerge_template()
    for number, data in enumerate(plain_plans(plans, joined=True)):
        with MailMerge(io.BytesIO(template)) as document:
            rows = {name: data.pop(name) for name in ("outcomes", "leadership", "learning_needs")}
            document.merge(**data)
            for name, anchor in (("outcomes", "outcome"), ("leadership", "capability"),
                                 ("learning_needs", "need")):  # fmt: skip
                document.merge_rows(anchor, rows[name])
            document.write(out / f"{number}.docx")


@contextmanager
def without_isal() -> Iterator[None]:
    """As it is where the extra is not installed."""
    held = {name: module for name, module in sys.modules.items() if name.startswith("isal")}
    sys.modules["isal"] = None  # type: ignore[assignment]  # so an import of it fails
    prepared._prepared.cache_clear()
    filling._prepared_template.cache_clear()
    try:
        assert save._tools()[1].__module__ != "isal.isal_zlib"
        ready(_FORM)  # once for a run: no part of what each document costs
        yield
    finally:
        del sys.modules["isal"]
        sys.modules.update(held)
        prepared._prepared.cache_clear()
        filling._prepared_template.cache_clear()
        ready(_FORM)


def cpu(peer: Peer, plans: list[Plan]) -> float:
    """CPU seconds for each plan, writing to a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        peer(plans, Path(folder))
        spent = time.process_time() - begun
        if peer is not bare_limit:
            ensure_said(Path(folder), plans)
        return spent / len(plans)


def ensure_said(folder: Path, plans: list[Plan]) -> None:
    """Each plan's last measure stands in some document: no peer is quick by leaving text out."""
    texts = []
    for file in folder.glob("*.docx"):
        with zipfile.ZipFile(file) as document:
            xml = document.read("word/document.xml").decode()
        texts.append(html.unescape(re.sub(r"<[^>]+>", "", xml)))
    said = "\n".join(texts)
    for plan in plans:
        assert plan.model_dump()["outcomes"][-1]["measures"][-1].split("\n")[-1] in said, folder


def node(kind: str, plans: list[Plan], modules: Path) -> float:
    """CPU seconds for each plan of a template engine on Node, by its own clock."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "template.docx").write_bytes(node_template(kind))
        listed = kind == "docxtemplater"
        data = list(plain_plans(plans, objects=not listed))
        (folder / "plans.json").write_text(json.dumps(data), encoding="utf-8")
        done = subprocess.run(
            ["node", str(_NODE), kind, str(folder), str(modules)],
            capture_output=True, text=True, check=True, timeout=600,
        )  # fmt: skip
        (folder / "template.docx").unlink()
        ensure_said(folder, plans)
        return float(done.stdout.strip().splitlines()[-1]) / len(plans)


def measure(count: int, rounds: int, modules: Path | None) -> None:
    """The table, on standard output."""
    plans = plans_of(count)
    fill_once(plans)
    peers: dict[str, Peer] = {
        "plandocs, no read-back, isal": fill_unread,
        "plandocs, from dicts, no read-back, isal": fill_dicts,
        "plandocs, no read-back, isal, receipt": fill_receipt,
        "plandocs, read back": fill_proved,
        "bare limit": bare_limit,
    }
    kinds = ["docxtemplater", "easy-template-x", "carbone"]
    if find_spec("mailmerge") is not None:
        peers["docx-mailmerge2"] = mailmerge
    else:
        print("docx-mailmerge2: left out; it is not installed")
    if modules is None or not shutil.which("node"):
        print(f"{', '.join(kinds)}: left out; name a folder with --node, and install Node")
        kinds = []
    times: dict[str, list[float]] = {}
    few = plans[: max(count // 8, 10)]
    for _ in range(rounds):
        times.setdefault("docxtpl loop", []).append(cpu(docxtpl_loop, few))
        for name, peer in peers.items():
            times.setdefault(name, []).append(cpu(peer, plans))
        with without_isal():
            unread = cpu(fill_unread, plans)
        times.setdefault("plandocs, no read-back, zlib", []).append(unread)
        for kind in kinds:
            assert modules is not None
            times.setdefault(kind, []).append(node(kind, plans, modules))
    base = times["docxtpl loop"]
    print(f"\n{count} plans, {rounds} rounds, one process, CPU time\n")
    print(f"{'':40}{'ms each':>9}{'a second':>10}{'x docxtpl':>11}")
    for name, each in times.items():
        ratio = statistics.median(b / t for b, t in zip(base, each, strict=True))
        best = statistics.median(each)
        print(f"{name:40}{best * 1000:9.2f}{1 / best:10.0f}{ratio:11.1f}")


def fill_once(plans: list[Plan]) -> None:
    """Warm up, and keep what a part of a filled document is, and the plans' JSON."""
    plan = plans[0]
    _DICTS[:] = (each.model_dump(mode="json") for each in plans)
    data = plandocs.fill(plan)
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        _RENDERED.update({name: file.read(name) for name in file.namelist()})
    with tempfile.TemporaryDirectory() as folder:
        fill_receipt([plan], Path(folder))


def two_workers(count: int = 2000) -> None:
    """One process beside two, by the clock, with read-back."""
    plans = plans_of(count)
    spent = []
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            for each in plandocs.fill_many(plans, folder, workers=workers):
                assert each.status == "filled", each.error
            spent.append(time.perf_counter() - begun)
    one, two = spent
    print(f"{count} plans read back: one process {one:.1f} s, two {two:.1f} s, x{one / two:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--node", type=Path)
    parser.add_argument("--workers", action="store_true", help="also one process beside two")
    given = parser.parse_args()
    measure(given.plans, given.rounds, given.node)
    if given.workers:
        two_workers()
