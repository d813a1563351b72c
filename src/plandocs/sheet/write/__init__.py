"""Workbooks: plain tables written as Excel files, streamed row by row."""
