"""What there is to tell of a market: cards that do not run, wishes not served, stalls without."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from facilitate.errors import Finding, Level
from facilitate.grouping.market import Market, MarketResult
from facilitate.planning.cards import Cards, shortened
from facilitate.words import _, ngettext


def outcome(cards: Cards, market: Market, result: MarketResult) -> Iterator[Finding]:
    """Tell which cards do not run, who gets no wish, and where a case is still missing."""
    yield from _left(cards, market, result)
    yield from _unserved(cards, market, result)
    used = [len(np.unique(row)) for row in result.seats]
    bare = sum(used) - int((result.cards >= 0).sum())
    if bare and cards.stalls:
        yield Finding(
            Level.HINT,
            "stalls-without-card",
            ngettext(
                "{count} stall has no card; the group there finds a case of its own.",
                "{count} stalls have no card; the groups there find a case of their own.",
                bare,
            ).format(count=bare),
            hint=_("More cards would be welcome."),
        )


def _left(cards: Cards, market: Market, result: MarketResult) -> Iterator[Finding]:
    runs = set(result.cards.ravel().tolist())
    left = [topic for s, topics in enumerate(cards.stalls) if s not in runs for topic in topics]
    if not left:
        return
    yield Finding(
        Level.HINT,
        "cards-not-run",
        ngettext(
            "{count} card does not run this time: {cards}.",
            "{count} cards do not run this time: {cards}.",
            len(left),
        ).format(count=len(left), cards=shortened([cards.named(topic) for topic in left])),
        hint=_("Keep them for the next time, or plan one more rotation, or more stalls."),
    )
    space = market.stalls * market.rotations
    if len(cards.stalls) > space:
        yield Finding(
            Level.HINT,
            "more-cards-than-stalls",
            _(
                "{cards} cards were offered; {stalls} stalls in {rotations} rotations run {space}."
            ).format(
                cards=len(cards.stalls),
                stalls=market.stalls,
                rotations=market.rotations,
                space=space,
            ),
        )


def _unserved(cards: Cards, market: Market, result: MarketResult) -> Iterator[Finding]:
    at = np.take_along_axis(result.cards, result.seats, axis=1)
    everybody = np.arange(market.people)
    served = [market.serves[everybody, row] for row in at]
    missed = np.flatnonzero(market.servable & ~np.any(served, axis=0)).tolist()
    if missed:
        yield Finding(
            Level.WARNING,
            "wishes-unserved",
            ngettext(
                "{count} person gets none of their wishes: {people}.",
                "{count} people get none of their wishes: {people}.",
                len(missed),
            ).format(
                count=len(missed),
                people=shortened([cards.roster.people[i].label for i in missed]),
            ),
            hint=_("More stalls or one more rotation would help; or ask them for another wish."),
        )
