"""Making a plan: the list and the wishes in, a plan file and its summary out."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from facilitate.cli import options, output
from facilitate.cli.orders import rules_of
from facilitate.cli.private_rules import gather, keep
from facilitate.cli.progress import watching
from facilitate.cli.request import Request
from facilitate.columnar import Columnar
from facilitate.drafts import Draft
from facilitate.errors import FileError, Finding, Level
from facilitate.files import refuse_early
from facilitate.intake import Intake
from facilitate.plan import Plan, read_plan
from facilitate.planning import Inputs, plan_event
from facilitate.private import FILE as PRIVATE
from facilitate.summary import count_up, detail_lines, summary_lines
from facilitate.words import _, ngettext

MOST_OF_A_KIND = 100  # warnings of one kind; a crowd's list has thousands of namesakes
_LEFT: list[object] = []  # a crowd is left to the end of the program, not taken apart for a second


@dataclass(frozen=True, slots=True)
class Target:
    """Where the plan goes and what is shown of it."""

    people: Path
    output: Path | None
    force: bool
    as_json: bool
    details: bool
    inputs: tuple[Path, ...] = ()

    def refuse_early(self) -> None:
        """Refuse a place that cannot be written before anything is searched.

        Raises
        ------
        FileError
            If the file is one of the inputs, or is there and may not be replaced, or its folder
            is missing or takes no files.
        """
        if self.output is None:
            if self.people.exists() and not self.as_json:
                refuse_early([self.people], overwrite=True)
            return
        if self.output.resolve() in {path.resolve() for path in self._read()}:
            raise FileError(
                _("{file} is one of the inputs; choose another name.").format(file=self.output),
                code="output-is-input",
                where=str(self.output),
                hint=_("Name a file of its own, e.g. -o plan.json"),
            )
        refuse_early([self.output], overwrite=self.force)

    def _read(self) -> Iterator[Path]:
        yield self.people
        yield from self.inputs
        for folder in (self.people.parent, self.folder()):
            yield folder / PRIVATE
        yield from (self.people.parent / "methods").glob("*.yaml")

    def folder(self) -> Path:
        """Folder the plan goes to."""
        return (self.output or self.people).parent

    def draft(self, plan: Plan, method: str) -> Draft:
        """Begin to write the plan, under a new name if none was given."""
        if self.output is not None:
            return plan.draft(self.output, overwrite=self.force)
        return plan.draft(next(p for p in _versions(self.people, method) if not p.exists()))


def _versions(people: Path, method: str) -> Iterator[Path]:
    stem = f"{people.stem}-{method}"
    yield people.with_name(f"{stem}.plan.json")
    for version in count(2):
        yield people.with_name(f"{stem}-{version}.plan.json")


def make(
    request: Request,
    intake: Intake,
    target: Target,
    numbers: Path | None,
    earlier: Path | None = None,
) -> None:
    """Plan what the `request` asks for with the people of `intake`; write and show the plan."""
    method = request.load_method(target.people)
    private = gather(request.apart, intake, (target.people.parent, target.folder()))
    roster = intake.roster
    offers = request.read_offers(intake)
    ordered = rules_of(request.orders(), roster)
    event = request.event(method, (*private.rules(), *ordered.rules), offers)
    with options.numbers_beside(intake, target.people, numbers) as keep_numbers:
        with watching() as progress:
            planned = plan_event(
                event,
                roster,
                methods=lambda _session: method,
                inputs=Inputs(
                    hashes={intake.source: intake.sha256, **offers.inputs},
                    needs=private.needs(),
                    keep=None if earlier is None else read_plan(earlier),
                ),
                time_limit=request.time_limit,
                progress=progress,
            )
        findings = [*private.findings, *ordered.findings, *offers.findings, *planned.findings]
        if target.output is None and target.as_json:
            _show(planned.plan, target, intake, keep_numbers, findings)
            return
        with target.draft(planned.plan, method.id) as draft:  # a crowd's plan is long
            keep(private, target.folder(), roster)
            _show(planned.plan, target, intake, keep_numbers, findings)
            tell_next(draft.keep(), private.told())
        if isinstance(planned.plan.participants, Columnar):
            _LEFT.append((intake, planned))


def _show(
    plan: Plan,
    target: Target,
    intake: Intake,
    keep_numbers: Callable[[], str],
    findings: Sequence[Finding],
) -> None:
    """Tell about the list, and show the plan itself or its summary, as asked."""
    kept = keep_numbers()
    tell_about_list(intake)
    output.tell_findings(findings)
    if target.as_json:
        for piece in plan.pieces():
            output.say_bytes(piece)
    else:
        show_summary(plan, details=target.details)
        output.tell_wrapped(kept)


def tell_about_list(intake: Intake) -> None:
    """Tell what became of every row of the list."""
    output.tell_wrapped(intake.reconciliation.sentence())
    if intake.changes is not None:
        output.tell_wrapped(intake.changes.sentence())
    output.tell_findings(_shortened(f for f in intake.findings if f.level is not Level.HINT))
    hints = sum(f.level is Level.HINT for f in intake.findings)
    if hints:
        output.tell(
            ngettext(
                "{count} hint about the list; “facilitate people” shows it.",
                "{count} hints about the list; “facilitate people” shows them.",
                hints,
            ).format(count=hints)
        )
    output.tell()


def _shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give the first findings of each kind, and how many more there are."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= MOST_OF_A_KIND:
            yield finding
    left = sum(count - MOST_OF_A_KIND for count in seen.values() if count > MOST_OF_A_KIND)
    if left:
        yield Finding(
            Level.WARNING,
            "findings-left-out",
            ngettext(
                "{count} more warning about the list; “facilitate people” shows it.",
                "{count} more warnings about the list; “facilitate people” shows them.",
                left,
            ).format(count=left),
        )


def show_summary(plan: Plan, *, details: bool) -> None:
    """Say in words what a plan reached."""
    figures = count_up(plan)
    for line in summary_lines(plan, figures):
        output.wrapped(line)
    if details:
        output.say()
        for line in detail_lines(plan, figures):
            output.wrapped(line)
    output.say()


def tell_next(path: Path, private: str) -> None:
    """Tell where the plan is, and what can be done with it."""
    output.tell(_("The plan is in {file}.").format(file=path))
    if private:
        output.tell_wrapped(private)
    name = shlex.quote(str(path))
    output.tell(_("Next:"))
    output.tell(f"  facilitate show {name} --by person")
    output.tell(f"  facilitate timetable {name}")
    output.tell(f"  facilitate check {name}")
    output.tell(f"  facilitate print {name} -o " + _("to-print"))
