"""Plans of whole events, made by hand: sessions in order, markets, choices, stations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from facilitate.checking import check
from facilitate.event import Topic
from facilitate.method import Method
from facilitate.plan import PhaseTimes, Plan, SessionPlan
from facilitate.private import PrivateRules
from facilitate.venue import Place
from tests.builders import edit, edit_group, make_method, make_plan, make_role

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2018, 11, 7, 12, 0, tzinfo=BERLIN)
NOTHING_PRIVATE = PrivateRules()
TABLES = [
    [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    [[1, 4, 7], [2, 5, 8], [3, 6, 9]],
    [[1, 5, 9], [2, 6, 7], [3, 4, 8]],
]
TRIOS = {"group": {"min": 3, "ideal": 3, "max": 4}}


def told(plan: Plan, private: PrivateRules | None = NOTHING_PRIVATE) -> set[tuple[str, str]]:
    """Give all findings as (level, code)."""
    return {(str(finding.level), finding.code) for finding in check(plan, private)}


def codes(plan: Plan, level: str = "error") -> set[str]:
    """Give the codes of all findings of one level."""
    return {code for found, code in told(plan) if found == level}


def tables(seatings: Sequence[Sequence[Sequence[int]]] = TABLES, **more: Any) -> Plan:
    """Seat nine people at three tables, three times, no pair twice."""
    method = more.pop("method", None) or make_method(**TRIOS)
    return make_plan(seatings, method=method, **more)


def event(*parts: Plan, gap: float = 1, start: datetime = NOON, **more: Any) -> Plan:
    """Put the first sessions of several plans one after the other, `gap` hours apart."""
    sessions = []
    for number, part in enumerate(parts):
        moved = shifted(part.sessions[0], start + timedelta(hours=gap * number))
        sessions.append(moved.model_copy(update={"id": f"s{number}", "title": f"Session {number}"}))
    whole = {"sessions": tuple(sessions), "timezone": "Europe/Berlin", **more}
    return parts[0].model_copy(update=whole)


def shifted(session: SessionPlan, start: datetime) -> SessionPlan:
    """Move a session, with everything in it, to another begin."""

    def times(part: Any) -> dict[str, Any]:
        return {
            "start": start + (part.start - session.start),
            "end": start + (part.end - session.start),
        }

    def moved(parts: Any) -> Any:
        return tuple(part.model_copy(update=times(part)) for part in parts)

    rotations = tuple(
        rotation.model_copy(update=times(rotation) | {"phases": moved(rotation.phases)})
        for rotation in session.rotations
    )
    stages = moved(session.stages)
    return session.model_copy(update=times(session) | {"stages": stages, "rotations": rotations})


def ungrouped(formation: str, minutes: float = 30) -> Plan:
    """Make a session in which nobody is seated; its phase stands among the stages."""
    spec = make_method(id="open", formation=formation, group=None, movement={"next": 0})
    plan = edit(tables(TABLES[:1]), spec=spec, method="open", rotations=(), places=())
    session = plan.sessions[0]
    end = session.start + timedelta(minutes=minutes)
    stages = (PhaseTimes(id="talk", start=session.start, end=end),)
    return edit(plan, end=end, stages=stages)


GIVER = make_role("giver", policy="offer")
CARDS = (
    Topic(id="M1", title="One", host="p1"),
    Topic(id="M2", title="Two", host="p4"),
    Topic(id="M3", title="Three", host="p7"),
    Topic(id="M4", title="Four", host="p2"),
    Topic(id="M5", title="Five", host="p3"),
    Topic(id="M6", title="Six", host="p9", withdrawn=True),
    Topic(id="M7", title="Seven", host="p5"),
)
WISHES = {"p2": ("M1",), "p6": ("M2", "M5"), "p8": ("M4", "M3"), "p9": ("M6", "M9", "M7")}
RUNNING = {(1, "t1"): "M1", (1, "t2"): "M2", (1, "t3"): "M3", (2, "t2"): "M4", (2, "t3"): "M5"}


def market(**session: Any) -> Plan:
    """Make a market of two rotations in which five of six cards run, each with its giver."""
    spec = make_method(id="market", formation="market", roles=[GIVER], **TRIOS)
    plan = edit(tables(TABLES[:2], method=spec), topics=CARDS, wishes=WISHES)
    for (number, place), card in RUNNING.items():
        plan = run_card(plan, number, place, card)
    return edit(plan, **session)


def run_card(plan: Plan, number: int, place: str, card: str) -> Plan:
    """Let a card run at a place, its giver in the role if they sit there."""
    topic = next(topic for topic in plan.sessions[0].topics if topic.id == card)
    group = next(g for g in plan.sessions[0].rotations[number - 1].groups if g.place == place)
    roles = {topic.host: "giver"} if topic.host in group.members else {}
    return edit_group(plan, number, place, card=card, topic=topic.title, roles=roles)


TOPICS = (
    Topic(id="a", title="Aaa", min=3, max=5, place="t1"),
    Topic(id="b", title="Bbb", min=3, max=5, place="t2"),
)
LISTS = {f"p{i}": ("a", "b") for i in (1, 2, 3, 4, 5, 6, 7)} | {"p8": ("b",)}


def choice(
    seatings: Sequence[Sequence[Sequence[int]]] = ([[1, 2, 3, 4, 5], [6, 7, 8, 9]],),
    **session: Any,
) -> Plan:
    """Make working groups by wish: seven of eight lists begin with a topic for five."""
    spec = make_method(
        id="choice",
        formation="choice",
        group={"min": 2, "ideal": 4, "max": 8},
        counts_as_meeting=False,
    )
    plan = edit(tables(seatings, method=spec), topics=TOPICS, wishes=LISTS)
    for rotation in plan.sessions[0].rotations:
        for place, topic in (("t1", TOPICS[0]), ("t2", TOPICS[1])):
            plan = edit_group(plan, rotation.number, place, card=topic.id, topic=topic.title)
    return edit(plan, **session)


def staying(step: int, seatings: Sequence[Sequence[Sequence[int]]], **session: Any) -> Plan:
    """Make a session of groups that go `step` places on."""
    spec: Method = make_method(
        id="stations",
        formation="stations" if step else "tables",
        movement={"next": step},
        **TRIOS,
    )
    return edit(tables(seatings, method=spec), **session)


def hosted(policy: str, hosts: Sequence[Sequence[int]], seatings: Any) -> Plan:
    """Make table rounds with a host of this policy at every place; 0 for nobody."""
    role = make_role("host", policy=policy)
    plan = tables(seatings, method=make_method(roles=[role], **TRIOS))
    for number, row in enumerate(hosts, 1):
        for table, host in enumerate(row, 1):
            roles = {f"p{host}": "host"} if host else {}
            plan = edit_group(plan, number, f"t{table}", roles=roles)
    return plan


def places(*seats: int | None, steep: Sequence[int] = ()) -> tuple[Place, ...]:
    """Make places t1, t2 … with so many seats; those in `steep` are reached by steps."""
    return tuple(
        Place.model_validate(
            {
                "id": f"t{k}",
                "label": {"de": f"Tisch {k}", "en": f"table {k}"},
                "seats": count,
                "step_free": k not in steep,
            }
        )
        for k, count in enumerate(seats, 1)
    )
