"""Documents that people have edited: new header data typed in, what differs tracked as changes."""
