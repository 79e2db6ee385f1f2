"""Everything a simulation came to, as tables for the terminal, a page and a PDF."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitate.roster import attribute_name
from facilitate.simulation.answers import percent
from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.figures import Figures
from facilitate.simulation.intervals import Estimate
from facilitate.simulation.running import Simulation
from facilitate.words import _, clock, decimal, minute

if TYPE_CHECKING:
    from facilitate.simulation.comparing import Variant


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Parameters
    ----------
    title
        What it is about; may be empty.
    headers
        Titles of its columns.
    rows
        Its cells.
    right
        Indices of columns that are aligned to the right.
    whole
        Indices of columns that are never broken.
    note
        What there is to say below it.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    note: str = ""


def ranged(one: Estimate, digits: int = 1) -> str:
    """Write an estimate with half the width of its interval: "19.8 ± 0.1"."""
    if math.isnan(one.value):
        return "–"
    return f"{decimal(one.value, digits)} ± {decimal((one.high - one.low) / 2, digits)}"


def share(one: Estimate) -> str:
    """Write a share with its 95 % interval: "27 % (24–30)"."""
    low, high = (decimal(100 * edge, 0) for edge in (one.low, one.high))
    return f"{percent(one.value)} ({low}–{high})"


def signed(value: float) -> str:
    """Write a number that may be negative, with a true minus; what rounds to 0 has none."""
    text = decimal(value)
    return "0" if text == "-0" else text.replace("-", "−")


def detail_sheets(simulation: Simulation, found: Figures) -> Iterator[Sheet]:
    """Give all figures and all assumptions."""
    if found.contacts is not None:
        yield _contacts(simulation, found)
    if found.mixing:
        yield _mixing(found)
    yield _times(found)
    if found.rotations:
        yield _rotations(simulation, found)
    if found.fair is not None:
        yield _fairness(found)
    yield assumption_sheet(simulation.assumptions)


def _contacts(simulation: Simulation, found: Figures) -> Sheet:
    contacts = found.contacts
    assert contacts is not None
    talk = decimal(simulation.assumptions["conversation_size"])
    random = float(simulation.baselines.random.repeats.mean())
    rows = [
        (_("whoever meets fewest, on average"), ranged(contacts.least)),
        (_("all, on average"), ranged(contacts.average, 2)),
        (_("whoever meets most, on average"), ranged(contacts.most)),
        *(
            []
            if simulation.baselines.bound is None
            else [(_("at most, if nobody is missing"), str(simulation.baselines.bound))]
        ),
        (_("counted as talks of {count}*").format(count=talk), ranged(contacts.effective, 2)),
        (_("pairs that meet again"), ranged(contacts.again)),
        (_("the same, grouped at random"), decimal(random)),
        (_("people who meet nobody"), ranged(contacts.alone, 2)),
    ]
    if found.veterans is not None:
        rows.append((_("first-timers who meet a veteran"), share(found.veterans)))
    if found.leaders is not None:
        rows.append((_("people who meet a leader"), share(found.leaders)))
    title = _("New people met (computed from the plan)")
    return Sheet(title, (_("What"), _("Result")), tuple(rows))


def _mixing(found: Figures) -> Sheet:
    return Sheet(
        _("How people of different kinds mix"),
        (_("Column"), _("E-I index, 0 as at random, 1 all across")),
        tuple((attribute_name(name), ranged(one, 3)) for name, one in found.mixing.items()),
    )


def _times(found: Figures) -> Sheet:
    return Sheet(
        _("How late each session ends (assumed)"),
        (_("Session"), _("planned"), _("9 of 10 by"), _("over 5 min"), _("over 10 min"), _("adds")),
        tuple(
            (
                one.title,
                clock(one.planned),
                minute(one.p90_end),
                percent(one.late.value),
                share(one.very_late),
                _("{number} min").format(number=signed(one.own.value)),
            )
            for one in found.blocks
        ),
        right=frozenset({1, 2, 3, 5}),
    )


def _rotations(simulation: Simulation, found: Figures) -> Sheet:
    beside = simulation.baselines
    return Sheet(
        _("Rotation by rotation"),
        (
            _("Rotation"),
            _("groups"),
            _("too small"),
            _("after the rule"),
            _("cut"),
            _("have heard an idea*"),
            _("at random"),
            _("staying"),
        ),
        tuple(
            (
                one.label,
                str(one.groups),
                _narrow(one.short),
                decimal(one.left_short.value, 2),
                percent(one.cut.value),
                percent(one.heard.value),
                percent(float(beside.random.heard[k])),
                percent(float(beside.staying.heard[k])),
            )
            for k, one in enumerate(found.rotations)
        ),
        right=frozenset(range(1, 8)),
        whole=frozenset({0}),
    )


def _fairness(found: Figures) -> Sheet:
    fair = found.fair
    assert fair is not None
    rows: Sequence[tuple[str, tuple[float, float, float]]] = [
        (_("new people met"), fair.contacts),
        (_("minutes to speak"), fair.speaking),
        (_("rotations without a seat"), fair.out),
        (_("rotations as host"), fair.hosting),
    ]
    return Sheet(
        _("Is it fair? Each person's average over all runs"),
        (_("What"), _("least"), _("half have up to"), _("most")),
        tuple((name, *(decimal(value) for value in spread)) for name, spread in rows),
        right=frozenset({1, 2, 3}),
        note=_("Waiting for the last to be seated, per person: {minutes} minutes.").format(
            minutes=ranged(fair.waiting)
        ),
    )


def assumption_sheet(assumptions: Assumptions) -> Sheet:
    """Give every assumption with its range and source."""
    return Sheet(
        _("What is assumed"),
        (_("Name"), _("Value"), _("plausible"), _("Meaning"), _("Source")),
        tuple(
            (
                one.id,
                one.shown(),
                f"{one.shown(one.range[0])} – {one.shown(one.range[1])}",
                f"{one.name}: {one.text}",
                str(one.source),
            )
            for one in assumptions.known.values()
        ),
        whole=frozenset({0, 1}),
    )


def comparison_sheet(variants: Sequence[Variant]) -> Sheet:
    """Set variants side by side, and mark those which nothing beats."""
    first = variants[0].varied or [_("Plan")]
    return Sheet(
        "",
        (
            "",
            *first,
            _("minutes"),
            _("new people"),
            _("as talks*"),
            _("pairs again"),
            _("meet a veteran"),
            _("over 10 min late"),
            _("too small"),
            _("heard it"),
        ),
        tuple(_variant(one) for one in variants),
        right=frozenset(range(1 + (not variants[0].settings), 9 + len(first))),
        note=_(
            "◆ Nothing gives more talks* in less time. ± is the error of simulating (95 %); new "
            "people and talks are averages over those who come, “too small” groups per rotation "
            "that stay so."
        ),
    )


def _variant(one: Variant) -> tuple[str, ...]:
    contacts, found = one.figures.contacts, one.figures
    counted = (
        ("–",) * 3
        if contacts is None
        else tuple(map(_narrow, (contacts.average, contacts.effective, contacts.again)))
    )
    return (
        "◆" if one.frontier else "",
        *(one.shown.values() if one.shown else [one.label]),
        decimal(one.minutes, 0),
        *counted,
        "–" if found.veterans is None else percent(found.veterans.value),
        percent(one.very_late.value),
        decimal(one.left_short, 2),
        "–" if one.heard is None else percent(one.heard.value),
    )


def _narrow(one: Estimate) -> str:
    """Write an estimate without blanks, for tables of many columns."""
    return ranged(one).replace(" ", "")
