"""Tests of variants, comparing and sensitivity."""

from __future__ import annotations

import pytest

from facilitate.errors import UsageError
from facilitate.plan import Plan
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.comparing import compare_plans, compare_variants
from facilitate.simulation.running import Terms, simulate
from facilitate.simulation.sensitivity import sensitivity
from facilitate.simulation.varying import label_of, seatable, seated_anew, varied
from tests.builders import make_plan
from tests.simulation.conftest import lectures, random_tables

CALM = usual_assumptions().without_chance()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("size=4,5,6", (4, 5, 6)),
        ("rotations=2..5", (2, 3, 4, 5)),
        ("no-show=0..0.3", (0, 0.1, 0.2, 0.3)),
        ("no_show=10 %", (0.1,)),
        ("late_minutes=3..6", (3, 4, 5, 6)),
    ],
)
def test_what_is_varied(text: str, values: tuple[float, ...]) -> None:
    """Lists and ranges are understood; shares go in four steps, whole numbers one by one."""
    (found,) = varied([text]).values.values()
    assert found == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sizes=4", "vary-unknown"),
        ("size=four", "vary-not-understood"),
        ("size=4.5", "vary-not-understood"),
        ("rotations=5..2", "vary-not-understood"),
        ("size", "vary-not-understood"),
        ("rotations=1..500", "vary-too-many"),
    ],
)
def test_what_cannot_be_varied(text: str, code: str) -> None:
    """What cannot be meant is told."""
    with pytest.raises(UsageError) as caught:
        varied([text])
    assert [finding.code for finding in caught.value.findings] == [code]


def test_variants_are_seated_anew(tables: Plan) -> None:
    """Another size and number of rotations give a plan of that size, for the same people."""
    plan = seated_anew(tables, seatable(tables, None), {"size": 8, "rotations": 2})
    (session,) = plan.sessions
    assert [len(group.members) for group in session.rotations[0].groups] == [8] * 5
    assert len(session.rotations) == 2
    assert plan.people().keys() == tables.people().keys()
    assert plan.participants[3].attributes == tables.participants[3].attributes


def test_circles_keep_their_pairs(ring: Plan) -> None:
    """Circles can have other rotations, but no other size."""
    session = seatable(ring, "first")
    assert len(seated_anew(ring, session, {"rotations": 3}).sessions[0].rotations) == 3
    with pytest.raises(UsageError, match="pairs"):
        seated_anew(ring, session, {"size": 4})


def test_which_session(tables: Plan) -> None:
    """Where nobody sits, or several sessions could be meant, it is asked for."""
    with pytest.raises(UsageError, match="Which session"):
        seatable(lectures([30]), None)
    twice = tables.model_copy(
        update={
            "sessions": (
                tables.sessions[0],
                tables.sessions[0].model_copy(update={"id": "second"}),
            )
        }
    )
    with pytest.raises(UsageError, match="Which session"):
        seatable(twice, None)
    assert seatable(twice, "second").id == "second"


def test_more_rotations_more_people(tables: Plan) -> None:
    """Rotations cost minutes and bring people; both ends lie on the frontier, all are named."""
    variants = compare_variants(
        tables,
        varied(["size=4", "rotations=1..3"]),
        Terms(runs=20, assumptions=CALM),
    )
    people = [v.figures.contacts.average.value for v in variants if v.figures.contacts]
    assert people == sorted(people)
    assert [v.minutes for v in variants] == sorted(v.minutes for v in variants)
    assert all(v.frontier for v in variants)
    assert variants[1].label == "size 4, rotations 2"


def test_what_is_beaten_is_not_on_the_frontier() -> None:
    """A plan with the same minutes and fewer people is beaten."""
    good = make_plan(random_tables(16, 4, 2))
    again = make_plan([random_tables(16, 4, 1)[0]] * 2)
    variants = compare_plans([("good", good), ("again", again)], Terms(runs=5, assumptions=CALM))
    assert [v.frontier for v in variants] == [True, False]


def test_assumptions_are_varied(tables: Plan) -> None:
    """With more people missing the same chance leaves fewer of them."""
    variants = compare_variants(
        tables, varied(["no-show=0..0.3"]), Terms(runs=50, assumptions=CALM)
    )
    came = [v.figures.came.value for v in variants]
    assert came == sorted(came, reverse=True)
    assert label_of(variants[1].settings) == "staying away 10 %"


def test_sensitivity_finds_the_turn() -> None:
    """For a single lecture the accepted risk turns the answer exactly where the risk lies."""
    assumed = CALM.but(plenary_cv=0.2, elastic_use=0)
    simulation = simulate(lectures([60]), runs=200, assumptions=assumed)
    risk = float((simulation.ended.values > 10).mean())
    assert 0.1 < risk < 0.25
    found = {one.assumption.id: one for one in sensitivity(simulation)}
    (turn,) = found["risk_accepted"].turns
    assert (turn.question, turn.before, turn.after, turn.upwards) == ("time", "partly", "yes", True)
    assert abs(turn.at - risk) < 0.15 / 2**5 + 1e-9
    assert found["no_show"].turns == ()


def test_sensitivity_reports_progress_and_order() -> None:
    """Those that move most come first, and progress reaches 1."""
    told: list[float] = []
    found = sensitivity(simulate(make_plan(random_tables(8, 4, 2)), runs=10), told.append)
    effects = [one.effect for one in found]
    assert effects == sorted(effects, reverse=True)
    assert told[-1] == 1.0
    assert "hearing" not in {one.assumption.id for one in found}
