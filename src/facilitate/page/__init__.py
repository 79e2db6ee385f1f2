"""The page for the room: one file with countdown and lookup that needs no network."""

from facilitate.page.building import build_page

__all__ = ["build_page"]
