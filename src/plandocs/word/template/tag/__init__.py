"""Tagging a blank form: in come its package and the slots that the locator found, out goes a
tagged template, byte for byte the blank but for the tags."""

from plandocs.word.template.tag.tagger import Tagged, tag

__all__ = ["Tagged", "tag"]
