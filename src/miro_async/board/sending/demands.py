"""What of a batch can be known to be wrong before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import InvalidArgumentError
from ..drafts import ConnectorDraft, Draft, TagDraft
from ..tagging import MOST_TAGS, TAGGED
from .chunks import ALONE_TYPES, BULK_TYPES, FILE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..drafts import AnyDraft, Drafts, GroupDraft, Ref

_LONGEST_TITLE = 120
_PARTS = {
    "doc_format": {"data"},
    **{kind: {"data", "geometry"} for kind in ALONE_TYPES - {"doc_format"}},
}
"""What can be said of kinds that are not made in bulk; of files the same as of the latter."""
_FEWEST = 2
_SHOWN = 40


def demand_sendable(drafts: Drafts) -> None:
    """Refuse drafts that Miro would refuse, or that cannot be put into an order.

    Raises:
        InvalidArgumentError: The message names the draft and what is wrong with it.
    """
    own = set(drafts.items)
    if len(own) < len(drafts.items):
        raise InvalidArgumentError("the same draft is there twice: make another one")
    _demand_keys([*drafts.items, *drafts.connectors, *drafts.groups])
    for draft in drafts.items:
        _demand_item(draft, own)
    _demand_no_circle(drafts.items)
    for title in drafts.tags:
        _demand_title(title)
    for line in drafts.connectors:
        _demand_connector(line, own)
    for group in drafts.groups:
        _demand_group(group, own)


def called(draft: AnyDraft) -> str:
    """Give what a message calls what was asked for."""
    if isinstance(draft, Draft):
        return named(draft)
    if isinstance(draft, TagDraft):
        return f"tag {draft.title!r}"
    kind = "connector" if isinstance(draft, ConnectorDraft) else "group"
    return kind if draft.key is None else f"{kind} (key {draft.key!r})"


def named(draft: Draft) -> str:
    """Give what a message calls an item: its kind, what it says, and its key."""
    from ...drawing.text import plain

    said = next(
        (draft.data[name] for name in ("content", "title", "url") if name in draft.data), ""
    )
    text = " ".join(plain(said).split())
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    key = "" if draft.key is None else f" (key {draft.key!r})"
    return f"{draft.type} {shown!r}{key}" if shown else f"{draft.type}{key}"


def _demand_keys(drafts: Iterable[Draft | ConnectorDraft | GroupDraft]) -> None:
    seen: set[str] = set()
    for draft in drafts:
        if draft.key is not None and draft.key in seen:
            raise InvalidArgumentError(f"two drafts have the key {draft.key!r}")
        seen.add(draft.key or "")


def _demand_item(draft: Draft, own: set[Draft]) -> None:
    if draft.type not in BULK_TYPES | ALONE_TYPES:
        raise InvalidArgumentError(f"Miro's REST API makes no {draft.type!r}: {named(draft)}")
    if draft.file is not None and draft.type not in FILE_TYPES:
        raise InvalidArgumentError(f"only images and documents have files: {named(draft)}")
    parts = _PARTS["code"] if draft.file is not None else _PARTS.get(draft.type)
    if parts is not None and not draft.fields().keys() <= parts:
        surplus = ", ".join(sorted(draft.fields().keys() - parts))
        raise InvalidArgumentError(f"Miro takes no {surplus} for this: {named(draft)}")
    if draft.type == "document" and "altText" in draft.data:
        raise InvalidArgumentError(f"only images have an altText: {named(draft)}")
    _demand_frame(draft, own)
    if draft.tags and draft.type not in TAGGED:
        raise InvalidArgumentError(f"only sticky notes and cards have tags: {named(draft)}")
    if len(set(draft.tags)) > MOST_TAGS:
        raise InvalidArgumentError(f"an item has {MOST_TAGS} tags at most: {named(draft)}")
    for title in draft.tags:
        _demand_title(title)


def _demand_title(title: str) -> None:
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise InvalidArgumentError(f"a tag's title has 1 to {_LONGEST_TITLE} letters: {title!r}")


def _demand_frame(draft: Draft, own: set[Draft]) -> None:
    frame = draft.frame
    if frame is None:
        if draft.relative_to == "frame":
            raise InvalidArgumentError(f'relative_to="frame" needs a frame: {named(draft)}')
        return
    _demand_own(frame, own, draft)
    wanted = "mindmap_node" if draft.type == "mindmap_node" else "frame"
    kind = None if isinstance(frame, str) else getattr(frame, "type", wanted)
    if kind not in {None, wanted}:
        raise InvalidArgumentError(f"a {kind} is no {wanted}, but {named(draft)} goes into it")
    if isinstance(frame, Draft) and wanted == "frame":
        _demand_inside(draft, frame)


def _demand_inside(draft: Draft, frame: Draft) -> None:
    """Refuse a center outside of a frame whose size is known, as Miro does."""
    if draft.at is None or draft.relative_to != "frame":
        return
    for place, side in ((draft.at.x, "width"), (draft.at.y, "height")):
        size = frame.geometry.get(side)
        if place < 0 or (isinstance(size, int | float) and place > size):
            raise InvalidArgumentError(
                f"the center ({draft.at.x:g}, {draft.at.y:g}) is outside of {named(frame)}: "
                f"{named(draft)}"
            )


def _demand_no_circle(drafts: Iterable[Draft]) -> None:
    good: set[Draft] = set()
    for draft in drafts:
        chain: dict[Draft, None] = {}
        one: object = draft
        while isinstance(one, Draft) and one not in good:
            if one in chain:
                raise InvalidArgumentError(f"frames are in each other in a circle: {named(one)}")
            chain[one] = None
            one = one.frame
        good.update(chain)


def _demand_connector(line: ConnectorDraft, own: set[Draft]) -> None:
    from ..connector import check_ends

    for end in (line.start, line.end):
        _demand_own(end, own, None)
    check_ends(line.start, line.end)


def _demand_group(group: GroupDraft, own: set[Draft]) -> None:
    for item in group.items:
        _demand_own(item, own, None)
    distinct = {item if isinstance(item, Draft | str) else item.id for item in group.items}
    if len(distinct) < _FEWEST:
        raise InvalidArgumentError("a group has two items or more, each one once")


def _demand_own(ref: Ref, own: set[Draft], who: Draft | None) -> None:
    if isinstance(ref, Draft) and ref not in own:
        by = "" if who is None else f" of {named(who)}"
        raise InvalidArgumentError(
            f"the {named(ref)}{by} is not in this batch: add it here, or give what was made of it"
        )
