"""The only room that knows HTML: a workbook's sheets as one page to look at.

The page is one file that asks nothing of any other place, and its content policy says so; without
scripts it shows everything. The templates beside this module hold all of its markup; ``write``
hands them values.
"""
