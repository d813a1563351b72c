"""Templates that docxtpl renders: what the fast renderer has no way for, one plan at a time."""
