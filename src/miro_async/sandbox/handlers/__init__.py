"""What carries the operations out, by family. A handler is found by `<group>.<name>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import scim
from . import (
    app_metrics,
    board_exports,
    board_members,
    boards,
    bulk,
    code_widgets,
    connectors,
    data_classification,
    docs,
    experimental,
    files,
    item_groups,
    items,
    legal_hold_cases,
    legal_holds,
    logs,
    mindmap,
    oauth,
    organizations,
    project_settings,
    projects,
    sessions,
    tags,
    team_settings,
    teams,
    user_group_access,
    user_groups,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call import Handler

HANDLERS: Mapping[str, Handler] = {
    **boards.HANDLERS,
    **board_members.HANDLERS,
    **items.HANDLERS,
    **item_groups.HANDLERS,
    **bulk.HANDLERS,
    **docs.HANDLERS,
    **files.HANDLERS,
    **connectors.HANDLERS,
    **tags.HANDLERS,
    **oauth.HANDLERS,
    **scim.HANDLERS,
    **logs.HANDLERS,
    **legal_holds.HANDLERS,
    **legal_hold_cases.HANDLERS,
    **board_exports.HANDLERS,
    **mindmap.HANDLERS,
    **experimental.HANDLERS,
    **code_widgets.HANDLERS,
    **app_metrics.HANDLERS,
    **organizations.HANDLERS,
    **teams.HANDLERS,
    **team_settings.HANDLERS,
    **projects.HANDLERS,
    **project_settings.HANDLERS,
    **sessions.HANDLERS,
    **user_groups.HANDLERS,
    **user_group_access.HANDLERS,
    **data_classification.HANDLERS,
}
