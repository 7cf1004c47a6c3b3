"""The tokens of one user, as Miro's token endpoint gave them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import frozen

from ..errors import InvalidArgumentError
from ..secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T", bound="Token")


@frozen(kw_only=True, init=False)
class Token:
    """An access token, what refreshes it, and whose they are.

    Its repr shows neither; `token.access_token.reveal()` does. It cannot be pickled: `to_json()`
    and `from_json()` are the way in and out.

    Attributes:
        access_token: What opens the API.
        refresh_token: What gets the next pair, once; `None` for tokens that do not expire.
        expires_at: When the access token expires, with a time zone; `None`: it does not.
        user_id: Miro's id of the user who authorized the app.
        team_id: Miro's id of the team that the app was authorized for.
        scopes: What the token is good for, `boards:read` for example.

    Raises:
        InvalidArgumentError: `expires_at` has no time zone.
    """

    access_token: Secret
    refresh_token: Secret | None
    expires_at: datetime | None
    user_id: str | None
    team_id: str | None
    scopes: tuple[str, ...]

    def __init__(  # noqa: PLR0913 - what a token is, each by keyword
        self,
        *,
        access_token: str | Secret,
        refresh_token: str | Secret | None = None,
        expires_at: datetime | None = None,
        user_id: str | None = None,
        team_id: str | None = None,
        scopes: Iterable[str] = (),
    ) -> None:
        # Before anything is refused: a traceback with locals shall not show the tokens.
        access_token = _secret(access_token)
        refresh_token = _secret(refresh_token) if refresh_token else None
        if expires_at is not None and expires_at.utcoffset() is None:
            raise InvalidArgumentError("expires_at needs a time zone: without, it is no moment")
        cast("Any", self).__attrs_init__(
            access_token=access_token,
            refresh_token=refresh_token,
            expires_at=expires_at,
            user_id=user_id,
            team_id=team_id,
            scopes=tuple(scopes),
        )

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits that tell this token from others, and show nothing of it."""
        return hashlib.sha256(self.access_token.reveal().encode()).hexdigest()[:32]

    def expires_in(self, *, now: datetime | None = None) -> float | None:
        """Give the seconds until it expires, negative afterwards; `None`: it does not expire."""
        if self.expires_at is None:
            return None
        return (self.expires_at - (now or datetime.now(UTC))).total_seconds()

    def expired(self, *, leeway: float = 0.0, now: datetime | None = None) -> bool:
        """Tell whether it has expired, or will within `leeway` seconds."""
        left = self.expires_in(now=now)
        return left is not None and left <= leeway

    def to_json(self) -> str:
        """Give all of it as JSON, the secrets included: keep it where nobody else can read it."""
        return json.dumps(
            {
                "access_token": self.access_token.reveal(),
                "refresh_token": self.refresh_token and self.refresh_token.reveal(),
                "expires_at": self.expires_at and self.expires_at.isoformat(),
                "user_id": self.user_id,
                "team_id": self.team_id,
                "scopes": self.scopes,
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Give the token that `to_json` wrote.

        Raises:
            InvalidArgumentError: It did not write this.
        """
        token = _read(cls, text)
        if token is None:
            del text  # it may be the secret, and a traceback may show what stands here
            raise InvalidArgumentError("this is no token as to_json() writes it")
        return token


def _secret(value: str | Secret) -> Secret:
    return value if isinstance(value, Secret) else Secret(value)


def _read(kind: type[T], text: str | bytes) -> T | None:
    try:
        stored = json.loads(text)
        access, refresh = stored["access_token"], stored.get("refresh_token")
        expires_at = stored.get("expires_at")
        if not (isinstance(access, str) and access and isinstance(refresh, str | None)):
            return None
        return kind(
            access_token=access,
            refresh_token=refresh,
            expires_at=expires_at and datetime.fromisoformat(expires_at),
            user_id=_text(stored.get("user_id")),
            team_id=_text(stored.get("team_id")),
            scopes=[str(one) for one in cast("list[object]", stored.get("scopes") or [])],
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
