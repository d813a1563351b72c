"""Properties of a file that no XML may hold: they are left out, and the file is read."""

from __future__ import annotations

import pytest
from tests.documents import opc

from plandocs.word.package.open import open_package
from plandocs.word.package.properties import facts_of


@pytest.mark.parametrize("name", ["&#x110000;", "&#xD800;", "&#0;", "A\1B", f"&#{'9' * 5000};"])
def test_a_name_that_is_no_text_is_left_out(name: str) -> None:
    core = f"<coreProperties><lastModifiedBy>{name}</lastModifiedBy></coreProperties>"
    arrows = opc.relationships(
        ("officeDocument", "word/document.xml"), ("core-properties", "c.xml")
    )
    package = open_package(opc.zipped(opc.parts() | {"_rels/.rels": arrows, "c.xml": core}))
    assert facts_of(package).last_modified_by == ""
