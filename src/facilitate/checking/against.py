"""Whether a plan is a plan of an event: its sessions, people, anchors and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from facilitate.checking.clashes import people_span
from facilitate.checking.orders import check_order
from facilitate.checking.view import View, error, warning
from facilitate.clock import pinned
from facilitate.errors import Finding
from facilitate.event import Event, Session
from facilitate.plan import Plan
from facilitate.roster import Roster
from facilitate.rules import Apart, Fixed, NoRepeat, Rule, Together
from facilitate.words import _, clock, did_you_mean, listed, ngettext, quoted, written_date


def against(plan: Plan, event: Event, roster: Roster | None) -> Iterator[Finding]:
    """Compare a plan with what was asked for; see `check_against`."""
    yield from _check_people(plan, event, roster)
    views = {session.id: View(plan, session) for session in plan.sessions}
    asked = {session.id for session in event.sessions}
    for session in event.sessions:
        if session.id in views:
            yield from _check_session(views[session.id], session)
            yield from _check_rules(views[session.id], [*event.rules, *session.rules])
        else:
            yield error(
                "session-missing",
                _("The plan has no session “{session}”.").format(
                    session=session.title or session.id
                ),
                _("sessions"),
                _("Plan again, so that it is in."),
            )
    for view in views.values():
        if view.session.id not in asked:
            yield warning(
                "session-other",
                _("The event has no session “{session}”.").format(session=view.session.id),
                view.where(),
                did_you_mean(view.session.id, sorted(asked)),
            )


def _check_people(plan: Plan, event: Event, roster: Roster | None) -> Iterator[Finding]:
    known = plan.people()
    if roster is None:
        named = {p for rule in event.rules for p in _people_of(rule)}
        named |= {p for s in event.sessions for p in s.wishes}
        missing, extra = sorted(named - known.keys()), []
    else:
        missing = [person.label for person in roster if person.id not in known]
        there = {person.id for person in roster}
        extra = [person.label for person in plan.participants if person.id not in there]
    if missing:
        yield error(
            "person-missing",
            ngettext(
                "{count} person of the event is not in the plan: {people}.",
                "{count} people of the event are not in the plan: {people}.",
                len(missing),
            ).format(count=len(missing), people=listed(missing)),
            _("participants"),
            _("Plan again, so that they get a seat."),
        )
    if extra:
        yield warning(
            "person-extra",
            ngettext(
                "{count} person of the plan takes no seat by the list of people: {people}.",
                "{count} people of the plan take no seat by the list of people: {people}.",
                len(extra),
            ).format(count=len(extra), people=listed(extra)),
            _("participants"),
            _(
                "Plan again with --keep: most seats stay, and “facilitate print --changed” prints "
                "what has changed."
            ),
        )


def _people_of(rule: Rule) -> tuple[str, ...]:
    if isinstance(rule, Apart | Together):
        return rule.people
    return (rule.person,) if isinstance(rule, Fixed) else ()


def _check_session(view: View, asked: Session) -> Iterator[Finding]:
    yield from _check_start(view, asked)
    made = len(view.session.rotations)
    if asked.rotations is not None and view.spec.grouped and made != asked.rotations:
        yield error(
            "rotations-differ",
            ngettext(
                "{count} rotation was asked for; the plan has {made}.",
                "{count} rotations were asked for; the plan has {made}.",
                asked.rotations,
            ).format(count=asked.rotations, made=made),
            view.where(),
        )
    away = [p for p in asked.absent if p in view.present] if view.spec.grouped else []
    if away:
        yield error(
            "absent-seated",
            ngettext(
                "{people} is not there then, but is expected by the plan.",
                "{people} are not there then, but are expected by the plan.",
                len(away),
            ).format(people=view.who(away)),
            view.where(),
            _("Plan again: others may have to sit elsewhere."),
        )
    yield from _check_setting(view, asked)
    if asked.wishes != view.session.wishes:
        yield warning(
            "wishes-differ",
            _("The wishes have changed since this plan was made."),
            view.where(),
            _("Plan again, so that they count."),
        )
    gone = {topic.id for topic in asked.topics if topic.withdrawn}
    run = {g.card for rotation in view.rotations for g in rotation.groups}
    for card in sorted(gone & run - {None}, key=str):
        yield error(
            "card-withdrawn",
            _("{card} was taken back, but runs in this plan.").format(card=card),
            view.where(),
            _("Plan again, so that another one runs instead."),
        )


def _check_setting(view: View, asked: Session) -> Iterator[Finding]:
    """Compare what is on, where, and with whom: all that cards and signs say of it."""
    planned, again = view.session, _("Plan again with --keep, and print what has changed.")
    if asked.room and asked.room != planned.room:
        yield warning(
            "room-differs",
            _("It is in {room} by the event, and in {planned} by the plan.").format(
                room=quoted(asked.room), planned=quoted(planned.room or "–")
            ),
            view.where(),
            again,
        )
    known = {place.id for place in asked.places}
    used = {group.place for rotation in view.rotations for group in rotation.groups}
    gone = [view.place(place) for place in sorted(used - known)] if known else []
    if gone:
        yield error(
            "place-gone",
            ngettext(
                "By the event there is no longer {places}, but people sit there.",
                "By the event there are no longer {places}, but people sit there.",
                len(gone),
            ).format(places=listed(gone)),
            view.where(),
            again,
        )
    yield from _check_smaller(view, asked, again)
    if asked.title and asked.title != planned.title:
        yield warning(
            "title-differs",
            _("It is called {title} by the event, and {planned} by the plan.").format(
                title=quoted(asked.title), planned=quoted(planned.title)
            ),
            view.where(),
            again,
        )
    if set(asked.moderators) != set(planned.moderators):
        yield warning(
            "moderators-differ",
            _("It is run by {people} by the event, and by {planned} by the plan.").format(
                people=listed(asked.moderators) or "–", planned=listed(planned.moderators) or "–"
            ),
            view.where(),
            again,
        )
    yield from _check_topics(view, asked, again)


def _check_smaller(view: View, asked: Session, again: str) -> Iterator[Finding]:
    """Compare seats of places: where there are fewer now than people sit there, it is told once."""
    seats = {place.id: place.seats for place in asked.places}
    most: dict[str, int] = {}
    for rotation in view.rotations:
        for group in rotation.groups:
            people = len(group.members) + (group.card in view.speakers)
            most[group.place] = max(most.get(group.place, 0), people)
    for place, people in most.items():
        held, planned = seats.get(place), view.places.get(place)
        changed = planned is not None and planned.seats != held
        if changed and held is not None and held < people:
            yield error(
                "place-smaller",
                ngettext(
                    "By the event {place} has {seats} seat now, but {people} people sit there.",
                    "By the event {place} has {seats} seats now, but {people} people sit there.",
                    held,
                ).format(place=view.place(place), seats=held, people=people),
                view.where(),
                again,
            )


def _check_topics(view: View, asked: Session, again: str) -> Iterator[Finding]:
    """Compare the topics that are offered, and who leads them."""
    offered = {topic.id: topic for topic in asked.topics}
    for topic in view.session.topics if offered else ():
        now = offered.get(topic.id)
        if now is None:
            message = _("The event no longer offers {topic}.")
        elif now.title != topic.title:
            message = _("{topic} is now called {title}.")
        elif now.host != topic.host:
            message = (
                _("{topic} is now led by {host}.") if now.host else _("Nobody leads {topic} now.")
            )
        else:
            continue
        host = (now.host if now else None) or "–"
        person = view.people.get(host)
        yield warning(
            "topic-differs",
            message.format(
                topic=quoted(topic.title),
                title=quoted(now.title) if now else "",
                host=person.label if person else host,
            ),
            view.where(),
            again,
        )


def _check_start(view: View, asked: Session) -> Iterator[Finding]:
    """Compare the beginnings: an event says when people begin; setting up may lie before it."""
    start, planned = asked.start, view.session.start
    if start is None or (start.tzinfo is None) != (planned.tzinfo is None):
        return
    begins = people_span(view)[0]
    if pinned(start) in (begins, pinned(planned)):
        return
    message = _("It should begin {asked}, but begins {planned}.").format(
        asked=_moment(start), planned=_moment(begins)
    )
    if asked.anchor:
        yield error(
            "anchor-moved",
            message,
            view.where(),
            _("This beginning must not move: plan again."),
        )
    else:
        yield warning("start-moved", message, view.where(), _("Plan again, or change the event."))


def _moment(moment: datetime) -> str:
    """Say when: "on 7 November at 14:30", or the time alone where there is no day."""
    if moment.tzinfo is None:
        return _("at {time}").format(time=clock(moment))
    return _("on {day} at {time}").format(day=written_date(moment.date()), time=clock(moment))


def _check_rules(view: View, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Find rules that the plan does not know; if they are a must, check them all the same."""
    if not view.spec.grouped:
        return
    for rule in dict.fromkeys(rules):
        if any(_same(rule, own, view) for own in view.rules):
            continue
        if not isinstance(rule, Apart | Fixed) and not _idle(rule, view):
            yield (error if rule.hard else warning)(
                "rule-missing",
                _("The plan does not know this rule: {rule}").format(
                    rule=rule.sentence({p: person.label for p, person in view.people.items()})
                ),
                view.where(),
                _("Plan again, so that it is kept."),
            )
        yield from check_order(view, rule)


def _same(rule: Rule, own: Rule, view: View) -> bool:
    """Whether a rule stands in the plan, as far as it is about people who are there."""
    if isinstance(rule, Together) and isinstance(own, Together):
        return {p for p in rule.people if p in view.present} <= set(own.people)
    return rule == own


def _idle(rule: Rule, view: View) -> bool:
    """Whether a rule has nothing to do here: fewer than two there, or nothing is a meeting."""
    if isinstance(rule, Together):
        return sum(p in view.present for p in rule.people) < 2
    return isinstance(rule, NoRepeat) and not view.spec.counts_as_meeting
