"""A real browser for the tests, if this machine has one."""

from __future__ import annotations

import itertools
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
COUNT = itertools.count()
LOSSES = 5
"""How often a browser may lose the storage at a reload before that is the page's fault: Chromium
reads it at times before its own writes have arrived, where the machine has much to do."""
FORGET = """
try {
  if (sessionStorage.getItem("opened") !== location.search) {
    localStorage.clear();
    sessionStorage.setItem("opened", location.search);
  }
} catch {}
"""
"""Forgets what earlier tests have kept, but not at a reload."""
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

    def reload(self) -> Opened:
        """Load the page again; a busy browser may lose what was kept, so it is given back then."""
        kept = self.page.evaluate("({...localStorage})")
        self.page.reload()
        for _ in range(LOSSES):
            if not kept or self.page.evaluate("localStorage.length"):
                break
            self.page.evaluate("kept => Object.assign(localStorage, kept)", kept)
            self.page.wait_for_timeout(200)
            self.page.reload()
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


class Tab:
    """A tab that is used again and again: to make a new one takes most of a test's time."""

    def __init__(self, browser: Browser, before: str = "") -> None:
        self._context = browser.new_context(
            offline=True, timezone_id="America/New_York", reduced_motion="reduce"
        )
        self._context.add_init_script(FORGET + LISTEN + before)
        self.page = self._context.new_page()
        self.now = Opened(self.page)
        self.page.on("console", lambda message: self.now.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.now.faults.append(str(error)))
        self.page.on("request", lambda request: self.now.asked.append(request.url))

    def open(self, address: str, at: datetime) -> Opened:
        """Open a page half a minute before `at`, with nothing kept from before."""
        self.now = Opened(self.page)
        self.page.clock.install(time=at - timedelta(seconds=30))
        self.page.goto(address)
        return self.now

    def close(self) -> None:
        """Close the tab."""
        self._context.close()


@pytest.fixture(name="tab", scope="session")
def _tab(browser: Browser) -> Iterator[Tab]:
    """Give one tab for all tests that need nothing special."""
    tab = Tab(browser)
    yield tab
    tab.close()


@pytest.fixture(name="flowing_tab", scope="session")
def _flowing_tab(browser: Browser) -> Iterator[Tab]:
    """Give a tab whose clock is never held: once it was, it cannot run freely again."""
    tab = Tab(browser)
    yield tab
    tab.close()


@pytest.fixture(name="open_page")
def _open_page(
    browser: Browser, tab: Tab, flowing_tab: Tab, pages: Pages, tmp_path: Path
) -> Iterator[Open]:
    """Give a function that opens a page; afterwards nothing may have gone wrong in it."""
    special: list[Tab] = []
    opened: list[Opened] = []

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
        path = tmp_path / f"page{len(opened)}.html"
        path.write_text(text or pages[language], encoding="utf-8")
        used = tab if paused else flowing_tab
        if before:
            used = Tab(browser, before)
            special.append(used)
        page = used.page
        page.set_viewport_size({"width": width, "height": height})
        found = used.open(f"{path.as_uri()}?{next(COUNT)}", at)
        if paused:
            page.clock.pause_at(at)
        opened.append(found)
        return found

    yield open_page
    for one in special:
        one.close()
    assert [fault for found in opened for fault in found.faults] == []
