"""The files of images and documents, downloaded beside an export."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from anyio import CancelScope, Lock, to_thread
from attrs import frozen

from ...drawing.values import word
from ...errors import (
    AuthorizationError,
    ConfigurationError,
    MiroError,
    TokenStorageError,
    UnauthorizedError,
)
from ...media_types import BEGINNING, media_type_of
from ..side_by_side import side_by_side
from .names import file_name, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...client import MiroApi
    from ...models import DocumentItem, ImageItem

FOLDER = "files"
_NOTES = "files.jsonl"
_NO_KINDS = frozenset(("", "application/octet-stream", "binary/octet-stream"))
# With these, no other file would come either.
_FATAL = (AuthorizationError, ConfigurationError, TokenStorageError, UnauthorizedError)


@frozen(kw_only=True)
class Problem:
    """Something that is not in the export, and why; the export went on without it."""

    item_id: str
    title: str
    reason: str


@frozen(kw_only=True)
class KeptFile:
    """A file that is in the folder: of which item and address it is, its name and its bytes."""

    item_id: str
    address: str
    name: str
    size: int


class Files:
    """The files of a board in a folder.

    What is in it is noted in `files.jsonl`, a line for each file as soon as it is whole. So an
    export that broke off goes on where it was: a file that is noted, of the same address, and has
    its size, is not fetched again.
    """

    def __init__(self, api: MiroApi, folder: Path) -> None:
        self._api = api
        self._folder = folder
        self._noting = Lock()
        self._kept: dict[str, KeptFile] = {}
        self._names: dict[str, str] = {}
        self.problems: list[Problem] = []

    @property
    def paths(self) -> Mapping[str, str]:
        """The paths of the files within the export, with `/`, by the ids of their items."""
        return {kept.item_id: f"{FOLDER}/{kept.name}" for kept in self._kept.values()}

    async def fetch(
        self, items: Sequence[ImageItem | DocumentItem], *, at_once: int, done: Callable[[], None]
    ) -> None:
        """Download the files of these items, but for those that are there. 500 credits for each.

        Raises:
            OSError: The folder cannot be written.
            MiroError: Nothing can be downloaded, as the token is not taken.
        """
        noted = await to_thread.run_sync(self._read_notes)
        for item in items:
            kept = noted.get(item.id)
            if kept is not None and kept.address == _address(item):
                self._kept[item.id] = kept
                self._names[kept.name.casefold()] = item.id
        missing = [item for item in items if item.id not in self._kept]
        for _ in self._kept:
            done()
        await side_by_side((partial(self._fetch, item, done) for item in missing), at_once=at_once)

    async def _fetch(self, item: ImageItem | DocumentItem, done: Callable[[], None]) -> None:
        title = word(item.data, "title")
        # The kind of the file, and so its name, is known only when it is there.
        arriving = self._folder / f".{safe(item.id) or 'file'}.new"
        try:
            file = await self._api.download(item, arriving)
        except _FATAL:
            raise
        except MiroError as error:
            self.problems.append(Problem(item_id=item.id, title=title, reason=str(error)))
            done()
            return
        with CancelScope(shield=True):  # it is there, and paid for
            kind = await to_thread.run_sync(_kind, arriving, file.content_type)
            name = self._free_name(item.id, file_name(item.id, title, kind))
            kept = KeptFile(item_id=item.id, address=_address(item), name=name, size=file.size)
            async with self._noting:
                await to_thread.run_sync(self._keep, arriving, kept)
            self._kept[item.id] = kept
        done()

    def _free_name(self, item_id: str, name: str) -> str:
        """Give the name, or one with a number, if another item has it."""
        path, number = Path(name), 1
        while self._names.setdefault(name.casefold(), item_id) != item_id:
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        return name

    def _keep(self, arriving: Path, kept: KeptFile) -> None:
        arriving.replace(self._folder / kept.name)
        note = {"item": kept.item_id, "address": kept.address, "name": kept.name, "size": kept.size}
        with (self._folder / _NOTES).open("a", encoding="utf-8") as notes:
            notes.write(f"{json.dumps(note)}\n")

    def _read_notes(self) -> Mapping[str, KeptFile]:
        """Give what is noted and still there. A line that broke off, or is none, counts nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / _NOTES
        try:
            text = path.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return {}
        if text and not text.endswith("\n"):
            with path.open("a", encoding="utf-8") as notes:
                notes.write("\n")  # or the next note would be a part of the one that broke off
        noted = (_note(line) for line in text.splitlines())
        return {kept.item_id: kept for kept in noted if kept and self._is_there(kept)}

    def _is_there(self, kept: KeptFile) -> bool:
        path = self._folder / kept.name
        try:
            return not path.is_symlink() and path.is_file() and path.stat().st_size == kept.size
        except (OSError, ValueError):
            return False


def _address(item: ImageItem | DocumentItem) -> str:
    """Give where a file is. Another file of the same item has another address."""
    return word(item.data, "image_url") or word(item.data, "document_url")


def _kind(path: Path, told: str) -> str:
    """Give the media type of a file: what it is, if the host says no more than that it is bytes.

    So says it of what was uploaded without a file name.
    """
    if told.partition(";")[0].strip().lower() not in _NO_KINDS:
        return told
    with path.open("rb") as file:
        return media_type_of(file.read(BEGINNING)) or told


def _note(line: str) -> KeptFile | None:
    try:
        whole: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(whole, dict):
        return None
    fields = cast("dict[str, object]", whole)
    item_id, address = fields.get("item"), fields.get("address")
    name, size = fields.get("name"), fields.get("size")
    if not (isinstance(item_id, str) and isinstance(address, str) and isinstance(size, int)):
        return None
    # Whoever wrote to this file cannot make it name one elsewhere.
    if not isinstance(name, str) or Path(name).name != name or "\\" in name:
        return None
    return KeptFile(item_id=item_id, address=address, name=name, size=size)
