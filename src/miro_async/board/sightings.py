"""What was seen of a board, in short: enough to tell what differs, and to be written into a token.

Of each thing there is its kind and a digest for each of its fields. A token is a text with all of
it, compressed; it holds nothing that anybody could read of what the board says.
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias, cast

from attrs import define, field, frozen

from ..errors import InvalidArgumentError
from .change import Change
from .fields import connector_fields, digest, item_fields, tag_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..models import Connector, Item, ItemGroup, Tag
    from .change import Thing

_BEGINNING = "changes1."
_CHECK = 6  # bytes that show whether a token is damaged
_SIZE = 3  # bytes of a field's digest: one of 16 million changes would not be seen
_MOST = 64 * 1024 * 1024  # bytes of an unpacked token
_PLACE = frozenset({"position", "parent"})
# What reading something else as a token ends in.
_NO_TOKEN = (AttributeError, LookupError, RecursionError, TypeError, ValueError, zlib.error)

Found: TypeAlias = "tuple[Sighting, Item | Connector | Tag | ItemGroup]"


@frozen
class Sighting:
    """What is kept of a thing: what it is, and digests of its fields."""

    what: Thing
    type: str
    fields: Mapping[str, str]


def seen_item(item: Item, tags: Iterable[str] = ()) -> Sighting:
    """Give what is kept of an item that carries these tags."""
    carried = sorted(tags)
    named: dict[str, object] = {**item_fields(item), **({"tags": carried} if carried else {})}
    return Sighting("item", item.type, _digests(named))


def seen_connector(connector: Connector) -> Sighting:
    """Give what is kept of a connector."""
    return Sighting("connector", "connector", _digests(connector_fields(connector)))


def seen_tag(tag: Tag) -> Sighting:
    """Give what is kept of a tag."""
    return Sighting("tag", "tag", _digests(tag_fields(tag)))


def seen_group(group: ItemGroup) -> Sighting:
    """Give what is kept of a group: its items, in whatever order."""
    items = sorted(group.data.items) if group.data else []
    return Sighting("group", "group", _digests({"data.items": items}))


def _digests(fields: Mapping[str, object]) -> dict[str, str]:
    return {name: digest(name, each, size=_SIZE) for name, each in fields.items()}


def gone(thing_id: str, old: Sighting) -> Change:
    """Give the change of a thing that is not there any more."""
    return Change(kind="deleted", what=old.what, id=thing_id, type=old.type)


def changed(thing_id: str, old: Sighting | None, new: Found) -> Change | None:
    """Give how a thing has changed; `None` if it is as it was."""
    sighting, thing = new
    what, kind = sighting.what, sighting.type
    if old is None:
        return Change(kind="created", what=what, id=thing_id, type=kind, now=thing)
    names = [*sighting.fields, *(name for name in old.fields if name not in sighting.fields)]
    fields = tuple(name for name in names if old.fields.get(name) != sighting.fields.get(name))
    if not fields and old.type == kind:
        return None
    moved = bool(fields) and _PLACE.issuperset(fields)
    return Change(
        kind="moved" if moved else "changed", what=what, id=thing_id, type=kind, fields=fields,
        now=thing,
    )  # fmt: skip


@define(kw_only=True)
class Known:
    """A board as far as its changes have been told.

    `modified` is the board's own time of change when all was told; `None` while it is not known
    whether there is more to be seen.
    """

    board_id: str
    things: dict[str, Sighting] = field(factory=dict[str, Sighting])
    modified: str | None = None
    tags: bool = True

    def token(self) -> str:
        """Give it as a text."""
        kinds: dict[tuple[object, ...], int] = {}
        rows: list[list[object]] = []
        before = 0
        for thing_id in sorted(self.things, key=_order):
            sighting = self.things[thing_id]
            kind = (sighting.what, sighting.type, *sighting.fields)
            number = kinds.setdefault(kind, len(kinds))
            # Ids grow in small steps, which takes less room than the ids themselves.
            short = str(int(thing_id) - before) if thing_id.isdecimal() else f"={thing_id}"
            before = int(thing_id) if thing_id.isdecimal() else before
            rows.append([number, short, "".join(sighting.fields.values())])
        whole = [self.board_id, self.modified, self.tags, [*kinds], *zip(*rows, strict=True)]
        packed = zlib.compress(json.dumps(whole, separators=(",", ":")).encode(), level=6)
        return _BEGINNING + urlsafe_b64encode(_sum(packed) + packed).decode().rstrip("=")

    @classmethod
    def of_token(cls, token: str, board_id: str) -> Known:
        """Read a token.

        Raises:
            InvalidArgumentError: It is none, damaged, of another version, or of another board.
        """
        if not token.startswith(_BEGINNING):
            raise InvalidArgumentError("this is no token of changes, or one of another version")
        try:
            known = cls._unpacked(token.removeprefix(_BEGINNING))
        except _NO_TOKEN:
            message = "the token of changes is damaged: it is cut or altered"
            raise InvalidArgumentError(message) from None
        if known.board_id != board_id:
            raise InvalidArgumentError(
                f"the token of changes is of board {known.board_id}, not of {board_id}"
            )
        return known

    @classmethod
    def _unpacked(cls, text: str) -> Known:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        check, packed = raw[:_CHECK], raw[_CHECK:]
        if check != _sum(packed):
            raise ValueError
        unpacking = zlib.decompressobj()
        whole = cast("list[object]", json.loads(unpacking.decompress(packed, _MOST)))
        board_id, modified, tags, kinds, *columns = whole
        known = cls(
            board_id=str(board_id),
            modified=None if modified is None else str(modified),
            tags=bool(tags),
        )
        before = 0
        for number, short, digests in zip(*cast("list[list[str]]", columns), strict=True):
            what, type_, *names = cast("list[list[str]]", kinds)[int(number)]
            thing_id = short[1:] if short.startswith("=") else str(before + int(short))
            before = int(thing_id) if thing_id.isdecimal() else before
            size = 2 * _SIZE
            parts = (digests[at : at + size] for at in range(0, len(digests), size))
            fields = dict(zip(names, parts, strict=True))
            known.things[thing_id] = Sighting(cast("Thing", str(what)), str(type_), fields)
        return known


def _order(thing_id: str) -> tuple[bool, int, str]:
    return not thing_id.isdecimal(), int(thing_id) if thing_id.isdecimal() else 0, thing_id


def _sum(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=_CHECK).digest()
