"""Pictures of a simulation: new people, the end of every session, an idea, who meets whom."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from facilitate.charts import draw_matrix
from facilitate.charts.fan import Fan, draw_fan
from facilitate.charts.histogram import Histogram, draw_histogram
from facilitate.charts.svg import Drawing
from facilitate.simulation.running import Simulation
from facilitate.views import meeting_matrix
from facilitate.words import _

MOST_IN_MATRIX = 200  # people up to whom the matrix can be read
EDGES = (10, 25, 50, 75, 90)


def pictures(simulation: Simulation) -> Iterator[tuple[str, Drawing]]:
    """Give all pictures with short names for files."""
    if any(seating.counted for seating in simulation.scene.seatings):
        yield "contacts", contacts_picture(simulation)
    yield "time", time_picture(simulation)
    if simulation.scene.seatings:
        yield "idea", idea_picture(simulation)
    if simulation.scene.people <= MOST_IN_MATRIX and simulation.scene.seatings:
        chosen = {session.id for session in simulation.scene.sessions}
        plan = simulation.plan
        part = tuple(one for one in plan.sessions if one.id in chosen)
        yield "matrix", draw_matrix(meeting_matrix(plan.model_copy(update={"sessions": part})))


def contacts_picture(simulation: Simulation) -> Drawing:
    """Draw how many new people the people of all runs meet, beside random regrouping."""
    new = simulation.contacts.values[simulation.came.values]
    random = simulation.baselines.random.new
    beside = simulation.baselines
    marks = [(beside.mingling, _("free mingling"))]
    if beside.bound is not None:
        marks.append((float(beside.bound), _("at most, if nobody is missing")))
    return draw_histogram(
        Histogram(
            title=_("How many new people everybody meets"),
            description=_("For each number of new people the part of all who meet so many."),
            unit=_("new people met"),
            shares=_shares(new),
            named=_("with this plan"),
            beside=_shares(random),
            beside_named=_("regrouped at random"),
            marks=marks,
        )
    )


def _shares(values: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[float]:
    counts = np.bincount(values.ravel())
    return [float(part) for part in counts / max(1, counts.sum())]


def time_picture(simulation: Simulation) -> Drawing:
    """Draw how late every session ends."""
    blocks = simulation.scene.blocks
    edges = np.percentile(simulation.ended.values, EDGES, axis=0)
    breaks = [at for at in range(1, len(blocks)) if blocks[at].day != blocks[at - 1].day]
    return draw_fan(
        Fan(
            title=_("How late every session ends"),
            description=_("Minutes after the plan; below 0 it ends early."),
            unit=_("min"),
            steps=[block.title for block in blocks],
            middle=edges[2].tolist(),
            outer=(edges[0].tolist(), edges[4].tolist()),
            inner=(edges[1].tolist(), edges[3].tolist()),
            named=(_("half of the runs"), _("half lie in between"), _("8 of 10 lie in between")),
            breaks=breaks,
        )
    )


def idea_picture(simulation: Simulation) -> Drawing:
    """Draw who has heard an idea after each rotation."""
    edges = 100 * np.percentile(simulation.heard.values, EDGES, axis=0)
    beside = simulation.baselines
    return draw_fan(
        Fan(
            title=_("How an idea gets round"),
            description=_("Part of those who came that has heard it after each rotation."),
            unit="%",
            steps=[seating.label for seating in simulation.scene.seatings],
            middle=edges[2].tolist(),
            outer=(edges[0].tolist(), edges[4].tolist()),
            inner=(edges[1].tolist(), edges[3].tolist()),
            named=(_("half of the runs"), _("half lie in between"), _("8 of 10 lie in between")),
            beside=[
                ((100 * beside.random.heard).tolist(), _("regrouped at random, average")),
                ((100 * beside.staying.heard).tolist(), _("always in one group, average")),
            ],
        )
    )
