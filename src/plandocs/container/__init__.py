"""Zip packages, of documents and of workbooks, opened with care and under the same limits."""
