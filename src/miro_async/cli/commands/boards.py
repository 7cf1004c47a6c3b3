"""`boards`: list, create, copy, delete, share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from ..asking import YES, confirm
from ..command import Group, awaits
from ..exits import demand_whole
from ..output import Column, Output
from ..parameters import board as board_id
from ..words import counted, moment, printable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ...models import Board
    from ..surroundings import Surroundings

_ROLES = ("viewer", "commenter", "editor", "coowner")


@click.group("boards", cls=Group)
def boards() -> None:
    """List, create, copy, delete and share boards."""


@boards.command(
    "list",
    json=True,
    examples=(
        "miro-async boards list",
        "miro-async boards list --query Retro --limit 10",
        'miro-async boards list --json | jq -r ".viewLink"',
    ),
)
@click.option("--query", metavar="TEXT", help="Only boards with this in their name or description.")
@click.option("--owner", metavar="ID", help="Only boards of this user.")
@click.option("--team", metavar="ID", help="Only boards of this team.")
@click.option("--project", metavar="ID", help="Only boards of this project (space).")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than these.")
@awaits
async def list_(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    query: str | None,
    owner: str | None,
    team: str | None,
    project: str | None,
    limit: int | None,
) -> None:
    """List the boards that you can see."""
    from ..connection import connected
    from ..lists import first

    async with connected(around) as api:
        found = api.boards.list(query=query, owner=owner, team_id=team, project_id=project)
        await Output(around).table(first(found, limit), _COLUMNS, "board")


_COLUMNS: tuple[Column[Board], ...] = (
    Column("id", lambda board: board.id, "cyan", whole=True),
    Column("name", lambda board: board.name),
    Column("owner", lambda board: board.owner and board.owner.name),
    Column("modified", lambda board: moment(board.modified_at), "dim"),
)
_MADE: tuple[Column[Board], ...] = (
    *_COLUMNS[:2],
    Column("address", lambda board: board.view_link),
)


@boards.command(
    "create",
    json=True,
    examples=(
        'miro-async boards create "Retro of May"',
        'miro-async boards create Plans --description "What comes next" --json',
    ),
)
@click.argument("name")
@click.option("--description", metavar="TEXT", help="What it is about, in a few words.")
@click.option("--team", metavar="ID", help="The team that gets it.")
@click.option("--project", metavar="ID", help="The project (space) that gets it.")
@awaits
async def create(
    around: Surroundings,
    *,
    name: str,
    description: str | None,
    team: str | None,
    project: str | None,
) -> None:
    """Create a board, and print its id and address."""
    from ..connection import connected

    async with connected(around) as api:
        board = await api.boards.create(
            name=name, description=description, team_id=team, project_id=project
        )
    Output(around).facts(board, _MADE)


@boards.command(
    "copy",
    json=True,
    examples=('miro-async boards copy $BOARD --name "Retro of June"',),
)
@click.argument("board", type=board_id)
@click.option("--name", metavar="TEXT", help="The name of the copy.")
@click.option("--description", metavar="TEXT", help="The description of the copy.")
@click.option("--team", metavar="ID", help="The team that gets the copy.")
@awaits
async def copy(
    around: Surroundings,
    *,
    board: str,
    name: str | None,
    description: str | None,
    team: str | None,
) -> None:
    """Copy a board, and print the id and address of the copy."""
    from ..connection import connected

    async with connected(around) as api:
        made = await api.boards.copy(board, name=name, description=description, team_id=team)
    Output(around).facts(made, _MADE)


@boards.command(
    "delete",
    json=True,
    examples=("miro-async boards delete $BOARD", "miro-async boards delete $BOARD --yes"),
)
@click.argument("ids", metavar="BOARD...", type=board_id, nargs=-1, required=True)
@YES
@awaits
async def delete(around: Surroundings, *, ids: Sequence[str], yes: bool) -> None:
    """Delete boards. On paid plans they stay in the trash for 90 days."""
    from ..connection import connected

    async with connected(around) as api:
        unique = dict.fromkeys(ids)
        found = [await api.boards.get(one) for one in unique]  # one that is not there ends it here
        what = [f"{printable(board.name)}  ({board.id})" for board in found]
        confirm(around, what, f"Delete {counted(len(found), 'board')}?", yes=yes)
        for board in found:
            await api.boards.delete(board.id)
            if around.options.json:
                Output(around).json({"id": board.id, "name": board.name})
            around.say(f"Deleted {printable(board.name)}.")


@boards.command(
    "share",
    json=True,
    examples=(
        "miro-async boards share $BOARD ada@example.com",
        "miro-async boards share $BOARD ada@example.com grace@example.com --role editor",
    ),
)
@click.argument("board", type=board_id)
@click.argument("emails", metavar="EMAIL...", nargs=-1, required=True)
@click.option(
    "--role",
    type=click.Choice(_ROLES),
    default="commenter",
    show_default=True,
    help="What they may do.",
)
@click.option("--message", metavar="TEXT", help="What the email to them says.")
@awaits
async def share(
    around: Surroundings,
    *,
    board: str,
    emails: Sequence[str],
    role: Literal["viewer", "commenter", "editor", "coowner"],
    message: str | None,
) -> None:
    """Share a board with people, who get an email. Ends with 6 if some cannot be invited."""
    from ..connection import connected

    failed: list[str] = []

    async with connected(around) as api:

        async def outcomes() -> AsyncIterator[dict[str, Any]]:
            """Invite people, and give what became of each."""
            for start in range(0, len(emails), _MOST):
                some = emails[start : start + _MOST]
                result = await api.board_members.invite(
                    board, emails=some, role=role, message=message
                )
                reasons = {one.email: one.reason for one in result.failed or ()}
                failed.extend(email for email in some if email in reasons)
                for email in some:
                    yield {"email": email, "role": role, "failed": reasons.get(email)}

        await Output(around).table(outcomes(), _INVITED, "invitation")
    words = f"not invited: {', '.join(failed)}"
    demand_whole(failed, words, done=len(failed) < len(emails))


_MOST = 20  # in one call
_INVITED: tuple[Column[dict[str, Any]], ...] = (
    Column("email", lambda one: one["email"]),
    Column("role", lambda one: one["role"]),
    Column("failed", lambda one: one["failed"]),
)
