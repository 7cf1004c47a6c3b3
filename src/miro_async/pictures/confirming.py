"""Whether what was sent has arrived: the item is read back, and the file that it shows.

That a call succeeded does not prove it: Miro has items whose files it cannot give.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, frozen

from ..errors import APIError, BadRequestError, InvalidArgumentError, NotFoundError
from .kinds import inspect

if TYPE_CHECKING:
    from ..client import MiroApi
    from ..clock import Clock
    from ..models import ImageItem

Depth: TypeAlias = Literal["bytes", "item"]
"""Whether the file of an item is read back (550 credits), or only the item (50)."""

_WAITS = (1.0, 2.0, 4.0)
_MOST = 24 * 1024 * 1024  # bytes: what Miro makes of 6 MB is not more


@frozen(kw_only=True)
class Verdict:
    """What was seen. `fault` says what is wrong; `item` is `None` if it is not on the board.

    `note` is what may be wondered at, and is no fault.
    """

    item: ImageItem | None = None
    fault: str | None = None
    note: str | None = None


@define
class Confirming:
    """Reads items back, several times if need be: Miro may take a moment to have them."""

    api: MiroApi
    board_id: str
    depth: Depth
    clock: Clock

    async def verdict(self, item_id: str, content_hash: str) -> Verdict:
        """Tell whether an item is on the board and shows this content.

        Raises:
            MiroError: It could not be found out.
        """
        for seconds in _WAITS:
            verdict = await self._look(item_id, content_hash)
            if verdict.fault is None:
                return verdict
            await self.clock.sleep(seconds)
        return await self._look(item_id, content_hash)

    async def _look(self, item_id: str, content_hash: str) -> Verdict:
        try:
            item = await self.api.images.get(self.board_id, item_id)
        except NotFoundError:
            return Verdict(fault="it is not on the board, though Miro said so")
        if item.data is None or not item.data.image_url:
            return Verdict(item=item, fault="its item on the board has no file")
        if self.depth == "item":
            return Verdict(item=item)
        try:
            content = await self._content(item)
        except (BadRequestError, NotFoundError, InvalidArgumentError) as error:
            said = f"status {error.status}" if isinstance(error, APIError) else "no such address"
            return Verdict(item=item, fault=f"Miro does not give its file ({said})")
        if sha256(content).hexdigest() == content_hash:
            return Verdict(item=item)
        return _other(item, content)

    async def _content(self, item: ImageItem) -> bytes:
        content = bytearray()
        async with self.api.open_file(item) as opened:
            async for chunk in opened:
                content += chunk
                if len(content) > _MOST:
                    break
        return bytes(content)


def _other(item: ImageItem, content: bytes) -> Verdict:
    """Judge a file that is not the one that was sent: Miro may keep pictures in its own way."""
    fault = inspect(content).fault
    if fault is not None:
        return Verdict(item=item, fault=f"Miro does not keep it as it was sent: {fault}")
    return Verdict(item=item, note=f"Miro keeps it as {len(content):,} other bytes")
