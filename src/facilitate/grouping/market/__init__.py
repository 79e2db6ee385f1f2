"""The market: which cards run when, and who sits there."""

from facilitate.grouping.market.problem import Market, MarketResult, Quota
from facilitate.grouping.market.solving import solve_market

__all__ = ["Market", "MarketResult", "Quota", "solve_market"]
