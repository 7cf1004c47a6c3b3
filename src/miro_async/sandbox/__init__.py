"""The local Miro: in process it is a `Transport`, and it can listen on a socket.

sandbox = Sandbox()
async with MiroApi(sandbox.token, transport=sandbox) as api: ...

with SandboxServer() as server:  # server.url, server.token
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clock import Clock
    from .sandbox import Sandbox
    from .server import SandboxServer

__all__ = ["Clock", "Sandbox", "SandboxServer"]


def __getattr__(name: str) -> object:
    """Load what is asked for, so that the in-process sandbox does without the socket's modules."""
    from importlib import import_module

    homes = {"Clock": "clock", "Sandbox": "sandbox", "SandboxServer": "server"}
    if name not in homes:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{homes[name]}"), name)
