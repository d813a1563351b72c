"""Spreadsheets and JSON become headings, records and validated plans."""
