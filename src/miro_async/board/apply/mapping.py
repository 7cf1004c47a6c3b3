"""Which key of a source has become which item: what `board.apply` remembers between its runs.

Miro keeps nothing of the kind with an item, so it is kept here, by whoever calls: in a file, in
memory, or wherever an object with two methods puts it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from attrs import asdict, define, field

from ...errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

_VERSION = 1

Digests: TypeAlias = tuple[str, str]
"""Of a field: the digest of what was wanted, and the digest of what Miro then answered."""


class KeyStorage(Protocol):
    """Where it is kept what was applied to a board. Both methods may be called many times."""

    async def load(self, board_id: str) -> str | None:
        """Give the text that was saved last for this board; `None` if there was none."""
        ...

    async def save(self, board_id: str, text: str) -> None:
        """Keep this text for the board, in the place of the one before."""
        ...


class MemoryKeys:
    """Keeps it in memory, as long as this object lives."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    async def load(self, board_id: str) -> str | None:
        """Give the text that was saved last for this board."""
        return self._texts.get(board_id)

    async def save(self, board_id: str, text: str) -> None:
        """Keep this text for the board."""
        self._texts[board_id] = text


class FileKeys:
    """Keeps it in a JSON file, which may hold several boards.

    The file is replaced in one step, so that there is always a whole one. Two programs may not use
    one file at once.

    Args:
        path: The file; it is made when there is something to keep. Its folder has to be there.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path: Path = Path(path)

    async def load(self, board_id: str) -> str | None:
        """Give the text that was saved last for this board.

        Raises:
            InvalidArgumentError: The file is damaged, or no file of keys.
            OSError: It cannot be read.
        """
        from anyio import to_thread

        return (await to_thread.run_sync(self._read)).get(board_id)

    async def save(self, board_id: str, text: str) -> None:
        """Keep this text for the board.

        Raises:
            InvalidArgumentError: There is a file, but it is damaged, or no file of keys.
            OSError: It cannot be written; what was there before is still there.
        """
        from anyio import to_thread

        await to_thread.run_sync(self._write, board_id, text)

    def _read(self) -> dict[str, str]:
        try:
            stored = cast("object", json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):
            stored = None
        boards = _member(stored, "boards", dict)
        if _member(stored, "miro-async keys", int) != _VERSION or boards is None:
            raise InvalidArgumentError(f"{self.path} is damaged, or no file of keys")
        return {key: json.dumps(board) for key, board in cast("dict[str, object]", boards).items()}

    def _write(self, board_id: str, text: str) -> None:
        from ...call.unfinished import UnfinishedFile

        boards = {key: json.loads(each) for key, each in self._read().items()}
        boards[board_id] = json.loads(text)
        whole = json.dumps({"miro-async keys": _VERSION, "boards": boards}, ensure_ascii=False)
        file = UnfinishedFile(self.path)
        try:
            file.begin()
            file.write([whole.encode("utf-8", "surrogatepass"), b"\n"])
            file.finish()
        finally:
            file.discard()


@define(kw_only=True)
class Known:
    """A thing that was made for a key: its id, and each field as it was wanted and answered."""

    id: str
    type: str
    fields: dict[str, Digests] = field(factory=dict[str, Digests])
    tags: list[str] = field(factory=list[str])


@define(kw_only=True)
class Begun:
    """A creation that may have been sent: what it would look like on the board."""

    key: str
    type: str
    text: str | None = None
    place: tuple[float, float] | None = None
    frame: str | None = None
    ends: tuple[str, str] | None = None
    sent: dict[str, object] = field(factory=dict[str, object])


@define(kw_only=True)
class Applied:
    """All that is remembered of a board: what was made for which key."""

    items: dict[str, Known] = field(factory=dict[str, Known])
    connectors: dict[str, Known] = field(factory=dict[str, Known])
    groups: dict[str, Known] = field(factory=dict[str, Known])
    tags: dict[str, str] = field(factory=dict[str, str])
    begun: list[Begun] = field(factory=list[Begun])
    newest: int = 0
    """The highest id that the board had when the creations in `begun` were sent."""

    def to_text(self) -> str:
        """Give it as a text of JSON, for a storage."""
        kinds = {"items": self.items, "connectors": self.connectors, "groups": self.groups}
        stored: dict[str, object] = {
            name: {key: _known_json(known) for key, known in kind.items()}
            for name, kind in kinds.items()
        }
        stored |= {"version": _VERSION, "tags": self.tags}
        if self.begun:
            stored |= {"begun": [_begun_json(each) for each in self.begun], "newest": self.newest}
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of_text(cls, text: str | None) -> Applied:
        """Read what `to_text` has written; `None` is nothing.

        Raises:
            InvalidArgumentError: It is damaged, or was written by another version.
        """
        if text is None:
            return cls()
        try:
            stored = cast("dict[str, dict[str, list[object]]]", json.loads(text))
            _demand_version(stored["version"])
            return cls(
                items=_known_of(stored["items"]),
                connectors=_known_of(stored["connectors"]),
                groups=_known_of(stored["groups"]),
                tags=cast("dict[str, str]", dict(stored["tags"])),
                begun=[_begun_of(each) for each in stored.get("begun", ())],
                newest=int(cast("int", stored.get("newest", 0))),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            message = "what is kept of the board's keys is damaged, or of another version"
            raise InvalidArgumentError(message) from None


def _known_json(known: Known) -> list[object]:
    entry: list[object] = [known.id, known.type, known.fields]
    return [*entry, known.tags] if known.tags else entry


def _known_of(stored: Mapping[str, list[object]]) -> dict[str, Known]:
    read: dict[str, Known] = {}
    for key, entry in stored.items():
        item_id, kind, fields, *tags = entry
        digests = cast("dict[str, list[str]]", fields)
        read[key] = Known(
            id=_text(item_id),
            type=_text(kind),
            fields={name: (_text(one), _text(other)) for name, (one, other) in digests.items()},
            tags=[_text(tag) for tag in cast("list[object]", tags[0])] if tags else [],
        )
    return read


def _begun_json(begun: Begun) -> dict[str, object]:
    whole = asdict(begun, recurse=False)
    return {name: value for name, value in whole.items() if value not in (None, {})}


def _begun_of(stored: object) -> Begun:
    entry = cast("dict[str, object]", stored)
    place = cast("list[float] | None", entry.get("place"))
    ends = cast("list[str] | None", entry.get("ends"))
    return Begun(
        key=_text(entry["key"]),
        type=_text(entry["type"]),
        text=cast("str | None", entry.get("text")),
        place=(place[0], place[1]) if place else None,
        frame=cast("str | None", entry.get("frame")),
        ends=(ends[0], ends[1]) if ends else None,
        sent=dict(cast("Mapping[str, object]", entry.get("sent", {}))),
    )


def _demand_version(version: object) -> None:
    if version != _VERSION:
        raise ValueError


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _member(value: object, name: str, kind: type[object]) -> object:
    member = cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    return member if isinstance(member, kind) else None
