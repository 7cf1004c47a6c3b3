"""A walk over everything that administrators can do: each operation at least once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

SCIM_USER = "urn:ietf:params:scim:schemas:core:2.0:User"


async def walk_teams(api, sandbox):
    """Teams and projects, their people and settings; give a team and a project that stay."""
    org, person = sandbox.organization_id, sandbox.add_user("Cyd")
    await api.organizations.get(org)
    await api.organization_members.list(org).collect()
    await api.organization_members.list(org, emails=[person.email]).collect()
    await api.organization_members.get(org, person.id)
    team = await api.teams.create(org, name="Design")
    await api.teams.update(org, team.id, name="Research")
    await api.teams.get(org, team.id)
    await api.teams.list(org).collect()
    await api.team_members.invite(org, team.id, email=person.email)
    await api.team_members.update(org, team.id, person.id, role="admin")
    await api.team_members.get(org, team.id, person.id)
    await api.team_members.list(org, team.id).collect()
    await api.team_members.remove(org, team.id, person.id)
    await api.team_settings.get_default(org)
    settings = await api.team_settings.get(org, team.id)
    allowed = settings.team_copy_access_level_settings
    await api.team_settings.update(org, team.id, team_copy_access_level_settings=allowed)
    await api.teams.delete(org, team.id)

    team = await api.teams.create(org, name="Sales")
    for _ in range(2):
        project = await api.projects.create(org, team.id, name="Launch")
        await api.projects.update(org, team.id, project.id, name=f"Launch {project.id}")
    await api.projects.delete(org, team.id, project.id)
    (project,) = await api.projects.list(org, team.id).collect()
    await api.projects.get(org, team.id, project.id)
    await api.project_settings.get(org, team.id, project.id)
    await api.project_settings.update(
        org, team.id, project.id, sharing_policy_settings={"teamAccess": "view"}
    )
    await api.team_members.invite(org, team.id, email=person.email)
    await api.project_members.add(org, team.id, project.id, email=person.email, role="editor")
    await api.project_members.update(org, team.id, project.id, person.id, role="viewer")
    await api.project_members.get(org, team.id, project.id, person.id)
    await api.project_members.list(org, team.id, project.id).collect()
    await api.project_members.remove(org, team.id, project.id, person.id)
    await api.user_sessions.reset(email=person.email)
    return team.id, project.id


async def walk_groups(api, sandbox, board_id, project_id):
    """User groups, and what they are given."""
    org, team_id = sandbox.organization_id, sandbox.team_id
    ada, bob = sandbox.add_user("Eve"), sandbox.add_user("Fay")
    group = await api.user_groups.create(org, name="Designers")
    await api.user_groups.update(org, group.id, description="All of them")
    await api.user_groups.get(org, group.id)
    await api.user_groups.list(org).collect()
    await api.user_group_members.add(org, group.id, email=ada.email)
    await api.user_group_members.update_bulk(org, group.id, members_to_add=[bob.email])
    await api.user_group_members.get(org, group.id, ada.id)
    await api.user_group_members.list(org, group.id).collect()
    await api.user_group_members.remove(org, group.id, ada.id)

    await api.team_user_groups.add(org, team_id, user_group_id=group.id)
    await api.team_user_groups.get(org, team_id, group.id)
    await api.team_user_groups.list(org, team_id).collect()
    await api.user_group_teams.list(org, group.id).collect()
    await api.user_group_teams.get(org, group.id, team_id)
    await api.team_user_groups.remove(org, team_id, group.id)

    await api.board_user_groups.add(org, board_id, user_group_ids=[group.id], role="EDITOR")
    await api.board_user_groups.list(org, board_id).collect()
    await api.board_user_groups.remove(org, board_id, group.id)
    await api.project_user_groups.add(org, project_id, user_group_ids=[group.id], role="VIEWER")
    await api.project_user_groups.list(org, project_id).collect()
    await api.project_user_groups.remove(org, project_id, group.id)
    await api.user_groups.delete(org, group.id)


async def walk_classification(api, sandbox, board_id):
    """Labels of organization, team and board."""
    org, team_id = sandbox.organization_id, sandbox.team_id
    labels = await api.data_classification.get_organization_settings(org)
    label = labels.labels[0]
    await api.data_classification.get_team_settings(org, team_id)
    await api.data_classification.update_team_settings(
        org, team_id, default_label_id=label.id, enabled=True
    )
    await api.data_classification.set_board_label(org, team_id, board_id, label_id=label.id)
    await api.data_classification.get_board_label(org, team_id, board_id)
    await api.data_classification.classify_team_boards(
        org, team_id, label_id=label.id, not_classified_only=True
    )


async def walk_governance(api, sandbox, board_id):
    """Exports, legal holds, and the logs."""
    org, exports = sandbox.organization_id, api.board_exports
    job = await exports.create_job(
        org, request_id=str(UUID(int=1)), board_ids=[board_id], board_format="SVG"
    )
    await exports.cancel_job(org, job.job_id)
    job = await exports.create_job(org, request_id=str(UUID(int=2)), board_ids=[board_id])
    await exports.list_jobs(org).collect()
    await exports.get_job_status(org, job.job_id)
    sandbox.clock.advance(3600)
    await exports.get_job_results(org, job.job_id)
    (task,) = await exports.list_job_tasks(org, job.job_id).collect()
    await exports.create_task_export_link(org, job.job_id, task.id)

    scope = {"users": [{"email": "user@sandbox.test"}]}
    for _ in range(2):
        case = await api.legal_hold_cases.create(org, name="Case")
        hold = await api.legal_holds.create(org, case.id, name="Hold", scope=scope)
        sandbox.clock.advance(3600)
        await api.legal_holds.update(org, case.id, hold.id, name="Renamed", scope=scope)
    await api.legal_hold_cases.update(org, case.id, name="Case 2")
    await api.legal_hold_cases.get(org, case.id)
    await api.legal_hold_cases.list(org).collect()
    await api.legal_hold_cases.list_export_jobs(org, case.id).collect()
    await api.legal_holds.get(org, case.id, hold.id)
    await api.legal_holds.list(org, case.id).collect()
    await api.legal_holds.list_content_items(org, case.id, hold.id).collect()
    await api.legal_holds.close(org, case.id, hold.id)
    sandbox.clock.advance(3600)
    await api.legal_hold_cases.close(org, case.id)

    now = datetime.fromtimestamp(sandbox.clock.now(), tz=UTC)
    since, until = now - timedelta(days=2), now + timedelta(minutes=1)
    await api.audit_logs.list(created_after=since, created_before=until).collect()
    await api.board_content_logs.list(org, from_=since, to=until).collect()
    await api.ai_interaction_logs.list(org, from_=since, to=until).collect()


async def walk_scim(api):
    """Users and groups as an identity provider sees them."""
    user = await api.scim_users.create(user_name="gus@sandbox.test", display_name="Gus")
    await api.scim_users.get(user.id)
    await api.scim_users.replace(user.id, user_name="gus@sandbox.test", display_name="Gustav")
    await api.scim_users.patch(
        user.id, operations=[{"op": "Replace", "path": "displayName", "value": "G."}]
    )
    await api.scim_users.list(filter='userName eq "gus@sandbox.test"').collect()
    groups = await api.scim_groups.list().collect()
    await api.scim_groups.get(groups[0].id)
    await api.scim_groups.patch(
        groups[0].id, operations=[{"op": "Add", "path": "members", "value": [{"value": user.id}]}]
    )
    await api.scim_users.delete(user.id)
    await api.scim_discovery.list_resource_types()
    await api.scim_discovery.list_schemas()
    await api.scim_discovery.get_service_provider_config()
    await api.scim_discovery.get_resource_type("User")
    await api.scim_discovery.get_schema(SCIM_USER)
