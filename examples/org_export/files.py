"""The files of a board: written apart, summed up, and put into their place at once.

    FOLDER/EXPORT/boards/uXjVM...-1f8e2d3c/     a complete export, or nothing
    FOLDER/EXPORT/partial/uXjVM...-1f8e2d3c.7/  what is being written under fence 7

Each has `export.json`, which says what it is, and `SHA256SUMS`, for `sha256sum --check`.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from contextlib import suppress
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING

from attrs import frozen

from .progress import Figures, LeaseLostError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .progress import Claim

MANIFEST, SUMS = "export.json", "SHA256SUMS"
_LONGEST = 60


def safe_name(board_id: str) -> str:
    """Give the name of a board's folder: fit for any file system, and of no other board's."""
    # Ids differ by case alone, which not all file systems tell apart; the digest does.
    readable = re.sub(r"[^A-Za-z0-9_-]", "_", board_id)[:_LONGEST]
    return f"{readable}-{sha256(board_id.encode()).hexdigest()[:12]}"


@frozen
class Place:
    """Where the files of a board go."""

    folder: Path
    """That of the export."""
    board_id: str

    @property
    def final(self) -> Path:
        """The folder that others see."""
        return self.folder / "boards" / safe_name(self.board_id)

    def partial(self, fence: int) -> Path:
        """Give the folder that one worker writes to."""
        return self.folder / "partial" / f"{safe_name(self.board_id)}.{fence}"

    def begin(self, fence: int) -> Path:
        """Make that folder; what others have left, who have lost the board, is removed."""
        begun = self.partial(fence)
        for left in begun.parent.glob(f"{safe_name(self.board_id)}.*"):
            if int(left.name.split(".")[1]) <= fence:
                shutil.rmtree(left, ignore_errors=True)
        begun.mkdir(parents=True)
        return begun

    def publish(self, fence: int) -> None:
        """Put what was written into its place, instead of what is there from before.

        Raises:
            LeaseLostError: What is there is newer.
        """
        begun = self.partial(fence)
        self.final.parent.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                begun.rename(self.final)
                break
            except OSError as error:
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise
            # A worker died, or was stopped for long, between putting it here and saying so.
            if _fence_of(self.final) > fence:
                raise LeaseLostError("a newer export is there by now")
            with suppress(FileNotFoundError):
                self.final.rename(begun.with_name(f"{begun.name}.old"))
        _sync(self.final.parent)
        shutil.rmtree(begun.with_name(f"{begun.name}.old"), ignore_errors=True)

    def discard(self, fence: int) -> None:
        """Remove what was begun."""
        shutil.rmtree(self.partial(fence), ignore_errors=True)


def seal(folder: Path, claim: Claim, counts: Mapping[str, int]) -> Figures:
    """Write `export.json` and the sums, and see that all is on the disk."""
    said = {"board_id": claim.board_id, "fence": claim.fence, "counts": dict(counts)}
    (folder / MANIFEST).write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    size, lines = 0, list[str]()
    for path in _files(folder):
        with path.open("rb") as file:
            lines.append(f"{file_digest(file, 'sha256').hexdigest()}  {_told(path, folder)}\n")
            os.fsync(file.fileno())
        size += path.stat().st_size
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    for path in (folder / SUMS, *_folders(folder)):
        _sync(path)
    return Figures(counts=counts, bytes=size, sha256=_digest(folder / SUMS))


def is_whole(folder: Path, sums_sha256: str) -> bool:
    """Tell whether a board's folder has exactly what was written when it was done."""
    try:
        if _digest(folder / SUMS) != sums_sha256:
            return False
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        files = (path for path in _files(folder) if path != folder / SUMS)
        return lines == [f"{_digest(path)}  {_told(path, folder)}" for path in files]
    except OSError:
        return False


def _fence_of(folder: Path) -> int:
    try:
        return int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["fence"])
    except (OSError, ValueError, KeyError):
        return 0  # that is no complete export


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _folders(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_dir())
    yield folder


def _told(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Have it on the disk; on Windows folders cannot be opened, and need not be."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
