"""`miro_async.board.tagging` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...board import tagging as awaited
    from ...models import Tag
    from ...models.enums import TagColor


class KnownTags(Twin):
    """The tags of a board by their titles, as they were when they were last read.

    They are read when one is asked for that is not known. If somebody else renames a tag, it is
    known by its old title until they are read again, or forgotten.
    """

    @property
    def _awaited(self) -> awaited.KnownTags:
        return cast("awaited.KnownTags", self._other)

    def forget(self) -> None:
        """Forget them all."""
        self._look(lambda: self._awaited.forget())

    def read(self) -> list[Tag]:
        """Read all tags of the board. 50 credits for 50 of them."""
        return self._way.call(self._awaited.read)

    def find(self, title: str) -> Tag | None:
        """Give the tag of this title, reading them if it is not known; `None` if there is none."""
        return self._way.call(self._awaited.find, title)

    def named(self, titles: Iterable[str], *, color: TagColor = "red") -> list[Tag]:
        """Give the tags of these titles, making those that the board does not have."""
        return self._way.call(self._awaited.named, titles, color=color)
