"""Everything a simulation came to, as tables on the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from facilitate.cli import output
from facilitate.simulation import Assumptions, Estimate, Figures, Simulation, percent
from facilitate.simulation.comparing import Variant
from facilitate.simulation.sensitivity import QUESTIONS, Outcome, Sensitivity
from facilitate.simulation.varying import setting_names, shown_setting
from facilitate.words import _, clock, decimal


def ranged(one: Estimate, digits: int = 1) -> str:
    """Write an estimate with half the width of its interval: "19.8 ± 0.1"."""
    if math.isnan(one.value):
        return "–"
    return f"{decimal(one.value, digits)} ± {decimal((one.high - one.low) / 2, digits)}"


def share(one: Estimate) -> str:
    """Write a share with its 95 % interval: "27 % (24–30)"."""
    low, high = (decimal(100 * edge, 0) for edge in (one.low, one.high))
    return f"{percent(one.value)} ({low}–{high})"


def show_details(simulation: Simulation, found: Figures) -> None:
    """Show all figures and all assumptions."""
    _show_contacts(simulation, found)
    _show_times(found)
    _show_rotations(simulation, found)
    _show_fairness(found)
    show_assumptions(simulation.assumptions)


def _show_contacts(simulation: Simulation, found: Figures) -> None:
    contacts, beside = found.contacts, simulation.baselines
    if contacts is None:
        return
    talk = decimal(simulation.assumptions["conversation_size"])
    output.say()
    output.heading(_("New people met (computed from the plan)"))
    rows = [
        [_("whoever meets fewest, on average"), ranged(contacts.least)],
        [_("all, on average"), ranged(contacts.average, 2)],
        [_("whoever meets most, on average"), ranged(contacts.most)],
        [_("counted as talks of {count}*").format(count=talk), ranged(contacts.effective, 2)],
        [_("pairs that meet again"), ranged(contacts.again)],
        [_("the same, grouped at random"), decimal(float(beside.random.repeats.mean()))],
        [_("people who meet nobody"), ranged(contacts.alone, 2)],
    ]
    if found.veterans is not None:
        rows.append([_("first-timers who meet a veteran"), share(found.veterans)])
    if found.leaders is not None:
        rows.append([_("people who meet a leader"), share(found.leaders)])
    output.table([_("What"), _("Result")], rows)
    if found.mixing:
        output.say()
        output.heading(_("How people of different kinds mix"))
        output.table(
            [_("Column"), _("E-I index, 0 as at random, 1 all across")],
            [[name, ranged(one, 2)] for name, one in found.mixing.items()],
        )


def _show_times(found: Figures) -> None:
    output.say()
    output.heading(_("How late each session ends (assumed)"))
    output.table(
        [_("Session"), _("planned"), _("9 of 10 by"), _("over 5 min"), _("over 10 min"), _("adds")],
        [
            [
                one.title,
                clock(one.planned),
                clock(one.p90_end.replace(second=0, microsecond=0)),
                percent(one.late.value),
                share(one.very_late),
                _("{number} min").format(number=decimal(one.own.value)),
            ]
            for one in found.blocks
        ],
        right=frozenset({1, 2, 3, 5}),
    )


def _show_rotations(simulation: Simulation, found: Figures) -> None:
    if not found.rotations:
        return
    beside = simulation.baselines
    output.say()
    output.heading(_("Rotation by rotation"))
    output.table(
        [
            _("Rotation"),
            _("groups"),
            _("too small"),
            _("after the rule"),
            _("cut"),
            _("have heard an idea*"),
            _("at random"),
            _("staying"),
        ],
        [
            [
                one.label,
                str(one.groups),
                ranged(one.short),
                decimal(one.left_short.value, 2),
                percent(one.cut.value),
                percent(one.heard.value),
                percent(float(beside.random.heard[k])),
                percent(float(beside.staying.heard[k])),
            ]
            for k, one in enumerate(found.rotations)
        ],
        right=frozenset(range(1, 8)),
    )


def _show_fairness(found: Figures) -> None:
    fair = found.fair
    if fair is None:
        return
    output.say()
    output.heading(_("Is it fair? Each person's average over all runs"))
    rows: Sequence[tuple[str, tuple[float, float, float]]] = [
        (_("new people met"), fair.contacts),
        (_("minutes to speak"), fair.speaking),
        (_("rotations without a seat"), fair.out),
        (_("rotations as host"), fair.hosting),
    ]
    output.table(
        [_("What"), _("least"), _("half have up to"), _("most")],
        [[name, *(decimal(value) for value in spread)] for name, spread in rows],
        right=frozenset({1, 2, 3}),
    )
    output.wrapped(
        _("Waiting for the last to be seated, per person: {minutes} minutes.").format(
            minutes=ranged(fair.waiting)
        )
    )


def show_assumptions(assumptions: Assumptions) -> None:
    """Show every assumption with its range and source."""
    output.say()
    output.heading(_("What is assumed"))
    output.table(
        [_("Name"), _("Value"), _("plausible"), _("Meaning"), _("Source")],
        [
            [
                one.id,
                one.shown(),
                f"{one.shown(one.range[0])} – {one.shown(one.range[1])}",
                str(one.text),
                one.source,
            ]
            for one in assumptions.known.values()
        ],
        whole=frozenset({0, 1}),
    )


def show_comparison(variants: Sequence[Variant]) -> None:
    """Show variants side by side, and which of them nothing beats."""
    varied = list(variants[0].settings)
    titles = setting_names()
    output.table(
        [
            "",
            *([titles.get(name, name) for name in varied] or [_("Plan")]),
            _("minutes"),
            _("new people"),
            _("as talks*"),
            _("pairs again"),
            _("meet a veteran"),
            _("over 10 min late"),
            _("too small"),
            _("heard it"),
        ],
        [_variant_row(one) for one in variants],
        right=frozenset(range(1 + bool(not varied), 9 + max(1, len(varied)))),
    )
    output.say()
    output.wrapped(
        _(
            "◆ Nothing gives more talks* in less time. ± is the error of simulating (95 %); new "
            "people and talks are averages over those who come, “too small” groups per rotation "
            "that stay so."
        )
    )


def _variant_row(one: Variant) -> list[str]:
    contacts, found = one.figures.contacts, one.figures
    return [
        "◆" if one.frontier else "",
        *([shown_setting(name, value) for name, value in one.settings.items()] or [one.label]),
        decimal(one.minutes, 0),
        "–" if contacts is None else ranged(contacts.average),
        "–" if contacts is None else ranged(contacts.effective),
        "–" if contacts is None else ranged(contacts.again),
        "–" if found.veterans is None else percent(found.veterans.value),
        share(one.very_late),
        decimal(one.left_short, 2),
        "–" if one.heard is None else percent(one.heard.value),
    ]


def question_names() -> dict[str, str]:
    """Name the four questions in a word or two."""
    return {
        "contacts": _("new people"),
        "veterans": _("veterans"),
        "time": _("time"),
        "presence": _("people missing"),
    }


def show_sensitivity(found: Iterable[Sensitivity]) -> None:
    """Show which assumption turns which answer, and what the others move."""
    names = question_names()
    words = {"yes": _("yes"), "partly": _("partly"), "no": _("no"), "unknown": _("not known")}
    found = list(found)
    output.say()
    output.heading(_("Which assumption turns an answer"))
    above = _("{question}: from “{before}” to “{after}” if {name} is above {value} (now {now}).")
    below = _("{question}: from “{before}” to “{after}” if {name} is below {value} (now {now}).")
    lines = [
        (above if turn.upwards else below).format(
            question=names[turn.question],
            before=words[turn.before],
            after=words[turn.after],
            name=one.assumption.id,
            value=_exact(one, turn.at),
            now=one.assumption.shown(),
        )
        for one in found
        for turn in one.turns
    ]
    for line in lines or [_("None, as long as each stays in its plausible range.")]:
        output.wrapped(line, hanging="  ")
    output.say()
    output.heading(_("What each moves from one end of its range to the other"))
    output.table(
        [_("Assumption"), _("from – to"), *(names[key] for key in QUESTIONS)],
        [
            [
                one.assumption.id,
                f"{one.assumption.shown(one.assumption.range[0])} – "
                f"{one.assumption.shown(one.assumption.range[1])}",
                *(_moved(one.low, one.high, at) for at in range(len(QUESTIONS))),
            ]
            for one in found
        ],
    )


def _exact(one: Sensitivity, value: float) -> str:
    """Write where an answer turns, a digit finer than usual."""
    if one.assumption.unit == "share":
        return _("{number} %").format(number=decimal(100 * value, 1))
    return one.assumption.shown(value)


def _moved(low: Outcome, high: Outcome, at: int) -> str:
    before, after = low.numbers[at], high.numbers[at]
    if before is None or after is None:
        return "–"
    write = decimal if at == 0 else percent
    texts = write(before), write(after)
    return texts[0] if texts[0] == texts[1] else f"{texts[0]} → {texts[1]}"
