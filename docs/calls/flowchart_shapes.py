"""Examples for `api.flowchart_shapes`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import Geometry, ShapeData, ShapeStyle

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    shape = await api.flowchart_shapes.get(board_id, item_id)
    if shape.data:
        print(shape.data.shape, shape.data.content)


async def create(api: MiroApi, board_id: str) -> None:
    shape = await api.flowchart_shapes.create(
        board_id,
        data=ShapeData(content="Is it ready?", shape="flow_chart_decision"),
        geometry=Geometry(width=200, height=120),
    )
    print(shape.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.flowchart_shapes.update(
        board_id,
        item_id,
        data=ShapeData(content="Really?"),
        style=ShapeStyle(fill_color="#fef445"),
    )


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.flowchart_shapes.delete(board_id, item_id)
