"""From a request to its answer: the way of every call, and what can stop it on the way."""

from __future__ import annotations

from functools import cache
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, urlsplit

from attrs import evolve, frozen

from .access import demand_access
from .call import Call
from .errors import NOT_PROVIDED, NOT_VALID, Refusal, no_endpoint, no_token, too_many_requests
from .handlers import HANDLERS
from .handlers.board_exports import ARCHIVE_OPERATION
from .handlers.files import RESOURCE_OPERATIONS, SIGNED_OPERATION
from .handlers.oauth import OAUTH_OPERATIONS, OPEN
from .journal import noted
from .limits import SCIM_CREDITS, SCIM_WINDOW_SECONDS, WINDOW_SECONDS, Limits
from .pricing import cost_of
from .router import Router, operation_key
from .state import ADMIN, User
from .visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call.operation import Operation
    from ..call.transport.protocol import Request, Response
    from .oauth import Grant
    from .router import Route
    from .state import State

_SIGNED_OPERATIONS = (SIGNED_OPERATION, ARCHIVE_OPERATION)
_SIGNED = {operation_key(operation) for operation in _SIGNED_OPERATIONS}
UNAUTHORIZED, TOO_MANY_REQUESTS = 401, 429


@frozen(kw_only=True)
class Answered:
    """What became of a visit; `call` is what the operation was given, if it came to that."""

    response: Response
    user: User | None
    call: Call | None
    cost: int


class Service:
    """Answers requests out of a state."""

    def __init__(self, state: State, credits_a_minute: int) -> None:
        self.state = state
        self.limits: Limits = Limits(state.clock, credits_a_minute, WINDOW_SECONDS)
        self.scim_limits: Limits = Limits(state.clock, SCIM_CREDITS, SCIM_WINDOW_SECONDS)
        self._router = _router()

    @property
    def operations(self) -> Mapping[str, Operation[object]]:
        """All that can be asked for, by name."""
        return self._router.operations

    def receive(self, request: Request) -> Visit:
        """Find out what a request asks for."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        content_type = headers.get("content-type", "")
        found: Route | Refusal
        url = urlsplit("")
        try:
            url = urlsplit(request.url)
            found = self._router.find(request.method, url.path, _last(url.query), content_type)
        except Refusal as refusal:
            found = refusal
        except ValueError:  # such as half an IPv6 address
            found = no_endpoint(request.method, "")
        return Visit(request=request, url=url, headers=headers, found=found)

    def answer(self, visit: Visit, instead: Refusal | None = None) -> Answered:
        """Carry out what is asked, or refuse it `instead`, where such a refusal has its place."""
        user: User | None = None
        call: Call | None = None
        key, cost = None, 0
        limits = self.limits
        try:
            if visit.route.operation.api == "scim":
                limits = self.scim_limits
            if instead and instead.status == UNAUTHORIZED:
                raise instead
            user, grant = self._caller(visit)
            key = _limit_key(user, grant)
            call = self._call(visit, user, grant)
            cost = cost_of(call)
            exhausted = instead is not None and instead.status == TOO_MANY_REQUESTS
            if exhausted or not limits.charge(key, cost):
                cost = 0
                raise too_many_requests()
            demand_access(call)
            if instead:
                raise instead
            response = noted(HANDLERS[visit.key], call)
            user.last_activity_at = self.state.clock.stamp()
            if grant:
                self.state.usage_of(grant.client_id).count_call(user.id, self.state.today)
        except Refusal as refusal:
            response = refusal.answer(visit.family)
        response = evolve(response, headers={**response.headers, **limits.headers(key)})
        return Answered(response=response, user=user, call=call, cost=cost)

    def give_back(self, answered: Answered) -> None:
        """Give back what a call has cost, as if it had not come."""
        call = answered.call
        if call:
            limits = self.scim_limits if call.operation.api == "scim" else self.limits
            limits.give_back(_limit_key(call.user, call.grant), answered.cost)

    def carry_out(self, visit: Visit) -> Response:
        """Carry out what is asked as nobody, whatever it costs. Raises `Refusal`."""
        call = self._call(visit, _nobody(), None)
        return HANDLERS[visit.key](call)

    def _caller(self, visit: Visit) -> tuple[User, Grant | None]:
        operation, token = visit.route.operation, visit.token
        if visit.key in _SIGNED:
            return _nobody(), None  # whose token comes along says nothing
        if operation.api == "scim":
            if compare_digest(token.encode(errors="replace"), self.state.scim_token.encode()):
                id_ = self.state.provisioner_id
                return User(id=id_, name="SCIM", email="", created_at="", role=ADMIN), None
            raise no_token(NOT_VALID if token else NOT_PROVIDED)
        grant = self.state.grants.alive(token)
        user = self.state.users[grant.user_id] if grant else None
        if user and user.active:
            return user, grant
        if visit.key in OPEN:
            return _nobody(), None
        raise no_token(NOT_VALID if token else NOT_PROVIDED)

    def _call(self, visit: Visit, user: User, grant: Grant | None) -> Call:
        route, url = visit.route, visit.url
        return Call(
            operation=route.operation,
            ids=route.ids,
            query=_last(url.query),
            values=parse_qs(url.query, keep_blank_values=True),
            token=visit.token,
            content_type=visit.content_type,
            body=visit.request.body,
            origin=f"{url.scheme}://{url.netloc}",
            user=user,
            grant=grant,
            state=self.state,
        )


@cache  # what can be asked for is the same in every sandbox
def _router() -> Router:
    from ..endpoints import operations

    undescribed = (*RESOURCE_OPERATIONS, *_SIGNED_OPERATIONS, *OAUTH_OPERATIONS)
    return Router((*operations(), *undescribed))


def _nobody() -> User:
    return User(id="", name="", email="", created_at="")


def _limit_key(user: User, grant: Grant | None) -> str:
    return f"{grant.client_id} {user.id}" if grant else user.id


def _last(query: str) -> dict[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True))
