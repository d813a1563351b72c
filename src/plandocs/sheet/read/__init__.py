"""Spreadsheets as people have them: opened with care, read into plain values."""
