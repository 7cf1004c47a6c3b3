"""Examples for `api.cards`; shown in the reference, run by the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from miro_async.models import CardData, CardStyle

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    card = await api.cards.get(board_id, item_id)
    if card.data:
        print(card.data.title, card.data.due_date)


async def create(api: MiroApi, board_id: str) -> None:
    due = datetime.now(UTC) + timedelta(days=7)
    data = CardData(title="Write it down", due_date=due)
    card = await api.cards.create(board_id, data=data)
    print(card.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    green = CardStyle(card_theme="#8fd14f")
    await api.cards.update(board_id, item_id, data=CardData(title="Done"), style=green)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.cards.delete(board_id, item_id)
