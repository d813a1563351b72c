"""What `tools/offline.py` writes for an install without a network."""

from __future__ import annotations

import hashlib
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest

_TOOL = Path(__file__).parents[1] / "tools" / "offline.py"


@pytest.fixture
def tool() -> dict[str, Any]:
    """The names of the tool."""
    return runpy.run_path(str(_TOOL))


def _wheel(folder: Path, name: str, metadata: str) -> str:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        text = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{metadata}\n\nRead me."
        archive.writestr(f"{name}-1.0.dist-info/METADATA", text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_wheel_is_named_with_its_version_and_hash(
    tool: dict[str, Any], tmp_path: Path
) -> None:
    other = _wheel(tmp_path, "Other_Part", "License-Expression: BSD-3-Clause")
    ours = _wheel(tmp_path, "plandocs", "License-Expression: MIT")
    lines = tool["requirements"](tool["wheels"](tmp_path), "desk")
    assert lines == (
        f"Other_Part==1.0 \\\n    --hash=sha256:{other}\n"
        f"plandocs[desk]==1.0 \\\n    --hash=sha256:{ours}\n"
    )


def test_the_list_of_parts_has_plandocs_and_what_it_stands_on(
    tool: dict[str, Any], tmp_path: Path
) -> None:
    digest = _wheel(tmp_path, "Other_Part", "License: BSD")
    _wheel(tmp_path, "plandocs", "License-Expression: MIT")
    made = tool["parts_list"](tool["wheels"](tmp_path))
    assert made["metadata"]["component"]["name"] == "plandocs"
    (part,) = made["components"]
    assert part["purl"] == "pkg:pypi/other-part@1.0"
    assert part["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert part["licenses"] == [{"license": {"name": "BSD"}}]


def test_a_folder_that_has_wheels_is_not_mixed_with_others(
    tool: dict[str, Any], tmp_path: Path
) -> None:
    _wheel(tmp_path, "plandocs", "")
    with pytest.raises(SystemExit, match="name a new folder"):
        tool["gather"](tmp_path, "")
