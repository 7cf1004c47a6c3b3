"""The HTTP answer behind what a call gives."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from attrs import field, frozen

from ..errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence

    from .transport.protocol import Response

P = ParamSpec("P")
T = TypeVar("T")

RECORDED: ContextVar[list[Response] | None] = ContextVar("miro_async_recorded", default=None)
"""Where the calls of this task leave their answers, while somebody wants to see them."""


@frozen(kw_only=True)
class RawAnswer(Generic[T]):
    """An answer as it came, and what was made of it.

    Header names are in lower case, and the body is no longer compressed.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    decoded: T


async def raw(method: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> RawAnswer[T]:
    """Call a method, and give the last answer that it got with what it made of it."""
    with recorded() as answers:
        decoded = await method(*args, **kwargs)
    return last_answer(answers, decoded)


@contextmanager
def recorded() -> Generator[Sequence[Response]]:
    """Give where the answers of the calls are that this task makes inside of the block."""
    answers: list[Response] = []
    before = RECORDED.set(answers)
    try:
        yield answers
    finally:
        RECORDED.reset(before)


def last_answer(answers: Sequence[Response], decoded: T) -> RawAnswer[T]:
    """Give the last of these answers, with what a method made of it."""
    if not answers:
        raise InvalidArgumentError("this made no call: give a method of the client's")
    last = answers[-1]
    return RawAnswer(status=last.status, headers=last.headers, body=last.body, decoded=decoded)
