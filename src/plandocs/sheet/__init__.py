"""The only room that knows Excel and CSV.

Takes tables as plain values, or spreadsheets as people have them, and gives a workbook that can go
to a meeting as it is, or rows of plain values that remember where they stood. No object of openpyxl
leaves it, and it knows neither forms nor Word.

    table, workbook      what a workbook is to hold; writing it
    read, headings       sheets out of .xlsx and .csv; columns by their names as people have them
"""
