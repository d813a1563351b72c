"""Filling tagged templates: a tagged .docx and plain data become whole documents."""
