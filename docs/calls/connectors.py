"""Examples for `api.connectors`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import ConnectorCaption, ConnectorEnd, ConnectorStyle

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for line in api.connectors.list(board_id):
        if line.start_item and line.end_item:
            print(line.start_item.id, "->", line.end_item.id)


async def get(api: MiroApi, board_id: str, connector_id: str) -> None:
    line = await api.connectors.get(board_id, connector_id)
    print(line.shape, line.captions)


async def create(api: MiroApi, board_id: str, item_id: str, other_id: str) -> None:
    line = await api.connectors.create(
        board_id,
        start_item=ConnectorEnd(id=item_id, snap_to="right"),
        end_item=ConnectorEnd(id=other_id, snap_to="left"),
        captions=[ConnectorCaption(content="leads to")],
    )
    print(line.id)


async def update(api: MiroApi, board_id: str, connector_id: str) -> None:
    style = ConnectorStyle(stroke_color="#414bb2", end_stroke_cap="arrow")
    await api.connectors.update(board_id, connector_id, shape="elbowed", style=style)


async def delete(api: MiroApi, board_id: str, connector_id: str) -> None:
    await api.connectors.delete(board_id, connector_id)
