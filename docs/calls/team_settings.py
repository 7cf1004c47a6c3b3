"""Examples for `api.team_settings`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import TeamInvitationSettings

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, org_id: str, team_id: str) -> None:
    settings = await api.team_settings.get(org_id, team_id)
    print(settings.team_invitation_settings)


async def get_default(api: MiroApi, org_id: str) -> None:
    settings = await api.team_settings.get_default(org_id)
    print(settings.team_sharing_policy_settings)


async def update(api: MiroApi, org_id: str, team_id: str) -> None:
    settings = await api.team_settings.update(
        org_id,
        team_id,
        team_invitation_settings=TeamInvitationSettings(who_can_invite="admins"),
    )
    print(settings.team_invitation_settings)
