"""Miro's authorization server, for one app: codes and refresh tokens in, tokens out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from ..call.operation import Operation
from ..call.pacing import Pacer
from ..call.raw import RECORDED
from ..call.send import Outgoing, Sender
from ..call.slots import Slots
from ..call.wiring import CallOptions, Lane
from ..errors import (
    APIError,
    BadRequestError,
    CodeRejectedError,
    ConfigurationError,
    DecodeError,
    RefreshRejectedError,
    UnauthorizedError,
)
from ..secret import Secret
from .token import Token
from .works import Works

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..call.connections import Connections
    from ..call.transport.protocol import Response
    from .identity import Identity
    from .messages import TokenRequest

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

LONGEST = 20.0
"""Seconds that a request for a token may take, all its tries together.

Less than the lease of a lock on the token, so that the lock holds until the token is saved.
"""

_LONGEST_WAIT = 10.0
_REFUSALS = {"invalid_grant", "oauthError"}
"""What the endpoint says to a code or refresh token that is no good: RFC 6749's, and Miro's."""

# A code is good for one try. To use a refresh token twice does no harm: if the first try took it,
# and its answer was lost, there is no way to the new tokens in any case.
EXCHANGE: Operation[None] = Operation(
    id="exchange-code", group="oauth", name="exchange", method="POST", path="/v1/oauth/token"
)
REFRESH: Operation[None] = Operation(
    id="refresh-token",
    group="oauth",
    name="refresh",
    method="POST",
    path="/v1/oauth/token",
    retry="safe",
)
REVOKE: Operation[None] = Operation(
    id="revoke-token-v2",
    group="oauth",
    name="revoke",
    method="POST",
    path="/v2/oauth/revoke",
    retry="delete",
)


class OAuth:
    """The token endpoint, and the one that revokes; no secret is ever part of an address."""

    def __init__(
        self, connections: Connections, options: CallOptions, base_url: str, app: Identity
    ) -> None:
        self._connections = connections
        self._sender = Sender(connections, _for_tokens(options))
        self._base_url = base_url
        self._app = app
        self.works: Works = Works()

    async def exchange(self, code: Secret, code_verifier: Secret | None) -> Token:
        """Give the tokens for a code.

        Raises:
            CodeRejectedError: Miro does not take the code.
            MiroError: As all calls do.
        """
        form = self._request().for_code(code, self._app.redirect_url, code_verifier)
        secrets = [code] if code_verifier is None else [code, code_verifier]
        try:
            return await self._token(EXCHANGE, form, secrets, None)
        except APIError as error:
            _demand_known_client(error)
            if _is_refusal(error):
                raise CodeRejectedError(
                    "Miro does not take the code: it may be used, older than 10 minutes, or of "
                    f"another redirect URL than this app's ({_said(error)})"
                ) from error
            raise

    async def refresh(self, token: Token) -> Token:
        """Give the tokens that follow these, which are void from then on.

        Raises:
            RefreshRejectedError: Miro does not take the refresh token.
            MiroError: As all calls do.
        """
        assert token.refresh_token is not None
        form = self._request().for_refresh(token.refresh_token)
        try:
            return await self._token(
                REFRESH, form, [token.refresh_token, token.access_token], token
            )
        except APIError as error:
            _demand_known_client(error)
            if _is_refusal(error):
                raise RefreshRejectedError(
                    f"Miro does not take the refresh token any more ({_said(error)}): the user has "
                    "to authorize the app again, unless it is the app's secret that is wrong",
                    user_id=token.user_id,
                ) from error
            raise

    async def revoke(self, token: Token) -> None:
        """End an access token and its refresh token.

        Raises:
            NotFoundError: Miro does not know the token, or not this app.
            MiroError: As all calls do.
        """
        body = Secret(
            json.dumps(
                {
                    "accessToken": token.access_token.reveal(),
                    "clientId": self._app.client_id,
                    "clientSecret": self._app.client_secret.reveal(),
                }
            )
        )
        await self._send(REVOKE, body, JSON, [token.access_token])

    def _request(self) -> TokenRequest:
        # Here, and not at the top: Authlib is large, and a token is good for an hour.
        from .messages import TokenRequest

        return TokenRequest(self._app.client_id, self._app.client_secret)

    async def _token(
        self,
        operation: Operation[None],
        form: Secret,
        secrets: Sequence[Secret],
        before: Token | None,
    ) -> Token:
        asked = self._connections.clock.time()
        response = await self._send(operation, form, FORM, secrets)
        token = _read(response.body, before, asked)
        if token is None:
            raise DecodeError(
                operation=operation.id,
                call=operation.call,
                path="",
                reason="it has no token in it that could be used",
            )
        return token

    async def _send(
        self, operation: Operation[None], body: Secret, media_type: str, secrets: Sequence[Secret]
    ) -> Response:
        lane = Lane(
            url=self._base_url,
            token=None,
            media_type=JSON,
            pacer=Pacer(clock=self._connections.clock, enabled=False),
            slots=Slots(1),
        )
        call = Outgoing(
            operation=operation,
            lane=lane,
            url=f"{self._base_url}{operation.path}",
            cost=0,
            content=body.reveal().encode(),
            media_type=media_type,
            secrets=[self._app.client_secret, *secrets],
        )
        before = RECORDED.set(None)  # these answers are nobody's to see
        try:
            return await self._sender.send(call)
        finally:
            RECORDED.reset(before)


def _for_tokens(options: CallOptions) -> CallOptions:
    """Give the options of requests for tokens: heard by nobody, and not those of a single call.

    Who waits for a token has less time perhaps; but it comes too late for the next call only if it
    is cut short.
    """
    retry = options.retry
    return evolve(
        options,
        timeout=evolve(options.timeout, total=LONGEST),
        retry=evolve(
            retry, longest_wait=min(retry.longest_wait, _LONGEST_WAIT), repeat_unsafe=False
        ),
        hooks=(),
    )


def _read(body: bytes, before: Token | None, asked: float) -> Token | None:
    """Give the token in an answer; `None` if there is none.

    What only makes a token better known is taken where it makes sense, and else left out: a token
    that was thrown away for it would be lost.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict):
        return None
    said = cast("dict[str, Any]", answer)
    access = _usable(said.get("access_token"))
    if access is None:
        return None
    known = before or Token(access_token=access)
    scope = said.get("scope")
    return Token(
        access_token=access,
        refresh_token=_usable(said.get("refresh_token")) or known.refresh_token,
        expires_at=_moment(said.get("expires_in"), asked),
        user_id=_id(said.get("user_id")) or known.user_id,
        team_id=_id(said.get("team_id")) or known.team_id,
        scopes=scope.split() if isinstance(scope, str) else known.scopes,
    )


def _usable(value: object) -> Secret | None:
    """Give what can be sent in a header."""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        return None
    return Secret(value) if value and " " not in value else None


def _id(value: object) -> str | None:
    """Give an id, which came as a number once."""
    return str(value) if isinstance(value, str | int) and value else None


def _moment(expires_in: object, asked: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(asked + float(cast("Any", expires_in)), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None  # Miro's 401 will tell


def _demand_known_client(error: APIError) -> None:
    if error.code in {"invalid_client", "unauthorized_client"}:
        raise ConfigurationError(
            f"Miro does not take the client id and secret of this app ({_said(error)})"
        ) from error


def _is_refusal(error: APIError) -> bool:
    """Tell whether the endpoint itself said no, and not some machine on the way to it."""
    return isinstance(error, (BadRequestError, UnauthorizedError)) and error.code in _REFUSALS


def _said(error: APIError) -> str:
    return f"{error.status} {error.message or error.code or 'without a message'}"
