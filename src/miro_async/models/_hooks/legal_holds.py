"""How `models.legal_holds` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened, plain
from ...extra import NO_EXTRA, extra_of
from ..legal_holds import (
    LegalHold,
    LegalHoldCase,
    LegalHoldContentItem,
    LegalHoldExportJob,
    LegalHoldScope,
    LegalHoldScopeInput,
    LegalHoldUser,
    LegalHoldUserInput,
)


def structure_legal_hold_case(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldCase`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_CASE_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.organization_id = value = raw.get("organizationId")
    if value is None:
        count += 1
    made.last_modified_by = value = raw.get("lastModifiedBy")
    if value is None:
        count += 1
    else:
        made.last_modified_by = structure_legal_hold_user(value)
    made.last_modified_at = value = raw.get("lastModifiedAt")
    if value is None:
        count += 1
    else:
        made.last_modified_at = instant(value)
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    made.created_by = value = raw.get("createdBy")
    if value is None:
        count += 1
    else:
        made.created_by = structure_legal_hold_user(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 8
    made.extra = extra_of(raw, LEGAL_HOLD_CASE, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldCase
    return made


def structure_legal_hold(raw: Any, _: object = None) -> Any:
    """Give a `LegalHold`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.description = value = raw.get("description")
    if value is None:
        count += 1
    made.organization_id = value = raw.get("organizationId")
    if value is None:
        count += 1
    made.case_id = value = raw.get("caseId")
    if value is None:
        count += 1
    made.state = value = raw.get("state")
    if value is None:
        count += 1
    made.scope = value = raw.get("scope")
    if value is None:
        count += 1
    else:
        made.scope = structure_legal_hold_scope(value)
    made.last_modified_by = value = raw.get("lastModifiedBy")
    if value is None:
        count += 1
    else:
        made.last_modified_by = structure_legal_hold_user(value)
    made.last_modified_at = value = raw.get("lastModifiedAt")
    if value is None:
        count += 1
    else:
        made.last_modified_at = instant(value)
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    made.created_by = value = raw.get("createdBy")
    if value is None:
        count += 1
    else:
        made.created_by = structure_legal_hold_user(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 11
    made.extra = extra_of(raw, LEGAL_HOLD, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHold
    return made


def structure_legal_hold_scope(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldScope`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_SCOPE_OPEN(), len(raw)
    made.users = value = raw.get("users")
    if value is None:
        count += 1
    else:
        made.users = each(value, structure_legal_hold_user)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, LEGAL_HOLD_SCOPE, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldScope
    return made


def structure_legal_hold_scope_input(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldScopeInput`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_SCOPE_INPUT_OPEN(), len(raw)
    made.users = value = raw.get("users")
    if value is None:
        count += 1
    else:
        made.users = each(value, structure_legal_hold_user_input)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, LEGAL_HOLD_SCOPE_INPUT, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldScopeInput
    return made


def structure_legal_hold_user(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_USER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    made.first_name = value = raw.get("firstName")
    if value is None:
        count += 1
    made.last_name = value = raw.get("lastName")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, LEGAL_HOLD_USER, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldUser
    return made


def structure_legal_hold_user_input(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldUserInput`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_USER_INPUT_OPEN(), len(raw)
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, LEGAL_HOLD_USER_INPUT, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldUserInput
    return made


def structure_legal_hold_content_item(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldContentItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_CONTENT_ITEM_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.content_id = value = raw.get("contentId")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, LEGAL_HOLD_CONTENT_ITEM, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldContentItem
    return made


def structure_legal_hold_export_job(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldExportJob`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LEGAL_HOLD_EXPORT_JOB_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, LEGAL_HOLD_EXPORT_JOB, surplus) if surplus else NO_EXTRA
    made.__class__ = LegalHoldExportJob
    return made


def write_legal_hold_scope_input(value: LegalHoldScopeInput) -> dict[str, Any]:
    """Give the fields of a `LegalHoldScopeInput` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "users": plain(value.users),
    }
    return body


def write_legal_hold_user_input(value: LegalHoldUserInput) -> dict[str, Any]:
    """Give the fields of a `LegalHoldUserInput` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "email": value.email,
    }
    return body


LEGAL_HOLD_CASE = {
    "id": "id",
    "name": "name",
    "description": "description",
    "organizationId": "organization_id",
    "lastModifiedBy": "last_modified_by",
    "lastModifiedAt": "last_modified_at",
    "createdAt": "created_at",
    "createdBy": "created_by",
}
LEGAL_HOLD = {
    "id": "id",
    "name": "name",
    "description": "description",
    "organizationId": "organization_id",
    "caseId": "case_id",
    "state": "state",
    "scope": "scope",
    "lastModifiedBy": "last_modified_by",
    "lastModifiedAt": "last_modified_at",
    "createdAt": "created_at",
    "createdBy": "created_by",
}
LEGAL_HOLD_SCOPE = {
    "users": "users",
}
LEGAL_HOLD_SCOPE_INPUT = {
    "users": "users",
}
LEGAL_HOLD_USER = {
    "id": "id",
    "email": "email",
    "firstName": "first_name",
    "lastName": "last_name",
}
LEGAL_HOLD_USER_INPUT = {
    "email": "email",
}
LEGAL_HOLD_CONTENT_ITEM = {
    "type": "type",
    "contentId": "content_id",
}
LEGAL_HOLD_EXPORT_JOB = {
    "id": "id",
}

LEGAL_HOLD_CASE_OPEN = opened(LegalHoldCase)
LEGAL_HOLD_OPEN = opened(LegalHold)
LEGAL_HOLD_SCOPE_OPEN = opened(LegalHoldScope)
LEGAL_HOLD_SCOPE_INPUT_OPEN = opened(LegalHoldScopeInput)
LEGAL_HOLD_USER_OPEN = opened(LegalHoldUser)
LEGAL_HOLD_USER_INPUT_OPEN = opened(LegalHoldUserInput)
LEGAL_HOLD_CONTENT_ITEM_OPEN = opened(LegalHoldContentItem)
LEGAL_HOLD_EXPORT_JOB_OPEN = opened(LegalHoldExportJob)

FIELDS: dict[Any, dict[str, str]] = {
    LegalHoldCase: LEGAL_HOLD_CASE,
    LegalHold: LEGAL_HOLD,
    LegalHoldScope: LEGAL_HOLD_SCOPE,
    LegalHoldScopeInput: LEGAL_HOLD_SCOPE_INPUT,
    LegalHoldUser: LEGAL_HOLD_USER,
    LegalHoldUserInput: LEGAL_HOLD_USER_INPUT,
    LegalHoldContentItem: LEGAL_HOLD_CONTENT_ITEM,
    LegalHoldExportJob: LEGAL_HOLD_EXPORT_JOB,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    LegalHoldCase: structure_legal_hold_case,
    LegalHold: structure_legal_hold,
    LegalHoldScope: structure_legal_hold_scope,
    LegalHoldScopeInput: structure_legal_hold_scope_input,
    LegalHoldUser: structure_legal_hold_user,
    LegalHoldUserInput: structure_legal_hold_user_input,
    LegalHoldContentItem: structure_legal_hold_content_item,
    LegalHoldExportJob: structure_legal_hold_export_job,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    LegalHoldScopeInput: write_legal_hold_scope_input,
    LegalHoldUserInput: write_legal_hold_user_input,
}
WRITERS.update(WRITE)
