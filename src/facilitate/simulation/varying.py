"""Variants of one session: other sizes, other numbers of rotations, other assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from facilitate.errors import Finding, Level, UsageError
from facilitate.event import Event, Session
from facilitate.method import GroupSize, Method, Rotations
from facilitate.plan import Plan, SessionPlan
from facilitate.planning import plan_event
from facilitate.roster import CANONICAL, Participant, Roster
from facilitate.rules import AvoidSame, Spread
from facilitate.simulation.assumptions import Assumptions, number_said, usual_assumptions
from facilitate.words import _, decimal, did_you_mean

SEATING = ("size", "rotations")
SEATABLE = ("circles", "tables", "stations")
STEPS = 4  # values of a range of shares
MOST = 200  # variants


@dataclass(frozen=True, slots=True)
class Varied:
    """What is varied: name → the values it takes."""

    values: Mapping[str, tuple[float, ...]]

    def combinations(self) -> Iterator[dict[str, float]]:
        """Go through all combinations, the last name changing fastest."""
        names = list(self.values)
        for chosen in product(*self.values.values()):
            yield dict(zip(names, chosen, strict=True))

    @property
    def seats_anew(self) -> bool:
        """Whether people have to be seated anew for it."""
        return any(name in SEATING for name in self.values)


def varied(texts: Iterable[str]) -> Varied:
    """Read what is to be varied: "size=4,5,6", "rotations=2..5", "no-show=0..0.3".

    Raises
    ------
    UsageError
        If a text cannot be understood or a name is unknown; all of them are told.
    """
    found: dict[str, tuple[float, ...]] = {}
    findings: list[Finding] = []
    known = (*SEATING, *usual_assumptions().known)
    for text in texts:
        name, _equals, said = text.partition("=")
        key = name.strip().lower().replace("-", "_")
        values = _values(said, whole=key in SEATING)
        if key not in known:
            findings.append(
                Finding(
                    Level.ERROR,
                    "vary-unknown",
                    _("“{name}” cannot be varied.").format(name=name),
                    hint=did_you_mean(key, known)
                    or _("Known: {names}.").format(names=", ".join(known)),
                )
            )
        elif not values:
            findings.append(
                Finding(
                    Level.ERROR,
                    "vary-not-understood",
                    _("“{text}” does not say which values.").format(text=text),
                    hint=_("For example: --vary size=4,5,6 or --vary rotations=2..5"),
                )
            )
        else:
            found[key] = values
    variants = 1
    for values in found.values():
        variants *= len(values)
    if variants > MOST:
        findings.append(
            Finding(
                Level.ERROR,
                "vary-too-many",
                _("That would be {count} variants; {most} are the most.").format(
                    count=variants, most=MOST
                ),
                hint=_("Give fewer values."),
            )
        )
    if findings:
        raise UsageError.collecting(findings)
    return Varied(found)


def _values(said: str, *, whole: bool) -> tuple[float, ...]:
    if ".." in said:
        first, last = map(number_said, said.split("..", 1))
        if first is None or last is None or last < first:
            return ()
        if whole or (first.is_integer() and last.is_integer() and last - first >= 2):
            return tuple(float(k) for k in range(round(first), round(last) + 1))
        step = (last - first) / (STEPS - 1)
        return tuple(round(first + k * step, 6) for k in range(STEPS))
    numbers = [number_said(part) for part in said.split(",")]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers) or (whole and any(n < 1 or not n.is_integer() for n in known)):
        return ()
    return tuple(dict.fromkeys(known))


def setting_name(name: str) -> str:
    """Say what is varied in the language in use."""
    known = usual_assumptions().known
    said = {"size": _("size"), "rotations": _("rotations")}
    return str(known[name].name) if name in known else said[name]


def shown_setting(name: str, value: float) -> str:
    """Write one value of what is varied."""
    known = usual_assumptions().known
    return known[name].shown(value) if name in known else decimal(value, 0)


def label_of(settings: Mapping[str, float]) -> str:
    """Name a variant by its settings: "size 4, rotations 3, staying away 10 %"."""
    return ", ".join(
        f"{setting_name(name)} {shown_setting(name, value)}" for name, value in settings.items()
    )


def assuming(assumptions: Assumptions, settings: Mapping[str, float]) -> Assumptions:
    """Give `assumptions` with those that `settings` name."""
    return assumptions.but(**{k: v for k, v in settings.items() if k not in SEATING})


def seatable(plan: Plan, session: str | None) -> SessionPlan:
    """Find the session of `plan` whose people can be seated anew.

    Raises
    ------
    UsageError
        If none was named although there are several, or its people follow their wishes.
    """
    grouped = [one for one in plan.sessions if one.rotations]
    chosen = [one for one in grouped if session in (None, one.id)]
    if len(chosen) != 1:
        ids = ", ".join(one.id for one in grouped)
        raise UsageError(
            _("Which session? Size and rotations are varied for one of them."),
            code="vary-session-missing",
            hint=_("Say --session and one of: {ids}.").format(ids=ids),
        )
    if chosen[0].spec.formation not in SEATABLE:
        raise UsageError(
            _("In “{session}” people follow their wishes: sizes and rotations stay.").format(
                session=chosen[0].title
            ),
            code="vary-wishes",
            hint=_("Vary an assumption, e.g. --vary no-show=0..0.3"),
        )
    return chosen[0]


def seated_anew(plan: Plan, session: SessionPlan, settings: Mapping[str, float]) -> Plan:
    """Plan one session alone with another size or number of rotations.

    Rules that the plan does not carry, who must not meet whom, are not known here: the plan is
    for comparing, not for the day. Limits of the method give way.

    Raises
    ------
    UsageError, InfeasibleError
        If there is no such plan.
    """
    size, rotations = settings.get("size"), settings.get("rotations")
    if size is not None and session.spec.formation == "circles":
        raise UsageError(
            _("In circles people sit in pairs; their size cannot be varied."),
            code="vary-size-of-circles",
            hint=_("Vary the rotations: --vary rotations=2..6"),
        )
    method = _widened(session.spec, size, rotations)
    first = session.rotations[0]
    planned = Session(
        id=session.id,
        method=session.method,
        title=session.title,
        start=None,
        rotations=len(session.rotations) if rotations is None else round(rotations),
        size=None if size is None else round(size),
        groups=len(first.groups) if size is None and session.spec.formation != "circles" else None,
        absent=session.absent,
        rules=session.rules,
    )
    event = Event(
        title=plan.title,
        language=plan.language,
        seed=plan.seed,
        rules=plan.rules,
        known=plan.known,
        sessions=(planned,),
    )
    return plan_event(event, _roster(plan), methods=lambda _session: method).plan


def _widened(method: Method, size: float | None, rotations: float | None) -> Method:
    changes: dict[str, object] = {}
    if size is not None:
        group = method.sizing
        changes["group"] = GroupSize(
            min=max(2, min(group.min, round(size) - 1)),
            ideal=round(size),
            max=max(group.max, round(size) + 1),
        )
    if rotations is not None:
        usual = method.rotations
        changes["rotations"] = Rotations(
            min=min(usual.min, round(rotations)),
            default=max(usual.default, round(rotations)),
            max=None if usual.max is None else max(usual.max, round(rotations)),
        )
    return method.model_copy(update=changes)


def _roster(plan: Plan) -> Roster:
    people: Sequence[Participant] = [
        Participant(
            id=person.id,
            number=person.number,
            name=person.name,
            title=person.title,
            email=person.email or "",
            attributes=MappingProxyType(
                {key: value for key, value in person.attributes.items() if key in CANONICAL}
            ),
            extra=MappingProxyType(
                {
                    key: str(value)
                    for key, value in person.attributes.items()
                    if key not in CANONICAL and value is not None
                }
            ),
        )
        for person in plan.participants
    ]
    headers = dict.fromkeys(key for person in people for key in person.extra)
    rules = (*plan.rules, *(rule for session in plan.sessions for rule in session.rules))
    headers |= dict.fromkeys(r.attribute for r in rules if isinstance(r, AvoidSame | Spread))
    columns = {key: key for person in people for key in person.attributes}
    return Roster(tuple(people), columns, tuple(headers))
