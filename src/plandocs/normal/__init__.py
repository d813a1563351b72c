"""Normal forms: what people type comes in; text, dates and periods as the data holds them go out.

Plain Python with no word of any form and nothing of Word or Excel: `characters` tidies characters,
`markers` makes values of cells, `dates` and `periods` read and print, `signatures` tells a
signature from a blank line. The rules are in `docs/normal-form.md`.
"""
