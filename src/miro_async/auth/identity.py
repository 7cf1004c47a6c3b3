"""Who an app is, as Miro knows it."""

from __future__ import annotations

import os

from attrs import frozen

from ..errors import ConfigurationError
from ..secret import Secret

_ENVIRONMENT = {
    "client_id": "MIRO_CLIENT_ID",
    "client_secret": "MIRO_CLIENT_SECRET",
    "redirect_url": "MIRO_REDIRECT_URL",
}


@frozen(kw_only=True)
class Identity:
    """An app's id, its secret, and where Miro sends browsers back to."""

    client_id: str
    client_secret: Secret
    redirect_url: str


def identity(
    client_id: str | None, client_secret: Secret | None, redirect_url: str | None
) -> Identity:
    """Give who an app is; what is not given is taken from the environment.

    Raises:
        ConfigurationError: Something is missing there, too; the message names all of it.
    """
    given = {
        "client_id": Secret(client_id or ""),
        "client_secret": client_secret or Secret(""),
        "redirect_url": Secret(redirect_url or ""),
    }
    settings = {
        name: value if value.reveal() else Secret(os.environ.get(_ENVIRONMENT[name], ""))
        for name, value in given.items()
    }
    missing = [f"{name} ({_ENVIRONMENT[name]})" for name in settings if not settings[name].reveal()]
    if missing:
        raise ConfigurationError(
            f"an app needs {', '.join(missing)}: give them, or set them in the environment"
        )
    return Identity(
        client_id=settings["client_id"].reveal(),
        client_secret=settings["client_secret"],
        redirect_url=settings["redirect_url"].reveal(),
    )
