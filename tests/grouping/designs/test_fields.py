"""Finite fields and abelian groups obey their laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.grouping.designs.fields import Abelian, Field, prime_powers

FIELDS = [Field(2, 1), Field(7, 1), Field(2, 2), Field(2, 3), Field(3, 2), Field(2, 4), Field(5, 2)]


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.order)
def test_every_nonzero_element_has_an_inverse(field: Field) -> None:
    """Multiplying by a nonzero element permutes the field, and 1 changes nothing."""
    every = np.arange(field.order)
    table = field.multiply(every[:, None], every[None, :])
    assert (table[0] == 0).all()
    assert (table[1] == every).all()
    assert (np.sort(table[1:], axis=1) == every).all()
    assert (table == table.T).all()


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.order)
def test_multiplication_distributes_over_addition(field: Field) -> None:
    """a·(b + c) = a·b + a·c for all elements."""
    group, every = Abelian(field.additive), np.arange(field.order)
    a, b, c = np.meshgrid(every, every, every, indexing="ij")
    left = field.multiply(a, group.add(b, c))
    assert (left == group.add(field.multiply(a, b), field.multiply(a, c))).all()


@given(st.lists(st.integers(1, 6), min_size=1, max_size=3), st.data())
def test_subtracting_undoes_adding(moduli: list[int], data: st.DataObject) -> None:
    """(a + b) - b = a, and the sum lies in the group."""
    group = Abelian(tuple(moduli))
    a, b = (np.array(data.draw(st.integers(0, group.order - 1))) for _ in range(2))
    total = group.add(a, b)
    assert 0 <= total < group.order
    assert group.subtract(total, b) == a


@given(st.integers(2, 3000))
def test_prime_powers_multiply_to_the_number(number: int) -> None:
    """The factors give the number back, and are prime."""
    factors = prime_powers(number)
    assert np.prod([p**k for p, k in factors]) == number
    assert all(all(p % d for d in range(2, p)) for p, _ in factors)


def test_groups_have_names() -> None:
    """A group is named by its cyclic factors."""
    assert Abelian((2, 6)).name == "Z2×Z6"
