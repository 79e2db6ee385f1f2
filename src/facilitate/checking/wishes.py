"""What became of the wishes, counted again: who got none, who not the first, ranks, cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from facilitate.checking.offer import Offer, offer_of
from facilitate.checking.view import EXAMPLES, View, for_example, remark, unavoidable, warning
from facilitate.errors import Finding
from facilitate.words import _, listed, ngettext, quoted

UNSERVED, MISSED, RANKS, CARDS = "unserved", "missed-first", "rank-sum", "cards-left"


def wish_score(view: View) -> Counter[str]:
    """Count what became of the wishes: goal → cost; empty where nobody could wish."""
    offer = offer_of(view)
    if offer is None or not view.rotations:
        return Counter()
    reached: Counter[str] = Counter()
    if any(offer.lists.values()):
        seats = offer.stalls_of_everybody()
        reached[RANKS] = sum(
            offer.rank(person, stall)
            for row in seats
            for person, stall in row.items()
            if offer.lists[person]
        )
        if offer.is_market:
            reached[UNSERVED] = len(_unserved(offer))
        else:
            reached[MISSED] = len(_missed(offer))
    if offer.is_market:
        reached[CARDS] = len(offer.able.keys() - offer.cards_that_run())
    return reached


def wish_bounds(view: View) -> Counter[str]:
    """Give what no seating could beat; right, but not always within reach."""
    offer = offer_of(view)
    if offer is None or not view.rotations:
        return Counter()
    least: Counter[str] = Counter()
    if any(offer.lists.values()):
        missed = 0 if offer.is_market else _missed_at_least(offer)
        if offer.is_market:
            least[UNSERVED] = 0
        else:
            least[MISSED] = missed
        least[RANKS] = _ranks_at_least(offer) + missed * len(view.rotations)
    if offer.is_market:
        least[CARDS] = _left_at_least(offer)
    return least


def check_wishes(
    view: View, reached: Mapping[str, int], least: Mapping[str, int]
) -> Iterator[Finding]:
    """Tell whose wishes were missed, and which cards do not run.

    Parameters
    ----------
    reached, least
        Goal → value and bound, as counted here.
    """
    offer = offer_of(view)
    if offer is None:
        return
    if reached.get(UNSERVED):
        yield _without_any(view, _unserved(offer), _bound(view, least, UNSERVED))
    if reached.get(MISSED):
        yield _without_first(view, _missed(offer), _bound(view, least, MISSED))
    ranks, bound = reached.get(RANKS, 0), _bound(view, least, RANKS)
    if ranks > bound:
        yield remark(
            "rank-sum",
            ngettext(
                "All in all people might come one rank nearer to their wishes.",
                "All in all people might come up to {count} ranks nearer to their wishes.",
                ranks - bound,
            ).format(count=ranks - bound),
            view.where(),
            _("That is not proven: who meets again, or sits with whom, may stand against it."),
        )
    if reached.get(CARDS):
        yield _cards_left(view, offer)


def _bound(view: View, least: Mapping[str, int], key: str) -> int:
    """Give the better bound of ours and the plan's, whose planner may have proven more."""
    return max(least.get(key, 0), view.session.bounds.get(key, 0))


def _without_any(view: View, people: list[str], bound: int) -> Finding:
    count = len(people)
    message = ngettext(
        "{count} person gets none of their wishes.",
        "{count} people get none of their wishes.",
        count,
    ).format(count=count)
    return (remark if count <= bound else warning)(
        "unserved",
        f"{message} {unavoidable(count, bound)}".strip(),
        view.where(),
        for_example([view.who([person]) for person in people]),
    )


def _without_first(view: View, people: list[str], bound: int) -> Finding:
    count = len(people)
    wanted = {topic for wishes in view.session.wishes.values() for topic in wishes}
    if any(topic.withdrawn and topic.id in wanted for topic in view.session.topics):
        message = ngettext(
            "{count} person does not get their first wish of what runs.",
            "{count} people do not get their first wish of what runs.",
            count,
        ).format(count=count)
    else:
        message = ngettext(
            "{count} person does not get their first wish.",
            "{count} people do not get their first wish.",
            count,
        ).format(count=count)
    return (remark if count <= bound else warning)(
        "missed-first",
        f"{message} {unavoidable(count, bound)}".strip(),
        view.where(),
        for_example([view.who([person]) for person in people]),
    )


def _cards_left(view: View, offer: Offer) -> Finding:
    run = offer.cards_that_run()
    left = [f"{t.id} {quoted(t.title)}" for card, t in offer.able.items() if card not in run]
    return remark(
        "cards-left",
        ngettext(
            "{count} card does not run: {cards}.", "{count} cards do not run: {cards}.", len(left)
        ).format(
            count=len(left),
            cards=listed(left[:EXAMPLES]) + (" …" if len(left) > EXAMPLES else ""),
        ),
        view.where(),
    )


def _unserved(offer: Offer) -> list[str]:
    """People with a wish that could be fulfilled, who sat at nothing of the kind."""
    seats = offer.stalls_of_everybody()
    able = {person: offer.servable(person) for person in offer.lists}
    return [
        person
        for person, wishes in able.items()
        if wishes and not any(row[person] in wishes for row in seats)
    ]


def _missed(offer: Offer) -> list[str]:
    """People with a list who never sat at the first of it."""
    seats = offer.stalls_of_everybody()
    return [
        person
        for person, wishes in offer.lists.items()
        if wishes and all(row[person] != wishes[0] for row in seats)
    ]


def _missed_at_least(offer: Offer) -> int:
    """Count first wishes beyond the seats that a topic has in all rotations."""
    firsts = Counter(wishes[0] for wishes in offer.lists.values() if wishes)
    seats = {place.id: place.seats for place in offer.view.session.places}
    missed = 0
    for card, count in firsts.items():
        topic = offer.able[card]
        most = max(offer.view.spec.sizing.max, topic.min or 0) if topic.max is None else topic.max
        room = seats.get(topic.place or "")
        free = (most if room is None else min(most, room)) - len(offer.hosts(card))
        missed += max(0, count - free * len(offer.view.rotations))
    return missed


def _ranks_at_least(offer: Offer) -> int:
    """Sum of the ranks if everybody sat at the dearest there are, one after the other."""
    rotations = len(offer.view.rotations)
    total = 0
    for person, wishes in offer.lists.items():
        free = max(0, rotations - len(offer.hosting(person))) if offer.is_market else rotations
        total += sum(min(rank, len(wishes)) for rank in range(free)) if wishes else 0
    return total


def _left_at_least(offer: Offer) -> int:
    """Cards beyond the stalls of all rotations, those that share a stall counted together."""
    view, sizing = offer.view, offer.view.spec.sizing
    large = sum(p.seats is None or p.seats >= sizing.min for p in view.session.places)
    space = len(view.rotations) * min(large, len(view.present) // sizing.min)
    shared = {cards[0]: len(cards) for cards in offer.stalls.values()}
    return sum(shared.values()) - sum(sorted(shared.values(), reverse=True)[:space])
