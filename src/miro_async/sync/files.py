"""Files of images and documents that are read in pieces, without `await`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self, cast

if TYPE_CHECKING:
    from ..call.file_host import OpenedFile as AsyncOpenedFile
    from .portal import Inside

_END: Final = object()


class OpenedFile:
    """A file as it comes: `for chunk in opened`, once."""

    def __init__(self, inside: Inside, opened: AsyncOpenedFile) -> None:
        self._inside = inside
        self._opened = opened
        self._fetched: list[object] = []

    @property
    def content_type(self) -> str:
        """What kind of file it is."""
        return self._opened.content_type

    @property
    def size(self) -> int | None:
        """Its bytes, `None` where the file host does not tell before the end."""
        return self._opened.size

    def __repr__(self) -> str:
        return repr(self._opened)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        self._inside.call(self._fetch)
        chunk = self._fetched.pop()
        if chunk is _END:
            raise StopIteration
        return cast("bytes", chunk)

    async def _fetch(self) -> None:
        # It stays here when the call is interrupted after it: the file has been read on.
        if not self._fetched:
            self._fetched.append(await anext(self._opened, _END))
