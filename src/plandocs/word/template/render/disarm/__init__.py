"""Live content taken out: in come a template's parts, out those that start and fetch nothing.

Macros, controls, add-ins, objects that run, linked pictures, remote templates, fields that start
programs or fetch, links to folders and shares, in every part; and what says whose template it is.
What is shown stays as it is shown. docs/word-notes/live-content.md says what counts.
"""

from plandocs.word.template.render.disarm.parts import Disarmed, Taken, disarmed

__all__ = ["Disarmed", "Taken", "disarmed"]
