"""Sensitivity labels of boards, and their settings, for Company Admins.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call.operation import Operation
from ..call.request import as_number

if TYPE_CHECKING:
    from ..call.caller import Caller
    from ..models import (
        BoardClassificationLabel,
        BulkClassificationResult,
        OrganizationClassificationSettings,
        TeamClassificationSettings,
    )
    from ..null import Null


class DataClassification:
    """Sensitivity labels of boards, and their settings, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def get_organization_settings(self, org_id: str) -> OrganizationClassificationSettings:
        """Get an organization's sensitivity labels, and whether it uses them.

        `GET /v2/orgs/{org_id}/data-classification-settings` · scope `organizations:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET_ORGANIZATION_SETTINGS, org_id)

    async def get_team_settings(self, org_id: str, team_id: str) -> TeamClassificationSettings:
        """Get a team's default label, and whether the team classifies its boards.

        `GET /v2/orgs/{org_id}/teams/{team_id}/data-classification-settings` · scope `organizations:teams:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET_TEAM_SETTINGS, org_id, team_id)

    async def get_board_label(
        self, org_id: str, team_id: str, board_id: str
    ) -> BoardClassificationLabel:
        """Get the sensitivity label of a board.

        `GET /v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification` · scope `boards:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            board_id: Id of the board.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET_BOARD_LABEL, org_id, team_id, board_id)

    async def update_team_settings(
        self,
        org_id: str,
        team_id: str,
        *,
        default_label_id: str | int | Null | None = None,
        enabled: bool | Null | None = None,
    ) -> TeamClassificationSettings:
        """Switch classification on or off for a team, set its default label, and get both.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/data-classification-settings` · scope `organizations:teams:write` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            default_label_id: Id of the label that boards of the team have by default.
            enabled: Whether the team classifies its boards.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(
            UPDATE_TEAM_SETTINGS,
            org_id,
            team_id,
            body={"defaultLabelId": as_number(default_label_id), "enabled": enabled},
        )

    async def set_board_label(
        self, org_id: str, team_id: str, board_id: str, *, label_id: str | None = None
    ) -> BoardClassificationLabel:
        """Set the sensitivity label of a board and get it.

        `POST /v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification` · scope `boards:write` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            board_id: Id of the board.
            label_id: Id of the classification label.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(
            SET_BOARD_LABEL, org_id, team_id, board_id, body={"labelId": label_id}
        )

    async def classify_team_boards(
        self,
        org_id: str,
        team_id: str,
        *,
        label_id: str | int | Null | None = None,
        not_classified_only: bool | Null | None = None,
    ) -> BulkClassificationResult:
        """Set one label on a team's boards and get how many boards were changed.

        `PATCH /v2/orgs/{org_id}/teams/{team_id}/data-classification` · scope `boards:write` · 2000 credits (level 4) · plan Enterprise

        `not_classified_only` decides whether boards that have a label get the new one. The number
        is that of this call: after a retry it leaves out what an earlier try did.

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            label_id: Id of the classification label.
            not_classified_only: Whether to pass over boards that have a label already.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return await self._caller.call(
            CLASSIFY_TEAM_BOARDS,
            org_id,
            team_id,
            body={"labelId": as_number(label_id), "notClassifiedOnly": not_classified_only},
        )


GET_ORGANIZATION_SETTINGS: Operation[OrganizationClassificationSettings] = Operation(
    id="enterprise-dataclassification-organization-settings-get",
    group="data_classification",
    name="get_organization_settings",
    method="GET",
    path="/v2/orgs/{org_id}/data-classification-settings",
    result="OrganizationClassificationSettings",
    level=2,
    scopes=("organizations:read",),
    plan="enterprise",
    retry="safe",
)
GET_TEAM_SETTINGS: Operation[TeamClassificationSettings] = Operation(
    id="enterprise-dataclassification-team-settings-get",
    group="data_classification",
    name="get_team_settings",
    method="GET",
    path="/v2/orgs/{org_id}/teams/{team_id}/data-classification-settings",
    result="TeamClassificationSettings",
    level=2,
    scopes=("organizations:teams:read",),
    plan="enterprise",
    retry="safe",
)
GET_BOARD_LABEL: Operation[BoardClassificationLabel] = Operation(
    id="enterprise-dataclassification-board-get",
    group="data_classification",
    name="get_board_label",
    method="GET",
    path="/v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification",
    result="BoardClassificationLabel",
    level=2,
    scopes=("boards:read",),
    plan="enterprise",
    retry="safe",
)
UPDATE_TEAM_SETTINGS: Operation[TeamClassificationSettings] = Operation(
    id="enterprise-dataclassification-team-settings-set",
    group="data_classification",
    name="update_team_settings",
    method="PATCH",
    path="/v2/orgs/{org_id}/teams/{team_id}/data-classification-settings",
    result="TeamClassificationSettings",
    level=2,
    scopes=("organizations:teams:write",),
    plan="enterprise",
    retry="safe",
)
SET_BOARD_LABEL: Operation[BoardClassificationLabel] = Operation(
    id="enterprise-dataclassification-board-set",
    group="data_classification",
    name="set_board_label",
    method="POST",
    path="/v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification",
    result="BoardClassificationLabel",
    level=2,
    scopes=("boards:write",),
    plan="enterprise",
    retry="safe",
)
CLASSIFY_TEAM_BOARDS: Operation[BulkClassificationResult] = Operation(
    id="enterprise-dataclassification-team-boards-bulk",
    group="data_classification",
    name="classify_team_boards",
    method="PATCH",
    path="/v2/orgs/{org_id}/teams/{team_id}/data-classification",
    result="BulkClassificationResult",
    level=4,
    scopes=("boards:write",),
    plan="enterprise",
    retry="safe",
)

OPERATIONS = (
    GET_ORGANIZATION_SETTINGS,
    GET_TEAM_SETTINGS,
    GET_BOARD_LABEL,
    UPDATE_TEAM_SETTINGS,
    SET_BOARD_LABEL,
    CLASSIFY_TEAM_BOARDS,
)
"""All of the above."""
