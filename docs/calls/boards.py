"""Examples for `api.boards`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import Board

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, team_id: str) -> None:
    async for board in api.boards.list(team_id=team_id, sort="last_modified"):
        print(board.name, board.view_link)


async def get(api: MiroApi, board_id: str) -> None:
    board = await api.boards.get(board_id)
    print(board.name, board.modified_at)


async def create(api: MiroApi) -> None:
    board = await api.boards.create(name="Retro", description="What went well?")
    print(board.view_link)


async def update(api: MiroApi, board_id: str) -> None:
    board = await api.boards.update(board_id, name="Retro of March")
    print(board.name if isinstance(board, Board) else "Miro will change it later")


async def delete(api: MiroApi, board_id: str) -> None:
    await api.boards.delete(board_id)


async def copy(api: MiroApi, board_id: str) -> None:
    copy = await api.boards.copy(board_id, name="Retro of April")
    print(copy.id, copy.view_link)
