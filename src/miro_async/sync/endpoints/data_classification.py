"""Sensitivity labels of boards, and their settings, for Company Admins.

Without `await`: `miro_async.endpoints.data_classification` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call.request import as_number
from ...endpoints.data_classification import (
    CLASSIFY_TEAM_BOARDS,
    GET_BOARD_LABEL,
    GET_ORGANIZATION_SETTINGS,
    GET_TEAM_SETTINGS,
    SET_BOARD_LABEL,
    UPDATE_TEAM_SETTINGS,
)

if TYPE_CHECKING:
    from ...models import (
        BoardClassificationLabel,
        BulkClassificationResult,
        OrganizationClassificationSettings,
        TeamClassificationSettings,
    )
    from ...null import Null
    from ..caller import Caller


class DataClassification:
    """Sensitivity labels of boards, and their settings, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get_organization_settings(self, org_id: str) -> OrganizationClassificationSettings:
        """Get an organization's sensitivity labels, and whether it uses them.

        `GET /v2/orgs/{org_id}/data-classification-settings` · scope `organizations:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET_ORGANIZATION_SETTINGS, org_id)

    def get_team_settings(self, org_id: str, team_id: str) -> TeamClassificationSettings:
        """Get a team's default label, and whether the team classifies its boards.

        `GET /v2/orgs/{org_id}/teams/{team_id}/data-classification-settings` · scope `organizations:teams:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET_TEAM_SETTINGS, org_id, team_id)

    def get_board_label(self, org_id: str, team_id: str, board_id: str) -> BoardClassificationLabel:
        """Get the sensitivity label of a board.

        `GET /v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification` · scope `boards:read` · 100 credits (level 2) · plan Enterprise

        Args:
            org_id: Id of the organization.
            team_id: Id of the team.
            board_id: Id of the board.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET_BOARD_LABEL, org_id, team_id, board_id)

    def update_team_settings(
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
        return self._caller.call(
            UPDATE_TEAM_SETTINGS,
            org_id,
            team_id,
            body={"defaultLabelId": as_number(default_label_id), "enabled": enabled},
        )

    def set_board_label(
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
        return self._caller.call(
            SET_BOARD_LABEL, org_id, team_id, board_id, body={"labelId": label_id}
        )

    def classify_team_boards(
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
        return self._caller.call(
            CLASSIFY_TEAM_BOARDS,
            org_id,
            team_id,
            body={"labelId": as_number(label_id), "notClassifiedOnly": not_classified_only},
        )
