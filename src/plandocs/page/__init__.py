"""The only room that knows HTML: a roll-up as one page to look at.

In: a roll-up as plain values. Out: a page that needs nothing beside it: no network, no other file.

    write       the page as a whole
    table       a sheet as a table, which becomes cards on a narrow screen
    bars        a chart as bars, drawn in SVG
"""
