"""Connectors: the lines between items, with captions.

Without `await`: `miro_async.endpoints.connectors` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.connectors import CREATE, DELETE, GET, LIST, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...models import Connector, ConnectorCaption, ConnectorEnd, ConnectorStyle
    from ...null import Null
    from ..caller import Caller


class Connectors:
    """Connectors: the lines between items, with captions."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, board_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[Connector]:
        """List a board's connectors with their ends, captions and style.

        `GET /v2/boards/{board_id}/connectors` · scope `boards:read` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (10 to 50).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST, (board_id,), {}, page_size=page_size, start=cursor
        )

    def get(self, board_id: str, connector_id: str) -> Connector:
        """Get one connector with both ends, its captions and its style.

        `GET /v2/boards/{board_id}/connectors/{connector_id}` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            connector_id: Id of the connector.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, connector_id)

    def create(
        self,
        board_id: str,
        *,
        start_item: ConnectorEnd | Mapping[str, object],
        end_item: ConnectorEnd | Mapping[str, object],
        style: ConnectorStyle | Mapping[str, object] | None = None,
        shape: Literal["straight", "elbowed", "curved"] | None = None,
        captions: Sequence[ConnectorCaption | Mapping[str, object]] | None = None,
    ) -> Connector:
        """Create a connector between two items and get it.

        `POST /v2/boards/{board_id}/connectors` · scope `boards:write` · 100 credits (level 2)

        The two ends must be different items, and neither can be a frame. For each end give
        `position` (percent strings such as "50%") or `snap_to`, not both; neither means `auto`.

        Args:
            board_id: Id of the board.
            start_item: The item that the line starts at; not a frame.
            end_item: The item that the line ends at; not a frame.
            style: How it looks.
            shape: The path of the line.
            captions: Texts along the line (at most 20).

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={
                "style": style,
                "startItem": start_item,
                "endItem": end_item,
                "shape": shape,
                "captions": captions,
            },
        )

    def update(
        self,
        board_id: str,
        connector_id: str,
        *,
        style: ConnectorStyle | Mapping[str, object] | Null | None = None,
        start_item: ConnectorEnd | Mapping[str, object] | Null | None = None,
        end_item: ConnectorEnd | Mapping[str, object] | Null | None = None,
        shape: Literal["straight", "elbowed", "curved"] | Null | None = None,
        captions: Sequence[ConnectorCaption | Mapping[str, object]] | Null | None = None,
    ) -> Connector:
        """Change a connector's ends, path, captions or style and get it.

        `PATCH /v2/boards/{board_id}/connectors/{connector_id}` · scope `boards:write` · 100 credits (level 2)

        A connector with `is_supported` false cannot be changed. The ends must stay two different
        items, neither of them a frame.

        Args:
            board_id: Id of the board.
            connector_id: Id of the connector.
            style: How it looks.
            start_item: The item that the line starts at; not a frame.
            end_item: The item that the line ends at; not a frame.
            shape: The path of the line.
            captions: Texts along the line (at most 20).

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            connector_id,
            body={
                "style": style,
                "startItem": start_item,
                "endItem": end_item,
                "shape": shape,
                "captions": captions,
            },
        )

    def delete(self, board_id: str, connector_id: str) -> None:
        """Delete a connector; the items it joined stay.

        `DELETE /v2/boards/{board_id}/connectors/{connector_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            connector_id: Id of the connector.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, connector_id)
