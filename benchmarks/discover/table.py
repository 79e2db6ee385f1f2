"""Write docs/reference/rotations-table.md: most rotations without a repeat, cell by cell.

python benchmarks/discover/table.py
"""

from __future__ import annotations

import csv
from pathlib import Path

from shapes import verified

from facilitate.grouping.designs import max_rotations_bound
from facilitate.grouping.designs.choice import best

GROUPS, SIZES = range(2, 21), range(2, 13)
HERE = Path(__file__).parent
BEST_KNOWN = HERE.parent / "best_known_rounds.csv"
OUTPUT = HERE.parents[1] / "docs" / "reference" / "rotations-table.md"
HEAD = """# Most rotations without a repeat

How often can everybody change groups before somebody meets somebody a second time?
For every number of groups up to 20 and every group size up to 12 (no larger than the number of
groups: otherwise a second rotation already repeats a pair) this table gives the most rotations
that `facilitate` can construct, in a fraction of a second.
Every number here was verified by counting all pairs of the seating when this page was written:
`python benchmarks/discover/table.py` does it again.

- **bold**: as many as there can be at all (a proven upper bound is met).
- ★: more than the most in a table of best known rotations for up to 12 groups, taken from
  OEIS A107431, published tables after Harvey, and schedules counted since; it is kept in
  `benchmarks/best_known_rounds.csv`. The other numbers are compared with the upper bound only.
- The number after the slash is the upper bound; whether the numbers between can be reached is open.

{summary}

"""


def best_known() -> dict[tuple[int, int], int]:
    """Read the best known numbers of rotations of up to 12 groups."""
    with BEST_KNOWN.open(encoding="utf-8") as file:
        return {
            (int(row["groups"]), int(row["size"])): int(row["best_known_rounds"])
            for row in csv.DictReader(file)
        }


def checked(groups: int, size: int) -> tuple[int, str]:
    """Build the best known schedule of a cell, count it, and give its rotations and name."""
    recipe = best(groups, size)
    seats = recipe.build(recipe.rotations)
    if seats.shape != (recipe.rotations, groups * size) or not verified(seats, groups, size):
        raise ArithmeticError(f"{groups} groups of {size}: {recipe.name} repeats a pair")
    return recipe.rotations, recipe.name


def cell(rotations: int, bound: int, before: int | None) -> str:
    """Write one cell."""
    star = " ★" if before is not None and rotations > before else ""
    return f"**{rotations}**{star}" if rotations == bound else f"{rotations}{star} / {bound}"


def main() -> None:
    """Write the page."""
    cells = [(g, s) for g in GROUPS for s in SIZES if s <= g]
    known, before = {c: checked(*c) for c in cells}, best_known()
    bounds = {c: max_rotations_bound(*c) for c in cells}
    reached = [c for c in before if known[c][0] >= before[c]]
    maximal = sum(known[c][0] == bounds[c] for c in cells)
    summary = (
        f"{len(cells)} cells, {sum(r for r, _ in known.values())} rotations in all; "
        f"{maximal} cells are at their proven maximum. "
        f"{len(reached)} of the {len(before)} best known numbers are reached"
        + "".join(
            f"; {g} groups of {s}: {known[g, s][0]} instead of {before[g, s]}"
            for g, s in before
            if known[g, s][0] != before[g, s]
        )
        + "."
    )
    lines = [HEAD.format(summary=summary)]
    lines.append("| groups | " + " | ".join(f"of {s}" for s in SIZES) + " |\n")
    lines.append("|---:|" + "---:|" * len(SIZES) + "\n")
    for g in GROUPS:
        row = [
            cell(known[g, s][0], bounds[g, s], before.get((g, s))) if s <= g else "" for s in SIZES
        ]
        lines.append(f"| {g} | " + " | ".join(row) + " |\n")
    lines.append("\n## Constructions\n\n| groups | size | rotations | construction |\n")
    lines.append("|---:|---:|---:|---|\n")
    lines += [f"| {g} | {s} | {known[g, s][0]} | {known[g, s][1]} |\n" for g, s in cells]
    lines.append(
        "\n## Upper bounds\n\nEverybody meets size - 1 new people in each rotation, so that "
        "(people - 1) / (size - 1) rotations are the most; fewer where that is proven: "
        "4 groups of 3 (Kotzig and Rosa 1974), 5 groups of 4, 6 groups of 6 (Tarry 1900), "
        "10 groups of 10 (Lam et al. 1989 with Bruck 1963).\n"
    )
    OUTPUT.write_text("".join(lines), encoding="utf-8")
    print(summary)


if __name__ == "__main__":
    main()
