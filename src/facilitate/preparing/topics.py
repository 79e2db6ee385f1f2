"""What can be chosen in a session: its topics, the cards on offer, and the wishes for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from facilitate.errors import FacilitateError
from facilitate.event import Topic
from facilitate.event_file import TopicPart
from facilitate.files import read_bytes
from facilitate.intake import read_offers, read_wishes
from facilitate.method import Method
from facilitate.parts import KeyPath
from facilitate.preparing.attendees import Attendees
from facilitate.preparing.desk import Desk
from facilitate.preparing.places import Venue, place_called
from facilitate.preparing.schedule import Slot
from facilitate.roster import Roster
from facilitate.venue import Place
from facilitate.words import _, did_you_mean


@dataclass(frozen=True, slots=True)
class Choice:
    """Topics, and who wants which of them.

    Parameters
    ----------
    topics
        In the order of their numbers.
    wishes
        Person's id → topics' ids, the dearest first.
    dots
        Topic's id → anonymous dots it was given.
    """

    topics: tuple[Topic, ...] = ()
    wishes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dots: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Reads topics, offers and wishes of sessions."""

    attendees: Attendees
    venue: Venue
    desk: Desk

    def read(self, slot: Slot, method: Method, places: Sequence[Place]) -> Choice:
        """Read everything that can be chosen in a session, and the wishes."""
        cards = self._offered(slot)
        topics = (*cards, *self._typed(slot, method, places, len(cards)))
        self._refuse_twins(slot, topics)
        topics = tuple(self._beside(slot, topics))
        if slot.part.wishes is None:
            return Choice(topics)
        return self._wished(slot, topics)

    def _offered(self, slot: Slot) -> tuple[Topic, ...]:
        """Cards on offer; a card without a giver keeps its number and does not run."""
        named, roster = slot.part.offers, self.attendees.roster
        path: KeyPath = (*slot.path, "offers")
        if named is None or not self._readable(path, named):
            return ()
        file, gone = self.desk.path_of(named), self.attendees.gone
        found = self.desk.attempt(path, partial(read_offers, file, roster, absent=gone))
        if found is None:
            return ()
        self.desk.read_as(found.source, found.sha256)
        for finding in found.findings:
            self.desk.relay(path, finding)
        return found.topics()

    def _readable(self, path: KeyPath, named: str) -> bool:
        """Whether a file can be read; without the list of people only that it is there is sure."""
        if self.attendees.intake is not None:
            return True
        self.desk.attempt(path, partial(read_bytes, self.desk.path_of(named)))
        return False

    def _typed(
        self, slot: Slot, method: Method, places: Sequence[Place], before: int
    ) -> Iterator[Topic]:
        for at, part in enumerate(slot.part.topics):
            path: KeyPath = (*slot.path, "topics", at)
            yield Topic(
                id=part.id or f"M{before + at + 1}",
                title=part.title,
                kind=part.kind,
                host=self._host(part, path),
                min=part.min,
                max=self._most(part, path),
                place=self._place(part, path, method, places),
                withdrawn=part.withdrawn,
                beside=part.beside,
            )

    def _host(self, part: TopicPart, path: KeyPath) -> str | None:
        """Find the speaker or the participant who leads a topic."""
        if part.host is None:
            return None
        member = self.venue.member(part.host)
        if member is not None or self.attendees.intake is None:
            return member
        try:
            return self.attendees.roster.find(part.host).id
        except FacilitateError as error:
            near = did_you_mean(part.host, [each.name for each in self.venue.staff])
            if error.findings[0].code == "person-unknown" and near:
                self.desk.fault(
                    (*path, "host"),
                    "host-unknown",
                    _("“{name}” is neither in the list nor among the staff.").format(
                        name=part.host
                    ),
                    near,
                )
                return None
        return self.attendees.find(self.desk, (*path, "host"), part.host)

    def _most(self, part: TopicPart, path: KeyPath) -> int | None:
        if part.min and part.max and part.min > part.max:
            self.desk.fault(
                (*path, "max"),
                "topic-sizes",
                _("“{title}”: at most {max} people are fewer than at least {min}.").format(
                    title=part.title, max=part.max, min=part.min
                ),
                _("Exchange “min” and “max”."),
            )
        return part.max

    def _place(
        self, part: TopicPart, path: KeyPath, method: Method, places: Sequence[Place]
    ) -> str | None:
        if part.place is None:
            return None
        found = place_called(part.place, method, places)
        if found is None:
            known = [str(place.label) for place in places]
            self.desk.fault(
                (*path, "place"),
                "place-unknown",
                _("There is no place “{place}”.").format(place=part.place),
                did_you_mean(part.place, known)
                or _("There are: {names}.").format(names=", ".join(known)),
            )
        return found

    def _refuse_twins(self, slot: Slot, topics: Sequence[Topic]) -> None:
        ids = [topic.id for topic in topics]
        first = len(ids) - len(slot.part.topics)
        for at, name in enumerate(ids):
            if name in ids[:at]:
                self.desk.fault(
                    (*slot.path, "topics", at - first, "id"),
                    "topic-id-twice",
                    _("There are two topics “{id}”.").format(id=name),
                    _("Give one of them another id."),
                )

    def _beside(self, slot: Slot, topics: Sequence[Topic]) -> Iterator[Topic]:
        """Find the topics that may share a place, by id or title."""
        names = {topic.id: topic.id for topic in topics}
        names |= {topic.title: topic.id for topic in reversed(topics)} | names
        first = len(topics) - len(slot.part.topics)
        for at, topic in enumerate(topics):
            if topic.beside is not None and names.get(topic.beside, topic.id) == topic.id:
                self.desk.fault(
                    (*slot.path, "topics", at - first, "beside"),
                    "topic-unknown",
                    _("There is no other topic “{topic}”.").format(topic=topic.beside),
                    did_you_mean(topic.beside, names),
                )
            beside = names.get(topic.beside or "")
            yield topic.model_copy(update={"beside": beside}) if topic.beside else topic

    def _wished(self, slot: Slot, topics: tuple[Topic, ...]) -> Choice:
        path: KeyPath = (*slot.path, "wishes")
        file = self.desk.path_of(slot.part.wishes or "")
        roster: Roster = self.attendees.roster
        if not self._readable(path, slot.part.wishes or ""):
            return Choice(topics)
        found = self.desk.attempt(
            path, partial(read_wishes, file, roster, topics, absent=self.attendees.gone)
        )
        if found is None:
            return Choice(topics)
        self.desk.read_as(found.source, found.sha256)
        for finding in found.findings:
            self.desk.relay(path, finding)
        return Choice(found.topics, found.wishes, found.dots)
