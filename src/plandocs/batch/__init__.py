"""Many things at once: in order, bounded, and none of it lost with a process that ends.

In come work and items, out come results in the order of the items.
"""

from plandocs.batch.ordered import HERE, Pace, ordered, workers_for
from plandocs.batch.processes import SECONDS, Reason

__all__ = ["HERE", "SECONDS", "Pace", "Reason", "ordered", "workers_for"]
