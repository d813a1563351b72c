"""A signature is text that is not a line to sign on, nor a word that says nobody has signed."""

import pytest

from plandocs.normal.signatures import is_signed


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "____", "_ _ _ _", "......", "… …", "-", "–", "—", "- - -", "X ________", "•",
     "unsigned", "Unsigned.", "not signed", "Not yet signed", "NOT SIGNED YET", "[not yet signed]",
     "pending", "Pending…", "(pending)", "TBC", "tbc.", "TBC?", "n/a", "N/A", "_____ (pending)",
     "Signature pending", "to be signed", "NOT  YET\nSIGNED"],
)  # fmt: skip
def test_nobody_has_signed(text: str) -> None:
    assert not is_signed(text)


@pytest.mark.parametrize(
    "text",
    ["P Raman", "PR", "P. J. Raman", "/s/ P Raman", "P Raman 12/7/2026", "Signed", "✓", "X",
     "signed electronically", "A Pending", "N. A.", "Naa", "____ P Raman ____", "Penny Pending",
     "签名", "not", "Tbcott"],
)  # fmt: skip
def test_somebody_has_signed(text: str) -> None:
    assert is_signed(text)
