"""Examples for `api.ai_interaction_logs`; shown in the reference, run by the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def list(api: MiroApi, org_id: str) -> None:
    until = datetime.now(UTC)
    since = until - timedelta(days=1)
    async for log in api.ai_interaction_logs.list(org_id, from_=since, to=until):
        print(log.stored_at, log.ai_feature_name)
