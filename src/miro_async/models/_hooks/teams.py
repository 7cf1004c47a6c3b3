"""How `models.teams` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.

What a field usually says is stored as the one constant here, to keep it in memory once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import WRITERS, instant, opened
from ...extra import NO_EXTRA, extra_of
from ..teams import (
    TeamAccountDiscoverySettings,
    TeamCollaborationSettings,
    TeamCopyAccessSettings,
    TeamInvitationSettings,
    TeamMember,
    TeamSettings,
    TeamSharingPolicySettings,
)


def structure_team_member(raw: Any, _: object = None) -> Any:
    """Give a `TeamMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_MEMBER_OPEN(), len(raw)
    made.id = value = raw.get("id")
    if value is None:
        count += 1
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.role = value = raw.get("role")
    if value is None:
        count += 1
    made.team_id = value = raw.get("teamId")
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
    made.modified_at = value = raw.get("modifiedAt")
    if value is None:
        count += 1
    else:
        made.modified_at = instant(value)
    made.modified_by = value = raw.get("modifiedBy")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 8
    made.extra = extra_of(raw, TEAM_MEMBER, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamMember
    return made


def structure_team_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_SETTINGS_OPEN(), len(raw)
    made.type = value = raw.get("type")
    if value is None:
        count += 1
    made.organization_id = value = raw.get("organizationId")
    if value is None:
        count += 1
    made.team_account_discovery_settings = value = raw.get("teamAccountDiscoverySettings")
    if value is None:
        count += 1
    else:
        made.team_account_discovery_settings = structure_team_account_discovery_settings(value)
    made.team_collaboration_settings = value = raw.get("teamCollaborationSettings")
    if value is None:
        count += 1
    else:
        made.team_collaboration_settings = structure_team_collaboration_settings(value)
    made.team_copy_access_level_settings = value = raw.get("teamCopyAccessLevelSettings")
    if value is None:
        count += 1
    else:
        made.team_copy_access_level_settings = structure_team_copy_access_settings(value)
    made.team_id = value = raw.get("teamId")
    if value is None:
        count += 1
    made.team_invitation_settings = value = raw.get("teamInvitationSettings")
    if value is None:
        count += 1
    else:
        made.team_invitation_settings = structure_team_invitation_settings(value)
    made.team_sharing_policy_settings = value = raw.get("teamSharingPolicySettings")
    if value is None:
        count += 1
    else:
        made.team_sharing_policy_settings = structure_team_sharing_policy_settings(value)
    # One for each field, there or not: what is more is unknown.
    surplus = count - 8
    made.extra = extra_of(raw, TEAM_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamSettings
    return made


def structure_team_account_discovery_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamAccountDiscoverySettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_ACCOUNT_DISCOVERY_SETTINGS_OPEN(), len(raw)
    made.account_discovery = value = raw.get("accountDiscovery")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, TEAM_ACCOUNT_DISCOVERY_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamAccountDiscoverySettings
    return made


def structure_team_collaboration_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamCollaborationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_COLLABORATION_SETTINGS_OPEN(), len(raw)
    made.co_owner_role = value = raw.get("coOwnerRole")
    if value is None:
        count += 1
    elif value == "enabled":
        made.co_owner_role = "enabled"
    elif value == "disabled":
        made.co_owner_role = "disabled"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 1
    made.extra = extra_of(raw, TEAM_COLLABORATION_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamCollaborationSettings
    return made


def structure_team_copy_access_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamCopyAccessSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_COPY_ACCESS_SETTINGS_OPEN(), len(raw)
    made.copy_access_level = value = raw.get("copyAccessLevel")
    if value is None:
        count += 1
    made.copy_access_level_limitation = value = raw.get("copyAccessLevelLimitation")
    if value is None:
        count += 1
    elif value == "anyone":
        made.copy_access_level_limitation = "anyone"
    elif value == "team_members":
        made.copy_access_level_limitation = "team_members"
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, TEAM_COPY_ACCESS_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamCopyAccessSettings
    return made


def structure_team_invitation_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamInvitationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_INVITATION_SETTINGS_OPEN(), len(raw)
    made.invite_external_users = value = raw.get("inviteExternalUsers")
    if value is None:
        count += 1
    elif value == "allowed":
        made.invite_external_users = "allowed"
    elif value == "not_allowed":
        made.invite_external_users = "not_allowed"
    made.who_can_invite = value = raw.get("whoCanInvite")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 2
    made.extra = extra_of(raw, TEAM_INVITATION_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamInvitationSettings
    return made


def structure_team_sharing_policy_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamSharingPolicySettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    made, count = TEAM_SHARING_POLICY_SETTINGS_OPEN(), len(raw)
    made.allow_listed_domains = value = raw.get("allowListedDomains")
    if value is None:
        count += 1
    made.create_asset_access_level = value = raw.get("createAssetAccessLevel")
    if value is None:
        count += 1
    made.default_board_access = value = raw.get("defaultBoardAccess")
    if value is None:
        count += 1
    made.default_board_sharing_access = value = raw.get("defaultBoardSharingAccess")
    if value is None:
        count += 1
    elif value == "team_members_with_editing_rights":
        made.default_board_sharing_access = "team_members_with_editing_rights"
    elif value == "owner_and_coowners":
        made.default_board_sharing_access = "owner_and_coowners"
    made.default_organization_access = value = raw.get("defaultOrganizationAccess")
    if value is None:
        count += 1
    made.default_project_access = value = raw.get("defaultProjectAccess")
    if value is None:
        count += 1
    elif value == "private":
        made.default_project_access = "private"
    elif value == "view":
        made.default_project_access = "view"
    made.move_board_to_account = value = raw.get("moveBoardToAccount")
    if value is None:
        count += 1
    elif value == "allowed":
        made.move_board_to_account = "allowed"
    elif value == "not_allowed":
        made.move_board_to_account = "not_allowed"
    made.restrict_allowed_domains = value = raw.get("restrictAllowedDomains")
    if value is None:
        count += 1
    made.sharing_on_account = value = raw.get("sharingOnAccount")
    if value is None:
        count += 1
    elif value == "allowed":
        made.sharing_on_account = "allowed"
    elif value == "not_allowed":
        made.sharing_on_account = "not_allowed"
    made.sharing_on_organization = value = raw.get("sharingOnOrganization")
    if value is None:
        count += 1
    made.sharing_via_public_link = value = raw.get("sharingViaPublicLink")
    if value is None:
        count += 1
    # One for each field, there or not: what is more is unknown.
    surplus = count - 11
    made.extra = extra_of(raw, TEAM_SHARING_POLICY_SETTINGS, surplus) if surplus else NO_EXTRA
    made.__class__ = TeamSharingPolicySettings
    return made


def write_team_account_discovery_settings(value: TeamAccountDiscoverySettings) -> dict[str, Any]:
    """Give the fields of a `TeamAccountDiscoverySettings` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.account_discovery is not None:
        body["accountDiscovery"] = value.account_discovery
    return body


def write_team_collaboration_settings(value: TeamCollaborationSettings) -> dict[str, Any]:
    """Give the fields of a `TeamCollaborationSettings` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.co_owner_role is not None:
        body["coOwnerRole"] = value.co_owner_role
    return body


def write_team_copy_access_settings(value: TeamCopyAccessSettings) -> dict[str, Any]:
    """Give the fields of a `TeamCopyAccessSettings` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.copy_access_level is not None:
        body["copyAccessLevel"] = value.copy_access_level
    if value.copy_access_level_limitation is not None:
        body["copyAccessLevelLimitation"] = value.copy_access_level_limitation
    return body


def write_team_invitation_settings(value: TeamInvitationSettings) -> dict[str, Any]:
    """Give the fields of a `TeamInvitationSettings` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.invite_external_users is not None:
        body["inviteExternalUsers"] = value.invite_external_users
    if value.who_can_invite is not None:
        body["whoCanInvite"] = value.who_can_invite
    return body


def write_team_sharing_policy_settings(value: TeamSharingPolicySettings) -> dict[str, Any]:
    """Give the fields of a `TeamSharingPolicySettings` that a request may hold, as far as they are given."""
    body: dict[str, Any] = {}
    if value.allow_listed_domains is not None:
        body["allowListedDomains"] = value.allow_listed_domains
    if value.create_asset_access_level is not None:
        body["createAssetAccessLevel"] = value.create_asset_access_level
    if value.default_board_access is not None:
        body["defaultBoardAccess"] = value.default_board_access
    if value.default_board_sharing_access is not None:
        body["defaultBoardSharingAccess"] = value.default_board_sharing_access
    if value.default_organization_access is not None:
        body["defaultOrganizationAccess"] = value.default_organization_access
    if value.default_project_access is not None:
        body["defaultProjectAccess"] = value.default_project_access
    if value.move_board_to_account is not None:
        body["moveBoardToAccount"] = value.move_board_to_account
    if value.restrict_allowed_domains is not None:
        body["restrictAllowedDomains"] = value.restrict_allowed_domains
    if value.sharing_on_account is not None:
        body["sharingOnAccount"] = value.sharing_on_account
    if value.sharing_on_organization is not None:
        body["sharingOnOrganization"] = value.sharing_on_organization
    if value.sharing_via_public_link is not None:
        body["sharingViaPublicLink"] = value.sharing_via_public_link
    return body


TEAM_MEMBER = {
    "id": "id",
    "type": "type",
    "role": "role",
    "teamId": "team_id",
    "createdAt": "created_at",
    "createdBy": "created_by",
    "modifiedAt": "modified_at",
    "modifiedBy": "modified_by",
}
TEAM_SETTINGS = {
    "type": "type",
    "organizationId": "organization_id",
    "teamAccountDiscoverySettings": "team_account_discovery_settings",
    "teamCollaborationSettings": "team_collaboration_settings",
    "teamCopyAccessLevelSettings": "team_copy_access_level_settings",
    "teamId": "team_id",
    "teamInvitationSettings": "team_invitation_settings",
    "teamSharingPolicySettings": "team_sharing_policy_settings",
}
TEAM_ACCOUNT_DISCOVERY_SETTINGS = {
    "accountDiscovery": "account_discovery",
}
TEAM_COLLABORATION_SETTINGS = {
    "coOwnerRole": "co_owner_role",
}
TEAM_COPY_ACCESS_SETTINGS = {
    "copyAccessLevel": "copy_access_level",
    "copyAccessLevelLimitation": "copy_access_level_limitation",
}
TEAM_INVITATION_SETTINGS = {
    "inviteExternalUsers": "invite_external_users",
    "whoCanInvite": "who_can_invite",
}
TEAM_SHARING_POLICY_SETTINGS = {
    "allowListedDomains": "allow_listed_domains",
    "createAssetAccessLevel": "create_asset_access_level",
    "defaultBoardAccess": "default_board_access",
    "defaultBoardSharingAccess": "default_board_sharing_access",
    "defaultOrganizationAccess": "default_organization_access",
    "defaultProjectAccess": "default_project_access",
    "moveBoardToAccount": "move_board_to_account",
    "restrictAllowedDomains": "restrict_allowed_domains",
    "sharingOnAccount": "sharing_on_account",
    "sharingOnOrganization": "sharing_on_organization",
    "sharingViaPublicLink": "sharing_via_public_link",
}

TEAM_MEMBER_OPEN = opened(TeamMember)
TEAM_SETTINGS_OPEN = opened(TeamSettings)
TEAM_ACCOUNT_DISCOVERY_SETTINGS_OPEN = opened(TeamAccountDiscoverySettings)
TEAM_COLLABORATION_SETTINGS_OPEN = opened(TeamCollaborationSettings)
TEAM_COPY_ACCESS_SETTINGS_OPEN = opened(TeamCopyAccessSettings)
TEAM_INVITATION_SETTINGS_OPEN = opened(TeamInvitationSettings)
TEAM_SHARING_POLICY_SETTINGS_OPEN = opened(TeamSharingPolicySettings)

FIELDS: dict[Any, dict[str, str]] = {
    TeamMember: TEAM_MEMBER,
    TeamSettings: TEAM_SETTINGS,
    TeamAccountDiscoverySettings: TEAM_ACCOUNT_DISCOVERY_SETTINGS,
    TeamCollaborationSettings: TEAM_COLLABORATION_SETTINGS,
    TeamCopyAccessSettings: TEAM_COPY_ACCESS_SETTINGS,
    TeamInvitationSettings: TEAM_INVITATION_SETTINGS,
    TeamSharingPolicySettings: TEAM_SHARING_POLICY_SETTINGS,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    TeamMember: structure_team_member,
    TeamSettings: structure_team_settings,
    TeamAccountDiscoverySettings: structure_team_account_discovery_settings,
    TeamCollaborationSettings: structure_team_collaboration_settings,
    TeamCopyAccessSettings: structure_team_copy_access_settings,
    TeamInvitationSettings: structure_team_invitation_settings,
    TeamSharingPolicySettings: structure_team_sharing_policy_settings,
}

WRITE: dict[Any, Callable[[Any], dict[str, Any]]] = {
    TeamAccountDiscoverySettings: write_team_account_discovery_settings,
    TeamCollaborationSettings: write_team_collaboration_settings,
    TeamCopyAccessSettings: write_team_copy_access_settings,
    TeamInvitationSettings: write_team_invitation_settings,
    TeamSharingPolicySettings: write_team_sharing_policy_settings,
}
WRITERS.update(WRITE)
