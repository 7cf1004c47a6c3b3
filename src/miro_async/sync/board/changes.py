"""`miro_async.board.changes` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from ...board import changes as awaited
    from ...board.change import Change
    from ..client import MiroApi


class Changes(Twin):
    """The changes on a board from a moment on: an endless iterator.

        changes = board.changes(since=token)
        for change in changes:
            print(change)
            save(changes.token)

    Without a token it begins with the first look, which tells nothing. Each change is given at
    least once, and `token` includes a change as soon as it is given: who saves the token after the
    work on a change is told of it again only if the program ended before that. Several changes of
    one thing between two looks are one, and what came and went between them is not seen.

    After an error or a cancellation it can be iterated over again, and goes on where it was.
    """

    @property
    def _awaited(self) -> awaited.Changes:
        return cast("awaited.Changes", self._other)

    def __init__(
        self,
        api: MiroApi,
        board_id: str,
        *,
        since: str | None = None,
        interval: float = 10.0,
        credits_per_minute: int = 10000,
        full_every: int = 30,
        tags: bool = True,
    ) -> None:
        from ...board.changes import Changes as Awaited

        self._become(
            api,
            Awaited(
                plain(api),
                board_id,
                since=since,
                interval=interval,
                credits_per_minute=credits_per_minute,
                full_every=full_every,
                tags=tags,
            ),
        )

    @property
    def credits(self) -> int:
        """What all looks have cost so far."""
        return self._awaited.credits

    @property
    def token(self) -> str:
        """Where to go on later: a text that includes all changes that were given, and no others.

        Raises:
            InvalidArgumentError: Nothing has been looked at yet.
        """
        return self._look(lambda: self._awaited.token)

    def __iter__(self) -> Changes:
        return self

    def __next__(self) -> Change:
        return cast("Change", self._next())

    def look(self) -> list[Change]:
        """Look once, without waiting, and give all that has changed; the first time nothing."""
        return self._way.call(self._awaited.look)
