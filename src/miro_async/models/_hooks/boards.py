"""How `models.boards` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, each, instant, opened, plain
from ...extra import NO_EXTRA, extra_of
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
from .common import structure_links, structure_picture, structure_team


def structure_board(raw: Any, _: object = None) -> Any:
    """Give a `Board`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_OPEN(), len(raw)
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
    made.team = value = raw.get("team")
    if value is None:
        count += 1
    else:
        made.team = structure_team(value)
    made.project = value = raw.get("project")
    if value is None:
        count += 1
    else:
        made.project = structure_board_project(value)
    made.picture = value = raw.get("picture")
    if value is None:
        count += 1
    else:
        made.picture = structure_picture(value)
    made.policy = value = raw.get("policy")
    if value is None:
        count += 1
    else:
        made.policy = structure_board_policy(value)
    made.view_link = value = raw.get("viewLink")
    if value is None:
        count += 1
    made.owner = value = raw.get("owner")
    if value is None:
        count += 1
    else:
        made.owner = structure_user_info(value)
    made.current_user_membership = value = raw.get("currentUserMembership")
    if value is None:
        count += 1
    else:
        made.current_user_membership = structure_board_member(value)
    made.last_opened_at = value = raw.get("lastOpenedAt")
    if value is None:
        count += 1
    else:
        made.last_opened_at = instant(value)
    made.last_opened_by = value = raw.get("lastOpenedBy")
    if value is None:
        count += 1
    else:
        made.last_opened_by = structure_user_info(value)
    made.created_at = value = raw.get("createdAt")
    if value is None:
        count += 1
    else:
        made.created_at = instant(value)
    made.created_by = value = raw.get("createdBy")
    if value is None:
        count += 1
    else:
        made.created_by = structure_user_info(value)
    made.modified_at = value = raw.get("modifiedAt")
    if value is None:
        count += 1
    else:
        made.modified_at = instant(value)
    made.modified_by = value = raw.get("modifiedBy")
    if value is None:
        count += 1
    else:
        made.modified_by = structure_user_info(value)
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 18
    made.extra = extra_of(raw, BOARD, surplus) if surplus else NO_EXTRA
    made.__class__ = Board
    return made


def structure_board_member(raw: Any, _: object = None) -> Any:
    """Give a `BoardMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_MEMBER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.name = value = raw.get("name")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    made.links = value = raw.get("links")
    if value is None:
        count += 1
    else:
        made.links = structure_links(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, BOARD_MEMBER, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardMember
    return made


def structure_board_policy(raw: Any, _: object = None) -> Any:
    """Give a `BoardPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_POLICY_OPEN(), len(raw)
    made.permissions_policy = value = raw.get("permissionsPolicy")
    if value is None:
        count += 1
    else:
        made.permissions_policy = structure_board_permissions_policy(value)
    made.sharing_policy = value = raw.get("sharingPolicy")
    if value is None:
        count += 1
    else:
        made.sharing_policy = structure_board_sharing_policy(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, BOARD_POLICY, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardPolicy
    return made


def structure_board_permissions_policy(raw: Any, _: object = None) -> Any:
    """Give a `BoardPermissionsPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_PERMISSIONS_POLICY_OPEN(), len(raw)
    made.collaboration_tools_start_access = value = raw.get("collaborationToolsStartAccess")
    if value is None:
        count += 1
    elif value == "all_editors":
        made.collaboration_tools_start_access = "all_editors"
    elif value == "board_owners_and_coowners":
        made.collaboration_tools_start_access = "board_owners_and_coowners"
    made.copy_access = value = raw.get("copyAccess")
    if value is None:
        count += 1
    made.sharing_access = value = raw.get("sharingAccess")
    if value is None:
        count += 1
    elif value == "team_members_with_editing_rights":
        made.sharing_access = "team_members_with_editing_rights"
    elif value == "owner_and_coowners":
        made.sharing_access = "owner_and_coowners"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 3
    made.extra = extra_of(raw, BOARD_PERMISSIONS_POLICY, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardPermissionsPolicy
    return made


def structure_board_sharing_policy(raw: Any, _: object = None) -> Any:
    """Give a `BoardSharingPolicy`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_SHARING_POLICY_OPEN(), len(raw)
    made.access = value = raw.get("access")
    if value is None:
        count += 1
    made.access_password_required = value = raw.get("accessPasswordRequired")
    if value is None:
        count += 1
    made.invite_to_account_and_board_link_access = value = raw.get(
        "inviteToAccountAndBoardLinkAccess"
    )
    if value is None:
        count += 1
    made.organization_access = value = raw.get("organizationAccess")
    if value is None:
        count += 1
    made.team_access = value = raw.get("teamAccess")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 5
    made.extra = extra_of(raw, BOARD_SHARING_POLICY, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardSharingPolicy
    return made


def structure_board_project(raw: Any, _: object = None) -> Any:
    """Give a `BoardProject`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = BOARD_PROJECT_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, BOARD_PROJECT, surplus) if surplus else NO_EXTRA
    made.__class__ = BoardProject
    return made


def structure_user_info(raw: Any, _: object = None) -> Any:
    """Give a `UserInfo`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = USER_INFO_OPEN(), len(raw)
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
    made.extra = extra_of(raw, USER_INFO, surplus) if surplus else NO_EXTRA
    made.__class__ = UserInfo
    return made


def structure_invitation_result(raw: Any, _: object = None) -> Any:
    """Give a `InvitationResult`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = INVITATION_RESULT_OPEN(), len(raw)
    made.failed = value = raw.get("failed")
    if value is None:
        count += 1
    else:
        made.failed = each(value, structure_invitation_error)
    made.successful = value = raw.get("successful")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, INVITATION_RESULT, surplus) if surplus else NO_EXTRA
    made.__class__ = InvitationResult
    return made


def structure_invitation_error(raw: Any, _: object = None) -> Any:
    """Give a `InvitationError`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = INVITATION_ERROR_OPEN(), len(raw)
    made.email = value = raw.get("email")
    if value is None:
        count += 1
    made.reason = value = raw.get("reason")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, INVITATION_ERROR, surplus) if surplus else NO_EXTRA
    made.__class__ = InvitationError
    return made


def write_board_policy(value: BoardPolicy) -> dict[str, Any]:
    """Give the fields of a `BoardPolicy` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.permissions_policy is not None:
        body["permissionsPolicy"] = plain(value.permissions_policy)
    if value.sharing_policy is not None:
        body["sharingPolicy"] = plain(value.sharing_policy)
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

BOARD_OPEN = opened(Board)
BOARD_MEMBER_OPEN = opened(BoardMember)
BOARD_POLICY_OPEN = opened(BoardPolicy)
BOARD_PERMISSIONS_POLICY_OPEN = opened(BoardPermissionsPolicy)
BOARD_SHARING_POLICY_OPEN = opened(BoardSharingPolicy)
BOARD_PROJECT_OPEN = opened(BoardProject)
USER_INFO_OPEN = opened(UserInfo)
INVITATION_RESULT_OPEN = opened(InvitationResult)
INVITATION_ERROR_OPEN = opened(InvitationError)

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
WRITERS.update(WRITE)
