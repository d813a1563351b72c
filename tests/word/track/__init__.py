"""Tracked changes that plandocs writes."""
