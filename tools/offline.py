"""Gather what an install without a network needs: wheels, their hashes, and a list of parts.

Run it where the package index can be reached, on the kind of computer and with the Python that
the others have; carry the folder over, and there

    python -m pip install --no-index --find-links FOLDER --require-hashes -r FOLDER/requirements.txt

    python tools/offline.py FOLDER [--extras desk,fast,passwords]
"""

import argparse
import hashlib
import json
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any, NamedTuple

_CHECKOUT = Path(__file__).parent.parent
_EXTRAS = "desk,fast,passwords"


class Wheel(NamedTuple):
    """A wheel of the folder: its file, what its metadata says, and its hash."""

    file: Path
    metadata: Message
    sha256: str

    @property
    def name(self) -> str:
        """The package's name as the index has it."""
        return str(self.metadata["Name"])

    @property
    def version(self) -> str:
        """The package's version."""
        return str(self.metadata["Version"])

    @property
    def licence(self) -> str:
        """The licence as the metadata names it; "" where it does not."""
        return str(self.metadata["License-Expression"] or self.metadata["License"] or "")


def gather(folder: Path, extras: str) -> None:
    """Put the wheels of plandocs and of all that it needs into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if stale := sorted(folder.glob("*.whl")):
        raise SystemExit(f"{folder} has wheels already ({stale[0].name}); name a new folder")
    wanted = f"{_CHECKOUT}[{extras}]" if extras else str(_CHECKOUT)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(folder), wanted]
    if subprocess.run(pip, check=False).returncode:
        raise SystemExit("pip could not gather the wheels; what it said stands above")


def wheels(folder: Path) -> list[Wheel]:
    """Return the wheels of the folder, by name."""
    return sorted(map(_wheel, folder.glob("*.whl")), key=lambda each: each.name.casefold())


def requirements(found: list[Wheel], extras: str) -> str:
    """Return the lines that pip installs by, each version with its hash."""
    return "".join(
        f"{_named(each, extras)} \\\n    --hash=sha256:{each.sha256}\n" for each in found
    )


def parts_list(found: list[Wheel]) -> dict[str, Any]:
    """Return the software bill of materials, as CycloneDX 1.5 has it."""
    main = next(each for each in found if each.name == "plandocs")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(main, "application"),
        },
        "components": [_component(each, "library") for each in found if each is not main],
    }


def _wheel(file: Path) -> Wheel:
    with zipfile.ZipFile(file) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = BytesParser().parsebytes(archive.read(name), headersonly=True)
    return Wheel(file, metadata, hashlib.sha256(file.read_bytes()).hexdigest())


def _named(each: Wheel, extras: str) -> str:
    asked = f"[{extras}]" if extras and each.name == "plandocs" else ""
    return f"{each.name}{asked}=={each.version}"


def _component(each: Wheel, kind: str) -> dict[str, Any]:
    address = f"pkg:pypi/{each.name.lower().replace('_', '-')}@{each.version}"
    component: dict[str, Any] = {
        "type": kind, "bom-ref": address, "name": each.name, "version": each.version,
        "purl": address, "hashes": [{"alg": "SHA-256", "content": each.sha256}],
    }  # fmt: skip
    if each.licence and "\n" not in each.licence:
        component["licenses"] = [{"license": {"name": each.licence}}]
    return component


def _written(folder: Path, extras: str) -> Iterator[str]:
    found = wheels(folder)
    texts = {
        "requirements.txt": requirements(found, extras),
        "sbom.cdx.json": json.dumps(parts_list(found), indent=1) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        yield name


def main() -> None:
    """Gather, write, say what was written."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--extras", default=_EXTRAS, help=f'"" for none; {_EXTRAS} unless said')
    chosen = options.parse_args()
    gather(chosen.folder, chosen.extras)
    written = list(_written(chosen.folder, chosen.extras))
    count = len(wheels(chosen.folder))
    print(f"{count} wheels, {' and '.join(written)} in {chosen.folder}")


if __name__ == "__main__":
    main()
