"""The sandbox: a `Transport` with a Miro behind it."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlsplit

from anyio.lowlevel import checkpoint
from attrs import evolve

from ..call.transport.protocol import StreamedResponse
from .bodies import read_json
from .call import Call
from .clock import Clock
from .errors import Refusal, no_token, not_served, too_many_requests
from .handlers import HANDLERS
from .handlers.files import RESOURCE_OPERATIONS, SIGNED_OPERATION
from .limits import CREDITS_A_MINUTE, Limits
from .router import Router, operation_key
from .state import State, User

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from ..call.transport.protocol import Request, Response
    from .router import Route

_NOBODY = User(id="", name="")
_PIECE = 64 * 1024


class Sandbox:
    """A local Miro in this process: `MiroApi(sandbox.token, transport=sandbox)`.

    It starts with one user, whose token is `token`, and no boards. Time is `clock`: with a `Clock`
    that stands still nothing changes by itself, and `clock.advance(61)` begins a new minute of
    credits.
    """

    def __init__(
        self, *, clock: Clock | None = None, credits_a_minute: int = CREDITS_A_MINUTE
    ) -> None:
        from ..endpoints import operations

        self.clock: Clock = clock or Clock()
        self._state = State(self.clock)
        self._limits = Limits(self.clock, credits_a_minute)
        self._router = Router([*operations(), *RESOURCE_OPERATIONS, SIGNED_OPERATION])
        self.token: str = self.add_user("Sandbox user")

    @property
    def credits_spent(self) -> int:
        """Credits that all calls of all users have cost so far."""
        return self._limits.credits_spent

    def add_user(self, name: str) -> str:
        """Make another user of the same team, and give an access token for them."""
        return self._state.issue_token(self._state.add_user(name))

    async def send(self, request: Request) -> Response:
        """Answer a request as Miro would."""
        await checkpoint()  # here and nowhere later: a call that is cancelled has done nothing
        return self.answer(request)

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncGenerator[StreamedResponse]:
        """Answer a request as Miro would, piece by piece."""
        response = await self.send(request)
        async with aclosing(_pieces(response.body)) as chunks:
            yield StreamedResponse(status=response.status, headers=response.headers, chunks=chunks)

    async def aclose(self) -> None:
        """Keep everything: a sandbox outlives the clients that talk to it."""

    def answer(self, request: Request) -> Response:
        """Answer a request as Miro would, at once."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        user: User | None = None
        try:
            route, query = self._route(request, headers)
            user = self._caller(route, headers)
            response = self._carry_out(self._call(request, headers, route, query, user))
        except Refusal as refusal:
            response = refusal.answer()
        budget = self._limits.headers(user.id if user else None)
        return evolve(response, headers={**response.headers, **budget})

    def _route(
        self, request: Request, headers: Mapping[str, str]
    ) -> tuple[Route, Mapping[str, str]]:
        url = urlsplit(request.url)
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        content_type = headers.get("content-type", "")
        return self._router.find(request.method, url.path, query, content_type), query

    def _caller(self, route: Route, headers: Mapping[str, str]) -> User:
        if route.operation is SIGNED_OPERATION:
            return _NOBODY
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise no_token("No authorization token was provided")
        user_id = self._state.tokens.get(token)
        if user_id is None:
            raise no_token("The authorization token is not valid")
        return self._state.users[user_id]

    def _call(
        self,
        request: Request,
        headers: Mapping[str, str],
        route: Route,
        query: Mapping[str, str],
        user: User,
    ) -> Call:
        url = urlsplit(request.url)
        return Call(
            operation=route.operation,
            ids=route.ids,
            query=query,
            content_type=headers.get("content-type", ""),
            body=request.body,
            origin=f"{url.scheme}://{url.netloc}",
            user=user,
            state=self._state,
        )

    def _carry_out(self, call: Call) -> Response:
        operation = call.operation
        handler = HANDLERS.get(operation_key(operation))
        if handler is None:
            raise not_served(operation.id, operation.group, operation.name)
        if not self._limits.charge(call.user.id, _cost(call)):
            raise too_many_requests()
        return handler(call)


async def _pieces(body: bytes) -> AsyncGenerator[bytes]:
    for start in range(0, len(body), _PIECE):
        await checkpoint()
        yield body[start : start + _PIECE]


def _cost(call: Call) -> int:
    each = call.operation.credits or 0
    return each * _items_in_body(call) if call.operation.per_item else each


def _items_in_body(call: Call) -> int:
    """Count what Miro counts in a bulk call; a body that is wrong costs as much as one item."""
    if call.content_type.startswith("multipart/"):
        return max(1, (call.body or b"").count(b'name="resource'))
    try:
        body = read_json(call.body or b"[]")
    except ValueError:
        return 1
    return max(1, len(cast("list[object]", body))) if isinstance(body, list) else 1
