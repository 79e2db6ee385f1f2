"""Participants kept in columns are written as participants are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitate.planned import Known, Namesakes, PlannedPerson, people_json, planned_people

TEXTS = st.text(max_size=8)
VALUES = st.dictionaries(TEXTS, TEXTS | st.booleans(), max_size=3)
PEOPLE = st.lists(
    st.builds(
        PlannedPerson,
        id=TEXTS,
        number=st.integers(1, 999),
        name=TEXTS,
        family=st.none() | TEXTS,
        title=TEXTS,
        email=st.none() | TEXTS,
        attributes=VALUES,
    ),
    max_size=3,
)


@given(PEOPLE)
def test_columns_are_written_as_models(people: list[PlannedPerson]) -> None:
    """The JSON of participants in columns is byte for byte that of the models."""
    columns = planned_people(
        [person.id for person in people],
        [person.number for person in people],
        [person.name for person in people],
        [person.family for person in people],
        [person.title for person in people],
        [person.email for person in people],
        [Known(person.attributes) for person in people],
    )
    assert columns == people
    assert list(people_json(columns, 2, 3)) == list(people_json(people, 2, 3))


def test_only_namesakes_have_a_number() -> None:
    """Who shares a name is told apart by the number, beside what else must be said."""
    names = ["Anna Müller", "Bo Bell", "anna  müller"]
    first, other, second = people = [
        PlannedPerson(id=f"p{number}", number=number, name=name)
        for number, name in enumerate(names, 1)
    ]
    namesakes = Namesakes(people)
    assert namesakes.told(first) == "Anna Müller (1)"
    assert namesakes.told(second, "Müller, Anna", "host") == "Müller, Anna (3, host)"
    assert namesakes.told(other) == "Bo Bell"
    assert namesakes.told(other, remark="host") == "Bo Bell (host)"
    titled = Namesakes([first, second.model_copy(update={"title": "Dr."}), other])
    doctor = second.model_copy(update={"title": "Dr."})
    assert titled.told(doctor) == "anna  müller (Dr., 3)"
    assert titled.titled(doctor, "Müller, Anna") == "Müller, Anna (Dr.)"
    assert (titled.titled(first), titled.told(first)) == ("Anna Müller", "Anna Müller (1)")
    same = Namesakes([first.model_copy(update={"title": "Dr."}), doctor])
    assert same.told(doctor) == "anna  müller (3)"
