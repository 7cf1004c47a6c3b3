"""A string that does not show itself."""

from __future__ import annotations

from .errors import ConfigurationError


class Secret:
    """Holds a token or the like; its repr, and so any log or traceback of it, shows none of it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    @classmethod
    def of(cls, value: str | Secret) -> Secret:
        """Give a string as a secret; a secret as it is."""
        return value if isinstance(value, Secret) else cls(value)

    def reveal(self) -> str:
        """Give the string itself, for the moment in which it is sent."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str:
        """Refuse to be pickled: a pickle would carry the secret in the clear."""
        raise TypeError("a Secret cannot be pickled")


def checked_token(token: Secret) -> Secret:
    """Give the token, if it is one that a header can hold: a line break would end it.

    Raises:
        ConfigurationError: It is empty, or has characters that no token has.
    """
    # Raised here and not where the text is looked at: that frame would show it in a traceback.
    if fault := fault_of(token):
        raise ConfigurationError(f"the access token {fault}")
    return token


def fault_of(token: Secret) -> str | None:
    """Tell why this cannot be a token; `None`: it can."""
    text = token.reveal()
    if not text:
        return "is empty"
    if text != text.strip():
        return "has space or a line break around it"
    if not text.isascii() or not text.isprintable() or " " in text:
        return "has characters that no token has"
    return None
