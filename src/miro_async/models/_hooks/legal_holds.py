"""How `models.legal_holds` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
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
    get: Callable[[str], Any] = raw.get
    return LegalHoldCase(
        id=get("id"),
        name=get("name"),
        description=get("description"),
        organization_id=get("organizationId"),
        last_modified_by=structure_legal_hold_user(get("lastModifiedBy")),
        last_modified_at=instant(get("lastModifiedAt")),
        created_at=instant(get("createdAt")),
        created_by=structure_legal_hold_user(get("createdBy")),
        extra=extra_of(raw, LEGAL_HOLD_CASE),
    )


def structure_legal_hold(raw: Any, _: object = None) -> Any:
    """Give a `LegalHold`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHold(
        id=get("id"),
        name=get("name"),
        description=get("description"),
        organization_id=get("organizationId"),
        case_id=get("caseId"),
        state=get("state"),
        scope=structure_legal_hold_scope(get("scope")),
        last_modified_by=structure_legal_hold_user(get("lastModifiedBy")),
        last_modified_at=instant(get("lastModifiedAt")),
        created_at=instant(get("createdAt")),
        created_by=structure_legal_hold_user(get("createdBy")),
        extra=extra_of(raw, LEGAL_HOLD),
    )


def structure_legal_hold_scope(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldScope`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHoldScope(
        users=each(get("users"), structure_legal_hold_user),
        extra=extra_of(raw, LEGAL_HOLD_SCOPE),
    )


def structure_legal_hold_scope_input(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldScopeInput`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHoldScopeInput(
        users=each(get("users"), structure_legal_hold_user_input),
        extra=extra_of(raw, LEGAL_HOLD_SCOPE_INPUT),
    )


def structure_legal_hold_user(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHoldUser(
        id=get("id"),
        email=get("email"),
        first_name=get("firstName"),
        last_name=get("lastName"),
        extra=extra_of(raw, LEGAL_HOLD_USER),
    )


def structure_legal_hold_user_input(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldUserInput`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHoldUserInput(
        email=get("email"),
        extra=extra_of(raw, LEGAL_HOLD_USER_INPUT),
    )


def structure_legal_hold_content_item(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldContentItem`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHoldContentItem(
        type=get("type"),
        content_id=get("contentId"),
        extra=extra_of(raw, LEGAL_HOLD_CONTENT_ITEM),
    )


def structure_legal_hold_export_job(raw: Any, _: object = None) -> Any:
    """Give a `LegalHoldExportJob`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LegalHoldExportJob(
        id=get("id"),
        extra=extra_of(raw, LEGAL_HOLD_EXPORT_JOB),
    )


def write_legal_hold_scope_input(value: LegalHoldScopeInput) -> dict[str, Any]:
    """Give the fields of a `LegalHoldScopeInput` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {
        "users": value.users,
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
