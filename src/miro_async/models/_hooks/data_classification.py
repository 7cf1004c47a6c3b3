"""How `models.data_classification` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of
from ..data_classification import (
    BoardClassificationLabel,
    BulkClassificationResult,
    ClassificationLabel,
    OrganizationClassificationSettings,
    TeamClassificationSettings,
)


def structure_organization_classification_settings(raw: Any, _: object = None) -> Any:
    """Give a `OrganizationClassificationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return OrganizationClassificationSettings(
        type=get("type"),
        enabled=get("enabled"),
        labels=each(get("labels"), structure_classification_label),
        extra=extra_of(raw, ORGANIZATION_CLASSIFICATION_SETTINGS),
    )


def structure_team_classification_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamClassificationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamClassificationSettings(
        type=get("type"),
        default_label_id=get("defaultLabelId"),
        enabled=get("enabled"),
        extra=extra_of(raw, TEAM_CLASSIFICATION_SETTINGS),
    )


def structure_classification_label(raw: Any, _: object = None) -> Any:
    """Give a `ClassificationLabel`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ClassificationLabel(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        description=get("description"),
        color=get("color"),
        default=get("default"),
        order_number=get("orderNumber"),
        sharing_recommendation=get("sharingRecommendation"),
        guideline_url=get("guidelineUrl"),
        extra=extra_of(raw, CLASSIFICATION_LABEL),
    )


def structure_board_classification_label(raw: Any, _: object = None) -> Any:
    """Give a `BoardClassificationLabel`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardClassificationLabel(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        description=get("description"),
        color=get("color"),
        sharing_recommendation=get("sharingRecommendation"),
        guideline_url=get("guidelineUrl"),
        extra=extra_of(raw, BOARD_CLASSIFICATION_LABEL),
    )


def structure_bulk_classification_result(raw: Any, _: object = None) -> Any:
    """Give a `BulkClassificationResult`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BulkClassificationResult(
        type=get("type"),
        number_updated_boards=get("numberUpdatedBoards"),
        extra=extra_of(raw, BULK_CLASSIFICATION_RESULT),
    )


ORGANIZATION_CLASSIFICATION_SETTINGS = {
    "type": "type",
    "enabled": "enabled",
    "labels": "labels",
}
TEAM_CLASSIFICATION_SETTINGS = {
    "type": "type",
    "defaultLabelId": "default_label_id",
    "enabled": "enabled",
}
CLASSIFICATION_LABEL = {
    "id": "id",
    "type": "type",
    "name": "name",
    "description": "description",
    "color": "color",
    "default": "default",
    "orderNumber": "order_number",
    "sharingRecommendation": "sharing_recommendation",
    "guidelineUrl": "guideline_url",
}
BOARD_CLASSIFICATION_LABEL = {
    "id": "id",
    "type": "type",
    "name": "name",
    "description": "description",
    "color": "color",
    "sharingRecommendation": "sharing_recommendation",
    "guidelineUrl": "guideline_url",
}
BULK_CLASSIFICATION_RESULT = {
    "type": "type",
    "numberUpdatedBoards": "number_updated_boards",
}

FIELDS: dict[Any, dict[str, str]] = {
    OrganizationClassificationSettings: ORGANIZATION_CLASSIFICATION_SETTINGS,
    TeamClassificationSettings: TEAM_CLASSIFICATION_SETTINGS,
    ClassificationLabel: CLASSIFICATION_LABEL,
    BoardClassificationLabel: BOARD_CLASSIFICATION_LABEL,
    BulkClassificationResult: BULK_CLASSIFICATION_RESULT,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    OrganizationClassificationSettings: structure_organization_classification_settings,
    TeamClassificationSettings: structure_team_classification_settings,
    ClassificationLabel: structure_classification_label,
    BoardClassificationLabel: structure_board_classification_label,
    BulkClassificationResult: structure_bulk_classification_result,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
