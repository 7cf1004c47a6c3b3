"""How `models.boards` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import each, extra_of, instant
from ..boards import (
    Board,
    BoardMember,
    BoardPermissionsPolicy,
    BoardPolicy,
    BoardProject,
    BoardSharingPolicy,
    InvitationError,
    InvitationResult,
    UserInfo,
)
from .common import structure_links
from .teams import structure_picture, structure_team


def structure_board(raw: Any, _: object = None) -> Any:
    """Give a `Board`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Board(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        description=get("description"),
        team=structure_team(get("team")),
        project=structure_board_project(get("project")),
        picture=structure_picture(get("picture")),
        policy=structure_board_policy(get("policy")),
        view_link=get("viewLink"),
        owner=structure_user_info(get("owner")),
        current_user_membership=structure_board_member(get("currentUserMembership")),
        last_opened_at=instant(get("lastOpenedAt")),
        last_opened_by=structure_user_info(get("lastOpenedBy")),
        created_at=instant(get("createdAt")),
        created_by=structure_user_info(get("createdBy")),
        modified_at=instant(get("modifiedAt")),
        modified_by=structure_user_info(get("modifiedBy")),
        links=structure_links(get("links")),
        extra=extra_of(raw, BOARD),
    )


def structure_board_member(raw: Any, _: object = None) -> Any:
    """Give a `BoardMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardMember(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        role=get("role"),
        links=structure_links(get("links")),
        extra=extra_of(raw, BOARD_MEMBER),
    )


def structure_board_policy(raw: Any, _: object = None) -> Any:
    """Give a `BoardPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardPolicy(
        permissions_policy=structure_board_permissions_policy(get("permissionsPolicy")),
        sharing_policy=structure_board_sharing_policy(get("sharingPolicy")),
        extra=extra_of(raw, BOARD_POLICY),
    )


def structure_board_permissions_policy(raw: Any, _: object = None) -> Any:
    """Give a `BoardPermissionsPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardPermissionsPolicy(
        collaboration_tools_start_access=get("collaborationToolsStartAccess"),
        copy_access=get("copyAccess"),
        sharing_access=get("sharingAccess"),
        extra=extra_of(raw, BOARD_PERMISSIONS_POLICY),
    )


def structure_board_sharing_policy(raw: Any, _: object = None) -> Any:
    """Give a `BoardSharingPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardSharingPolicy(
        access=get("access"),
        access_password_required=get("accessPasswordRequired"),
        invite_to_account_and_board_link_access=get("inviteToAccountAndBoardLinkAccess"),
        organization_access=get("organizationAccess"),
        team_access=get("teamAccess"),
        extra=extra_of(raw, BOARD_SHARING_POLICY),
    )


def structure_board_project(raw: Any, _: object = None) -> Any:
    """Give a `BoardProject`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return BoardProject(
        id=get("id"),
        extra=extra_of(raw, BOARD_PROJECT),
    )


def structure_user_info(raw: Any, _: object = None) -> Any:
    """Give a `UserInfo`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return UserInfo(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        extra=extra_of(raw, USER_INFO),
    )


def structure_invitation_result(raw: Any, _: object = None) -> Any:
    """Give a `InvitationResult`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return InvitationResult(
        failed=each(get("failed"), structure_invitation_error),
        successful=get("successful"),
        extra=extra_of(raw, INVITATION_RESULT),
    )


def structure_invitation_error(raw: Any, _: object = None) -> Any:
    """Give a `InvitationError`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return InvitationError(
        email=get("email"),
        reason=get("reason"),
        extra=extra_of(raw, INVITATION_ERROR),
    )


def write_board_policy(value: BoardPolicy) -> dict[str, Any]:
    """Give the fields of a `BoardPolicy` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.permissions_policy is not None:
        body["permissionsPolicy"] = value.permissions_policy
    if value.sharing_policy is not None:
        body["sharingPolicy"] = value.sharing_policy
    return body


def write_board_permissions_policy(value: BoardPermissionsPolicy) -> dict[str, Any]:
    """Give the fields of a `BoardPermissionsPolicy` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.collaboration_tools_start_access is not None:
        body["collaborationToolsStartAccess"] = value.collaboration_tools_start_access
    if value.copy_access is not None:
        body["copyAccess"] = value.copy_access
    if value.sharing_access is not None:
        body["sharingAccess"] = value.sharing_access
    return body


def write_board_sharing_policy(value: BoardSharingPolicy) -> dict[str, Any]:
    """Give the fields of a `BoardSharingPolicy` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.access is not None:
        body["access"] = value.access
    if value.invite_to_account_and_board_link_access is not None:
        body["inviteToAccountAndBoardLinkAccess"] = value.invite_to_account_and_board_link_access
    if value.organization_access is not None:
        body["organizationAccess"] = value.organization_access
    if value.team_access is not None:
        body["teamAccess"] = value.team_access
    return body


BOARD = {
    "id": "id",
    "type": "type",
    "name": "name",
    "description": "description",
    "team": "team",
    "project": "project",
    "picture": "picture",
    "policy": "policy",
    "viewLink": "view_link",
    "owner": "owner",
    "currentUserMembership": "current_user_membership",
    "lastOpenedAt": "last_opened_at",
    "lastOpenedBy": "last_opened_by",
    "createdAt": "created_at",
    "createdBy": "created_by",
    "modifiedAt": "modified_at",
    "modifiedBy": "modified_by",
    "links": "links",
}
BOARD_MEMBER = {
    "id": "id",
    "type": "type",
    "name": "name",
    "role": "role",
    "links": "links",
}
BOARD_POLICY = {
    "permissionsPolicy": "permissions_policy",
    "sharingPolicy": "sharing_policy",
}
BOARD_PERMISSIONS_POLICY = {
    "collaborationToolsStartAccess": "collaboration_tools_start_access",
    "copyAccess": "copy_access",
    "sharingAccess": "sharing_access",
}
BOARD_SHARING_POLICY = {
    "access": "access",
    "accessPasswordRequired": "access_password_required",
    "inviteToAccountAndBoardLinkAccess": "invite_to_account_and_board_link_access",
    "organizationAccess": "organization_access",
    "teamAccess": "team_access",
}
BOARD_PROJECT = {
    "id": "id",
}
USER_INFO = {
    "id": "id",
    "type": "type",
    "name": "name",
}
INVITATION_RESULT = {
    "failed": "failed",
    "successful": "successful",
}
INVITATION_ERROR = {
    "email": "email",
    "reason": "reason",
}

FIELDS: dict[Any, dict[str, str]] = {
    Board: BOARD,
    BoardMember: BOARD_MEMBER,
    BoardPolicy: BOARD_POLICY,
    BoardPermissionsPolicy: BOARD_PERMISSIONS_POLICY,
    BoardSharingPolicy: BOARD_SHARING_POLICY,
    BoardProject: BOARD_PROJECT,
    UserInfo: USER_INFO,
    InvitationResult: INVITATION_RESULT,
    InvitationError: INVITATION_ERROR,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Board: structure_board,
    BoardMember: structure_board_member,
    BoardPolicy: structure_board_policy,
    BoardPermissionsPolicy: structure_board_permissions_policy,
    BoardSharingPolicy: structure_board_sharing_policy,
    BoardProject: structure_board_project,
    UserInfo: structure_user_info,
    InvitationResult: structure_invitation_result,
    InvitationError: structure_invitation_error,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    BoardPolicy: write_board_policy,
    BoardPermissionsPolicy: write_board_permissions_policy,
    BoardSharingPolicy: write_board_sharing_policy,
}
