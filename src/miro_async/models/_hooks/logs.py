"""How `models.logs` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
from ..logs import (
    AiInteractionLog,
    AiInteractionLogObject,
    AuditActor,
    AuditContext,
    AuditEvent,
    BoardContentLog,
    ContentLogRelationship,
    LogActor,
    NamedRef,
)


def structure_audit_event(raw: Any, _: object = None) -> Any:
    """Give a `AuditEvent`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AuditEvent(
        id=get("id"),
        context=structure_audit_context(get("context")),
        object_=structure_named_ref(get("object")),
        details=get("details"),
        event=get("event"),
        category=get("category"),
        created_at=instant(get("createdAt")),
        created_by=structure_audit_actor(get("createdBy")),
        extra=extra_of(raw, AUDIT_EVENT),
    )


def structure_audit_context(raw: Any, _: object = None) -> Any:
    """Give a `AuditContext`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AuditContext(
        ip=get("ip"),
        team=structure_named_ref(get("team")),
        organization=structure_named_ref(get("organization")),
        extra=extra_of(raw, AUDIT_CONTEXT),
    )


def structure_audit_actor(raw: Any, _: object = None) -> Any:
    """Give a `AuditActor`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AuditActor(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        email=get("email"),
        extra=extra_of(raw, AUDIT_ACTOR),
    )


def structure_named_ref(raw: Any, _: object = None) -> Any:
    """Give a `NamedRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return NamedRef(
        id=get("id"),
        name=get("name"),
        extra=extra_of(raw, NAMED_REF),
    )


def structure_board_content_log(raw: Any, _: object = None) -> Any:
    """Give a `BoardContentLog`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardContentLog(
        id=get("id"),
        content_id=get("contentId"),
        action_type=get("actionType"),
        action_time=instant(get("actionTime")),
        actor=structure_log_actor(get("actor")),
        item_type=get("itemType"),
        item_id=get("itemId"),
        state=get("state"),
        relationships=each(get("relationships"), structure_content_log_relationship),
        extra=extra_of(raw, BOARD_CONTENT_LOG),
    )


def structure_content_log_relationship(raw: Any, _: object = None) -> Any:
    """Give a `ContentLogRelationship`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return ContentLogRelationship(
        type=get("type"),
        item_type=get("itemType"),
        item_id=get("itemId"),
        extra=extra_of(raw, CONTENT_LOG_RELATIONSHIP),
    )


def structure_ai_interaction_log(raw: Any, _: object = None) -> Any:
    """Give a `AiInteractionLog`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AiInteractionLog(
        id=get("id"),
        stored_at=instant(get("storedAt")),
        session_id=get("sessionId"),
        message_id=get("messageId"),
        object_=structure_ai_interaction_log_object(get("object")),
        ai_feature_name=get("aiFeatureName"),
        actor=structure_log_actor(get("actor")),
        log_type=get("logType"),
        details=get("details"),
        created_at=instant(get("createdAt")),
        extra=extra_of(raw, AI_INTERACTION_LOG),
    )


def structure_ai_interaction_log_object(raw: Any, _: object = None) -> Any:
    """Give a `AiInteractionLogObject`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return AiInteractionLogObject(
        id=get("id"),
        type=get("type"),
        extra=extra_of(raw, AI_INTERACTION_LOG_OBJECT),
    )


def structure_log_actor(raw: Any, _: object = None) -> Any:
    """Give a `LogActor`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return LogActor(
        id=get("id"),
        name=get("name"),
        email=get("email"),
        extra=extra_of(raw, LOG_ACTOR),
    )


AUDIT_EVENT = {
    "id": "id",
    "context": "context",
    "object": "object_",
    "details": "details",
    "event": "event",
    "category": "category",
    "createdAt": "created_at",
    "createdBy": "created_by",
}
AUDIT_CONTEXT = {
    "ip": "ip",
    "team": "team",
    "organization": "organization",
}
AUDIT_ACTOR = {
    "id": "id",
    "type": "type",
    "name": "name",
    "email": "email",
}
NAMED_REF = {
    "id": "id",
    "name": "name",
}
BOARD_CONTENT_LOG = {
    "id": "id",
    "contentId": "content_id",
    "actionType": "action_type",
    "actionTime": "action_time",
    "actor": "actor",
    "itemType": "item_type",
    "itemId": "item_id",
    "state": "state",
    "relationships": "relationships",
}
CONTENT_LOG_RELATIONSHIP = {
    "type": "type",
    "itemType": "item_type",
    "itemId": "item_id",
}
AI_INTERACTION_LOG = {
    "id": "id",
    "storedAt": "stored_at",
    "sessionId": "session_id",
    "messageId": "message_id",
    "object": "object_",
    "aiFeatureName": "ai_feature_name",
    "actor": "actor",
    "logType": "log_type",
    "details": "details",
    "createdAt": "created_at",
}
AI_INTERACTION_LOG_OBJECT = {
    "id": "id",
    "type": "type",
}
LOG_ACTOR = {
    "id": "id",
    "name": "name",
    "email": "email",
}

FIELDS: dict[Any, dict[str, str]] = {
    AuditEvent: AUDIT_EVENT,
    AuditContext: AUDIT_CONTEXT,
    AuditActor: AUDIT_ACTOR,
    NamedRef: NAMED_REF,
    BoardContentLog: BOARD_CONTENT_LOG,
    ContentLogRelationship: CONTENT_LOG_RELATIONSHIP,
    AiInteractionLog: AI_INTERACTION_LOG,
    AiInteractionLogObject: AI_INTERACTION_LOG_OBJECT,
    LogActor: LOG_ACTOR,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    AuditEvent: structure_audit_event,
    AuditContext: structure_audit_context,
    AuditActor: structure_audit_actor,
    NamedRef: structure_named_ref,
    BoardContentLog: structure_board_content_log,
    ContentLogRelationship: structure_content_log_relationship,
    AiInteractionLog: structure_ai_interaction_log,
    AiInteractionLogObject: structure_ai_interaction_log_object,
    LogActor: structure_log_actor,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
