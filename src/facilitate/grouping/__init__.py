"""The engine: problem, bounds, constructions, searches; it knows no names and no clock."""
