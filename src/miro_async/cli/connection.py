"""The client with which commands call: whose token it has, and which Miro it speaks to."""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from ..call.hooks import Hooks
from ..errors import ConfigurationError, NotAuthorizedError
from ..secret import Secret
from ..settings import API_URL, checked_url
from .asking import interruptible
from .logins import find

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from ..app import Miro
    from ..auth.storage.protocol import TokenStorage
    from ..call.hooks import Wait
    from ..client import MiroApi
    from ..client_options import ClientOptions
    from .logins import Login
    from .surroundings import Surroundings

_WORTH_TELLING = 2.0  # seconds
NOT_LOGGED_IN = "not logged in: run `miro-async login`, or set MIRO_ACCESS_TOKEN"


@asynccontextmanager
async def connected(around: Surroundings) -> AsyncGenerator[MiroApi]:
    """Give a client for whoever is logged in.

    Raises:
        NotAuthorizedError: Nobody is, or not at this Miro.
        ConfigurationError: The token, or the address of the API, cannot be one.
    """
    token = token_given(around)
    if around.options.token_file:
        warn_if_open(around, Path(around.options.token_file))
    if token is not None:
        async with _client(around, token, around.base_url or API_URL) as api:
            yield api
        return
    found = await find(around)
    if found is None:
        raise NotAuthorizedError(NOT_LOGGED_IN)
    kept, login = found
    demand_same_miro(around, login)
    if kept.where == "file":
        warn_if_open(around, Path(kept.shown))
    if login.client_id is None:
        async with _client(around, login.secret, login.base_url) as api:
            yield api
        return
    async with app_of(around, login, kept.storage) as miro:
        yield miro.as_user(login.user_id or "")


def token_given(around: Surroundings) -> Secret | None:
    """Give the token of a file that was named, or of the environment, `None` if there is none.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    if around.options.token_file:
        try:
            with interruptible():  # a pipe may be waited for
                return Secret(Path(around.options.token_file).read_text(encoding="utf-8").strip())
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            raise ConfigurationError(
                f"no token can be read from {around.options.token_file}: {why}"
            ) from error
    given = around.environ.get("MIRO_ACCESS_TOKEN")
    return Secret(given) if given else None


def warn_if_open(around: Surroundings, file: Path) -> None:
    """Warn of a secret of one's own that others of this machine can read.

    What belongs to somebody else, as a secret in a container does, cannot be closed by who runs it.
    """
    if sys.platform == "win32":  # has no such modes
        return
    seen = file.stat()
    if S_ISREG(seen.st_mode) and seen.st_uid == os.getuid() and seen.st_mode & 0o077:
        around.warn(f"warning: others can read {file}, which has a secret: chmod 600 it")


def app_of(around: Surroundings, login: Login, storage: TokenStorage) -> Miro:
    """Give the app of a login, which refreshes its token."""
    from ..app import Miro

    return Miro(
        client_id=login.client_id,
        client_secret=login.secret,
        redirect_url=login.redirect_url,
        storage=storage,
        **client_options(around, login.base_url),
    )


def demand_same_miro(around: Surroundings, login: Login) -> None:
    """Refuse to take a login elsewhere than to the Miro that it is for."""
    if around.base_url is not None and checked_url(around.base_url) != login.base_url:
        raise NotAuthorizedError(
            f"not logged in at {checked_url(around.base_url)}, but at {login.base_url}: "
            "log in there, perhaps as another --profile"
        )


def client_options(around: Surroundings, base_url: str) -> ClientOptions:
    """Give the options of all clients of the command."""

    def waits(wait: Wait) -> None:
        if wait.seconds > _WORTH_TELLING:
            around.say(f"Waiting {wait.seconds:.0f} s for Miro's credits.")

    return {
        "base_url": base_url,
        "transport": around.transport,
        "clock": around.clock,
        "hooks": Hooks(wait=waits),
    }


def _client(around: Surroundings, token: Secret, base_url: str) -> MiroApi:
    from ..client import MiroApi

    return MiroApi(token, **client_options(around, base_url))
