"""What a team allows its members, for Company Admins.

Without `await`: `miro_async.endpoints.team_settings` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.team_settings import GET, GET_DEFAULT, UPDATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import (
        TeamAccountDiscoverySettings,
        TeamCollaborationSettings,
        TeamCopyAccessSettings,
        TeamInvitationSettings,
        TeamSettings,
        TeamSharingPolicySettings,
    )
    from ...null import Null
    from ..caller import Caller


class TeamSettingsGroup:
    """What a team allows its members, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, org_id: str, team_id: str) -> TeamSettings:
        """Get a team's settings for discovery, invitation, sharing, copying and co-owners.

        `GET /v2/orgs/{org_id}/teams/{team_id}/settings` · scope `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, team_id)

    def get_default(self, org_id: str) -> TeamSettings:
        """Get the default team settings of an organization.

        `GET /v2/orgs/{org_id}/default_teams_settings` · scope `organizations:teams:read` · 50 credits (level 1) · plan Enterprise

        Args:
            org_id: Id of the organization.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET_DEFAULT, org_id)

    def update(
        self,
        org_id: str,
        team_id: str,
        *,
        team_account_discovery_settings: TeamAccountDiscoverySettings
        | Mapping[str, object]
        | Null
        | None = None,
        team_collaboration_settings: TeamCollaborationSettings
        | Mapping[str, object]
        | Null
        | None = None,
        team_copy_access_level_settings: TeamCopyAccessSettings
        | Mapping[str, object]
        | Null
        | None = None,
        team_invitation_settings: TeamInvitationSettings
        | Mapping[str, object]
        | Null
        | None = None,
        team_sharing_policy_settings: TeamSharingPolicySettings
        | Mapping[str, object]
        | Null
        | None = None,
    ) -> TeamSettings:
        """Change some settings of a team and get all of them.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/settings` · scope `organizations:teams:write` · 100 credits (level 2) · plan Enterprise

        Settings that are left out stay as they are.

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            team_account_discovery_settings: Who can find and join the team.
            team_collaboration_settings: Whether boards and projects can have co-owners.
            team_copy_access_level_settings: Who may copy what is on boards.
            team_invitation_settings: Who may invite, and whether outsiders can be invited.
            team_sharing_policy_settings: How far boards and projects can be shared.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            org_id,
            team_id,
            body={
                "teamAccountDiscoverySettings": team_account_discovery_settings,
                "teamCollaborationSettings": team_collaboration_settings,
                "teamCopyAccessLevelSettings": team_copy_access_level_settings,
                "teamInvitationSettings": team_invitation_settings,
                "teamSharingPolicySettings": team_sharing_policy_settings,
            },
        )
