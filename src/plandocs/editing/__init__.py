"""Documents that people have edited: new header data typed in, what differs tracked as changes.

``header`` types it in, ``tracked`` has the changes, ``commented`` each finding of a check as a
comment where it stands.
"""
