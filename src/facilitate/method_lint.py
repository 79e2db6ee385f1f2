"""Judges a method: what follows from its rules that its author may not have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from facilitate.errors import Finding, Level
from facilitate.method import (
    CARD_PLACEHOLDERS,
    PHASE_PLACEHOLDERS,
    SPOKEN_PLACEHOLDERS,
    Method,
    Text,
)
from facilitate.movement_lint import judge_movement
from facilitate.parts import PLACEHOLDER
from facilitate.words import _, decimal, listed

_MOST_SHOWN = 6


def judge(method: Method) -> tuple[Finding, ...]:
    """Judge `method`.

    Returns
    -------
    What is doubtful in it. ``where`` is the key path, its parts joined by dots. An error is a
    method that cannot work, a warning one that surprises, a hint what is worth knowing.
    """
    return (
        *judge_movement(method),
        *_judge_sizes(method),
        *_judge_roles(method),
        *_judge_times(method),
        *_judge_sources(method),
        *_judge_placeholders(method),
    )


def _judge_sizes(method: Method) -> Iterator[Finding]:
    if method.groups is not None or not method.grouped:
        return
    sizes = method.sizing.sizes
    reach = 4 * method.sizing.max
    fits = _sums_of(sizes, reach)
    gaps = [n for n in range(method.sizing.min, reach + 1) if n not in fits]
    if not gaps:
        return
    told = [str(n) for n in gaps[:_MOST_SHOWN]]
    endless = gaps[-1] > 3 * method.sizing.max
    yield Finding(
        Level.WARNING if endless else Level.HINT,
        "sizes-with-gaps",
        _("Groups of {sizes} cannot be made of every number of people: not of {gaps}.").format(
            sizes=listed([str(size) for size in sizes]),
            gaps=", ".join(told) + (" …" if endless or len(gaps) > len(told) else ""),
        ),
        "group",
        _("Allow sizes that differ by one, for example {min} to {max}.").format(
            min=method.sizing.min, max=method.sizing.max + 1
        ),
    )


def _sums_of(sizes: Iterable[int], reach: int) -> set[int]:
    reached = {0}
    for total in range(1, reach + 1):
        if any(total - size in reached for size in sizes):
            reached.add(total)
    return reached


def _judge_roles(method: Method) -> Iterator[Finding]:
    repeats = max(phase.repeat for phase in method.timing.phases)
    needed = sum(role.count * (repeats if role.per == "repeat" else 1) for role in method.roles)
    if method.grouped and needed > method.sizing.min:
        yield Finding(
            Level.WARNING,
            "roles-too-many",
            _(
                "In one rotation {count} people need a role, but the smallest group has {people}."
            ).format(count=needed, people=method.sizing.min),
            "roles",
            _("Put two roles into one, or raise the smallest size."),
        )


def _judge_times(method: Method) -> Iterator[Finding]:
    minutes = sum(phase.minutes * phase.repeat for phase in method.timing.phases)
    if minutes == 0:
        yield Finding(
            Level.ERROR,
            "rotation-without-time",
            _("A rotation lasts 0 minutes."),
            "timing.phases",
            _("Give at least one phase its minutes."),
        )
    elif method.timing.warning >= minutes:
        yield Finding(
            Level.WARNING,
            "warning-too-early",
            _(
                "The warning comes {warning} minutes before the end of a rotation of {minutes}."
            ).format(warning=decimal(method.timing.warning), minutes=decimal(minutes)),
            "timing.warning",
            _("Make it shorter than the rotation."),
        )


def _judge_sources(method: Method) -> Iterator[Finding]:
    for at, source in enumerate(method.sources):
        if not (source.address or source.author):
            yield Finding(
                Level.WARNING,
                "source-not-found-again",
                _(
                    "Nobody can find the source “{title}” again: author and address are missing."
                ).format(title=source.title),
                f"sources.{at}",
                _("Give “author” or “address”."),
            )
        if not source.taken:
            yield Finding(
                Level.HINT,
                "source-taken",
                _("It is not said what was taken from “{title}”.").format(title=source.title),
                f"sources.{at}",
                _("Say it under “taken”."),
            )


def _judge_placeholders(method: Method) -> Iterator[Finding]:
    for path, text in _texts(method, ""):
        known = _placeholders_at(path)
        for language in ("de", "en"):
            for name in PLACEHOLDER.findall(getattr(text, language)):
                if name.strip() not in known:
                    yield _unknown_placeholder(name, f"{path}.{language}", known)


def _unknown_placeholder(name: str, path: str, known: tuple[str, ...]) -> Finding:
    hint = (
        _("Known here: {names}.").format(names=", ".join(f"{{{each}}}" for each in known))
        if known
        else _("Nothing is filled in here; write the text without braces.")
    )
    return Finding(
        Level.ERROR,
        "placeholder-unknown",
        _("Nothing can be filled in for “{name}”.").format(name=f"{{{name}}}"),
        path,
        hint,
    )


def _placeholders_at(path: str) -> tuple[str, ...]:
    if path.startswith("card."):
        return CARD_PLACEHOLDERS
    if path.endswith(".say"):
        return PHASE_PLACEHOLDERS
    if path.startswith("spoken."):
        return SPOKEN_PLACEHOLDERS
    return ()


def _texts(part: object, path: str) -> Iterator[tuple[str, Text]]:
    """Go through all texts in two languages, each with its key path."""
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), f"{path}.{name}".lstrip("."))
    elif isinstance(part, tuple):
        for at, each in enumerate(part):
            yield from _texts(each, f"{path}.{at}")
