"""Which of many documents is whose, and which of them are versions of one another."""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.division.build import whole_of
from plandocs.division.settings import Settings
from plandocs.division.versions import Document
from plandocs.reading import Reading
from plandocs.registry import forms


def documents_in(readings: Iterable[Reading]) -> tuple[Document, ...]:
    """One document for each person, form and period, each with its earlier versions."""
    return whole_of(readings, Settings(), forms()).documents
