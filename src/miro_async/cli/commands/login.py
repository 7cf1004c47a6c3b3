"""`login`, `logout`, `whoami`: whose token commands call with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from ..asking import interruptible
from ..command import Command, awaits
from ..exits import Refusal
from ..output import Column, Output
from ..parameters import FILE_OR_STDIN, Figure
from ..words import printable

if TYPE_CHECKING:
    from pathlib import Path

    from ...models import TokenInfo
    from ..logins import Kept, Login, Where
    from ..surroundings import Surroundings

_PATIENCE = 300.0


@click.command(
    "login",
    cls=Command,
    examples=(
        "miro-async login",
        "miro-async login --no-browser",
        "miro-async login --token < token.txt",
        "miro-async login --profile sandbox --base-url http://127.0.0.1:8765",
    ),
)
@click.option("--client-id", metavar="ID", help="The id of your app; also MIRO_CLIENT_ID.")
@click.option(
    "--client-secret-file",
    type=FILE_OR_STDIN,
    metavar="FILE",
    help="A file with the secret of your app, instead of MIRO_CLIENT_SECRET or being asked for it.",
)
@click.option(
    "--redirect-url",
    metavar="URL",
    help="An address of this machine that your app's settings have; also MIRO_REDIRECT_URL. "
    "[default: http://127.0.0.1:8912/callback]",
)
@click.option("--team", metavar="ID", help="The team to propose.")
@click.option("--no-browser", is_flag=True, help="Print the address to open, and wait.")
@click.option(
    "--paste",
    is_flag=True,
    help="Print the address, and ask for the one that the browser ended at: "
    "for a browser on another machine.",
)
@click.option("--token", "static", is_flag=True, help="Read an access token from stdin instead.")
@click.option(
    "--storage",
    type=click.Choice(["auto", "keyring", "file"]),
    default="auto",
    show_default=True,
    help="Where to keep the token: auto takes the keyring, or without one a file.",
)
@click.option(
    "--wait",
    type=Figure(min=0, min_open=True),
    default=_PATIENCE,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait.",
)
@awaits
async def login(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    client_id: str | None,
    client_secret_file: Path | None,
    redirect_url: str | None,
    team: str | None,
    no_browser: bool,
    paste: bool,
    static: bool,
    storage: Literal["auto", "keyring", "file"],
    wait: float,
) -> None:
    """Log in, and keep the token safe.

    Opens Miro in the browser, where you allow your app to act for you; Miro sends the browser back
    to this machine. The app is one of your own, among "Your apps" in the settings of your Miro
    profile, with the redirect URL http://127.0.0.1:8912/callback.

    The token is kept in the keyring, or in a file for your eyes alone, and is refreshed when it
    expires. With --token, a token that you have already is kept, which nothing refreshes.
    """
    from ..browser_login import Browser, app_for
    from ..logins import keep

    kept = await _place(around, storage)
    if static:
        made, token = _static(around), None
        whose = await _info(around, made)
    else:
        app = app_for(around, client_id, client_secret_file, redirect_url)
        how: Literal["open", "print", "paste"]
        how = "paste" if paste else "print" if no_browser else "open"
        made, token, whose = await Browser(around, how, team, wait).log_in(app)
    await keep(around, kept, made, token)
    around.say(
        f"Logged in as {printable(whose.user.name)}, for the team {printable(whose.team.name)}. "
        f"The token is kept in {kept.shown}."
    )


@click.command(
    "logout",
    cls=Command,
    examples=("miro-async logout", "miro-async logout --local --profile sandbox"),
)
@click.option("--local", is_flag=True, help="Only forget the token, without a word to Miro.")
@awaits
async def logout(around: Surroundings, *, local: bool) -> None:
    """End the login: Miro revokes the token, and it is forgotten here.

    A token that was given with --token is only forgotten: it ends where it was made.
    """
    from ...errors import AuthorizationError, NotAuthorizedError, NotFoundError
    from ..connection import NOT_LOGGED_IN, app_of
    from ..logins import find

    found = await find(around)
    if found is None:
        raise NotAuthorizedError(NOT_LOGGED_IN)
    kept, made = found
    if made.client_id is not None and not local:
        async with app_of(around, made, kept.storage) as miro:
            try:
                await miro.revoke_token(made.user_id or "")
            except (AuthorizationError, NotFoundError):
                around.say("Miro did not know the token any more.")
    await kept.clear()
    around.say(f"Logged out: nothing is left in {kept.shown}.")


@click.command(
    "whoami",
    cls=Command,
    json=True,
    examples=("miro-async whoami", "miro-async whoami --json"),
)
@awaits
async def whoami(around: Surroundings) -> None:
    """Tell whose token it is, where it comes from, and what it may do."""
    from ..connection import connected

    async with connected(around) as api:
        info = await api.tokens.get_info()
    origin = await _origin(around)
    Output(around).facts(info, (*_WHOSE, Column("token from", lambda _: origin)))


_WHOSE: tuple[Column[TokenInfo], ...] = (
    Column("user", lambda info: info.user.name),
    Column("user id", lambda info: info.user.id),
    Column("team", lambda info: info.team.name),
    Column("team id", lambda info: info.team.id),
    Column("organization", lambda info: info.organization and info.organization.name),
    Column("organization id", lambda info: info.organization and info.organization.id),
    Column("scopes", lambda info: " ".join(info.scopes or ())),
)


async def _origin(around: Surroundings) -> str:
    from ..connection import token_given
    from ..logins import find

    if token_given(around) is not None:
        return around.options.token_file or "MIRO_ACCESS_TOKEN"
    found = await find(around)
    return found[0].shown if found else ""


async def _place(around: Surroundings, storage: Literal["auto", "keyring", "file"]) -> Kept:
    """Give a place for the token that works; that is better known before the browser opens."""
    from ...errors import TokenStorageError
    from ..logins import kept_in

    places: tuple[Where, ...] = ("keyring", "file") if storage == "auto" else (storage,)
    for where in places:
        kept = kept_in(around, where, make=True)
        if kept is None:
            continue
        try:
            await kept.try_out()
        except TokenStorageError:
            if storage != "auto" or where == "file":
                raise
            continue
        return kept
    raise Refusal("there is no keyring here that could keep the token")


def _static(around: Surroundings) -> Login:
    from ...secret import Secret, checked_token
    from ...settings import API_URL, checked_url
    from ..logins import Login

    if around.terminals.can_ask:
        with interruptible():
            given = Secret(click.prompt("Access token", hide_input=True, err=True).strip())
    else:
        given = Secret(sys.stdin.readline().strip())
    return Login(base_url=checked_url(around.base_url or API_URL), secret=checked_token(given))


async def _info(around: Surroundings, made: Login) -> TokenInfo:
    from ...client import MiroApi
    from ..connection import client_options

    async with MiroApi(made.secret, **client_options(around, made.base_url)) as api:
        return await api.tokens.get_info()
