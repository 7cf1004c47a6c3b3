"""Examples for `api.data_classification`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get_organization_settings(api: MiroApi, org_id: str) -> None:
    settings = await api.data_classification.get_organization_settings(org_id)
    for label in settings.labels or []:
        print(label.id, label.name, label.sharing_recommendation)


async def get_team_settings(api: MiroApi, org_id: str, team_id: str) -> None:
    settings = await api.data_classification.get_team_settings(org_id, team_id)
    print(settings.enabled, settings.default_label_id)


async def get_board_label(api: MiroApi, org_id: str, team_id: str, board_id: str) -> None:
    label = await api.data_classification.get_board_label(org_id, team_id, board_id)
    print(label.name)


async def update_team_settings(api: MiroApi, org_id: str, team_id: str, label_id: str) -> None:
    await api.data_classification.update_team_settings(
        org_id, team_id, enabled=True, default_label_id=label_id
    )


async def set_board_label(
    api: MiroApi, org_id: str, team_id: str, board_id: str, label_id: str
) -> None:
    await api.data_classification.set_board_label(
        org_id,
        team_id,
        board_id,
        label_id=label_id,
    )


async def classify_team_boards(api: MiroApi, org_id: str, team_id: str, label_id: str) -> None:
    result = await api.data_classification.classify_team_boards(
        org_id, team_id, label_id=label_id, not_classified_only=True
    )
    print(f"{result.number_updated_boards} boards have a label now")
