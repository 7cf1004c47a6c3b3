"""Whether a text is an SVG drawing, and its size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from attrs import define, field

from .formats import BrokenPictureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .formats import Size

_ROOT = "http://www.w3.org/2000/svg svg"
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:px\s*)?")
_BEGINNINGS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@define
class _Drawing:
    root: str | None = None
    attributes: Mapping[str, str] = field(factory=dict[str, str])

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if self.root is None:
            self.root, self.attributes = name, attributes


def _refuse_nested(_name: str, _parameter: bool, value: str | None, *_where: object) -> None:
    # Old drawing programs write short names for namespaces like that. One that is made of others
    # can grow without end; one that is elsewhere would have to be fetched.
    if value is None or "&" in value or "%" in value:
        raise BrokenPictureError("it defines entities that this does not read")


def svg_size(content: bytes) -> Size | None:
    """Give the size of a drawing, 0 x 0 if it does not say; `None`: the text is no drawing.

    Raises:
        BrokenPictureError: It is one, but no well-formed one.
    """
    if not content.lstrip()[:3].startswith(_BEGINNINGS):
        return None
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = drawing.begin
    parser.EntityDeclHandler = _refuse_nested
    try:
        parser.Parse(content.lstrip(), True)
    except expat.ExpatError as error:
        if drawing.root != _ROOT:
            return None
        raise BrokenPictureError(f"it is no well-formed XML: {error}") from None
    return _size(drawing.attributes) if drawing.root == _ROOT else None


def _size(attributes: Mapping[str, str]) -> Size:
    width, height = (_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height"))
    if width and height:
        return float(width[1]), float(height[1])
    try:
        box = [float(number) for number in re.split(r"[\s,]+", attributes["viewBox"].strip())]
        _, _, wide, high = box
    except (KeyError, ValueError):
        return 0.0, 0.0
    return wide, high
