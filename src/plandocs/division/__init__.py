"""From readings to tables, workbooks and pages: who is expected, which plan counts.

The tables are plain values: nothing in them depends on the clock, and the same readings in any
order give the same. Files are opened for HR's lists and for the workbook before alone.

    values              what goes in, and what comes out
    lists               the roster, the objectives, the themes as HR has them
    wording, units      texts and units as they are compared
    catalogue           lists that texts are sorted under, and like texts grouped
    documents, roster   the readings as documents of persons; who is expected
    identities, owners  whose a document is
    whole               what a form's own tables are made of
    form_sheets         the tables that forms bring
    summary, completion, checks, changes, corrections, sources, about  the engine's own sheets
    crosswise, marked   groups shown crosswise; cells that HR corrected
    checked             the findings about many readings
    build               all sheets, of the whole or of each division
    executive, suppress what may leave HR
    refresh/            the workbook before: read, paired with the rows now, kept
    write               the files
    list_table          a list of HR's shown and changed in its file
    carried             next cycle's plans
"""
