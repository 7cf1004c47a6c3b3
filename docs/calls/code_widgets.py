"""Examples for `api.code_widgets`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import CodeWidgetData

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for widget in api.code_widgets.list(board_id):
        print(widget.id, widget.data)


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    widget = await api.code_widgets.get(board_id, item_id)
    if widget.data:
        print(widget.data.language, widget.data.code)


async def create(api: MiroApi, board_id: str) -> None:
    data = CodeWidgetData(title="Greeting", code='print("Hello")', language="PYTHON")
    widget = await api.code_widgets.create(board_id, data=data)
    print(widget.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    data = CodeWidgetData(code='print("Goodbye")', line_numbers_visible=True)
    await api.code_widgets.update(board_id, item_id, data=data)


async def move(api: MiroApi, board_id: str, item_id: str) -> None:
    widget = await api.code_widgets.move(board_id, item_id, x=300, y=200)
    print(widget.position)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.code_widgets.delete(board_id, item_id)
