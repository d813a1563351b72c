"""Data becomes validated plans, or mistakes that name their cell.

A file of data goes through these files in this order::

    data_files      every file is opened, so that what is wrong with all is told at once
    json_data       .json and .jsonl: items as plain data, within bounds
    sheet_file      .csv and .xlsx: which sheets count, and which field each column is
      mapping         what people call fields: a map of headings, values for all plans
      columns         the names by which a form's fields are known
      list_columns    columns that a program adds, and two that say the same
    read_sheet      one sheet: each row as cells by path
      cell_values     what a cell means, and how it was taken
      list_names      people's names as programs write them
      list_rows       which rows count, and what to say of the others
    section_rows    rows of sections, each given to the person that it names
    sheet_records   the cells of a person put together into a record
    records         `Record`, `Place`, `Mistake`: what all of these give
    validate        a record, a reading or a dict becomes a plan

`frames` takes what a verb is given for many plans, `persons` says whose data is, `readings` takes
readings back from JSON, and `intake` makes the workbook that comes back as data.
"""
