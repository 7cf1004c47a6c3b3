"""A walk over all 197 operations."""

from __future__ import annotations

from tests.sandbox.walk_board import walk_app, walk_boards, walk_items, walk_relations
from tests.sandbox.walk_organization import (
    walk_classification,
    walk_governance,
    walk_groups,
    walk_scim,
    walk_teams,
)


async def walk(sandbox, api):
    """Call everything."""
    board_id = await walk_boards(api, sandbox)
    await walk_items(api, board_id)
    await walk_relations(api, board_id)
    await walk_app(api, sandbox)
    _, project_id = await walk_teams(api, sandbox)
    await walk_groups(api, sandbox, board_id, project_id)
    await walk_classification(api, sandbox, board_id)
    await walk_governance(api, sandbox, board_id)
    await walk_scim(api)
