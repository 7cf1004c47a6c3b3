"""Examples for `api.app_metrics`; shown in the reference, run by the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, app_id: str) -> None:
    today = datetime.now(UTC).date()
    weeks = await api.app_metrics.get(
        app_id, start_date=today - timedelta(days=30), end_date=today, period="WEEK"
    )
    for week in weeks:
        print(week.period_start, week.unique_users)


async def get_totals(api: MiroApi, app_id: str) -> None:
    totals = await api.app_metrics.get_totals(app_id)
    print(totals.unique_users, totals.installations)
