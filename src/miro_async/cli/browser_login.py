"""A login in the browser, for the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click
from anyio import to_thread
from attrs import frozen

from ..auth.storage.memory import MemoryStorage
from ..errors import ConfigurationError
from ..secret import Secret
from ..settings import API_URL, checked_url
from .asking import interruptible
from .connection import app_of, warn_if_open
from .logins import Login
from .redirect import DEFAULT_URL, Redirects, loopback_port

if TYPE_CHECKING:
    from pathlib import Path

    from ..app import Miro
    from ..auth.token import Token
    from ..models import TokenInfo
    from .surroundings import Surroundings


def app_for(
    around: Surroundings, client_id: str | None, secret_file: Path | None, redirect_url: str | None
) -> Login:
    """Give the login to be, with the app that was typed, or is set in the environment.

    Raises:
        ConfigurationError: Something is missing; the message names all of it.
    """
    name = client_id or around.environ.get("MIRO_CLIENT_ID")
    secret = _secret(around, secret_file) if name else None
    missing = [
        *([] if name else ["a client id (--client-id or MIRO_CLIENT_ID)"]),
        *([] if secret else ["a client secret (--client-secret-file or MIRO_CLIENT_SECRET)"]),
    ]
    if name is None or secret is None:
        raise ConfigurationError(f"a login needs an app of yours: {' and '.join(missing)}")
    return Login(
        base_url=checked_url(around.base_url or API_URL),
        secret=secret,
        client_id=name,
        redirect_url=redirect_url or around.environ.get("MIRO_REDIRECT_URL") or DEFAULT_URL,
    )


def _secret(around: Surroundings, file: Path | None) -> Secret | None:
    if file is not None:
        piped = str(file) == "-"
        try:
            with interruptible():
                text = sys.stdin.readline() if piped else file.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"no secret can be read from {file}") from error
        if not piped:
            warn_if_open(around, file)
        return Secret(text.strip())
    if given := around.environ.get("MIRO_CLIENT_SECRET"):
        return Secret(given)
    if not around.terminals.can_ask:
        return None
    with interruptible():
        return Secret(click.prompt("Client secret", hide_input=True, err=True).strip())


@frozen
class Browser:
    """Has somebody log in.

    Args:
        around: What is around the command.
        how: Whether the browser is opened, or the address printed; `"paste"` asks for the address
            at which the browser ended.
        team: The team to propose.
        seconds: How long to wait.
    """

    around: Surroundings
    how: Literal["open", "print", "paste"]
    team: str | None
    seconds: float

    async def log_in(self, app: Login) -> tuple[Login, Token | None, TokenInfo]:
        """Have it done, and give the login, its token, and whose it is. Nothing is kept yet.

        Raises:
            AuthorizationError: They did not allow it, or did not come back.
            MiroError: As all calls do.
        """
        storage = MemoryStorage()
        async with app_of(self.around, app, storage) as miro:
            came = await self._token(miro, app.redirect_url or DEFAULT_URL)
            user_id = came.user_id or ""
            done = Login(
                base_url=app.base_url,
                secret=app.secret,
                client_id=app.client_id,
                redirect_url=app.redirect_url,
                user_id=user_id,
            )
            whose = await miro.as_user(user_id).tokens.get_info()
        # Perhaps another one by now: calls refresh it.
        return done, await storage.get(user_id), whose

    async def _token(self, miro: Miro, redirect_url: str) -> Token:
        verifier = miro.new_code_verifier()
        url, state = miro.authorization_url(team_id=self.team, code_verifier=verifier)
        tokens: list[Token] = []

        async def exchange(address: str) -> None:
            token = await miro.exchange_code_for_access_token(
                address, state=state, code_verifier=verifier
            )
            tokens.append(token)

        if self.how == "paste":
            self.around.warn(f"Open this address, and allow it:\n{url}")
            await exchange(self._pasted())
        else:
            loopback_port(redirect_url)
            await Redirects(redirect_url, exchange).wait(lambda: self._show(url), self.seconds)
        return tokens[0]

    def _pasted(self) -> str:
        if not self.around.terminals.can_ask:
            return sys.stdin.readline()
        with interruptible():
            # Hidden, as there is a code in it.
            asked = "The address at which the browser ended"
            return str(click.prompt(asked, hide_input=True, err=True))

    async def _show(self, url: str) -> None:
        if self.how == "open" and await to_thread.run_sync(self.around.open_browser, url):
            self.around.say("Miro is open in the browser: allow it there.")
            return
        self.around.warn(f"Open this address, and allow it:\n{url}")
