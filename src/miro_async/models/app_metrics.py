"""What the API says about app metrics.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class AppMetric:
    """Usage of an app in one period."""

    period_start: date | None = None  # first day of the period
    unique_users: int | None = None
    unique_recurring_users: int | None = None
    unique_organizations: int | None = None
    installations: int | None = None
    uninstallations: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AppMetricTotals:
    """Usage of an app over all of its time."""

    unique_users: int | None = None
    unique_recurring_users: int | None = None
    unique_organizations: int | None = None
    installations: int | None = None
    uninstallations: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
