"""Letters to officers: which fits whom, what it says, and how it becomes mail.

Takes the division as `division` has it, and gives letters as plain values and as files in memory:
`word/template/letter.py` makes Word of them, `mail.py` drafts, `merge.py` the list for mail merge.
"""
