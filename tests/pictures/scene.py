"""What the tests look at: the folder, the board, and what was told."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import Factory, define

from miro_async.pictures import PictureFolder

if TYPE_CHECKING:
    from pathlib import Path

    from miro_async.board.board import Board
    from miro_async.pictures import PictureEvent
    from miro_async.sandbox import Sandbox


@define
class Scene:
    """A folder of pictures and a board."""

    sandbox: Sandbox
    board: Board
    folder: Path
    ledger: Path
    events: list[PictureEvent] = Factory(list)

    def hear(self, event):
        """Note an event."""
        self.events.append(event)

    def put(self, name, content):
        """Write a file into the folder, and give its path."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def told(self, *kinds):
        """Give the names that events of these kinds were about."""
        return [event.name for event in self.events if event.kind in kinds]

    async def items(self):
        """Give the images of the board by the name in their titles; they are all different."""
        self.sandbox.faults.clear()
        items = await self.board.api.items.list(self.board.id, type="image").collect()
        named = {item.data.title.rpartition(" #")[0]: item for item in items}
        assert len(named) == len(items), "a picture is there twice"
        return named

    async def hashes(self):
        """Give the SHA-256 of the files behind the images of the board, by name."""
        return {name: await self.hash_of(item) for name, item in (await self.items()).items()}

    async def hash_of(self, item):
        """Give the SHA-256 of the file behind an image."""
        async with self.board.api.open_file(item) as opened:
            return sha256(b"".join([chunk async for chunk in opened])).hexdigest()

    async def demand_in_step(self):
        """Demand that each file of the folder is on the board, once and with its content."""
        files = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        assert await self.hashes() == {
            name: sha256(content).hexdigest() for name, content in files.items()
        }


def kept(scene, **options):
    """Give the folder of a scene with a client of its own."""
    usual = {"ledger": scene.ledger, "clock": scene.sandbox.clock, "on_event": scene.hear}
    return PictureFolder(scene.board, scene.folder, **usual | options)


def uploads(scene):
    """Give the uploads that arrived."""
    return [call for call in scene.sandbox.calls if call.operation == "images.upload"]
