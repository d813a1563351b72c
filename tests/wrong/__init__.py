"""Wrong uses, each with the message it gets: what was wrong, where, and what to do."""
