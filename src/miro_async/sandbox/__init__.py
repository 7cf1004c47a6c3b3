"""The local Miro: in process it is a `Transport`, and it can listen on a socket.

sandbox = Sandbox()
async with MiroApi(sandbox.token, transport=sandbox) as api: ...

with SandboxServer() as server:  # server.url, server.token

An OAuth app is registered with it: `sandbox.client_id`, `sandbox.client_secret`. Its users are
asked at `server.authorize_url`; `sandbox.authorize(url)` does without a browser.

`sandbox.add_user` and its like make what a test needs, `sandbox.faults` lets things go wrong,
`sandbox.calls` tells what was called, `sandbox.save(path)` and `Sandbox.load(path)` keep all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .calls import Calls, RecordedCall
    from .clock import Clock
    from .faults import Fault, FaultKind, Faults
    from .sandbox import Sandbox
    from .seeds import SandboxApp, SandboxUser
    from .server import SandboxServer

__all__ = [
    "Calls",
    "Clock",
    "Fault",
    "FaultKind",
    "Faults",
    "RecordedCall",
    "Sandbox",
    "SandboxApp",
    "SandboxServer",
    "SandboxUser",
]

_HOMES = {
    "Calls": "calls",
    "Clock": "clock",
    "Fault": "faults",
    "FaultKind": "faults",
    "Faults": "faults",
    "RecordedCall": "calls",
    "Sandbox": "sandbox",
    "SandboxApp": "seeds",
    "SandboxServer": "server",
    "SandboxUser": "seeds",
}


def __getattr__(name: str) -> object:
    """Load what is asked for, so that the in-process sandbox does without the socket's modules."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
