"""Progress of a search that takes longer than a second, on a terminal only."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from types import FrameType
from typing import TYPE_CHECKING, Any

from facilitate.cli.output import INTERRUPTED, tell
from facilitate.words import _, decimal, ngettext

if TYPE_CHECKING:
    from facilitate.grouping.stopping import Report

EVERY = 1.0  # seconds from one look of the line to the next


@contextmanager
def watching() -> Iterator[Callable[[Report], None]]:
    """Give something to report to; its line is wiped at the end."""
    line = _Line()
    done = threading.Event()

    def keep_showing() -> None:
        while not done.wait(EVERY):
            line.show(time.monotonic() - begun)

    begun = time.monotonic()
    usual = _end_at_second_press(line)
    clock = threading.Thread(target=copy_context().run, args=(keep_showing,), daemon=True)
    if sys.stderr.isatty():
        clock.start()
    try:
        yield line
    finally:
        done.set()
        if clock.ident is not None:
            clock.join()
        line.wipe()
        if usual is not None:
            signal.signal(signal.SIGINT, usual)


Handler = Callable[[int, FrameType | None], Any] | int | None


def _end_at_second_press(line: _Written) -> Handler:
    """Let the first Ctrl-C take the best so far, and the second end the program at once.

    The second may come while a library is at work that takes it for a fault of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        return None
    pressed: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)
        if len(pressed) == 1:
            raise KeyboardInterrupt
        line.wipe()
        tell(_("Stopped."))
        sys.stderr.flush()
        os._exit(INTERRUPTED)

    return signal.signal(signal.SIGINT, hear)


@contextmanager
def counting(what: str) -> Iterator[Callable[[float], None]]:
    """Give something to tell which part of the work `what` is done; its bar is wiped at the end."""
    bar = _Bar(what)
    try:
        yield bar
    finally:
        bar.wipe()


class _Written:
    """One line on stderr that is written over and over."""

    def __init__(self) -> None:
        self.shown = False

    def write(self, text: str) -> None:
        """Write over what stood there."""
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
        self.shown = True

    def wipe(self) -> None:
        """Leave no trace of the line."""
        if self.shown:
            self.write("")


class _Bar(_Written):
    """A bar that grows; it begins after a second."""

    WIDTH = 30

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.began = time.monotonic()

    def __call__(self, share: float) -> None:
        if not sys.stderr.isatty() or time.monotonic() < self.began + 1:
            return
        full = round(share * self.WIDTH)
        bar = "█" * full + "░" * (self.WIDTH - full)
        text = _("{what} {bar} {share} %").format(
            what=self.what, bar=bar, share=decimal(100 * share, 0)
        )
        self.write(text)


class _Line(_Written):
    """How long a search has taken, and its best so far."""

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None

    def __call__(self, report: Report) -> None:
        """Take note of the best so far."""
        self.report = report

    def show(self, seconds: float) -> None:
        """Write the line: how long it has taken, the best value so far, and its bound."""
        parts = [
            _("Searching, {seconds} s.").format(seconds=decimal(seconds, 0)),
            "" if self.report is None else _best(self.report),
            _("Ctrl-C keeps the best."),
        ]
        width = shutil.get_terminal_size().columns - 1
        self.write(" ".join(part for part in parts if part)[:width])


def _best(report: Report) -> str:
    """Say the most important value that may still become better, and what cannot be beaten."""
    for goal, value in report.values.items():
        bound = report.bounds.get(goal)
        what = _what(goal)
        if not what or value == bound:
            continue
        if bound is None:
            return _("{what}: {value}.").format(what=what, value=value)
        return _("{what}: {value}, at least {bound}.").format(what=what, value=value, bound=bound)
    return ""


def _what(goal: str) -> str:
    """Say what is counted; empty for what nobody would understand."""
    name, _dash, loss = goal.partition("loss-")
    if not name and loss.isdigit():
        return ngettext("{count} rank lost", "{count} ranks lost", int(loss)).format(
            count=int(loss)
        )
    return {
        "broken": _("Rules broken"),
        "no-repeat": _("Meetings again"),
        "no-repeat-3": _("Third meetings"),
        "avoid": _("Alike at a table"),
        "spread": _("Unevenness"),
        "missed-first": _("Without first wish"),
        "unserved": _("Wishes unserved"),
        "rank-sum": _("Sum of ranks"),
    }.get(goal, "")
