"""`org`: members, teams, audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..command import Group, awaits
from ..output import Column, Output
from ..parameters import KEPT_FILE, moment as moment_typed
from ..words import counted, moment, printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from ...client import MiroApi
    from ...models import OrganizationMember, Team
    from ..surroundings import Surroundings

ORG = click.option(
    "--org", metavar="ID", help="The id of the organization; by default that of the token."
)


@click.group("org", cls=Group)
def org() -> None:
    """Members, teams and the audit log of an organization, for its Company Admins (Enterprise)."""


async def _organization(api: MiroApi, given: str | None) -> str:
    from ...errors import InvalidArgumentError

    if given is not None:
        return given
    info = await api.tokens.get_info()
    if info.organization is None:
        raise InvalidArgumentError("the token belongs to no organization: give --org")
    return info.organization.id


@org.command(
    "members",
    json=True,
    examples=(
        "miro-async org members",
        "miro-async org members --email ada@example.com",
        "miro-async org members --inactive --json",
    ),
)
@ORG
@click.option("--email", "emails", metavar="EMAIL", multiple=True, help="Only this one; up to 10.")
@click.option("--active/--inactive", default=None, help="Only those who are active, or are not.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than these.")
@awaits
async def members(
    around: Surroundings,
    *,
    org: str | None,
    emails: Sequence[str],
    active: bool | None,
    limit: int | None,
) -> None:
    """List the members of an organization."""
    from ..connection import connected
    from ..lists import first

    async with connected(around) as api:
        found = api.organization_members.list(
            await _organization(api, org), emails=emails or None, active=active
        )
        await Output(around).table(first(found, limit), _MEMBERS, "member")


_MEMBERS: tuple[Column[OrganizationMember], ...] = (
    Column("id", lambda one: one.id, "cyan", whole=True),
    Column("email", lambda one: one.email),
    Column("role", lambda one: one.role),
    Column("license", lambda one: one.license),
    Column("active", lambda one: one.active),
    Column("last seen", lambda one: moment(one.last_activity_at), "dim"),
)


@org.command(
    "teams",
    json=True,
    examples=("miro-async org teams", "miro-async org teams --name Research --json"),
)
@ORG
@click.option("--name", metavar="TEXT", help="Only teams with this in their name.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than these.")
@awaits
async def teams(
    around: Surroundings,
    *,
    org: str | None,
    name: str | None,
    limit: int | None,
) -> None:
    """List the teams of an organization."""
    from ..connection import connected
    from ..lists import first

    async with connected(around) as api:
        found = api.teams.list(await _organization(api, org), name=name)
        await Output(around).table(first(found, limit), _TEAMS, "team")


_TEAMS: tuple[Column[Team], ...] = (
    Column("id", lambda one: one.id, "cyan", whole=True),
    Column("name", lambda one: one.name),
)


@org.command(
    "audit-log",
    json=True,
    examples=(
        "miro-async org audit-log --since 7d",
        "miro-async org audit-log --since 2026-05-01 --until 2026-06-01",
        "miro-async org audit-log --output audit.jsonl --resume",
    ),
)
@click.option(
    "--since",
    type=moment_typed,
    metavar="TIME",
    help="Only events after this: 2026-05-01, 2026-05-01T12:00, 7d, 12h. [default: 90 days]",
)
@click.option(
    "--until", type=moment_typed, metavar="TIME", help="Only events before this. [default: now]"
)
@click.option("--output", "-o", type=KEPT_FILE, metavar="FILE", help="Write to this file.")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on where the file ends: after an interruption, or with what is new since.",
)
@awaits
async def audit_log(
    around: Surroundings,
    *,
    since: datetime | None,
    until: datetime | None,
    output: Path | None,
    resume: bool,
) -> None:
    """Export the audit log as JSON lines, the oldest event first.

    With --output and --resume it can be interrupted at any moment, and run again and again: each
    event is in the file once, and --since is where the file begins. What it needs to know for that
    is in FILE.state. Without --resume a file that is there is left alone. With --json and --output,
    stdout says how many events are new.
    """
    from ..audit_log import Export, print_events
    from ..connection import connected
    from ..progress import progress

    if resume and output is None:
        raise click.UsageError("--resume goes with --output: it is about where the file ends")
    async with connected(around) as api:
        if output is None:
            await print_events(Output(around), api, since, until or around.now())
            return
        with progress(around, "Events") as tell:
            export = Export(api, output, lambda count: tell(count, None))
            count = await export.run(since, until or around.now(), resume=resume)
    if export.lost is not None:
        around.warn(f"{printable(str(output))}: {export.lost}")
    if around.options.json:
        Output(around).json({"file": str(output), "events": count})
    around.say(f"{counted(count, 'new event')} in {printable(str(output))}.")
