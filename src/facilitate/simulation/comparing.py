"""Several plans, or variants of one, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from facilitate.plan import Plan
from facilitate.simulation.figures import Figures, figures
from facilitate.simulation.intervals import Estimate
from facilitate.simulation.running import Simulation, Terms
from facilitate.simulation.varying import (
    Varied,
    assuming,
    label_of,
    seatable,
    seated_anew,
    setting_name,
    shown_setting,
)

Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False, slots=True)
class Variant:
    """One way of doing it.

    Parameters
    ----------
    label
        What it is called.
    minutes
        How long it takes as planned, without breaks.
    figures
        What came out.
    settings
        What was varied.
    frontier
        Whether no other variant gives as many contacts in less time, or more in as much;
        contacts are those that count in full in a conversation.
    """

    label: str
    minutes: float
    figures: Figures
    settings: Mapping[str, float] = field(default_factory=dict)
    frontier: bool = False

    @property
    def varied(self) -> list[str]:
        """What was varied, as a person calls it."""
        return [setting_name(name) for name in self.settings]

    @property
    def shown(self) -> dict[str, str]:
        """What was varied, each value as a person writes it."""
        return {name: shown_setting(name, value) for name, value in self.settings.items()}

    @property
    def very_late(self) -> Estimate:
        """Risk of the worst day to end more than 10 minutes late."""
        days = (day.end.very_late for day in self.figures.days)
        return max(days, key=lambda risk: risk.value)

    @property
    def left_short(self) -> float:
        """Groups that stay too small in a rotation, on average."""
        rows = self.figures.rotations
        return sum(one.left_short.value for one in rows) / max(1, len(rows))

    @property
    def heard(self) -> Estimate | None:
        """Part that has heard an idea at the end."""
        return self.figures.rotations[-1].heard if self.figures.rotations else None


def minutes_of(simulation: Simulation) -> float:
    """Minutes that everything takes as planned, without breaks."""
    return sum(block.end - block.start for block in simulation.scene.blocks if not block.pause)


def compare_plans(
    plans: Sequence[tuple[str, Plan]], terms: Terms, progress: Progress | None = None
) -> tuple[Variant, ...]:
    """Simulate several plans with the same chance; each with its name."""
    found = []
    for number, (label, plan) in enumerate(plans, 1):
        simulation = terms.play(plan)
        found.append(Variant(label, minutes_of(simulation), figures(simulation)))
        if progress is not None:
            progress(number / len(plans))
    return with_frontier(found)


def compare_variants(
    plan: Plan, what: Varied, terms: Terms, progress: Progress | None = None
) -> tuple[Variant, ...]:
    """Simulate all variants of one plan with the same chance.

    Raises
    ------
    UsageError, InfeasibleError
        If a variant cannot be.
    """
    chosen = seatable(plan, terms.session) if what.seats_anew else None
    known: dict[tuple[float | None, float | None], Plan] = {}
    combinations = list(what.combinations())
    found = []
    for number, settings in enumerate(combinations, 1):
        used = plan
        if chosen is not None:
            key = (settings.get("size"), settings.get("rotations"))
            if key not in known:
                known[key] = seated_anew(plan, chosen, settings)
            used = known[key]
        assumed = replace(terms, assumptions=assuming(terms.assumptions, settings))
        # What is seated anew is a plan of its own, of that session alone.
        simulation = (replace(assumed, session=None) if chosen else assumed).play(used)
        label = label_of(settings)
        found.append(Variant(label, minutes_of(simulation), figures(simulation), settings))
        if progress is not None:
            progress(number / len(combinations))
    return with_frontier(found)


def with_frontier(variants: Sequence[Variant]) -> tuple[Variant, ...]:
    """Mark the variants that no other one beats in both contacts and minutes."""
    return tuple(_marked(variants))


def _marked(variants: Sequence[Variant]) -> Iterator[Variant]:
    for one in variants:
        beaten = any(_beats(other, one) for other in variants)
        yield Variant(
            one.label,
            one.minutes,
            one.figures,
            one.settings,
            frontier=one.figures.contacts is not None and not beaten,
        )


def _beats(other: Variant, one: Variant) -> bool:
    mine, theirs = one.figures.contacts, other.figures.contacts
    if mine is None or theirs is None:
        return False
    here = (round(mine.effective.value, 6), -round(one.minutes, 6))
    there = (round(theirs.effective.value, 6), -round(other.minutes, 6))
    return there != here and there[0] >= here[0] and there[1] >= here[1]
