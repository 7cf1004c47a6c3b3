"""What a caller can set about time and connections, and the defaults."""

from __future__ import annotations

from attrs import fields, frozen

from .errors import ConfigurationError


@frozen(kw_only=True)
class Timeout:
    """How long to wait, in seconds; `None` waits for ever.

    `connect`, `read` and `write` are for single steps of one attempt: `read` for the next bytes to
    come. `total` is for a whole call: the wait for credits, the token, every attempt, and the time
    between them, in real time. Reading a file to upload is not in it.
    """

    connect: float | None = 5.0
    read: float | None = 30.0
    write: float | None = 30.0
    total: float | None = None

    def __attrs_post_init__(self) -> None:
        for name in (field.name for field in fields(Timeout)):
            seconds = getattr(self, name)
            if seconds is not None and not seconds > 0:
                raise ConfigurationError(f"{name} is in seconds, more than 0, or None")


@frozen(kw_only=True)
class Limits:
    """How many connections there are, and how long idle ones are kept, in seconds.

    At most `max_connections` calls are in flight at once; further ones wait for their turn. `None`
    keeps as many idle connections as there may be, and for ever.
    """

    max_connections: int = 20
    max_keepalive_connections: int | None = None
    keepalive_expiry: float | None = 15.0

    def __attrs_post_init__(self) -> None:
        if self.max_connections < 1:
            raise ConfigurationError("max_connections is 1 or more")
