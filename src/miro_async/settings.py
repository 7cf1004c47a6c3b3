"""What a caller can set: addresses, headers, and objects of ours. Here they are checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .call.hooks import Hooks

API_URL = "https://api.miro.com"
SCIM_URL = "https://miro.com/api/v1/scim"

_OWN_HEADERS = {
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
}
"""What this package writes itself."""


def default_user_agent() -> str:
    """Give the user agent of this package: its name and version."""
    from .version import __version__

    return f"miro-async/{__version__}"


def checked_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Give headers of a caller's, if they can be sent beside those that this package writes.

    Names are in lower case, as they mean the same in any.
    """
    for name, value in headers.items():
        if not (name and name.isascii() and name.replace("-", "").replace("_", "").isalnum()):
            raise ConfigurationError("the name of a header has letters, digits and hyphens")
        if name.lower() in _OWN_HEADERS:
            raise ConfigurationError(f"the header {name} is written by this package")
        if not is_header_text(value):
            raise ConfigurationError(f"the header {name} must be one line of ASCII text")
    return {name.lower(): value for name, value in headers.items()}


def is_header_text(text: str) -> bool:
    """Tell whether this can be the value of a header."""
    return text.isascii() and text.isprintable()


def checked_url(url: str) -> str:
    """Give a base URL without its last slash; messages show no more than its host."""
    # What comes after it is a path: with any of these it would be something else.
    if not (url.isascii() and url.isprintable()) or set(url) & set("?#@ "):
        raise ConfigurationError(
            "a base URL is an address and a path: no query, no credentials, no spaces"
        )
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no port
        valid = False
    if not valid:
        raise ConfigurationError(f"{url!r} is no http(s) address")
    return url.rstrip("/")


def demand_kinds(*, hooks: Hooks | Sequence[Hooks], **given: object) -> None:
    """Refuse what would only be found wrong by a call, or when a call goes wrong."""
    wanted = {"timeout": "Timeout", "retry": "RetryPolicy", "limits": "Limits"}
    for name, value in given.items():
        if value is not None and not _is_kind(value, wanted[name]):
            raise ConfigurationError(f"{name} must be a {wanted[name]}, not {value!r}")
    if not all(_is_kind(one, "Hooks") for one in listed(hooks)):
        raise ConfigurationError("hooks must be Hooks, or several of them")


def _is_kind(value: object, name: str) -> bool:
    # By name, so that nothing is loaded for it.
    return any(kind.__name__ == name for kind in type(value).__mro__)


def listed(hooks: Hooks | Sequence[Hooks]) -> Sequence[Hooks]:
    """Give hooks as several of them."""
    return hooks if isinstance(hooks, Sequence) else (hooks,)
