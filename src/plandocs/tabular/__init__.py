"""The roll-up's tables for programs: typed columns and plain names, as SQLite or as Parquet.

Tables come in as the workbook has them, and go out as files; what may be in them has been decided.
"""
