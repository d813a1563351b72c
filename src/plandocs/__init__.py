"""plandocs: fill, read and roll up performance plans in Word.

::

    import plandocs

    reading = plandocs.parse("raman.docx")
    reading.plan.officer_name, reading.issues, reading.unmapped
    plandocs.fill(reading.plan, "raman-again.docx")

The public names are here and nowhere else; each loads what it needs when it is first used.
"""

from plandocs.model.later import stands_in

stands_in(reading_from="plandocs.data.readings")

TYPE_CHECKING = False  # what is imported here, every start waits for: names come when they are used
if TYPE_CHECKING:
    from typing import Any

    from plandocs import forms as forms

__version__ = "0.1.0"

_HOMES = {
    "Carried": "plandocs.division.carried",
    "CarryChoices": "plandocs.division.carried",
    "Change": "plandocs.changes",
    "Checked": "plandocs.model.findings",
    "Commented": "plandocs.verbs.comment",
    "Conflict": "plandocs.editing.header",
    "Corrupt": "plandocs.errors",
    "Demonstration": "plandocs.verbs.demo",
    "DocumentError": "plandocs.errors",
    "DocumentFacts": "plandocs.model.reading",
    "Encrypted": "plandocs.errors",
    "Filled": "plandocs.filling.many",
    "Finding": "plandocs.model.findings",
    "FormCheck": "plandocs.verbs.check_form",
    "FormError": "plandocs.errors",
    "FormSpec": "plandocs.description.form",
    "History": "plandocs.verbs.history",
    "InputError": "plandocs.errors",
    "InternalError": "plandocs.errors",
    "Issue": "plandocs.model.reading",
    "Law": "plandocs.filling.form_laws",
    "LegacyDoc": "plandocs.errors",
    "LearntForm": "plandocs.verbs.learn_form",
    "Letter": "plandocs.mailing.values",
    "Letters": "plandocs.mailing.values",
    "ListColumn": "plandocs.data.headings_of",
    "ListColumns": "plandocs.data.headings_of",
    "ListField": "plandocs.data.headings_of",
    "Limits": "plandocs.container.limits",
    "ListHeading": "plandocs.division.list_table",
    "ListRow": "plandocs.division.list_table",
    "ListTable": "plandocs.division.list_table",
    "Looked": "plandocs.filling.job",
    "MissingExtra": "plandocs.errors",
    "Mistake": "plandocs.data.records",
    "NotDocx": "plandocs.errors",
    "NotFound": "plandocs.errors",
    "NotThisForm": "plandocs.errors",
    "Origin": "plandocs.model.reading",
    "OutputError": "plandocs.errors",
    "Place": "plandocs.data.records",
    "Plan": "plandocs.model.plan",
    "PlandocsError": "plandocs.errors",
    "ProcessesNotStarted": "plandocs.errors",
    "Reading": "plandocs.model.reading",
    "Record": "plandocs.data.records",
    "Replacement": "plandocs.editing.header",
    "RolledUp": "plandocs.verbs.rollup",
    "Forgotten": "plandocs.store.forget",
    "Held": "plandocs.store.state",
    "State": "plandocs.store.state",
    "Shown": "plandocs.verbs.show",
    "Started": "plandocs.verbs.converse",
    "TaggedTemplate": "plandocs.filling.templates",
    "TemplateError": "plandocs.errors",
    "TemplateMistake": "plandocs.word.template.render.findings",
    "TimedOut": "plandocs.errors",
    "TooLarge": "plandocs.errors",
    "UnknownColumns": "plandocs.errors",
    "Unmapped": "plandocs.model.reading",
    "Updated": "plandocs.editing.header",
    "UpdatedFile": "plandocs.verbs.update_many",
    "Version": "plandocs.verbs.history",
    "WorkerLost": "plandocs.errors",
    "can_convert": "plandocs.verbs.pdf",
    "carry": "plandocs.verbs.carry",
    "carry_choices": "plandocs.verbs.carry",
    "change_list": "plandocs.verbs.lists",
    "check": "plandocs.verbs.check",
    "check_form": "plandocs.verbs.check_form",
    "check_template": "plandocs.verbs.check_template",
    "columns": "plandocs.verbs.columns",
    "comment": "plandocs.verbs.comment",
    "converse": "plandocs.verbs.converse",
    "converse_many": "plandocs.verbs.converse",
    "demo": "plandocs.verbs.demo",
    "diff": "plandocs.verbs.diff",
    "fill": "plandocs.verbs.fill",
    "fill_many": "plandocs.verbs.fill_many",
    "history": "plandocs.verbs.history",
    "learn_form": "plandocs.verbs.learn_form",
    "letters": "plandocs.verbs.letters",
    "list_table": "plandocs.verbs.lists",
    "load_form": "plandocs.forms.form_file",
    "parse": "plandocs.verbs.parse",
    "parse_many": "plandocs.verbs.parse_many",
    "pdf": "plandocs.verbs.pdf",
    "preflight": "plandocs.verbs.fill_many",
    "read_data": "plandocs.verbs.read_data",
    "rollup": "plandocs.verbs.rollup",
    "schema": "plandocs.verbs.schema",
    "show": "plandocs.verbs.show",
    "tables": "plandocs.verbs.tables",
    "tag_template": "plandocs.verbs.tag_template",
    "uncomment": "plandocs.verbs.comment",
    "update": "plandocs.verbs.update",
    "update_many": "plandocs.verbs.update_many",
    "validate": "plandocs.data.validate",
    "workbook": "plandocs.verbs.workbook",
}

if TYPE_CHECKING:
    from plandocs.changes import Change
    from plandocs.container.limits import Limits
    from plandocs.data.headings_of import ListColumn, ListColumns, ListField
    from plandocs.data.records import Mistake, Place, Record
    from plandocs.data.validate import validate
    from plandocs.description.form import FormSpec
    from plandocs.division.carried import Carried, CarryChoices
    from plandocs.division.list_table import ListHeading, ListRow, ListTable
    from plandocs.editing.header import Conflict, Replacement, Updated
    from plandocs.errors import (
        Corrupt,
        DocumentError,
        Encrypted,
        FormError,
        InputError,
        InternalError,
        LegacyDoc,
        MissingExtra,
        NotDocx,
        NotFound,
        NotThisForm,
        OutputError,
        PlandocsError,
        ProcessesNotStarted,
        TemplateError,
        TimedOut,
        TooLarge,
        UnknownColumns,
        WorkerLost,
    )
    from plandocs.filling.form_laws import Law
    from plandocs.filling.job import Looked
    from plandocs.filling.many import Filled
    from plandocs.filling.templates import TaggedTemplate
    from plandocs.forms.form_file import load_form
    from plandocs.mailing.values import Letter, Letters
    from plandocs.model.findings import Checked, Finding
    from plandocs.model.plan import Plan
    from plandocs.model.reading import DocumentFacts, Issue, Origin, Reading, Unmapped
    from plandocs.store.forget import Forgotten
    from plandocs.store.state import Held, State
    from plandocs.verbs.carry import carry, carry_choices
    from plandocs.verbs.check import check
    from plandocs.verbs.check_form import FormCheck, check_form
    from plandocs.verbs.check_template import check_template
    from plandocs.verbs.columns import columns
    from plandocs.verbs.comment import Commented, comment, uncomment
    from plandocs.verbs.converse import Started, converse, converse_many
    from plandocs.verbs.demo import Demonstration, demo
    from plandocs.verbs.diff import diff
    from plandocs.verbs.fill import fill
    from plandocs.verbs.fill_many import fill_many, preflight
    from plandocs.verbs.history import History, Version, history
    from plandocs.verbs.learn_form import LearntForm, learn_form
    from plandocs.verbs.letters import letters
    from plandocs.verbs.lists import change_list, list_table
    from plandocs.verbs.parse import parse
    from plandocs.verbs.parse_many import parse_many
    from plandocs.verbs.pdf import can_convert, pdf
    from plandocs.verbs.read_data import read_data
    from plandocs.verbs.rollup import RolledUp, rollup
    from plandocs.verbs.schema import schema
    from plandocs.verbs.show import Shown, show
    from plandocs.verbs.tables import tables
    from plandocs.verbs.tag_template import tag_template
    from plandocs.verbs.update import update
    from plandocs.verbs.update_many import UpdatedFile, update_many
    from plandocs.verbs.workbook import workbook
    from plandocs.word.template.render.findings import TemplateMistake

__all__ = [
    "Carried",
    "CarryChoices",
    "Change",
    "Checked",
    "Commented",
    "Conflict",
    "Corrupt",
    "Demonstration",
    "DocumentError",
    "DocumentFacts",
    "Encrypted",
    "Filled",
    "Finding",
    "Forgotten",
    "FormCheck",
    "FormError",
    "FormSpec",
    "Held",
    "History",
    "InputError",
    "InternalError",
    "Issue",
    "Law",
    "LearntForm",
    "LegacyDoc",
    "Letter",
    "Letters",
    "Limits",
    "ListColumn",
    "ListColumns",
    "ListField",
    "ListHeading",
    "ListRow",
    "ListTable",
    "Looked",
    "MissingExtra",
    "Mistake",
    "NotDocx",
    "NotFound",
    "NotThisForm",
    "Origin",
    "OutputError",
    "Place",
    "Plan",
    "PlandocsError",
    "ProcessesNotStarted",
    "Reading",
    "Record",
    "Replacement",
    "RolledUp",
    "Shown",
    "Started",
    "State",
    "TaggedTemplate",
    "TemplateError",
    "TemplateMistake",
    "TimedOut",
    "TooLarge",
    "UnknownColumns",
    "Unmapped",
    "Updated",
    "UpdatedFile",
    "Version",
    "WorkerLost",
    "can_convert",
    "carry",
    "carry_choices",
    "change_list",
    "check",
    "check_form",
    "check_template",
    "columns",
    "comment",
    "converse",
    "converse_many",
    "demo",
    "diff",
    "fill",
    "fill_many",
    "history",
    "learn_form",
    "letters",
    "list_table",
    "load_form",
    "parse",
    "parse_many",
    "pdf",
    "preflight",
    "read_data",
    "rollup",
    "schema",
    "show",
    "tables",
    "tag_template",
    "uncomment",
    "update",
    "update_many",
    "validate",
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
    """The public names."""
    return sorted({*__all__, "__version__", "__doc__", "forms"})
