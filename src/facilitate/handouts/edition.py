"""Editions: what was handed out when, so that only what has changed is printed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from facilitate.errors import FileError
from facilitate.files import read_bytes, write_atomically
from facilitate.parts import Part
from facilitate.plan import Plan
from facilitate.words import _, short_date

Size = Literal["a6", "a5", "large"]
FILE = "edition.json"


@dataclass(frozen=True, slots=True)
class Void:
    """What was handed out and must be taken back.

    Parameters
    ----------
    cards
        Numbers of people who are in the plan no longer.
    spares
        Number of a spare card that has no place any more → its digest now.
    signs
        Session and place where nobody sits any more → what they are called.
    """

    cards: tuple[str, ...]
    spares: Mapping[str, str]
    signs: Mapping[str, str]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.cards or self.spares or self.signs)


NOTHING = Void((), {}, {})


class Edition(Part):
    """The record beside the PDFs; it has numbers and digests, no names."""

    format: Literal["facilitate-edition/1"] = "facilitate-edition/1"
    edition: int = Field(1, ge=1, description="Number of the edition")
    printed: datetime = Field(description="When it was printed first, by the clock on the wall")
    plan: str = Field(description="Digest of the plan")
    size: Size | None = Field(None, description="Size of the cards")
    cards: dict[str, str] = Field({}, description="Person's number → digest of the card")
    badges: dict[str, str] = Field({}, description="Person's number → digest of the badge back")
    spares: dict[str, str] = Field({}, description="Number of a spare card → digest of it")
    signs: dict[str, str] = Field({}, description="Session and place → digest of the sign")
    labels: dict[str, str] = Field({}, description="Session and place → what the sign calls it")
    sheets: dict[str, str] = Field({}, description="File of other sheets → digest of them")
    pieces: dict[str, list[str]] = Field(
        {}, description="File of numbers, cards or tickets → digests of those handed out"
    )
    copies: dict[str, int] = Field({}, description="File of pieces all alike → how many there are")

    @property
    def label(self) -> str:
        """What stands on every sheet: "Edition 2, 5 Nov 18:10"."""
        when = f"{short_date(self.printed.date())} {self.printed:%H:%M}"
        return _("Edition {number}, {when}").format(number=self.edition, when=when)

    def following(
        self,
        *,
        size: Size | None = None,
        pieces: Mapping[str, Sequence[str]] | None = None,
        **handed_out: Mapping[str, str | int],
    ) -> Edition:
        """Give the record after these have been handed out, too: cards, badges, signs, sheets."""
        known = {name: {**getattr(self, name), **more} for name, more in handed_out.items()}
        more = {"size": size or self.size, "pieces": {**self.pieces, **self._more(pieces or {})}}
        return self.model_copy(update={**known, **more})

    def _more(self, pieces: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Add pieces to those that were handed out: nobody is asked to give these back."""
        return {file: sorted({*self.pieces.get(file, ()), *some}) for file, some in pieces.items()}

    def taken_back(self, void: Void) -> Edition:
        """Give the record after it was told what to take back: whoever returns needs it anew."""
        return self.model_copy(
            update={
                "cards": {n: said for n, said in self.cards.items() if n not in void.cards},
                "spares": {**self.spares, **void.spares},
                "signs": {key: said for key, said in self.signs.items() if key not in void.signs},
            }
        )

    def void(self, plan: Plan) -> tuple[str, ...]:
        """Numbers of those who have a card and are not in `plan`, in order."""
        there = {str(person.number) for person in plan.participants}
        return tuple(sorted(self.cards.keys() - there, key=int))


def edition_of(plan: Plan, last: Edition | None, now: datetime, *, stamped: bool) -> Edition:
    """Give the edition in which `plan` is printed.

    The plan of the last edition is that edition again, with its date unless one is `stamped`;
    any other plan is the next.
    """
    found = plan.digest()[:16]
    if last is None:
        return Edition(printed=now, plan=found)
    if last.plan == found:
        return last.model_copy(update={"printed": now}) if stamped else last
    return last.model_copy(update={"edition": last.edition + 1, "printed": now, "plan": found})


def read_edition(folder: Path) -> Edition | None:
    """Read the record in `folder`; None if there is none.

    Raises
    ------
    FileError
        If it cannot be read.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return Edition.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise FileError(
            _("{file} is no record of an edition.").format(file=path),
            code="edition-record-invalid",
            where=str(path),
            hint=_("Print into another folder, or delete this file: then counting begins anew."),
        ) from error


def write_edition(folder: Path, edition: Edition) -> None:
    """Write the record into `folder`."""
    text = json.dumps(edition.model_dump(mode="json"), indent=1, sort_keys=True) + "\n"
    write_atomically(folder / FILE, text, overwrite=True)


def digest(data: Any) -> str:
    """Give a short digest of what stands on a card or sign."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
