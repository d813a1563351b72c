"""Typed tables as a folder of Parquet files, one each; pyarrow writes them."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plandocs.advice import Advice, Option
from plandocs.errors import MissingExtra, OutputError
from plandocs.files.leftovers import left_name
from plandocs.files.places import real_path, writing_of
from plandocs.files.whole import write_whole
from plandocs.tabular.typed import SCHEMA, VERSION, TypedTable


def claim_folder(path: str | os.PathLike[str], *, force: bool) -> Path:
    """Return the folder of the files, asked about before the work starts.

    Raises:
        MissingExtra: pyarrow is not installed.
        OutputError: the folder cannot be made, or holds something else than such files.
    """
    _pyarrow()
    folder = real_path(path)
    _put_back(folder)
    if folder.exists() and not folder.is_dir():
        raise OutputError("Parquet tables go into a folder; this is a file.", str(path))
    if not folder.parent.is_dir():
        raise OutputError(f"there is no folder {folder.parent}. Make it first.", str(path))
    contents = sorted(folder.iterdir()) if folder.is_dir() else []
    if contents and not _is_ours(contents):
        raise OutputError("this folder holds other files; name a new one.", str(path))
    if contents and not force:
        raise OutputError(
            Advice(
                "the tables of an earlier roll-up are here. Name another folder, or replace "
                "them with ",
                Option("force", True),
                ".",
            ),
            str(path),
        )
    return folder


def write_parquet(tables: Iterable[TypedTable], folder: Path) -> None:
    """Write all the tables, or none; those of an earlier roll-up give way.

    Raises:
        OutputError: the folder cannot be written.
    """
    made = folder.with_name(left_name("part"))
    with writing_of(folder):
        try:
            made.mkdir()
            for table in tables:
                write_whole(made / f"{table.name}.parquet", _content(table))
            former = _former(folder)
            shutil.rmtree(former, ignore_errors=True)
            if folder.is_dir():
                os.rename(folder, former)
            os.rename(made, folder)
            shutil.rmtree(former, ignore_errors=True)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            _put_back(folder)
            raise


def _former(folder: Path) -> Path:
    """Where the earlier tables are while new ones take their place; nothing sweeps it away."""
    return folder.with_name(f".{folder.name}.plandocs-before")


def _put_back(folder: Path) -> None:
    """Give the earlier tables their name again, where a run ended before the new ones had it."""
    if not folder.exists() and _former(folder).is_dir():
        with writing_of(folder):
            os.rename(_former(folder), folder)


def _is_ours(contents: Iterable[Path]) -> bool:
    names = [path.name for path in contents]
    return f"{SCHEMA}.parquet" in names and all(name.endswith(".parquet") for name in names)


def _content(table: TypedTable) -> bytes:
    pa = _pyarrow()
    from pyarrow import parquet

    types = {
        "text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "date": pa.date32(),
        "boolean": pa.bool_(),
    }  # fmt: skip
    schema = pa.schema(
        [pa.field(column.name, types[column.type]) for column in table.columns],
        metadata={"plandocs_schema_version": str(VERSION)},
    )
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    arrays = [
        pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)
    ]
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise MissingExtra(
            "Parquet files are written by pyarrow, which is not installed. Install it with:  "
            "pip install 'plandocs[parquet]'   or name a .sqlite file, which needs nothing."
        ) from None
    return pyarrow
