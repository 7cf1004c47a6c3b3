"""Who has authorized the app, and what keeps their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import (
    AuthorizationError,
    ConfigurationError,
    DecodeError,
    InvalidArgumentError,
    NotAuthorizedError,
    TokenNotSavedError,
)
from .oauth import EXCHANGE
from .place import Place
from .single_user import PLACE, SingleUser
from .storage.official import OfficialStorage
from .user_tokens import UserTokens
from .users import Users

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import EllipsisType

    from ..call.hooks import OnRefresh
    from ..call.wiring import Wiring
    from ..secret import Secret
    from .oauth import OAuth
    from .storage.protocol import TokenStorage
    from .token import Token


class Authorizations:
    """The users of an app, the single one among them.

    A storage of the official library's kind has one place, and no users.
    """

    def __init__(  # noqa: PLR0913 - what the tokens of all users share
        self,
        storage: TokenStorage,
        oauth: OAuth,
        wiring: Wiring,
        *,
        leeway: float,
        listeners: Sequence[OnRefresh],
        client_id: str,
    ) -> None:
        self._storage = storage
        self._oauth = oauth
        self._wiring = wiring
        self._leeway = leeway
        self._listeners = listeners
        self._client_id = client_id
        self._unsaved: dict[str, UserTokens] = {}
        self._users = Users(lambda user_id: wiring.for_another(self._tokens_at(user_id)))
        self._single_user = SingleUser(storage)
        self._only = self._tokens_at("") if isinstance(storage, OfficialStorage) else None

    def wiring(self, user_id: str) -> Wiring:
        """Give what all calls of a user share.

        Raises:
            InvalidArgumentError: This cannot be the id of a user.
            ConfigurationError: The storage is for one user.
        """
        return self._users.wiring(self._checked(user_id))

    async def find(self, user_id: str | EllipsisType) -> UserTokens:
        """Give what keeps the token of a user, or of the single one.

        Raises:
            NotAuthorizedError: Nobody has authorized the app.
            ConfigurationError: Several users have.
        """
        if user_id is not ...:
            return self._users.tokens(self._checked(user_id))
        if self._only is not None:
            return self._only
        return self._users.tokens(await self._single_user.user_id())

    def look_again(self) -> None:
        """Look into the storage for the single user, next time."""
        self._single_user.look_again()

    async def exchange(self, code: Secret, verifier: Secret | None, *, alone: bool) -> Token:
        """Get the tokens for a code, and keep them; `alone`: for the single user."""
        token = await self._oauth.works.carry_out(self._exchange, code, verifier, alone=alone)
        if token.user_id is not None and self._only is None:
            await self._single_user.write_down()
        return token

    async def _exchange(self, code: Secret, verifier: Secret | None, *, alone: bool) -> Token:
        token = await self._oauth.exchange(code, verifier)
        if self._only is not None:
            await self._only.authorize(token)
        elif token.user_id is not None:
            self._single_user.came(token.user_id, alone=alone)
            await self._users.tokens(token.user_id).authorize(token)
        else:
            raise DecodeError(
                operation=EXCHANGE.id,
                call=EXCHANGE.call,
                path="user_id",
                reason="it does not say whose token it is",
            )
        return token

    async def is_authorized(self, user_id: str | EllipsisType) -> bool:
        """Tell whether there is a token that is good, or can be refreshed."""
        try:
            return await (await self.find(user_id)).is_authorized()
        except NotAuthorizedError:
            return False

    async def revoke(self, user_id: str | EllipsisType) -> None:
        """Have Miro end a user's tokens, and remove them."""
        tokens = await self.find(user_id)
        await tokens.revoke()
        await self._forgotten(tokens)

    async def forget(self, user_id: str | EllipsisType) -> None:
        """Remove a user's tokens, if there are any."""
        try:
            tokens = await self.find(user_id)
        except NotAuthorizedError:
            return
        await tokens.forget()
        await self._forgotten(tokens)

    async def close(self) -> None:
        """Wait for the requests for tokens that are under way, and save what is not saved yet.

        Raises:
            TokenNotSavedError: Some tokens still cannot be saved; it has all of these.
        """
        from anyio import create_task_group

        await self._oauth.works.close()
        unsaved = list(self._unsaved.values())
        lost: dict[str, Token] = {}
        async with create_task_group() as tasks:
            for tokens in unsaved:
                tasks.start_soon(_save, tokens, lost)
        await self._single_user.write_down()
        if lost:
            raise TokenNotSavedError(
                f"new tokens could not be saved, of users: {len(lost)}. `tokens` of this error has "
                "them, and nobody else does",
                lost,
            )
        for tokens in unsaved:
            await tokens.tell()

    async def _forgotten(self, tokens: UserTokens) -> None:
        if self._only is None:
            await self._single_user.forgotten(tokens.user_id)

    def _checked(self, user_id: str) -> str:
        if self._only is not None:
            raise ConfigurationError(
                "a storage of the official library's kind is for one user: use miro.api, or give "
                "a TokenStorage for several"
            )
        if not _is_id(user_id):
            raise InvalidArgumentError(f"{user_id!r} is no id of a user")
        return user_id

    def _tokens_at(self, user_id: str) -> UserTokens:
        # What is not saved has to be found again, however many other users came since.
        return self._unsaved.get(user_id) or UserTokens(
            Place(self._storage, user_id),
            self._oauth,
            clock=self._wiring.connections.clock,
            leeway=self._leeway,
            listeners=self._listeners,
            all_unsaved=self._unsaved,
            pacing_key=f"{self._client_id}:{user_id}",
        )


def _is_id(user_id: object) -> bool:
    """Tell whether this can name a user; `None` does not, as it would come from no session."""
    return isinstance(user_id, str) and user_id not in {"", PLACE}


async def _save(tokens: UserTokens, lost: dict[str, Token]) -> None:
    try:
        await tokens.save()
    except TokenNotSavedError as error:
        lost |= error.tokens
    except AuthorizationError:
        return  # others have removed it since
