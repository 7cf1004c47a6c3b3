"""Running an async program from its beginning to its end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, TypeVar, TypeVarTuple

from .errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Unpack

T = TypeVar("T")
Args = TypeVarTuple("Args")


def run(
    main: Callable[[Unpack[Args]], Awaitable[T]],
    *args: *Args,
    backend: Literal["asyncio", "trio"] = "asyncio",
    uvloop: bool = False,
) -> T:
    """Run an async function in an event loop of its own, and give what it gives.

        async def main() -> None:
            async with MiroApi(access_token) as api: ...

        miro_async.run(main)

    It is `anyio.run` with the options of the backend. Ctrl-C cancels the function, which ends in
    its own time, and then raises `KeyboardInterrupt`.

    Args:
        main: The function; not a call of it.
        args: Its arguments.
        backend: The event loop's library; `"trio"` has to be
            installed.
        uvloop: Whether asyncio's loop is that of the package `uvloop`, on Windows `winloop`.

    Raises:
        ConfigurationError: There is no such event loop here, or one runs in this thread already.
    """
    import anyio

    from .call.transport.loop import running_loop

    if running_loop() is not None:
        raise ConfigurationError(
            "an event loop runs in this thread already, as in a notebook: "
            "await the function there, or use miro_async.sync"
        )
    if backend not in anyio.get_all_backends():
        raise ConfigurationError(f"backend is 'asyncio' or 'trio', not {backend!r}")
    if backend == "asyncio":
        if uvloop:
            _demand("winloop" if sys.platform == "win32" else "uvloop")
        return anyio.run(main, *args, backend_options={"use_uvloop": uvloop})
    if uvloop:
        raise ConfigurationError(f"uvloop is a loop of asyncio, not of {backend}")
    _demand(backend)
    return anyio.run(main, *args, backend=backend)


def _demand(package: str) -> None:
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise ConfigurationError(f"{package} is not installed: pip install {package}")
