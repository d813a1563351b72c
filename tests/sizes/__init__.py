"""Shapes that could blow up: each is made at a size and at ten times it, and measured."""
