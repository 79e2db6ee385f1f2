"""Tests of what the package offers, and that it loads lazily."""

from __future__ import annotations

import subprocess
import sys

import pytest

import facilitate

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
