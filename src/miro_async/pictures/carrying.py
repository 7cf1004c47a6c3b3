"""Steps of a plan, carried out on the board and noted in the ledger."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from anyio import to_thread
from attrs import define, evolve, field

from ..errors import APIError, DecodeError, MiroError, NotFoundError, TransportError
from ..uploads import LARGEST_UPLOAD, Upload
from .ledger import Row
from .looking import read_file
from .marks import file_name_of, mark_of, title_of
from .planning import Adopt, Confirm, Note, Rename, Replace, Send

if TYPE_CHECKING:
    from pathlib import Path

    from ..client import MiroApi
    from ..clock import Clock
    from .confirming import Confirming
    from .events import EventKind, Telling
    from .grid import Grid
    from .ledger import Ledger
    from .planning import Picture, Step

_MOST_TRIES = 3


class LeftError(Exception):
    """Why a picture is left as it is, until its file changes."""


def surely_not_done(error: MiroError) -> bool:
    """Tell whether a call that ended so has certainly changed nothing."""
    if isinstance(error, (TransportError, APIError)):
        return not error.may_have_happened
    return not isinstance(error, DecodeError)


@define(kw_only=True)
class Carrying:
    """Carries out steps, several at once if asked so: each is about another picture."""

    api: MiroApi
    board_id: str
    frame_id: str | None
    grid: Grid
    root: Path
    collection: str
    ledger: Ledger
    confirming: Confirming
    tell: Telling
    clock: Clock
    _tries: dict[str, int] = field(factory=dict[str, int])
    _sent: dict[str, EventKind] = field(factory=dict[str, "EventKind"])

    async def carry_out(self, step: Step) -> None:
        """Do it.

        Raises:
            LeftError: The picture cannot be on the board.
            MiroError: A call failed; what is known of its outcome is in the ledger.
        """
        match step:
            case Send():
                await self._send(step.picture, step.slot)
            case Replace():
                await self._replace(step.picture, step.row)
            case Rename():
                await self._rename(step.picture, step.row)
            case Adopt():
                if step.is_titled_otherwise:
                    await self._retitle(step.row, step.row.name)
                await self.ledger.put(step.row)
                # It may be that of an upload of ours, of which no answer had come.
                await self._confirm(step.row, "uploaded" if step.row.since else "adopted")
            case Confirm():
                await self._confirm(step.row, self._sent.get(step.row.name, "confirmed"))
            case Note():
                await self.ledger.put(step.row)
                if step.row.gone:
                    await self.tell("gone", step.row.name, item_id=step.row.item_id)
            case _:
                await self._remove(step.row)

    async def _send(self, picture: Picture, slot: int) -> None:
        content = await self._content(picture)
        if content is None:
            return
        row = Row(
            name=picture.name,
            hash=picture.hash,
            stamp=picture.stamp,
            state="sending",
            since=self.clock.time(),
            slot=slot,
            size=picture.size,
        )
        await self.ledger.put(row)
        place = self.grid.place(slot)
        try:
            item = await self.api.images.upload(
                self.board_id,
                self._upload(picture, content),
                title=self._title(picture.name, picture.hash),
                position={"x": place.x, "y": place.y},
                geometry=self.grid.fitting(picture.size),
                parent={"id": self.frame_id} if self.frame_id else None,
            )
        except MiroError as error:
            await self._not_answered(row, error)
            raise
        del content  # it is not needed while the item is read back
        row = evolve(row, state="sent", item_id=item.id)
        await self.ledger.put(row)
        await self._confirm(row, "uploaded")

    async def _not_answered(self, row: Row, error: MiroError) -> None:
        if surely_not_done(error):
            await self.ledger.drop(row.name)
            return
        # It may have waited for credits before it was sent.
        await self.ledger.put(evolve(row, since=self.clock.time()))
        await self.tell("unknown", row.name, reason=str(error))

    async def _replace(self, picture: Picture, row: Row) -> None:
        content = await self._content(picture)
        if content is None:
            return
        assert row.item_id is not None
        reshaped = row.size is not None and _ratio(row.size) != _ratio(picture.size)
        try:
            await self.api.images.replace_file(
                self.board_id,
                row.item_id,
                self._upload(picture, content),
                title=self._title(picture.name, picture.hash),
                geometry=self.grid.fitting(picture.size) if reshaped else None,
            )
        except NotFoundError:  # somebody deleted it on the board
            await self.ledger.drop(row.name)
            return
        del content
        row = evolve(
            row,
            hash=picture.hash,
            stamp=picture.stamp,
            size=picture.size,
            state="sent",
            gone=False,
        )
        await self.ledger.put(row)
        await self._confirm(row, "replaced")

    async def _rename(self, picture: Picture, row: Row) -> None:
        await self._retitle(row, picture.name)
        renamed = evolve(row, name=picture.name, stamp=picture.stamp, gone=False)
        await self.ledger.put(renamed, instead_of=row.name)
        await self.tell("renamed", picture.name, item_id=row.item_id, reason=f"was {row.name!r}")

    async def _retitle(self, row: Row, name: str) -> None:
        if row.item_id is None:
            return
        title = {"title": self._title(name, row.hash)}
        try:
            await self.api.images.update(self.board_id, row.item_id, data=title)
        except NotFoundError:
            return  # somebody deleted it on the board, where it need not come back

    async def _remove(self, row: Row) -> None:
        if row.item_id is not None:
            with suppress(NotFoundError):  # somebody was faster
                await self.api.images.delete(self.board_id, row.item_id)
            await self.tell("removed", row.name, item_id=row.item_id)
        await self.ledger.drop(row.name)

    async def _confirm(self, row: Row, kind: EventKind) -> None:
        assert row.item_id is not None
        self._sent[row.name] = kind
        verdict = await self.confirming.verdict(row.item_id, row.hash)
        if verdict.fault is not None:
            tries = self._tries[row.name] = self._tries.get(row.name, 0) + 1
            if tries >= _MOST_TRIES:
                raise LeftError(verdict.fault)
            # Looked for again, or given its file again: neither makes a second item.
            if verdict.item is None:
                row = evolve(row, state="sending", item_id=None, since=self.clock.time())
            else:
                row = evolve(row, hash="")
            await self.ledger.put(row)
            await self.tell("unknown", row.name, reason=verdict.fault)
            return
        self._tries.pop(row.name, None)
        self._sent.pop(row.name, None)
        await self.ledger.put(evolve(row, state="confirmed"))
        await self.tell(kind, row.name, item_id=row.item_id, reason=verdict.note)

    async def _content(self, picture: Picture) -> bytes | None:
        """Give the content of a picture; `None`: it is no longer what the plan was made for."""
        try:
            _, content = await to_thread.run_sync(
                read_file, self.root, picture.name, LARGEST_UPLOAD
            )
        except OSError:
            return None
        known = content is not None and sha256(content).hexdigest() == picture.hash
        return content if known else None

    def _upload(self, picture: Picture, content: bytes) -> Upload:
        name = file_name_of(picture.name, picture.kind)
        return Upload(content, file_name=name, content_type=picture.kind.media_type)

    def _title(self, name: str, content_hash: str) -> str:
        return title_of(name, mark_of(self.collection, content_hash))


def _ratio(size: tuple[float, float] | None) -> float:
    return round(size[0] / size[1], 3) if size else 0.0
