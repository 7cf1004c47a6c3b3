"""Examples for `api.app_cards`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import AppCardData, AppCardField

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    card = await api.app_cards.get(board_id, item_id)
    if card.data and card.data.owned:
        print(card.data.title, card.data.status)


async def create(api: MiroApi, board_id: str) -> None:
    data = AppCardData(
        title="Ticket 7", fields=[AppCardField(value="In review")], status="connected"
    )
    card = await api.app_cards.create(board_id, data=data)
    print(card.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    data = AppCardData(fields=[AppCardField(value="Done", fill_color="#8fd14f")])
    await api.app_cards.update(board_id, item_id, data=data)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.app_cards.delete(board_id, item_id)
