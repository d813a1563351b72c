"""Documents of which changed copies are written into a folder, under their own names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from plandocs.container.limits import Limits
from plandocs.errors import InputError
from plandocs.files.names import Names, safe
from plandocs.files.places import ensure_writable
from plandocs.files.search import read_from
from plandocs.files.zipped import content_of, is_zipped_folder
from plandocs.filling.destination import Folder
from plandocs.word.package.source import display_path, taken

_WORD = (".docx", ".docm", ".dotx", ".dotm")


class Copies:
    """The documents that are copied, and the names of their copies, claimed before the work."""

    def __init__(
        self, items: Iterable[object], folder: str | os.PathLike[str], force: bool
    ) -> None:
        read = list(read_from(items))
        self.paths: Mapping[str, Path] = {
            display_path(path): path for path in read if not is_zipped_folder(path)
        }
        self.folder = Folder(folder, force=force, inputs=read)
        names = Names()
        self.names = {source: names.unique(_name(path)) for source, path in self.paths.items()}
        for name in self.names.values():
            target = self.folder.path_of(name)
            if os.path.lexists(target):
                ensure_writable(target, force=force, inputs=read)

    def content(self, source: str, limits: Limits) -> bytes:
        """Return a document's bytes.

        Raises:
            PlandocsError: the reading is of no file that was named, or it cannot be read.
        """
        path = self.paths.get(source)
        if path is None:
            message = "this is data and no document to write comments in; give the Word file."
            raise InputError(message, source)
        content = content_of(path, limits)
        return taken(path, limits)[1] if content is None else content

    def put(self, source: str, data: bytes) -> str:
        """Write the copy of a document, and return its path."""
        self.folder.put(self.names[source], data)
        return self.folder.path_of(self.names[source])


def _name(path: Path) -> str:
    suffix = path.suffix.casefold()
    return f"{safe(path.stem)}{suffix if suffix in _WORD else '.docx'}"
