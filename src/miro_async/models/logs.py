"""What the API says about logs.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class AuditEvent:
    """An entry of the audit log: who did what, when and to what."""

    id: str | None = None
    context: AuditContext | None = None
    object_: NamedRef | None = None
    details: Mapping[str, object] | None = None  # its keys depend on the event
    event: str | None = None  # such as sign_in_succeeded
    category: str | None = None  # such as authentication
    created_at: datetime | None = None
    created_by: AuditActor | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AuditContext:
    """Where an audited action came from: IP address, team and organization."""

    ip: str | None = None
    team: NamedRef | None = None
    organization: NamedRef | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AuditActor:
    """Who is behind an audited action: a user, an app or an automation."""

    id: str | None = None
    type: Literal["user", "application", "scim_provisioner", "miro_automation"] | str | None = None
    name: str | None = None
    email: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class NamedRef:
    """Reference to an object, a team or an organization by id and name."""

    id: str | None = None
    name: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardContentLog:
    """An entry of the content log: a change to one item of a board."""

    id: str | None = None
    content_id: str | None = None  # id of the board
    action_type: Literal["create", "update", "delete"] | str | None = None
    action_time: datetime | None = None
    actor: LogActor | None = None
    item_type: Literal["widget", "comment_thread", "comment_message"] | str | None = None
    item_id: str | None = None
    state: Mapping[str, object] | None = None  # the item as the action left it
    relationships: Sequence[ContentLogRelationship] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ContentLogRelationship:
    """How the item of a content log entry is tied to another item."""

    type: str | None = None  # what the other item is to this one, such as parent
    item_type: str | None = None
    item_id: str | None = None  # id of the other item
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AiInteractionLog:
    """An entry of the AI log: one exchange between a user and an AI feature."""

    id: str | None = None
    stored_at: datetime | None = None  # the time that from_ and to are compared with
    session_id: str | None = None
    message_id: str | None = None
    object_: AiInteractionLogObject | None = None
    ai_feature_name: str | None = None
    actor: LogActor | None = None
    log_type: str | None = None
    details: Mapping[str, object] | None = None  # differs by feature; may hold private text
    created_at: datetime | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AiInteractionLogObject:
    """Reference to the board or organization that an AI log entry is about."""

    id: str | None = None
    type: str | None = None  # such as board or organization
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LogActor:
    """The user behind a log entry."""

    id: str | None = None
    name: str | None = None
    email: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
