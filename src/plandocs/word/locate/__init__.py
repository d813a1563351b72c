"""Where in a document each field of a form stands, found by its printed labels; the one door to it.

The way of a document, `locate`:

1. Before the pass (`lines_above`, `header_labels`, `labelled_lines`, `header_items`,
   `header_block`): lines with values above their labels are put in the other order; which labels
   belong to the header block, wherever it stands, and where a further copy of the form begins.
2. The pass (`traverse`), block by block, with what is known so far in `state`. A paragraph is a
   labelled value (`labelled_lines`), a section's heading, boilerplate, or unmatched. Of a table
   `tables` says what it is: an example, transposed, or one that goes on with the table before.
3. Each row is the first of: a section's heading, column headings (`headings` into `columns`),
   labelled cells (`labelled_cells`, by the rules of `label_cells` and `value_cell`), a cell that
   lays out the page, data (`rows`), boilerplate. What is none of them is unmatched.
4. After the pass (`copies`): values of labels outside the header block, one copy of each section.

What comes out is in `result`. A form's words are looked up in `vocabulary`, slips are told by
`likeness`, printed words by `boilerplate`. `recognise` says which form a document is; `Layouts`
knows documents that are laid out like one met before, which need none of this. The same code finds
the places to tag in a blank.
"""

from plandocs.description.form import FormSpec
from plandocs.word.locate.boilerplate import Boilerplate
from plandocs.word.locate.copies import choose_copies, settle_outside
from plandocs.word.locate.header_block import headers_of
from plandocs.word.locate.header_labels import lone_labels
from plandocs.word.locate.labelled_lines import are_stacked, blanks_within, listed_labels
from plandocs.word.locate.layouts import Layouts
from plandocs.word.locate.lines_above import labels_first_in_lines
from plandocs.word.locate.recognise import recognise
from plandocs.word.locate.result import Copy, RowMatch, SectionMatch, Slot
from plandocs.word.locate.traverse import Traversal
from plandocs.word.locate.vocabulary import BY_PLACE, known_labels, unofficial_labels
from plandocs.word.view.document import Document

__all__ = [
    "BY_PLACE",
    "Boilerplate",
    "Copy",
    "Layouts",
    "RowMatch",
    "SectionMatch",
    "Slot",
    "known_labels",
    "locate",
    "recognise",
    "unofficial_labels",
]


def locate(document: Document, form: FormSpec, printed: Boilerplate) -> list[Copy]:
    """Return the copies of a form in a document: every field's slot, and what is in none."""
    traversal = Traversal(form, printed)
    blocks = labels_first_in_lines(traversal, document.blocks)
    traversal.alone = lone_labels(traversal, blocks)
    traversal.listed = listed_labels(traversal, blocks)
    traversal.stacked = are_stacked(traversal, blocks)
    traversal.within = blanks_within(traversal, blocks)
    traversal.header = headers_of(traversal, blocks)
    traversal.document = document.blocks
    traversal.blocks(blocks)
    for copy in traversal.copies:
        settle_outside(copy)
        choose_copies(copy, form)
    return traversal.copies
