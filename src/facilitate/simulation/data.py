"""A simulation as data for another program."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from facilitate.moments import write_moment
from facilitate.simulation.answers import Answers
from facilitate.simulation.assumptions import Assumptions
from facilitate.simulation.figures import Contacts, Fair, Figures, Late
from facilitate.simulation.running import Simulation
from facilitate.simulation.sensitivity import QUESTIONS, Sensitivity

FORMAT = "facilitate-simulation/1"


def as_data(simulation: Simulation, answers: Answers) -> dict[str, Any]:
    """Give answers, figures with their intervals, baselines and assumptions."""
    return {
        "format": FORMAT,
        "title": simulation.plan.title,
        "sessions": [session.id for session in simulation.scene.sessions],
        "runs": simulation.runs,
        "seed": simulation.seed,
        "answers": [
            {
                "id": one.id,
                "question": one.question,
                "verdict": one.verdict,
                "sentences": [text.replace("\u00a0", " ") for text in one.sentences],
            }
            for one in answers.four
        ],
        "figures": figures_data(answers.figures),
        "baselines": _baselines(simulation),
        "assumptions": assumptions_data(simulation.assumptions),
    }


def assumptions_data(assumptions: Assumptions) -> list[dict[str, Any]]:
    """Give every assumption with its range and source."""
    return [
        {
            "id": one.id,
            "value": one.value,
            "range": list(one.range),
            "unit": one.unit,
            "source": str(one.source),
            "assumed": one.is_assumed,
            "text": str(one.text),
        }
        for one in assumptions.known.values()
    ]


def figures_data(found: Figures) -> dict[str, Any]:
    """Give all figures; each estimate with its 95 % interval."""
    return {
        "came": found.came.data(),
        "contacts": None if found.contacts is None else _contacts(found.contacts),
        "veterans": None if found.veterans is None else found.veterans.data(),
        "leaders": None if found.leaders is None else found.leaders.data(),
        "mixing": {name: one.data() for name, one in found.mixing.items()},
        "days": [
            {
                "day": day.number,
                "end": day.end.id,
                "cause": None if day.cause is None else day.cause.id,
                "with_5_minutes_free": None if day.buffered is None else day.buffered.data(),
            }
            for day in found.days
        ],
        "blocks": [_late(block) for block in found.blocks],
        "rotations": [
            {
                "rotation": one.label,
                "groups": one.groups,
                "short": one.short.data(),
                "left_short": one.left_short.data(),
                "cut": one.cut.data(),
                "heard": one.heard.data(),
            }
            for one in found.rotations
        ],
        "fairness": None if found.fair is None else _fair(found.fair),
    }


def _contacts(contacts: Contacts) -> dict[str, Any]:
    return {
        "low": contacts.low,
        "median": contacts.median,
        "high": contacts.high,
        "least": contacts.least.data(),
        "most": contacts.most.data(),
        "average": contacts.average.data(),
        "effective": contacts.effective.data(),
        "again": contacts.again.data(),
        "alone": contacts.alone.data(),
    }


def _late(block: Late) -> dict[str, Any]:
    return {
        "session": block.id,
        "planned_end": write_moment(block.planned),
        "late_5": block.late.data(),
        "late_10": block.very_late.data(),
        "median_minutes": rounded(block.median),
        "p90_minutes": block.p90.data(),
        "own_minutes": block.own.data(),
    }


def _fair(fair: Fair) -> dict[str, Any]:
    def spread(values: tuple[float, float, float]) -> dict[str, float | None]:
        return dict(zip(("least", "median", "most"), map(rounded, values), strict=True))

    return {
        "contacts": spread(fair.contacts),
        "speaking_minutes": spread(fair.speaking),
        "rotations_without_seat": spread(fair.out),
        "rotations_as_host": spread(fair.hosting),
        "waiting_minutes": fair.waiting.data(),
    }


def _baselines(simulation: Simulation) -> dict[str, Any]:
    beside = simulation.baselines
    return {
        "mingling_new": beside.mingling,
        "bound": beside.bound,
        **{
            name: {
                "new_average": rounded(float(one.new.mean())) if one.new.size else None,
                "pairs_again": rounded(float(one.repeats.mean())),
                "veterans": None if one.veteran is None else rounded(one.veteran),
                "leaders": None if one.leader is None else rounded(one.leader),
                "heard": [rounded(share) for share in one.heard.tolist()],
            }
            for name, one in (("random", beside.random), ("staying", beside.staying))
        },
    }


def sensitivity_data(found: Sequence[Sensitivity]) -> list[dict[str, Any]]:
    """Give what every assumption does over its range."""
    return [
        {
            "assumption": one.assumption.id,
            "range": list(one.assumption.range),
            "turns": [
                {
                    "answer": turn.question,
                    "from": turn.before,
                    "to": turn.after,
                    "at": rounded(turn.at),
                    "upwards": turn.upwards,
                }
                for turn in one.turns
            ],
            **{
                end: {
                    question: {
                        "verdict": verdict,
                        "number": None if number is None else rounded(number),
                    }
                    for question, verdict, number in zip(
                        QUESTIONS, outcome.verdicts, outcome.numbers, strict=True
                    )
                }
                for end, outcome in (("low", one.low), ("high", one.high))
            },
        }
        for one in found
    ]


def rounded(value: float) -> float | None:
    """Round to six digits; None where nothing is known."""
    return round(value, 6) if math.isfinite(value) else None
