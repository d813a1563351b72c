"""A located document becomes a reading: values of fields, issues, and the account of every word.

`document.read_form` is the door. `copy` goes through one copy of a form field by field, with
`cells` for one field and `rows` for tables; `account` gathers what is noticed, `beyond` what stands
beside the copy. `blanks` knows what the forms' own blanks and an agency's print.
"""
