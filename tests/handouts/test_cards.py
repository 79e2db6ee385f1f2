"""Cards: in order after cutting, readable codes, spare places, nobody forgotten."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from collections import Counter
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.agenda import itineraries
from facilitate.clock import parse_start
from facilitate.event import Topic
from facilitate.exports.calendar import person_calendar_text
from facilitate.handouts import cards, sections
from facilitate.handouts.jokers import jokers
from facilitate.handouts.order import Order, lasting_task, spots
from facilitate.handouts.printing import documents, print_all
from facilitate.handouts.qr import DOTS, MODULE, Code, qr_code
from facilitate.handouts.sections import Choice, Made
from facilitate.handouts.typesetting import typeset
from facilitate.parts import Text
from facilitate.plan import Plan
from tests.builders import edit, edit_group, make_circle_plan, make_method, make_plan, make_role
from tests.handouts.conftest import BITING, START
from tests.handouts.tools import needs, pages_of


@settings(max_examples=6)
@given(st.integers(1, 23))
def test_in_order_after_cutting(count: int) -> None:
    """Stacks cut through all sheets and laid upon each other are in order, blank cards last."""
    card = {"kind": "person", "under": "", "note": "", "alarm": False, "days": []}
    names = [f"N{k:03d}" for k in range(count)]
    order = Order(make_plan([[[1, 2]]]), "Edition 1")
    made = cards.cards_document(
        order,
        [{**card, "number": "", "name": name} for name in names],
    )
    with TemporaryDirectory() as folder:
        pages = pages_of(typeset("cards", made).pdf, Path(folder))
    on_page = [re.findall(r"N\d{3}", page) for page in pages]
    stacks = [[page[at] for page in on_page if at < len(page)] for at in range(4)]
    assert [name for stack in stacks for name in stack] == names


def test_every_name_comes_through(tables: Plan, tmp_path: Path) -> None:
    """Names that look like code, and scripts of all kinds, stand on their cards unharmed."""
    order = Order(tables, "Edition 1")
    found = cards.people_cards(order, order.everybody, codes=False)
    text = "".join(pages_of(typeset("cards", cards.cards_document(order, found)).pdf, tmp_path))
    squeezed = re.sub(r"\s", "", text).replace("’", "'")
    for name in BITING[:5] + BITING[8:10]:
        assert re.sub(r"\s", "", name) in squeezed


@pytest.mark.parametrize("length", [10, 200, 800])
def test_code_reads_back(length: int) -> None:
    """What is drawn is what was meant; modules are wide enough for a phone."""
    text = ("Größe 王 " * 100).encode()[:length].decode(errors="ignore")
    code = qr_code(text)
    assert code.width >= code.modules * MODULE
    [read] = zxingcpp.read_barcodes(with_quiet_zone(code))
    assert read.text == text


def with_quiet_zone(code: Code) -> memoryview:
    """Give the pixels of a code with white all round, read from its PNG."""
    side, white = code.modules * DOTS, 4 * DOTS
    assert struct.unpack_from(">II", code.png, 16) == (side, side)
    start = code.png.index(b"IDAT") + 4
    lines = zlib.decompressobj().decompress(code.png[start:])
    width, wide = (side + 7) // 8 + 1, side + 2 * white
    rows = [lines[y * width + 1 : (y + 1) * width] for y in range(side)]
    bits = ["".join(f"{byte:08b}" for byte in row)[:side] for row in rows]
    edge = [b"\xff" * wide] * white
    inner = [bytes(255 * int(bit) for bit in "1" * white + row + "1" * white) for row in bits]
    return memoryview(b"".join((*edge, *inner, *edge))).cast("B", (wide, wide))


def test_codes_of_the_forum_decode_from_paper(forum: Plan, tmp_path: Path) -> None:
    """The codes of two rendered sheets are found at 200 dpi and hold their calendars."""
    needs("zbarimg", "pdftoppm")
    order = Order(forum, "Edition 1")
    people = order.everybody[:4]
    calendar = partial(person_calendar_text, forum, compact=True)
    texts = {calendar(one) for one in people}
    document = cards.cards_document(order, cards.people_cards(order, people))
    path = tmp_path / "cards.pdf"
    path.write_bytes(typeset("cards", document).pdf)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", path, tmp_path / "p"], check=True)
    read = b""
    for page in sorted(tmp_path.glob("p*.pgm")):
        command = ["zbarimg", "-q", "--raw", "--nodbus", page]
        read += subprocess.run(command, capture_output=True, check=True).stdout
    plain = read.decode().replace("\r", "")
    for text in texts:
        assert text.replace("\r", "").rstrip() in plain


def test_nobody_without_a_place_breaks_the_run() -> None:
    """Whom the plan forgot gets a card that sends them to the moderators."""
    plan = edit_group(make_plan([[[1, 2], [3, 4]]]), 1, "t2", members=("p3",))
    by_number = {one.person.number: cards.card_data(one) for one in itineraries(plan)}
    assert by_number[4]["alarm"]
    assert by_number[4]["note"].startswith("Please see the moderators")
    assert not by_number[1]["alarm"]


def test_seconds_stand_beside_the_place(tmp_path: Path) -> None:
    """A time with seconds ends before the place begins, so that both can be read."""
    needs("pdftotext")
    start = parse_start("2018-11-07 14:10:30", "Europe/Berlin")
    plan = make_plan([[[1, 2], [3, 4]], [[3, 2], [1, 4]]], start=start)
    order = Order(plan, "Edition 1")
    (tmp_path / "x.pdf").write_bytes(
        typeset(
            "cards",
            cards.cards_document(order, cards.people_cards(order, order.everybody, codes=False)),
        ).pdf
    )
    command = ["pdftotext", "-bbox", tmp_path / "x.pdf", "-"]
    read = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    words = re.findall(r'xMin="([\d.]+)" .*?xMax="([\d.]+)".*?>(.*?)</word>', read)
    ends = [
        (float(end), float(begin))
        for (_start, end, time), (begin, _end, _place) in pairwise(words)
        if re.fullmatch(r"\d\d:\d\d:30", time)
    ]
    assert len(ends) >= 4
    assert all(end + 2 < begin for end, begin in ends)


def test_one_line_for_a_whole_session() -> None:
    """A badge names the kind of place once: "Table 1 · 2"."""
    plan = make_plan([[[1, 2], [3, 4]], [[3, 2], [1, 4]], [[3, 2], [1, 4]]])
    said = {one.person.number: spots(one.visits[0]) for one in itineraries(plan)}
    assert said == {
        1: "table 1\N{NO-BREAK SPACE}· 2\N{NO-BREAK SPACE}· 2",
        2: "table 1",
        3: "table 2\N{NO-BREAK SPACE}· 1\N{NO-BREAK SPACE}· 1",
        4: "table 2",
    }


def test_places_of_several_kinds_are_named_whole() -> None:
    """A balcony's number is never read as a table's: "Balcony 1 · Balcony 2"."""
    rounds = [[[1, 2], [3, 4], [5, 6]], [[3, 2], [1, 4], [5, 6]], [[5, 6], [3, 2], [1, 4]]]
    plan = make_plan(rounds)
    first, *tables = plan.sessions[0].places
    upstairs = first.model_copy(update={"label": Text(de="Empore 1", en="Balcony 1")})
    visits = [one.visits[0] for one in itineraries(edit(plan, places=(upstairs, *tables)))]
    assert [spots(visit).replace("\N{NO-BREAK SPACE}", " ") for visit in visits[:3]] == [
        "Balcony 1 · table 2 · table 3",
        "Balcony 1 · Balcony 1 · table 2",
        "table 2 · Balcony 1 · table 2",
    ]
    assert "Balcony\N{NO-BREAK SPACE}1" in spots(visits[0])


def test_a_badge_has_the_task_that_stays() -> None:
    """A task of a whole session stands on the badge; one that changes would bury the places."""
    method = make_method(roles=[make_role("host"), make_role("scribe")])
    plan = make_plan([[[1, 2], [3, 4]], [[3, 2], [1, 4]]], method=method)
    plan = edit_group(plan, 1, "t1", roles={"p1": "scribe", "p2": "host"})
    plan = edit_group(plan, 2, "t1", roles={"p2": "host"})
    said = {one.person.number: lasting_task(one.visits[0].turns) for one in itineraries(plan)}
    assert said == {1: "", 2: "host", 3: "", 4: ""}


def test_no_line_of_a_badge_begins_with_a_dot(tmp_path: Path) -> None:
    """However many places and how long a task, a dot stays on the line of what is before it."""
    name = {"de": "Sehr lange Aufgabe", "en": "A task with a name that is long " * 3}
    method = make_method(roles=[make_role("scribe") | {"name": name}])
    plan = make_plan([[[1, 2], [3, 4]], [[3, 2], [1, 4]]] * 10, method=method)
    for number in range(1, 21):
        table = "t1" if number % 2 else "t2"
        plan = edit_group(plan, number, table, roles={"p1": "scribe"})
    order = Order(plan, "Edition 1")
    made = cards.badges_document(order, cards.people_badges(order, order.everybody))
    text = "".join(pages_of(typeset("badges", made).pdf, tmp_path))
    assert text.count("A task") == 3
    assert not re.search(r"^\s*·", text, re.MULTILINE)


def test_a_card_says_when_the_day_ends() -> None:
    """The last line of a day is its end, to the nearest minute."""
    plan = make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]]], start=START, timezone="Europe/Berlin")
    order = Order(plan, "Edition 1")
    [day] = cards.card_of(order, order.everybody[0])["days"]
    assert day["visits"][0]["time"] == "14:30"
    assert (day["end"], day["end-title"]) == ("14:52", "End")


def test_without_a_clock_rounds_are_numbered() -> None:
    """Where nobody knows when it begins, a card has no times that count from nought."""
    plan = make_plan([[[1, 2], [3, 4]], [[3, 2], [1, 4]]])
    order = Order(plan, "Edition 1")
    rows = []
    for one in order.everybody:
        [day] = cards.card_of(order, one)["days"]
        [visit] = day["visits"]
        assert (visit["time"], day["end"]) == ("", "")
        rows += visit["rows"]
    assert {row["time"] for row in rows} == {"", "1.", "2."}
    badges = cards.people_badges(order, order.everybody)
    assert {row["time"] for badge in badges for row in badge["rows"]} == {""}


def test_whoever_stays_at_a_table_is_told_so(tmp_path: Path) -> None:
    """The line of a rotation at the table of the one before says to stay; others do not."""
    plan = make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]], [[1, 4], [2, 3]]])
    order = Order(plan, "Edition 1")
    said = {
        one.person.id: [
            row["stay"] for row in cards.card_of(order, one)["days"][0]["visits"][0]["rows"]
        ]
        for one in order.everybody
    }
    assert said == {
        "p1": [""],
        "p2": ["", "", "(stay)"],
        "p3": ["", "", ""],
        "p4": ["", "(stay)", ""],
    }
    made = cards.cards_document(order, cards.people_cards(order, order.everybody))
    assert "table 2 (stay)" in "".join(pages_of(typeset("cards", made).pdf, tmp_path))


def test_badges_carry_the_code_of_the_card(forum: Plan, tmp_path: Path) -> None:
    """Ten codes of a rendered sheet of badges are those of the cards, modules wide enough."""
    needs("zbarimg", "pdftoppm")
    order = Order(forum, "Edition 1")
    people = order.everybody[:10]
    document = cards.badges_document(order, cards.people_badges(order, people))
    assert all(0.35 * 21 <= badge["qr-width"] <= 34 for badge in document["badges"])
    path = tmp_path / "badges.pdf"
    path.write_bytes(typeset("badges", document).pdf)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", path, tmp_path / "p"], check=True)
    [page] = tmp_path.glob("p*.pgm")
    command = ["zbarimg", "-q", "--raw", "--nodbus", page]
    read = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    for one in people:
        text = person_calendar_text(forum, one, compact=True)
        assert text.replace("\r", "").rstrip() in read.replace("\r", "")


def test_a_crowd_is_dealt_out_to_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of equal size, in alphabetical order, one size of letters for all."""
    monkeypatch.setattr(sections, "MOST_IN_FILE", 5)
    plan = make_plan([[[1, 2, 3, 4], [5, 6, 7, 8]]])
    found = list(documents(Order(plan, "Edition 1"), Choice(kinds=("cards",)), Made()))
    assert [one.name for one in found] == ["01-cards-1.pdf", "01-cards-2.pdf", "01-cards-3.pdf"]
    names = [card["name"] for one in found for card in one.data["cards"]]
    assert names[:8] == [f"Person {k}" for k in range(1, 9)]
    assert len({str(one.data["samples"]) for one in found}) == 1
    assert [one.heavy for one in found] == [True, True, False]
    assert [one.pages for one in print_all(Order(plan, "Edition 1"), Choice(), Made())][:3] == [
        2,
        2,
        1,
    ]


def seats_of(plan: Plan, count: int) -> list[list[str] | None]:
    """Give the places of the jokers in the first session; None for who has none."""
    return [
        None if one.itinerary is None else [t.place_id for t in one.itinerary.visits[0].turns]
        for one in jokers(plan, count)
    ]


def test_jokers_sit_where_there_is_room() -> None:
    """Spare places go to the smallest groups, no two to one group, none to a full one."""
    plan = make_plan([[[1, 2, 3, 4, 5], [6, 7], [8, 9, 10]]])
    assert seats_of(plan, 3) == [["t2"], ["t3"], ["t2"]]
    assert seats_of(make_plan([[[1, 2, 3, 4, 5]]]), 1) == [None]


def test_no_more_jokers_than_free_seats() -> None:
    """One seat is free at one table all the time: the first joker has it, the others none."""
    plan = make_plan([[[1, 2, 3, 4, 5], [6, 7, 8, 9]], [[1, 6, 3, 4, 5], [2, 7, 8, 9]]])
    assert seats_of(plan, 3) == [["t2", "t2"], None, None]
    made = cards.spare_cards(Order(plan, "Edition 1"))
    assert [(card["number"], card["kind"], bool(card["days"])) for card in made[:3]] == [
        ("J1", "joker", True),
        ("J2", "blank", False),
        ("J3", "blank", False),
    ]
    assert made[1]["note"].startswith("Please see the moderators")
    assert made[-1]["note"] == ""


def test_empty_cards_have_the_programme() -> None:
    """Whoever is told the places by hand writes them in: one for each round that has its own."""
    plan = make_plan([[[1, 2, 3], [4, 5, 6]], [[1, 4, 5], [2, 3, 6]]], start=START)
    *_others, blank = cards.spare_cards(Order(plan, "Edition 1"))
    [visit] = blank["days"][0]["visits"]
    assert (visit["time"], visit["title"], visit["blanks"]) == ("14:30", "First session", 2)
    assert (visit["rows"], blank["name"]) == ([], "")
    *_others, blank = cards.spare_cards(Order(make_circle_plan([8], 3, start=START), "Edition 1"))
    assert blank["days"][0]["visits"][0]["blanks"] == 1
    assert cards.card_data(itineraries(plan)[0])["days"][0]["visits"][0]["blanks"] == 0


def test_as_many_spare_cards_as_asked_for() -> None:
    """A joker of a double circle is told that they are the third, and need a chair."""
    order = Order(make_circle_plan([8], 3, start=START), "Edition 1", spares=2)
    found = cards.joker_cards(order)
    assert [card["number"] for card in found] == ["J1", "J2"]
    told = found[0]["days"][0]["visits"][0]["instruction"]
    assert told.startswith("There you are the third: bring a chair with you.")


def test_jokers_mind_seats_and_empty_tables() -> None:
    """A place with as many seats as people, and one where nobody sits, take no joker."""
    plan = make_plan([[[1, 2, 3], [4, 5, 6, 7], []]] * 2)
    first, *others = plan.sessions[0].places
    plan = edit(plan, places=(first.model_copy(update={"seats": 3}), *others))
    assert seats_of(plan, 2) == [["t2", "t2"], None]


def test_jokers_mind_the_size_of_a_topic() -> None:
    """A working group with a limit of its own takes no more than that."""
    plan = make_plan([[[1, 2], [3, 4, 5]]])
    plan = edit_group(plan, 1, "t1", card="small", topic="Small")
    plan = edit(plan, topics=(Topic(id="small", title="Small", max=2),))
    assert seats_of(plan, 1) == [["t2"]]


def test_jokers_stay_with_a_group_that_stays_together() -> None:
    """Whoever joins a group that goes round finds it where it is, and room for it everywhere."""
    method = make_method(formation="stations", movement={"next": 1})
    plan = make_plan([[[1, 2], [3, 4, 5]], [[3, 4, 5], [1, 2]]], method=method)
    assert seats_of(plan, 2) == [["t1", "t2"], ["t2", "t1"]]
    first, second = plan.sessions[0].places
    plan = edit(plan, places=(first, second.model_copy(update={"seats": 2})))
    assert seats_of(plan, 1) == [None]


@given(
    st.lists(st.tuples(st.integers(1, 6), st.none() | st.integers(1, 7)), min_size=1, max_size=4),
    st.integers(1, 6),
)
def test_no_table_ever_has_more_than_it_holds(
    tables: list[tuple[int, int | None]], count: int
) -> None:
    """With the jokers no group is larger than its seats and its method allow."""
    numbers = iter(range(1, 100))
    row = [[next(numbers) for _ in range(size)] for size, _seats in tables]
    plan = make_plan([row, row[::-1]])
    places = [
        place.model_copy(update={"seats": seats})
        for place, (_size, seats) in zip(plan.sessions[0].places, tables, strict=True)
    ]
    plan = edit(plan, places=tuple(places))
    found = [one for one in seats_of(plan, count) if one]
    free = []
    for at, rotation in enumerate(plan.sessions[0].rotations):
        come = Counter(turns[at] for turns in found)
        most = {place.id: min(place.seats or 5, 5) for place in places}
        left = {g.place: max(0, most[g.place] - len(g.members)) for g in rotation.groups}
        assert all(come[place] <= left[place] for place in left)
        free.append(sum(left.values()))
    assert len(found) == min(count, *free)


def test_large_print_is_large(forum: Plan, tmp_path: Path) -> None:
    """No letter on a card in large print is smaller than 14 points, and a card is one sheet."""
    needs("pdftohtml")
    order = Order(forum, "Edition 1", large=True)
    people = order.everybody[:3]
    made = cards.cards_document(order, cards.people_cards(order, people))
    result = typeset("cards", made)
    assert result.pages == 3
    path = tmp_path / "large.pdf"
    path.write_bytes(result.pdf)
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", path]
    ran = subprocess.run(command, capture_output=True, check=True)
    sizes = [int(size) for size in re.findall(rb'<fontspec [^>]*size="(\d+)"', ran.stdout)]
    assert sizes
    assert min(sizes) >= 14


def test_a_single_card_fits_into_the_stack() -> None:
    """A short card has the size of the longest one in the plan, and of those handed out before."""
    long = make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]]] * 9).sessions[0]
    second = long.model_copy(update={"id": "second", "absent": ("p5", "p6")})
    plan = make_plan([[[1, 2, 5], [3, 4, 6]]])
    both = plan.model_copy(update={"sessions": (*plan.sessions, second)})
    for printed, size, expected in ((plan, None, "a6"), (plan, "a5", "a5"), (both, None, "a5")):
        choice, made = Choice(("cards",), frozenset({"p5"}), size=size), Made()
        [document] = documents(Order(printed, "Edition 1"), choice, made)
        assert len(document.data["cards"]) == 1
        assert document.data["size"] == made.size == expected
