"""How many groups, and how many people in each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from facilitate.errors import InfeasibleError, UsageError
from facilitate.words import _, ngettext

SEARCHED = 40  # people more or fewer among which the nearest number that fits is looked for


@dataclass(frozen=True, slots=True)
class Limits:
    """What a method allows.

    Parameters
    ----------
    least, ideal, most
        People in a group.
    never
        Sizes between the limits that do not work.
    """

    least: int
    ideal: int
    most: int
    never: Collection[int] = ()

    def allow(self, size: int) -> bool:
        """Whether a group of `size` works."""
        return self.least <= size <= self.most and size not in self.never


def group_sizes(
    people: int, limits: Limits, *, size: int | None = None, groups: int | None = None
) -> tuple[int, ...]:
    """Sizes of all groups, larger ones first; they differ by at most 1.

    `groups` wins over `size`; else as many groups as seat everybody in groups of at most `size`,
    if the smallest is large enough; else one fewer.

    Raises
    ------
    UsageError
        If `size` is one the method does not allow.
    InfeasibleError
        If no sizes fit; it names the nearest numbers that do.
    """
    if groups is not None:
        sizes = _dealt(people, groups)
        if not all(limits.allow(s) for s in sizes):
            raise _groups_misfit(people, limits, groups)
        return sizes
    wanted = limits.ideal if size is None else size
    if not limits.allow(wanted):
        raise UsageError(
            _(
                "Groups of {size} are not what this method allows: it takes {least} to {most}."
            ).format(size=wanted, least=limits.least, most=limits.most),
            code="size-not-allowed",
            where="size",
            hint=_("Choose a size from {least} to {most}, or another method.").format(
                least=limits.least, most=limits.most
            ),
        )
    fitting = _fitting(people, limits, wanted)
    if fitting is None:
        raise _people_misfit(people, limits, wanted)
    return fitting


def _fitting(people: int, limits: Limits, wanted: int) -> tuple[int, ...] | None:
    for count in (-(-people // wanted), people // wanted):
        if count and all(limits.allow(s) for s in _dealt(people, count)):
            return _dealt(people, count)
    return None


def _dealt(people: int, groups: int) -> tuple[int, ...]:
    each, more = divmod(people, groups)
    return (each + 1,) * more + (each,) * (groups - more)


def _people_misfit(people: int, limits: Limits, wanted: int) -> InfeasibleError:
    near = [
        n
        for distance in range(1, SEARCHED)
        for n in (people - distance, people + distance)
        if n > 1 and _fitting(n, limits, wanted)
    ]
    return InfeasibleError(
        ngettext(
            "{count} person cannot be divided into groups of about {size} ({least} to {most}).",
            "{count} people cannot be divided into groups of about {size} ({least} to {most}).",
            people,
        ).format(count=people, size=wanted, least=limits.least, most=limits.most),
        code="sizes-impossible",
        hint=_("It works with {numbers} people, or with another size.").format(
            numbers=_(" or ").join(str(n) for n in sorted(near[:2]))
        )
        if near
        else _("Choose another size, or another method."),
    )


def _groups_misfit(people: int, limits: Limits, groups: int) -> InfeasibleError:
    working = [
        count
        for count in range(1, people + 1)
        if all(limits.allow(s) for s in _dealt(people, count))
    ]
    low, high = people // groups, -(-people // groups)
    return InfeasibleError(
        ngettext(
            "{groups} group would have {sizes} of {people} people; this method takes {least} to "
            "{most} in a group.",
            "{groups} groups would have {sizes} of {people} people each; this method takes {least} "
            "to {most} in a group.",
            groups,
        ).format(
            groups=groups,
            sizes=low if low == high else f"{low}–{high}",
            people=people,
            least=limits.least,
            most=limits.most,
        ),
        code="groups-impossible",
        where="groups",
        hint=_("It works with {least} to {most} groups.").format(least=working[0], most=working[-1])
        if working
        else _("This method does not work with so few people."),
    )
