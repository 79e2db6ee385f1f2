"""Movement rules, judged by walking people from table to table."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.grouping.movements import Rule, find_movement, most_rotations
from facilitate.words import speak

Move = tuple[int, ...]


def walk(
    tables: int, moves: tuple[Move, ...], rotations: int
) -> Counter[frozenset[tuple[int, int]]]:
    """Seat everybody, let them walk as told, and count how often each pair met."""
    where = {(seat, table): table for seat in range(len(moves[0])) for table in range(tables)}
    met: Counter[frozenset[tuple[int, int]]] = Counter()
    for change in range(rotations):
        met.update(frozenset(p) for p in combinations(where, 2) if where[p[0]] == where[p[1]])
        step = moves[change % len(moves)]
        where = {(seat, t): (at + step[seat]) % tables for (seat, t), at in where.items()}
    return met


def repeats(met: Counter[frozenset[tuple[int, int]]]) -> int:
    """Σ M(M-1)/2 over all pairs."""
    return sum(m * (m - 1) // 2 for m in met.values())


SMALL = st.tuples(st.integers(1, 8), st.integers(2, 5), st.integers(1, 9))


@given(SMALL)
@settings(max_examples=60, deadline=None)
def test_costs_are_what_walking_shows(case: tuple[int, int, int]) -> None:
    """Repeats and pairs that meet again are those of the people who walked."""
    tables, seats, rotations = case
    answer = find_movement(tables, seats, rotations)
    met = walk(tables, (answer.shifts,), rotations)
    assert answer.repeats == repeats(met)
    assert answer.pairs_again == sum(m > 1 for m in met.values())
    assert answer.without_repeat == (repeats(walk(tables, answer.rule.moves, rotations)) == 0)


@pytest.mark.parametrize("tables", range(1, 7))
@pytest.mark.parametrize("seats", range(2, 5))
def test_no_other_constant_rule_is_better(tables: int, seats: int) -> None:
    """All shift vectors tried: none has fewer repeats, and none lasts longer without."""
    vectors = [(0, *rest) for rest in combinations_with_replacement(range(tables), seats - 1)]
    for rotations in range(1, tables + 3):
        best = min(repeats(walk(tables, (v,), rotations)) for v in vectors)
        assert find_movement(tables, seats, rotations).repeats == best
        assert (best == 0) == (rotations <= most_rotations(tables, seats))


@pytest.mark.parametrize(("tables", "seats"), [(3, 2), (4, 2), (4, 3), (5, 3), (6, 3)])
def test_alternating_rules_are_found_if_there_are_any(tables: int, seats: int) -> None:
    """All alternating rules tried: "there is none" is true, and so is the longest."""
    moves = list(product(range(tables), repeat=2))
    rules = [tuple(zip((0, 0), *rest, strict=True)) for rest in combinations(moves, seats - 1)]
    lasting = 1
    for rotations in range(2, tables + 2):
        exists = any(repeats(walk(tables, rule, rotations)) == 0 for rule in rules)
        lasting = rotations if exists else lasting
        answer = find_movement(tables, seats, rotations)
        assert answer.exhaustive
        assert answer.without_repeat == exists
        if not exists and answer.longest is not None:
            assert answer.longest[1] == lasting


def test_the_longest_rule_keeps_its_word() -> None:
    """Where the rotations asked for are too many, the longest rule found repeats nobody."""
    answer = find_movement(12, 4, 11)
    assert not answer.without_repeat
    assert answer.longest is not None
    rule, rotations = answer.longest
    assert rotations > most_rotations(12, 4)
    assert repeats(walk(12, rule.moves, rotations)) == 0


def test_a_single_table_has_no_second_rotation() -> None:
    """With more seats than tables everybody meets somebody again, whatever the rule."""
    answer = find_movement(2, 3, 2)
    assert (answer.repeats, answer.longest, answer.exhaustive) == (2, None, True)


def test_seven_tables_of_four() -> None:
    """Seven tables of four turn seven times in small steps."""
    answer = find_movement(7, 4, 6)
    assert (answer.shifts, answer.repeats, answer.most_rotations) == ((0, 1, -1, 2), 0, 7)


def test_ten_tables_of_four_alternate() -> None:
    """Ten tables of four last five rotations with one move, nine with two."""
    answer = find_movement(10, 4, 9)
    assert answer.most_rotations == 5
    assert answer.alternating is not None
    assert repeats(walk(10, answer.alternating, 9)) == 0


def test_a_search_cut_short_says_so() -> None:
    """Without the steps to try everything nothing is claimed."""
    answer = find_movement(12, 4, 9, budget=3)
    assert (answer.alternating, answer.exhaustive) == (None, False)


def test_too_many_tables_are_not_searched() -> None:
    """A hundred and two tables have too many alternating moves: not proven."""
    answer = find_movement(102, 60, 50)
    assert (answer.without_repeat, answer.exhaustive) == (False, False)


def test_stops_add_up() -> None:
    """Stops are the sums of the moves."""
    assert Rule(5, ((0, 1), (0, 3))).stops(4) == [(0, 0), (0, 1), (0, 4), (0, 0)]


def test_sentences() -> None:
    """The rule is said as it is read aloud."""
    speak("en")
    assert find_movement(7, 4, 6).rule.sentence() == (
        "Seat 1 stays, seat 2 moves 1 table on, seat 3 moves 1 table back and "
        "seat 4 moves 2 tables on."
    )
    assert Rule(6, ((0, 1), (0, -2))).sentence() == (
        "At the 1st, 3rd, 5th … change: Seat 1 stays and seat 2 moves 1 table on. "
        "At the 2nd, 4th, 6th … change: Seat 1 stays and seat 2 moves 2 tables back."
    )


@pytest.mark.parametrize("numbers", [(0, 2, 1), (3, 1, 1), (3, 2, 0)])
def test_numbers_too_small(numbers: tuple[int, int, int]) -> None:
    """A movement needs a table, two seats and a rotation."""
    with pytest.raises(ValueError, match="a movement needs"):
        find_movement(*numbers)
