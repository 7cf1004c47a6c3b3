"""The drawing of a board in pieces, of which only those are drawn again that have changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import define, field, frozen

from ...drawing.layout import enclosing, layout
from ...drawing.pieces import branch_piece, connector_piece, group_piece, item_piece
from ...drawing.values import word
from .shelf import Shelves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..state import StoredBoard

_NOTHING: tuple[object, str] = object(), ""


@frozen
class Picture:
    """A board as it was at some time."""

    pieces: Mapping[str, str]
    """SVG by the names of the pieces, in the order of drawing."""
    extent: tuple[float, float, float, float]
    """Left, top, width and height of all that is drawn."""


@define
class Sketch:
    """Draws one board, again and again."""

    _address: str
    _shelves: Shelves = field(factory=Shelves)
    _pieces: dict[str, tuple[object, str]] = field(factory=dict[str, "tuple[object, str]"])

    def take(self, board: StoredBoard) -> None:
        """Take over what is on the board, which has to stand still meanwhile."""
        self._shelves.take(board)

    def draw(self) -> Picture:
        """Give the picture of what was taken last."""
        shelves, before = self._shelves, self._pieces
        places = layout(shelves.items.values())
        boxes = {item_id: place.box for item_id, place in places.items()}
        pieces: dict[str, tuple[object, str]] = {}

        def keep(name: str, made_of: object, draw: Callable[[], str]) -> None:
            was_made_of, svg = before.get(name, _NOTHING)
            pieces[name] = made_of, svg if was_made_of == made_of else draw()

        for item_id, place in places.items():
            item, tags = shelves.items[item_id], shelves.tagged.get(item_id, ())
            if above := boxes.get(shelves.above.get(item_id, "")):
                draw = partial(branch_piece, place.box, above)
                keep(f"branch-{item_id}", (place.box, above), draw)
            address = self._file(item_id)
            draw = partial(item_piece, item, place.box, tags, address)
            keep(f"item-{item_id}", (item, place, tags, address), draw)
        for line_id, line in shelves.connectors.items():
            ends = [boxes.get(word(end, "id")) for end in (line.start_item, line.end_item)]
            keep(f"item-{line_id}", (line, ends), partial(connector_piece, line, boxes))
        for group_id, members in shelves.groups.items():
            around = [boxes.get(item_id) for item_id in members]
            keep(f"group-{group_id}", around, partial(group_piece, group_id, members, boxes))
        self._pieces = pieces
        whole = enclosing(boxes.values())
        drawn = {name: svg for name, (_, svg) in pieces.items() if svg}
        return Picture(drawn, (whole.left, whole.top, whole.width, whole.height))

    def _file(self, item_id: str) -> str | None:
        file_id = self._shelves.files.get(item_id)
        return f"{self._address}/pictures/{quote(file_id, safe='')}" if file_id else None
