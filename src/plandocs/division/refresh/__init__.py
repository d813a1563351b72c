"""A living workbook: made anew from the plans, with all that HR did in the one before."""
