"""Tests of `schema`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(("kind", "key"), [("event", "people"), ("plan", "seed"), ("method", "id")])
def test_schema_of_each_kind(run: Run, kind: str, key: str) -> None:
    """Each kind of file has its schema, as JSON on stdout alone."""
    ran = run("schema", kind)
    assert (ran.code, ran.err) == (0, "")
    assert key in json.loads(ran.out)["properties"]


def test_unknown_kind(run: Run) -> None:
    """A kind that is none is told with the nearest."""
    ran = run("schema", "evnt")
    assert ran.code == 2
    assert "event" in ran.err
