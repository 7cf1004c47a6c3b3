"""Pictures of a folder, kept on a board as they come and go.

    python examples/picture_folder.py [FOLDER]

With MIRO_ACCESS_TOKEN and MIRO_BOARD_ID set, the folder is kept on that board until Ctrl-C.
Without, this starts the sandbox, a local Miro, drops some pictures into a temporary folder,
changes, renames and deletes some of them, and shows how they arrive.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from zlib import compress, crc32

import anyio

from miro_async import MiroApi
from miro_async.models import FrameData, ImageItem, SizeGeometry
from miro_async.pictures import Patience, PictureEvent, PictureFolder, run_until_signal
from miro_async.sandbox import SandboxServer
from miro_async.settings import API_URL

COLORS = {"red": (218, 0, 99), "green": (143, 209, 79), "blue": (45, 155, 240)}


def painted(color: tuple[int, int, int], width: int = 160, height: int = 120) -> bytes:
    """Give a PNG file in one color."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    rows = (b"\0" + bytes(color) * width) * height
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")


class Story:
    """What happens in the folder, each step when the one before is on the board."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stop = anyio.Event()
        self.steps = [self.change, self.rename, self.delete, self.stop.set]

    def begin(self) -> None:
        """Drop some pictures, and something that is none."""
        for name, color in COLORS.items():
            (self.folder / f"a {name} one.png").write_bytes(painted(color))
        (self.folder / "notes.png").write_text("This is no picture, whatever it is called.")

    def change(self) -> None:
        """Write another picture into a file."""
        (self.folder / "a red one.png").write_bytes(painted((0, 0, 0)))

    def rename(self) -> None:
        """Give a file another name."""
        (self.folder / "a green one.png").rename(self.folder / "a grün one.png")

    def delete(self) -> None:
        """Delete a file."""
        (self.folder / "a blue one.png").unlink()

    def hear(self, event: PictureEvent) -> None:
        """Print what happens; when the board is in step, go on."""
        show(event)
        if event.kind == "in_step" and self.steps:
            self.steps.pop(0)()


def show(event: PictureEvent) -> None:
    """Print what happens. A name may hold anything: `repr` shows it in one line."""
    name = "" if event.name is None else repr(event.name)
    print(f"{event.kind:<9} {name}{f': {event.reason}' if event.reason else ''}", flush=True)


async def on_a_sandbox(folder: Path, ledger: Path) -> None:
    """Keep a folder on a board of a local Miro, and tell a story of it."""
    story = Story(folder)
    story.begin()
    async with SandboxServer() as server, MiroApi(server.token, base_url=server.url) as api:
        print(f"No MIRO_ACCESS_TOKEN: working with a sandbox at {server.url}")
        board = await api.create_board("Pictures")
        size = SizeGeometry(width=400, height=400)
        frame = await api.frames.create(
            board.id, data=FrameData(title="From the folder"), geometry=size
        )
        pictures = PictureFolder(
            board,
            folder,
            frame=frame,
            columns=2,
            deleted="remove",
            ledger=ledger,
            patience=Patience(settle=0.2, incomplete=0.2),
            on_event=story.hear,
        )
        report = await pictures.run(stop=story.stop)
        print(f"\n{report.total} pictures are on the board, {len(report.left)} file was left:")
        async for item in api.items.list(board.id, type="image"):
            assert isinstance(item, ImageItem)
            assert item.data
            assert item.position
            print(f"  {item.data.title} at {item.position.x:g}, {item.position.y:g}")


async def on_a_board(token: str, board_id: str, folder: str) -> int:
    """Keep a folder on a board of Miro until Ctrl-C or SIGTERM."""
    url = os.environ.get("MIRO_BASE_URL", API_URL)
    async with MiroApi(token, base_url=url) as api:
        pictures = PictureFolder(await api.board(board_id), folder, on_event=show)
        return await run_until_signal(pictures)


def main() -> int:
    """Do it where the environment says, and give an exit code."""
    if token := os.environ.get("MIRO_ACCESS_TOKEN"):
        kept = sys.argv[1] if len(sys.argv) > 1 else "."
        return anyio.run(on_a_board, token, os.environ["MIRO_BOARD_ID"], kept)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "pictures"
        folder.mkdir()
        anyio.run(on_a_sandbox, folder, Path(temporary) / "ledger.sqlite3")
    return 0


if __name__ == "__main__":
    sys.exit(main())
