"""How large the page is, how soon it is ready, and how quickly it finds somebody.

`python benchmarks/page.py` prints, for the forum example and for 1000 people in eleven rotations:
bytes; milliseconds until the script has run; and from a keystroke in the lookup until the answer
is laid out, and until it is on the screen: the worst of all questions, the least of five runs.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, sync_playwright
from tests.builders import make_circle_plan, make_plan
from tools.screens import OPTIONS, forum

from facilitate.page import build_page
from facilitate.plan import Plan

GIVEN = ["Anna", "Jörg", "Ömer", "Mia", "Łukasz", "Fatma", "Hans-Peter", "Ute", "Karl", "Sophie"]
FAMILY = [
    "Müller",
    "Schmidt",
    "Özdemir",
    "Groß",
    "Weiß",
    "Kowalski",
    "Braun",
    "von-der-Heide",
    "Schröder",
    "Jäger",
]
ASK = """async () => {
  const field = document.getElementById("query");
  const times = [];
  for (const word of ["an", "ann", "anna", "mue", "schr", "1", "17", "170", "von", "groß", "oez"]) {
    field.value = word;
    const start = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    const laid = performance.now() - start;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    times.push([laid, performance.now() - start]);
  }
  return times;
}"""
READY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def crowd(people: int) -> Plan:
    """Make a plan of six rotations in eight circles and five at tables of four."""
    chance = random.Random(1)
    size = people // 16 * 2
    ring = make_circle_plan([*[size] * 7, people - 7 * size], 6)
    tables = [
        [[(t * 4 + s * (r + 1) * 4 + s) % people + 1 for s in range(4)] for t in range(people // 4)]
        for r in range(5)
    ]
    second = make_plan(tables).sessions[0].model_copy(update={"id": "second", "title": "Tables"})
    named = tuple(
        p.model_copy(update={"name": f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"})
        for p in ring.participants
    )
    assert len(named) == people
    return ring.model_copy(update={"participants": named, "sessions": (*ring.sessions, second)})


def measure(browser: Browser, path: Path) -> tuple[float, float, float]:
    """Give milliseconds until ready, until laid out and until shown; the least of five runs."""
    runs: list[tuple[float, list[list[float]]]] = []
    for _run in range(5):
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(path.as_uri())
        ready = page.evaluate(READY)
        page.keyboard.press("l")
        runs.append((ready, page.evaluate(ASK)))
        context.close()
    questions = range(len(runs[0][1]))
    laid, shown = (
        max(min(times[q][kind] for _ready, times in runs) for q in questions) for kind in (0, 1)
    )
    return min(ready for ready, _times in runs), laid, shown


def main() -> None:
    """Measure both pages and print a line for each."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(OPTIONS)
        )
        for name, plan in (("forum, 80 people", forum()), ("1000 people", crowd(1000))):
            path = Path(folder) / "page.html"
            path.write_text(build_page(plan), encoding="utf-8")
            ready, laid, shown = measure(browser, path)
            print(
                f"{name}: {path.stat().st_size} bytes, ready {ready:.0f} ms, "
                f"lookup {laid:.0f} ms laid out, {shown:.0f} ms shown"
            )
        browser.close()


if __name__ == "__main__":
    main()
