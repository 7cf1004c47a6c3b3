"""What kind of picture a file is, by its content: its ending may say anything."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from attrs import frozen

from ..media_types import media_type_of
from ..uploads import LARGEST_UPLOAD
from . import formats
from .formats import BrokenPictureError
from .svg import svg_size

if TYPE_CHECKING:
    from .formats import Size


@frozen
class Kind:
    """A kind of picture that Miro takes; `endings` of file names, the usual one first."""

    name: str
    media_type: str
    endings: tuple[str, ...]


@frozen(kw_only=True)
class Inspected:
    """What the bytes of a file are; `fault` says why they cannot be uploaded, if they cannot.

    `size` is in pixels, or in what a drawing counts in; `None` where the file does not say.
    """

    kind: Kind | None = None
    size: Size | None = None
    fault: str | None = None


PNG = Kind("PNG", "image/png", (".png",))
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"))
GIF = Kind("GIF", "image/gif", (".gif",))
WEBP = Kind("WebP", "image/webp", (".webp",))
SVG = Kind("SVG", "image/svg+xml", (".svg",))

_SIZES = {PNG: formats.png, JPEG: formats.jpeg, GIF: formats.gif, WEBP: formats.webp}
_OTHERS = {
    b"BM": "a BMP",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"8BPS": "a Photoshop file",
    b"%PDF": "a PDF",
}
_BOXES = {
    b"avif": "an AVIF picture",
    b"heic": "a HEIC picture",
    b"heix": "a HEIC picture",
    b"mif1": "a HEIC picture",
}


def kind_of(beginning: bytes) -> Kind | None:
    """Give the kind of a picture by its first bytes, but for SVG, of which they say too little."""
    media_type = media_type_of(beginning)
    return next((kind for kind in _SIZES if kind.media_type == media_type), None)


def inspect(content: bytes) -> Inspected:
    """Tell what the content of a file is, and whether it is whole."""
    if not content:
        return Inspected(fault="it is empty")
    kind = kind_of(content)
    try:
        if kind is not None:
            return Inspected(kind=kind, size=formats.read(_SIZES[kind], content))
        size = svg_size(content)
    except BrokenPictureError as error:
        what = (kind or SVG).name
        return Inspected(kind=kind or SVG, fault=f"its content is {what}, but broken: {error}")
    if size is None:
        return Inspected(fault=_no_picture(content))
    known = all(isfinite(side) and side > 0 for side in size)
    return Inspected(kind=SVG, size=size if known else None)


def too_large(length: int) -> Inspected:
    """Give what is said of a file with so many bytes."""
    return Inspected(fault=f"it has {length:,} bytes, and Miro takes {LARGEST_UPLOAD:,}")


def _no_picture(content: bytes) -> str:
    what = "no picture"
    if content[4:8] == b"ftyp":
        what = _BOXES.get(content[8:12], what)
    for beginning, name in _OTHERS.items():
        if content.startswith(beginning):
            what = name
    return f"its content is {what}: Miro takes PNG, JPEG, GIF, WebP and SVG"
