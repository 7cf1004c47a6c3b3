"""How `models.tokens` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of
from ..tokens import TokenApplication, TokenInfo, TokenOrganization, TokenTeam, TokenUser


def structure_token_info(raw: Any, _: object = None) -> Any:
    """Give a `TokenInfo`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TokenInfo(
        type=get("type"),
        organization=structure_token_organization(get("organization")),
        team=structure_token_team(get("team")),
        user=structure_token_user(get("user")),
        scopes=get("scopes"),
        application=structure_token_application(get("application")),
        created_by=structure_token_user(get("createdBy")),
        extra=extra_of(raw, TOKEN_INFO),
    )


def structure_token_organization(raw: Any, _: object = None) -> Any:
    """Give a `TokenOrganization`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TokenOrganization(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, TOKEN_ORGANIZATION),
    )


def structure_token_team(raw: Any, _: object = None) -> Any:
    """Give a `TokenTeam`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TokenTeam(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, TOKEN_TEAM),
    )


def structure_token_user(raw: Any, _: object = None) -> Any:
    """Give a `TokenUser`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TokenUser(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, TOKEN_USER),
    )


def structure_token_application(raw: Any, _: object = None) -> Any:
    """Give a `TokenApplication`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TokenApplication(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, TOKEN_APPLICATION),
    )


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
