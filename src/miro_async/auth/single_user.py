"""Which user `miro.api` speaks for, in an app that has one.

The storage says so at a place of its own, so that it is known after a restart. When a second user
authorizes the app it says that there are several: no call shall be made for somebody else.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ..call.tokens import Renewal, TokenKeeper
from ..errors import (
    AuthorizationError,
    ConfigurationError,
    NotAuthorizedError,
    TokenStorageError,
)
from .place import Place
from .token import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..secret import Secret
    from .authorizations import Authorizations
    from .storage.protocol import TokenStorage

logger: logging.Logger = logging.getLogger("miro_async")

PLACE = "@single-user"
"""Where the storage says who it is; no id of Miro's begins so."""

_NO_TOKEN = "see-user-id"  # noqa: S105 - what stands where a token would stand


class SingleUser:
    """The user of an app that has one."""

    def __init__(self, storage: TokenStorage) -> None:
        self._place = Place(storage, PLACE)
        self._known: str | None = None
        self._unwritten: dict[str, bool] = {}
        self._changes = 0

    async def user_id(self) -> str:
        """Give the user's id.

        Raises:
            NotAuthorizedError: Nobody has authorized the app.
            ConfigurationError: Several users have.
            TokenStorageError: The storage failed.
        """
        if self._known is None:
            await self.write_down()
            changes = self._changes
            note = await self._place.get()
            if note is None and len(self._unwritten) == 1:
                return next(iter(self._unwritten))
            user_id = _only(note)
            if changes != self._changes:  # somebody has come or gone since it was read
                return await self.user_id()
            self._known = user_id
        return self._known

    def came(self, user_id: str, *, alone: bool) -> None:
        """Keep in mind that a user has authorized the app; `alone`: nobody else counts."""
        self._known = user_id if alone else None
        self._unwritten[user_id] = alone
        self._changes += 1

    async def write_down(self) -> None:
        """Write down who came; what fails is tried again, by the next who asks and by closing."""
        for user_id, alone in list(self._unwritten.items()):
            try:
                await self._authorized(user_id, alone=alone)
            except TokenStorageError as error:
                logger.warning("Who has authorized the app cannot be written down: %s", error)
                return
            if self._unwritten.get(user_id) is alone:  # and nothing newer
                del self._unwritten[user_id]

    async def _authorized(self, user_id: str, *, alone: bool) -> None:
        if not _changes(await self._place.get(), user_id, alone=alone):
            return  # as for all but the first two users of an app: without the lock
        async with self._place.lock():
            note = await self._place.get()
            if _changes(note, user_id, alone=alone):
                only = user_id if alone or note is None else None
                await self._place.set(Token(access_token=_NO_TOKEN, user_id=only))

    async def forgotten(self, user_id: str) -> None:
        """Write down that a user's token is gone."""
        self._known = None
        self._unwritten.pop(user_id, None)
        self._changes += 1
        if not _names(await self._place.get(), user_id):
            return
        async with self._place.lock():
            if _names(await self._place.get(), user_id):
                await self._place.set(None)

    def look_again(self) -> None:
        """Forget who it is: the storage may know better."""
        self._known = None


class SingleUserTokens(TokenKeeper):
    """Keeps the token of the single user, whoever that is."""

    def __init__(self, authorizations: Callable[[], Authorizations], client_id: str) -> None:
        self.pacing_key: str | None = f"{client_id}:{PLACE}"
        self._authorizations = authorizations

    async def get(self) -> Secret:
        """Give an access token that is good for a while."""
        authorizations = self._authorizations()
        try:
            return await (await authorizations.find(...)).get()
        except AuthorizationError:
            authorizations.look_again()
            raise

    async def renew(self, refused: Secret) -> Renewal | None:
        """See to it that `get` gives another token than one that Miro refused."""
        authorizations = self._authorizations()
        try:
            return await (await authorizations.find(...)).renew(refused)
        except AuthorizationError:
            authorizations.look_again()
            raise


def _only(note: Token | None) -> str:
    if note is None:
        raise NotAuthorizedError(
            "nobody has authorized this app: send the user to auth_url, and give the code that "
            "comes back to exchange_code_for_access_token()"
        )
    if note.user_id is None:
        raise ConfigurationError(
            "several users have authorized this app: say for whom to call, with as_user(), and who "
            "is meant, with user_id="
        )
    return note.user_id


def _names(note: Token | None, user_id: str) -> bool:
    return note is not None and note.user_id == user_id


def _changes(note: Token | None, user_id: str, *, alone: bool) -> bool:
    """Tell whether a user who has authorized the app changes what is written down."""
    if note is None or _names(note, user_id):
        return note is None
    return alone or note.user_id is not None
