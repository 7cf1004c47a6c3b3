"""What is wanted on a board, by the keys of its source."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from attrs import frozen

from ...errors import InvalidArgumentError
from ..drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..drafts import ConnectorDraft, Drafts, GroupDraft, Ref, TagDraft

T = TypeVar("T")

OTHER_NAMES = {"code_widget": "code"}
"""Kinds that drafts may call by another name than lists do."""


class Target(NamedTuple):
    """What a draft refers to: something wanted, by its key, or something else, by its id."""

    key: str | None
    id: str | None

    def written(self) -> str:
        """Give it as a text that tells keys from ids."""
        return f"key {self.key}" if self.key is not None else f"id {self.id}"


Ids: TypeAlias = "Mapping[str, str]"
"""The ids of what is on the board, by key."""


@frozen(kw_only=True)
class Keyed:
    """Drafts by their keys, in their order."""

    items: Mapping[str, Draft]
    connectors: Mapping[str, ConnectorDraft]
    groups: Mapping[str, GroupDraft]
    tags: Mapping[str, TagDraft]
    keys: Mapping[int, str]
    """The keys of drafts, by the identity of these."""

    def target(self, ref: Ref) -> Target:
        """Give what a draft refers to.

        Raises:
            InvalidArgumentError: It refers to a draft that is not among those wanted.
        """
        if not isinstance(ref, Draft):
            return Target(None, ref if isinstance(ref, str) else ref.id)
        if id(ref) not in self.keys:
            raise InvalidArgumentError(
                f"something refers to a {ref.type} (key {ref.key!r}) that is not among the drafts"
            )
        return Target(self.keys[id(ref)], None)

    def id_of(self, ref: Ref, ids: Ids) -> str | None:
        """Give the id of what a draft refers to; `None` if it is yet to be made."""
        target = self.target(ref)
        return target.id if target.key is None else ids.get(target.key)

    def titles(self) -> list[str]:
        """Give the titles of all tags that are wanted, each once."""
        on_items = (title for draft in self.items.values() for title in draft.tags)
        return [*dict.fromkeys([*self.tags, *on_items])]


def keyed(wanted: Drafts) -> Keyed:
    """Give drafts by their keys; connectors and groups without one get one from what they join.

    Raises:
        InvalidArgumentError: An item has no key, two have the same, or a reference leads nowhere.
    """
    items: dict[str, Draft] = {}
    for draft in wanted.items:
        if draft.key is None:
            says = f"{draft.type} {label(draft)[:60]}".rstrip()
            raise InvalidArgumentError(f"an item has no key: {says}")
        _put(items, draft.key, draft, "items")
    keys = {id(draft): key for key, draft in items.items()}
    found = Keyed(items=items, connectors={}, groups={}, tags=dict(wanted.tags), keys=keys)
    connectors: dict[str, ConnectorDraft] = {}
    for line in wanted.connectors:
        joined = f"{_name(found, line.start)} -> {_name(found, line.end)}"
        _put(connectors, line.key or _free(joined, connectors), line, "connectors")
    groups: dict[str, GroupDraft] = {}
    for group in wanted.groups:
        joined = ", ".join(_name(found, ref) for ref in group.items)
        _put(groups, group.key or _free(joined, groups), group, "groups")
    whole = Keyed(items=items, connectors=connectors, groups=groups, tags=found.tags, keys=keys)
    _check(whole)
    return whole


def _check(wanted: Keyed) -> None:
    for key, draft in wanted.items.items():
        if draft.frame is None and draft.relative_to == "frame" and draft.at is not None:
            raise InvalidArgumentError(f'item {key!r}: relative_to="frame" needs a frame')
    _check_above(wanted)
    grouped = Counter(wanted.target(ref) for each in wanted.groups.values() for ref in each.items)
    twice = [target for target, count in grouped.items() if count > 1]
    if twice:
        raise InvalidArgumentError(f"an item is in one group at most, not in two: {twice[0]}")


def _check_above(wanted: Keyed) -> None:
    """Refuse a frame that is in itself, directly or through others."""
    fine: set[str] = set()
    for key in wanted.items:
        way: dict[str, None] = {}
        above: str | None = key
        while above is not None and above not in fine:
            if above in way:
                raise InvalidArgumentError(f"item {above!r} is in itself")
            way[above] = None
            frame = wanted.items[above].frame
            above = None if frame is None else wanted.target(frame).key
        fine.update(way)


def _name(found: Keyed, ref: Ref) -> str:
    target = found.target(ref)
    return str(target.key if target.key is not None else target.id)


def _free(name: str, taken: Mapping[str, object]) -> str:
    key, count = name, 1
    while key in taken:
        count += 1
        key = f"{name} ({count})"
    return key


def _put(things: dict[str, T], key: str, thing: T, kind: str) -> None:
    if key in things:
        raise InvalidArgumentError(f"two {kind} have the key {key!r}")
    things[key] = thing


def said(draft: Draft) -> str:
    """Give what an item says, in Miro's HTML."""
    names: Sequence[str] = ("content", "title", "code", "url")
    texts = [draft.data.get(name) for name in names]
    return next((text for text in texts if isinstance(text, str)), "")


def label(draft: Draft) -> str:
    """Give what an item says in one line, without markup."""
    from ...drawing.text import plain

    return " ".join(plain(said(draft)).split())
