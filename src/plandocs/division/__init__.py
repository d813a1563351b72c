"""From readings to tables: who is expected, which plan counts, what it adds up to.

Takes readings of any forms, a roster, lists of objectives and themes, what HR wrote into an earlier
workbook, and gives tables as plain values, for the workbook or a page. Pure: no file is opened
here, nothing depends on the clock, and the same readings in any order give the same tables.

    wording, people, units      names of persons and units as they are compared
    catalogue, similar          lists that texts are sorted under, and like texts grouped
    copies, versions            the readings as documents of persons; which of them counts
    roster, progress            who is expected, and how far each has come
    view                        what a form's own tables are made of
    tables, brought             the seam by which a form brings tables of its own
    summary, completion …       the sheets
"""
