"""Every rule: its model, its check by plain counting, and its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from facilitate.roster import attribute_name, value_name
from facilitate.words import _, listed

Pair = tuple[str, str]


class SeatedGroup(Protocol):
    """People together at a place: what a rule must see of a group."""

    @property
    def place(self) -> str:
        """Id of the place."""

    @property
    def members(self) -> Sequence[str]:
        """Ids of the people."""


class Seating(Protocol):
    """One rotation: what a rule must see of it."""

    @property
    def number(self) -> int:
        """Number of the rotation, from 1."""

    @property
    def groups(self) -> Sequence[SeatedGroup]:
        """All groups of the rotation."""


Values = Mapping[str, Mapping[str, str | bool | None]]
"""Person's id → attribute → value."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule is broken or a goal is missed.

    Parameters
    ----------
    rotation
        Number of the rotation, from 1.
    place
        Id of the place.
    people
        Ids of those concerned.
    cost
        How much it counts in the goal's own units.
    """

    rotation: int
    place: str
    people: tuple[str, ...]
    cost: int = 1


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    rule: str

    @property
    def key(self) -> str:
        """Name of the rule in scores and findings."""
        return self.rule


class Apart(_Rule):
    """Some people never sit in one group."""

    rule: Literal["apart"] = Field("apart", description="Kind of rule")
    people: tuple[str, ...] = Field(min_length=2, description="People's ids")
    hard: Literal[True] = Field(True, description="Always a must")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what each id is called."""
        return _("{people} never sit together.").format(people=_named(self.people, names))

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every group that seats two of the people."""
        del values
        for rotation, group in _groups(rotations):
            both = tuple(p for p in self.people if p in set(group.members))
            if len(both) > 1:
                yield Breach(rotation, group.place, both)


class Together(_Rule):
    """Some people always sit in one group."""

    rule: Literal["together"] = Field("together", description="Kind of rule")
    people: tuple[str, ...] = Field(min_length=2, description="People's ids")
    hard: Literal[True] = Field(True, description="Always a must")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what each id is called."""
        return _("{people} always sit together.").format(people=_named(self.people, names))

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every rotation in which they sit in more than one group."""
        del values
        for rotation in rotations:
            parts = [g for g in rotation.groups if set(self.people) & set(g.members)]
            if len(parts) > 1:
                yield Breach(rotation.number, parts[0].place, self.people)


class Fixed(_Rule):
    """One person always sits at one place."""

    rule: Literal["fixed"] = Field("fixed", description="Kind of rule")
    person: str = Field(description="Person's id")
    place: str = Field(description="Place's id; or a circle's letter")
    hard: Literal[True] = Field(True, description="Always a must")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what each id is called."""
        return _("{person} stays at {place}.").format(
            person=names.get(self.person, self.person), place=names.get(self.place, self.place)
        )

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every group elsewhere that seats the person; circle A holds the pairs A1, A2, …."""
        del values
        for rotation, group in _groups(rotations):
            here = {group.place, group.place.rstrip("0123456789")}
            if self.person in group.members and self.place not in here:
                yield Breach(rotation, group.place, (self.person,))


class NoRepeat(_Rule):
    """Nobody meets the same person twice."""

    rule: Literal["no-repeat"] = Field("no-repeat", description="Kind of rule")
    hard: bool = Field(False, description="Whether it is a must, not a goal")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule."""
        del names
        return _("Nobody meets the same person twice.")

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every meeting of two people who have met before."""
        del values
        met: Counter[Pair] = Counter()
        for rotation, group in _groups(rotations):
            for pair in combinations(sorted(group.members), 2):
                if met[pair]:
                    yield Breach(rotation, group.place, pair, met[pair])
                met[pair] += 1


class _AttributeRule(_Rule):
    rule: str
    attribute: str = Field(description="Attribute, or the list's own header")
    hard: bool = Field(False, description="Whether it is a must, not a goal")

    @property
    def key(self) -> str:
        """Name of the rule in scores and findings."""
        return f"{self.rule}:{self.attribute}"

    def _called(self, names: Mapping[str, str]) -> str:
        return names.get(self.attribute, attribute_name(self.attribute))


class AvoidSame(_AttributeRule):
    """People with the same value of an attribute sit apart where numbers allow."""

    rule: Literal["avoid-same"] = Field("avoid-same", description="Kind of rule")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what the attribute is called."""
        return _("Two with the same {attribute} do not sit together.").format(
            attribute=self._called(names)
        )

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every pair in one group that shares a known value."""
        for rotation, group in _groups(rotations):
            for pair in combinations(sorted(group.members), 2):
                first, second = (values[p].get(self.attribute) for p in pair)
                if first is not None and first == second:
                    yield Breach(rotation, group.place, pair)


class Spread(_AttributeRule):
    """Every value of an attribute is spread evenly over the groups."""

    rule: Literal["spread"] = Field("spread", description="Kind of rule")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what the attribute is called."""
        return _("{attribute} is spread evenly over the groups.").format(
            attribute=self._called(names)
        )

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every group whose count differs by more than 1 from another of its size."""
        known = {person: of.get(self.attribute) for person, of in values.items()}
        texts = {person: str(value) for person, value in known.items() if value is not None}
        for rotation in rotations:  # as text, so that yes, no and words sort together
            for value in sorted(set(texts.values())):
                yield from _uneven(rotation, {p for p, text in texts.items() if text == value})


class _CountRule(_AttributeRule):
    """How many people with one value sit in every group."""

    value: str | bool = Field(description="Value that is counted; yes and no as true and false")
    count: int = Field(1, ge=1, description="How many people in each group")
    hard: Literal[True] = Field(True, description="Always a must")

    @property
    def key(self) -> str:
        """Name of the rule in scores and findings."""
        return f"{self.rule}:{self.attribute}={str(self.value).lower()}"

    def _holders(self, group: SeatedGroup, values: Values) -> tuple[str, ...]:
        return tuple(p for p in group.members if values[p].get(self.attribute) == self.value)


class AtLeast(_CountRule):
    """In every group sit at least so many with a value."""

    rule: Literal["at-least"] = Field("at-least", description="Kind of rule")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what the attribute is called."""
        return _("In every group there are at least {count} with {attribute}: {value}.").format(
            count=self.count,
            attribute=self._called(names),
            value=value_name(self.value),
        )

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every group with too few."""
        for rotation, group in _groups(rotations):
            there = self._holders(group, values)
            if len(there) < self.count:
                yield Breach(rotation, group.place, there, self.count - len(there))


class AtMost(_CountRule):
    """In no group sit more than so many with a value."""

    rule: Literal["at-most"] = Field("at-most", description="Kind of rule")

    def sentence(self, names: Mapping[str, str]) -> str:
        """Say the rule; `names` gives what the attribute is called."""
        return _("In no group there are more than {count} with {attribute}: {value}.").format(
            count=self.count,
            attribute=self._called(names),
            value=value_name(self.value),
        )

    def broken(self, rotations: Sequence[Seating], values: Values) -> Iterator[Breach]:
        """Find every group with too many."""
        for rotation, group in _groups(rotations):
            there = self._holders(group, values)
            if len(there) > self.count:
                yield Breach(rotation, group.place, there, len(there) - self.count)


Rule = Annotated[
    Apart | Together | Fixed | NoRepeat | AvoidSame | Spread | AtLeast | AtMost,
    Field(discriminator="rule"),
]


def joined(sets: Iterable[Iterable[str]]) -> list[set[str]]:
    """Unite sets that share a member, so that "always together" holds across rules."""
    united: list[set[str]] = []
    for people in sets:
        fresh = set(people)
        apart = []
        for other in united:
            if other & fresh:
                fresh |= other
            else:
                apart.append(other)
        united = [*apart, fresh]
    return united


def kept_pairs(rules: Iterable[Rule], places: Collection[str]) -> set[Pair]:
    """Give the pairs that may be together all the time, by a rule or by one of `places`."""
    sets: list[set[str]] = []
    at: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        if isinstance(rule, Together):
            sets.append(set(rule.people))
        if isinstance(rule, Fixed) and rule.place in places:
            at[rule.place].add(rule.person)
    return {
        pair for people in joined([*sets, *at.values()]) for pair in combinations(sorted(people), 2)
    }


def _uneven(rotation: Seating, people: Set[str]) -> Iterator[Breach]:
    counts = {
        g.place: (len(g.members), tuple(p for p in g.members if p in people))
        for g in rotation.groups
    }
    least: dict[int, int] = {}
    for size, holders in counts.values():
        least[size] = min(least.get(size, size), len(holders))
    for place, (size, holders) in counts.items():
        if len(holders) > least[size] + 1:
            yield Breach(rotation.number, place, holders, len(holders) - least[size] - 1)


def _groups(rotations: Sequence[Seating]) -> Iterator[tuple[int, SeatedGroup]]:
    for rotation in rotations:
        for group in rotation.groups:
            yield rotation.number, group


def _named(people: Sequence[str], names: Mapping[str, str]) -> str:
    return listed([names.get(p, p) for p in people])


def goal_name(key: str) -> str:
    """Name a goal, as it stands in scores, in the language in use."""
    goal, _colon, attribute = key.partition(":")
    if goal == "avoid-same":
        return _("same {attribute} in one group").format(attribute=attribute_name(attribute))
    if goal == "spread":
        return _("even spread of {attribute}").format(attribute=attribute_name(attribute))
    named = {
        "no-repeat": _("meetings again"),
        "no-repeat-3": _("third meetings"),
        "no-veteran": _("first-timers who met nobody who knows the event"),
        "unserved": _("people with wishes who get none"),
        "missed-first": _("people who do not get their first wish"),
        "rank-sum": _("sum of the ranks of all wishes"),
        "cards-left": _("cards that do not run"),
    }
    return named.get(key, key)
