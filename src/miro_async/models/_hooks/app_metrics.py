"""How `models.app_metrics` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import day, extra_of
from ..app_metrics import AppMetric, AppMetricTotals


def structure_app_metric(raw: Any, _: object = None) -> Any:
    """Give a `AppMetric`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AppMetric(
        period_start=day(get("periodStart")),
        unique_users=get("uniqueUsers"),
        unique_recurring_users=get("uniqueRecurringUsers"),
        unique_organizations=get("uniqueOrganizations"),
        installations=get("installations"),
        uninstallations=get("uninstallations"),
        extra=extra_of(raw, APP_METRIC),
    )


def structure_app_metric_totals(raw: Any, _: object = None) -> Any:
    """Give a `AppMetricTotals`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AppMetricTotals(
        unique_users=get("uniqueUsers"),
        unique_recurring_users=get("uniqueRecurringUsers"),
        unique_organizations=get("uniqueOrganizations"),
        installations=get("installations"),
        uninstallations=get("uninstallations"),
        extra=extra_of(raw, APP_METRIC_TOTALS),
    )


APP_METRIC = {
    "periodStart": "period_start",
    "uniqueUsers": "unique_users",
    "uniqueRecurringUsers": "unique_recurring_users",
    "uniqueOrganizations": "unique_organizations",
    "installations": "installations",
    "uninstallations": "uninstallations",
}
APP_METRIC_TOTALS = {
    "uniqueUsers": "unique_users",
    "uniqueRecurringUsers": "unique_recurring_users",
    "uniqueOrganizations": "unique_organizations",
    "installations": "installations",
    "uninstallations": "uninstallations",
}

FIELDS: dict[Any, dict[str, str]] = {
    AppMetric: APP_METRIC,
    AppMetricTotals: APP_METRIC_TOTALS,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    AppMetric: structure_app_metric,
    AppMetricTotals: structure_app_metric_totals,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
