"""The rules of ``check`` that every form shares: readings become findings with what to do.

``shared`` has the rules that follow from the roles of a form's cells, ``wording`` what should not
be left in a text, ``copies`` the same words in several plans, ``issues`` what to do about the
issues of a reading, ``stray`` the words that stand in no field, ``letter`` and ``report`` the
findings for people. A form's own rules are in its folder.
"""
