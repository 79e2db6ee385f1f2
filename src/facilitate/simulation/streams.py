"""Chance that is the same on every machine: raw bits, and our own arithmetic on them.

A generator's raw bits are guaranteed to stay as they are, what a library makes of them is not; and
``exp`` and ``log`` differ in their last digit from processor to processor.
So uniform numbers, logarithms, powers and normal numbers are made here, of additions,
multiplications, divisions and square roots alone, which IEEE 754 fixes to the last bit.
"""

from __future__ import annotations

import math
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_LN2_HIGH, _LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
_LN2 = 0.6931471805599453
_ROOT_HALF = 0.7071067811865476


class Stream:
    """Uniform numbers for one purpose.

    Each purpose has a stream of its own, so that two variants of a plan meet the same people, the
    same lateness and the same luck, and differ in nothing but what was varied.

    Parameters
    ----------
    seed
        Number of the whole simulation.
    purpose
        What the numbers are for, e.g. ``"no-show"``.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, crc32(purpose.encode())]))

    def uniform(self, runs: int, *shape: int) -> Floats:
        """Give numbers between 0 and 1, both excluded, of the shape ``(runs, *shape)``.

        Every run takes the same share of the stream, so that it does not matter how many runs
        are made at a time.
        """
        each = int(np.prod(shape))
        pairs = (each + 1) // 2
        raw: npt.NDArray[np.uint64] = self._bits.random_raw(runs * pairs)
        halves = raw.astype("<u8", copy=False).view("<u4").reshape(runs, 2 * pairs)[:, :each]
        numbers = halves.astype(np.float64)
        numbers += 0.5
        numbers *= 2.0**-32
        return numbers.reshape(runs, *shape)


class Streams:
    """All streams of one simulation, each made when it is first asked for."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._known: dict[str, Stream] = {}

    def __call__(self, purpose: str) -> Stream:
        """Give the stream for `purpose`; it goes on where it was left."""
        if purpose not in self._known:
            self._known[purpose] = Stream(self.seed, purpose)
        return self._known[purpose]


def log(x: Floats) -> Floats:
    """Natural logarithm of positive numbers, to about 1e-16."""
    mantissa, exponent = np.frexp(x)
    low = mantissa < _ROOT_HALF
    mantissa = np.where(low, 2 * mantissa, mantissa)
    exponent = exponent - low
    s = (mantissa - 1) / (mantissa + 1)
    square = s * s
    total = np.full_like(s, 1 / 23)
    for odd in range(21, 0, -2):
        total = total * square + 1 / odd
    result: Floats = 2 * s * total + exponent * _LN2
    return result


def exp(x: Floats) -> Floats:
    """Exponential function, to about 1e-16 of its value."""
    whole = np.rint(x * (1 / _LN2))
    rest = x - whole * _LN2_HIGH - whole * _LN2_LOW
    total = np.ones_like(rest)
    for degree in range(13, 0, -1):
        total = total * rest / degree + 1
    result: Floats = np.ldexp(total, whole.astype(np.int32))
    return result


def root(u: Floats, degree: npt.ArrayLike) -> Floats:
    """Give ``u ** (1 / degree)``: the greatest of `degree` uniform numbers, from one."""
    return exp(log(u) / np.asarray(degree, np.float64))


def normal(u: Floats) -> Floats:
    """Make normal numbers of uniform ones by the inverse distribution function, to about 1e-15.

    References
    ----------
    Wichura, M. J. (1988). Algorithm AS 241: The percentage points of the normal distribution.
    Applied Statistics 37, 477-484.
    """
    q = u - 0.5
    result: Floats = np.empty_like(q)
    middle = np.abs(q) <= 0.425
    inner = q[middle]
    r = 0.180625 - inner * inner
    result[middle] = inner * _ratio(r, _MIDDLE)
    outer = q[~middle]
    r = np.sqrt(-log(np.minimum(u[~middle], 1 - u[~middle])))
    tail = np.where(r <= 5.0, _ratio(r - 1.6, _TAIL), _ratio(r - 5.0, _FAR))
    result[~middle] = np.where(outer < 0, -tail, tail)
    return result


def lognormal(u: Floats, mean: float, cv: float) -> Floats:
    """Make lognormal numbers of uniform ones, by mean and coefficient of variation."""
    if cv <= 0:
        return np.full_like(u, mean)
    variance = float(log(np.array([1 + cv * cv]))[0])
    return mean * exp(math.sqrt(variance) * normal(u) - variance / 2)


def _ratio(r: Floats, coefficients: tuple[tuple[float, ...], tuple[float, ...]]) -> Floats:
    over, under = (_polynomial(r, row) for row in coefficients)
    result: Floats = over / under
    return result


def _polynomial(r: Floats, row: tuple[float, ...]) -> Any:
    total = np.full_like(r, row[0])
    for coefficient in row[1:]:
        total = total * r + coefficient
    return total


_MIDDLE = (
    (
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665,
    ),
    (
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0,
    ),
)
_TAIL = (
    (
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835,
    ),
    (
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1.0,
    ),
)
_FAR = (
    (
        2.0103343992922881e-07,
        2.7115555687434876e-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103,
    ),
    (
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1.0,
    ),
)
