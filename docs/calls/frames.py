"""Examples for `api.frames`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import FrameData, FrameStyle, Position, SizeGeometry

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list_items(api: MiroApi, board_id: str, frame_id: str) -> None:
    async for item in api.frames.list_items(board_id, frame_id):
        print(item.type, item.position)


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    frame = await api.frames.get(board_id, item_id)
    print(frame.data, frame.geometry)


async def create(api: MiroApi, board_id: str) -> None:
    frame = await api.frames.create(
        board_id,
        data=FrameData(title="Went well"),
        geometry=SizeGeometry(width=800, height=600),
        position=Position(x=0, y=0),
    )
    print(frame.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.frames.update(
        board_id,
        item_id,
        data=FrameData(title="Went badly"),
        style=FrameStyle(fill_color="#ffe6e6"),
    )


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.frames.delete(board_id, item_id)
