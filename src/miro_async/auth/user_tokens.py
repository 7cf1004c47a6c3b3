"""The token of one user: read from the storage, and refreshed exactly once.

Miro gives a new refresh token with each access token, and the old pair is void at once. So whoever
refreshes a token must be the only one who does, and must not lose what comes back:

- In this process, calls wait at a gate; among processes, for the storage's lock. Who has both reads
  the storage again: mostly, somebody else has refreshed the token meanwhile.
- From the request for new tokens until they are saved, no cancellation gets through.
- What cannot be saved stays here and is used; later calls, and closing, try to save it again.
- Saving compares: who held the lock for too long does not overwrite what others have saved.

The token is kept in memory. The storage is read when there is none, when it is due to be refreshed,
and when Miro has refused it, as somebody else may have refreshed it.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from anyio import move_on_after

from ..call.hooks import Refresh
from ..call.listeners import tell
from ..call.tokens import Renewal, TokenKeeper
from ..call.uninterrupted import uninterrupted
from ..errors import NotAuthorizedError, NotFoundError, RefreshRejectedError, TokenStorageError
from .gate import FAILURES, Gate
from .held import Held
from .refusals import expired, nobody, not_saved, rejected, whom
from .unsaved import Unsaved, is_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..call.hooks import OnRefresh
    from ..clock import Clock
    from ..secret import Secret
    from .oauth import OAuth
    from .place import Place, Save
    from .token import Token

logger: logging.Logger = logging.getLogger("miro_async")

_LOOKING = 2.0
_BETWEEN_LOOKS = 0.1
_MOMENT = 1.0
_PATIENCE = 5.0
"""Seconds to wait for the lock to save what is not made of what is there."""


class UserTokens(TokenKeeper):
    """Keeps the token of one user good, for all calls of this process."""

    def __init__(  # noqa: PLR0913 - what keeping a token takes
        self,
        place: Place,
        oauth: OAuth,
        *,
        clock: Clock,
        leeway: float,
        listeners: Sequence[OnRefresh],
        all_unsaved: dict[str, UserTokens],
        pacing_key: str,
    ) -> None:
        self.user_id: str = place.user_id
        self.pacing_key: str | None = pacing_key
        self._place = place
        self._oauth = oauth
        self._clock = clock
        self._listeners = listeners
        self._held = Held(clock, leeway)
        self._unsaved = Unsaved(clock)
        self._all_unsaved = all_unsaved
        self._untold: list[Refresh] = []
        self._gate = Gate()

    async def get(self) -> Secret:
        """Give an access token that is good for a while.

        Raises:
            NotAuthorizedError: There is none for this user.
            RefreshRejectedError: Miro refuses to refresh it.
            TokenStorageError: The storage failed.
            MiroError: The token endpoint did not answer, or not as it should.
        """
        if self._unsaved.is_due:
            await self._save_unless_busy()
        if self._held.token is None or self._held.is_due:
            async with self._gate.turn():
                if self._held.token is None:
                    self._held.take(await self._stored())
                if self._held.is_due:
                    await self._refresh_in_time()
        token = self._held.token
        if self._untold:
            await self.tell()
        assert token is not None
        return token.access_token

    async def renew(self, refused: Secret) -> Renewal | None:
        """See to it that `get` gives another token than one that Miro refused."""
        async with self._gate.turn():
            if self._held.token is not None and self._held.token.access_token != refused:
                return "read"  # another call has seen to it
            token = await self._stored()
            if token.access_token != refused:
                self._held.take_new(token)
                return "read"
            self._held.take(token)
            return None if token.refresh_token is None else await self._refresh(token)

    async def is_authorized(self) -> bool:
        """Tell whether there is a token that is good, or can be refreshed."""
        async with self._gate:
            try:
                await self._stored()
            except (NotAuthorizedError, RefreshRejectedError):
                return False
            return True

    async def authorize(self, token: Token) -> None:
        """Keep the token that Miro gave for a code.

        Raises:
            TokenNotSavedError: It could not be saved; it is used all the same.
        """
        before, unknown = None, True
        async with self._gate:  # or a refresh on the way would save its token over this one
            self._held.take_new(token)
            try:
                async with self._place.lock_within(_PATIENCE):
                    with suppress(TokenStorageError):  # what is damaged can be replaced
                        before, unknown = await self._place.get(), False
                    await self._place.set(token)
            except TokenStorageError as error:
                self._mark_unsaved(before, overrides=unknown)
                raise not_saved(self.user_id, token) from error
            self._mark_saved()

    async def forget(self) -> None:
        """Remove the token from here and from the storage."""
        async with self._gate, self._place.lock():
            await self._place.set(None)
            self._drop()

    async def revoke(self) -> None:
        """Have Miro end the token, and remove it.

        Raises:
            NotAuthorizedError: There is no token.
            NotFoundError: Miro does not know the token, or not this app; it is not removed.
        """
        async with self._gate, self._place.lock() as save:
            await self._oauth.works.carry_out(self._revoke, save)

    async def save(self) -> None:
        """Save what could not be saved before.

        Raises:
            TokenNotSavedError: It still cannot be saved.
        """
        async with self._gate:
            try:
                await self._save_again(_PATIENCE)
            except TokenStorageError as error:
                assert self._held.token is not None
                raise not_saved(self.user_id, self._held.token) from error

    # The token in the storage

    async def _stored(self) -> Token:
        """Give the token in the storage, or the one that belongs there.

        Raises:
            NotAuthorizedError: There is none, or one that has expired for good.
            RefreshRejectedError: It is the one that Miro does not refresh any more.
        """
        token = self._that_counts(await self._place.get())
        if token is None:
            self._held.drop()
            raise nobody(self.user_id)
        if self._held.is_rejected(token):
            raise rejected(self.user_id)
        if token.refresh_token is None and self._held.is_over(token):
            raise expired(self.user_id)
        return token

    def _that_counts(self, stored: Token | None) -> Token | None:
        """Give the stored token, or ours where it could not be saved in the place of that one."""
        if self._unsaved.outranks(stored):
            return self._held.token
        self._mark_saved()  # there is nothing to save, or others have saved another one since
        return stored

    def _mark_unsaved(self, replaces: Token | None, *, overrides: bool = False) -> None:
        self._unsaved.note(replaces, overrides=overrides)
        self._all_unsaved[self.user_id] = self

    def _mark_saved(self) -> None:
        self._unsaved.clear()
        self._all_unsaved.pop(self.user_id, None)

    # Refreshing; all of it behind the gate

    async def _refresh_in_time(self) -> None:
        """Refresh the token before it expires; if that fails, the old one has to do for a while."""
        token = self._held.token
        assert token is not None
        try:
            await self._refresh(token)
        except FAILURES as error:
            if self._held.is_over(token):
                raise
            logger.warning("The token of %s is not refreshed yet: %s", whom(self.user_id), error)
            self._held.postpone()

    async def _refresh(self, refused: Token) -> Renewal:
        """Get the token that follows this one, from the storage or from Miro."""
        async with self._place.lock() as save:
            return await self._oauth.works.carry_out(self._refresh_with, save, refused)

    async def _refresh_with(self, save: Save, refused: Token) -> Renewal:
        token = await self._stored()
        if not is_same(token, refused) and not self._held.is_over(token):
            self._held.take_new(token)  # others were first
            return "read"
        try:
            await self._refreshed(save, token)
        except RefreshRejectedError:
            if await self._was_replaced(token):
                return "read"
            self._mark_saved()
            self._held.reject(token)
            raise
        return "refreshed"

    async def _was_replaced(self, rejected: Token) -> bool:
        """Tell whether others were first after all, and lost the lock before they saved."""
        last = self._clock.monotonic() + _LOOKING
        with move_on_after(_LOOKING):
            while self._clock.monotonic() < last:
                await self._clock.sleep(_BETWEEN_LOOKS)
                token = self._that_counts(await self._place.get())
                if token is not None and not is_same(token, rejected):
                    self._held.take_new(token)
                    return True
        return False

    async def _keep(self, save: Save, old: Token, new: Token) -> None:
        """Use a new token, and save it in the place of the old one."""
        replaces = self._unsaved.replaces if self._unsaved.exists else old
        self._mark_unsaved(replaces, overrides=self._unsaved.overrides)
        self._held.take_new(new)
        try:
            await self._put(save, new)
        except TokenStorageError as error:
            logger.error("The new token of %s could not be saved: %s", whom(self.user_id), error)  # noqa: TRY400 - its trace says no more
            self._untold.append(Refresh(user_id=self.user_id, saved=False, error=error))

    async def _put(self, save: Save, new: Token) -> None:
        """Save a token where it belongs; if others saved one meanwhile, use that one."""
        if self._unsaved.replaces is not None:
            saved = await save(self._unsaved.replaces, new)
        else:
            saved = self._unsaved.overrides or await self._place.get() is None
            if saved:
                await self._place.set(new)
        self._mark_saved()
        if not saved:
            self._held.take_new(stored := await self._stored())
            saved = is_same(stored, new)  # by a try whose answer got lost
        if saved:
            self._untold.append(Refresh(user_id=self.user_id, saved=True))

    async def _save_unless_busy(self) -> None:
        if not self._gate.try_enter():
            return  # another call saves it, or gets the next one
        began = self._clock.monotonic()
        try:
            await self._save_again(_MOMENT)
        except TokenStorageError as error:
            logger.warning("The token of %s is still not saved: %s", whom(self.user_id), error)
            self._unsaved.postpone(began)
        finally:
            self._gate.leave()

    async def _save_again(self, patience: float) -> None:
        """Save it, with the lock if that can be had: what holds it may be what failed before."""
        if self._unsaved.exists:
            async with self._place.lock_within(patience) as save:
                await uninterrupted(self._save_with, save)

    async def _save_with(self, save: Save) -> None:
        ours, token = self._held.token, await self._stored()
        if ours is not None and is_same(token, ours):  # or saved by a try whose answer got lost
            await self._put(save, token)
        else:
            self._held.take_new(token)

    async def _revoke(self, save: Save) -> None:
        token: Token | None = None
        try:
            token = await self._stored()
            if self._held.is_over(token):
                token = await self._refreshed(save, token)
            try:
                await self._oauth.revoke(token)
            except NotFoundError:  # as for one that has expired: Miro revokes those that are alive
                if token.refresh_token is None:
                    raise
                token = await self._refreshed(save, token)
                await self._oauth.revoke(token)
        except RefreshRejectedError:
            logger.info("The token of %s is void already.", whom(self.user_id))
        await self._remove(token)

    async def _refreshed(self, save: Save, token: Token) -> Token:
        new = await self._oauth.refresh(token)
        await self._keep(save, token, new)
        return new

    async def _remove(self, revoked: Token | None) -> None:
        """Remove a token that is void, unless the user has authorized the app again meanwhile."""
        stored = await self._place.get()
        ours = revoked is None or is_same(stored, revoked) or self._unsaved.outranks(stored)
        if stored is None or ours:
            await self._place.set(None)
            self._drop()
        else:
            self._mark_saved()
            self._held.take_new(stored)

    def _drop(self) -> None:
        self._held.drop()
        self._mark_saved()

    async def tell(self) -> None:
        """Tell who listens of what has happened; here, where they may make calls of their own."""
        while self._untold:
            await tell(self._listeners, self._untold.pop(0))
