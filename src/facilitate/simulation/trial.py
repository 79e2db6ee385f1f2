"""Some runs of all rotations at once: who really sits where, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.contacts import Counter, Facts, Met, below_least, facts_of, mixing
from facilitate.simulation.ideas import Idea, share_heard
from facilitate.simulation.presence import Presence, Repair, Sat, counts_planned
from facilitate.simulation.scene import Ints, Scene, Seating
from facilitate.simulation.streams import Floats, Streams


@dataclass(frozen=True, eq=False, slots=True)
class Trial:
    """What came of some runs.

    Parameters
    ----------
    met
        Contacts.
    mixing
        Attribute → E-I index normalised by chance; shape (runs,).
    heard
        Part of those who came that has heard the idea; shape (runs, rotations).
    short, left_short
        Groups below their least size, before and after the moderators act;
        shape (runs, rotations).
    speaking
        Minutes that everybody speaks; shape (runs, people).
    out
        Rotations in which somebody is there and has no seat; shape (runs, people).
    """

    met: Met
    mixing: dict[str, Floats]
    heard: Floats
    short: Ints
    left_short: Ints
    speaking: Floats
    out: Ints


def rehearse(
    scene: Scene,
    presence: Presence,
    assumptions: Assumptions,
    streams: Streams,
    repair: Repair,
    facts: Facts | None = None,
) -> Trial:
    """Let all rotations run with those who are there.

    Parameters
    ----------
    repair
        What the moderators do about groups in which somebody is missing.
    facts
        What is known of the people, if that was found out before.
    """
    runs, people = presence.came.shape
    facts = facts or facts_of(scene)
    counter = Counter(facts, runs, assumptions["conversation_size"])
    idea = Idea.fresh(assumptions, runs, people)
    heard, short, left_short = [], [], []
    speaking = np.zeros((runs, people))
    out = np.zeros((runs, people), np.int64)
    for seating, there in zip(scene.seatings, presence.there, strict=True):
        short.append(below_least(seating, counts_planned(seating, there)))
        sat = Sat.of(seating, repair(seating, there))
        left_short.append(below_least(seating, sat.counts))
        counter.add(seating, sat)
        idea.meet(seating, sat, streams)
        heard.append(share_heard(idea, presence.came))
        speaking += _speaking(seating, sat)
        out += there & (sat.groups < 0)
    met = counter.result()
    return Trial(
        met=met,
        mixing={
            name: mixing(met.together, presence.came, kind) for name, kind in facts.kinds.items()
        },
        heard=_columns(heard, runs),
        short=_columns(short, runs),
        left_short=_columns(left_short, runs),
        speaking=speaking,
        out=out,
    )


def _columns(rows: Sequence[npt.NDArray[Any]], runs: int) -> npt.NDArray[Any]:
    return np.column_stack(rows) if rows else np.zeros((runs, 0))


def _speaking(seating: Seating, sat: Sat) -> Floats:
    """Minutes that everybody speaks in one rotation; a group shares its time evenly."""
    part = seating.shared / np.maximum(1, sat.counts)
    part[:, -1] = 0.0
    share: Floats = sat.each(part)
    share += np.where(sat.groups >= 0, seating.speaking, 0.0)
    return share
