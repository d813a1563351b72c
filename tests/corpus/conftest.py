"""Word files that no one here wrote, unpacked once for all the tests that read them."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

_CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("robust", "forms"):
        with tarfile.open(_CORPUS / f"{name}.tar.xz") as archive:
            archive.extractall(folder, filter="data")
    return folder
