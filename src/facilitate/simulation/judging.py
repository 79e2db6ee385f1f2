"""What is a yes, and what is not: four questions judged by their figures alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from facilitate.simulation.figures import Contacts, Day
from facilitate.simulation.intervals import Estimate

Verdict = Literal["yes", "partly", "no", "unknown"]
KEPT = 0.8  # part of the contacts that must be left for a plan to hold


@dataclass(frozen=True, slots=True)
class Missing:
    """What is left when more people stay away than assumed.

    Parameters
    ----------
    share
        Part that stays away.
    everybody
        New people that one meets on average if all come.
    contacts
        The same with `share` missing.
    again
        Pairs that meet again then.
    stuck
        How likely some group stays too small for its method.
    """

    share: float
    everybody: float
    contacts: float
    again: float
    stuck: float


def judge_contacts(contacts: Contacts | None, enough: float) -> Verdict:
    """Judge whether 95 of 100, or at least half, meet `enough` new people."""
    if contacts is None:
        return "unknown"
    if contacts.low >= enough:
        return "yes"
    return "partly" if contacts.median >= enough else "no"


def judge_reached(
    veterans: Estimate | None,
    wanted: float,
    leaders: Estimate | None = None,
    random: float | None = None,
) -> Verdict:
    """Judge whether the `wanted` part of the first-timers, or half of that, meets a veteran.

    Parameters
    ----------
    veterans, leaders
        Part of the first-timers who meet a veteran, and of all who meet a leader.
    random
        Part of all who would meet a leader if groups were made at random; None if unknown. A
        plan by which people meet leaders more rarely than so is no plain yes.
    """
    if veterans is None:
        return "unknown"
    if veterans.value >= wanted:
        return "partly" if fewer_leaders(leaders, wanted, random) else "yes"
    return "partly" if veterans.value >= wanted / 2 else "no"


def fewer_leaders(leaders: Estimate | None, wanted: float, random: float | None) -> bool:
    """Whether fewer than `wanted` meet a leader, and surely fewer than at `random`."""
    if leaders is None or random is None:
        return False
    return leaders.value < wanted and leaders.high < random


def judge_time(days: tuple[Day, ...], risk: float) -> Verdict:
    """Judge whether the risk of ending ten minutes late is accepted, or below one half."""
    worst = max(day.end.very_late.value for day in days)
    return "yes" if worst <= risk else "partly" if worst <= 0.5 else "no"


def judge_missing(missing: Missing | None, risk: float) -> Verdict:
    """Judge whether most contacts are left, and no group stays too small."""
    if missing is None:
        return "unknown"
    kept = missing.contacts / max(1e-9, missing.everybody)
    if kept >= KEPT and missing.stuck <= risk:
        return "yes"
    return "partly" if kept >= KEPT / 2 else "no"
