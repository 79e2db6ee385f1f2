"""Tests of the page as a file: what stands in it, what does not, and what it allows."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from facilitate.agenda import itineraries
from facilitate.charts import draw_movement
from facilitate.errors import PlanError
from facilitate.method import Ring
from facilitate.page import build_page
from facilitate.page.bilingual import Texts, in_language
from facilitate.page.content import content_of
from facilitate.page.labels import labels
from facilitate.page.moving import joining, moves, seat_words
from facilitate.plan import Plan, SessionPlan
from facilitate.words import speak, spoken
from tests.builders import (
    make_circle_plan,
    make_method,
    make_plan,
    make_ring_method,
    make_role,
    with_namesakes,
)
from tests.charts.conftest import read
from tests.page.conftest import NAMES, TIMING, WORDS, room_plan

PAGE = Path(__file__).parents[2] / "src" / "facilitate" / "page"


class Parts(HTMLParser):
    """Collects the elements of a page with their attributes, and the text of some."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._inside = tag + (dict(attrs).get("id") or "")

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts and styles."""
        if self._inside:
            self.texts[self._inside] = self.texts.get(self._inside, "") + data

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        del tag
        self._inside = ""


def parts_of(page: str) -> Parts:
    """Parse a page."""
    parts = Parts()
    parts.feed(page)
    return parts


def data_of(page: str) -> dict[str, Any]:
    """Read the data in a page."""
    data: dict[str, Any] = json.loads(parts_of(page).texts["scriptdata"])
    return data


def policy_of(page: str) -> str:
    """Give the content security policy of a page."""
    metas = [attrs for tag, attrs in parts_of(page).elements if tag == "meta"]
    [policy] = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    return policy or ""


def test_names_are_only_data(page_text: str) -> None:
    """Every name comes out of the data as it was, and no name makes an element."""
    data = data_of(page_text)
    assert [data["texts"][name] for _number, name, *_rest in data["people"]] == list(NAMES)
    assert [tag for tag, _attrs in parts_of(page_text).elements].count("script") == 2
    assert "\u2028" not in page_text
    assert "<em>" not in page_text
    assert "Probe &lt;em&gt;1&lt;/em&gt;" in page_text


def test_private_things_stay_away(plan: Plan, page_text: str) -> None:
    """Neither attributes, addresses nor access needs are in the page, in any writing."""
    assert "MARKER" not in page_text
    assert "marker" not in page_text
    assert "example.org" not in page_text
    assert not any(key in page_text for key in ("Eigene Spalte", "first_timer", "sector"))
    known = {"organisation": "Amt", "leader": True}
    other = [p.model_copy(update={"attributes": known, "email": None}) for p in plan.participants]
    bare = build_page(plan.model_copy(update={"participants": tuple(other)}), language="en")
    hashes = r"[0-9a-f]{8}"  # the print of the plan
    assert re.sub(hashes, "", bare) == re.sub(hashes, "", page_text)


def test_the_moderators_copy(plan: Plan) -> None:
    """Mixing is shown only in the private copy, which says so."""
    private, public = build_page(plan, private=True), build_page(plan)
    assert "Nur für die Moderation" in private
    assert private.count("<figure") == 6  # three pictures in two languages
    assert public.count("<figure") == 4
    assert 'data-word="moderators"' not in public
    assert "MARKER-ORG" not in private  # everybody has the same: nothing to be mixed
    needs = tuple(
        p.model_copy(update={"attributes": {"access": f"need {p.number}", "leader": p.number > 4}})
        for p in plan.participants
    )
    assert "need 3" not in build_page(plan.model_copy(update={"participants": needs}), private=True)


def test_nothing_from_outside(page_text: str) -> None:
    """The policy allows only the very script and style of the page; no address is named."""
    texts = parts_of(page_text).texts
    policy = policy_of(page_text)
    assert policy.startswith("default-src 'none';")
    for kind in ("script", "style"):
        digest = hashlib.sha256(texts[kind].encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    addresses = set(re.findall(r"[a-z]+://[^\"'\s<)]+", page_text))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_nothing_that_the_policy_would_stop(page_text: str) -> None:
    """No element carries a handler, a style, or something to be loaded."""
    for tag, attrs in parts_of(page_text).elements:
        assert tag not in ("link", "img", "iframe", "object", "base")
        assert not [name for name in attrs if name.startswith("on")]
        assert not {"style", "src", "href", "action"} & set(attrs)


def test_script_writes_text_only() -> None:
    """No script turns text into elements or code."""
    for path in PAGE.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_same_bytes_and_fresh_print(plan: Plan, page_text: str) -> None:
    """The same plan gives the same page; another plan another print."""
    assert build_page(plan, language="en") == page_text
    other = build_page(plan.model_copy(update={"seed": 99}), language="en")
    assert data_of(other)["print"] != data_of(page_text)["print"]


def test_languages(plan: Plan) -> None:
    """A page opens in the plan's language unless told otherwise, and has both."""
    speak("en")
    german = build_page(plan.model_copy(update={"language": "de"}))
    assert '<html lang="de">' in german
    assert ">Platz finden<" in german
    assert '<html lang="en">' in build_page(plan, language="en")
    words = data_of(german)["words"]
    assert words["de"].keys() == words["en"].keys()
    same = {key for key in words["de"] if words["de"][key] == words["en"][key]}
    assert same <= {"start", "edition"}
    assert spoken() == "en"


def test_editions(plan: Plan, page_text: str) -> None:
    """The page says which edition it shows, in both languages; without one, the plan's print."""
    told = build_page(plan, edition=lambda: "Stand 2" if spoken() == "de" else "Edition 2")
    assert data_of(told)["words"]["de"]["edition"] == "Stand 2"
    assert data_of(told)["words"]["en"]["edition"] == "Edition 2"
    print_of = data_of(page_text)["print"]
    assert f"Plan {print_of}</strong>" in page_text
    assert print_of == hashlib.sha256(plan.to_json().encode()).hexdigest()[:8]


def test_every_word_is_used_and_known(page_text: str) -> None:
    """The script and the template ask for no word that is missing; no word is idle."""
    known = {*labels(), "edition"}
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js"))
    template = (PAGE / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'data-(?:word|label)="([\w-]+)"', template))
    asked |= set(re.findall(r'word\(\s*"([\w-]+)"', scripts))
    asked |= set(re.findall(r'words\["([\w-]+)"\]', template))
    assert asked <= known
    idle = {key for key in known - asked if f'"{key}"' not in scripts}
    switched = {f"{name}-{state}" for name in ("sound", "follow") for state in ("on", "off")}
    assert idle == switched
    assert set(re.findall(r'id="([\w-]+)"', page_text)) >= set(
        re.findall(r'(?:element|setText)\("([\w-]+)"', scripts)
    )


def test_namesakes_are_told_apart() -> None:
    """On the board people of one name have their number beside it."""
    plan = with_namesakes(make_plan([[[1, 2], [3, 4]]]))
    listed = [name for _at, name, _letter in content_of(plan)["board"]]
    assert sorted(listed) == ["3, Person", "4, Person", "Müller, Anna (1)", "Müller, Anna (2)"]


def test_parts_follow_each_other(plan: Plan) -> None:
    """What is projected fills each session without a gap, and every change leads to a rotation."""
    content = content_of(plan)
    for number, session in enumerate(content["sessions"]):
        parts = [p for p in content["parts"] if p["session"] == number]
        assert parts[0]["start"] == session["start"]
        ends = [p["start"] + p["lasts"] for p in parts]
        assert ends[:-1] == [p["start"] for p in parts[1:]]
        assert ends[-1] == session["end"]
        assert all(0 <= p["warn"] <= p["lasts"] for p in parts)
    ring = [(p["kind"], p["rotation"], p["lasts"]) for p in content["parts"]][:5]
    assert ring == [
        ("intro", 0, 60),
        ("phase", 1, 120),
        ("phase", 1, 120),
        ("change", 2, 30),
        ("phase", 2, 120),
    ]
    assert [p["warning"] for p in content["parts"]][1:3] == ["", "Half a minute left."]
    assert [p["warn"] for p in content["parts"]][1:3] == [15, 30]
    assert content["parts"][1]["prompt"] == "Where is it stuck?"


def test_no_question_for_all_where_each_table_draws_its_own() -> None:
    """Where question cards lie on the tables, the wall shows no question for everybody."""
    asked = [{"de": "Wo klemmt es?", "en": "Where is it stuck?"}]
    cards = {"item": {"de": "Fragen", "en": "Questions"}, "per": "group", "sheet": "questions"}
    shown = []
    for materials in ((), (cards,)):
        method = make_method(timing=TIMING, spoken=WORDS, prompts=asked, materials=materials)
        content = content_of(make_plan([[[1, 2], [3, 4]]], method=method))
        shown.append({part["prompt"] for part in content["parts"]})
    assert shown == [{"", "Where is it stuck?"}, {""}]


def test_everybodys_places(plan: Plan) -> None:
    """Everybody has the same places in the page as in their own programme."""
    content = content_of(plan)
    for person, own in zip(content["people"], itineraries(plan), strict=True):
        number, name, visits, missed = person
        assert (number, name, missed) == (own.person.number, own.person.name, [])
        for (session, lines, instruction), visit in zip(visits, own.visits, strict=True):
            assert content["sessions"][session]["title"] == visit.session.title
            assert instruction == visit.instruction
            told = {r: where for first, last, where, *_ in lines for r in range(first, last + 1)}
            assert told == {turn.rotation: turn.where for turn in visit.turns}


def test_who_is_missing_is_told() -> None:
    """Who is not there has no places in that session, and it is named."""
    plan = room_plan()
    first = plan.sessions[0].model_copy(update={"absent": ("p1",)})
    away = plan.model_copy(update={"sessions": (first, plan.sessions[1])})
    assert content_of(away)["people"][0][3] == [0]
    assert [visit[0] for visit in content_of(away)["people"][0][2]] == [1]


def ring_session(outer: int, inner: int) -> SessionPlan:
    """Make a session whose circles move so many seats, clockwise from above."""
    method = make_ring_method(movement={"ring": {"outer": outer, "inner": inner}})
    return make_circle_plan([8], 2, method=method).sessions[0]


@pytest.mark.parametrize("steps", [-2, -1, 1, 2])
@pytest.mark.parametrize("side", ["outer", "inner"])
def test_left_and_right(side: str, steps: int) -> None:
    """The wall says the same left and right as everybody's card; who stays, stays."""
    ring = Ring(outer=steps, inner=0) if side == "outer" else Ring(outer=0, inner=steps)
    method = make_ring_method(movement={"ring": ring})
    plan = make_circle_plan([8], 2, method=method)
    inner, outer = (what for _who, what in moves(plan.sessions[0]))
    moving, staying = (outer, inner) if side == "outer" else (inner, outer)
    assert staying == "stays seated"
    cards = {
        visit.instruction
        for own in itineraries(plan)
        for visit in own.visits
        if "stay seated" not in visit.instruction
    }
    [card] = cards
    direction = "left" if "to your left" in card else "right"
    assert moving.endswith(f"to the {direction}")
    assert ("2 seats" in moving) == (abs(steps) == 2)


def test_other_ways_to_move() -> None:
    """Groups that stay or go on together, hosts, free seats and single rotations have words."""
    two = [[[1, 2], [3, 4]], [[1, 2], [3, 4]]]
    stay = make_plan(two, method=make_method(movement={"next": 0})).sessions[0]
    on = make_plan(two, method=make_method(movement={"next": 1})).sessions[0]
    hosted = make_method(roles=[make_role("host", policy="host-stays")])
    host = make_plan(two, method=hosted).sessions[0]
    once = make_plan(two[:1]).sessions[0]
    assert moves(stay) == [["", "All stay seated."]]
    assert moves(on) == [["", "Each group goes on together, to the next place."]]
    assert moves(host)[0] == ["host", "stays seated"]
    assert moves(host)[1][0] == "All others"
    assert moves(once) == []
    free = ring_session(1, 0).model_copy(update={"seating": "free"})
    assert "any free chair" in seat_words(free)
    assert {joining(free, rotation, ()) for rotation in free.rotations} == {""}
    odd = make_circle_plan([9], 2).sessions[0].model_copy(update={"seating": "free"})
    assert joining(odd, odd.rotations[0], ()) == "with your chair to a pair nearby"
    assert seat_words(once.model_copy(update={"rotations": ()})) == ""


def test_drawings_of_movement() -> None:
    """Whoever moves is drawn, clockwise or against; where nobody moves there is no drawing."""
    two = [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]
    drawn = {
        name: draw_movement(session)
        for name, session in {
            "outer": ring_session(1, 0),
            "back": ring_session(-1, 0),
            "both": ring_session(1, -1),
            "tables": make_plan(two).sessions[0],
            "stations": make_plan(two, method=make_method(movement={"next": 1})).sessions[0],
            "stay": make_plan(two, method=make_method(movement={"next": 0})).sessions[0],
            "once": make_plan(two[:1]).sessions[0],
        }.items()
    }
    assert drawn["stay"] is None
    assert drawn["once"] is None
    pictures = {name: d.svg() for name, d in drawn.items() if d is not None}
    assert len(set(pictures.values())) == 5
    arrows = {
        name: sum("path" in part.tag for part in read(svg).iter()) for name, svg in pictures.items()
    }
    assert arrows == {"outer": 8, "back": 8, "both": 16, "tables": 3, "stations": 5}
    assert " 0 0 1 " in pictures["outer"]
    assert " 0 0 0 " in pictures["back"]


def test_texts_are_stored_once() -> None:
    """The same words have one place; words that differ by language are a pair."""
    texts = Texts()
    joined = texts.joined(["ja", {"a": "x"}, 3, ("x", None)], ["yes", {"a": "x"}, 3, ("x", None)])
    assert joined == [0, {"a": 1}, 3, [1, None]]
    assert texts.listed() == [["ja", "yes"], "x"]


def test_in_language_leaves_the_language() -> None:
    """Speaking another language for a moment changes nothing outside."""
    speak("en")
    assert in_language("de", spoken) == "de"
    assert spoken() == "en"


def test_without_a_clock() -> None:
    """A plan without times of day makes a page that counts all the same."""
    plan = make_circle_plan([8], 2)
    data = data_of(build_page(plan))
    assert data["clock"] is False
    assert data["zone"] is None
    assert data["parts"][0]["start"] == 0


def test_nothing_happens() -> None:
    """A plan in which nothing happens is refused with a reason."""
    with pytest.raises(PlanError, match="Nothing happens"):
        build_page(room_plan(sessions=()))


def test_size_for_a_forum() -> None:
    """The page for 80 people with eleven rotations in three sessions is below 300 kB."""
    ring = make_circle_plan([26, 26, 28], 6)
    tables = [
        [[(t * 4 + s * (r + 1) * 4 + s) % 80 + 1 for s in range(4)] for t in range(20)]
        for r in range(5)
    ]
    second = make_plan(tables).sessions[0].model_copy(update={"id": "second"})
    plan = ring.model_copy(update={"sessions": (*ring.sessions, second)})
    assert len(build_page(plan).encode()) < 300_000
