"""Examples for `api.shapes`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import Geometry, ShapeData, ShapeStyle

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    shape = await api.shapes.get(board_id, item_id)
    if shape.data:
        print(shape.data.shape, shape.data.content)


async def create(api: MiroApi, board_id: str) -> None:
    shape = await api.shapes.create(
        board_id,
        data=ShapeData(content="Begin", shape="round_rectangle"),
        style=ShapeStyle(fill_color="#8fd14f", border_opacity="1.0"),
        geometry=Geometry(width=200, height=80),
    )
    print(shape.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.shapes.update(
        board_id, item_id, data=ShapeData(content="End"), geometry=Geometry(rotation=15)
    )


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.shapes.delete(board_id, item_id)
