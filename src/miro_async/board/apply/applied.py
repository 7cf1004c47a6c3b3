"""What is remembered of a board between runs: what was made for which key, written as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import asdict, define, field

from ...errors import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSION = 1

Digests: TypeAlias = tuple[str, str]
"""Of a field: the digest of what was wanted, and the digest of what Miro then answered."""


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
    theirs: set[str] = field(factory=set[str])
    """The ids of those tags that were not made here; they are not kept."""
    lost: dict[str, str] = field(factory=dict[str, str])
    """The items that cannot be made, as nobody gives their files; with the reason."""
    begun: list[Begun] = field(factory=list[Begun])
    newest: int = 0
    """The highest id that the board had when the creations in `begun` were sent."""

    def rename_tag(self, old: str, new: str, tag_id: str) -> None:
        """Know a tag, and what carries it, by another title."""
        self.tags.pop(old, None)
        self.tags[new] = tag_id
        for known in self.items.values():
            known.tags = [new if title == old else title for title in known.tags]

    def to_text(self) -> str:
        """Give it as a text of JSON, for a storage."""
        kinds = {"items": self.items, "connectors": self.connectors, "groups": self.groups}
        stored: dict[str, object] = {
            name: {key: _known_json(known) for key, known in kind.items()}
            for name, kind in kinds.items()
        }
        tags = {title: id_ for title, id_ in self.tags.items() if id_ not in self.theirs}
        stored |= {"version": _VERSION, "tags": tags}
        stored |= {"lost": self.lost} if self.lost else {}
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
                tags=_texts(stored["tags"]),
                lost=_texts(stored.get("lost", {})),
                begun=[_begun_of(each) for each in stored.get("begun", ())],
                newest=int(cast("int", stored.get("newest", 0))),
            )
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ):
            message = "what is kept of the board's keys is damaged, or of another version"
            raise InvalidArgumentError(message) from None


def made_here(key: str, known: Known) -> bool:
    """Tell whether a thing was made for its key; else a snapshot of this board knows it by its id.

    What was not made here is brought back, but never deleted.
    """
    return known.id != key


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
    entry = cast("dict[str, Any]", stored)
    place, ends = entry.get("place"), entry.get("ends")
    return Begun(
        key=_text(entry["key"]),
        type=_text(entry["type"]),
        text=_text_or_none(entry.get("text")),
        place=(float(place[0]), float(place[1])) if place else None,
        frame=_text_or_none(entry.get("frame")),
        ends=(_text(ends[0]), _text(ends[1])) if ends else None,
        sent=dict(entry.get("sent", {})),
    )


def _demand_version(version: object) -> None:
    if version != _VERSION:
        raise ValueError


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(stored: Any) -> dict[str, str]:
    return {key: _text(value) for key, value in stored.items()}
