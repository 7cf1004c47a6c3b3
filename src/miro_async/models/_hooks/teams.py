"""How `models.teams` is read from JSON and written to it.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...codec.values import extra_of, instant
from ..teams import (
    Picture,
    Team,
    TeamAccountDiscoverySettings,
    TeamCollaborationSettings,
    TeamCopyAccessSettings,
    TeamInvitationSettings,
    TeamMember,
    TeamSettings,
    TeamSharingPolicySettings,
)


def structure_team(raw: Any, _: object = None) -> Any:
    """Give a `Team`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Team(
        id=get("id"),
        type=get("type"),
        name=get("name"),
        picture=structure_picture(get("picture")),
        extra=extra_of(raw, TEAM),
    )


def structure_picture(raw: Any, _: object = None) -> Any:
    """Give a `Picture`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return Picture(
        id=get("id"),
        type=get("type"),
        image_url=get("imageURL"),
        original_url=get("originalUrl"),
        extra=extra_of(raw, PICTURE),
    )


def structure_team_member(raw: Any, _: object = None) -> Any:
    """Give a `TeamMember`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamMember(
        id=get("id"),
        type=get("type"),
        role=get("role"),
        team_id=get("teamId"),
        created_at=instant(get("createdAt")),
        created_by=get("createdBy"),
        modified_at=instant(get("modifiedAt")),
        modified_by=get("modifiedBy"),
        extra=extra_of(raw, TEAM_MEMBER),
    )


def structure_team_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamSettings(
        type=get("type"),
        organization_id=get("organizationId"),
        team_account_discovery_settings=structure_team_account_discovery_settings(
            get("teamAccountDiscoverySettings")
        ),
        team_collaboration_settings=structure_team_collaboration_settings(
            get("teamCollaborationSettings")
        ),
        team_copy_access_level_settings=structure_team_copy_access_settings(
            get("teamCopyAccessLevelSettings")
        ),
        team_id=get("teamId"),
        team_invitation_settings=structure_team_invitation_settings(get("teamInvitationSettings")),
        team_sharing_policy_settings=structure_team_sharing_policy_settings(
            get("teamSharingPolicySettings")
        ),
        extra=extra_of(raw, TEAM_SETTINGS),
    )


def structure_team_account_discovery_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamAccountDiscoverySettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamAccountDiscoverySettings(
        account_discovery=get("accountDiscovery"),
        extra=extra_of(raw, TEAM_ACCOUNT_DISCOVERY_SETTINGS),
    )


def structure_team_collaboration_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamCollaborationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamCollaborationSettings(
        co_owner_role=get("coOwnerRole"),
        extra=extra_of(raw, TEAM_COLLABORATION_SETTINGS),
    )


def structure_team_copy_access_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamCopyAccessSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamCopyAccessSettings(
        copy_access_level=get("copyAccessLevel"),
        copy_access_level_limitation=get("copyAccessLevelLimitation"),
        extra=extra_of(raw, TEAM_COPY_ACCESS_SETTINGS),
    )


def structure_team_invitation_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamInvitationSettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamInvitationSettings(
        invite_external_users=get("inviteExternalUsers"),
        who_can_invite=get("whoCanInvite"),
        extra=extra_of(raw, TEAM_INVITATION_SETTINGS),
    )


def structure_team_sharing_policy_settings(raw: Any, _: object = None) -> Any:
    """Give a `TeamSharingPolicySettings`; what is no JSON object is given back as it came."""
    if raw.__class__ is not dict:
        return raw
    get: Callable[[str], Any] = raw.get
    return TeamSharingPolicySettings(
        allow_listed_domains=get("allowListedDomains"),
        create_asset_access_level=get("createAssetAccessLevel"),
        default_board_access=get("defaultBoardAccess"),
        default_board_sharing_access=get("defaultBoardSharingAccess"),
        default_organization_access=get("defaultOrganizationAccess"),
        default_project_access=get("defaultProjectAccess"),
        move_board_to_account=get("moveBoardToAccount"),
        restrict_allowed_domains=get("restrictAllowedDomains"),
        sharing_on_account=get("sharingOnAccount"),
        sharing_on_organization=get("sharingOnOrganization"),
        sharing_via_public_link=get("sharingViaPublicLink"),
        extra=extra_of(raw, TEAM_SHARING_POLICY_SETTINGS),
    )


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


TEAM = {
    "id": "id",
    "type": "type",
    "name": "name",
    "picture": "picture",
}
PICTURE = {
    "id": "id",
    "type": "type",
    "imageURL": "image_url",
    "originalUrl": "original_url",
}
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

FIELDS: dict[Any, dict[str, str]] = {
    Team: TEAM,
    Picture: PICTURE,
    TeamMember: TEAM_MEMBER,
    TeamSettings: TEAM_SETTINGS,
    TeamAccountDiscoverySettings: TEAM_ACCOUNT_DISCOVERY_SETTINGS,
    TeamCollaborationSettings: TEAM_COLLABORATION_SETTINGS,
    TeamCopyAccessSettings: TEAM_COPY_ACCESS_SETTINGS,
    TeamInvitationSettings: TEAM_INVITATION_SETTINGS,
    TeamSharingPolicySettings: TEAM_SHARING_POLICY_SETTINGS,
}

STRUCTURE: dict[Any, Callable[..., Any]] = {
    Team: structure_team,
    Picture: structure_picture,
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
