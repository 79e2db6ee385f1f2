"""Tests of what the package offers, and that it loads lazily."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import facilitate
from facilitate.catalogue import data_folder
from tests.builders import make_plan

HEAVY = ("numpy", "pydantic", "rich", "ruamel", "python_calamine", "typer")


def test_all_is_sorted_and_whole() -> None:
    """`__all__` is sorted, names nothing twice, and has exactly what loads lazily."""
    assert facilitate.__all__ == sorted(set(facilitate.__all__))
    assert set(facilitate.__all__) == set(facilitate._HOME_OF)


@pytest.mark.parametrize("name", facilitate.__all__)
def test_every_name_loads(name: str) -> None:
    """Every public name is there, comes from our package, and has a docstring."""
    found = getattr(facilitate, name)
    assert found.__module__.startswith("facilitate.")
    assert found.__doc__


def test_unknown_name() -> None:
    """A name that is not there is an AttributeError, as anywhere."""
    with pytest.raises(AttributeError, match="no attribute 'plan_evnt'"):
        facilitate.plan_evnt  # noqa: B018


def test_dir_names_everything() -> None:
    """Completion at the prompt finds the lazy names."""
    assert set(facilitate.__all__) <= set(dir(facilitate))


def test_import_loads_nothing_heavy() -> None:
    """`import facilitate` loads neither numpy nor rich nor any other heavy package."""
    code = f"import sys, facilitate; print([m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_star_import_works() -> None:
    """`from facilitate import *` gives all public names."""
    code = "from facilitate import *; print(plan_event.__name__)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "plan_event"


class Pointed:
    """Something that is no path, but stands for one."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __fspath__(self) -> str:
        """Give the path it stands for."""
        return self._path


@pytest.mark.parametrize("kind", [str, Path, Pointed])
def test_paths_may_be_given_as_anything(
    kind: Callable[[str], str | os.PathLike[str]], tmp_path: Path
) -> None:
    """Whatever takes a path takes text, a path, or what stands for one, and does the same."""

    def given(name: str) -> str | os.PathLike[str]:
        return kind(os.fspath(tmp_path / name))

    shutil.copytree(data_folder("examples") / "forum-2018", tmp_path, dirs_exist_ok=True)
    (tmp_path / "own").mkdir()
    shutil.copy(data_folder("methods") / "kugellager.yaml", tmp_path / "own" / "mine.yaml")
    brief = facilitate.load_event(given("event.yaml"), numbers=given("n.numbers"))
    intake = facilitate.read_people(given("participants.csv"), numbers=given("n.numbers"))
    assert brief.roster == intake.roster
    assert facilitate.read_offers(given("offers.csv"), intake.roster).offers
    assert facilitate.load_method(given("own/mine.yaml")).id == "kugellager"
    assert facilitate.load_method(kind("mine"), [given("own")]).id == "kugellager"
    assert facilitate.load_method(kind("Ball bearing")).id == "kugellager"
    assert [m.id for m in facilitate.list_methods([given("own")])].count("kugellager") == 1
    plan = make_plan([[[1, 2], [3, 4]]])
    plan.write(given("plan.json"))
    assert facilitate.read_plan(given("plan.json")) == plan
