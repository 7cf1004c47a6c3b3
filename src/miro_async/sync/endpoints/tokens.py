"""Access tokens: whose they are, and ending them.

Without `await`: `miro_async.endpoints.tokens` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.tokens import GET_INFO, REVOKE, REVOKE_V1

if TYPE_CHECKING:
    from ...models import TokenInfo
    from ..caller import Caller


class Tokens:
    """Access tokens: whose they are, and ending them."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get_info(self) -> TokenInfo:
        """Get whose token this is: its user, team, organization and scopes.

        `GET /v1/oauth-token`

        For an invalid token Miro documents 400 here, not 401. `organization` may be missing.

        Errors: 400 `BadRequestError`.
        """
        return self._caller.call(GET_INFO)

    def revoke(self, *, access_token: str, client_id: str, client_secret: str) -> None:
        """Revoke an access token together with its refresh token.

        `POST /v2/oauth/revoke`

        The app stays installed for the user.

        Args:
            access_token: The access token to revoke.
            client_id: Client id of the app.
            client_secret: Client secret of the app.

        Errors: 404 `NotFoundError`.
        """
        self._caller.call(
            REVOKE,
            body={
                "accessToken": access_token,
                "clientId": client_id,
                "clientSecret": client_secret,
            },
        )

    def revoke_v1(self, *, access_token: str) -> None:
        """Revoke an access token by the old route; prefer `tokens.revoke`.

        `POST /v1/oauth/revoke` · deprecated

        The token travels in the URL, where proxies and logs can record it. The refresh token ends
        too, and the app stays installed.

        Args:
            access_token: The access token to revoke.

        Errors: 400 `BadRequestError`.
        """
        self._caller.call(REVOKE_V1, query={"access_token": access_token})
