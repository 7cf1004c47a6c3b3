"""The users of an app, as far as this process calls for them."""

from __future__ import annotations

import os
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, cast
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..call.wiring import Wiring
    from .user_tokens import UserTokens

KEPT = 1000


class Users:
    """Has for each user one wiring, which all clients for this user share.

    So two calls at once do not refresh a token twice, and credits are counted together. Those of
    the users who were last called for are kept, as the next request to a web application should
    find them: a window of credits is a minute long.
    """

    def __init__(self, make: Callable[[str], Wiring], kept: int = KEPT) -> None:
        self._make = make
        self._kept = kept
        self._known: WeakValueDictionary[str, Wiring] = WeakValueDictionary()
        self._recent: OrderedDict[str, Wiring] = OrderedDict()
        self._locks: dict[int, Lock] = {}

    def wiring(self, user_id: str) -> Wiring:
        """Give what the calls of a user share; all threads get the same."""
        # Of each process its own, as a fork would copy one that is held.
        with self._locks.setdefault(os.getpid(), Lock()):
            wiring = self._known.get(user_id)
            if wiring is None:
                wiring = self._known[user_id] = self._make(user_id)
            self._recent[user_id] = wiring
            self._recent.move_to_end(user_id)
            _, forgotten = self._recent.popitem(last=False) if self._is_full else (None, None)
        del forgotten  # not under the lock, as that may be the end of it
        return wiring

    def tokens(self, user_id: str) -> UserTokens:
        """Give what keeps a user's token."""
        return cast("UserTokens", self.wiring(user_id).token)

    @property
    def _is_full(self) -> bool:
        return len(self._recent) > self._kept
