"""In which calls and in which order the inputs of a batch are sent: pure planning."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import frozen

from ...models.enums import BulkItemType
from ...uploads import LARGEST_UPLOAD
from ..drafts import AnyDraft, ConnectorDraft, Draft, GroupDraft, TagDraft
from ..flat import is_symbol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..drafts import Drafts

Kind: TypeAlias = Literal["tags", "items", "taggings", "connectors", "groups"]
"""What a call is about."""

Way: TypeAlias = Literal["bulk", "upload", "alone"]
"""How items are sent: many in a call, many files in a call, or one by the route of its kind."""

MOST = 20
BULK_TYPES: frozenset[str] = frozenset(get_args(BulkItemType))
FILE_TYPES = frozenset({"image", "document"})
ALONE_TYPES = frozenset({"doc_format", "code", "code_widget", "mindmap_node"})


@frozen(eq=False)
class Tagging:
    """A tag that goes on an item of the batch."""

    draft: Draft
    tag: TagDraft


Input: TypeAlias = AnyDraft | Tagging


@frozen
class Inputs:
    """All that is to be made, by kinds: also tags that are only named by an item."""

    items: Sequence[Draft]
    tags: Sequence[TagDraft]
    connectors: Sequence[ConnectorDraft]
    groups: Sequence[GroupDraft]
    taggings: Sequence[Tagging]

    @classmethod
    def of(cls, drafts: Drafts) -> Inputs:
        """Give those of drafts."""
        tags = dict(drafts.tags)
        taggings: list[Tagging] = []
        for draft in drafts.items:
            for title in dict.fromkeys(draft.tags):
                tag = tags.setdefault(title, TagDraft(title=title))
                taggings.append(Tagging(draft, tag))
        return cls(
            [*drafts.items], [*tags.values()], [*drafts.connectors], [*drafts.groups], taggings
        )

    @property
    def drafts(self) -> list[AnyDraft]:
        """All of them but for taggings."""
        return [*self.items, *self.tags, *self.connectors, *self.groups]

    def __len__(self) -> int:
        return len(self.drafts) + len(self.taggings)


@frozen(kw_only=True, eq=False)
class Chunk:
    """What goes into one call; `sends` counts how often it was tried before."""

    kind: Kind
    inputs: Sequence[Input]
    way: Way = "alone"
    sends: int = 0


Phase: TypeAlias = "list[Chunk]"
"""Chunks that do not need each other."""


def plan(inputs: Inputs, sizes: Mapping[Draft, int], *, in_order: bool) -> list[Phase]:
    """Give the calls in phases: each needs only what was made in those before.

    Tags and items come first, those in frames after their frames; then lines and what ties tags to
    items; groups are last.

    Args:
        inputs: What is to be made.
        sizes: The bytes of files, as far as they are known; others go alone.
        in_order: Whether items are made in the order of the drafts, as far as frames come before
            what is in them: each phase has one chunk of items then.
    """
    arrange = _one_after_the_other if in_order else _by_levels
    items = [*arrange(inputs.items, sizes)] or [[]]
    phases: list[Phase] = [
        [*(Chunk(kind="tags", inputs=(tag,)) for tag in inputs.tags), *items[0]],
        *items[1:],
        [
            *(Chunk(kind="taggings", inputs=its) for its in _by_items(inputs.taggings)),
            *(Chunk(kind="connectors", inputs=(line,)) for line in inputs.connectors),
        ],
        [Chunk(kind="groups", inputs=(group,)) for group in inputs.groups],
    ]
    return [phase for phase in phases if phase]


def _by_items(taggings: Iterable[Tagging]) -> Iterator[Sequence[Tagging]]:
    """Give those of an item together: one after the other, tags are there in their order."""
    for _, its in groupby(taggings, key=lambda one: one.draft):
        yield tuple(its)


def way_of(draft: Draft) -> Way:
    """Give how an item is sent."""
    if draft.file is not None:
        return "upload"
    return "bulk" if draft.type in BULK_TYPES and not is_flowchart(draft) else "alone"


def is_flowchart(draft: Draft) -> bool:
    """Tell whether a shape is one that only the experimental route makes."""
    return draft.type == "shape" and is_symbol(draft.data.get("shape"))


def is_nested(draft: Draft) -> bool:
    """Tell whether this is a frame in a frame, which takes a second call."""
    return draft.type == "frame" and draft.frame is not None


def _by_levels(drafts: Iterable[Draft], sizes: Mapping[Draft, int]) -> Iterator[Phase]:
    levels: dict[Draft, int] = {}
    by_level: dict[int, list[Draft]] = {}
    for draft in frames_first(drafts):
        above = draft.frame
        level = levels[draft] = levels[above] + 1 if isinstance(above, Draft) else 0
        by_level.setdefault(level, []).append(draft)
    for level in sorted(by_level):
        # By ways, so that an upload between two notes does not part them.
        ways: dict[Way, list[Draft]] = {}
        for draft in by_level[level]:
            ways.setdefault(way_of(draft), []).append(draft)
        yield [chunk for same in ways.values() for chunk in _chunks(same, sizes)]


def _one_after_the_other(drafts: Iterable[Draft], sizes: Mapping[Draft, int]) -> Iterator[Phase]:
    for chunk in _chunks(frames_first(drafts), sizes):
        yield [chunk]


def frames_first(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Give all drafts in their order, but for frames that come after what is in them."""
    given: set[Draft] = set()
    for draft in drafts:
        chain: list[Draft] = []
        one: object = draft
        while isinstance(one, Draft) and one not in given:
            chain.append(one)
            one = one.frame
        given.update(chain)
        yield from reversed(chain)


def _chunks(drafts: Iterable[Draft], sizes: Mapping[Draft, int]) -> Iterator[Chunk]:
    together: list[Draft] = []
    room = LARGEST_UPLOAD
    for draft in drafts:
        way, size = way_of(draft), sizes.get(draft, LARGEST_UPLOAD) if draft.file is not None else 0
        if together and (
            len(together) == MOST
            or way != way_of(together[0])
            or way == "alone"
            or size > room
            or draft.frame in together
        ):
            yield Chunk(kind="items", inputs=tuple(together), way=way_of(together[0]))
            together, room = [], LARGEST_UPLOAD
        together.append(draft)
        room -= size
    if together:
        yield Chunk(kind="items", inputs=tuple(together), way=way_of(together[0]))
