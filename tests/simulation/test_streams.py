"""Tests of chance: the same numbers everywhere, and distributed as they say."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from facilitate.simulation.streams import Stream, Streams, exp, log, lognormal, normal, root


def test_first_numbers_never_change() -> None:
    """The first numbers of a stream are these, on every machine and with every numpy."""
    first = Stream(2018, "no-show").uniform(2, 3)
    assert (first * 2**32 - 0.5).astype(np.int64).tolist() == GOLDEN


GOLDEN = [[3060893540, 2454533114, 901202128], [2860002783, 3305793975, 882181747]]


def test_purposes_are_independent() -> None:
    """Two purposes have different numbers, and asking one does not move the other."""
    one, other = Streams(1), Streams(1)
    one("a").uniform(5)
    assert (one("b").uniform(5) == other("b").uniform(5)).all()
    assert (Streams(1)("a").uniform(5) != Streams(1)("b").uniform(5)).all()


@pytest.mark.parametrize("each", [1, 2, 5])
def test_portions_do_not_matter(each: int) -> None:
    """Ten runs at once, or three and seven, take the same numbers."""
    whole = Stream(1, "x").uniform(10, each)
    stream = Stream(1, "x")
    parts = np.concatenate([stream.uniform(3, each), stream.uniform(7, each)])
    assert (whole == parts).all()


def test_log_and_exp() -> None:
    """Our logarithm and exponential agree with the library's to fifteen digits."""
    x = np.concatenate([np.logspace(-12, 12, 997), [1.0, 2.0, 0.5]])
    assert np.allclose(log(x), np.log(x), rtol=1e-14, atol=1e-15)
    y = np.linspace(-30, 30, 997)
    assert np.allclose(exp(y), np.exp(y), rtol=1e-14, atol=0)


def test_normal_is_the_inverse_distribution() -> None:
    """Normal numbers are those of the standard library, far into the tails."""
    u = np.concatenate([np.linspace(0.001, 0.999, 499), [1e-12, 1e-7, 1 - 1e-9]])
    exact = [statistics.NormalDist().inv_cdf(p) for p in u]
    assert np.allclose(normal(u), exact, rtol=1e-12, atol=1e-14)


def test_lognormal_has_its_mean_and_spread() -> None:
    """Mean and coefficient of variation are as asked, within the error of chance."""
    drawn = lognormal(Stream(3, "x").uniform(40_000), 1.05, 0.25)
    assert abs(drawn.mean() - 1.05) < 4 * 1.05 * 0.25 / math.sqrt(40_000)
    assert abs(drawn.std() / drawn.mean() - 0.25) < 0.01
    assert (lognormal(np.array([0.1, 0.9]), 1.2, 0.0) == 1.2).all()


def test_root_is_the_greatest_of_many() -> None:
    """u^(1/m) is distributed as the greatest of m: half of them are below 2^(-1/m)."""
    u = np.array([0.5, 0.25])
    assert np.allclose(root(u, 7), u ** (1 / 7), rtol=1e-14)
