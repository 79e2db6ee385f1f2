"""What the tests of pictures share: reading SVG as a program reads it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def read(drawing: str) -> ET.Element:
    """Parse a picture; what is not well-formed fails."""
    return ET.fromstring(drawing)


def texts(drawing: str) -> list[str]:
    """List the words in a picture, in the order in which they are drawn."""
    return [found.text or "" for found in read(drawing).iter(f"{SVG}text")]
