"""How `models.logs` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened
from ...extra import NO_EXTRA, extra_of
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
    made, count = AUDIT_EVENT_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.context = value = raw.get("context")
    if value is None:
        count += 1
    else:
        made.context = structure_audit_context(value)
    made.object_ = value = raw.get("object")
    if value is None:
        count += 1
    else:
        made.object_ = structure_named_ref(value)
    made.details = value = raw.get("details")
    if value is None:
        count += 1
    made.event = value = raw.get("event")
    if value is None:
        count += 1
    made.category = value = raw.get("category")
    if value is None:
        count += 1
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    made.created_by = value = raw.get("createdBy")
    if value is None:
        count += 1
    else:
        made.created_by = structure_audit_actor(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 8
    made.extra = extra_of(raw, AUDIT_EVENT, surplus) if surplus else NO_EXTRA
    made.__class__ = AuditEvent
    return made


def structure_audit_context(raw: Any, _: object = None) -> Any:
    """Give a `AuditContext`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = AUDIT_CONTEXT_OPEN(), len(raw)
    made.ip = value = raw.get("ip")
    if value is None:
        count += 1
    made.team = value = raw.get("team")
    if value is None:
        count += 1
    else:
        made.team = structure_named_ref(value)
    made.organization = value = raw.get("organization")
    if value is None:
        count += 1
    else:
        made.organization = structure_named_ref(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, AUDIT_CONTEXT, surplus) if surplus else NO_EXTRA
    made.__class__ = AuditContext
    return made


def structure_audit_actor(raw: Any, _: object = None) -> Any:
    """Give a `AuditActor`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = AUDIT_ACTOR_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 4
    made.extra = extra_of(raw, AUDIT_ACTOR, surplus) if surplus else NO_EXTRA
    made.__class__ = AuditActor
    return made


def structure_named_ref(raw: Any, _: object = None) -> Any:
    """Give a `NamedRef`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = NAMED_REF_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, NAMED_REF, surplus) if surplus else NO_EXTRA
    made.__class__ = NamedRef
    return made


def structure_board_content_log(raw: Any, _: object = None) -> Any:
    """Give a `BoardContentLog`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_CONTENT_LOG_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.content_id = value = raw.get("contentId")
    if value is None:
        count += 1
    made.action_type = value = raw.get("actionType")
    if value is None:
        count += 1
    made.action_time = value = raw.get("actionTime")
    if value is None:
        count += 1
    else:
        made.action_time = instant(value)
    made.actor = value = raw.get("actor")
    if value is None:
        count += 1
    else:
        made.actor = structure_log_actor(value)
    made.item_type = value = raw.get("itemType")
    if value is None:
        count += 1
    made.item_id = value = raw.get("itemId")
    if value is None:
        count += 1
    made.state = value = raw.get("state")
    if value is None:
        count += 1
    made.relationships = value = raw.get("relationships")
    if value is None:
        count += 1
    else:
        made.relationships = each(value, structure_content_log_relationship)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 9
    made.extra = extra_of(raw, BOARD_CONTENT_LOG, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardContentLog
    return made


def structure_content_log_relationship(raw: Any, _: object = None) -> Any:
    """Give a `ContentLogRelationship`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = CONTENT_LOG_RELATIONSHIP_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.item_type = value = raw.get("itemType")
    if value is None:
        count += 1
    made.item_id = value = raw.get("itemId")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, CONTENT_LOG_RELATIONSHIP, surplus) if surplus else NO_EXTRA
    made.__class__ = ContentLogRelationship
    return made


def structure_ai_interaction_log(raw: Any, _: object = None) -> Any:
    """Give a `AiInteractionLog`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = AI_INTERACTION_LOG_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.stored_at = value = raw.get("storedAt")
    if value is None:
        count += 1
    else:
        made.stored_at = instant(value)
    made.session_id = value = raw.get("sessionId")
    if value is None:
        count += 1
    made.message_id = value = raw.get("messageId")
    if value is None:
        count += 1
    made.object_ = value = raw.get("object")
    if value is None:
        count += 1
    else:
        made.object_ = structure_ai_interaction_log_object(value)
    made.ai_feature_name = value = raw.get("aiFeatureName")
    if value is None:
        count += 1
    made.actor = value = raw.get("actor")
    if value is None:
        count += 1
    else:
        made.actor = structure_log_actor(value)
    made.log_type = value = raw.get("logType")
    if value is None:
        count += 1
    made.details = value = raw.get("details")
    if value is None:
        count += 1
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 10
    made.extra = extra_of(raw, AI_INTERACTION_LOG, surplus) if surplus else NO_EXTRA
    made.__class__ = AiInteractionLog
    return made


def structure_ai_interaction_log_object(raw: Any, _: object = None) -> Any:
    """Give a `AiInteractionLogObject`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = AI_INTERACTION_LOG_OBJECT_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, AI_INTERACTION_LOG_OBJECT, surplus) if surplus else NO_EXTRA
    made.__class__ = AiInteractionLogObject
    return made


def structure_log_actor(raw: Any, _: object = None) -> Any:
    """Give a `LogActor`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = LOG_ACTOR_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, LOG_ACTOR, surplus) if surplus else NO_EXTRA
    made.__class__ = LogActor
    return made


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

AUDIT_EVENT_OPEN = opened(AuditEvent)
AUDIT_CONTEXT_OPEN = opened(AuditContext)
AUDIT_ACTOR_OPEN = opened(AuditActor)
NAMED_REF_OPEN = opened(NamedRef)
BOARD_CONTENT_LOG_OPEN = opened(BoardContentLog)
CONTENT_LOG_RELATIONSHIP_OPEN = opened(ContentLogRelationship)
AI_INTERACTION_LOG_OPEN = opened(AiInteractionLog)
AI_INTERACTION_LOG_OBJECT_OPEN = opened(AiInteractionLogObject)
LOG_ACTOR_OPEN = opened(LogActor)

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
WRITERS.update(WRITE)
