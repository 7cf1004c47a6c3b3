"""Usage figures of an app (experimental).

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..call.operation import Operation

if TYPE_CHECKING:
    from datetime import date

    from ..call.caller import Caller
    from ..models import AppMetric, AppMetricTotals


class AppMetrics:
    """Usage figures of an app (experimental)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def get(
        self,
        app_id: str,
        *,
        start_date: date,
        end_date: date,
        period: Literal["DAY", "WEEK", "MONTH"] | None = None,
    ) -> list[AppMetric]:
        """Get an app's users and installations per day, week or month, all in one answer.

        `GET /v2-experimental/apps/{app_id}/metrics` · scope `boards:read` · 50 credits (level 1) · experimental

        Needs an app management token, made in the Developer Hub; a user's token does not work.

        Args:
            app_id: Id of the app.
            start_date: First day of the range, in UTC.
            end_date: Last day of the range, in UTC.
            period: Length of each step: DAY, WEEK (what the service assumes) or MONTH.

        Errors: 404 `NotFoundError`.
        """
        return await self._caller.call(
            GET, app_id, query={"startDate": start_date, "endDate": end_date, "period": period}
        )

    async def get_totals(self, app_id: str) -> AppMetricTotals:
        """Get an app's users and installations in total since it was created.

        `GET /v2-experimental/apps/{app_id}/metrics-total` · scope `boards:read` · 50 credits (level 1) · experimental

        Needs an app management token, made in the Developer Hub; a user's token does not work.

        Args:
            app_id: Id of the app.

        Errors: 404 `NotFoundError`.
        """
        return await self._caller.call(GET_TOTALS, app_id)


GET: Operation[list[AppMetric]] = Operation(
    id="get-metrics",
    group="app_metrics",
    name="get",
    method="GET",
    path="/v2-experimental/apps/{app_id}/metrics",
    required=("startDate", "endDate"),
    result="AppMetric",
    many=True,
    level=1,
    scopes=("boards:read",),
    experimental=True,
    retry="safe",
)
GET_TOTALS: Operation[AppMetricTotals] = Operation(
    id="get-metrics-total",
    group="app_metrics",
    name="get_totals",
    method="GET",
    path="/v2-experimental/apps/{app_id}/metrics-total",
    result="AppMetricTotals",
    level=1,
    scopes=("boards:read",),
    experimental=True,
    retry="safe",
)

OPERATIONS = (
    GET,
    GET_TOTALS,
)
"""All of the above."""
