"""Connections to uvicorn that the sandbox can cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from .application import CUT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping


class CuttableConnection(H11Protocol):
    """Gives the application what cuts its connection, as the ASGI extension `miro_async.cut`."""

    def connection_made(self, transport: Any) -> None:
        """Take over the connection."""
        super().connection_made(transport)
        application = self.app

        async def with_cut(
            scope: MutableMapping[str, Any],
            receive: Callable[[], Awaitable[Any]],
            send: Callable[[Any], Awaitable[None]],
        ) -> None:
            """Run the application with the extension in its scope."""
            scope["extensions"] = {**scope.get("extensions", {}), CUT: transport.abort}
            await application(scope, receive, send)

        self.app = with_cut
