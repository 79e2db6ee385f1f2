"""Finite fields and abelian groups, as tables and as arithmetic on digits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from math import prod

import numpy as np

from facilitate.grouping.problem import Ints


@dataclass(frozen=True)
class Abelian:
    """The group Z_a x Z_b x …; its elements are numbered 0, 1, …, the last digit fastest.

    Parameters
    ----------
    moduli
        Orders of the cyclic factors; (10,) is Z_10, (2, 6) is Z_2 x Z_6.
    """

    moduli: tuple[int, ...]

    @cached_property
    def order(self) -> int:
        """Number of elements."""
        return prod(self.moduli)

    @property
    def name(self) -> str:
        """What it is called: Z10, Z2×Z6 and so on."""
        return "×".join(f"Z{modulus}" for modulus in self.moduli)

    def add(self, first: Ints, second: Ints) -> Ints:
        """Sum of elements, place by place; arrays are broadcast."""
        if len(self.moduli) == 1:
            return (first + second) % self.moduli[0]
        return self._by_digit(first, second, 1)

    def subtract(self, first: Ints, second: Ints) -> Ints:
        """Difference of elements, place by place; arrays are broadcast."""
        if len(self.moduli) == 1:
            return (first - second) % self.moduli[0]
        return self._by_digit(first, second, -1)

    def _by_digit(self, first: Ints, second: Ints, sign: int) -> Ints:
        total, place = np.zeros(np.broadcast_shapes(first.shape, second.shape), np.int64), 1
        for modulus in reversed(self.moduli):
            digit = first // place % modulus + sign * (second // place % modulus)
            total += place * (digit % modulus)
            place *= modulus
        return total


@cache
def prime_powers(number: int) -> tuple[tuple[int, int], ...]:
    """Factor `number` into ((prime, exponent), …)."""
    factors, rest, prime = [], number, 2
    while prime * prime <= rest:
        exponent = 0
        while rest % prime == 0:
            rest //= prime
            exponent += 1
        if exponent:
            factors.append((prime, exponent))
        prime += 1
    if rest > 1:
        factors.append((rest, 1))
    return tuple(factors)


@dataclass(frozen=True)
class Field:
    """The field of prime^exponent elements; element numbers are digit vectors base prime."""

    prime: int
    exponent: int

    @cached_property
    def order(self) -> int:
        """Number of elements."""
        return int(self.prime**self.exponent)

    @property
    def additive(self) -> tuple[int, ...]:
        """Moduli of the additive group."""
        return (self.prime,) * self.exponent

    def multiply(self, first: Ints, second: Ints) -> Ints:
        """Product of elements, place by place; arrays are broadcast."""
        p, k = self.prime, self.exponent
        if k == 1:
            return first * second % p
        a, b = ([number // p**i % p for i in range(k)] for number in (first, second))
        total = [sum(a[i] * b[n - i] for i in range(k) if 0 <= n - i < k) for n in range(2 * k - 1)]
        for high in range(2 * k - 2, k - 1, -1):
            for place, c in enumerate(self._modulus):
                total[high - k + place] = total[high - k + place] - total[high] % p * c
        return sum((digit % p * p**i for i, digit in enumerate(total[:k])), np.array(0))

    @cached_property
    def _modulus(self) -> tuple[int, ...]:
        """Coefficients of a monic irreducible polynomial, lowest first, without the leading 1."""
        lows = product(range(self.prime), repeat=self.exponent)
        return next(low for low in lows if _irreducible((*low, 1), self.prime))


def _irreducible(polynomial: tuple[int, ...], prime: int) -> bool:
    """Whether no monic polynomial of at most half the degree divides (lowest term first)."""
    degree = len(polynomial) - 1
    return not any(
        _divides((*low, 1), polynomial, prime)
        for half in range(1, degree // 2 + 1)
        for low in product(range(prime), repeat=half)
    )


def _divides(divisor: tuple[int, ...], polynomial: tuple[int, ...], prime: int) -> bool:
    rest, degree = list(polynomial), len(divisor) - 1
    for high in range(len(rest) - 1, degree - 1, -1):
        for place, c in enumerate(divisor):
            rest[high - degree + place] = (rest[high - degree + place] - rest[high] * c) % prime
    return not any(rest[:degree])
