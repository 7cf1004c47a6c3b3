"""The settings of teams: what each can be, and what every team begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .answers import JsonObject
    from .state import State, Team

_ALLOWED = ("allowed", "not_allowed")
_SHARING = ("allowed", "allowed_with_editing", "not_allowed")
_ACCESS = ("private", "view", "comment", "edit")
SETTINGS: Mapping[str, Mapping[str, tuple[tuple[str, ...], str]]] = {
    "teamAccountDiscoverySettings": {"accountDiscovery": (("hidden", "request", "join"), "hidden")},
    "teamCollaborationSettings": {"coOwnerRole": (("enabled", "disabled"), "enabled")},
    "teamCopyAccessLevelSettings": {
        "copyAccessLevel": (("anyone", "team_members", "team_editors", "board_owner"), "anyone"),
        "copyAccessLevelLimitation": (("anyone", "team_members"), "anyone"),
    },
    "teamInvitationSettings": {
        "inviteExternalUsers": (_ALLOWED, "allowed"),
        "whoCanInvite": (("only_org_admins", "admins", "all_members"), "all_members"),
    },
    "teamSharingPolicySettings": {
        "createAssetAccessLevel": (("company_admins", "admins", "all_members"), "all_members"),
        "defaultBoardAccess": (_ACCESS, "private"),
        "defaultBoardSharingAccess": (
            ("team_members_with_editing_rights", "owner_and_coowners"),
            "team_members_with_editing_rights",
        ),
        "defaultOrganizationAccess": (_ACCESS, "private"),
        "defaultProjectAccess": (("private", "view"), "private"),
        "moveBoardToAccount": (_ALLOWED, "allowed"),
        "restrictAllowedDomains": (
            ("enabled", "enabled_with_external_user_access", "disabled"),
            "disabled",
        ),
        "sharingOnAccount": (_ALLOWED, "allowed"),
        "sharingOnOrganization": (_SHARING, "allowed"),
        "sharingViaPublicLink": (_SHARING, "allowed"),
    },
}
"""The values of each setting, and which of them a team has from the start."""
SHARING_POLICY = "teamSharingPolicySettings"
DOMAINS = "allowListedDomains"
"""The one setting of the sharing policy that is a list, empty from the start."""


def settings_of(state: State, team: Team | None = None) -> JsonObject:
    """Give all settings of a team, or those with which every team begins."""
    settings: JsonObject = {
        part: {name: default for name, (_, default) in each.items()}
        for part, each in SETTINGS.items()
    }
    settings[SHARING_POLICY][DOMAINS] = []
    if state.organization.plan == "free":
        settings[SHARING_POLICY]["defaultBoardAccess"] = "edit"
    for part, changed in (team.settings if team else {}).items():
        settings[part] |= changed
    return settings
