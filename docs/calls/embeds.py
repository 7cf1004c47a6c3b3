"""Examples for `api.embeds`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import EmbedSource, EmbedSourceUpdate, SizeGeometry

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    embed = await api.embeds.get(board_id, item_id)
    if embed.data:
        print(embed.data.url, embed.data.provider_name)


async def create(api: MiroApi, board_id: str) -> None:
    source = EmbedSource(url="https://example.com/film", mode="modal")
    size = SizeGeometry(width=600)
    embed = await api.embeds.create(board_id, data=source, geometry=size)
    print(embed.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    source = EmbedSourceUpdate(url="https://example.com/another-film")
    await api.embeds.update(board_id, item_id, data=source)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.embeds.delete(board_id, item_id)
