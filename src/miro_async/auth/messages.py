"""The messages of OAuth, as Authlib makes them; no other module of ours knows Authlib.

It makes messages only: our own call path sends them. One object for each exchange, as Authlib keeps
what belongs to an exchange in it. The client's secret goes into the form (`client_secret_post`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

# Authlib describes the types of some of its functions only.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
from authlib.common.security import generate_token
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from ..secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_STATE_LENGTH = 43  # of 62 characters each: 256 bits
_VERIFIER_LENGTH = 64


def new_state() -> str:
    """Give a random text that nobody can guess."""
    return generate_token(_STATE_LENGTH)


def new_code_verifier() -> str:
    """Give a random verifier for PKCE (RFC 7636, 4.1)."""
    return generate_token(_VERIFIER_LENGTH)


def authorization_url(  # noqa: PLR0913 - each is one parameter of the URL
    url: str,
    *,
    client_id: str,
    redirect_url: str,
    state: str | None,
    team_id: str | None,
    code_verifier: str | None,
) -> str:
    """Give the address at which a user decides whether to authorize the app (RFC 6749, 4.1.1)."""
    challenge: Mapping[str, str] = {}
    if code_verifier is not None:
        hashed = cast("Callable[[str], str]", create_s256_code_challenge)(code_verifier)
        challenge = {"code_challenge": hashed, "code_challenge_method": "S256"}
    return cast("Callable[..., str]", prepare_grant_uri)(
        url,
        client_id=client_id,
        response_type="code",
        redirect_uri=redirect_url,
        state=state,
        team_id=team_id,
        **challenge,
    )


class TokenRequest:
    """One request to the token endpoint; what it gives is the body, secrets and all."""

    def __init__(self, client_id: str, client_secret: Secret) -> None:
        self._client_id = client_id
        self._client_secret = client_secret

    def for_code(self, code: Secret, redirect_url: str, code_verifier: Secret | None) -> Secret:
        """Give the form that exchanges a code for tokens (RFC 6749, 4.1.3)."""
        return self._form(
            prepare_token_request(
                "authorization_code",
                code=code.reveal(),
                redirect_uri=redirect_url,
                code_verifier=None if code_verifier is None else code_verifier.reveal(),
            )
        )

    def for_refresh(self, refresh_token: Secret) -> Secret:
        """Give the form that exchanges a refresh token for new tokens (RFC 6749, 6)."""
        return self._form(
            prepare_token_request("refresh_token", refresh_token=refresh_token.reveal())
        )

    def _form(self, body: str) -> Secret:
        client = ClientAuth(self._client_id, self._client_secret.reveal(), "client_secret_post")
        prepare = cast("Callable[..., tuple[str, object, str]]", client.prepare)
        return Secret(prepare("POST", "", {}, body)[2])
