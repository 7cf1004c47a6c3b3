"""What the API says about data classification.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class OrganizationClassificationSettings:
    """Classification labels of an organization."""

    type: str | None = None
    enabled: bool | None = None
    labels: Sequence[ClassificationLabel] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamClassificationSettings:
    """Whether a team classifies its boards, and its default label."""

    type: str | None = None
    default_label_id: str | None = None
    enabled: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ClassificationLabel:
    """A label that says how sensitive a board is."""

    id: str | None = None
    type: str | None = None
    name: str | None = None
    description: str | None = None
    color: str | None = None  # hex color
    default: bool | None = None
    order_number: int | None = None  # place among the labels
    sharing_recommendation: str | None = None  # such as ONLY_WITHIN_TEAM
    guideline_url: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardClassificationLabel:
    """The classification label of a board."""

    id: str | None = None
    type: str | None = None
    name: str | None = None
    description: str | None = None
    color: str | None = None  # hex color
    sharing_recommendation: str | None = None  # such as ONLY_WITHIN_TEAM
    guideline_url: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BulkClassificationResult:
    """How many boards got a label in a bulk classification."""

    type: str | None = None
    number_updated_boards: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
