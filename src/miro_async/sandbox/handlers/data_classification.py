"""Data classification: the labels of the organization, what teams set, and the boards' labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..answers import ok
from ..checks import ObjectOf, Unfit, checked_object, flag
from ..errors import invalid, no_such, no_such_board
from ..state import TeamClassification

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import Label, State, StoredBoard, Team


def _label_id(value: Any) -> str:
    """Accept ids as the numbers that the document has, and as strings."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Unfit("Unexpected type of value, expected of type [Number]")
    return str(value)


_TEAM = ObjectOf(fields={"enabled": flag, "defaultLabelId": _label_id}, lenient=True)
_BOARD = ObjectOf(fields={"labelId": _label_id}, required=("labelId",), lenient=True)
_ALL_BOARDS = ObjectOf(
    fields={"labelId": _label_id, "notClassifiedOnly": flag}, required=("labelId",), lenient=True
)


def _get_organization_settings(call: Call) -> Response:
    classification = call.state.classification
    labels = [
        {
            **_shown_label(label),
            "default": label.id == classification.default_label_id,
            "orderNumber": label.order_number,
            "type": "data-classification-label",
        }
        for label in classification.labels.values()
    ]
    kind = "data-classification-organization-settings"
    return ok({"enabled": classification.enabled, "labels": labels, "type": kind})


def _get_team_settings(call: Call) -> Response:
    return ok(_shown_settings(call.state, _team_in(call)))


def _update_team_settings(call: Call) -> Response:
    state, team = call.state, _team_in(call)
    given = checked_object(call.json_object(), _TEAM)
    if "defaultLabelId" in given:
        _label_of(state, given, "defaultLabelId")
    own = state.classification.teams.setdefault(team.id, TeamClassification())
    own.default_label_id = given.get("defaultLabelId", own.default_label_id)
    own.enabled = given.get("enabled", own.enabled)
    return ok(_shown_settings(state, team))


def _shown_settings(state: State, team: Team) -> JsonObject:
    return {
        "defaultLabelId": state.classification.default_of(team.id),
        "enabled": state.classification.is_enabled(team.id),
        "type": "team-data-classification-settings",
    }


def _get_board_label(call: Call) -> Response:
    board = _board_in(call)
    if board.label_id is None:
        raise no_such("Data classification label of the board")
    return ok(_shown_board_label(call.state.classification.labels[board.label_id]))


def _set_board_label(call: Call) -> Response:
    board = _board_in(call)
    given = checked_object(call.json_object(), _BOARD)
    _demand_enabled(call.state, _team_in(call))
    label = _label_of(call.state, given, "labelId")
    board.label_id = label.id
    return ok(_shown_board_label(label))


def _classify_team_boards(call: Call) -> Response:
    state, team = call.state, _team_in(call)
    given = checked_object(call.json_object(), _ALL_BOARDS)
    _demand_enabled(state, team)
    label = _label_of(state, given, "labelId")
    only_unclassified = given.get("notClassifiedOnly", False)
    number = 0
    for board in state.boards.values():
        is_open = board.label_id is None if only_unclassified else board.label_id != label.id
        if board.team_id == team.id and is_open:
            board.label_id = label.id
            number += 1
    kind = "boards-data-classification-label-changed"
    return ok({"numberUpdatedBoards": number, "type": kind})


def _team_in(call: Call) -> Team:
    return call.state.team(call.ids["team_id"])


def _board_in(call: Call) -> StoredBoard:
    team, board = _team_in(call), call.board
    if board.team_id != team.id:
        raise no_such_board()
    return board


def _demand_enabled(state: State, team: Team) -> None:
    if not state.classification.is_enabled(team.id):
        raise invalid("", "The team does not classify its boards")


def _label_of(state: State, given: JsonObject, field: str) -> Label:
    label = state.classification.labels.get(given[field])
    if label is None:
        raise invalid(field, "Data classification label not found")
    return label


def _shown_label(label: Label) -> JsonObject:
    return {
        "id": label.id,
        "color": label.color,
        "description": label.description,
        "name": label.name,
        "sharingRecommendation": label.sharing_recommendation,
        "guidelineUrl": label.guideline_url,
    }


def _shown_board_label(label: Label) -> JsonObject:
    return {**_shown_label(label), "type": "board-data-classification-label"}


HANDLERS: Mapping[str, Handler] = {
    "data_classification.get_organization_settings": _get_organization_settings,
    "data_classification.get_team_settings": _get_team_settings,
    "data_classification.get_board_label": _get_board_label,
    "data_classification.update_team_settings": _update_team_settings,
    "data_classification.set_board_label": _set_board_label,
    "data_classification.classify_team_boards": _classify_team_boards,
}
