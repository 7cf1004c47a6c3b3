"""Flowchart shapes (experimental).

Without `await`: `miro_async.endpoints.flowchart_shapes` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.flowchart_shapes import CREATE, DELETE, GET, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import Geometry, ParentRef, Position, ShapeData, ShapeItem, ShapeStyle
    from ...null import Null
    from ..caller import Caller


class FlowchartShapes:
    """Flowchart shapes (experimental)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> ShapeItem:
        """Get a flowchart shape with its kind, text and style.

        `GET /v2-experimental/boards/{board_id}/shapes/{item_id}` · scope `boards:read` · 50 credits (level 1) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, item_id)

    def create(
        self,
        board_id: str,
        *,
        data: ShapeData | Mapping[str, object] | None = None,
        style: ShapeStyle | Mapping[str, object] | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> ShapeItem:
        """Create a flowchart shape and get it.

        `POST /v2-experimental/boards/{board_id}/shapes` · scope `boards:write` · 100 credits (level 2) · experimental

        Unlike basic shapes it is filled by default, with its text in the center. `flow_chart_or`
        and `flow_chart_summing_junction` hold no text.

        Args:
            board_id: Id of the board.
            data: The kind of shape and its text.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size and rotation.
            parent: The frame to put it into.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={
                "data": data,
                "style": style,
                "position": position,
                "geometry": geometry,
                "parent": parent,
            },
        )

    def update(
        self,
        board_id: str,
        item_id: str,
        *,
        data: ShapeData | Mapping[str, object] | Null | None = None,
        style: ShapeStyle | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: Geometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> ShapeItem:
        """Change a flowchart shape's kind, text, style, size or place and get it.

        `PATCH /v2-experimental/boards/{board_id}/shapes/{item_id}` · scope `boards:write` · 100 credits (level 2) · experimental

        Turning it into `flow_chart_or` or `flow_chart_summing_junction` loses its text.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: The kind of shape and its text.
            style: How it looks.
            position: Where its center goes.
            geometry: Its size and rotation.
            parent: The frame to move it into; `NULL` takes it out.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            item_id,
            body={
                "data": data,
                "style": style,
                "position": position,
                "geometry": geometry,
                "parent": parent,
            },
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a flowchart shape from a board.

        `DELETE /v2-experimental/boards/{board_id}/shapes/{item_id}` · scope `boards:write` · 500 credits (level 3) · experimental

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
