"""What the examples of the calls are about: each thing is made when an example asks for its id."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.docs.call_scene_board import BoardThings
from tests.docs.call_scene_organization import OrganizationThings

RETRO = Path(__file__).parents[2] / "examples" / "retro.png"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ADA, BOB = "ada@example.com", "bob@example.com"

# What an example does not ask for, but would say nothing without.
BESIDE = {
    "ai_interaction_logs.list": "ai_interaction",
    "audit_logs.list": "team_id",
    "board_content_logs.list": "item_id",
    "board_exports.list_job_tasks": "task_id",
    "board_exports.list_jobs": "job_id",
    "board_user_groups.list": "board_user_group",
    "board_user_groups.remove": "board_user_group",
    "boards.list": "board_id",
    "code_widgets.list": "item_id",
    "connectors.list": "connector_id",
    "data_classification.get_board_label": "board_label",
    "experimental_items.list": "item_id",
    "frames.list_items": "child",
    "item_groups.list": "group_id",
    "items.list": "item_id",
    "legal_hold_cases.list": "case_id",
    "legal_holds.list": "legal_hold_id",
    "mindmap_nodes.list": "item_id",
    "organization_members.list": "member_id",
    "project_members.list": "member_id",
    "project_user_groups.list": "project_user_group",
    "project_user_groups.remove": "project_user_group",
    "projects.list": "project_id",
    "tags.detach": "tagged",
    "tags.list": "tag_id",
    "tags.list_for_item": "tagged",
    "tags.list_items": "tagged",
    "team_user_groups.get": "team_user_group",
    "team_user_groups.list": "team_user_group",
    "team_user_groups.remove": "team_user_group",
    "teams.list": "team_id",
    "user_group_members.list": "member_id",
    "user_group_teams.get": "team_user_group",
    "user_group_teams.list": "team_user_group",
    "user_groups.list": "group_id",
}


def put_files(folder):
    """Put the files there that the examples name."""
    shutil.copy(RETRO, folder / "picture.png")
    (folder / "plan.pdf").write_bytes(PDF)


class Scene(BoardThings, OrganizationThings):
    """Makes what the example of one call is about, in a sandbox of its own."""

    def __init__(self, sandbox, api, call):
        self.sandbox = sandbox
        self.api = api
        self.call = call
        self.group = call.partition(".")[0]
        self.ada = sandbox.add_user("Ada", email=ADA)
        self.bob = sandbox.add_user("Bob", email=BOB)
        self._made = {}

    async def prepare(self, names):
        """Give the values for the parameters of these names."""
        if self.call in BESIDE:
            await self.give(BESIDE[self.call])
        return {name: await self.give(name) for name in names}

    async def give(self, name):
        """Give the id of a thing, which is made now if nobody has asked for it before."""
        if name not in self._made:
            self._made[name] = await getattr(self, f"make_{name}")()
        return self._made[name]
