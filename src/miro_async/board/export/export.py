"""`board.export`: a board as a folder of files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from anyio import to_thread
from attrs import frozen

from ...call.unfinished import UnfinishedFile
from ...drawing.values import word
from ...errors import InvalidArgumentError
from ...models import ImageItem
from .files import FOLDER, Files, Problem
from .markdown import to_markdown
from .table import to_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from os import PathLike

    from ...client import MiroApi
    from ..snapshots.snapshot import Snapshot

ExportFormat: TypeAlias = Literal["json", "markdown", "csv", "svg"]
"""What a board can be written as."""

FORMATS: Sequence[ExportFormat] = get_args(ExportFormat)
MOST_PICTURES = 64 * 1024 * 1024
"""How many bytes of pictures the SVG may have in it."""

_NAMES: Mapping[ExportFormat, str] = {
    "json": "board.json",
    "markdown": "board.md",
    "csv": "board.csv",
    "svg": "board.svg",
}


@frozen(kw_only=True)
class ExportProgress:
    """How far an export is: so many of so many files."""

    done: int
    total: int


@frozen(kw_only=True)
class Exported:
    """What an export has written.

    Attributes:
        folder: Where it is.
        paths: The file of each format.
        files: The files of images and documents, by the ids of their items.
        problems: What is not in it, and why.
        snapshot: The board, as it was exported.
    """

    folder: Path
    paths: Mapping[ExportFormat, Path]
    files: Mapping[str, Path]
    problems: Sequence[Problem]
    snapshot: Snapshot


async def begin(folder: str | PathLike[str], formats: Collection[ExportFormat]) -> Path:
    """Make the folder of an export, and give it: what cannot be is refused before it costs credits.

    Raises:
        InvalidArgumentError: There is no such format.
        OSError: The folder cannot be made, or this is a file.
    """
    if isinstance(formats, str) or not set(formats) <= set(FORMATS):
        raise InvalidArgumentError(f"formats are of {', '.join(FORMATS)}")
    place = Path(folder)
    await to_thread.run_sync(partial(place.mkdir, parents=True, exist_ok=True))
    return place


async def export_snapshot(  # noqa: PLR0913 - what is wanted, each by keyword
    api: MiroApi,
    snapshot: Snapshot,
    folder: str | PathLike[str],
    *,
    formats: Collection[ExportFormat] = FORMATS,
    files: bool = True,
    at_once: int = 4,
    progress: Callable[[ExportProgress], object] | None = None,
) -> Exported:
    """Write a snapshot to a folder, and the files that belong to it: see `Board.export`."""
    if at_once < 1:
        raise InvalidArgumentError(f"at_once is {at_once}, but one at a time is the least")
    place = await begin(folder, formats)
    wanted = snapshot.files() if files else ()
    steps = _Steps(progress, len(wanted) + len(set(formats)))
    fetched = Files(api, place / FOLDER)
    if wanted:
        await fetched.fetch(wanted, at_once=at_once, done=steps.done)
    problems = [*fetched.problems]
    paths: dict[ExportFormat, Path] = {}
    for kind in FORMATS:
        if kind in formats:
            paths[kind] = place / _NAMES[kind]
            content = partial(_content, kind, snapshot, fetched.paths, place, problems)
            await to_thread.run_sync(_write, paths[kind], content)
            steps.done()
    return Exported(
        folder=place,
        paths=paths,
        files={item_id: place / path for item_id, path in fetched.paths.items()},
        problems=tuple(problems),
        snapshot=snapshot,
    )


class _Steps:
    def __init__(self, progress: Callable[[ExportProgress], object] | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def done(self) -> None:
        self._done += 1
        if self._progress is not None:
            self._progress(ExportProgress(done=self._done, total=self._total))


def _content(
    kind: ExportFormat,
    snapshot: Snapshot,
    files: Mapping[str, str],
    folder: Path,
    problems: list[Problem],
) -> bytes:
    """Give the content of a file. It takes its time for large boards: in a thread."""
    if kind == "json":
        return f"{snapshot.to_json(indent=1)}\n".encode()
    if kind == "markdown":
        return to_markdown(snapshot, files=files).encode("utf-8", "replace")
    if kind == "csv":
        # With a mark at the beginning, without which spreadsheets take it for another encoding.
        return to_csv(snapshot, files=files).encode("utf-8-sig", "replace")
    return snapshot.to_svg(pictures=_pictures(snapshot, files, folder, problems)).encode()


def _pictures(
    snapshot: Snapshot, files: Mapping[str, str], folder: Path, problems: list[Problem]
) -> Mapping[str, bytes]:
    """Give the pictures that the SVG shows, as long as they are not too many."""
    pictures: dict[str, bytes] = {}
    room = MOST_PICTURES
    for item in snapshot.items:
        if not isinstance(item, ImageItem) or item.id not in files:
            continue
        path = folder / files[item.id]
        size = path.stat().st_size
        if size > room:
            reason = "it is not in the SVG, which would get too large"
            title = word(item.data, "title")
            problems.append(Problem(item_id=item.id, title=title, reason=reason))
            continue
        pictures[item.id] = path.read_bytes()
        room -= size
    return pictures


def _write(path: Path, content: Callable[[], bytes]) -> None:
    """Write a file under another name, and rename it when it is whole."""
    unfinished = UnfinishedFile(path.absolute())
    try:
        pieces = [content()]
        unfinished.begin()
        unfinished.write(pieces)
        unfinished.finish()
    finally:
        unfinished.discard()  # nothing, if it is finished
