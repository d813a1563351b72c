"""What the numbers of a table's rows add up to, where the form says what they have to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from plandocs.description.form import FieldSpec, SectionSpec
from plandocs.kinds.kind import plain_number
from plandocs.model.findings import Finding, new_finding


def sums(section: SectionSpec, rows: Sequence[Any]) -> Iterator[Finding]:
    """The columns of a section whose numbers do not add up; one with no number at all is blank."""
    for column in section.columns:
        if column.sum is not None:
            yield from _sum(section, column, [row for row in rows if not row.blank])


def _sum(section: SectionSpec, column: FieldSpec, rows: Sequence[Any]) -> Iterator[Finding]:
    found = [column.kind.number(getattr(row, column.name)) for row in rows]
    numbers = [Decimal(str(number)) for number in found if number is not None]
    asked, total = Decimal(str(column.sum)), sum(numbers, Decimal())
    if not numbers or abs(total - asked) <= sum(map(_rounding, numbers), Decimal()):
        return
    without = len(found) - len(numbers)
    more = f"; {without} of {len(found)} rows {'has' if without == 1 else 'have'} no number"
    yield new_finding(
        "sum-is-off", section.name,
        f"{column.label} adds up to {_digits(total)}, and not to {_digits(asked)}"
        f"{more if without else ''}.",
        fix=f"Change the numbers so that they add up to {_digits(asked)}.",
    )  # fmt: skip


def _rounding(number: Decimal) -> Decimal:
    """What a number with decimals may have been rounded by: 33.3 three times is 100."""
    exponent = number.as_tuple().exponent
    return (
        Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal()
    )


def _digits(number: Decimal) -> str:
    return plain_number(float(number))
