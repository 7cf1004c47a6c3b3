"""The errors about the token of one user, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import NotAuthorizedError, RefreshRejectedError, TokenNotSavedError

if TYPE_CHECKING:
    from .token import Token


def whom(user_id: str) -> str:
    """Name a user; a storage for one has no name for them."""
    return f"the user {user_id}" if user_id else "the user"


def nobody(user_id: str) -> NotAuthorizedError:
    """Give the error for a user without a token."""
    return NotAuthorizedError(
        f"there is no token for {whom(user_id)}: they have to authorize the app", user_id=user_id
    )


def expired(user_id: str) -> NotAuthorizedError:
    """Give the error for a token that has expired for good."""
    return NotAuthorizedError(
        f"the token of {whom(user_id)} has expired, and there is no refresh token with it: they "
        "have to authorize the app again",
        user_id=user_id,
    )


def rejected(user_id: str) -> RefreshRejectedError:
    """Give the error for a token that Miro did not refresh a moment ago."""
    return RefreshRejectedError(
        f"Miro does not refresh the token of {whom(user_id)} any more: they have to authorize the "
        "app again",
        user_id=user_id,
    )


def not_saved(user_id: str, token: Token) -> TokenNotSavedError:
    """Give the error for a token that is in memory only."""
    return TokenNotSavedError(
        f"the new token of {whom(user_id)} could not be saved; it is used all the same, and "
        "later calls try again to save it",
        {user_id or token.user_id or "": token},
    )
