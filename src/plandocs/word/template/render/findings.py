"""What is wrong with a template: one value for each mistake, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plandocs.word.package.places import Place, Spot

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: an ``error`` stops the template, a ``warning`` loses or bends something.

    ``place`` says where in words, ``spot`` to a machine; ``text`` is what stands there.
    """

    code: str
    message: str
    place: str
    text: str
    fix: str
    severity: Severity
    spot: Spot


def finding(
    code: str, message: str, place: Place, fix: str = "", severity: Severity = "error"
) -> Finding:
    """A finding at a place."""
    return Finding(code, message, place.words, place.near, fix, severity, place.spot)
