"""Progress of work that takes longer than a second, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from facilitate.words import _, decimal

if TYPE_CHECKING:
    from facilitate.grouping.stopping import Report


@contextmanager
def watching() -> Iterator[Callable[[Report], None]]:
    """Give something to report to; its line is wiped at the end."""
    line = _Line()
    try:
        yield line
    finally:
        line.wipe()


class _Line:
    """One line on stderr that is written over and over."""

    def __init__(self) -> None:
        self.shown = 0.0

    def __call__(self, report: Report) -> None:
        if not sys.stderr.isatty() or report.seconds < self.shown + 1:
            return
        self.shown = report.seconds
        again = report.values.get("no-repeat")
        text = _("Searching for {seconds} s … Ctrl-C keeps the best plan so far.").format(
            seconds=decimal(report.seconds, 0)
        )
        if again is not None:
            text += " " + _("Meetings again: {count}").format(count=again)
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Leave no trace of the line."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def counting(what: str) -> Iterator[Callable[[float], None]]:
    """Give something to tell which part of the work `what` is done; its bar is wiped at the end."""
    bar = _Bar(what)
    try:
        yield bar
    finally:
        bar.wipe()


class _Bar:
    """A bar on stderr that grows; it begins after a second."""

    WIDTH = 30

    def __init__(self, what: str) -> None:
        self.what = what
        self.began = monotonic()
        self.shown = False

    def __call__(self, share: float) -> None:
        if not sys.stderr.isatty() or monotonic() < self.began + 1:
            return
        self.shown = True
        full = round(share * self.WIDTH)
        bar = "█" * full + "░" * (self.WIDTH - full)
        text = _("{what} {bar} {share} %").format(
            what=self.what, bar=bar, share=decimal(100 * share, 0)
        )
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Leave no trace of the bar."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
