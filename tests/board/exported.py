"""Boards with files, and what the file host of `downloads` has of them."""

from __future__ import annotations

from tests.board import seen
from tests.unit.downloading import API

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def image(item_id, title, resource="12", *, api=API, **more):
    """Give an image of which the file host of `downloads` has the file."""
    url = f"{api}/v2/boards/uXjV%3D/resources/images/{resource}?format=preview&redirect=false"
    return seen.item(item_id, "image", title, data={"imageUrl": url}, **more)


def names(folder):
    """Give what is in a folder."""
    return sorted(path.name for path in folder.iterdir())
