"""Under which names the page may be asked for."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answers import Scope


def host_of(scope: Scope) -> str:
    """Give the Host header of a request, empty where there is none."""
    headers: dict[bytes, bytes] = {name.lower(): value for name, value in scope["headers"]}
    return headers.get(b"host", b"").decode("latin-1")


def is_own(host: str) -> bool:
    """Tell whether a Host header can be meant for a machine nearby, not for a site of the web.

    A site can let its name lead to this machine and then read in a browser whatever needs no token
    (DNS rebinding). Its name has a dot then, as nobody can own one without; so addresses, names
    without a dot, and those below `localhost` are safe.
    """
    name, _, port = host.lower().rpartition(":")
    if not port.isdecimal():
        name = host.lower()
    name = name.rstrip(".")
    if "." not in name.removesuffix(".localhost") and ":" not in name:
        return bool(name)
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
