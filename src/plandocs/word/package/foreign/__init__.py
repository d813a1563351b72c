"""Documents of other word processors: without their links, and into .docx by LibreOffice."""
