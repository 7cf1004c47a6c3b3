"""Examples for `api.board_content_logs`; shown in the reference, run by the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str, board_id: str) -> None:
    until = datetime.now(UTC)
    async for log in api.board_content_logs.list(
        org_id, from_=until - timedelta(days=1), to=until, board_ids=[board_id]
    ):
        print(log.action_time, log.action_type, log.item_id)
