"""The rules of ``check`` that every form shares: readings become findings with what to do.

``findings`` has the rules that follow from the roles of a form's cells, and puts with them what to
do about the issues of a reading and about words that stand in no field. ``wording`` has what should
not be left in a text, ``copies`` the same words in several plans, ``sums`` what numbers have to add
up to, ``texts`` every text of a plan with its path, ``report`` the findings for people. A form's
own rules are in its folder.
"""
