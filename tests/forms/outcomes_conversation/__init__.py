"""The record of a conversation about outcomes."""
