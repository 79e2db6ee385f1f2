"""Whether a plan still fits the list and the event it was made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

from facilitate.cli.output import tell_findings
from facilitate.errors import Finding, Level
from facilitate.plan import Plan
from facilitate.words import _, listed, ngettext


def tell_outdated(plan: Plan, path: Path) -> None:
    """Tell if what the plan in `path` was made from, and lies beside it, has changed since."""
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
