"""`Miro`: an app that users authorize, and that calls the REST API for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from .client import MiroApi
from .errors import ConfigurationError, InvalidArgumentError
from .once import once
from .secret import Secret
from .settings import API_URL, checked_url

if TYPE_CHECKING:
    from types import EllipsisType, TracebackType
    from typing import Unpack

    from .auth.authorizations import Authorizations
    from .auth.identity import Identity
    from .auth.storage.official import OfficialStateStorage
    from .auth.storage.protocol import TokenStorage
    from .auth.token import Token
    from .call.tokens import TokenSource
    from .call.wiring import CallOptions, Wiring
    from .client_options import ClientOptions

AUTHORIZE_URL = "https://miro.com/oauth/authorize"


class Miro:
    """An OAuth app: users authorize it, and it calls Miro's REST API for each of them.

        async with Miro(storage=SqlStorage(engine)) as miro:
            url, state = miro.authorization_url()  # keep the state, send the browser to the url
            ...
            token = await miro.exchange_code_for_access_token(redirected_url, state=state)
            api = miro.as_user(token.user_id)

    Tokens are refreshed shortly before they expire, by the call that needs one, and exactly once
    for all tasks, threads, processes and hosts that share a storage with a lock; each thread and
    each event loop has a `Miro` of its own. All users share one HTTP client, which is made on first
    use and closed by `async with` or `aclose()`; what is given, storage included, stays open.

    Args:
        client_id: The app's id; by default that of `MIRO_CLIENT_ID` in the environment.
        client_secret: The app's secret; by default that of `MIRO_CLIENT_SECRET`.
        redirect_url: Where Miro sends browsers back to, exactly as the app's settings have it; by
            default that of `MIRO_REDIRECT_URL`.
        storage: Where the tokens are kept; by default in the memory of this object. Or an object
            of the official library's kind (`get()` and `set(state)`, not async), for one user.
        leeway: How many seconds before it expires a token is refreshed.
        authorize_url: Where users authorize apps; by default that of Miro, or of the sandbox at
            `base_url`.
        options: The other arguments of `MiroApi`, by keyword. `base_url` is where the token
            endpoint is, too. `timeout` is for calls of the API; for tokens it is 20 seconds in all
            at most. `pacing` counts the credits of each user. `limits` has as many calls of one
            user under way at once as there are connections. Of `hooks`, `refresh` hears of
            refreshed tokens; requests for tokens are told to nobody, as they carry the secrets.

    Raises:
        ConfigurationError: Something is missing, or cannot be right.
    """

    def __init__(  # noqa: PLR0913 - what an app can be told, each by keyword
        self,
        *,
        client_id: str | None = None,
        client_secret: str | Secret | None = None,
        redirect_url: str | None = None,
        storage: TokenStorage | OfficialStateStorage | None = None,
        leeway: float = 60.0,
        authorize_url: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        from .auth.identity import identity
        from .auth.single_user import SingleUserTokens
        from .auth.storage.official import adapted
        from .call.tokens import hide_scim_token

        # Before anything is refused: a traceback with locals shall not show the secrets.
        secret = None if client_secret is None else Secret.of(client_secret)
        client_secret = None
        hide_scim_token(options)
        if not leeway >= 0:
            raise ConfigurationError("leeway is in seconds, 0 or more")
        self._app: Identity = identity(client_id, secret, redirect_url)
        self._leeway = leeway
        base_url = checked_url(options.get("base_url", API_URL))
        self._authorize_url = _authorize_url(authorize_url, base_url)
        self._storage = adapted(storage)
        self._client = _Client(
            cast(
                "TokenSource", SingleUserTokens(lambda: self._authorizations, self._app.client_id)
            ),
            **options,
        )

    @property
    def auth_url(self) -> str:
        """Where a person authorizes the app who pastes the code into a script.

        Not for web applications: without a state, anybody can send a browser there that comes back
        with a code of their own. Those use `authorization_url()`.
        """
        return self._authorization_url(None, None, None)

    def authorization_url(
        self, *, team_id: str | None = None, code_verifier: str | None = None
    ) -> tuple[str, str]:
        """Make the address at which a user authorizes the app, and a random state.

            url, state = miro.authorization_url()

        Keep the state in the session of this browser, and nowhere else, until it comes back.

        Args:
            team_id: The team to propose to the user.
            code_verifier: A verifier of `new_code_verifier()`, for PKCE: keep it with the state.
        """
        from .auth.messages import new_state

        state = new_state()
        return self._authorization_url(state, team_id, code_verifier), state

    @staticmethod
    def new_code_verifier() -> str:
        """Make a random verifier for PKCE (RFC 7636), good for one login."""
        from .auth.messages import new_code_verifier

        return new_code_verifier()

    async def exchange_code_for_access_token(
        self,
        redirected_url: str | Secret,
        *,
        state: str | Secret | EllipsisType | None = ...,
        code_verifier: str | Secret | None = None,
    ) -> Token:
        """Get the token of the user who has just authorized the app, and keep it.

        `token.user_id` is who that is. Once begun, it goes on to its end, whoever is cancelled.

        Args:
            redirected_url: The whole address that Miro sent the browser to; or, in a script, the
                code by itself, which makes this user the only one for `miro.api`.
            state: The state that `authorization_url()` made for this browser, `None` if its session
                has none. Leave it out only for a code that a person pasted.
            code_verifier: The verifier that it was given, if it was.

        Raises:
            StateMismatchError: The state is not that of the address, or one of them is missing.
            AccessDeniedError: The user did not allow it.
            CodeRejectedError: Miro does not take the code.
            AuthorizationError: Miro did not give a code, for another reason.
            TokenNotSavedError: The storage failed; the token is used, and has to be saved yet.
            MiroError: As all calls do.
        """
        from .auth.redirect import code_of, is_bare_code, is_usable

        given, alone = Secret(Secret.of(redirected_url).reveal().strip()), state is ...
        expected = Secret.of(state) if isinstance(state, (str, Secret)) else None
        verifier = None if code_verifier is None else Secret.of(code_verifier)
        redirected_url = ""
        state = code_verifier = None
        alone = alone and is_bare_code(given)
        code = given if alone else code_of(given, expected)
        if not is_usable(code):
            raise InvalidArgumentError("this is no code")
        return await self._authorizations.exchange(code, verifier, alone=alone)

    @once
    def api(self) -> MiroApi:
        """The REST API for the app's single user.

        With several users its calls raise a `ConfigurationError`; use `as_user()` then.
        """
        return self._client.with_options()

    def as_user(self, user_id: str) -> MiroApi:
        """Give the REST API for a user who has authorized the app.

        It costs next to nothing, so it may be made for each request to a web application. It need
        not be closed. Its calls raise an `AuthorizationError` when there is no way to a token.

        Args:
            user_id: Miro's id of the user: `token.user_id` of the token that they came with.

        Raises:
            InvalidArgumentError: This cannot be the id of a user.
            ConfigurationError: The storage is one of the official library's kind, for one user.
        """
        return self._client.of(self._authorizations.wiring(user_id))

    async def is_authorized(self, user_id: str | EllipsisType = ...) -> bool:
        """Tell whether there is a token for the user that is good, or can be refreshed.

        Miro is not asked: a user who has removed the app there is found out by the next call.
        """
        return await self._authorizations.is_authorized(user_id)

    async def revoke_token(self, user_id: str | EllipsisType = ...) -> None:
        """Have Miro end a user's tokens, and forget them; the app stays installed.

        Raises:
            NotAuthorizedError: There is no token.
            NotFoundError: Miro does not know the token, or not this app. Nothing is forgotten;
                `forget()` does that.
            MiroError: As all calls do.
        """
        await self._authorizations.revoke(user_id)

    async def forget(self, user_id: str | EllipsisType = ...) -> None:
        """Remove a user's token from the storage and from memory, without a word to Miro.

        Other processes may use it until it expires; `revoke_token()` ends it at once.
        """
        await self._authorizations.forget(user_id)

    async def aclose(self) -> None:
        """Wait for refreshes under way, save what is not saved, and close the connections.

        Raises:
            TokenNotSavedError: There are tokens that still cannot be saved; it has them.
        """
        from .call.uninterrupted import uninterrupted

        await uninterrupted(self._aclose)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        app = vars(self).get("_app")  # not there in the traceback of its own constructor
        return f"Miro(client_id={app.client_id!r})" if app else "Miro()"

    def _authorization_url(
        self, state: str | None, team_id: str | None, code_verifier: str | None
    ) -> str:
        from .auth.messages import authorization_url

        return authorization_url(
            self._authorize_url,
            client_id=self._app.client_id,
            redirect_url=self._app.redirect_url,
            state=state,
            team_id=team_id,
            code_verifier=code_verifier,
        )

    async def _aclose(self) -> None:
        try:
            await self._authorizations.close()
        finally:
            await self._client.aclose()

    @once
    def _authorizations(self) -> Authorizations:
        # Here, and not in the constructor: a program that never calls should not pay for it.
        from .auth.authorizations import Authorizations
        from .auth.oauth import OAuth

        options = self._client.call_options
        wiring = self._client.wiring
        oauth = OAuth(wiring.connections, options, wiring.base_url, self._app)
        return Authorizations(
            self._storage,
            oauth,
            wiring,
            leeway=self._leeway,
            listeners=[one.refresh for one in options.hooks if one.refresh],
            client_id=self._app.client_id,
        )


class _Client(MiroApi):
    """The client of the single user; all others share what it has."""

    @property
    def wiring(self) -> Wiring:
        return self._wiring

    @property
    def call_options(self) -> CallOptions:
        return self._options()

    def of(self, wiring: Wiring) -> MiroApi:
        """Give the client of another user."""
        return self._derive(_wiring=wiring)


def _authorize_url(given: str | None, base_url: str) -> str:
    if given is not None:
        return checked_url(given)
    return AUTHORIZE_URL if base_url == API_URL else f"{base_url}/oauth/authorize"
