"""The kinds of value that a form's fields hold, one module a kind.

A kind knows how its value is read from a cell's paragraphs, taken from data, checked, printed into
a template, given columns in a sheet, compared, shown in a schema and filled with a specimen. A
field's type carries it, ``Annotated[str, Kind()]``; everybody else asks it, or goes by its facts,
and never by which kind it is. Paragraphs, texts and plain values come in and go out: nothing here
knows Word or Excel.
"""
