"""What a caller can set, and the defaults."""

from __future__ import annotations

from attrs import frozen

API_URL = "https://api.miro.com"
SCIM_URL = "https://miro.com/api/v1/scim"
CALLS_IN_FLIGHT = 20


@frozen(kw_only=True)
class Timeout:
    """How long to wait, in seconds; `None` waits for ever."""

    connect: float | None = 5.0
    read: float | None = 30.0
    write: float | None = 30.0


def default_user_agent() -> str:
    """Give the user agent of this package: its name and version."""
    from importlib.metadata import version

    return f"miro-async/{version('miro-async')}"
