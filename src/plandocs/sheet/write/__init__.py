"""Workbooks: plain tables written as Excel files, streamed row by row.

``write_workbook`` is the only way in. The rows are streamed (``stream``, ``rows``, ``cells``),
openpyxl makes the shell around them (``shell``, ``styles``, ``charts``), and ``workbook`` puts the
two together into a ``package``.
"""

from plandocs.sheet.write.stream import TooManyRows
from plandocs.sheet.write.workbook import Written, write_workbook

__all__ = ["TooManyRows", "Written", "write_workbook"]
