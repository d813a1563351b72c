"""The types of a form's fields, by which its description says what kind of value stands where."""

from __future__ import annotations

from plandocs.kinds.choice import Choice
from plandocs.kinds.date import DateField, DateText
from plandocs.kinds.items import Items
from plandocs.kinds.numbered import Numbered
from plandocs.kinds.period import Period, PeriodField
from plandocs.kinds.ranked import Ranked
from plandocs.kinds.signature import Signature, SignatureField
from plandocs.kinds.text import Text

__all__ = [
    "Choice",
    "DateField",
    "DateText",
    "Items",
    "Numbered",
    "Period",
    "PeriodField",
    "Ranked",
    "Signature",
    "SignatureField",
    "Text",
]
