"""Tests of the report: offline, without scripts or names, the same bytes twice."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET

import pytest

from facilitate import words
from facilitate.plan import Plan
from facilitate.simulation.answers import Answers, answer
from facilitate.simulation.comparing import compare_plans
from facilitate.simulation.pictures import MOST_IN_MATRIX, pictures
from facilitate.simulation.report import comparison_report, simulation_report
from facilitate.simulation.running import Simulation, Terms, simulate
from tests.builders import make_plan
from tests.simulation.conftest import lectures, random_tables


@pytest.fixture(name="simulation", scope="module")
def _simulation() -> Simulation:
    """Simulate a plan whose title is an attack."""
    plan = make_plan(random_tables(16, 4, 2), title="</script><b>Treffen", language="de")
    return simulate(plan, runs=30)


@pytest.fixture(name="answers", scope="module")
def _answers(simulation: Simulation) -> Answers:
    """Answer the four questions."""
    return answer(simulation)


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_is_offline_and_safe(simulation: Simulation, answers: Answers, language: str) -> None:
    """Nothing is loaded from anywhere, no script runs, and a title is never code."""
    words.speak(language)
    page = simulation_report(simulation, answers).page()
    assert f'<html lang="{language}">' in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<b>Treffen" not in page
    assert not re.findall(r"""(?:src|href)\s*=|url\(|@import""", page)
    assert page.count("<svg") == 4
    assert simulation_report(simulation, answers).page() == page


def test_no_name_stands_in_it(simulation: Simulation, answers: Answers) -> None:
    """The report speaks of numbers, never of people."""
    page = simulation_report(simulation, answers).page()
    assert not any(person.name in page for person in simulation.plan.participants)


def test_the_style_is_the_one_that_is_allowed(simulation: Simulation, answers: Answers) -> None:
    """The policy names the hash of exactly the style that stands in the page."""
    page = simulation_report(simulation, answers).page()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    allowed = re.search(r"style-src (?:&#39;|')sha256-([^'&]+)", page)
    assert style is not None
    assert allowed is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert allowed[1] == digest


def test_pdf(simulation: Simulation, answers: Answers) -> None:
    """The PDF is one, and the same twice."""
    pdf = simulation_report(simulation, answers).pdf()
    assert pdf.startswith(b"%PDF")
    assert simulation_report(simulation, answers).pdf() == pdf


def test_pictures_are_svg(simulation: Simulation) -> None:
    """Every picture is well-formed, has a title, and holds no style and no id."""
    found = dict(pictures(simulation))
    assert list(found) == ["contacts", "time", "idea", "matrix"]
    for drawing in found.values():
        root = ET.fromstring(drawing.svg())
        assert root.attrib["role"] == "img"
        assert drawing.title
        assert not any("style" in one.attrib or "id" in one.attrib for one in root.iter())


def test_lectures_have_no_contacts() -> None:
    """Where nobody is seated only time is drawn; a crowd has no matrix."""
    assert [name for name, _drawing in pictures(simulate(lectures([30, 30]), runs=20))] == ["time"]
    crowd = make_plan(random_tables(MOST_IN_MATRIX + 4, 4, 1))
    assert "matrix" not in dict(pictures(simulate(crowd, runs=2)))


def test_plan_with_one_run(tables: Plan) -> None:
    """Even a single run can be drawn and told."""
    simulation = simulate(tables, runs=1)
    assert simulation_report(simulation, answer(simulation)).page()


@pytest.mark.parametrize("language", ["de", "en"])
def test_comparison(simulation: Simulation, language: str) -> None:
    """A report of several plans has both side by side, what was assumed, and no code in names."""
    words.speak(language)
    terms = Terms(runs=5)
    variants = compare_plans(
        [("<b>one</b>.json", simulation.plan), ("two.json", simulation.plan)], terms
    )
    report = comparison_report(variants, simulation.plan.title, terms, "5 runs each")
    page = report.page()
    assert page.count("<table>") == 2
    assert "&lt;b&gt;one&lt;/b&gt;.json" in page
    assert "<script" not in page
    assert "5 runs each" in page
    assert report.pdf().startswith(b"%PDF")
    assert report.pdf() == report.pdf()
