"""Chunks that are embedded in a document as files of their own."""

from __future__ import annotations

import pytest

from plandocs.word.view.embedded.files import page_words


def test_a_page_gives_the_words_that_it_shows() -> None:
    page = (
        b"<html><head><title>T</title><style>p {}</style></head><body><!-- <b>note</b> -->"
        b"<p class='a'>One &amp; two<br>three</p><script>x()</script></body>"
    )
    assert page_words(page).split() == ["One", "&", "two", "three"]


def test_a_page_whose_head_never_ends_keeps_its_words() -> None:
    assert page_words(b"<head><p>Words").split() == ["Words"]


@pytest.mark.parametrize("piece", [b"<", b"<!--", b"<a ", b"<style>", b"<script></style>", b"&#"])
def test_a_broken_page_is_read_in_good_time(piece: bytes) -> None:
    assert isinstance(page_words(piece * 100_000 + b"&#99999999999;"), str)
