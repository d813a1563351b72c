"""The command line, as people run it."""
