"""How `models.tokens` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, opened
from ...extra import NO_EXTRA, extra_of
from ..tokens import TokenApplication, TokenInfo, TokenOrganization, TokenTeam, TokenUser


def structure_token_info(raw: Any, _: object = None) -> Any:
    """Give a `TokenInfo`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TOKEN_INFO_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.organization = value = raw.get("organization")
    if value is None:
        count += 1
    else:
        made.organization = structure_token_organization(value)
    made.team = value = raw.get("team")
    if value is None:
        count += 1
    else:
        made.team = structure_token_team(value)
    made.user = value = raw.get("user")
    if value is None:
        count += 1
    else:
        made.user = structure_token_user(value)
    made.scopes = value = raw.get("scopes")
    if value is None:
        count += 1
    made.application = value = raw.get("application")
    if value is None:
        count += 1
    else:
        made.application = structure_token_application(value)
    made.created_by = value = raw.get("createdBy")
    if value is None:
        count += 1
    else:
        made.created_by = structure_token_user(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 7
    made.extra = extra_of(raw, TOKEN_INFO, surplus) if surplus else NO_EXTRA
    made.__class__ = TokenInfo
    return made


def structure_token_organization(raw: Any, _: object = None) -> Any:
    """Give a `TokenOrganization`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TOKEN_ORGANIZATION_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, TOKEN_ORGANIZATION, surplus) if surplus else NO_EXTRA
    made.__class__ = TokenOrganization
    return made


def structure_token_team(raw: Any, _: object = None) -> Any:
    """Give a `TokenTeam`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TOKEN_TEAM_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, TOKEN_TEAM, surplus) if surplus else NO_EXTRA
    made.__class__ = TokenTeam
    return made


def structure_token_user(raw: Any, _: object = None) -> Any:
    """Give a `TokenUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TOKEN_USER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, TOKEN_USER, surplus) if surplus else NO_EXTRA
    made.__class__ = TokenUser
    return made


def structure_token_application(raw: Any, _: object = None) -> Any:
    """Give a `TokenApplication`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TOKEN_APPLICATION_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, TOKEN_APPLICATION, surplus) if surplus else NO_EXTRA
    made.__class__ = TokenApplication
    return made


TOKEN_INFO = {
    "type": "type",
    "organization": "organization",
    "team": "team",
    "user": "user",
    "scopes": "scopes",
    "application": "application",
    "createdBy": "created_by",
}
TOKEN_ORGANIZATION = {
    "id": "id",
    "type": "type",
    "name": "name",
}
TOKEN_TEAM = {
    "id": "id",
    "type": "type",
    "name": "name",
}
TOKEN_USER = {
    "id": "id",
    "type": "type",
    "name": "name",
}
TOKEN_APPLICATION = {
    "id": "id",
    "type": "type",
    "name": "name",
}

TOKEN_INFO_OPEN = opened(TokenInfo)
TOKEN_ORGANIZATION_OPEN = opened(TokenOrganization)
TOKEN_TEAM_OPEN = opened(TokenTeam)
TOKEN_USER_OPEN = opened(TokenUser)
TOKEN_APPLICATION_OPEN = opened(TokenApplication)

FIELDS: dict[Any, dict[str, str]] = {
    TokenInfo: TOKEN_INFO,
    TokenOrganization: TOKEN_ORGANIZATION,
    TokenTeam: TOKEN_TEAM,
    TokenUser: TOKEN_USER,
    TokenApplication: TOKEN_APPLICATION,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    TokenInfo: structure_token_info,
    TokenOrganization: structure_token_organization,
    TokenTeam: structure_token_team,
    TokenUser: structure_token_user,
    TokenApplication: structure_token_application,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {}
WRITERS.update(WRITE)
