"""What can be wrong, said once: findings, and the errors that carry them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to tell the person at the laptop.

    Parameters
    ----------
    level
        ``error`` stops the work, ``warning`` is a goal missed, ``hint`` is worth knowing.
    code
        Stable kebab-case name, for programs and for the documentation.
    message
        What is the matter, in the reader's language.
    where
        File with line, column or Excel row, or the key path; empty if there is no place.
    hint
        The next thing to try; empty if there is none.
    """

    level: Level
    code: str
    message: str
    where: str = ""
    hint: str = ""


class FacilitateError(Exception):
    """Root of all errors meant for the person at the laptop.

    Parameters
    ----------
    message
        What is the matter.
    code
        Stable kebab-case name.
    where
        File with line, column or Excel row.
    hint
        The next thing to try.
    others
        Further findings of the same kind, so that all of them are told at once.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        where: str = "",
        hint: str = "",
        others: Iterable[Finding] = (),
    ) -> None:
        super().__init__(message)
        first = Finding(Level.ERROR, code, message, where, hint)
        self.findings: tuple[Finding, ...] = (first, *others)

    @classmethod
    def collecting(cls, findings: Iterable[Finding]) -> FacilitateError:
        """One error that carries all `findings`; there must be at least one."""
        first, *others = findings
        return cls(
            first.message, code=first.code, where=first.where, hint=first.hint, others=others
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling: keyword-only arguments are lost otherwise."""
        return _rebuild, (type(self), self.findings)


def _rebuild(kind: type[FacilitateError], findings: tuple[Finding, ...]) -> FacilitateError:
    return kind.collecting(findings)


class UsageError(FacilitateError):
    """An option or a number that cannot be meant."""


class MethodError(FacilitateError):
    """A method file that cannot be used."""


class EventError(FacilitateError):
    """An event file that cannot be used."""


class RosterError(FacilitateError):
    """A participant list, or a name in it, that cannot be used."""


class PlanError(FacilitateError):
    """A plan file that cannot be read or written."""


class FileError(FacilitateError):
    """A file that cannot be opened or written."""


class InfeasibleError(FacilitateError):
    """What was asked for is impossible: which rules, for whom, and the smallest way out."""
