"""How the parts of a package begin: a DOCTYPE is refused also in those that are never read.

In: a `Package`. Out: nothing, or `Corrupt`. A part that is read is proved as a whole (see
`plandocs.word.package.canonical`); of the others only the first bytes are unpacked, once for all
the files that share them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from plandocs.container.inflate import NOT_DEFLATE, inflater
from plandocs.errors import Corrupt
from plandocs.word.package.canonical import DOCTYPE
from plandocs.word.package.parts import Package

_PACKED: Final = 512
_UNPACKED: Final = 2048
_DECLARES: Final = re.compile(
    rb"[^<]{0,8}(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*<!DOCTYPE", re.DOTALL
)


def refuse_doctypes(package: Package) -> None:
    """Raise `Corrupt` where an XML part declares a DOCTYPE."""
    for name in package.names():
        if name.endswith((".xml", ".rels")) and _declares(*package.beginning(name, _PACKED)):
            raise Corrupt(DOCTYPE, package.source, name)


@lru_cache(maxsize=1024)
def _declares(raw: bytes, method: int) -> bool:
    if method == 8:
        try:
            raw = inflater().decompress(raw, _UNPACKED)
        except NOT_DEFLATE:
            return False
    return b"<!" in raw.replace(b"\0", b"") and bool(_DECLARES.match(raw.replace(b"\0", b"")))
