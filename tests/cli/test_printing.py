"""`print` on the command line: files, editions, changes, refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest

from facilitate.handouts import cards
from facilitate.handouts.edition import read_edition, write_edition
from facilitate.plan import Plan, read_plan
from tests.builders import edit, edit_group, make_circle_plan, make_method, make_plan
from tests.cli.conftest import Run
from tests.handouts.conftest import biting

STAMP = ("--stamp", "2018-11-05 18:10")


def names(folder: str) -> list[str]:
    """Name what is in a folder, sorted."""
    return sorted(path.name for path in Path(folder).iterdir())


def test_cards_and_badges(run: Run, plan_file: Path) -> None:
    """Files are numbered in the order of printing, sheets are counted, the edition recorded."""
    ran = run("print", plan_file, "-o", "out", "--cards", "--badges", *STAMP)
    assert ran.code == 0
    assert names("out") == ["01-cards.pdf", "02-badges.pdf", "edition.json"]
    assert "Edition 1, 5 Nov 18:10: 2 files with 4 sheets in out." in ran.out


def test_same_bytes_again(run: Run, plan_file: Path) -> None:
    """Printing the same plan again replaces nothing unasked, and with --force the same bytes."""
    run("print", plan_file, "-o", "out", "--cards")
    first = Path("out/01-cards.pdf").read_bytes()
    refused = run("print", plan_file, "-o", "out", "--cards")
    assert refused.code == 2
    assert "already there" in refused.err
    assert run("print", plan_file, "-o", "out", "--cards", "--force").code == 0
    assert Path("out/01-cards.pdf").read_bytes() == first


def test_only_what_changed(run: Run, plan_file: Path) -> None:
    """After a change only the cards are printed whose people must know, and spare ones."""
    assert run("print", plan_file, "-o", "out", "--changed").code == 2
    run("print", plan_file, "-o", "out", "--cards", *STAMP)
    ran = run("print", plan_file, "-o", "out", "--cards", "--changed")
    assert "Nothing has changed" in ran.out
    plan = edit_group(read_plan(plan_file), 1, "t1", members=("p1", "p2"))
    edit_group(plan, 1, "t2", members=("p3", "p4", "p5", "p6")).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--cards", "--changed", "--stamp", "6.11.2018 9:05")
    assert "2 cards" in ran.out
    assert "Edition 2, 6 Nov 09:05" in ran.out
    assert "01-cards-changed.pdf" in names("out")
    again = run("print", plan_file, "-o", "out", "--cards", "--changed")
    assert "Nothing has changed" in again.out


def test_badges_are_not_cards(run: Run, plan_file: Path) -> None:
    """Printing new badge backs does not hide that the cards are out of date."""
    run("print", plan_file, "-o", "out", "--cards", *STAMP)
    plan = edit_group(read_plan(plan_file), 1, "t1", members=("p1", "p2"))
    edit_group(plan, 1, "t2", members=("p3", "p4", "p5", "p6")).write(plan_file, overwrite=True)
    run("print", plan_file, "-o", "out", "--badges")
    assert "2 cards" in run("print", plan_file, "-o", "out", "--cards", "--changed").out


def test_cards_to_be_taken_back(run: Run, plan_file: Path) -> None:
    """Whoever has left the plan still has a card: its number is told."""
    run("print", plan_file, "-o", "out", "--cards", *STAMP)
    plan = read_plan(plan_file)
    plan = edit_group(plan, 1, "t2", members=("p4", "p5"))
    plan = edit_group(plan, 2, "t2", members=("p3", "p5"))
    plan = plan.model_copy(update={"participants": plan.participants[:5]})
    plan.write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--changed")
    assert "The card of number 6 is void" in ran.err
    assert "Out of date" not in ran.err
    again = run("print", plan_file, "-o", "out", "--changed")
    assert "void" not in again.err, "it was told"
    assert "Nothing has changed" in again.out


def test_signs_to_be_taken_down(run: Run, plan_file: Path) -> None:
    """Where nobody sits any more a sign still hangs: its place is told, and that of no other."""
    run("print", plan_file, "-o", "out", "--signs", *STAMP)
    plan = read_plan(plan_file)
    for number in (1, 2):
        plan = edit_group(plan, number, "t1", members=())
        plan = edit_group(plan, number, "t2", members=tuple(f"p{at}" for at in range(1, 7)))
    first = plan.sessions[0]
    rotations = tuple(
        rotation.model_copy(update={"groups": tuple(g for g in rotation.groups if g.members)})
        for rotation in first.rotations
    )
    sessions = (first.model_copy(update={"rotations": rotations}), *plan.sessions[1:])
    plan.model_copy(update={"sessions": sessions}).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--changed")
    assert "The sign “table 1” (" in ran.err
    assert "Take it down" in ran.err
    assert "table 2" not in ran.err
    assert "void" not in run("print", plan_file, "-o", "out", "--changed").err


def test_a_sign_is_named_by_what_it_says(run: Run, plan_file: Path) -> None:
    """A place that the plan does not know any more is named as its sign does, not by its id."""
    run("print", plan_file, "-o", "out", "--signs", *STAMP)
    plan = read_plan(plan_file)
    for number in (1, 2):
        members = tuple(f"p{at}" for at in range(1, 7))
        plan = edit_group(plan, number, "t1", members=members)
        plan = edit_group(plan, number, "t2", members=())
    first = plan.sessions[0]
    rotations = tuple(
        rotation.model_copy(update={"groups": rotation.groups[:1]}) for rotation in first.rotations
    )
    changes = {"places": first.places[:1], "rotations": rotations}
    sessions = (first.model_copy(update=changes), *plan.sessions[1:])
    plan.model_copy(update={"sessions": sessions}).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--changed")
    assert "The sign “table 2” (" in ran.err


def test_only_the_new_chair_gets_a_number(run: Run, tmp_path: Path) -> None:
    """Of numbers that were handed out none is printed again; one chair more has its own sheet."""
    for people in (8, 9):
        make_circle_plan([people], 2).write(tmp_path / "p.json", overwrite=True)
        if people == 8:
            run("print", "p.json", "-o", "out", "--materials", *STAMP)
    before = Path("out/09-chair-numbers.pdf").read_bytes()
    ran = run("print", "p.json", "-o", "out", "--outdated")
    assert "09-chair-numbers-changed.pdf       1  Numbers for the chairs (1)" in ran.out
    assert Path("out/09-chair-numbers.pdf").read_bytes() == before
    assert "circle-signs" not in ran.out
    assert "Nothing has changed" in run("print", "p.json", "-o", "out", "--outdated").out


def test_what_else_is_out_of_date(run: Run, plan_file: Path) -> None:
    """After changes it is told which other sheets handed out are wrong now, and no others."""
    kinds = ("--cards", "--badges", "--wall", "--materials")
    run("print", plan_file, "-o", "out", *kinds, *STAMP)
    plan = edit_group(read_plan(plan_file), 1, "t1", members=("p1", "p2"))
    plan = edit_group(plan, 1, "t2", members=("p3", "p4", "p5", "p6"))
    plan.write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--changed")
    assert "02-badges.pdf, 03-by-name.pdf and 04-by-place.pdf" in " ".join(ran.err.split())
    assert f"facilitate print {plan_file} -o out --outdated" in " ".join(ran.err.split())
    people = (*plan.participants[:5], plan.participants[5].model_copy(update={"name": "Zoe"}))
    plan.model_copy(update={"participants": people}).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--changed", "--badges", "--wall", "--force")
    assert "07-check-in.pdf" in " ".join(ran.err.split())
    ran = run("print", plan_file, "-o", "out", "--outdated")
    assert "3 files with 3 sheets in out" in ran.out
    assert "07-check-in.pdf" in ran.out
    assert "Out of date" not in run("print", plan_file, "-o", "out", "--changed", "--force").err


def test_all_that_is_out_of_date_and_nothing_else(run: Run, plan_file: Path) -> None:
    """One option prints what was handed out and is wrong, in place of what lies there."""
    assert "Leave --outdated out" in run("print", plan_file, "-o", "out", "--outdated").err
    run("print", plan_file, "-o", "out", "--cards", "--wall", "--materials", *STAMP)
    still = {name: (Path("out") / name).read_bytes() for name in names("out")}
    plan = edit_group(read_plan(plan_file), 1, "t1", members=("p1", "p2"))
    plan = edit_group(plan, 1, "t2", members=("p3", "p4", "p5", "p6"))
    plan.write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--outdated")
    assert ran.code == 0
    assert "3 files with 3 sheets" in ran.out
    changed = {n for n, was in still.items() if (Path("out") / n).read_bytes() != was}
    assert changed == {"03-by-name.pdf", "04-by-place.pdf", "edition.json"}
    assert set(names("out")) - set(still) == {"01-cards-changed.pdf"}
    again = run("print", plan_file, "-o", "out", "--outdated")
    assert "Nothing has changed: all that was handed out is still right." in again.out


def test_more_copies_are_told_once(run: Run, plan_file: Path) -> None:
    """After somebody was added it is told how many more forms there must be, and then no more."""
    make_plan([[[1, 2, 3], [4, 5, 6]]]).write(plan_file, overwrite=True)
    run("print", plan_file, "-o", "out", "--cards", "--materials", *STAMP)
    make_plan([[[1, 2, 3, 7], [4, 5, 6, 8]]]).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--changed")
    said = " ".join(ran.err.split())
    assert "More copies are needed now: 08-feedback.pdf × 1 (8 instead of 6)." in said
    assert "print the original again" in said
    again = run("print", plan_file, "-o", "out", "--outdated")
    assert "More copies" not in again.err
    assert read_edition(Path("out")).copies["08-feedback.pdf"] == 8
    make_plan([[[1, 2, 3, 7], [4, 5, 6, 8, 9]]]).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--outdated")
    assert "08-feedback.pdf × 1 (10 instead of 8)" in " ".join(ran.err.split())


def test_what_others_do_is_left_out(run: Run, plan_file: Path) -> None:
    """Sets of cards are spared for scales, which is told; an option brings them, too."""
    deck = {"item": {"de": "Karten", "en": "cards"}, "per": "person", "sheet": "deck"}
    method = make_method(materials=[deck | {"values": ["1", "2"]}])
    make_plan([[[1, 2, 3]]], method=method).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--materials", *STAMP)
    assert names("out") == [
        "07-check-in.pdf",
        "09-scales.pdf",
        "10-feedback.pdf",
        "edition.json",
    ]
    assert "Left out: 08-card-sets.pdf (the scales to be folded take less paper)" in " ".join(
        ran.err.split()
    )
    more = run("print", plan_file, "-o", "all", "--materials", "--everything", *STAMP)
    assert "08-card-sets.pdf" in names("all")
    assert "Left out" not in more.err


def test_private_sheets_of_an_earlier_edition(run: Run, plan_file: Path) -> None:
    """A private sheet that lies in the folder since an earlier edition is told, and not touched."""
    old = Path("out/06-ablauf-privat.pdf")
    old.parent.mkdir()
    old.write_bytes(b"%PDF-old")
    ran = run("print", plan_file, "-o", "out", "--cards")
    assert "06-ablauf-privat.pdf is from an earlier edition" in ran.err
    assert old.read_bytes() == b"%PDF-old"


def six_at_two_tables(*rounds: tuple[tuple[int, ...], tuple[int, ...]]) -> Plan:
    """Make a plan for six people at tables of at most four: two seats are free."""
    rows = [[list(table) for table in row] for row in rounds]
    return make_plan(rows, method=make_method(group={"min": 2, "ideal": 3, "max": 4}))


def test_spare_cards_that_changed(run: Run, plan_file: Path) -> None:
    """A spare card whose place is another now is printed anew; one without a place is void."""
    plan = six_at_two_tables(((1, 2, 3), (4, 5, 6)), ((1, 2, 4), (3, 5, 6)))
    plan.write(plan_file, overwrite=True)
    run("print", plan_file, "-o", "out", "--cards", *STAMP)
    assert "Nothing has changed" in run("print", plan_file, "-o", "out", "--changed", "--cards").out
    first, second = plan.sessions[0].places
    edit(plan, places=(first, second.model_copy(update={"seats": 3}))).write(
        plan_file, overwrite=True
    )
    void = run("print", plan_file, "-o", "out", "--changed", "--cards")
    assert "Nothing has changed" not in void.out
    assert "Nothing is to be printed anew, but some that was handed out is void." in void.out
    assert "The spare card J2 is void" in void.err
    assert "void" not in run("print", plan_file, "-o", "out", "--changed", "--cards").err
    assert "J2" not in run("print", plan_file, "-o", "new", "--cards").err
    edit(plan, places=(first.model_copy(update={"seats": 3}), second)).write(
        plan_file, overwrite=True
    )
    moved = run("print", plan_file, "-o", "out", "--changed", "--cards")
    assert "1 card" in moved.out
    assert "void" not in moved.err, "it was told"
    plan.write(plan_file, overwrite=True)
    back = run("print", plan_file, "-o", "out", "--changed", "--cards", "--force")
    assert "2 cards" in back.out, "the one that was taken back, too"
    assert "void" not in back.err


def test_more_spare_cards(run: Run, plan_file: Path) -> None:
    """So many spare cards as asked for, and as many when the same stack is printed again."""
    run("print", plan_file, "-o", "out", "--cards", "--spares", "7", *STAMP)
    run("print", plan_file, "-o", "out", "--cards", "--force", *STAMP)
    record = read_edition(Path("out"))
    assert record is not None
    assert sorted(record.spares) == [f"J{k}" for k in range(1, 8)]


def test_void_cards_are_not_nothing(run: Run, plan_file: Path) -> None:
    """It is never said that all is right while a card is void."""
    run("print", plan_file, "-o", "out", "--cards", *STAMP)
    record = read_edition(Path("out"))
    assert record is not None
    write_edition(Path("out"), record.following(cards={"99": "x"}))
    ran = run("print", plan_file, "-o", "out", "--cards", "--changed")
    assert "still right" not in ran.out
    assert "The card of number 99 is void" in ran.err


def test_one_person(run: Run, plan_file: Path) -> None:
    """A lost card is printed alone; an unknown person is told."""
    ran = run("print", plan_file, "-o", "out", "--person", "4", "--large", "--letter")
    assert ran.code == 0
    assert names("out") == ["01-cards-single-large.pdf", "edition.json"]
    assert run("print", plan_file, "-o", "out", "--person", "99").code == 2


def test_letters_that_are_missing(run: Run, plan_file: Path) -> None:
    """Names in other scripts are printed, and it is said whose letters come from elsewhere."""
    biting(read_plan(plan_file)).write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--cards")
    assert ran.code == 0
    plan = biting(read_plan(plan_file))
    assert len(plan.participants) == 6
    assert "letters" not in ran.err
    people = [p.model_copy(update={"name": f"王小明 {p.number}"}) for p in plan.participants[:1]]
    plan = plan.model_copy(update={"participants": (*people, *plan.participants[1:])})
    plan.write(plan_file, overwrite=True)
    ran = run("print", plan_file, "-o", "out", "--cards", "--force")
    assert ran.code == 0
    assert "1 王小明 1" in ran.err


def test_only_letters_of_what_was_printed_are_told(run: Run, plan_file: Path) -> None:
    """Whose card is not printed is not named, however large a stack it is measured with."""
    plan = read_plan(plan_file)
    odd = {"p1": "王小明", "p2": "Bo \U000e1234"}
    people = [p.model_copy(update={"name": odd.get(p.id, p.name)}) for p in plan.participants]
    plan.model_copy(update={"participants": tuple(people)}).write(plan_file, overwrite=True)

    def told(*asked: str) -> str:
        return " ".join(run("print", plan_file, "-o", "out", "--force", *asked).err.split())

    alone = told("--person", "4")
    assert "letters" not in alone
    assert "computer has all letters of: 2 Bo" in told("--person", "2", "--person", "4")
    assert "2 Bo" not in told("--person", "1")
    whole = told("--wall")
    assert "computer has all letters of: 2 Bo" in whole
    assert "does not have all letters of: 1 王小明." in whole


def test_a_file_in_the_way(run: Run, plan_file: Path) -> None:
    """A folder that cannot be made is said so, and that a file is in its place."""
    Path("taken").write_text("x")
    for folder in ("taken", "taken/out"):
        ran = run("print", plan_file, "-o", folder, "--cards")
        assert ran.code == 2
        assert f"The folder {folder} cannot be made" in ran.err
    assert "it is a file" in run("print", plan_file, "-o", "taken", "--cards").err
    assert Path("taken").read_text() == "x"


def test_many_pdfs_in_the_way(run: Run, plan_file: Path) -> None:
    """Whoever prints twice is told in one finding how many files are there, and what to do."""
    kinds = ("--cards", "--badges", "--wall")
    assert run("print", plan_file, "-o", "out", *kinds).code == 0
    again = run("print", plan_file, "-o", "out", *kinds)
    assert again.code == 2
    told = " ".join(again.err.split())
    assert "4 files are already there, among them 01-cards.pdf, 02-badges.pdf and" in told
    assert told.count("already there") == told.count("--force") == 1


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (("page", "PLAN", "-o", "there.html"), "facilitate.page.build_page"),
        (("show", "PLAN", "--by", "matrix", "--svg", "there.html"), "facilitate.plan.read_plan"),
        (("simulate", "PLAN", "--html", "there.html"), "facilitate.cli.rehearsal.take_plan"),
        (("export", "PLAN", "--format", "text", "-o", "there.html"), "facilitate.plan.read_plan"),
        (("print", "PLAN", "-o", "there", "--signs"), "facilitate.handouts.printing.typeset"),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_what_is_in_the_way_is_told_before_the_work(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], heavy: str
) -> None:
    """Nobody waits for something that may not be written then."""
    Path("there.html").write_text("precious")
    Path("there").mkdir()
    Path("there/05-signs.pdf").write_text("precious")

    def done(*_any: object, **_more: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(heavy, done)
    ran = run(*(plan_file if word == "PLAN" else word for word in words))
    assert (ran.code, "is already there" in ran.err) == (2, True)
    assert Path("there.html").read_text() == Path("there/05-signs.pdf").read_text() == "precious"


def test_cards_that_do_not_fit_into_the_stack(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told when single cards are larger; later ones are not smaller again."""
    run("print", plan_file, "-o", "out", "--cards", *STAMP)
    assert json.loads(Path("out/edition.json").read_bytes())["size"] == "a6"
    with monkeypatch.context() as changed:
        changed.setattr(cards, "A6_LINES", 1)
        assert "a quarter" in run("print", plan_file, "-o", "out", "--cards", "--person", "1").err
    assert json.loads(Path("out/edition.json").read_bytes())["size"] == "a5"
    ran = run("print", plan_file, "-o", "out", "--cards", "--person", "1", "--force")
    assert "a quarter" not in ran.err
    assert json.loads(Path("out/edition.json").read_bytes())["size"] == "a5"


def test_a_plan_older_than_its_list_is_told(run: Run, dozen: Path) -> None:
    """Whoever prints a plan though the list beside it has changed since is told so."""
    run("plan", dozen, "--method", "kugellager", "--rotations", "2", "-o", "plan.json")
    again = ("print", "plan.json", "-o", "to-print", "--signs", "--force")
    assert "has changed since" not in run(*again).err
    dozen.write_text(dozen.read_text("utf-8") + "Zoe Zander\n", "utf-8")
    ran = run(*again)
    assert ran.code == 0
    assert f"{dozen.name} has changed since this plan was made." in ran.err
    dozen.unlink()
    assert "has changed since" not in run(*again).err


def test_a_broken_plan_is_told_before_it_is_handed_out(run: Run, dozen: Path) -> None:
    """Somebody seated whom nobody knows is told in one line; a sound plan is not doubted."""
    run("plan", dozen, "--method", "kugellager", "--rotations", "2", "-o", "plan.json")
    orders = (
        ("print", "plan.json", "-o", "to-print", "--signs", "--force"),
        ("export", "plan.json", "--format", "csv", "-o", "tables", "--force"),
        ("page", "plan.json", "-o", "page.html", "--force"),
    )
    for order in orders:
        assert "broken" not in run(*order).err
    path = Path("plan.json")
    told = json.loads(path.read_text("utf-8"))
    told["sessions"][0]["rotations"][0]["groups"][0]["members"][0] = "nobody"
    path.write_text(json.dumps(told), "utf-8")
    for order in orders:
        said = run(*order).err
        assert "This plan is broken" in said
        assert "facilitate check plan.json" in said
