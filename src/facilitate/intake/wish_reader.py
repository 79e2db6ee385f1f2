"""Takes wishes row by row: whose they are, what is meant, and what could not be taken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from facilitate.errors import Finding, Level
from facilitate.roster import Gone, Participant, Roster
from facilitate.words import _, did_you_mean, listed

from .cells import enumerated, said_rows
from .collection import Collection, LateCard
from .columns import Layout
from .dismissing import closing
from .lookup import PeopleIndex, named_in
from .table import Row
from .topics import Choosable, TopicIndex

_PARTED = re.compile(r"[,;/|\n]+")


@dataclass(slots=True)
class _Parts:
    """The parts of a `Collection` while it is read."""

    slips: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    dots: dict[str, int] = field(default_factory=dict)
    late: list[LateCard] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)


class WishReader:
    """Takes wishes row by row, and tells what it could not take.

    Parameters
    ----------
    roster, topics, absent
        As for `read_wishes`.
    source
        Name of the file, for messages.
    """

    def __init__(
        self, roster: Roster, topics: Sequence[Choosable], absent: Sequence[Gone], source: str
    ) -> None:
        self.source = source
        self.topics = TopicIndex(topics)
        self.findings: list[Finding] = []
        self.parts = _Parts()
        self._people = PeopleIndex(roster, absent)
        self._rows: dict[str, int] = {}
        self._twice: list[tuple[Row, Participant, list[str]]] = []
        self._closing: list[int] = []

    def collection(self) -> Collection:
        """Everything that was taken."""
        parts = self.parts
        signed = {topic: tuple(people) for topic, people in parts.signed.items()}
        return Collection(
            parts.slips,
            signed,
            parts.dots,
            tuple(parts.late),
            tuple(dict.fromkeys(parts.withdrawn)),
            parts.beside,
            parts.origins,
        )

    def told(self) -> tuple[Finding, ...]:
        """Tell all that could not be taken, and once each what is the same of several rows."""
        if self._closing:
            self._note(
                Level.HINT,
                "wishes-of-nobody",
                _("A total or a note below the list is nobody’s wish; it is left out."),
                said_rows(self._closing),
            )
            self._closing = []
        if len(self._twice) > 1:
            topics = dict.fromkeys(topic for _row, _person, twice in self._twice for topic in twice)
            self._note(
                Level.HINT,
                "wish-twice",
                _("{count} people wish the same more than once ({topics}); it counts once.").format(
                    count=len(self._twice), topics=enumerated(list(topics))
                ),
                said_rows([row.number for row, _person, _twice in self._twice]),
            )
        else:
            for row, person, twice in self._twice:
                self.hint(
                    "wish-twice",
                    _("{name} wishes {topics} more than once; it counts once.").format(
                        name=person.label, topics=enumerated(twice)
                    ),
                    row,
                )
        self._twice = []
        return tuple(self.findings)

    def warning(self, code: str, message: str, row: Row, hint: str = "") -> None:
        """Note what of `row` is not taken over as it stands."""
        self._note(Level.WARNING, code, message, said_rows([row.number]), hint)

    def hint(self, code: str, message: str, row: Row) -> None:
        """Note about `row` what is worth knowing; nothing is lost by it."""
        self._note(Level.HINT, code, message, said_rows([row.number]))

    def _note(self, level: Level, code: str, message: str, rows: str, hint: str = "") -> None:
        where = f"{self.source}, {rows}"
        self.findings.append(Finding(level, code, message, where, hint))

    def person(self, row: Row, layout: Layout) -> Participant | None:
        """Who the row is about; if that is not clear, it is told."""
        if closing(row, layout) is not None:
            self._closing.append(row.number)
            return None
        named = named_in(row.cells, layout)
        found = self._people.find(named)
        if len(found) == 1:
            return found[0]
        if found:
            self.warning(
                "wisher-ambiguous",
                _("“{name}” can be {candidates}; the wishes are left out.").format(
                    name=named.shown,
                    candidates=", ".join(person.label for person in found[:8]),
                ),
                row,
                _("Write the person’s number into a column “No.”."),
            )
            return None
        gone = self._people.absent(named)
        if gone is not None:
            self.warning(
                "wisher-cancelled",
                _("{name} takes no seat: {reason}; the wishes are left out.").format(
                    name=gone.name or named.shown, reason=gone.reason
                ),
                row,
            )
            return None
        suggest = self._people.may_suggest()
        self.warning(
            "wisher-unknown",
            _("“{name}” is nobody in the list of people; the wishes are left out.").format(
                name=named.shown
            ),
            row,
            did_you_mean(named.shown, self._people.spellings()) if suggest else "",
        )
        return None

    def wanted(self, cells: Sequence[str], row: Row) -> list[str]:
        """Ids of the topics that stand in `cells`, in their order."""
        return [topic.id for cell in cells for topic in self._in_cell(cell, row)]

    def _in_cell(self, cell: str, row: Row) -> Iterator[Choosable]:
        whole = self._find(cell, row)
        if whole is not None:
            yield whole
            return
        parts = [part.strip() for part in _PARTED.split(cell) if part.strip()]
        if len(parts) < 2 or not any(self.topics.find(part) for part in parts):
            parts = [cell] if cell else []
        for part in parts:
            topic = self._find(part, row)
            if topic is not None:
                yield topic
            else:
                self.unknown(part, row)

    def _find(self, written: str, row: Row) -> Choosable | None:
        found = self.topics.find(written)
        if len(found) > 1:
            self.warning(
                "wish-title-twice",
                _("“{title}” stands on {ids}; {first} is taken.").format(
                    title=found[0].title, ids=listed([t.id for t in found]), first=found[0].id
                ),
                row,
                _("Write the card’s number, or “{title} (2)” for the second.").format(
                    title=found[0].title
                ),
            )
        return found[0] if found else None

    def unknown(self, written: str, row: Row) -> None:
        """Tell that there is no such topic."""
        near = self.topics.near(written)
        self.warning(
            "wish-unknown",
            _("“{topic}” is nothing that can be chosen; this wish is left out.").format(
                topic=written
            ),
            row,
            _("Did you mean “{word}”?").format(word=near) if near else "",
        )

    def slip(self, person: Participant, topics: Sequence[str], row: Row) -> None:
        """Take all wishes of one person; a later row replaces an earlier one."""
        chosen = tuple(dict.fromkeys(topics))
        if len(chosen) < len(topics):
            twice = [t for t in chosen if list(topics).count(t) > 1]
            self._twice.append((row, person, twice))
        before = self.parts.slips.get(person.id)
        if before not in (None, chosen):
            self.warning(
                "wishes-replaced",
                _("{name} stands in row {first}, too; the later row counts.").format(
                    name=person.label, first=self._rows[person.id]
                ),
                row,
            )
        self._rows[person.id] = row.number
        self.parts.slips[person.id] = chosen
