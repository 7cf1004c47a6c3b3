"""The sandbox: a `Transport` with a Miro behind it."""

from __future__ import annotations

from contextlib import aclosing, asynccontextmanager, contextmanager
from threading import RLock
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from anyio.lowlevel import checkpoint

from ..call.transport.protocol import Request, StreamedResponse
from ..errors import InvalidArgumentError
from .access import PLANS
from .arguments import demand_one_of, demand_positive, known_scopes, several
from .call import FORM
from .calls import Calls
from .clock import Clock
from .delivery import begun, pieces, whole
from .disturbing import disturbed
from .errors import Refusal
from .faults import Faults
from .handlers.oauth import CONSENT
from .limits import CREDITS_A_MINUTE
from .oauth import EXPIRES_IN, SCOPES, App, new_client_id, new_client_secret
from .router import operation_key
from .seeds import Seeds
from .service import Service
from .state.beginning import first_state

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator, Iterable
    from os import PathLike
    from typing import Self

    from ..call.transport.protocol import Response
    from .access import Plan
    from .state import State


class Sandbox(Seeds):
    """A local Miro in this process: `MiroApi(sandbox.token, transport=sandbox)`.

    It starts with one user, whose token is `token`, in one team, and no boards. That user is an
    administrator of the organization. Time is `clock`: with a `Clock` that stands still nothing
    changes by itself, and `clock.advance(61)` begins a new minute of credits.

    One app is registered, which can be authorized and gets tokens that expire and are refreshed as
    Miro's are. Its users may be asked at `/oauth/authorize`; `authorize()` does without a browser.

    Args:
        clock: The time; by default the system's.
        credits_a_minute: What each user of each app may spend in a minute.
        client_id: Client id of the app; by default a random one.
        client_secret: Client secret of the app; by default a random one.
        redirect_urls: The redirect URLs of the app, which requests have to match exactly; by
            default any address of the web will do.
        scopes: The scopes of the app, by default all. A call for which they do not suffice is
            refused.
        expiring_tokens: Whether the app's access tokens expire, and come with a refresh token.
        expires_in: Seconds for which they work.
        plan: The plan of the organization: `free`, `starter`, `business`, `enterprise`, or
            `enterprise_guard`, which has everything.

    Raises:
        InvalidArgumentError: There is no such plan or scope, or a figure is not positive.
    """

    def __init__(  # noqa: PLR0913 - what the service and the app are like, each by keyword
        self,
        *,
        clock: Clock | None = None,
        credits_a_minute: int = CREDITS_A_MINUTE,
        client_id: str | None = None,
        client_secret: str | None = None,
        redirect_urls: Iterable[str] = (),
        scopes: Iterable[str] = SCOPES,
        expiring_tokens: bool = True,
        expires_in: int = EXPIRES_IN,
        plan: Plan = "enterprise_guard",
    ) -> None:
        demand_one_of(plan, "plan", PLANS)
        demand_positive(credits_a_minute, "credits_a_minute")
        demand_positive(expires_in, "expires_in")
        app = App(
            client_id=client_id or new_client_id(),
            client_secret=client_secret or new_client_secret(),
            redirect_urls=several(redirect_urls, "redirect_urls"),
            scopes=known_scopes(scopes),
            expires_in=expires_in if expiring_tokens else None,
        )
        self._lock = RLock()  # the socket's thread and the test's may call at once
        self.clock: Clock = clock or Clock()
        self._begin(first_state(self.clock, app, plan), credits_a_minute)
        self.token: str = self.new_token(self.user_ids[0])
        self.faults: Faults = Faults(self._service.operations)
        self.calls: Calls = Calls()

    @property
    def scim_token(self) -> str:
        """The token of SCIM: `MiroApi(..., scim_token=sandbox.scim_token)`."""
        return self._state.scim_token

    @property
    def credits_spent(self) -> int:
        """Credits that all calls of all users have cost so far, but for those of SCIM."""
        return self._service.limits.spent

    @property
    def refreshes(self) -> int:
        """How often a refresh token was taken, and a new pair given for it."""
        return self._state.grants.refreshes

    @property
    def refused_refreshes(self) -> int:
        """How often a refresh token was refused: used before, expired, revoked, or never known."""
        return self._state.grants.refused_refreshes

    def authorize(self, url: str, *, user: str | None = None, allow: bool = True) -> str:
        """Do what somebody does on the consent page, and give the URL that they are led to.

        Args:
            url: The authorization URL to which the app sends a browser, on whatever host.
            user: The id of the user who decides; by default the first one.
            allow: Whether they press "Allow", or "Deny".

        Raises:
            InvalidArgumentError: The URL leads to no redirect, or there is no such user.
        """
        chosen = {"user": user or self.user_ids[0], "decision": "allow" if allow else "deny"}
        form = urlencode(chosen).encode()
        request = Request(method="POST", url=url, headers={"content-type": FORM}, body=form)
        visit = self._service.receive(request)
        try:
            if visit.operation and visit.key != operation_key(CONSENT):
                raise InvalidArgumentError("this is no authorization URL: its path is another")
            with self._lock:
                response = self._service.carry_out(visit)
        except Refusal as refusal:
            raise InvalidArgumentError(f"this leads to no redirect: {refusal.message}") from None
        return response.headers["location"]

    def save(self, path: str | PathLike[str]) -> None:
        """Write all that it remembers to a JSON file, but for `calls` and `faults`.

        The file has the tokens and the secrets of the apps in it, and only its owner can read it.

        Raises:
            ConfigurationError: It cannot be written. A file that was there is then as it was.
        """
        from .saved import Saved, dump, write

        with self._lock:
            service = self._service
            saved = Saved(
                token=self.token,
                state=self._state,
                limits=service.limits,
                scim_limits=service.scim_limits,
            )
            text = dump(saved, self.clock)
        write(path, text)

    @classmethod
    def load(cls, path: str | PathLike[str], *, clock: Clock | None = None) -> Self:
        """Give a sandbox that goes on where another one was saved: with its tokens, ids and time.

        Args:
            path: The file.
            clock: The time; by default that of the saved one. If it stood still, it still does.

        Raises:
            ConfigurationError: The file cannot be read, or is no sandbox's; the message says why.
        """
        from .saved import read

        saved, clock = read(path, clock)
        sandbox = cls(clock=clock)
        sandbox._begin(saved.state, saved.limits.budget)
        sandbox._service.limits = saved.limits
        sandbox._service.scim_limits = saved.scim_limits
        sandbox.token = saved.token
        return sandbox

    def reset(self) -> None:
        """Forget all that was done since it was new. Its first app, `token` and ids are the same.

        Other apps, users and tokens are gone, as are `calls` and `faults`. Time goes on.
        """
        with self._lock:
            state, app = self._state, self._first_app
            fresh = first_state(self.clock, app, state.organization.plan)
            self._begin(fresh, self._service.limits.budget)
            self.token = self.new_token(self.user_ids[0])
            self.faults.clear()
            self.calls.clear()

    async def send(self, request: Request) -> Response:
        """Answer a request as Miro would."""
        await checkpoint()  # before the work: a call that is cancelled here has done nothing
        return await whole(self.answer(request), request, self.clock)

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncGenerator[StreamedResponse]:
        """Answer a request as Miro would, piece by piece."""
        await checkpoint()
        response = await begun(self.answer(request), request, self.clock)
        async with aclosing(pieces(response)) as chunks:
            yield StreamedResponse(status=response.status, headers=response.headers, chunks=chunks)

    async def aclose(self) -> None:
        """Keep everything: a sandbox outlives the clients that talk to it."""

    def answer(self, request: Request) -> Response:
        """Answer a request as Miro would, at once; a `Disturbed` one does not arrive like that."""
        with self._lock:
            visit = self._service.receive(request)
            at = self.clock.now()
            waiting = self.faults.waiting_for(visit.key)
            answered, fault = disturbed(self._service, visit, waiting)
            if fault:
                self.faults.count(fault)
            self.calls.add(visit, answered, at, fault)
            return answered.response

    def _begin(self, state: State, credits_a_minute: int) -> None:
        self._state = state
        self._service = Service(state, credits_a_minute)


@contextmanager
def held(sandbox: Sandbox) -> Generator[Service]:
    """Give what is behind the answers, which stands still meanwhile; the page looks at it."""
    with sandbox._lock:  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] # of this module
        yield sandbox._service  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
