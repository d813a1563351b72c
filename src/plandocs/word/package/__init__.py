"""Bytes of a file into parts by name, and parts into bytes: opening, limits, identity, saving."""
