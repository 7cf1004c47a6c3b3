"""Examples for `api.mindmap_nodes`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import (
    MindmapNodeContent,
    MindmapNodeDataInput,
    MindmapNodeView,
    ParentRef,
    Position,
)

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    nodes = await api.mindmap_nodes.list(board_id).collect()
    print([node.id for node in nodes if node.data and node.data.is_root])


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    node = await api.mindmap_nodes.get(board_id, item_id)
    if node.data and node.data.node_view:
        print(node.data.node_view.data)


async def create(api: MiroApi, board_id: str, item_id: str) -> None:
    text = MindmapNodeContent(type="text", content="Tests")
    node = await api.mindmap_nodes.create(
        board_id,
        data=MindmapNodeDataInput(node_view=MindmapNodeView(data=text)),
        parent=ParentRef(id=item_id),
        position=Position(x=300, y=0),
    )
    print(node.id)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    # With the whole branch below it.
    await api.mindmap_nodes.delete(board_id, item_id)
