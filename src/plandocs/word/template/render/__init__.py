"""Filling tagged templates: in come a tagged .docx and plain data, out whole documents.

::

    ready = prepare(template)                     # opened, checked and compiled once
    document = ready.render({"officer_name": "Priya Raman", "outcomes": [...]})
    mistakes = lint(template, known=shape)        # every mistake at once, each with its place
"""

from __future__ import annotations

from plandocs.normal.dates import DateControl
from plandocs.word.package.places import Spot
from plandocs.word.template.render.bounds import RenderLimits
from plandocs.word.template.render.findings import TemplateMistake
from plandocs.word.template.render.lint import Shape, lint
from plandocs.word.template.render.prepared import Prepared, prepare
from plandocs.word.template.render.values import Plain

__all__ = [
    "DateControl",
    "Plain",
    "Prepared",
    "RenderLimits",
    "Shape",
    "Spot",
    "TemplateMistake",
    "lint",
    "prepare",
]
