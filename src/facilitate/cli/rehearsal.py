"""Simulating on the command line: read or make a plan, play it through, say what came out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitate.cli import output
from facilitate.cli.event_plan import ENDINGS
from facilitate.cli.progress import counting, watching
from facilitate.errors import UsageError
from facilitate.plan import Plan, read_plan
from facilitate.planning import plan_event
from facilitate.preparing import load_event, read_event_file
from facilitate.simulation import Answers, Assumptions, Simulation, said, usual_assumptions
from facilitate.simulation import answer as answers_to
from facilitate.simulation import simulate as play
from facilitate.words import _, suggest

MOST_RUNS = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as it was typed."""

    session: str | None
    runs: int
    seed: int
    assume: tuple[str, ...]

    def assumptions(self) -> Assumptions:
        """Give the assumptions, with what was said about them."""
        return usual_assumptions().saying(self.assume)

    def check(self) -> None:
        """Refuse numbers that cannot be meant.

        Raises
        ------
        UsageError
            If there is such a number.
        """
        for option, number, least, most in (
            ("--runs", self.runs, 1, MOST_RUNS),
            ("--seed", self.seed, 0, 2**63 - 1),
        ):
            if not least <= number <= most:
                raise UsageError(
                    _("{option} cannot be {number}.").format(option=option, number=number),
                    code="number-impossible",
                    hint=_("It must be {least} at least and {most} at most.").format(
                        least=least, most=most
                    ),
                )


def take_plan(path: Path) -> Plan:
    """Read a plan, or make one of an event file; nothing is written."""
    if path.suffix.lower() not in ENDINGS:
        plan = read_plan(path)
        suggest(plan.language)
        return plan
    source = read_event_file(path)
    suggest(source.language)
    brief = load_event(source)
    with watching() as progress:
        planned = plan_event(
            brief.event,
            brief.roster,
            methods=brief.method,
            inputs=brief.inputs,
            progress=progress,
        )
    return planned.plan


def play_through(plan: Plan, asked: Asked) -> Simulation:
    """Simulate `plan` with progress on the terminal."""
    with counting(_("Playing it through")) as progress:
        return play(
            plan,
            session=asked.session,
            runs=asked.runs,
            seed=asked.seed,
            assumptions=asked.assumptions(),
            progress=progress,
        )


def tell_one(path: Path, asked: Asked, *, details: bool, as_json: bool) -> None:
    """Simulate one plan and say what came out."""
    asked.check()
    asked.assumptions()
    plan = take_plan(path)
    simulation = play_through(plan, asked)
    answers = answers_to(simulation)
    say_answers(answers)
    del details, as_json


def say_answers(answers: Answers) -> None:
    """Say the four answers, and how far they can be trusted."""
    for one in answers.four:
        output.wrapped(" ".join([one.question, said(one.verdict), *one.sentences]), hanging="  ")
    for line in answers.footing:
        output.wrapped(line)
