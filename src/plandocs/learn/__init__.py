"""Learning a form from its blank: a survey of places becomes a proposal, and that a file.

`propose` says what each place is called, of which kind it is and which role it has; `words.toml`
has the words that forms of any office share. `written` makes the TOML of it, with what was unsure
as comments. Word is not known here: :mod:`plandocs.word.learn` looks at the blank.
"""
