"""What the API says about teams.

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
class TeamMember:
    """A user in a team, with the role they have there."""

    id: str
    type: str | None = None
    role: Literal["non_team", "member", "admin", "team_guest"] | str
    team_id: str
    created_at: datetime | None = None  # when they were invited
    created_by: str | None = None  # id of the user who invited them
    modified_at: datetime | None = None
    modified_by: str | None = None  # id of the user who last changed it
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamSettings:
    """Settings of a team: discovery, invitations, copying and sharing."""

    type: str | None = None
    organization_id: str | None = None
    team_account_discovery_settings: TeamAccountDiscoverySettings | None = None
    team_collaboration_settings: TeamCollaborationSettings | None = None
    team_copy_access_level_settings: TeamCopyAccessSettings | None = None
    team_id: str | None = None
    team_invitation_settings: TeamInvitationSettings | None = None
    team_sharing_policy_settings: TeamSharingPolicySettings | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamAccountDiscoverySettings:
    """Whether others in the organization can find and join a team."""

    account_discovery: Literal["hidden", "request", "join"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamCollaborationSettings:
    """Whether boards and projects of a team can have co-owners."""

    co_owner_role: Literal["enabled", "disabled"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamCopyAccessSettings:
    """Who may copy what is on the boards of a team."""

    # what new boards start with
    copy_access_level: (
        Literal["anyone", "team_members", "team_editors", "board_owner"] | str | None
    ) = None
    # the widest level a board may have
    copy_access_level_limitation: Literal["anyone", "team_members"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamInvitationSettings:
    """Who may invite to a team, and whether outsiders can be invited."""

    invite_external_users: Literal["allowed", "not_allowed"] | str | None = None
    who_can_invite: Literal["only_org_admins", "admins", "all_members"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TeamSharingPolicySettings:
    """How far boards and projects of a team can be shared."""

    allow_listed_domains: Sequence[str] | None = None
    # who may create boards and the like in the team
    create_asset_access_level: Literal["company_admins", "admins", "all_members"] | str | None = (
        None
    )
    default_board_access: Literal["private", "view", "comment", "edit"] | str | None = None
    # who may change access to new boards and invite
    default_board_sharing_access: (
        Literal["team_members_with_editing_rights", "owner_and_coowners"] | str | None
    ) = None
    default_organization_access: Literal["private", "view", "comment", "edit"] | str | None = None
    default_project_access: Literal["private", "view"] | str | None = None
    # whether boards may be moved into the team
    move_board_to_account: Literal["allowed", "not_allowed"] | str | None = None
    # whether sharing is held to allow_listed_domains
    restrict_allowed_domains: (
        Literal["enabled", "enabled_with_external_user_access", "disabled"] | str | None
    ) = None
    sharing_on_account: Literal["allowed", "not_allowed"] | str | None = None  # with the whole team
    sharing_on_organization: (
        Literal["allowed", "allowed_with_editing", "not_allowed"] | str | None
    ) = None
    sharing_via_public_link: (
        Literal["allowed", "allowed_with_editing", "not_allowed"] | str | None
    ) = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
