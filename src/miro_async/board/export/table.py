"""A board as a table: a row for each item."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING

from ...drawing.text import plain
from ...drawing.values import part, word
from ...models import FrameItem
from ..snapshots.snapshot import parent_id
from .markdown import item_link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...models import Item
    from ..snapshots.snapshot import Snapshot

COLUMNS = (
    *("id", "type", "text", "x", "y", "width", "height", "rotation", "frame_id", "frame"),
    *("tags", "color", "due", "url", "file", "created_at", "created_by"),
    *("modified_at", "modified_by", "link"),
)
"""The columns, in their order. Places are in board coordinates, also of what is in a frame."""

_SIGNS = "[-=+@\uff1d\uff0b\uff0d\uff20]"
# At the beginning of a cell, or of what is one where `;`, a tab or a line break parts cells.
_FORMULA = re.compile(rf"^(?=\s*{_SIGNS}|[\t\r])|(?<=[;\t\r\n])(?=[^\S\t\r\n]*{_SIGNS})")
_NUMBERS = frozenset(("x", "y", "width", "height", "rotation"))


def to_csv(
    snapshot: Snapshot, *, files: Mapping[str, str] | None = None, formulas: bool = False
) -> str:
    """Give a board as CSV (RFC 4180): a head, and a row for each item as they were made.

    Text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) gets an
    apostrophe before it, also after a `;`, a tab or a line break, where some spreadsheets begin
    another cell. If `formulas` are wanted, all stays as people wrote it.

    Args:
        snapshot: The board.
        files: The paths of the files of images and documents, by the ids of their items.
        formulas: Whether text is left as it is.
    """
    names = {member.id: member.name for member in snapshot.members or ()}
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for item in snapshot.items:
        cells = _cells(snapshot, item, names)
        cells["file"] = (files or {}).get(item.id, "")
        rows.writerow(
            [
                value if formulas or name in _NUMBERS else harmless(value)
                for name, value in ((name, cells[name]) for name in COLUMNS)
            ]
        )
    return written.getvalue()


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", text.replace("\0", "\ufffd"))


def _cells(snapshot: Snapshot, item: Item, names: Mapping[str, str]) -> dict[str, str]:
    box = snapshot.box(item.id)
    places = (box.x, box.y, box.width, box.height, box.rotation) if box else ()
    above = snapshot.item(parent_id(item) or "")
    frame = above if isinstance(above, FrameItem) else None
    due = part(item.data, "due_date")
    return {
        "id": item.id,
        "type": str(item.type),
        "text": snapshot.text(item),
        **dict(zip(("x", "y", "width", "height", "rotation"), map(_number, places), strict=False)),
        **({} if box else dict.fromkeys(_NUMBERS, "")),
        "frame_id": frame.id if frame else "",
        "frame": snapshot.text(frame) if frame else "",
        "tags": ", ".join(str(tag.title) for tag in snapshot.tags_of.get(item.id, ())),
        "color": _color(item),
        "due": f"{due:%Y-%m-%d}" if isinstance(due, datetime) else "",
        "url": word(item.data, "url"),
        "created_at": _instant(item.created_at),
        "created_by": _user(item.created_by, names),
        "modified_at": _instant(item.modified_at),
        "modified_by": _user(item.modified_by, names),
        "link": item_link(snapshot, item.id),
    }


def _number(value: float) -> str:
    rounded = round(value, 4)
    return str(int(rounded)) if rounded.is_integer() else str(rounded)


def _color(item: Item) -> str:
    """Give what color an item has; of cards that of the border."""
    style = getattr(item, "style", None)
    found: Sequence[str] = [
        word(style, name) for name in ("fill_color", "card_theme", "node_color")
    ]
    return next(filter(None, found), "")


def _instant(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else plain(value)


def _user(user: object, names: Mapping[str, str]) -> str:
    """Give who it was: the name if it is a member's, else the id."""
    user_id = word(user, "id")
    return names.get(user_id, user_id)
