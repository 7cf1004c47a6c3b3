"""What of a batch can be known to be wrong before anything is sent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from attrs import frozen

from ...errors import InvalidArgumentError
from ..drafts import ConnectorDraft, Draft, RelativeTo
from ..refs import id_of
from ..tagging import MOST_TAGS, TAGGED
from .chunks import ALONE_TYPES, BULK_TYPES, FILE_TYPES
from .inside import demand_inside
from .words import called, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..drafts import Drafts, GroupDraft, Ref

_LONGEST_TITLE = 120
_PARTS = {
    "doc_format": {"data"},
    **{kind: {"data", "geometry"} for kind in ALONE_TYPES - {"doc_format"}},
}
"""What can be said of kinds that are not made in bulk; of files the same as of the latter."""
_FEWEST = 2


def demand_sendable(drafts: Drafts, board_id: str) -> None:
    """Refuse drafts that Miro would refuse, or that cannot be put into an order.

    Raises:
        InvalidArgumentError: The message names the draft and what is wrong with it.
    """
    if len(set(drafts.items)) < len(drafts.items):
        raise InvalidArgumentError("the same draft is there twice: make another one")
    _demand_keys([*drafts.items, *drafts.connectors, *drafts.groups])
    for title in drafts.tags:
        _demand_title(title)
    there = _There(set(drafts.items), board_id)
    for draft in drafts.items:
        _demand_item(draft, there)
    for line in drafts.connectors:
        _demand_connector(line, there)
    for group in drafts.groups:
        _demand_group(group, there)
    _demand_no_circle(drafts.items)
    demand_inside(drafts.items)
    _demand_json([*drafts.items, *drafts.connectors])


def _demand_keys(drafts: Iterable[Draft | ConnectorDraft | GroupDraft]) -> None:
    for key, times in Counter(draft.key for draft in drafts).items():
        if key is not None and times > 1:
            raise InvalidArgumentError(f"{times} drafts have the key {key!r}")


def _demand_item(draft: Draft, there: _There) -> None:
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
    _demand_frame(draft, there)
    if isinstance(draft.tags, str):
        raise InvalidArgumentError(f"tags are several titles, not one text: {named(draft)}")
    if draft.tags and draft.type not in TAGGED:
        raise InvalidArgumentError(f"only sticky notes and cards have tags: {named(draft)}")
    if len(set(draft.tags)) > MOST_TAGS:
        raise InvalidArgumentError(f"an item has {MOST_TAGS} tags at most: {named(draft)}")
    for title in draft.tags:
        _demand_title(title)


def _demand_title(title: object) -> None:
    if not isinstance(title, str) or not 0 < len(title) <= _LONGEST_TITLE:
        raise InvalidArgumentError(f"a tag's title has 1 to {_LONGEST_TITLE} letters: {title!r}")


def _demand_frame(draft: Draft, there: _There) -> None:
    frame = draft.frame
    if draft.relative_to not in get_args(RelativeTo):
        raise InvalidArgumentError(
            f"relative_to is 'board' or 'frame', not {draft.relative_to!r}: {named(draft)}"
        )
    if frame is None:
        if draft.relative_to == "frame":
            raise InvalidArgumentError(f'relative_to="frame" needs a frame: {named(draft)}')
        return
    there.demand(frame, named(draft))
    wanted = "mindmap_node" if draft.type == "mindmap_node" else "frame"
    kind = None if isinstance(frame, str) else getattr(frame, "type", wanted)
    if kind not in {None, wanted}:
        raise InvalidArgumentError(f"a {kind} is no {wanted}, but {named(draft)} goes into it")


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


def _demand_connector(line: ConnectorDraft, there: _There) -> None:
    from ..connector import check_ends

    for end in (line.start, line.end):
        there.demand(end, called(line))
    check_ends(line.start, line.end)


def _demand_group(group: GroupDraft, there: _There) -> None:
    for item in group.items:
        there.demand(item, called(group))
    distinct = {item if isinstance(item, Draft) else id_of(item) for item in group.items}
    if len(distinct) < _FEWEST:
        raise InvalidArgumentError("a group has two items or more, each one once")


def _demand_json(drafts: Iterable[Draft | ConnectorDraft]) -> None:
    """Refuse what cannot be written into the body of a call."""
    from ...codec.codec import Codec

    to_json = Codec().to_json
    for draft in drafts:
        try:
            to_json(_written(draft))
        except InvalidArgumentError as error:
            raise InvalidArgumentError(f"{called(draft)} {error}") from error


def _written(draft: Draft | ConnectorDraft) -> Sequence[object]:
    if isinstance(draft, Draft):
        return (draft.data, draft.style, draft.geometry)
    return (draft.start_place, draft.end_place, draft.fields)


@frozen
class _There:
    """What drafts may refer to: each other, and what is on the board with this id."""

    own: set[Draft]
    board_id: str

    def demand(self, ref: Ref, who: str) -> None:
        """Refuse what is neither."""
        if isinstance(ref, Draft):
            if ref not in self.own:
                raise InvalidArgumentError(
                    f"the {named(ref)} of {who} is not in this batch: add it here, or give what "
                    "was made of it"
                )
            return
        try:
            id_of(ref, self.board_id)
        except InvalidArgumentError as error:
            raise InvalidArgumentError(f"{who}: {error}") from error
