"""Whole events: what is reached, what cannot be beaten, and how long it takes.

Run with `python benchmarks/events.py` to print the table, `--write` to keep it in events.md.
Crowds are invented from a seed; the forum is the example that comes with the package.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from facilitate import __version__
from facilitate.catalogue import data_folder
from facilitate.event import Event, Session, Topic
from facilitate.plan import Plan
from facilitate.planning import Inputs, plan_event
from facilitate.preparing import load_event
from facilitate.roster import Participant, Roster
from facilitate.words import speak

GOALS = (
    "no-repeat",
    "no-veteran",
    "missed-first",
    "unserved",
    "rank-sum",
    "avoid-same:organisation",
    "spread:first_timer",
    "spread:leader",
)


def crowd(people: int, seed: int) -> Roster:
    """Invent people: seven of ten are new, a quarter leads, two or three of an organisation."""
    rng = Random(seed)
    return Roster(
        tuple(
            Participant(
                f"p{i}",
                i,
                f"Person {i}",
                attributes={
                    "first_timer": rng.random() < 0.7,
                    "leader": rng.random() < 0.27,
                    "organisation": f"o{int(rng.random() * people / 2.3)}",
                },
            )
            for i in range(1, people + 1)
        ),
        columns={"first_timer": "first", "leader": "leader", "organisation": "organisation"},
    )


def lists(rng: Random, topics: list[str], people: int, length: int) -> dict[str, tuple[str, ...]]:
    """Invent wishes: nine of ten people have a list, some topics are dearer than others."""
    weights = [1 + 9 * rng.random() for _topic in topics]
    found = {}
    for i in range(1, people + 1):
        if rng.random() < 0.9:
            keys = {t: rng.random() ** (1 / w) for t, w in zip(topics, weights, strict=True)}
            found[f"p{i}"] = tuple(sorted(topics, key=keys.__getitem__, reverse=True)[:length])
    return found


def programme(people: int, seed: int) -> tuple[Event, Roster]:
    """Make the forum's programme for a crowd of any size."""
    rng, roster = Random(seed), crowd(people, seed)
    groups = max(3, people // 27)
    topics = [Topic(id=f"g{k}", title=f"Topic {k}", min=20, max=34) for k in range(1, groups + 1)]
    cards = [
        Topic(id=f"M{k}", title=f"Card {k}", host=f"p{i}")
        for k, i in enumerate(sorted(rng.sample(range(1, people + 1), people * 6 // 10)), start=1)
    ]
    sessions = (
        Session(id="kugellager", method="kugellager", rotations=6),
        Session(
            id="groups",
            method="arbeitsgruppen",
            topics=tuple(topics),
            wishes=lists(rng, [t.id for t in topics], people, 3),
        ),
        Session(id="poker", method="sozialplanungspoker", rotations=3),
        Session(
            id="market",
            method="titel-thesen-fragmente",
            rotations=2,
            topics=tuple(cards),
            wishes=lists(rng, [c.id for c in cards], people, 4),
        ),
    )
    return Event(title="Programme", seed=seed, sessions=sessions), roster


def tables(people: int, sessions: int, seed: int) -> tuple[Event, Roster]:
    """Make sessions of tables of six, three rotations each."""
    made = tuple(
        Session(id=f"s{k}", method="tischrunden", rotations=3, size=6)
        for k in range(1, sessions + 1)
    )
    return Event(title="Tables", seed=seed, sessions=made), crowd(people, seed)


def runs() -> Iterator[tuple[str, Plan, float]]:
    """Plan every case; name, plan and seconds."""
    brief = load_event(data_folder("examples") / "forum-2018" / "event.yaml")
    for name, alone in (("forum, 80 people, three days", False), ("… each session alone", True)):
        inputs = replace(brief.inputs, alone=alone)
        begun = time.process_time()
        plan = plan_event(brief.event, brief.roster, methods=brief.method, inputs=inputs).plan
        yield name, plan, time.process_time() - begun
    cases = (
        ("the same programme, 500 people", programme(500, 1)),
        ("ten sessions of tables of 6 x 3, 200 people", tables(200, 10, 1)),
    )
    for name, (event, roster) in cases:
        begun = time.process_time()
        plan = plan_event(event, roster, inputs=Inputs()).plan
        yield name, plan, time.process_time() - begun


def report() -> Iterator[str]:
    """Give the lines of the table."""
    cpu = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    yield "# Whole events"
    yield ""
    yield f"facilitate {__version__}, {datetime.now(UTC):%Y-%m-%d}, {cpu}."
    yield "Each cell: reached (bound). Measured by `python benchmarks/events.py --write`."
    yield ""
    yield "| event | seconds of one core | memory | " + " | ".join(GOALS) + " |"
    yield "|---|--:|--:" + "|--:" * len(GOALS) + "|"
    for name, plan, seconds in runs():
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cells = [
            f"{plan.score[goal]} ({plan.bounds[goal]})" if goal in plan.score else "–"
            for goal in GOALS
        ]
        yield f"| {name} | {seconds:.1f} | {memory} MB | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table; with --write keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the table in events.md")
    written = []
    options = parser.parse_args()
    speak("en")
    for line in report():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        written.append(line)
    if options.write:
        path = Path(__file__).with_suffix(".md")
        path.write_text("\n".join(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
