"""The event file a plan was made from, where it still lies beside it."""

from __future__ import annotations

from pathlib import Path

from facilitate.errors import FacilitateError
from facilitate.plan import Plan
from facilitate.preparing.source import EventSource, read_event_file

_ENDINGS = (".yaml", ".yml")


def event_beside(plan: Plan, folder: Path) -> EventSource | None:
    """Find the event file in `folder` that `plan` was made from, unchanged; None if there is none.

    A file that cannot be read is none: whatever else a plan needs stands in it.
    """
    for name, sha256 in plan.inputs.items():
        path = folder / Path(name).name
        if path.suffix.lower() in _ENDINGS and path.is_file():
            try:
                source = read_event_file(path)
            except FacilitateError:
                continue
            if source.sha256 == sha256:
                return source
    return None
