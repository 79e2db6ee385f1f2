"""Tests of `page`: where it goes, in which language, for whom, and of which edition."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from facilitate.handouts.edition import edition_of, write_edition
from facilitate.plan import read_plan
from tests.cli.conftest import Run


def test_a_page(run: Run, plan_file: Path) -> None:
    """One file is written, in the language asked for, and not over another one unasked."""
    ran = run("page", plan_file, "-o", "p.html", "--language", "en")
    assert (ran.code, ran.out) == (0, "")
    assert "do not publish it" in ran.err
    first = Path("p.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in first
    assert run("page", plan_file, "-o", "p.html").code == 2
    assert run("page", plan_file, "-o", "p.html", "--force", "--language", "de").code == 0
    assert '<html lang="de">' in Path("p.html").read_text(encoding="utf-8")


def test_for_moderators(run: Run, plan_file: Path) -> None:
    """The copy with mixing says for whom it is, on the page and in the terminal."""
    ran = run("page", plan_file, "-o", "p.html", "--private", "--language", "en")
    assert "for moderators only" in ran.err
    assert 'class="moderators" data-word' in Path("p.html").read_text(encoding="utf-8")


def test_the_printed_edition(run: Run, plan_file: Path) -> None:
    """The page names the edition that was printed of its plan; of another plan it warns."""
    plan = read_plan(plan_file)
    Path("print").mkdir()
    record = edition_of(plan, None, datetime(2018, 11, 5, 18, 10), stamped=True)
    write_edition(Path("print"), record)
    ran = run("page", plan_file, "-o", "p.html", "--printed", "print", "--language", "en")
    assert "Warning" not in ran.err
    assert "Edition 1, 5 Nov 18:10</strong>" in Path("p.html").read_text(encoding="utf-8")
    plan.model_copy(update={"seed": 77}).write(Path("other.json"))
    other = run("page", "other.json", "-o", "print/p.html", "--language", "en")
    assert other.code == 0
    assert "is another plan than the page shows" in other.err
    assert "Edition 1" not in Path("print/p.html").read_text(encoding="utf-8")


def test_nothing_to_show(run: Run, plan_file: Path) -> None:
    """A plan in which nothing happens is refused in words."""
    read_plan(plan_file).model_copy(update={"sessions": ()}).write(Path("empty.json"))
    ran = run("page", "empty.json", "--language", "en")
    assert ran.code == 2
    assert "Nothing happens" in ran.err
    assert not Path("page.html").exists()


def test_a_missing_folder(run: Run, plan_file: Path) -> None:
    """A page for a folder that is not there is refused for that reason, without Excel."""
    ran = run("page", plan_file, "-o", "nowhere/p.html")
    assert ran.code == 2
    assert "its folder is missing" in ran.err
    assert "Excel" not in ran.err


def test_a_list_is_no_page(run: Run, dozen: Path) -> None:
    """A page never replaces a list, not even with --force."""
    run("plan", dozen, "--method", "kugellager", "--rotations", "2", "-o", "plan.json")
    before = dozen.read_bytes()
    ran = run("page", "plan.json", "-o", dozen, "--force")
    assert ran.code == 2
    assert "cannot be the page" in ran.err
    assert dozen.read_bytes() == before
    zoom = run("export", "plan.json", "--format", "zoom", "-o", "zoom")
    assert zoom.code == 2
    assert "Nobody in the plan has an e-mail address" in zoom.err
    assert not Path("zoom").exists()
