"""Examples for `api.audit_logs`; shown in the reference, run by the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi) -> None:
    until = datetime.now(UTC)
    since = until - timedelta(days=7)
    async for event in api.audit_logs.list(created_after=since, created_before=until):
        print(event.created_at, event.event)
