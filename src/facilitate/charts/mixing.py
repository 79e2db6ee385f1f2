"""How groups are mixed by an attribute; for moderators alone, because attributes are private."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from facilitate.charts import svg
from facilitate.charts.svg import Drawing
from facilitate.errors import UsageError
from facilitate.plan import Plan
from facilitate.roster import Value, attribute_name
from facilitate.views import Seated, by_rotation
from facilitate.words import _, did_you_mean, fold

MOST_VALUES = 6
WIDE = 720.0
CELL, NARROWEST = 11.0, 16.5
HIGHEST = 8  # squares in a pile; larger groups grow in width
OTHERS = "\x00others"
"""Stands for all values that are too rare for a mark of their own."""


@dataclass(frozen=True, slots=True)
class Composition:
    """How many of each value, in the order of `Mixing.values`, sit in a group."""

    place: str
    place_id: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MixedRotation:
    """One rotation with the composition of all its groups."""

    session: str
    number: int
    groups: tuple[Composition, ...]


@dataclass(frozen=True, slots=True)
class Mixing:
    """How all groups of a plan are mixed by one attribute.

    Parameters
    ----------
    attribute
        Its key in the plan.
    values
        Yes before no, else the most frequent first; `OTHERS` and None (unknown) last.
    rotations
        All rotations in which it is known who sits together.
    """

    attribute: str
    values: tuple[Value, ...]
    rotations: tuple[MixedRotation, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the values are called."""
        return tuple(map(_named, self.values))


def attributes_of(plan: Plan) -> tuple[str, ...]:
    """List by what people differ: first what is spread on purpose, last what has many values.

    Access needs are left out: nobody is mixed by them, and they belong on no picture.
    """
    spread = [key.partition(":")[2] for key in plan.score if key.startswith("spread:")]
    known = dict.fromkeys(a for person in plan.participants for a in person.attributes)
    kinds = {a: len({p.attributes.get(a) for p in plan.participants}) for a in known}
    differing = [a for a in kinds if kinds[a] > 1 and a != "access"]
    return tuple(sorted(differing, key=lambda a: (a not in spread, kinds[a] > MOST_VALUES)))


def find_attribute(plan: Plan, named: str | None) -> str:
    """Find the attribute of `plan` that is called `named`, else the first that it mixes by.

    Raises
    ------
    UsageError
        If there is none of this name, or none at all.
    """
    known = attributes_of(plan)
    called = {fold(word): a for a in known for word in (a, attribute_name(a))}
    found = known[0] if known and named is None else called.get(fold(named or ""))
    if found is not None:
        return found
    if not known:
        raise UsageError(
            _("The plan knows nothing by which people differ."),
            code="attribute-none",
            where="attribute",
        )
    raise UsageError(
        _("There is no attribute “{attribute}” by which people differ.").format(attribute=named),
        code="attribute-unknown",
        where="attribute",
        hint=did_you_mean(named or "", called)
        or _("Possible: {allowed}.").format(allowed=", ".join(map(attribute_name, known))),
    )


def mixing_of(plan: Plan, attribute: str) -> Mixing:
    """Count the values of `attribute` in every group whose people are known."""
    of = {person.id: person.attributes.get(attribute) for person in plan.participants}
    values = _values(Counter(of.values()))
    rotations = tuple(
        MixedRotation(
            view.session,
            view.number,
            tuple(_composition(group, of, values) for group in view.groups),
        )
        for view in by_rotation(plan)
        if view.seats_known
    )
    return Mixing(attribute, values, rotations)


def _values(found: Counter[Value]) -> tuple[Value, ...]:
    unknown: list[Value] = [None] if None in found else []
    known = {value for value in found if value is not None}
    if known <= {True, False}:
        return (*(value for value in (True, False) if value in known), *unknown)
    ranked: list[Value] = sorted(known, key=lambda value: (-found[value], str(value)))
    if len(ranked) > MOST_VALUES:
        ranked = [*ranked[: MOST_VALUES - 1], OTHERS]
    return (*ranked, *unknown)


def _composition(group: Seated, of: dict[str, Value], values: tuple[Value, ...]) -> Composition:
    shown = Counter(
        value if value in values else OTHERS
        for value in (of.get(member.person.id) for member in group.members)
    )
    return Composition(group.place, group.place_id, tuple(shown[value] for value in values))


def _named(value: Value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("unknown")
    return _("others") if value == OTHERS else value


def draw_mixing(mixing: Mixing, wide: float = WIDE) -> Drawing:
    """Draw every group as a pile of squares, one for each person; so `wide` in letters' units."""
    title = _("Mixing by “{attribute}”, for moderators only").format(
        attribute=attribute_name(mixing.attribute)
    )
    parts = [svg.words(title, 16, 26, size=15, font_weight="bold")]
    samples = [
        (_sample(kind), label) for kind, label in zip(_kinds(mixing), mixing.labels, strict=True)
    ]
    marks, high = svg.key(samples, 16, 40, wide)
    top = 40 + high + 12
    parts += marks
    for rotation in mixing.rotations:
        name = _("{session}, rotation {number}").format(
            session=rotation.session, number=rotation.number
        )
        parts.append(svg.words(name, 16, top + 10, font_weight="bold"))
        drawn, top = _piles(_kinds(mixing), rotation.groups, top + 18, wide)
        parts += drawn
    description = _("Every pile is a group, every square in it a person.")
    parts.append(svg.words(description, 16, top + 8, size=11, fill=svg.SOFT))
    return Drawing(wide, top + 20, title, description, tuple(parts))


def _piles(
    kinds: Sequence[int], groups: Sequence[Composition], top: float, across_all: float
) -> tuple[list[str], float]:
    """Draw groups side by side in as many rows as they need; give where the next may begin."""
    largest = max((sum(group.counts) for group in groups), default=1)
    across = -(-largest // HIGHEST)
    wide = max(across * CELL + 6, NARROWEST)
    in_a_row = max(1, int((across_all - 32) // wide))
    parts: list[str] = []
    for start in range(0, len(groups), in_a_row):
        row = groups[start : start + in_a_row]
        floor = top + max(-(-sum(group.counts) // across) for group in row) * CELL
        corners: dict[int, list[svg.Point]] = {}
        for k, group in enumerate(row):
            left = 16 + k * wide
            people = chain.from_iterable(map(repeat, kinds, group.counts))
            for at, kind in enumerate(people):
                spot = (left + at % across * CELL, floor - (at // across + 1) * CELL)
                corners.setdefault(kind, []).append(spot)
            middle = left + across * CELL / 2
            parts.append(
                svg.words(_short(group.place), middle, floor + 11, size=8, text_anchor="middle")
            )
        for kind, spots in sorted(corners.items()):
            parts += _squares(kind, spots, CELL - 1)
        parts.append(svg.line((16, floor + 1), (10 + len(row) * wide, floor + 1)))
        top = floor + 20
    return parts, top + 8


def _short(label: str) -> str:
    """Give the last word of a place's label, "7" of "Tisch 7", where it is short enough."""
    last = label.rsplit(maxsplit=1)[-1] if label.split() else ""
    return last if len(last) <= 3 else ""


UNKNOWN = MOST_VALUES
_FILLS = (svg.DARK, svg.PAPER, svg.MIDDLE, svg.LIGHT, svg.PAPER, svg.MIDDLE, svg.PAPER)
_MARKS = (
    "",
    "",
    "",
    "m0 {s}l{s} -{s}",  # a stroke from corner to corner
    "m0 0l{s} {s}m0 -{s}l-{s} {s}",  # a cross
    "m0 {h}h{s}",  # a stroke across
    "m{q} {h}h{h}",  # a dash in the middle
)
"""What is drawn over the squares of each kind, from their corner; s is their side."""


def _kinds(mixing: Mixing) -> Sequence[int]:
    return [UNKNOWN if value is None else k for k, value in enumerate(mixing.values)]


def _squares(kind: int, corners: Sequence[svg.Point], side: float) -> Iterator[str]:
    yield from svg.shape(
        (svg.box(x, y, side, side) for x, y in corners),
        fill=_FILLS[kind],
        stroke=svg.SOFT if kind == UNKNOWN else svg.INK,
        stroke_width=0.7,
    )
    if _MARKS[kind]:
        mark = _MARKS[kind].format(s=svg.place(side), h=svg.place(side / 2), q=svg.place(side / 4))
        yield from svg.shape(
            (f"M{svg.place(x)} {svg.place(y)}{mark}" for x, y in corners),
            fill="none",
            stroke=svg.INK,
            stroke_width=0.9,
        )


def _sample(kind: int) -> str:
    return "".join(_squares(kind, [(0.5, 0.5)], 11))
