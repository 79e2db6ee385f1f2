"""Takes the pictures of the page in the documents, in a real browser, from the forum example.

Run after a change of how the page looks: `python -m tools.screens`. It needs chromium; browsers
differ by a pixel here and there, so nothing compares these pictures byte by byte.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tools import transcripts

from facilitate.page import build_page
from facilitate.plan import Plan, read_plan

SCREENS = Path(__file__).parents[1] / "docs" / "screens"
FORUM = Path(__file__).parents[1] / "examples" / "forum-2018"
BEGIN = datetime.fromisoformat("2018-11-07T15:00:00+01:00")
TABLES = datetime.fromisoformat("2018-11-08T15:30:00+01:00")
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@dataclass(frozen=True, slots=True)
class Screen:
    """What to show: language, size, keys, seconds to let pass after the first, and from when."""

    language: str
    size: tuple[int, int]
    keys: Sequence[str]
    seconds: int = 0
    begin: datetime = BEGIN


SCREENSHOTS = {
    "projector": Screen("en", (1280, 720), (" ",), 180 + 240 + 30 + 75),
    "projector.de": Screen("de", (1280, 720), (" ",), 180 + 240 + 30 + 75),
    "change": Screen("en", (1280, 720), (" ",), 180 + 240 + 6),
    "names": Screen("en", (1280, 720), (" ",), 20, TABLES),
    "lookup": Screen("en", (1024, 720), ("l", *"mue")),
}


def forum() -> Plan:
    """Plan the forum example."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "forum"
        shutil.copytree(FORUM, folder)
        transcripts.run(f"facilitate plan {folder / 'event.yaml'} -o {folder / 'plan.json'}")
        return read_plan(folder / "plan.json")


def take(browser: Browser, page_file: Path, screen: Screen, target: Path) -> None:
    """Take one picture."""
    width, height = screen.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.clock.install(time=screen.begin - timedelta(seconds=30))
    page.goto(page_file.as_uri())
    page.clock.pause_at(screen.begin)
    page.clock.run_for(300)
    page.keyboard.press(screen.keys[0])
    if screen.seconds:
        page.clock.fast_forward(screen.seconds * 1000)
    for key in screen.keys[1:]:
        page.keyboard.press(key)
    page.clock.run_for(700)
    page.screenshot(path=target)
    context.close()


def main() -> None:
    """Take all pictures."""
    SCREENS.mkdir(exist_ok=True)
    plan = forum()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(OPTIONS)
        )
        for shot, screen in SCREENSHOTS.items():
            file = Path(name) / f"{shot}.html"
            file.write_text(build_page(plan, language=screen.language), encoding="utf-8")
            take(browser, file, screen, SCREENS / f"{shot}.png")
        browser.close()


if __name__ == "__main__":
    main()
