"""How `models.app_metrics` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, day, opened
from ...extra import NO_EXTRA, extra_of
from ..app_metrics import AppMetric, AppMetricTotals


def structure_app_metric(raw: Any, _: object = None) -> Any:
    """Give a `AppMetric`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = APP_METRIC_OPEN(), len(raw)
    made.period_start = value = raw.get("periodStart")
    if value is None:
        count += 1
    else:
        made.period_start = day(value)
    made.unique_users = value = raw.get("uniqueUsers")
    if value is None:
        count += 1
    made.unique_recurring_users = value = raw.get("uniqueRecurringUsers")
    if value is None:
        count += 1
    made.unique_organizations = value = raw.get("uniqueOrganizations")
    if value is None:
        count += 1
    made.installations = value = raw.get("installations")
    if value is None:
        count += 1
    made.uninstallations = value = raw.get("uninstallations")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 6
    made.extra = extra_of(raw, APP_METRIC, surplus) if surplus else NO_EXTRA
    made.__class__ = AppMetric
    return made


def structure_app_metric_totals(raw: Any, _: object = None) -> Any:
    """Give a `AppMetricTotals`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = APP_METRIC_TOTALS_OPEN(), len(raw)
    made.unique_users = value = raw.get("uniqueUsers")
    if value is None:
        count += 1
    made.unique_recurring_users = value = raw.get("uniqueRecurringUsers")
    if value is None:
        count += 1
    made.unique_organizations = value = raw.get("uniqueOrganizations")
    if value is None:
        count += 1
    made.installations = value = raw.get("installations")
    if value is None:
        count += 1
    made.uninstallations = value = raw.get("uninstallations")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, APP_METRIC_TOTALS, surplus) if surplus else NO_EXTRA
    made.__class__ = AppMetricTotals
    return made


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

APP_METRIC_OPEN = opened(AppMetric)
APP_METRIC_TOTALS_OPEN = opened(AppMetricTotals)

FIELDS: dict[Any, dict[str, str]] = {
    AppMetric: APP_METRIC,
    AppMetricTotals: APP_METRIC_TOTALS,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    AppMetric: structure_app_metric,
    AppMetricTotals: structure_app_metric_totals,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
WRITERS.update(WRITE)
