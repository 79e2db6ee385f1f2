"""How many different people everybody meets: counted, and as a picture from few to many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_high

from facilitate.charts import svg
from facilitate.charts.svg import Drawing
from facilitate.planned import PlannedPerson
from facilitate.views import Matrix
from facilitate.words import _, ngettext

WIDE, HIGH = 640.0, 220.0
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom one person meets: so many different people, `again` of them more than once."""

    person: PlannedPerson
    different: int
    again: int


def contacts_of(matrix: Matrix) -> tuple[Contacts, ...]:
    """Count everybody's contacts, the fewest first, then by number."""
    counted = [
        Contacts(person, sum(times > 0 for times in row), sum(times > 1 for times in row))
        for person, row in zip(matrix.people, matrix.counts, strict=True)
    ]
    return tuple(sorted(counted, key=lambda c: (c.different, -c.again, c.person.number)))


def contacts_sentence(contacts: Sequence[Contacts]) -> str:
    """Say how few, how many and how unevenly."""
    counts = [c.different for c in contacts]
    if not counts:
        return _("Nobody is in this plan.")
    if counts[0] == counts[-1]:
        return ngettext(
            "Everybody meets {count} different person.",
            "Everybody meets {count} different people.",
            counts[0],
        ).format(count=counts[0])
    fewest = [c.person.number for c in contacts if c.different == counts[0]]
    shown = ", ".join(map(str, fewest[:MOST_NAMED])) + ("…" if len(fewest) > MOST_NAMED else "")
    return _(
        "Between {least} and {most} different people, half of them at least {median}; fewest for "
        "number {numbers}."
    ).format(least=counts[0], most=counts[-1], median=median_high(counts), numbers=shown)


def draw_contacts(contacts: Sequence[Contacts], possible: int | None = None) -> Drawing:
    """Draw a column for each person, the fewest contacts first.

    Parameters
    ----------
    contacts
        From `contacts_of`.
    possible
        How many different people anybody could meet at most, if that is known.
    """
    people = max(len(contacts), 1)
    column = min(26.0, WIDE / people)
    left, top, wide = 52.0, 20.0, max(column * people, 240.0)
    scale = svg.steps(max([possible or 1, *(c.different for c in contacts)]))
    unit = HIGH / scale[-1]
    bottom = top + HIGH
    sentence = contacts_sentence(contacts)
    width = max(left + wide + 24, 16 + svg.width_of(sentence))
    key, high = svg.key(_entries(contacts, possible), 16, bottom + 58, width)
    gap = column * 0.2 if column >= 4 else 0.0
    parts = [
        *_scale(scale, unit, left, wide, bottom),
        *svg.shape(
            (
                svg.box(left + k * column, bottom, column - gap, -c.different * unit)
                for k, c in enumerate(contacts)
            ),
            fill=svg.MIDDLE,
        ),
        *svg.shape(
            (
                svg.box(left + k * column, bottom, column - gap, -c.again * unit)
                for k, c in enumerate(contacts)
                if c.again
            ),
            fill=svg.INK,
        ),
        *_numbers(contacts, column, left, bottom),
        *_limit(possible, unit, left, wide, bottom),
        svg.words(sentence, 16, bottom + 44),
        *key,
    ]
    title = _("How many different people everybody meets")
    return Drawing(width, bottom + 58 + high + 4, title, sentence, tuple(parts))


def _entries(contacts: Sequence[Contacts], possible: int | None) -> Iterator[tuple[str, str]]:
    yield (
        svg.tag("rect", width=12, height=12, fill=svg.MIDDLE),
        _("different people whom this person meets"),
    )
    if any(c.again for c in contacts):
        yield svg.tag("rect", width=12, height=12, fill=svg.INK), _("of these more than once")
    if possible is not None:
        yield (
            svg.line((0, 6), (12, 6), stroke=svg.INK, stroke_width=2, stroke_dasharray="4 2"),
            _("more is impossible: {count}").format(count=possible),
        )


def _scale(
    scale: Sequence[int], unit: float, left: float, wide: float, bottom: float
) -> Iterator[str]:
    for value in scale:
        y = bottom - value * unit
        yield svg.line((left, y), (left + wide, y), stroke=svg.GRID if value else svg.SOFT)
        yield svg.words(str(value), left - 8, y + 4, size=11, text_anchor="end")


def _numbers(
    contacts: Sequence[Contacts], column: float, left: float, bottom: float
) -> Iterator[str]:
    """Write the number of the person under each column that has room for it."""
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if n * column >= 22)
    for k, c in enumerate(contacts):
        if k % every == 0:
            middle = left + (k + 0.4) * column
            yield svg.words(
                str(c.person.number), middle, bottom + 14, size=10, text_anchor="middle"
            )
    yield svg.words(
        _("number of the person, from few to many"),
        left,
        bottom + 28,
        size=11,
        fill=svg.SOFT,
    )


def _limit(
    possible: int | None, unit: float, left: float, wide: float, bottom: float
) -> Iterator[str]:
    if possible is not None:
        y = bottom - possible * unit
        yield svg.line(
            (left, y), (left + wide, y), stroke=svg.INK, stroke_width=1.5, stroke_dasharray="6 3"
        )
