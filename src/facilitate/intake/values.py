"""What is meant by a value that somebody typed for a column."""

from __future__ import annotations

from collections import Counter

from facilitate.errors import RosterError
from facilitate.roster import YES_NO, Roster, Value
from facilitate.words import _, did_you_mean, fold

from .cells import yes_no


def value_meant(roster: Roster, attribute: str, typed: str | bool, column: str = "") -> str | bool:
    """Find the value of an attribute or own column that was typed, as the list has it most often.

    Parameters
    ----------
    column
        What the column was called; the attribute's own name if empty.

    Raises
    ------
    RosterError
        If nobody has it; those that there are stand in the hint.
    """
    there = Counter(value for value in roster.values(attribute) if value is not None)
    answer = typed if isinstance(typed, bool) else yes_no(typed)[0]
    if attribute in YES_NO and answer is not None:
        return answer
    found = [value for value, _count in there.most_common() if same_value(value, typed)]
    if found:
        return found[0]
    spellings = [str(value) for value in there if not isinstance(value, bool)]
    raise RosterError(
        _("Nobody in the list has “{value}” in “{column}”.").format(
            value=str(typed).lower() if isinstance(typed, bool) else typed,
            column=column or attribute,
        ),
        code="value-nobody-has",
        hint=did_you_mean(str(typed), spellings)
        or _("There are: {values}.").format(
            values=", ".join(spellings[:10] or (_("yes"), _("no")))
        ),
    )


def same_value(value: Value, typed: str | bool) -> bool:
    """Whether somebody's `value` is what was `typed`, in whatever spelling."""
    if value is None:
        return False
    if isinstance(value, bool) or isinstance(typed, bool):
        return value is typed or (isinstance(value, str) and yes_no(value)[0] is typed)
    return fold(value) == fold(typed)
