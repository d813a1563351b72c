"""Completed plans as raw OOXML in many variants, with what a reader of the contract expects."""
