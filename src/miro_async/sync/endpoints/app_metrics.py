"""Usage figures of an app (experimental).

Without `await`: `miro_async.endpoints.app_metrics` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.app_metrics import GET, GET_TOTALS

if TYPE_CHECKING:
    from datetime import date

    from ...models import AppMetric, AppMetricTotals
    from ..caller import Caller


class AppMetrics:
    """Usage figures of an app (experimental)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(
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
        return self._caller.call(
            GET, app_id, query={"startDate": start_date, "endDate": end_date, "period": period}
        )

    def get_totals(self, app_id: str) -> AppMetricTotals:
        """Get an app's users and installations in total since it was created.

        `GET /v2-experimental/apps/{app_id}/metrics-total` · scope `boards:read` · 50 credits (level 1) · experimental

        Needs an app management token, made in the Developer Hub; a user's token does not work.

        Args:
            app_id: Id of the app.

        Errors: 404 `NotFoundError`.
        """
        return self._caller.call(GET_TOTALS, app_id)
