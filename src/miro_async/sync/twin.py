"""What is used without `await`, and awaits: boards, their items, folders of pictures."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self, TypeGuard, TypeVar, cast

from .. import paging
from ..board.drafts import Drafts
from ._twins import MODULE_OF
from .client import MiroApi, portal_of
from .paging import twin_list
from .steps import Steps

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator
    from contextlib import AbstractAsyncContextManager, AbstractContextManager
    from types import TracebackType

    from .portal import Inside, Portal

T = TypeVar("T")


class Twin:
    """Something that awaits, to be used from threads. Twins of what is equal are equal."""

    @classmethod
    def of(cls, api: MiroApi, other: object, way: Portal | Inside | None = None) -> Self:
        """Give the twin of something that the client has made, and the way to it."""
        twin = cls.__new__(cls)
        twin._become(api, other, way)  # noqa: SLF001 - of this class
        return twin

    def _become(self, api: MiroApi, other: object, way: Portal | Inside | None = None) -> None:
        self._api = api
        self._other = other
        self._way: Portal | Inside = portal_of(api) if way is None else way
        self._block: AbstractContextManager[tuple[Inside, object]] | None = None
        self._walk: Steps[Any] | None = None
        if hasattr(other, "__anext__"):
            self._walk = Steps(self._way, cast("AsyncIterator[Any]", other))
        _share(self, other)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Twin) and self._other == other._other

    def __hash__(self) -> int:
        return hash(self._other)

    def __repr__(self) -> str:
        return repr(self._other)

    def _twin(self, value: object) -> Any:
        return self if value is self._other else twin_of(self._api, value)

    def _look(self, function: Callable[[], T]) -> T:
        return portal_of(self._api).look(function)

    def _steps(self, steps: AsyncIterator[Any]) -> Iterator[Any]:
        return _Things(self._api, Steps(self._way, steps))

    def _next(self) -> Any:
        assert self._walk is not None
        return twin_of(self._api, next(self._walk))

    @contextmanager
    def _entered(self, context: AbstractAsyncContextManager[Any]) -> Generator[Any]:
        with portal_of(self._api).entered(context) as (inside, given):
            yield twin_of(self._api, given, inside)

    def _enter(self) -> Self:
        context = cast("AbstractAsyncContextManager[object]", self._other)
        self._block = portal_of(self._api).entered(context)
        self._way, _ = self._block.__enter__()
        return self

    def _leave(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        block, self._block = self._block, None
        self._way = portal_of(self._api)
        return None if block is None else block.__exit__(kind, error, traceback)


def _share(twin: object, other: object) -> None:
    """Have a twin that collects drafts collect them in the lists of the other one."""
    if isinstance(twin, Drafts) and isinstance(other, Drafts):
        twin.items, twin.connectors = other.items, other.connectors
        twin.tags, twin.groups = other.tags, other.groups


def twin_of(api: MiroApi, value: object, way: Portal | Inside | None = None) -> Any:
    """Give the twin of what has one, alone or in a list or a mapping; anything else as it is."""
    if isinstance(value, list | tuple):
        each = [twin_of(api, one) for one in cast("list[object]", value)]
        return each if isinstance(value, list) else tuple(each)
    if isinstance(value, dict):
        return {key: twin_of(api, one) for key, one in cast("dict[object, object]", value).items()}
    if _is_list(value):
        return twin_list(portal_of(api), value)
    for kind in type(value).__mro__:
        module = MODULE_OF.get(f"{kind.__module__}.{kind.__name__}")
        if module is not None:
            twin = cast("type[Twin]", getattr(import_module(module), kind.__name__))
            return twin.of(api, value, way)
    return value


def _is_list(value: object) -> TypeGuard[paging.Paginator[Any, Any]]:
    return isinstance(value, paging.Paginator)


def plain(value: object) -> Any:
    """Give what awaits for its twin, alone or among others; anything else as it is."""
    if isinstance(value, Twin):
        return value._other  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - of this module
    if isinstance(value, MiroApi):
        return value._api  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - of both
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(one) for one in cast("Iterable[object]", value)]
    return value


class _Things:
    """The steps of a walk, each thing as its twin."""

    def __init__(self, api: MiroApi, steps: Steps[Any]) -> None:
        self._api = api
        self._steps = steps

    def __iter__(self) -> _Things:
        return self

    def __next__(self) -> Any:
        return twin_of(self._api, next(self._steps))
