"""Examples for `api.documents`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import DocumentSource, DocumentSourceUpdate, Geometry

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    document = await api.documents.get(board_id, item_id)
    await api.download(document, "plan.pdf")


async def create(api: MiroApi, board_id: str) -> None:
    source = DocumentSource(url="https://example.com/plan.pdf", title="The plan")
    document = await api.documents.create(board_id, data=source)
    print(document.id)


async def upload(api: MiroApi, board_id: str) -> None:
    document = await api.documents.upload(board_id, "plan.pdf", title="The plan")
    print(document.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.documents.update(
        board_id,
        item_id,
        data=DocumentSourceUpdate(title="The plan of March"),
        geometry=Geometry(width=400),
    )


async def replace_file(api: MiroApi, board_id: str, item_id: str) -> None:
    document = await api.documents.replace_file(board_id, item_id, "plan.pdf")
    print(document.modified_at)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.documents.delete(board_id, item_id)
