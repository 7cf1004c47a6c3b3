"""What sent items look like on a board, and which of those that are there they are: pure."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import isclose
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from attrs import evolve, frozen

from ...drawing.text import plain
from ...drawing.values import part, word
from .chunks import FILE_TYPES, is_flowchart
from .own_work import age_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...models import Connector, Item
    from ..drafts import Draft

L = TypeVar("L")
_MOST_COMBINATIONS = 4096
_TEXTS = ("content", "title", "code")
_TEXTS_OF = {"embed": ("url",), "doc_format": ()}  # the rest Miro finds out, or writes anew
_EMPTY = frozenset({"sticky_note", "shape"})
"""Kinds to which Miro adds no words: what was sent without a text has none."""
_PLACED = frozenset({"mindmap_node"})
"""Kinds whose own lists do not tell where they are."""
_ENDINGS = frozenset(
    (
        *("png", "jpg", "jpeg", "gif", "webp", "svg"),
        *("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "txt"),
    )
)
_NEAR = 0.5  # board units

Place: TypeAlias = tuple[float, float]

Verdict: TypeAlias = "list[str] | Literal['nothing', 'unclear']"
"""The ids of what a call has made, in the order of its inputs; or that there is nothing of it."""


@frozen(kw_only=True)
class Look:
    """What tells an item from others; `None` is not told, or not known."""

    type: str
    parent: str | None = None
    place: Place | None = None
    text: str | None = None
    color: str | None = None


@frozen
class Found(Generic[L]):
    """Something that is on the board and might have been made by a call."""

    id: str
    look: L


def look_of_draft(draft: Draft, fields: Mapping[str, object]) -> Look:
    """Give what an item will look like that is made of a draft with this body."""
    kind = "code" if draft.type == "code_widget" else draft.type
    # Lists do not tell what flowchart shapes say.
    data = None if is_flowchart(draft) else fields.get("data") or fields
    position = fields.get("position")
    return _look(kind, data, fields.get("style"), fields.get("parent"), position)


def look_of_item(item: Item) -> Look:
    """Give what an item on the board looks like."""
    return _look(item.type, item.data, part(item, "style"), item.parent, item.position)


def look_of_connector(connector: Connector) -> Look:
    """Give what a line looks like: between which items, and with which captions."""
    start, end = word(connector.start_item, "id"), word(connector.end_item, "id")
    return line_look(start, end, connector.captions or ())


def line_look(start: str, end: str, captions: Iterable[object]) -> Look:
    """Give what a line between these items looks like."""
    text = " ".join(_words(part(caption, "content")) for caption in captions)
    return Look(type=f"{start} {end}", text=text)


def group_look(members: Iterable[str]) -> Look:
    """Give what a group of these items looks like."""
    return Look(type=" ".join(sorted(members)))


def without_ending(kind: str, title: str) -> str:
    """Give the title of a file without its ending, which Miro appends; other texts as they are."""
    if kind not in FILE_TYPES:
        return title
    words = title.split(".")
    while len(words) > 1 and words[-1].lower() in _ENDINGS:
        words.pop()
    return ".".join(words)


def same_aspects(looks: Iterable[Look]) -> dict[str, Look]:
    """Give, for each kind, which aspects are told by all: those others do not tell are `None`."""
    told: dict[str, Look] = {}
    for look in looks:
        before = told.setdefault(look.type, look)
        told[look.type] = _seen_as(before, look)
    return told


def seen_as(look: Look, told: Mapping[str, Look]) -> Look:
    """Give a look without the aspects that are not told of all of its kind."""
    return _seen_as(look, told[look.type]) if look.type in told else look


def is_near(look: Look, sent: Look) -> bool:
    """Tell whether something might be what was sent, changed by the service or by somebody."""
    if look.type != sent.type:
        return False
    placed = look.parent == sent.parent and _are_close(look.place, sent.place)
    return look == sent or placed or bool(sent.text and look.text == sent.text)


def settle(sent: Sequence[Sequence[L]], found: Iterable[Found[L]]) -> list[Verdict]:
    """Tell of calls with an unknown outcome what they have made.

    Each call made all of its things or nothing. So there is an answer if exactly one choice of
    calls makes up what is there; calls that send the same are as good as one another.

    Args:
        sent: What each call was to make.
        found: What is there that looks like any of it, and was not there before; as ids ascend in
            the order of the making, they tell which thing is which.
    """
    verdicts: list[Verdict] = ["nothing"] * len(sent)
    by_look: dict[L, list[str]] = {}
    for one in sorted(found, key=lambda one: age_of(one.id)):
        by_look.setdefault(one.look, []).append(one.id)
    for together in _sharing(sent):
        looks = {look for call in together for look in sent[call]}
        there = Counter({look: len(by_look[look]) for look in looks if look in by_look})
        chosen = _choice([sent[call] for call in together], there)
        if chosen is None:
            for call in together:
                verdicts[call] = "unclear"
            continue
        for place in chosen:
            call = together[place]
            verdicts[call] = [by_look[look].pop(0) for look in sent[call]]
    return verdicts


def _sharing(sent: Sequence[Sequence[L]]) -> list[list[int]]:
    """Give the calls in heaps: those of different heaps have no look in common."""
    heaps: list[tuple[set[L], list[int]]] = []
    for call, looks in enumerate(sent):
        own, members = set(looks), [call]
        apart: list[tuple[set[L], list[int]]] = []
        for heap in heaps:
            if own.isdisjoint(heap[0]):
                apart.append(heap)
            else:
                own |= heap[0]
                members = [*heap[1], *members]
        heaps = [*apart, (own, members)]
    return [members for _, members in heaps]


def _choice(calls: Sequence[Sequence[L]], there: Counter[L]) -> list[int] | None:
    """Give which calls make up what is there, if that is clear."""
    alike: dict[frozenset[tuple[L, int]], list[int]] = {}
    for place, looks in enumerate(calls):
        alike.setdefault(frozenset(Counter(looks).items()), []).append(place)
    kinds = [(Counter(dict(kind)), places) for kind, places in alike.items()]
    combinations = 1
    for _, places in kinds:
        combinations *= len(places) + 1
    if combinations > _MOST_COMBINATIONS:
        return None
    fitting: list[list[int]] = []
    for counts in product(*(range(len(places) + 1) for _, places in kinds)):
        total: Counter[L] = Counter()
        for (needed, _), count in zip(kinds, counts, strict=True):
            for look, number in needed.items():
                total[look] += number * count
        if +total == there:
            chosen = zip(kinds, counts, strict=True)
            fitting.append([place for (_, places), n in chosen for place in places[:n]])
    return fitting[0] if len(fitting) == 1 else None


def _look(kind: str, data: object, style: object, parent: object, position: object) -> Look:
    names: Sequence[str] = _TEXTS_OF.get(kind, _TEXTS)
    empty = "" if kind in _EMPTY and data is not None else None
    text = next((found for name in names if (found := _words(_text(data, name)))), empty)
    if text is not None:
        text = without_ending(kind, text)
    color = word(style, "fillColor") or word(style, "fill_color")
    x, y = part(position, "x"), part(position, "y")
    placed = kind not in _PLACED and isinstance(x, int | float) and isinstance(y, int | float)
    return Look(
        type=kind,
        parent=None if kind == "code" else word(parent, "id") or None,
        place=(round(x, 2), round(y, 2)) if placed else None,
        text=text,
        color=None if not color or color.startswith("#") else color,  # hex may be written anew
    )


def _are_close(place: Place | None, other: Place | None) -> bool:
    if place is None or other is None:
        return False
    return all(isclose(one, two, abs_tol=_NEAR) for one, two in zip(place, other, strict=True))


def _text(data: object, name: str) -> object:
    view = part(data, "node_view") or part(data, "nodeView")
    return part(part(view, "data") if view else data, name)


def _words(text: object) -> str:
    return " ".join(plain(text).split())


def _seen_as(look: Look, other: Look) -> Look:
    return evolve(
        look,
        place=None if other.place is None else look.place,
        text=None if other.text is None else look.text,
        color=None if other.color is None else look.color,
    )
