"""The only room that knows Word: package → view → locate → template and revise."""
