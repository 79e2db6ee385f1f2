"""The page in a real browser: clicks, keys, a controlled clock, no network, two widths, axe."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from facilitate.page import build_page
from facilitate.plan import Plan
from tests.builders import (
    make_circle_plan,
    make_method,
    make_people,
    make_plan,
    make_ring_method,
)
from tests.page.browser import (
    Open,
    Opened,
    Pages,
    _axe,
    _browser,
    _flowing_tab,
    _open_page,
    _pages,
    _private_pages,
    _tab,
)
from tests.page.conftest import NAMES, RING_AT, TABLES_AT, TIMING, WORDS

__all__ = ["_axe", "_browser", "_flowing_tab", "_open_page", "_pages", "_private_pages", "_tab"]

WARNING, GONG = [660, 660], [196, 294, 392, 529, 784]


def test_one_file_and_nothing_else(open_page: Open) -> None:
    """The page asks for nothing but itself, and its policy stops a script that was slipped in."""
    opened = open_page()
    slip = """() => { const s = document.createElement("script");
        s.textContent = "window.slipped = 1"; document.body.append(s); const i = new Image();
        i.src = "https://example.org/x.png";
        document.body.append(i); return window.slipped; }"""
    assert len(opened.asked) == 1
    assert opened.page.evaluate(slip) is None
    assert all("Content Security Policy" in fault for fault in opened.faults)
    assert len(opened.faults) == 2
    opened.faults.clear()


def test_a_rotation(open_page: Open) -> None:
    """Start, warning, change and the next rotation come at their seconds, in words and colour."""
    opened = open_page()
    assert (opened.state(), opened.shown("left")) == ("ready", "1:00")
    opened.page.get_by_role("button", name="Start", exact=True).click()
    assert (opened.state(), opened.shown("state")) == ("run", "Introduction")
    opened.after(61)
    assert opened.tones() == GONG
    assert (opened.shown("round"), opened.shown("left")) == ("Rotation 1 of 3", "1:59")
    assert opened.shown("asked") == "Where is it stuck?"
    assert opened.shown("signal") == "Next signal 14:33"
    assert opened.shown("then") == "Then: answer"
    opened.after(120)
    opened.tones()
    opened.after(85)
    assert (opened.state(), opened.tones()) == ("run", [])
    opened.after(10)
    assert (opened.state(), opened.shown("state")) == ("warning", "Half a minute left.")
    assert opened.shown("told").startswith("Half a minute left.")
    assert opened.tones() == WARNING
    assert colour(opened) == "rgb(255, 197, 49)"
    opened.after(25)
    assert (opened.state(), opened.tones()) == ("moving", GONG)
    assert opened.shown("state") == "Change places now"
    assert (
        opened.shown("moves") == "Inner circle:\nstays seated\nOuter circle:\none seat to the left"
    )
    assert opened.page.locator("#drawings svg").first.is_visible()
    opened.after(30)
    assert opened.shown("round") == "Rotation 2 of 3"
    assert colour(opened) == "rgb(29, 78, 121)"


def colour(opened: Opened) -> str:
    """Give the colour of the panel."""
    found: str = opened.page.evaluate("getComputedStyle(panel).backgroundColor")
    return found


def test_to_the_end_and_on(open_page: Open) -> None:
    """A session ends by itself with thanks and what comes next; the next one waits to be begun."""
    opened = open_page().press(" ").after(60 + 3 * 240 + 2 * 30 + 1)
    assert (opened.state(), opened.shown("state")) == ("over", "This is the end")
    assert opened.shown("bye") == "Thank you!"
    assert opened.shown("then") == "Afterwards, 15:30: Tische"
    assert opened.shown("left") == ""
    opened.press("ArrowRight")
    assert (opened.state(), opened.shown("what")) == ("ready", "Tische")
    assert opened.shown("state") == "Starts in"
    opened.press("n")
    assert opened.shown("moves") == "Your first place stands on your card."


def test_one_minute_more(open_page: Open) -> None:
    """A minute more shifts this signal and all later ones; planned and expected end both stand."""
    opened = open_page().press(" ").after(61)
    assert opened.shown("ends") == "Planned end 14:44 Now expected 14:44 (on time)"
    opened.page.get_by_role("button", name="One minute more").click()
    opened.page.keyboard.press("+")
    assert opened.shown("left") == "3:59"
    assert opened.shown("signal") == "Next signal 14:35"
    assert opened.shown("ends") == "Planned end 14:44 Now expected 14:46 (2 min later)"
    opened.page.get_by_role("button", name="One minute less").click()
    assert opened.shown("ends").endswith("(1 min later)")
    opened.after(60 + 119).after(1)
    assert opened.shown("state") == "answer"
    assert opened.shown("ends").endswith("(1 min later)")


def test_a_rehearsal_is_never_late(open_page: Open) -> None:
    """On another day than the plan's the expected end is told, but no delay."""
    opened = open_page(at=RING_AT - timedelta(days=8)).press(" ").after(61)
    assert opened.shown("ends") == "Planned end 14:44 Now expected 14:44"


def test_hold_and_go_on(open_page: Open) -> None:
    """While it is held nothing goes on but the end; space goes on where it was."""
    opened = open_page().press(" ").after(70).press(" ").after(120)
    assert (opened.state(), opened.shown("left")) == ("hold", "1:50")
    assert opened.shown("ends").endswith("Now expected 14:46 (2 min later)")
    opened.press(" ").after(10)
    assert (opened.state(), opened.shown("left")) == ("run", "1:40")


def test_next_and_back(open_page: Open) -> None:
    """Arrows and a clicker's keys go through the parts; the clock runs on inside a session."""
    opened = open_page().press(" ", "PageDown", "ArrowRight").after(1)
    assert (opened.state(), opened.shown("state"), opened.shown("left")) == (
        "run",
        "answer",
        "1:59",
    )
    opened.press("PageUp").after(1)
    assert opened.shown("state") == "listen"
    opened.page.get_by_role("button", name="Back").click()
    assert opened.shown("state") == "Introduction"
    opened.page.get_by_label("Session").select_option("1")
    assert (opened.state(), opened.shown("what"), opened.shown("where")) == (
        "ready",
        "Tische",
        "Saal",
    )


def test_reload(open_page: Open) -> None:
    """After a reload the clock runs on, in the same language, with the sound still off."""
    opened = open_page().press(" ", "s", "d").after(61 + 30)
    assert opened.shown("sound") == "Ton ist aus"
    assert opened.tones() == []
    opened.reload()
    assert opened.shown("left") == "1:29"
    assert opened.shown("round") == "Runde 1 von 3"
    assert opened.shown("sound") == "Ton ist aus"


def test_another_plan_begins_anew(open_page: Open, plan: Plan) -> None:
    """What was kept for one edition of a plan says nothing of another one."""
    opened = open_page().press(" ").after(100)
    other = build_page(plan.model_copy(update={"seed": 5}), language="en")
    path = opened.asked[0].removeprefix("file://").partition("?")[0]
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (an address, not a path)
        file.write(other)
    opened.reload()
    assert opened.state() == "ready"


def test_hidden_names_stay_hidden_in_the_next_plan(open_page: Open, plan: Plan) -> None:
    """Names that were hidden once are not shown by a newer page of the event, unless asked for."""
    opened = open_page().after(1).press("n")
    assert board(opened) == []
    path = opened.asked[0].removeprefix("file://").partition("?")[0]
    newer = build_page(plan.model_copy(update={"seed": 5}), language="en")
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (an address, not a path)
        file.write(newer)
    opened.reload()
    opened.after(1)
    assert (opened.state(), board(opened)) == ("ready", [])
    assert len(board(opened.press("n"))) == 8


@pytest.mark.parametrize(
    "before",
    [
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }});",
        "localStorage.setItem('facilitate:x', '');"
        'Storage.prototype.getItem = () => \'{"run": {"mode": "run", "part": 999}}\';',
        "Storage.prototype.getItem = () => 'no json';",
    ],
    ids=["denied", "foreign", "broken"],
)
def test_without_storage(before: str, open_page: Open) -> None:
    """Where nothing can be kept, or nonsense was kept, the clock runs all the same."""
    opened = open_page(before=before).press(" ").after(61)
    assert opened.shown("round") == "Rotation 1 of 3"


def test_by_the_clock(open_page: Open) -> None:
    """By the clock a session starts by itself; a page opened late jumps to where it should be."""
    opened = open_page(at=TABLES_AT - timedelta(seconds=90)).press("c").after(1)
    assert (opened.shown("follow"), opened.state()) == ("Starts by the clock", "ready")
    assert opened.shown("left") == "1:29"
    opened.after(90)
    assert (opened.state(), opened.shown("what")) == ("run", "Tische")
    assert opened.tones() == GONG
    opened.press("ArrowLeft").press("ArrowLeft")
    opened.page.get_by_label("Session").select_option("0")
    assert (opened.shown("follow"), opened.after(1).state()) == ("Starts by hand", "ready")
    late = open_page(at=RING_AT + timedelta(minutes=6)).press("c").after(1)
    assert (late.shown("round"), late.shown("left")) == ("Rotation 2 of 3", "1:29")


def test_what_waits_on_the_wall(open_page: Open) -> None:
    """Until somebody picks a session, the one of this moment waits, from its beginning."""
    opened = open_page(at=RING_AT + timedelta(minutes=6)).after(1)
    assert (opened.shown("what"), opened.shown("then")) == ("Kreis", "Introduction")
    opened.after(15 * 60)
    assert (opened.state(), opened.shown("what")) == ("ready", "Tische")
    opened.page.get_by_label("Session").select_option("0")
    assert opened.after(60).shown("what") == "Kreis"


def test_without_a_clock(open_page: Open) -> None:
    """A plan without times of day is started by hand and tells how long it takes."""
    opened = open_page(text=build_page(make_circle_plan([8], 2), language="en")).press("c", " ")
    assert opened.state() == "run"
    assert opened.page.locator("#follow").is_hidden()
    assert opened.shown("planned") == "Planned: 22 min"


def board(opened: Opened) -> list[str]:
    """Give the rows of the board that are on the wall, each as one line; nothing if it is away."""
    rows = opened.page.locator("#rows li")
    if not opened.page.locator("#board").is_visible():
        return []
    return [" | ".join(row.split("\n")) for row in rows.all_inner_texts()]


def test_who_goes_where(open_page: Open) -> None:
    """Names and places are on the wall while people look for them, in the order of a list."""
    opened = open_page(at=TABLES_AT - timedelta(seconds=30)).after(1)
    assert opened.shown("board-head") == "Your place in rotation 1"
    assert opened.shown("left") == "0:29"
    assert board(opened) == [
        "=HYPERLINK(1) | table 2",
        "Koch, Jörgen 👩‍🚒 | table 2",
        "Müller, Jörg | table 1",
        "O’Brien-Groß, Seán | table 1",
        "</script><script>document.title='broken'</script> | table 1",
        "Żółć-Yılmaz, Łukasz | table 2",
        "zweite, Anna-Lena von der Heide | table 2",
        "王小明 | table 1",
    ]
    opened.press(" ").after(61)
    assert (opened.state(), board(opened)) == ("run", [])
    opened.after(240)
    assert (opened.state(), opened.shown("board-head")) == ("moving", "Your place in rotation 2")
    assert "Müller, Jörg | table 1" in board(opened)
    assert "O’Brien-Groß, Seán | table 2" in board(opened)
    opened.after(30)
    assert board(opened) == []


def test_a_ring_needs_no_names_to_move(open_page: Open) -> None:
    """In a circle the first places are shown; at the change the words of the movement are."""
    opened = open_page().after(1)
    assert "Müller, Jörg | A 1 outer" in board(opened)
    opened.press(" ").after(61 + 241)
    assert (opened.state(), board(opened)) == ("moving", [])
    assert opened.shown("moves").startswith("Inner circle")


def test_names_by_hand(open_page: Open) -> None:
    """They come at any moment when asked for, go with the next part, and stay away once hidden."""
    opened = open_page(at=TABLES_AT - timedelta(seconds=30)).press(" ").after(61)
    opened.page.get_by_role("button", name="Show names").click()
    assert len(board(opened)) == 8
    opened.after(121)
    assert board(opened) == []
    opened.press("n", "n")
    assert board(opened) == []
    opened.after(119)
    assert (opened.state(), len(board(opened))) == ("moving", 8)
    opened.page.get_by_role("button", name="Hide names").click()
    assert board(opened) == []
    opened.reload()
    assert (opened.state(), board(opened)) == ("moving", [])
    opened.press("n")
    assert len(board(opened)) == 8


def test_names_of_what_comes_next(open_page: Open) -> None:
    """At the end of a session the places of the next one can be asked for; after all, none."""
    opened = open_page().press(" ").after(60 + 3 * 240 + 2 * 30 + 1)
    assert (opened.state(), board(opened)) == ("over", [])
    opened.press("n")
    assert (opened.shown("board-of"), len(board(opened))) == ("Tische", 8)
    opened.page.get_by_label("Session").select_option("1")
    opened.press(" ").after(60 + 2 * 240 + 30 + 1)
    assert (opened.state(), board(opened)) == ("over", [])
    assert opened.page.get_by_role("button", name="Show names").is_disabled()


def test_names_before_the_start(open_page: Open, plan: Plan) -> None:
    """While a lecture waits to begin, the places of the session after it can be asked for."""
    ring, tables = plan.sessions
    lecture = ring.model_copy(update={"id": "talk", "title": "Vortrag", "rotations": ()})
    talk = plan.model_copy(update={"sessions": (lecture, tables)})
    opened = open_page(text=build_page(talk, language="en")).after(1)
    assert (opened.state(), board(opened)) == ("ready", [])
    opened.page.get_by_role("button", name="Show names").click()
    assert (opened.state(), len(board(opened))) == ("ready", 8)
    assert opened.shown("board-of") == "Tische"
    opened.page.get_by_role("button", name="Hide names").click()
    assert board(opened) == []


def test_topics_of_the_places(open_page: Open, plan: Plan) -> None:
    """What is talked about where stands over the names, and by place beside each place."""
    [tables] = [s for s in plan.sessions if s.id == "tables"]
    first = tables.rotations[0]
    groups = tuple(
        group.model_copy(update={"topic": topic})
        for group, topic in zip(first.groups, ("Pflege", "Armut"), strict=True)
    )
    one = tables.model_copy(update={"rotations": (first.model_copy(update={"groups": groups}),)})
    text = build_page(plan.model_copy(update={"sessions": (one,)}), language="en")
    opened = open_page(text=text, at=TABLES_AT - timedelta(seconds=30)).after(1)
    assert opened.shown("topics") == "table 1: Pflege · table 2: Armut"
    opened.press("o", "o")
    assert board(opened)[0] == "table 1 Pflege"
    assert opened.shown("topics") == ""


def test_orders_of_names(open_page: Open) -> None:
    """One key sorts by number, then by place; the choice outlives a reload."""
    opened = open_page(at=TABLES_AT - timedelta(seconds=30)).after(1).press("o")
    assert board(opened)[:2] == ["1 | table 1", "2 | table 1"]
    opened.page.get_by_role("button", name="How the names are sorted").click()
    assert board(opened)[0] == "table 1"
    assert board(opened)[5:7] == ["table 2", "=HYPERLINK(1)"]
    opened.reload()
    opened.after(1)
    assert board(opened)[5] == "table 2"
    opened.press("d")
    assert board(opened)[5] == "Tisch 2"


@pytest.fixture(name="hall_of_eighty", scope="session")
def _hall_of_eighty() -> str:
    """Build the page of eighty people at tables of four and in groups of twenty."""
    tables = [[[4 * t + k + 1 for k in range(4)] for t in range(20)]]
    rooms = [[[20 * t + k + 1 for k in range(20)] for t in range(4)]]
    plans = [make_plan(seats, method=make_method(timing=TIMING)) for seats in (tables, rooms)]
    chance = random.Random(1)
    names = [
        f"{chance.choice(('Ana', 'Elisabeth'))}-{n} {chance.choice(FAMILIES)}" for n in range(80)
    ]
    named = tuple(
        person.model_copy(update={"name": name})
        for person, name in zip(plans[0].participants, names, strict=True)
    )
    sessions = [
        plan.sessions[0].model_copy(update={"id": name})
        for name, plan in zip(("tables", "rooms"), plans, strict=True)
    ]
    changes = {"participants": named, "sessions": tuple(sessions)}
    return build_page(plans[0].model_copy(update=changes), language="en")


FAMILIES = ("Abel", "Özdemir", "Groß-Bielefeld", "Zimmermann", "Lang")


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
def test_eighty_names_are_read_from_the_back(
    width: int, height: int, open_page: Open, hall_of_eighty: str
) -> None:
    """Pages turn by themselves and bring everybody, in letters of a 26th of a wide wall."""
    opened = open_page(text=hall_of_eighty, width=width, height=height)
    for _order in ("name", "number", "place"):
        for session in "01":
            opened.page.locator("#session").select_option(session)
            opened.after(1)
            seen: list[str] = []
            cut = "(({scrollHeight, clientHeight}) => scrollHeight - clientHeight)(%s)"
            size = opened.page.evaluate("parseFloat(getComputedStyle(rows).fontSize)")
            assert size >= (0.038 if width > 1100 else 0.0349) * height
            while not seen or board(opened)[1] not in seen:
                seen += board(opened)
                for part in ("rows", "document.documentElement"):
                    assert opened.page.evaluate(cut % part) <= 1
                opened.after(8)
            if opened.page.locator("#order").inner_text() == "By place":
                seen = [row for row in seen if not row.startswith("table ")]
            assert len(seen) == 80
        opened.press("o")


LONG_NAMES = (
    "Marie-Luise Leutheusser-Schnarrenberger",
    "Mohammed Abdelrahman ibn Abdallah al-Khwarizmi el-Baghdadi",
    *("Jo Li", "Anna-Katharina Oppermann-Süßmilch", "Gudrun Jähnichen"),
)
OVERFLOWING = """() => {
  const edge = rows.getBoundingClientRect();
  return [...rows.querySelectorAll("*")].filter((one) => one.scrollWidth > one.clientWidth + 1
    && one.clientWidth || one.getBoundingClientRect().bottom > edge.bottom + 2
    || one.getBoundingClientRect().right > edge.right + 1
    || one.tagName === "LI" && one.scrollHeight > one.clientHeight + 3,
  ).map((one) => one.textContent);
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (360, 740)])
def test_names_and_places_stand_whole(width: int, height: int, open_page: Open) -> None:
    """A long name, and the pair that somebody joins, take more lines; nothing of them is cut."""
    text = build_page(_odd_circle(), language="de")
    opened = open_page(text=text, width=width, height=height).after(1)
    names = sorted(person.listed for person in _odd_circle().participants)
    for order in ("name", "number", "place"):
        seen: list[str] = []
        while not seen or board(opened)[-1] not in seen:
            seen += board(opened)
            assert opened.page.evaluate(OVERFLOWING) == []
            opened.after(8)
        [joined] = [row for row in seen if row.endswith("zu Platz 3")]
        if order != "number":
            told = [row.split(" | ")[0] for row in seen if " | " in row]
            assert sorted(told) == names
            assert "A 14 außen" in joined or "Platz 14" in joined
        opened.press("o")


def _odd_circle() -> Plan:
    """Make a plan of 27 people, many with long names, in one double circle."""
    method = make_ring_method(timing=TIMING, spoken=WORDS)
    plan = make_circle_plan([27], 3, method=method, start=RING_AT)
    named = tuple(
        person.model_copy(update={"name": f"{LONG_NAMES[k % len(LONG_NAMES)]}-{chr(65 + k % 26)}"})
        for k, person in enumerate(plan.participants)
    )
    return plan.model_copy(update={"participants": named})


def test_the_wall_tells_whoever_faces_nobody(open_page: Open, plan: Plan) -> None:
    """In an odd circle it names the chair and the pair to join next; in an even one nothing."""
    opened = open_page(text=build_page(_odd_circle(), language="en")).press(" ").after(70)
    told = "Whoever faces nobody:\nA 14 outer: with your chair to seat "
    assert opened.shown("moves").endswith(told + "2")
    assert opened.after(235).state() == "moving"
    assert opened.shown("moves").endswith(told + "2")
    assert opened.after(40).shown("moves").endswith(told + "1")
    [even] = [s for s in plan.sessions if s.id == "ring"]
    text = build_page(plan.model_copy(update={"sessions": (even,)}), language="en")
    assert "faces nobody" not in open_page(text=text).press(" ").after(70).shown("moves")


def test_turning_pages(open_page: Open, hall_of_eighty: str) -> None:
    """Keys turn a page at once, and it stays for its whole time."""
    opened = open_page(text=hall_of_eighty).after(4)
    leaves = opened.page.locator("#leaves li")
    here = "[...leaves.children].findIndex((leaf) => leaf.className)"
    assert leaves.first.inner_text().startswith("A – ")
    assert opened.press("ArrowDown").after(5).page.evaluate(here) == 1
    assert opened.press("ArrowUp").after(5).page.evaluate(here) == 0
    assert opened.press("ArrowUp").after(5).page.evaluate(here) == leaves.count() - 1
    assert opened.after(4).page.evaluate(here) == 0


def test_arrows_scroll_where_nothing_turns(open_page: Open, hall_of_eighty: str) -> None:
    """Up and down are the browser's, to scroll with, but where pages of names turn."""
    key = "new KeyboardEvent('keydown', {key: 'ArrowDown', cancelable: true})"
    left_alone = f"document.dispatchEvent({key})"
    opened = open_page(text=hall_of_eighty).after(1)
    assert opened.page.evaluate(left_alone) is False
    assert opened.press("b").page.evaluate(left_alone) is True
    small = open_page(text=hall_of_eighty, width=360, height=740).after(1)
    assert small.page.evaluate(left_alone) is True


def test_a_telephone_shows_all_names(open_page: Open, hall_of_eighty: str) -> None:
    """On a small screen nothing turns: all names stand there, to be scrolled."""
    opened = open_page(text=hall_of_eighty, width=360, height=740).after(1)
    assert len(board(opened)) == 80
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360


QUERIES = [
    ("1", 0),
    ("mue", 0),
    ("Mül", 0),
    ("mul", 0),
    ("joerg m", 0),
    ("gross", 3),
    ("O'Br", 3),
    ("王小", 2),
    ("lukasz", 4),
    ("yil", 4),
    ("YILMAZ", 4),
    ("YİL", 4),
    ("heid", 5),
    ("script", 1),
    ("hyperl", 6),
    ("koch", 7),
]


def test_finding_people(open_page: Open) -> None:
    """A number or three letters find everybody, in any spelling, and names stay plain text."""
    opened = open_page().press("l")
    field = opened.page.get_by_label("Number, or three letters of a name")
    for query, expected in QUERIES:
        field.fill(query)
        assert opened.shown("person-head").endswith(" ".join(NAMES[expected].split())), query
    field.fill("zzz")
    assert opened.shown("found") == "Nobody found. Is it written differently?"
    assert opened.page.locator("#person").is_hidden()
    field.fill("script")
    assert opened.page.title() == "Probe <em>1</em>"
    assert opened.page.locator("script").count() == 2


def test_whoever_has_no_number(open_page: Open, plan: Plan) -> None:
    """Somebody who sits in the plan without being on its list is found by name, without number."""
    known = plan.model_copy(update={"participants": plan.participants[:-1]})
    opened = open_page(text=build_page(known, language="en"), at=TABLES_AT).press("l")
    opened.page.keyboard.type("p8")
    assert opened.shown("person-head") == "? p8"
    opened.press("Escape")
    opened.page.evaluate("document.activeElement.blur()")
    opened.press("p", "o").after(1)
    assert board(opened)[0] == "? | table 2"


def test_places(open_page: Open) -> None:
    """The person's places stand there for all sessions, the one of now is marked."""
    opened = open_page().press(" ").after(70).press("l")
    opened.page.keyboard.type("1")
    told = opened.page.locator("#programme").inner_text()
    assert "Wednesday, 7 November 2018" in told
    assert "14:30–14:44" in told
    assert "Outer circle A, seat 3" in told
    assert "At the gong that ends the round: move one seat clockwise, to your left." in told
    assert "table 2" not in told
    assert "table 1" in told
    assert opened.page.locator(".turns .here").inner_text().split("\n")[0] == "Rotation 1, now"


def test_choosing_among_several(open_page: Open) -> None:
    """Among several people one is chosen with the keyboard alone."""
    opened = open_page().press("l")
    opened.page.keyboard.type("joe")
    assert opened.shown("found") == "2 people"
    opened.press("Tab", "Tab", "Enter")
    assert opened.shown("person-head").startswith("8 ")
    pressed = opened.page.locator("#hits [aria-pressed=true]")
    assert pressed.count() == 1
    assert pressed.evaluate("(button) => button === document.activeElement") is True


def test_typing_is_not_commanding(open_page: Open) -> None:
    """Letters in the field are letters; space starts no clock there."""
    opened = open_page().press("l")
    opened.page.keyboard.type("s d+ f")
    assert opened.page.get_by_label("Number").input_value() == "s d+ f"
    assert opened.state() == "ready"
    assert opened.page.evaluate("document.documentElement.lang") == "en"


def test_a_crowd_is_bounded(open_page: Open) -> None:
    """Of a thousand people only a dozen are drawn, however short the question."""
    crowd = make_circle_plan([1000], 1)
    quiet = crowd.sessions[0].model_copy(update={"seating": "free"})
    named = tuple(p.model_copy(update={"name": f"Anna {p.number}"}) for p in make_people(1000))
    crowded = crowd.model_copy(update={"participants": named, "sessions": (quiet,)})
    opened = open_page(text=build_page(crowded, language="en")).press("l")
    opened.page.keyboard.type("ann")
    assert opened.page.locator("#hits button").count() == 12
    assert opened.shown("found") == "1000 people; more letters narrow it down"
    assert opened.shown("person-head") == "1 Anna 1"


def test_languages(open_page: Open) -> None:
    """One key turns everything German, another one English; nothing stays behind."""
    opened = open_page().press(" ").after(61).press("d")
    german = opened.page.locator("body").inner_text()
    assert opened.page.evaluate("document.documentElement.lang") == "de"
    assert "Runde 1 von 3" in german
    assert "Wo klemmt es?" in german
    for word in ("Rotation", "Pause", "Start", "Find", "network", "Question"):
        assert word not in german.replace("Start von Hand", ""), word
    opened.page.get_by_role("button", name="English").click()
    assert "Rotation 1 of 3" in opened.page.locator("body").inner_text()


def test_help(open_page: Open) -> None:
    """The question mark shows the keys, Escape hides them, and meanwhile no key commands."""
    opened = open_page().press("?")
    dialog = opened.page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    opened.press("ArrowRight")
    assert opened.shown("then") == "Introduction"
    opened.press("Escape")
    assert dialog.is_hidden()


def test_full_screen(open_page: Open) -> None:
    """F fills the screen; after some seconds without a hand, what is not for the room hides."""
    opened = open_page().press(" ", "f")
    opened.page.wait_for_function("document.fullscreenElement !== null")
    opacity = "getComputedStyle(document.querySelector('.controls')).opacity"
    assert opened.page.evaluate(opacity) == "1"
    opened.after(5)
    assert opened.page.evaluate(opacity) == "0"
    opened.page.mouse.move(300, 300)
    assert opened.page.evaluate(opacity) == "1"
    opened.press("f")
    opened.page.wait_for_function("document.fullscreenElement === null")


@pytest.mark.parametrize(
    ("width", "height"), [(360, 740), (768, 1024), (1024, 768), (1280, 720), (1920, 1080)]
)
def test_it_fits(width: int, height: int, open_page: Open) -> None:
    """Nothing is cut off at the side in any view; on a projector all is seen without scrolling."""
    opened = open_page(width=width, height=height, language="de").press(" ").after(61)
    for key in "plb":
        opened.press(*(("Tab",) if key != "p" else ()), "Escape")
        opened.page.evaluate("document.activeElement.blur()")
        opened.press(key)
        if key == "l":
            opened.page.keyboard.type("1")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        opened.page.evaluate("document.activeElement.blur()")
    opened.press("p")
    wide: dict[str, Any] = opened.page.evaluate(
        "(({scrollHeight}, left, {width, height}) => ({scrollHeight, "
        "size: parseFloat(getComputedStyle(left).fontSize), width, height}))"
        "(document.documentElement, document.getElementById('left'),"
        " document.getElementById('left').getBoundingClientRect())"
    )
    assert wide["width"] <= width
    if width >= 1024:
        assert wide["scrollHeight"] <= height
    opened.press(" ")
    for seconds in (0, 105, 16, 600):  # a phase, its warning, the change, the end
        opened.press(" ").after(seconds).press(" ") if seconds else opened
        cut = "(({scrollHeight, clientHeight}) => scrollHeight - clientHeight)(panel)"
        assert opened.page.evaluate(cut) <= 1
    if width == 1920:
        assert wide["size"] >= 0.3 * height  # read from 15 m on a screen of 2 m


LONG = {
    "warning": {"de": "w", "en": "Please come slowly to an end, and write down what matters. " * 3},
    "close": {"de": "w", "en": "Thank you, and please put your chairs back where they were. " * 3},
}


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720), (1920, 1080)])
def test_long_words_fit(width: int, height: int, open_page: Open) -> None:
    """Long questions, warnings and titles leave the countdown whole and push nothing away."""
    asked = [{"de": "f", "en": "Which of the plans of the past year would you take up again? " * 3}]
    method = make_ring_method(timing=TIMING, spoken={**WORDS, **LONG}, prompts=asked)
    plan = make_circle_plan([8], 3, method=method, start=RING_AT)
    titled = plan.sessions[0].model_copy(update={"title": "Was uns verbindet und was uns trennt"})
    text = build_page(plan.model_copy(update={"sessions": (titled,)}), language="en")
    opened = open_page(text=text, width=width, height=height).press(" ")
    for state, seconds in (("run", 61), ("warning", 225), ("moving", 20), ("over", 600)):
        assert opened.after(seconds).state() == state
        for part in ("panel", "document.querySelector('.side')", "document.documentElement"):
            cut = f"(({{scrollHeight, clientHeight}}) => scrollHeight - clientHeight)({part})"
            assert opened.page.evaluate(cut) <= 1, (state, part)


STATES: dict[str, tuple[str | float, ...]] = {
    "ready": (),
    "names": (" ", 61, "n"),
    "run": (" ", 61),
    "warning": (" ", 61 + 225),
    "moving": (" ", 61 + 241),
    "hold": (" ", 70, " "),
    "over": (" ", 60 + 3 * 240 + 2 * 30 + 1),
    "help": ("?",),
    "lookup": ("l", "j", "o"),
    "pictures": ("b",),
}
NARROW = ("names", "run", "lookup", "pictures")


@pytest.mark.parametrize(
    ("name", "width", "language"),
    [*((name, 1280, "en") for name in STATES), *((name, 360, "de") for name in NARROW)],
)
def test_axe(
    name: str, width: int, language: str, open_page: Open, axe: str, private_pages: Pages
) -> None:
    """No barrier is found in any state or view, wide and narrow, in both languages."""
    text = private_pages[language]
    opened = open_page(text=text, width=width, paused=False)  # the finder needs a clock that runs
    for step in STATES[name]:
        if isinstance(step, str):
            opened.press(step)
        else:
            opened.page.clock.fast_forward(round(step * 1000))
    opened.page.evaluate(axe)
    found = opened.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"])
        for fault in found["violations"]
    ]
    assert told == []
    assert len(found["passes"]) > 15
