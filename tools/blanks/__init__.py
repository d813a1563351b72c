"""The official blank forms, and the making of them as Word files.

In: nothing but what is written here. Out: `BLANKS`, every blank by its file name, and `package`,
which gives a blank's .docx. One module holds one form; `description` holds the values that forms
are written in; `wordml`, `tables` and `package` turn them into Word.
"""

from .description import Blank
from .outcomes_conversation import BLANK as OUTCOMES_CONVERSATION
from .package import package
from .senior_executive_plan import BLANK as SENIOR_EXECUTIVE_PLAN

BLANKS: dict[str, Blank] = {
    f"{blank.form}.docx": blank for blank in (SENIOR_EXECUTIVE_PLAN, OUTCOMES_CONVERSATION)
}

__all__ = ["BLANKS", "package"]
