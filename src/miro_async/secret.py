"""A string that does not show itself."""

from __future__ import annotations


class Secret:
    """Holds a token; its repr, and so any log or traceback of it, shows none of it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Give the string itself, for the moment in which it is sent."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    def __reduce__(self) -> str:
        """Refuse to be pickled: a pickle would carry the secret in the clear."""
        raise TypeError("a Secret cannot be pickled")
