"""The fast way through markup that was met before: it must show just what the long way shows."""
