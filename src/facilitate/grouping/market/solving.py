"""Puts a market together: cards by linear programs, then seats and cards by search."""

from __future__ import annotations

from random import Random

from facilitate.grouping.market.bounds import lower_bounds, rank_bound, unserved_bound
from facilitate.grouping.market.choosing import choose
from facilitate.grouping.market.counting import recount, tally
from facilitate.grouping.market.problem import RANKS, UNSERVED, Market, MarketResult
from facilitate.grouping.market.search import Found, Search
from facilitate.grouping.market.seats import seat, without_wishes
from facilitate.grouping.market.weights import TIERS, Weights
from facilitate.grouping.problem import BROKEN, Ints
from facilitate.grouping.stopping import Progress, Report, Stop

WORK = 6_000_000  # entries of swap tables looked at without an improvement
FEWEST_STEPS, MOST_STEPS = 100, 600
SHARE = 0.6  # of a time limit, for choosing the cards


def solve_market(
    market: Market,
    *,
    seed: int = 0,
    stop: Stop | None = None,
    progress: Progress | None = None,
    start: tuple[Ints, Ints] | None = None,
    settled: bool = False,
) -> MarketResult | None:
    """Choose which card runs when, and seat everybody.

    In this order: no rule is broken, everybody with a wish that can be served is served once,
    nobody meets again, the sum of ranks is least, the most cards run, then mixing and even
    sizes. Without a wish, the cards with most dots run.

    Parameters
    ----------
    market
        What is asked.
    seed
        The same seed gives the same result.
    stop
        When to stop; by default after a number of steps.
    progress
        Called at improvements.
    start
        Cards and seats of an earlier result, to stay near it: only improved by small steps.
    settled
        Whether that start is only judged, not improved.

    Returns
    -------
    The best found, or None if no number of stalls seats everybody.
    """
    if market.fewest is None:
        return None
    run = _Run(market, Random(seed), stop or Stop(), progress)
    return run.result(start, settled=settled and start is not None)


class _Run:
    """One run: the clock, the reports, and the best so far."""

    def __init__(self, market: Market, rng: Random, stop: Stop, progress: Progress | None) -> None:
        self.market, self.rng, self.stop, self.progress = market, rng, stop, progress
        self.weights = Weights(market)
        self.bounds = lower_bounds(market)
        self.best: Found | None = None

    def result(
        self, start: tuple[Ints, Ints] | None, *, settled: bool = False
    ) -> MarketResult | None:
        """Choose, seat and improve; Ctrl-C and the clock leave the best so far."""
        wished = bool(self.market.servable.any())
        try:
            if start is None:
                self._choose(wished=wished)
            else:
                self._take(*start)
            if self.best is not None and not settled and not self.stop.now():
                self._improve(self.best, locked=not wished)
        except KeyboardInterrupt:
            if self.best is None:
                raise
            self.stop.interrupted = True
        return None if self.best is None else self._judged(self.best)

    def _choose(self, *, wished: bool) -> None:
        """Choose the cards, for a share of the time if it is limited."""
        if not wished:
            self._take(*seat(self.market, without_wishes(self.market)))
            return
        limit = self.stop.seconds
        share = None if limit is None else SHARE * (limit - self.stop.elapsed)
        part = Stop(share)
        for choices in choose(self.market, self.rng, endless=share is not None):
            self._take(*seat(self.market, choices))
            if part.now() or self.stop.now():
                return

    def _improve(self, found: Found, *, locked: bool) -> None:
        patience = min(MOST_STEPS, max(FEWEST_STEPS, WORK // self.market.people**2))
        search = Search(self.weights, found, self.rng, locked=locked)
        for better in search.run(patience, self._target()):
            self._tell(better)
            if self.stop.now():
                return

    def _target(self) -> tuple[int, ...]:
        """Give values of the tiers that cannot be beaten; ranks and sizes are never sure."""
        known = {tier: self.bounds.get(tier, 0) for tier in TIERS}
        return tuple(known.values())

    def _take(self, cards: Ints, seats: Ints) -> None:
        """Keep a choice that is not worse than the best."""
        found = Found(tally(self.market, cards, seats), cards, seats)
        if self.best is None or found.values <= self.best.values:
            self._tell(found)

    def _tell(self, found: Found) -> None:
        self.best = found
        if self.progress is not None:
            values = dict(zip(TIERS, found.values, strict=True))
            told = {goal: values[goal] for goal in self.bounds if goal in values}
            told |= {goal: values[goal] for goal in (UNSERVED, RANKS)}
            self.progress(Report(self.stop.elapsed, told, self.bounds))

    def _judged(self, best: Found) -> MarketResult:
        score = recount(self.market, best.cards, best.seats)
        bounds = {
            BROKEN: 0,
            UNSERVED: unserved_bound(self.market, score[UNSERVED]),
            RANKS: rank_bound(self.market, score),
            **self.bounds,
        }
        return MarketResult(
            best.cards, best.seats, score, {goal: bounds[goal] for goal in score}, self.stop.status
        )
