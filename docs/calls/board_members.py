"""Examples for `api.board_members`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, board_id: str) -> None:
    async for member in api.board_members.list(board_id):
        print(member.name, member.role)


async def get(api: MiroApi, board_id: str, board_member_id: str) -> None:
    member = await api.board_members.get(board_id, board_member_id)
    print(f"{member.name} is {member.role}")


async def invite(api: MiroApi, board_id: str) -> None:
    result = await api.board_members.invite(
        board_id, emails=["ada@example.com", "bob@example.com"], role="editor"
    )
    for refused in result.failed or []:
        print(refused.email, refused.reason)


async def update(api: MiroApi, board_id: str, board_member_id: str) -> None:
    member = await api.board_members.update(board_id, board_member_id, role="viewer")
    print(f"{member.name} is {member.role} now")


async def remove(api: MiroApi, board_id: str, board_member_id: str) -> None:
    await api.board_members.remove(board_id, board_member_id)
