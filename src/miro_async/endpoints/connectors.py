"""Connectors: the lines between items, with captions.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..call.operation import Operation, Paging
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..call.caller import Caller
    from ..models import Connector, ConnectorCaption, ConnectorEnd, ConnectorStyle
    from ..null import Null


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

    async def get(self, board_id: str, connector_id: str) -> Connector:
        """Get one connector with both ends, its captions and its style.

        `GET /v2/boards/{board_id}/connectors/{connector_id}` · scope `boards:read` · 50 credits (level 1)

        Args:
            board_id: Id of the board.
            connector_id: Id of the connector.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET, board_id, connector_id)

    async def create(
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
        return await self._caller.call(
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

    async def update(
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
        return await self._caller.call(
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

    async def delete(self, board_id: str, connector_id: str) -> None:
        """Delete a connector; the items it joined stay.

        `DELETE /v2/boards/{board_id}/connectors/{connector_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            connector_id: Id of the connector.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        await self._caller.call(DELETE, board_id, connector_id)


LIST: Operation[Connector] = Operation(
    id="get-connectors",
    group="connectors",
    name="list",
    method="GET",
    path="/v2/boards/{board_id}/connectors",
    result="Connector",
    level=2,
    scopes=("boards:read",),
    retry="safe",
    paging=Paging(style="cursor", size_parameter="limit", smallest=10, largest=50),
)
GET: Operation[Connector] = Operation(
    id="get-connector",
    group="connectors",
    name="get",
    method="GET",
    path="/v2/boards/{board_id}/connectors/{connector_id}",
    result="Connector",
    level=1,
    scopes=("boards:read",),
    retry="safe",
)
CREATE: Operation[Connector] = Operation(
    id="create-connector",
    group="connectors",
    name="create",
    method="POST",
    path="/v2/boards/{board_id}/connectors",
    required=("startItem", "endItem"),
    result="Connector",
    level=2,
    scopes=("boards:write",),
    retry="unsafe",
)
UPDATE: Operation[Connector] = Operation(
    id="update-connector",
    group="connectors",
    name="update",
    method="PATCH",
    path="/v2/boards/{board_id}/connectors/{connector_id}",
    result="Connector",
    level=2,
    scopes=("boards:write",),
    retry="safe",
)
DELETE: Operation[None] = Operation(
    id="delete-connector",
    group="connectors",
    name="delete",
    method="DELETE",
    path="/v2/boards/{board_id}/connectors/{connector_id}",
    level=3,
    scopes=("boards:write",),
    retry="delete",
)

OPERATIONS = (
    LIST,
    GET,
    CREATE,
    UPDATE,
    DELETE,
)
"""All of the above."""
