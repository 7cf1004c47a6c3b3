"""What clients hand on by keyword: once for all that take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence

    from .call.hooks import Hooks
    from .call.pacing_store import PacingStore
    from .call.retry import RetryPolicy
    from .call.tokens import TokenSource
    from .call.transport.choose import HttpClient
    from .call.transport.protocol import Transport
    from .clock import Clock
    from .models import BoardPolicy
    from .options import Limits, Timeout


class ClientOptions(TypedDict, total=False):
    """The keyword arguments of `MiroApi`, which tells what each of them means."""

    base_url: str
    scim_token: TokenSource | None
    scim_base_url: str
    timeout: Timeout | None
    retry: RetryPolicy | None
    pacing: bool | PacingStore
    limits: Limits | None
    proxy: str | None
    ssl_context: ssl.SSLContext | None
    http_client: HttpClient | None
    transport: Transport | None
    json: Literal["json", "orjson"]
    headers: Mapping[str, str] | None
    hooks: Hooks | Sequence[Hooks]
    user_agent: str | None
    clock: Clock | None


class NewBoard(TypedDict, total=False):
    """The keyword arguments of `boards.create`, but for the name of the board."""

    description: str | None
    policy: BoardPolicy | Mapping[str, object] | None
    team_id: str | None
    project_id: str | None
