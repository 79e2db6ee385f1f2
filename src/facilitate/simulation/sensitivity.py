"""Which assumption turns which answer, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from facilitate.simulation.answers import NO_BREAK, if_more_stay_away, percent
from facilitate.simulation.assumptions import Assumption
from facilitate.simulation.baselines import mingling
from facilitate.simulation.figures import figures
from facilitate.simulation.judging import (
    Verdict,
    judge_contacts,
    judge_missing,
    judge_reached,
    judge_time,
)
from facilitate.simulation.running import Simulation
from facilitate.simulation.sheets import Sheet
from facilitate.words import _, decimal, quoted

RUNS = 200
HALVINGS = 5
QUESTIONS = ("contacts", "veterans", "time", "presence")
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The four answers in a word, and the number behind each; None where it is unknown."""

    verdicts: tuple[Verdict, ...]
    numbers: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that turns.

    Parameters
    ----------
    question
        Which one.
    before, after
        The answer with the usual value, and beyond where it turns.
    at
        Value at which it turns, as near as a few halvings come.
    upwards
        Whether it turns when the assumption grows.
    """

    question: str
    before: Verdict
    after: Verdict
    at: float
    upwards: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one assumption does over its range.

    Parameters
    ----------
    assumption
        Which one.
    low, high
        What comes out at both ends of its range.
    turns
        Answers that turn in between.
    """

    assumption: Assumption
    low: Outcome
    high: Outcome
    turns: tuple[Turn, ...]

    @property
    def effect(self) -> float:
        """How much it moves the answers: turns first, then the numbers' relative change."""
        moved = 0.0
        for one, other in zip(self.low.numbers, self.high.numbers, strict=True):
            if one is not None and other is not None:
                moved += abs(one - other) / max(abs(one), abs(other), 1e-9)
        return 10.0 * len(self.turns) + moved


def sensitivity(
    simulation: Simulation, progress: Progress | None = None
) -> tuple[Sensitivity, ...]:
    """Try both ends of the range of every assumption, with the same chance.

    Returns
    -------
    The assumptions, those first that turn an answer or move the numbers most.
    """
    trials = _Trials(simulation)
    tried = [one for one in simulation.assumptions.known.values() if one.part != "ideas"]
    found = []
    for number, one in enumerate(tried, 1):
        low, high = (trials.at(one, end) for end in one.range)
        found.append(Sensitivity(one, low, high, tuple(_turns(trials, one, low, high))))
        if progress is not None:
            progress(number / len(tried))
    return tuple(sorted(found, key=lambda each: -round(each.effect, 9)))


class _Trials:
    """Simulations with one assumption changed, each made once."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.runs = min(RUNS, simulation.runs)
        sure = simulation.again(simulation.assumptions.without_chance(), 1)
        self.everybody = float(sure.contacts.values.mean())
        self.leaders = simulation.baselines.random.leader
        self.usual = self._outcome(simulation.again(simulation.assumptions, self.runs))
        self._known: dict[tuple[str, float], Outcome] = {}

    def at(self, assumption: Assumption, value: float) -> Outcome:
        """Give what comes out with `value`."""
        if value == assumption.value:
            return self.usual
        key = (assumption.id, value)
        if key not in self._known:
            assumed = self.simulation.assumptions.but(**{assumption.id: value})
            self._known[key] = self._outcome(self.simulation.again(assumed, self.runs))
        return self._known[key]

    def _outcome(self, simulation: Simulation) -> Outcome:
        found, assumed = figures(simulation), simulation.assumptions
        missing = None if found.contacts is None else if_more_stay_away(simulation, self.everybody)
        worst = max(day.end.very_late.value for day in found.days)
        return Outcome(
            (
                judge_contacts(found.contacts, mingling(assumed)),
                judge_reached(
                    found.veterans, assumed["reached_share"], found.leaders, self.leaders
                ),
                judge_time(found.days, assumed["risk_accepted"]),
                judge_missing(missing, assumed["risk_accepted"]),
            ),
            (
                None if found.contacts is None else found.contacts.average.value,
                None if found.veterans is None else found.veterans.value,
                worst,
                None if missing is None else missing.contacts / max(1e-9, missing.everybody),
            ),
        )


def _turns(trials: _Trials, one: Assumption, low: Outcome, high: Outcome) -> Iterator[Turn]:
    for end, outcome, upwards in ((one.range[0], low, False), (one.range[1], high, True)):
        for at, question in enumerate(QUESTIONS):
            before, after = trials.usual.verdicts[at], outcome.verdicts[at]
            if before != after:
                where = _where(trials, one, end, at)
                yield Turn(question, before, after, where, upwards)


def _where(trials: _Trials, one: Assumption, end: float, question: int) -> float:
    """Halve the way from the usual value to `end` until it is known where the answer turns."""
    same, other = one.value, end
    if one.unit in ("people", "yes or no"):
        return other
    for _halving in range(HALVINGS):
        middle = (same + other) / 2
        verdict = trials.at(one, middle).verdicts[question]
        if verdict == trials.usual.verdicts[question]:
            same = middle
        else:
            other = middle
    return other


def _question_names() -> dict[str, str]:
    return {
        "contacts": _("new people"),
        "veterans": _("veterans"),
        "time": _("time"),
        "presence": _("people missing"),
    }


def turning_sentences(found: Sequence[Sensitivity]) -> list[str]:
    """Say which assumption turns which answer, and where."""
    names = _question_names()
    words = {"yes": _("yes"), "partly": _("partly"), "no": _("no"), "unknown": _("not known")}
    above = _("{question}: from “{before}” to “{after}” if {name} is above {value} (now {now}).")
    below = _("{question}: from “{before}” to “{after}” if {name} is below {value} (now {now}).")
    lines = [
        (above if turn.upwards else below).format(
            question=names[turn.question],
            before=words[turn.before],
            after=words[turn.after],
            name=f"{quoted(str(one.assumption.name))} ({one.assumption.id})",
            value=one.assumption.shown(turn.at).replace(" ", NO_BREAK),
            now=one.assumption.shown().replace(" ", NO_BREAK),
        )
        for one in found
        for turn in one.turns
    ]
    return lines or [_("None, as long as each stays in its plausible range.")]


def sensitivity_sheet(found: Sequence[Sensitivity]) -> Sheet:
    """Give what every assumption moves over its range."""
    names = _question_names()
    return Sheet(
        _("What each moves from one end of its range to the other"),
        (_("Assumption"), _("from – to"), *(names[key] for key in QUESTIONS)),
        tuple(
            (
                str(one.assumption.name),
                f"{one.assumption.shown(one.assumption.range[0])} – "
                f"{one.assumption.shown(one.assumption.range[1])}",
                *(_moved(one.low, one.high, at) for at in range(len(QUESTIONS))),
            )
            for one in found
        ),
    )


def _moved(low: Outcome, high: Outcome, at: int) -> str:
    before, after = low.numbers[at], high.numbers[at]
    if before is None or after is None:
        return "–"
    write = decimal if at == 0 else percent
    texts = write(before), write(after)
    return texts[0] if texts[0] == texts[1] else f"{texts[0]} → {texts[1]}"
