"""Files of images and documents that are read in pieces, without `await`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from .steps import Steps

if TYPE_CHECKING:
    from ..call.file_host import OpenedFile as AsyncOpenedFile
    from .portal import Inside


class OpenedFile:
    """A file as it comes: `for chunk in opened`, once."""

    def __init__(self, inside: Inside, opened: AsyncOpenedFile) -> None:
        self._opened = opened
        self._chunks: Steps[bytes] = Steps(inside, opened)

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
        return next(self._chunks)
