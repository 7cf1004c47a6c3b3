"""How `models.data_classification` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, opened
from ...extra import NO_EXTRA, extra_of
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
    made, count = ORGANIZATION_CLASSIFICATION_SETTINGS_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.enabled = value = raw.get("enabled")
    if value is None:
        count += 1
    made.labels = value = raw.get("labels")
    if value is None:
        count += 1
    else:
        made.labels = each(value, structure_classification_label)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = (
        extra_of(raw, ORGANIZATION_CLASSIFICATION_SETTINGS, surplus) if surplus else NO_EXTRA
    )
    made.__class__ = OrganizationClassificationSettings
    return made


def structure_team_classification_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamClassificationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_CLASSIFICATION_SETTINGS_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.default_label_id = value = raw.get("defaultLabelId")
    if value is None:
        count += 1
    made.enabled = value = raw.get("enabled")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, TEAM_CLASSIFICATION_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamClassificationSettings
    return made


def structure_classification_label(raw: Any, _: object = None) -> Any:
    """Give a `ClassificationLabel`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CLASSIFICATION_LABEL_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.color = value = raw.get("color")
    if value is None:
        count += 1
    made.default = value = raw.get("default")
    if value is None:
        count += 1
    made.order_number = value = raw.get("orderNumber")
    if value is None:
        count += 1
    made.sharing_recommendation = value = raw.get("sharingRecommendation")
    if value is None:
        count += 1
    made.guideline_url = value = raw.get("guidelineUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 9
    made.extra = extra_of(raw, CLASSIFICATION_LABEL, surplus) if surplus else NO_EXTRA
    made.__class__ = ClassificationLabel
    return made


def structure_board_classification_label(raw: Any, _: object = None) -> Any:
    """Give a `BoardClassificationLabel`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_CLASSIFICATION_LABEL_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.color = value = raw.get("color")
    if value is None:
        count += 1
    made.sharing_recommendation = value = raw.get("sharingRecommendation")
    if value is None:
        count += 1
    made.guideline_url = value = raw.get("guidelineUrl")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 7
    made.extra = extra_of(raw, BOARD_CLASSIFICATION_LABEL, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardClassificationLabel
    return made


def structure_bulk_classification_result(raw: Any, _: object = None) -> Any:
    """Give a `BulkClassificationResult`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BULK_CLASSIFICATION_RESULT_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.number_updated_boards = value = raw.get("numberUpdatedBoards")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, BULK_CLASSIFICATION_RESULT, surplus) if surplus else NO_EXTRA
    made.__class__ = BulkClassificationResult
    return made


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

ORGANIZATION_CLASSIFICATION_SETTINGS_OPEN = opened(OrganizationClassificationSettings)
TEAM_CLASSIFICATION_SETTINGS_OPEN = opened(TeamClassificationSettings)
CLASSIFICATION_LABEL_OPEN = opened(ClassificationLabel)
BOARD_CLASSIFICATION_LABEL_OPEN = opened(BoardClassificationLabel)
BULK_CLASSIFICATION_RESULT_OPEN = opened(BulkClassificationResult)

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
WRITERS.update(WRITE)
