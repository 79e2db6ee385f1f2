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
Cell = tuple[int, int]
HERE = Path(__file__).parent
BEST_KNOWN = HERE.parent / "best_known_rounds.csv"
PUBLISHED = HERE.parent / "published_rounds.csv"
OUTPUT = HERE.parents[1] / "docs" / "reference" / "rotations-table.md"
HEAD = """# Most rotations without a repeat

How often can everybody change groups before somebody meets somebody a second time?
For every number of groups up to 20 and every group size up to 12 (no larger than the number of
groups: otherwise a second rotation already repeats a pair) this table gives the most rotations
that `facilitate` can construct, in a fraction of a second.
Every number here was verified by counting all pairs of the seating when this page was written:
`python benchmarks/discover/table.py` does it again.

- **bold**: as many as there can be at all (a proven upper bound is met).
- ★: more than the most that we know to be published. What we compare with is kept in
  `benchmarks/published_rounds.csv`: up to 10 groups OEIS A107431 and the tables after Harvey, from
  11 groups on Miller, Valkov and Abel (2026), read in the transcription of the GroupMixer project,
  and orthogonal Latin squares that are known.
- The number after the slash is the upper bound; whether the numbers between can be reached is open.

{summary}

"""


def rounds(file: Path, column: str) -> dict[tuple[int, int], int]:
    """Read a number of rotations for each number of groups and size."""
    with file.open(encoding="utf-8") as lines:
        return {
            (int(row["groups"]), int(row["size"])): int(row[column])
            for row in csv.DictReader(lines)
        }


def checked(groups: int, size: int) -> tuple[int, str]:
    """Build the best known schedule of a cell, count it, and give its rotations and name."""
    recipe = best(groups, size)
    seats = recipe.build(recipe.rotations)
    if seats.shape != (recipe.rotations, groups * size) or not verified(seats, groups, size):
        raise ArithmeticError(f"{groups} groups of {size}: {recipe.name} repeats a pair")
    return recipe.rotations, recipe.name


def cell(rotations: int, bound: int, before: int) -> str:
    """Write one cell."""
    star = " ★" if rotations > before else ""
    return f"**{rotations}**{star}" if rotations == bound else f"{rotations}{star} / {bound}"


def told(cells: list[Cell], known: dict[Cell, tuple[int, str]]) -> str:
    """Sum up how many cells are as good as can be, or as was known before."""
    before, published = rounds(BEST_KNOWN, "best_known_rounds"), rounds(PUBLISHED, "published")
    maximal = sum(known[c][0] == max_rotations_bound(*c) for c in cells)
    more = sum(known[c][0] > published[c] for c in cells)
    fewer = [
        f"{g} groups of {s}: {published[g, s]}"
        for g, s in cells
        if known[g, s][0] < published[g, s]
    ]
    reached = sum(known[c][0] >= before[c] for c in before)
    text = (
        f"{len(cells)} cells, {sum(r for r, _ in known.values())} rotations in all; "
        f"{maximal} cells are at their proven maximum, {more} above what is published. "
        f"{reached} of the {len(before)} numbers in `benchmarks/best_known_rounds.csv` are reached."
    )
    return text + (f" More is published for {', '.join(fewer)}." if fewer else "")


def main() -> None:
    """Write the page."""
    cells = [(g, s) for g in GROUPS for s in SIZES if s <= g]
    known, published = {c: checked(*c) for c in cells}, rounds(PUBLISHED, "published")
    bounds = {c: max_rotations_bound(*c) for c in cells}
    summary = told(cells, known)
    lines = [HEAD.format(summary=summary)]
    lines.append("| groups | " + " | ".join(f"of {s}" for s in SIZES) + " |\n")
    lines.append("|---:|" + "---:|" * len(SIZES) + "\n")
    for g in GROUPS:
        row = [cell(known[g, s][0], bounds[g, s], published[g, s]) if s <= g else "" for s in SIZES]
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
