"""All steps of a rotation at once: people change places, or a card takes another's stall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from facilitate.grouping.market.problem import CARDS, Mask
from facilitate.grouping.market.seating import Seating
from facilitate.grouping.market.weights import SIZES
from facilitate.grouping.problem import Ints
from facilitate.grouping.tabu import FORBIDDEN


@dataclass(frozen=True, eq=False)
class View:
    """One rotation as the steps see it: what everybody costs where.

    Attributes
    ----------
    there
        Change of somebody's own cost at each stall, as it is now; shape (people, places).
    bound
        People whose own card runs; shape (people,).
    """

    seating: Seating
    rotation: int
    row: Ints
    running: Ints
    there: Ints
    bound: Mask


def look(seating: Seating, rotation: int) -> View:
    """Look at a rotation."""
    row, running = seating.seats[rotation], seating.running(rotation)
    costs = seating.card[rotation][:, running] + seating.near[rotation]
    costs -= costs[seating.people, row][:, None]
    return View(seating, rotation, row, running, costs, seating.giving(rotation))


def swaps(view: View) -> Ints:
    """Weighted change of every exchange of two people; shape (people, people), symmetric."""
    row = view.row
    change = view.there[:, row]
    change = change + change.T
    pair = view.seating.pair[view.rotation]
    change -= pair
    change -= pair
    for kind, leave, join in view.seating.kinds(view.rotation):
        one = (leave[row][:, None] + join[row][None, :]) * (kind[:, None] & ~kind[None, :])
        change += one + one.T
    change[row[:, None] == row[None, :]] = FORBIDDEN
    change[view.bound] = FORBIDDEN
    change[:, view.bound] = FORBIDDEN
    return np.asarray(change, np.int64)


def moves(view: View) -> Ints:
    """Weighted change when somebody goes to another stall; shape (people, places)."""
    seating, row = view.seating, view.row
    sizes = seating.sizes[view.rotation]
    leave, join = seating.crowding(view.rotation)
    weight = seating.weights.weights[SIZES]
    change = view.there + weight * (leave[row][:, None] + join[None, :])
    for kind, less, more in seating.kinds(view.rotation):
        change = change + (less[row][:, None] + more[None, :]) * kind[:, None]
    full = (sizes >= seating.market.rooms) | (sizes == 0)
    change[:, full] = FORBIDDEN
    change[(sizes[row] <= seating.market.minimum) | view.bound] = FORBIDDEN
    change[seating.people, row] = FORBIDDEN
    return np.asarray(change, np.int64)


def plays(view: View, cards: Ints) -> Ints:
    """Weighted change when a card takes the stall of another, in the seat of each person there.

    Its giver changes places with that person, unless the giver sits there already. Only for
    cards with one giver at most.

    Parameters
    ----------
    cards
        Cards that do not run in this rotation; shape (cards,).

    Returns
    -------
    Shape (cards, people). Where nobody has to come, only the first person of a stall stands for
    it.
    """
    seating, row, r = view.seating, view.row, view.rotation
    market, costs = seating.market, seating.card[r]
    order = np.argsort(row, kind="stable")
    used = np.flatnonzero(seating.sizes[r])
    starts = np.searchsorted(row[order], used)
    at = np.full((len(seating.sizes[r]), len(cards)), FORBIDDEN, np.int64)
    taken = np.add.reduceat(costs[:, cards][order], starts, axis=0)
    now = np.add.reduceat(costs[seating.people, view.running[row]][order], starts)
    worths = np.append(market.worths, 0)
    gain = worths[view.running[used]][:, None] - worths[cards][None, :]
    at[used] = taken - now[:, None] + seating.weights.weights[CARDS] * gain
    change = np.full((len(cards), market.people), FORBIDDEN, np.int64)
    first = order[starts]  # somebody of each stall that is used
    alone = np.array([not market.givers[c] for c in cards.tolist()], bool)
    change[np.ix_(alone, first)] = at[used][:, alone].T
    brought = np.flatnonzero([len(market.givers[c]) == 1 for c in cards.tolist()])
    if len(brought):
        change[brought] = _with_giver(view, cards[brought], at[:, brought])
    return change


def _with_giver(view: View, cards: Ints, at: Ints) -> Ints:
    seating, row, r = view.seating, view.row, view.rotation
    givers = np.array([seating.market.givers[c][0] for c in cards.tolist()])
    costs, home = seating.card[r], row[givers]
    change = at.T[:, row] - costs[:, cards].T
    change += costs[givers, cards][:, None]
    near = seating.near[r]
    change += near[givers][:, row] - near[givers, home][:, None]
    change -= costs[givers, view.running[home]][:, None]
    change += costs[:, view.running[home]].T + near[:, home].T - near[seating.people, row][None, :]
    change -= 2 * seating.pair[r][givers]
    for kind, leave, join in seating.kinds(r):
        goes = kind[givers][:, None] & ~kind[None, :]
        comes = ~kind[givers][:, None] & kind[None, :]
        change += goes * (leave[home][:, None] + join[row][None, :])
        change += comes * (leave[row][None, :] + join[home][:, None])
    change[view.bound[givers]] = FORBIDDEN
    same = row[None, :] == home[:, None]
    change[same] = FORBIDDEN
    rows = np.arange(len(cards))
    change[rows, givers] = at[home, rows]
    return np.asarray(change, np.int64)


def take_stall(seating: Seating, rotation: int, card: int, person: int) -> None:
    """Let a card run where `person` sits, and its giver change places with `person`."""
    stall = int(seating.seats[rotation, person])
    seating.play(rotation, stall, card)
    for giver in seating.market.givers[card]:
        if seating.seats[rotation, giver] != stall:
            seating.swap(rotation, giver, person)
