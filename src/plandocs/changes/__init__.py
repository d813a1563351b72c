"""What changed between two versions of a plan, as values.

``pairing`` finds which row became which by what they say, ``compare`` names the changes, ``apply``
makes the newer plan out of the older one and them, ``words`` tells them to people. A change's
``field`` is a path in the newer plan, where a thing was removed in the older one.
"""

from plandocs.changes.apply import apply
from plandocs.changes.change import Change
from plandocs.changes.compare import compare

__all__ = ["Change", "apply", "compare"]
