"""The command itself, and the table of what it can do."""

from __future__ import annotations

import click

from .command import LazyGroup

NAME = "miro-async"
COMPLETE = "_MIRO_ASYNC_COMPLETE"
"""Set by a shell that wants to know how a line may go on."""

HOMES = {
    "login": ("login", "Log in, and keep the token safe."),
    "logout": ("login", "End the login."),
    "whoami": ("login", "Tell whose token it is, and what it may do."),
    "boards": ("boards", "List, create, copy, delete and share boards."),
    "items": ("items", "List, get and delete items of a board."),
    "upload": ("upload", "Put pictures and documents on a board."),
    "watch": ("watch", "Put the pictures of a folder on a board, as they come."),
    "import": ("importing:import_", "Put a CSV file, an outline or a snapshot on a board."),
    "export": ("export", "Get a board out, into a folder."),
    "apply": ("applying", "Bring a board in step with a file."),
    "changes": ("changes", "Tell what changes on a board."),
    "org": ("org", "Members, teams and the audit log of an organization."),
    "operations": ("operations", "Find operations of the API: their cost, scopes and names."),
    "raw": ("raw", "Call any method and path of the API."),
    "sandbox": ("sandbox", "Run a local Miro."),
    "completion": ("completion", "Print what completes this command in a shell."),
}

_EXAMPLES = (
    "miro-async login",
    "miro-async boards list",
    'miro-async boards list --json | jq -r ".id"',
    "miro-async boards delete --help",
)


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from .. import __version__

        click.echo(f"{NAME} {__version__}")
        context.exit()


app: LazyGroup = LazyGroup(
    NAME,
    homes=HOMES,
    examples=_EXAMPLES,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="""Work with Miro boards from the command line.

    A board is named by its id, or by the address that a browser shows. Tables are for terminals;
    into a pipe goes a line for each thing, with tabs, or JSON with --json.
    """,
    epilog="Exit codes: 0 done, 1 refused or failed, 2 typed wrong, 3 not logged in or not "
    "allowed, 4 not found, 5 try again later, 6 done in part.",
)
app.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="Show the version.",
    )
)
