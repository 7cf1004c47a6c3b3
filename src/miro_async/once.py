"""What is made when it is first asked for, and only once, also by threads that ask together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from typing import Self

T = TypeVar("T")


class once(cached_property[T]):  # noqa: N801 - as `cached_property` is written
    """A `cached_property` that gives all threads the same.

    Python's own has no lock since 3.12: threads that ask at the same time get different things.
    Here they may make several, but all get the one that was there first.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> Self | T:
        """Give what is there, or make it."""
        if instance is None:
            return self
        assert self.attrname is not None
        made: T = vars(instance).setdefault(self.attrname, self.func(instance))
        return made
