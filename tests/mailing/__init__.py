"""Letters to officers."""
