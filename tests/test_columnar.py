"""Things kept in columns are the same things."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from facilitate.columnar import Columnar, column, edited, joined, mapped, shared, transposed


class Fruit(NamedTuple):
    """Something alike."""

    name: str
    weight: int = 0


FRUITS = st.lists(st.builds(Fruit, st.sampled_from("abc"), st.integers(0, 3)), max_size=5)


@given(FRUITS, st.slices(5))
def test_columns_are_a_sequence_of_the_things(fruits: list[Fruit], some: slice) -> None:
    """Length, order, single things, slices and comparison are those of a list."""
    kept = transposed(Fruit, fruits)
    assert len(kept) == len(fruits)
    assert kept == fruits
    assert list(kept) == fruits
    assert [kept[at] for at in range(len(kept))] == fruits
    assert list(kept[some]) == fruits[some]
    assert all(isinstance(fruit, Fruit) for fruit in kept)
    assert repr(kept) == repr(tuple(fruits))


@given(FRUITS)
def test_a_column_is_an_attribute_of_all(fruits: list[Fruit]) -> None:
    """A column can be asked of things that are kept in columns and of others."""
    assert list(column(transposed(Fruit, fruits), "name")) == column(fruits, "name")
    assert column(fruits, "weight") == [fruit.weight for fruit in fruits]


@given(FRUITS)
def test_some_are_chosen(fruits: list[Fruit]) -> None:
    """Only those beside which something true stands are left."""
    kept = transposed(Fruit, fruits)
    assert kept.where(fruit.weight for fruit in fruits) == [f for f in fruits if f.weight]


@given(FRUITS, FRUITS)
def test_sequences_are_joined(some: list[Fruit], others: list[Fruit]) -> None:
    """One behind the other they are the things of both."""
    assert joined(Fruit, [transposed(Fruit, some), transposed(Fruit, others)]) == some + others


@given(FRUITS, st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_some_are_exchanged(fruits: list[Fruit], new: set[int], without: set[int]) -> None:
    """Others take the place of some things, some are left out, the rest stays as it was."""
    kept = transposed(Fruit, fruits)
    others = {at: Fruit("new", at) for at in new if at < len(fruits)}
    after = edited(kept, others, without)
    assert list(after) == [
        others.get(at, fruit) for at, fruit in enumerate(fruits) if at not in without
    ]
    assert list(kept) == fruits


@given(st.lists(st.integers(0, 9), unique=True, max_size=5), st.data())
def test_things_stand_in_another_order(weights: list[int], data: st.DataObject) -> None:
    """They are ordered by a column, and picked by position."""
    fruits = [Fruit("a", weight) for weight in weights]
    kept = transposed(Fruit, fruits)
    assert kept.ordered("weight") == sorted(fruits, key=lambda fruit: fruit.weight)
    positions = data.draw(st.lists(st.sampled_from(range(len(fruits))))) if fruits else []
    assert list(kept.at(positions)) == [fruits[at] for at in positions]


@given(FRUITS, FRUITS)
def test_columns_are_compared_with_columns(some: list[Fruit], others: list[Fruit]) -> None:
    """Two sequences in columns are equal where the things in them are."""
    assert (transposed(Fruit, some) == transposed(Fruit, others)) is (some == others)


def test_things_in_columns_are_compared_by_content() -> None:
    """They equal a tuple of the same things, from both sides, and nothing else."""
    kept = transposed(Fruit, [Fruit("a", 1)])
    assert kept == (Fruit("a", 1),)
    assert (Fruit("a", 1),) == kept
    assert kept != (Fruit("a", 2),)
    assert kept != 1
    assert isinstance(kept, Columnar)


WORDS = st.lists(st.sampled_from("abc"), max_size=5)


@given(WORDS, st.slices(5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_values_kept_once_are_the_same_column(
    words: list[str], some: slice, chosen: list[bool]
) -> None:
    """Order, single values, slices and choices are those of a list; no value is kept in vain."""
    kept = shared(words)
    assert list(kept) == words
    assert [kept[at] for at in range(len(kept))] == words
    assert list(kept[some]) == words[some]
    wanted = chosen[: len(words)]
    assert list(kept.where(wanted)) == [w for w, yes in zip(words, wanted, strict=True) if yes]
    assert list(mapped(words, str.upper)) == [word.upper() for word in words]


@given(WORDS, st.dictionaries(st.integers(0, 4), st.just("z")))
def test_values_kept_once_are_exchanged(words: list[str], others: dict[int, str]) -> None:
    """Other values stand in some rows, and the column before is as it was."""
    kept = shared(words)
    others = {at: other for at, other in others.items() if at < len(words)}
    after = kept.edited(others)
    assert list(after) == [others.get(at, word) for at, word in enumerate(words)]
    assert set(after.kinds) == set(after)
    assert list(kept) == words
