"""Planning a whole event: the event file in, a plan file and its summary out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.cli import options, output
from facilitate.cli.making import Target, show_summary, tell_about_list, tell_next
from facilitate.cli.progress import watching
from facilitate.cli.request import Request
from facilitate.errors import Finding, Level, UsageError
from facilitate.plan import Plan, read_plan
from facilitate.planning import plan_event
from facilitate.preparing import Brief, load_event, read_event_file
from facilitate.private import FILE as PRIVATE
from facilitate.rules import Apart, goal_name
from facilitate.words import _, ngettext, suggest

if TYPE_CHECKING:
    from facilitate.planning import Planned

FREE = frozenset({"time_limit", "method"})  # options that an event leaves open


def refuse_options(request: Request) -> None:
    """Refuse options whose place is in the event file.

    Raises
    ------
    UsageError
        With all of them at once.
    """
    usual = Request(method=request.method)
    said = [
        name
        for name in Request.__dataclass_fields__
        if name not in FREE and getattr(request, name) != getattr(usual, name)
    ]
    if request.method:
        said.insert(0, "method")
    names = {"begin": "from", "end": "to", "own_mix": "no-mix", "avoid_same": "avoid-same"}
    findings = [
        Finding(
            Level.ERROR,
            "option-in-event-file",
            _("{option} has no place beside an event file.").format(
                option=f"--{names.get(name, name)}"
            ),
            hint=_("Write it into the event file."),
        )
        for name in said
    ]
    if findings:
        raise UsageError.collecting(findings)


def refuse_alone() -> None:
    """Refuse to compare a single session with itself.

    Raises
    ------
    UsageError
        Always.
    """
    raise UsageError(
        _("{option} is for event files.").format(option="--alone"),
        code="option-without-meaning",
        hint=_("“facilitate new” writes one."),
    )


def make_event(
    path: Path,
    request: Request,
    target: Target,
    numbers: Path | None,
    keep: Path | None,
    alone: bool,
) -> None:
    """Plan the event of the file at `path`; write and show the plan."""
    source = read_event_file(path)
    suggest(source.language)
    brief = load_event(source, numbers=numbers)
    earlier = None if keep is None else read_plan(keep)
    with watching() as progress:
        planned = plan_event(
            brief.event,
            brief.roster,
            methods=brief.method,
            inputs=replace(brief.inputs, keep=earlier),
            time_limit=request.time_limit,
            progress=progress,
        )
        apart = _alone(brief) if alone else None
    kept = options.keep_numbers(brief.intake, brief.people, numbers)
    tell_about_list(brief.intake)
    output.tell_findings([*brief.findings, *planned.findings])
    written = None
    if target.output is not None or not target.as_json:
        written = _write(planned, target, path)
    if target.as_json:
        output.say_bytes(planned.plan.to_json().encode())
    else:
        show_summary(planned.plan, details=target.details)
        if apart is not None:
            _compare(planned.plan, apart)
        output.tell_wrapped(kept)
    if written is not None:
        tell_next(written, _kept_apart(brief, written))


def _kept_apart(brief: Brief, plan: Path) -> str:
    """Say where the rules stand that never enter a plan; empty if there is none."""
    rules = [*brief.event.rules, *(rule for one in brief.event.sessions for rule in one.rules)]
    count = len({frozenset(rule.people) for rule in rules if isinstance(rule, Apart)})
    if not count:
        return ""
    told = ngettext(
        "{count} rule about people who never sit together is not in the plan.",
        "{count} rules about people who never sit together are not in the plan.",
        count,
    ).format(count=count)
    beside = (plan.parent / PRIVATE).exists()
    if beside or plan.parent.resolve() == brief.folder.resolve():
        kept = _("Keep {file} beside it: “facilitate check” reads it there.").format(
            file=PRIVATE if beside else brief.path.name
        )
    else:
        kept = _("“facilitate check” knows them with {option}.").format(
            option=f"--event {shlex.quote(str(brief.path))}"
        )
    return f"{told} {kept}"


def plan_of(brief: Brief) -> Plan:
    """Plan an event as its file says, with a line that tells how far it is."""
    with watching() as progress:
        return plan_event(
            brief.event,
            brief.roster,
            methods=brief.method,
            inputs=brief.inputs,
            progress=progress,
        ).plan


def _alone(brief: Brief) -> Plan:
    inputs = replace(brief.inputs, alone=True)
    return plan_event(brief.event, brief.roster, methods=brief.method, inputs=inputs).plan


def _compare(plan: Plan, alone: Plan) -> None:
    """Show what it brings that the sessions know of each other."""
    output.heading(_("Planned together, and each session alone"))
    rows = [
        [goal_name(key), str(plan.score[key]), str(alone.score.get(key, "–")), _bound(plan, key)]
        for key in plan.score
    ]
    headers = [_("Goal"), _("together"), _("alone"), _("bound")]
    output.table(headers, rows, right=frozenset({1, 2, 3}))
    output.wrapped(
        _("A bound holds for the plan made together, with the goals graver than it as they are.")
    )
    output.say()


def _bound(plan: Plan, key: str) -> str:
    return str(plan.bounds[key]) if key in plan.bounds else "–"


def _write(planned: Planned, target: Target, path: Path) -> Path:
    if target.output is not None:
        planned.plan.write(target.output, overwrite=target.force)
        return target.output
    free = next(name for name in _versions(path) if not name.exists())
    planned.plan.write(free)
    return free


def _versions(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.plan.json")
    for version in count(2):
        yield path.with_name(f"{path.stem}-{version}.plan.json")
