"""A real browser for the tests, if this machine has one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from facilitate.page import build_page
from facilitate.plan import Plan
from facilitate.words import LANGUAGES
from tests.page.conftest import RING_AT

REQUIRED = "FACILITATE_BROWSER_TESTS"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LISTEN = """
window.tones = [];
class Quiet {
  constructor() { this.currentTime = 0; this.state = "running"; this.destination = {}; }
  createOscillator() {
    const frequency = {};
    return { frequency, connect: (next) => next, start: () => window.tones.push(frequency.value),
             stop() {} };
  }
  createGain() {
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {},
                   exponentialRampToValueAtTime() {} };
    return { gain, connect: (next) => next };
  }
}
window.AudioContext = Quiet;
"""
"""Stands in for the loudspeaker: notes which tones would sound."""


@dataclass
class Opened:
    """A page in the browser, with what went wrong in it and what it asked the network for."""

    page: Page
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def shown(self, name: str) -> str:
        """Give the text of an element as it can be read; empty if it is hidden."""
        found = self.page.locator(f"#{name}")
        return " ".join(found.inner_text().split("\u2028")) if found.is_visible() else ""

    def state(self) -> str:
        """Give the state that colours the page."""
        return self.page.evaluate("document.body.dataset.state")

    def after(self, seconds: float) -> Opened:
        """Let the clock go on: at a stroke, but for the last second."""
        if seconds > 1:
            self.page.clock.fast_forward(round(seconds * 1000) - 1000)
        self.page.clock.run_for(min(1000, round(seconds * 1000)))
        return self

    def press(self, *keys: str) -> Opened:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def tones(self) -> list[int]:
        """Give the tones since the last call."""
        heard: list[int] = self.page.evaluate("window.tones.splice(0)")
        return heard


Open = Callable[..., Opened]


@pytest.fixture(name="browser", scope="session")
def _browser() -> Iterator[Browser]:
    """Start the browser of this machine, without network; skip loudly where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        told = f"no browser on this machine ({', '.join(NAMES)}): the page was NOT tried in one"
        if os.environ.get(REQUIRED):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(name="axe", scope="session")
def _axe() -> str:
    """Give the program that looks for barriers."""
    found = find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


Pages = dict[str, str]


@pytest.fixture(name="pages", scope="session")
def _pages(plan: Plan) -> Pages:
    """Build the page in both languages."""
    return {code: build_page(plan, language=code) for code in LANGUAGES}


@pytest.fixture(name="private_pages", scope="session")
def _private_pages(plan: Plan) -> Pages:
    """Build the moderators' copy in both languages."""
    return {code: build_page(plan, language=code, private=True) for code in LANGUAGES}


@pytest.fixture(name="open_page")
def _open_page(browser: Browser, pages: Pages, tmp_path: Path) -> Iterator[Open]:
    """Give a function that opens a page; afterwards nothing may have gone wrong in it."""
    contexts, opened = [], []

    def open_page(
        *,
        text: str = "",
        language: str = "en",
        width: int = 1280,
        height: int = 800,
        at: datetime = RING_AT,
        before: str = "",
        paused: bool = True,
    ) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(text or pages[language], encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            offline=True,
            timezone_id="America/New_York",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_init_script(LISTEN + before)
        page = context.new_page()
        found = Opened(page)
        page.on("console", lambda message: found.faults.append(message.text))
        page.on("pageerror", lambda error: found.faults.append(str(error)))
        page.on("request", lambda request: found.asked.append(request.url))
        page.clock.install(time=at - timedelta(seconds=30))
        page.goto(path.as_uri())
        if paused:
            page.clock.pause_at(at)
        opened.append(found)
        return found

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for found in opened for fault in found.faults] == []
