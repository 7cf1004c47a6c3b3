"""Logins that last: in the keyring, or else in a file that only its owner can read.

A storage of tokens keeps all of it: the user's token under the user's id, and under `PLACE` a note
on who that is, and with which app: its secret has to be as safe as the token, which it refreshes.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from ..auth.place import Place
from ..auth.single_user import PLACE as SINGLE_USER
from ..auth.token import Token
from ..call.uninterrupted import uninterrupted
from ..errors import ConfigurationError
from ..settings import API_URL
from .surroundings import DEFAULT_PROFILE

if TYPE_CHECKING:
    from ..auth.storage.protocol import TokenStorage
    from ..secret import Secret
    from .surroundings import Surroundings

PLACE = "@login"
"""Where the note is; no id of Miro's begins so."""

_TRIAL = "@trial"

Where: TypeAlias = Literal["keyring", "file"]

_PROFILE = re.compile(r"[\w][\w.-]{0,63}", re.ASCII)


@frozen(kw_only=True)
class Login:
    """Who has logged in, and how.

    Attributes:
        base_url: Which Miro the token is for: it goes nowhere else.
        secret: The app's secret; without an app, the token itself.
        client_id: The app's id; `None` for a token that was given as it is.
        redirect_url: Where Miro sends browsers back to.
        user_id: Whose token it is.
    """

    base_url: str
    secret: Secret
    client_id: str | None = None
    redirect_url: str | None = None
    user_id: str | None = None

    def note(self) -> Token:
        """Give it in the form that storages keep."""
        scopes = (self.base_url, self.client_id or "", self.redirect_url or "")
        return Token(access_token=self.secret, user_id=self.user_id, scopes=scopes)

    @classmethod
    def of(cls, note: Token) -> Login:
        """Read what `note` gave."""
        base_url, client_id, redirect_url = (*note.scopes, API_URL, "", "")[:3]
        return cls(
            base_url=base_url,
            secret=note.access_token,
            client_id=client_id or None,
            redirect_url=redirect_url or None,
            user_id=note.user_id,
        )


@frozen
class Kept:
    """A place for a login."""

    where: Where
    storage: TokenStorage
    shown: str
    """How people are told where it is."""

    async def read(self) -> Login | None:
        """Give the login that is there."""
        note = await Place(self.storage, PLACE).get()
        return None if note is None else Login.of(note)

    async def write(self, login: Login, token: Token | None) -> None:
        """Keep a login and its token in place of any other, whose token is forgotten."""
        before = await self.read()
        if before and before.user_id and before.user_id != login.user_id:
            await Place(self.storage, before.user_id).set(None)
        # The note is there as long as a token is: what no note names, nobody would ever forget.
        await Place(self.storage, PLACE).set(login.note())
        if token is not None:
            await Place(self.storage, login.user_id or "").set(token)

    async def try_out(self) -> None:
        """See whether something can be kept here.

        Raises:
            TokenStorageError: It cannot.
        """
        trial = Place(self.storage, _TRIAL)
        await trial.set(Token(access_token=_TRIAL))
        await trial.set(None)

    async def clear(self) -> None:
        """Forget the login and its token."""
        login = await self.read()
        if login and login.user_id:
            await Place(self.storage, login.user_id).set(None)
        if login:
            await Place(self.storage, SINGLE_USER).set(None)
            await Place(self.storage, PLACE).set(None)


def kept_in(around: Surroundings, where: Where, *, make: bool = False) -> Kept | None:
    """Give a place for logins, `None` if there is none here.

    Args:
        around: What is around the command.
        where: Which one.
        make: Whether its folder is made if need be; without, there is no place without one.

    Raises:
        ConfigurationError: The profile has a name that is none.
    """
    profile = around.options.profile
    if not _PROFILE.fullmatch(profile):
        raise ConfigurationError("the name of a profile has letters, digits, dots and hyphens")
    return _ring(around, profile) if where == "keyring" else _file(around, profile, make=make)


def _file(around: Surroundings, profile: str, *, make: bool) -> Kept | None:
    from ..auth.storage.file import FileStorage

    if sys.platform == "win32":
        return None
    path = around.folder / f"{profile}.json"
    if make:
        around.folder.mkdir(0o700, parents=True, exist_ok=True)
    elif not path.exists():
        return None
    return Kept("file", FileStorage(path), str(path))


def _ring(around: Surroundings, profile: str) -> Kept | None:
    from .ring import KeyringStorage, LockedKeyringStorage

    ring = around.keyring()
    # What keyring gives where there is none: one that fails, or one that forgets.
    if type(ring).__module__ in {"keyring.backends.fail", "keyring.backends.null"}:
        return None
    service = "miro-async" if profile == DEFAULT_PROFILE else f"miro-async {profile}"
    shown = f"the keyring ({ring.name})"
    if sys.platform == "win32":
        return Kept("keyring", KeyringStorage(ring, service), shown)
    return Kept("keyring", LockedKeyringStorage(ring, service, around.folder), shown)


async def keep(around: Surroundings, kept: Kept, login: Login, token: Token | None) -> None:
    """Keep a login in one place, and forget what is in the other. Once begun, it is done.

    Raises:
        TokenStorageError: One of the places failed.
    """
    await uninterrupted(_keep, around, kept, login, token)


async def _keep(around: Surroundings, kept: Kept, login: Login, token: Token | None) -> None:
    await kept.write(login, token)
    for where in ("keyring", "file"):
        other = kept_in(around, where) if where != kept.where else None
        if other is not None:
            await other.clear()


async def find(around: Surroundings) -> tuple[Kept, Login] | None:
    """Give the login of the profile and where it is kept, `None` if there is none."""
    for where in ("file", "keyring"):  # the keyring takes longer to look into
        kept = kept_in(around, where)
        login = kept and await kept.read()
        if kept and login:
            return kept, login
    return None
