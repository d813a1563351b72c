"""How quick the desk is: from the command to the first page, each page, and reading what came.

    python benchmarks/desk.py            400 and 5,000 officers
    python benchmarks/desk.py 400

As many plans are filled into `returned` and stand on the roster. The desk is started as a command
of its own and asked over the network of this computer. "Page" is from asking to the last byte, the
best of five; "CPU" what the server spent on one, which says more where others use the machine.
"Read" is from the first look at files that were never read to pages that show them; "again" the
same for a desk that is opened once more.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rollup_plans import plans

import plandocs

ROOT = Path(__file__).parents[1]
PAGES = (
    "/",
    "/officers",
    "/officers?q=branch&sort=due",
    "OFFICER",
    "/returned",
    "/rollup",
    "/activity",
)
PAGES_MORE = ("/rollup?table=outcomes&q=cyber", "/cycle", "/help")
WORKED_OUT = ("/rollup/executive", "/next?period=2027-28")
"""Pages that are worked out apart from the page, once for what the desk has read."""
TIMES = 5


def lay_out(folder: Path, count: int) -> None:
    """A cycle of so many officers."""
    made = list(plans(count))
    (folder / "lists").mkdir(parents=True)
    for filled in plandocs.fill_many(made, folder / "returned", verify=False, workers=2):
        assert filled.status == "filled"
    with open(folder / "lists" / "roster.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "officer_name", "division_branch", "manager_name", "due_date"])
        for each in made:
            data = each.model_dump()
            names = ("id", "officer_name", "division_branch", "manager_name")
            rows.writerow([*(data[name] for name in names), "2026-08-31"])


class Desk:
    """A desk that runs as a command, and its browser."""

    def __init__(self, folder: Path) -> None:
        self.began = time.perf_counter()
        command = [sys.executable, "-m", "plandocs", "desk", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if found := re.search(r"http://(127\.0\.0\.1:\d+)(/open\S+)", line):
                break
        else:
            raise SystemExit("the desk did not start")
        self.host, self.cookie = found[1], ""
        self.cookie = self.ask(found[2])[0].partition(";")[0]
        self.ask("/")
        self.first = time.perf_counter() - self.began
        self.first_cpu = self.cpu()

    def ask(self, address: str) -> tuple[str, str]:
        """The cookie that a page sets, and its text."""
        connection = http.client.HTTPConnection(self.host)
        connection.request("GET", address, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, (address, answer.status, text[:200])
        return answer.getheader("set-cookie", ""), text

    def settle(self) -> float:
        """Wait until all is read, and say how long it took from the start."""
        while '"jobs":[]' not in (seen := self.ask("/work")[1]) or '"seen":""' in seen:
            time.sleep(0.05)
        return time.perf_counter() - self.began

    def cpu(self) -> float:
        """The seconds that the server has spent."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def page(self, address: str) -> tuple[float, float, int]:
        """How long a page takes, what the server spends on it, and how large it is."""
        best, before, size = float("inf"), self.cpu(), 0
        for _ in range(TIMES):
            start = time.perf_counter()
            size = len(self.ask(address)[1])
            best = min(best, time.perf_counter() - start)
        return best, (self.cpu() - before) / TIMES, size

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def measure(count: int) -> None:
    """All figures for so many officers."""
    with tempfile.TemporaryDirectory() as room:
        lay_out(folder := Path(room) / "cycle", count)
        desk = Desk(folder)
        read = desk.settle()
        desk.close()
        desk = Desk(folder)
        again = desk.settle()
        print(f"\n{count:,} officers: first page {desk.first:.2f} s, "
              f"CPU {desk.first_cpu:.2f} s; read {read:.1f} s; again {again:.1f} s")  # fmt: skip
        officer = re.findall(r"/officers/[0-9a-f]{20}", desk.ask("/officers")[1])[0]
        for address in WORKED_OUT:
            desk.ask(address)
            desk.settle()
        for address in (*PAGES, *PAGES_MORE, *WORKED_OUT):
            wall, cpu, size = desk.page(address.replace("OFFICER", officer))
            spent = f"{wall * 1000:6.0f} ms  CPU {cpu * 1000:5.0f} ms"
            print(f"  {address:32} {spent}  {size // 1024:5} KB")
        desk.close()


def main() -> None:
    """Measure as many officers as asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("counts", nargs="*", type=int, default=[400, 5000])
    for count in parser.parse_args().counts:
        measure(count)


if __name__ == "__main__":
    main()
