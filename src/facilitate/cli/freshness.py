"""Whether a plan is sound, and still fits the list and the event it was made from."""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path

from facilitate.cli.output import tell_findings
from facilitate.errors import Finding, Level
from facilitate.plan import Plan
from facilitate.words import _, listed, ngettext


def tell_doubts(plan: Plan, path: Path) -> None:
    """Tell in a line each if the plan in `path` is broken, or older than what it was made from."""
    _tell_broken(plan, path)
    _tell_outdated(plan, path)


def _tell_broken(plan: Plan, path: Path) -> None:
    from facilitate.checking import check_seated

    faults = [finding for finding in check_seated(plan) if finding.level is Level.ERROR]
    if faults:
        message = ngettext(
            "This plan is broken: {first}",
            "This plan is broken in {count} places: {first}",
            len(faults),
        ).format(count=len(faults), first=faults[0].message)
        hint = _("Mend it before you hand anything out: {command} tells everything.").format(
            command=f"facilitate check {shlex.quote(str(path))}"
        )
        tell_findings([Finding(Level.WARNING, "plan-broken", message, path.name, hint)])


def _tell_outdated(plan: Plan, path: Path) -> None:
    changed = [name for name, digest in plan.inputs.items() if _differs(path.parent, name, digest)]
    if changed:
        message = ngettext(
            "{files} has changed since this plan was made.",
            "{files} have changed since this plan was made.",
            len(changed),
        ).format(files=listed(changed))
        hint = _("If that matters, plan again with --keep, and go on with the newer plan.")
        tell_findings([Finding(Level.WARNING, "plan-outdated", message, path.name, hint)])


def _differs(folder: Path, name: str, digest: str) -> bool:
    """Tell whether a file that lies beside the plan is another one than it was."""
    path = folder / name
    if path.parent != folder or not path.is_file():
        return False
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() != digest
    except OSError:
        return False
