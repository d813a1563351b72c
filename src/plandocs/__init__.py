"""plandocs: fill, read and roll up performance plans in Word.

::

    import plandocs

    reading = plandocs.parse("raman.docx")
    reading.plan.officer_name, reading.issues, reading.unmapped
    plandocs.fill(reading.plan, "raman-again.docx")

The public names are here and nowhere else; each loads what it needs when it is first used.
"""

TYPE_CHECKING = False  # what is imported here, every start waits for: names come when they are used
if TYPE_CHECKING:
    from typing import Any

    from plandocs import forms as forms

__version__ = "0.1.0"

_HOMES = {
    "Demonstration": "plandocs.verbs.demo",
    "Filled": "plandocs.verbs.fill_many",
    "Issue": "plandocs.reading",
    "Plan": "plandocs.plan",
    "PlandocsError": "plandocs.errors",
    "Reading": "plandocs.reading",
    "Record": "plandocs.verbs.records",
    "Unmapped": "plandocs.reading",
    "check": "plandocs.verbs.check",
    "demo": "plandocs.verbs.demo",
    "fill": "plandocs.verbs.fill",
    "fill_many": "plandocs.verbs.fill_many",
    "parse": "plandocs.verbs.parse",
    "parse_many": "plandocs.verbs.parse_many",
    "preflight": "plandocs.verbs.fill_many",
    "read_data": "plandocs.verbs.read_data",
    "rollup": "plandocs.verbs.rollup",
    "schema": "plandocs.verbs.schema",
    "tag_template": "plandocs.verbs.template",
    "check_template": "plandocs.verbs.check_template",
    "update": "plandocs.verbs.update",
    "workbook": "plandocs.verbs.intake",
    "diff": "plandocs.verbs.diff",
    "converse": "plandocs.verbs.converse",
    "converse_many": "plandocs.verbs.converse",
    "carry": "plandocs.verbs.carry",
    "history": "plandocs.verbs.history",
}

if TYPE_CHECKING:
    from plandocs.errors import PlandocsError
    from plandocs.plan import Plan
    from plandocs.reading import Issue, Reading, Unmapped
    from plandocs.verbs.carry import carry
    from plandocs.verbs.check import check
    from plandocs.verbs.check_template import check_template
    from plandocs.verbs.converse import converse, converse_many
    from plandocs.verbs.demo import Demonstration, demo
    from plandocs.verbs.diff import diff
    from plandocs.verbs.fill import fill
    from plandocs.verbs.fill_many import Filled, fill_many, preflight
    from plandocs.verbs.history import history
    from plandocs.verbs.intake import workbook
    from plandocs.verbs.parse import parse
    from plandocs.verbs.parse_many import parse_many
    from plandocs.verbs.read_data import read_data
    from plandocs.verbs.records import Record
    from plandocs.verbs.rollup import rollup
    from plandocs.verbs.schema import schema
    from plandocs.verbs.template import tag_template
    from plandocs.verbs.update import update

__all__ = [
    "Demonstration",
    "Filled",
    "Issue",
    "Plan",
    "PlandocsError",
    "Reading",
    "Record",
    "Unmapped",
    "carry",
    "check",
    "check_template",
    "converse",
    "converse_many",
    "demo",
    "diff",
    "fill",
    "fill_many",
    "history",
    "parse",
    "parse_many",
    "preflight",
    "read_data",
    "rollup",
    "schema",
    "tag_template",
    "update",
    "workbook",
]


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    if name == "forms":
        return import_module("plandocs.forms")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'plandocs' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
