"""Examples for `api.doc_formats`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import DocFormatSource

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    doc = await api.doc_formats.get(board_id, item_id, text_content_type="markdown")
    if doc.data:
        print(doc.data.content)


async def create(api: MiroApi, board_id: str) -> None:
    text = "# Decisions\n\n- Ship on Friday\n- Celebrate on Monday"
    doc = await api.doc_formats.create(board_id, data=DocFormatSource(content=text))
    print(doc.id)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.doc_formats.delete(board_id, item_id)
