"""The sample files that are built from `samples/plans.jsonl`: a sheet to fill from, and Word files.

In: the twelve plans as data. Out: `sheet`, the workbook with one row an officer, and `completed`,
each plan as a Word file that somebody typed into and saved again.
"""

from .completed import completed
from .sheet import sheet

__all__ = ["completed", "sheet"]
