"""What the examples about the organization are about."""

from __future__ import annotations

from uuid import uuid4

HOUR, DAY = 3600, 24 * 3600


class OrganizationThings:
    """Makes teams, projects, groups and all that administrators deal with."""

    async def make_org_id(self):
        """Give the one organization."""
        return self.sandbox.organization_id

    async def make_app_id(self):
        """Give the app whose token is used."""
        return self.sandbox.client_id

    make_client_id = make_app_id

    async def make_client_secret(self):
        """Give the app's secret."""
        return self.sandbox.client_secret

    async def make_access_token(self):
        """Give a token that can be revoked."""
        return self.ada.token

    async def make_team_id(self):
        """Make a team; boards are in the first one."""
        if self.group in {"boards", "data_classification"}:
            return self.sandbox.team_id
        return (await self.api.teams.create(self.sandbox.organization_id, name="Design")).id

    async def make_project_id(self):
        """Make a project in the team."""
        org_id, team_id = self.sandbox.organization_id, await self.give("team_id")
        return (await self.api.projects.create(org_id, team_id, name="Launch")).id

    async def make_group_id(self):
        """Make a group of the kind that is meant."""
        if self.group == "item_groups":
            return await self.item_group()
        if self.group == "scim_groups":
            return await self.give("team_id")
        return (await self.api.user_groups.create(self.sandbox.organization_id, name="All")).id

    async def make_member_id(self):
        """Make Ada a member of what is meant."""
        org_id, email = self.sandbox.organization_id, self.ada.email
        if self.group == "team_members":
            await self.api.team_members.invite(org_id, await self.give("team_id"), email=email)
        elif self.group == "project_members":
            ids = [await self.give("team_id"), await self.give("project_id")]
            await self.api.project_members.add(org_id, *ids, email=email, role="editor")
        elif self.group == "user_group_members":
            await self.api.user_group_members.add(org_id, await self.give("group_id"), email=email)
        return self.ada.id

    async def make_user_id(self):
        """Give Ada."""
        return self.ada.id

    async def make_team_user_group(self):
        """Put the user group into the team."""
        ids = [self.sandbox.organization_id, await self.give("team_id")]
        await self.api.team_user_groups.add(*ids, user_group_id=await self.give("group_id"))

    async def make_board_user_group(self):
        """Share the board with the user group."""
        ids, groups = [await self.give("board_id")], [await self.give("group_id")]
        org_id = self.sandbox.organization_id
        await self.api.board_user_groups.add(org_id, *ids, user_group_ids=groups, role="VIEWER")

    async def make_project_user_group(self):
        """Share the project with the user group."""
        ids, groups = [await self.give("project_id")], [await self.give("group_id")]
        org_id = self.sandbox.organization_id
        await self.api.project_user_groups.add(org_id, *ids, user_group_ids=groups, role="VIEWER")

    async def make_label_id(self):
        """Give a label that the organization has."""
        org_id = self.sandbox.organization_id
        settings = await self.api.data_classification.get_organization_settings(org_id)
        return settings.labels[0].id

    async def make_board_label(self):
        """Label the board."""
        ids = [self.sandbox.organization_id, self.sandbox.team_id, await self.give("board_id")]
        label = await self.give("label_id")
        await self.api.data_classification.set_board_label(*ids, label_id=label)

    async def make_job_id(self):
        """Export the board; what is to be cancelled is not done yet."""
        boards, org_id = [await self.give("board_id")], self.sandbox.organization_id
        job = await self.api.board_exports.create_job(
            org_id, request_id=str(uuid4()), board_ids=boards
        )
        if self.call != "board_exports.cancel_job":
            self.sandbox.clock.advance(HOUR)
        return job.job_id

    async def make_task_id(self):
        """Give the export of the one board."""
        ids = [self.sandbox.organization_id, await self.give("job_id")]
        return (await self.api.board_exports.list_job_tasks(*ids).first()).id

    async def make_ai_interaction(self):
        """Have somebody use an AI feature."""
        self.sandbox.add_ai_interaction("ai_generate_sticky_notes")

    async def make_case_id(self):
        """Open a case."""
        org_id = self.sandbox.organization_id
        return (await self.api.legal_hold_cases.create(org_id, name="Case 7")).id

    async def make_legal_hold_id(self):
        """Hold what Ada has: a board, and for long enough to have an effect."""
        self.sandbox.add_board("Plans", owner=self.ada.id)
        ids = [self.sandbox.organization_id, await self.give("case_id")]
        scope = {"users": [{"email": self.ada.email}]}
        hold = await self.api.legal_holds.create(*ids, name="Designers", scope=scope)
        self.sandbox.clock.advance(DAY)
        return hold.id
