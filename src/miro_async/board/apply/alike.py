"""What tells an item that was sent from others on the board, before its id is known."""

from __future__ import annotations

import re
from math import isclose
from typing import TYPE_CHECKING, TypeAlias, cast

from ..fields import item_fields, parent_of, said, same
from ..sending.looks import without_ending

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...models import Item
    from ..fields import Fields
    from .applied import Begun

Mark: TypeAlias = tuple[str, str | None, float, float, str | None]
"""Kind, frame, place and text; without a text where Miro writes it itself."""

_TEXTS = {
    "card": "data.title",
    "app_card": "data.title",
    "frame": "data.title",
    "image": "data.title",
    "document": "data.title",
    "embed": "data.url",  # Miro finds out its title
    "code": "data.code",
}
_TITLED_BY_MIRO = frozenset({"frame", "image", "document"})
_NOT_COMPARED = frozenset({*_TITLED_BY_MIRO, "doc_format"})
_SIZED_BY_MIRO = frozenset({"mindmap_node"})
_SENT = ("data.shape", "style.fillColor", "geometry.width", "geometry.height")
_NEAR = 0.5  # board units
_RGB = len("#rrggbb")  # some answers have the opacity besides


def sent_text(kind: str, named: Fields) -> str | None:
    """Give what an item was sent with as its text; `None` if Miro gives it one."""
    text = _text(kind, named)
    return text or (None if kind in _TITLED_BY_MIRO else "")


def sent_of(kind: str, named: Fields) -> dict[str, object]:
    """Give what else an item is known by: its shape, color and size, where they are named."""
    names = () if kind in _SIZED_BY_MIRO else _SENT
    return {name: named[name] for name in names if isinstance(named.get(name), (str, int, float))}


def item_marks(item: Item) -> Iterator[tuple[Mark, Fields]]:
    """Give what an item is known by, and its fields; nothing if Miro tells too little of it."""
    position = item.position
    if item.data is None or position is None or position.x is None or position.y is None:
        return
    fields = item_fields(item)
    place = round(position.x, 2), round(position.y, 2)
    if item.type in _NOT_COMPARED:
        yield (item.type, parent_of(item), *place, None), fields
    yield (item.type, parent_of(item), *place, said(_text(item.type, fields))), fields


def are_close(begun: Begun, fields: Fields) -> bool:
    """Tell whether fields on the board are those that were sent, as far as they are known."""
    if begun.type == "doc_format" and not _is_of(begun.text or "", _text("doc_format", fields)):
        return False
    return all(_is_close(name, value, fields.get(name)) for name, value in begun.sent.items())


def line_text(fields: Fields) -> str:
    """Give what the captions of a line say."""
    captions = cast("list[Mapping[str, object]]", fields.get("captions") or [])
    return " ".join(said(caption.get("content")) for caption in captions)


def line_sent(fields: Fields) -> dict[str, object]:
    """Give what else a line is known by."""
    return {name: fields[name] for name in ("shape",) if name in fields}


def _text(kind: str, fields: Fields) -> str:
    value = fields.get(_TEXTS.get(kind, "data.content"))
    if kind == "mindmap_node":
        view = cast("Mapping[str, Mapping[str, object]]", fields.get("data.nodeView") or {})
        value = view.get("data", {}).get("content")
    return without_ending(kind, value) if isinstance(value, str) else ""


def _is_close(name: str, sent: object, there: object) -> bool:
    if isinstance(sent, (int, float)):
        return isinstance(there, (int, float)) and isclose(sent, there, abs_tol=_NEAR)
    if isinstance(sent, str) and isinstance(there, str) and sent.startswith("#"):
        return sent[:_RGB].lower() == there[:_RGB].lower()
    return same(name, sent, there)


def _is_of(markdown: str, text: str) -> bool:
    """Tell whether a document may be made of this Markdown: its words are, in their order."""
    left = iter(re.findall(r"\w+", markdown))
    words = re.findall(r"\w+", said(text))
    return bool(words) == bool(markdown.strip()) and all(word in left for word in words)
