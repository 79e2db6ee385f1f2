"""What could be chosen in a session, and where everybody's wishes stand."""

from __future__ import annotations

from collections.abc import Iterable

from facilitate.checking.view import SeenGroup, View
from facilitate.event import Topic


class Offer:
    """Cards or topics of a session, as far as they can run, and the lists of wishes.

    Parameters
    ----------
    view
        A session of the formation market or choice.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.is_market = view.spec.formation == "market"
        self.topics = {topic.id: topic for topic in view.session.topics}
        self.able = {t.id: t for t in view.session.topics if not t.withdrawn and self._comes(t)}
        self.stalls = self._shared() if self.is_market else {card: (card,) for card in self.able}
        self._givers = {card: self._hosts(cards) for card, cards in self.stalls.items()}
        self.lists = {person: self._list(person) for person in view.present}

    def _comes(self, topic: Topic) -> bool:
        """Whether a card's giver is there; a working group finds another host."""
        return not (self.is_market and topic.host in self.view.session.absent)

    def _shared(self) -> dict[str, tuple[str, ...]]:
        """Card → all cards at its stall: similar ones share it if their givers find room."""
        shared = {card: [card] for card in self.able}
        for card, topic in self.able.items():
            other = topic.beside
            if other in shared and shared[card] is not shared[other]:
                union = [*shared[other], *shared[card]]
                if len(self._hosts(union)) <= self.view.spec.sizing.max:
                    shared |= dict.fromkeys(union, union)
        order = {card: at for at, card in enumerate(self.able)}
        return {card: tuple(sorted(cards, key=order.__getitem__)) for card, cards in shared.items()}

    def _hosts(self, cards: Iterable[str]) -> list[str]:
        hosts = dict.fromkeys(self.topics[card].host for card in cards)
        return [host for host in hosts if host is not None and host in self.view.present]

    def hosts(self, card: str) -> list[str]:
        """Ids of the participants who bring what is discussed at the stall of `card`."""
        return self._givers.get(card, [])

    def hosting(self, person: str) -> list[str]:
        """Stalls, each named by its first card, that `person` brings something to."""
        stalls = dict.fromkeys(cards[0] for cards in self.stalls.values())
        return [stall for stall in stalls if person in self.hosts(stall)]

    def _list(self, person: str) -> tuple[str, ...]:
        """Stalls that somebody wishes, the dearest first; what cannot run drops out."""
        own = self.hosting(person) if self._may_host(person) else []
        if own and not self.is_market:
            return ()  # whoever leads a topic stays there
        wishes = self.view.session.wishes.get(person, ())
        stalls = dict.fromkeys(self.stalls[card][0] for card in wishes if card in self.stalls)
        return tuple(stall for stall in stalls if stall not in own)

    def _may_host(self, person: str) -> bool:
        return any(topic.host == person for topic in self.able.values())

    def servable(self, person: str) -> list[str]:
        """Wishes that can be fulfilled: those of whose givers nobody must be avoided."""
        avoided = {other for pair in self.view.apart if person in pair for other in pair}
        return [w for w in self.lists[person] if avoided.isdisjoint({*self.hosts(w)} - {person})]

    def stall_of(self, group: SeenGroup | None) -> str | None:
        """First card of the stall where a group sits; None without a card that can run."""
        cards = self.stalls.get(group.card or "") if group is not None else None
        return cards[0] if cards else None

    def rank(self, person: str, stall: str | None) -> int:
        """Rank of a stall on somebody's list, from 0; one behind the last if it is not listed."""
        if stall is not None and person in self.hosts(stall):
            return 0
        wishes = self.lists[person]
        return wishes.index(stall) if stall in wishes else len(wishes)

    def stalls_of_everybody(self) -> list[dict[str, str | None]]:
        """Person → stall, in each rotation; who has no seat sits at none."""
        found = []
        for rotation in self.view.rotations:
            at = {p: self.stall_of(g) for g in rotation.groups for p in g.members}
            found.append({person: at.get(person) for person in self.view.present})
        return found

    def cards_that_run(self) -> set[str]:
        """Everything that is discussed in one of the rotations."""
        groups = (group for rotation in self.view.rotations for group in rotation.groups)
        return {card for group in groups for card in self.stalls.get(group.card or "", ())}


def offer_of(view: View) -> Offer | None:
    """Give what could be chosen; None where nothing could."""
    wished = view.spec.formation in ("market", "choice")
    return Offer(view) if wished and view.session.topics else None
