"""An organization with boards, made in no time and then given to a sandbox with the real time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from miro_async import MiroApi
from miro_async.sandbox import Clock, Sandbox
from tests.org_export.servers import CALLBACK


def notes_of(number):
    """Say what the notes of a board say; some boards have more than one page of them."""
    many = 51 if number % 20 == 0 else number % 7
    return [f"Note {note} of board {number}" for note in range(many)]


def organization(folder, boards, credits_a_minute):
    """Give a sandbox, and the numbers of its boards by their ids."""
    start = Clock(datetime(2026, 1, 1, tzinfo=UTC))
    made = Sandbox(clock=start, redirect_urls=[CALLBACK], credits_a_minute=credits_a_minute)
    numbers = {made.add_board(f"Board {number}"): number for number in range(boards)}

    async def fill():
        async with MiroApi(made.token, transport=made, clock=made.clock) as api:
            for board_id, number in numbers.items():
                await _fill(api, board_id, notes_of(number))

    asyncio.run(fill())
    made.save(folder / "organization.json")
    return Sandbox.load(folder / "organization.json", clock=Clock()), numbers


async def _fill(api, board_id, texts):
    made = []
    for start in range(0, len(texts), 20):
        notes = [
            {"type": "sticky_note", "data": {"content": text}} for text in texts[start : start + 20]
        ]
        made += await api.items.create_bulk(board_id, items=notes)
    if len(made) > 1:
        await api.connectors.create(
            board_id, start_item={"id": made[0].id}, end_item={"id": made[1].id}
        )
