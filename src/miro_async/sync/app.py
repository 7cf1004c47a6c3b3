"""`Miro` without `await`: an app that users authorize, and that calls the REST API for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from .. import app
from ..once import once
from ..secret import Secret
from .client import MiroApi
from .portal import Portal

if TYPE_CHECKING:
    from types import EllipsisType, TracebackType
    from typing import Unpack

    from ..auth.token import Token
    from ..client_options import ClientOptions
    from .storage import AnyStorage


class Miro:
    """An OAuth app: users authorize it, and it calls Miro's REST API for each of them.

        miro = Miro(storage=FileStorage("tokens.json"))
        url, state = miro.authorization_url()  # keep the state, send the browser to the url
        ...
        token = miro.exchange_code_for_access_token(redirected_url, state=state)
        boards = miro.as_user(token.user_id).boards.list().collect()

    Arguments, results and errors are those of `miro_async.Miro`, which does the work in a thread
    beside. Threads may share an app. It is closed by `with`, by `close()`, or when the program
    ends.

    Args:
        client_id: The app's id; by default that of `MIRO_CLIENT_ID` in the environment.
        client_secret: The app's secret; by default that of `MIRO_CLIENT_SECRET`.
        redirect_url: Where Miro sends browsers back to; by default that of `MIRO_REDIRECT_URL`.
        storage: Where the tokens are kept; by default in the memory of this object. Those of
            `miro_async`, one with plain methods (`miro_async.sync.TokenStorage`), or one of the
            official library's kind.
        leeway: How many seconds before it expires a token is refreshed.
        authorize_url: Where users authorize apps.
        options: The other arguments of `miro_async.Miro`, by keyword.

    Raises:
        ConfigurationError: Something is missing, or cannot be right.
    """

    def __init__(  # noqa: PLR0913 - what an app can be told, each by keyword
        self,
        *,
        client_id: str | None = None,
        client_secret: str | Secret | None = None,
        redirect_url: str | None = None,
        storage: AnyStorage | None = None,
        leeway: float = 60.0,
        authorize_url: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        from ..call.tokens import hide_scim_token
        from .storage import adapted

        # Before anything is refused: a traceback with locals shall not show the secrets.
        secret = None if client_secret is None else Secret.of(client_secret)
        client_secret = None
        hide_scim_token(options)
        self._app: app.Miro = app.Miro(
            client_id=client_id,
            client_secret=secret,
            redirect_url=redirect_url,
            storage=adapted(storage),
            leeway=leeway,
            authorize_url=authorize_url,
            **options,
        )
        self._portal: Portal = Portal(self._app.aclose)

    @property
    def auth_url(self) -> str:
        """Where a person authorizes the app who pastes the code into a script.

        Not for web applications; those use `authorization_url()`.
        """
        return self._app.auth_url

    def authorization_url(
        self, *, team_id: str | None = None, code_verifier: str | None = None
    ) -> tuple[str, str]:
        """Make the address at which a user authorizes the app, and a random state.

        Keep the state in the session of this browser, and nowhere else, until it comes back.
        """
        return self._app.authorization_url(team_id=team_id, code_verifier=code_verifier)

    @staticmethod
    def new_code_verifier() -> str:
        """Make a random verifier for PKCE (RFC 7636), good for one login."""
        return app.Miro.new_code_verifier()

    def exchange_code_for_access_token(
        self,
        redirected_url: str | Secret,
        *,
        state: str | Secret | EllipsisType | None = ...,
        code_verifier: str | Secret | None = None,
    ) -> Token:
        """Get the token of the user who has just authorized the app, and keep it.

        `token.user_id` is who that is. Arguments and errors are those of
        `miro_async.Miro.exchange_code_for_access_token`.
        """
        url, redirected_url = Secret.of(redirected_url), ""
        expected = Secret(state) if isinstance(state, str) else state
        verifier = None if code_verifier is None else Secret.of(code_verifier)
        state = code_verifier = None
        return self._portal.call(
            self._app.exchange_code_for_access_token, url, state=expected, code_verifier=verifier
        )

    @once
    def api(self) -> MiroApi:
        """The REST API for the app's single user."""
        return MiroApi.of(self._app.api, self._portal)

    def as_user(self, user_id: str) -> MiroApi:
        """Give the REST API for a user who has authorized the app.

        It costs next to nothing, so it may be made for each request to a web application. It need
        not be closed.
        """
        return MiroApi.of(self._app.as_user(user_id), self._portal)

    def is_authorized(self, user_id: str | EllipsisType = ...) -> bool:
        """Tell whether there is a token for the user that is good, or can be refreshed."""
        return self._portal.call(self._app.is_authorized, user_id)

    def revoke_token(self, user_id: str | EllipsisType = ...) -> None:
        """Have Miro end a user's tokens, and forget them; the app stays installed."""
        self._portal.call(self._app.revoke_token, user_id)

    def forget(self, user_id: str | EllipsisType = ...) -> None:
        """Remove a user's token from the storage and from memory, without a word to Miro."""
        self._portal.call(self._app.forget, user_id)

    def close(self) -> None:
        """Wait for refreshes under way, save what is not saved, and close the connections.

        Raises:
            TokenNotSavedError: There are tokens that still cannot be saved; it has them.
        """
        self._portal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        miro = vars(self).get("_app")  # not there in the traceback of its own constructor
        return repr(miro) if miro else "Miro()"
