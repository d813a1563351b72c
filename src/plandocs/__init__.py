"""plandocs: fill, read and roll up performance plans in Word.

::

    import plandocs

    reading = plandocs.parse("raman.docx")
    reading.plan.officer_name, reading.issues, reading.unmapped
    plandocs.fill(reading.plan, "raman-again.docx")

The public names are here and nowhere else; each loads what it needs when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "demo": "plandocs.verbs.demo",
    "Demonstration": "plandocs.verbs.demo",
    "parse": "plandocs.verbs.parse",
    "parse_many": "plandocs.verbs.parse_many",
    "fill": "plandocs.verbs.fill",
    "fill_many": "plandocs.verbs.fill_many",
    "read_data": "plandocs.verbs.read_data",
    "rollup": "plandocs.verbs.rollup",
    "schema": "plandocs.verbs.schema",
    "tag_template": "plandocs.verbs.template",
    "workbook": "plandocs.verbs.intake",
    "Filled": "plandocs.verbs.fill_many",
    "Record": "plandocs.verbs.records",
    "Plan": "plandocs.plan",
    "Reading": "plandocs.reading",
    "Issue": "plandocs.reading",
    "Unmapped": "plandocs.reading",
    "PlandocsError": "plandocs.errors",
    "check": "plandocs.verbs.check",
}

if TYPE_CHECKING:
    from plandocs.errors import PlandocsError
    from plandocs.verbs.demo import Demonstration, demo
    from plandocs.verbs.fill import fill
    from plandocs.verbs.intake import workbook
    from plandocs.verbs.fill_many import Filled, fill_many
    from plandocs.verbs.read_data import read_data
    from plandocs.verbs.records import Record
    from plandocs.verbs.parse import parse
    from plandocs.verbs.parse_many import parse_many
    from plandocs.plan import Plan
    from plandocs.reading import Issue, Reading, Unmapped
    from plandocs.verbs.rollup import rollup
    from plandocs.verbs.schema import schema
    from plandocs.verbs.template import tag_template
    from plandocs.verbs.check import check

__all__ = [
    "Demonstration", "Filled", "Issue", "Plan", "PlandocsError", "Reading", "Record", "Unmapped", "check", "fill",
    "fill_many", "parse", "parse_many", "read_data", "rollup", "schema", "tag_template", "workbook",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'plandocs' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
