"""A board as Markdown: its frames as sections, and what is in them in the order of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ...drawing.text import text_of
from ...models import FrameItem, MindmapNode
from ..snapshots.snapshot import parent_id
from .blocks import Blocks
from .inline import escaped, html_lines, inline, link
from .reading_order import in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...models import Connector, Item
    from ..snapshots.snapshot import Snapshot

_DEEPEST = 6  # Markdown has no heading below that
_LONGEST_NAME = 60
_MOST_NAMED = 4  # frames around one that is too deep for a heading of its own


@frozen(kw_only=True)
class Section:
    """A frame with what is directly in it, or the board with what is in no frame.

    Attributes:
        frame_id: The frame; `None` for the board itself.
        titles: The titles of the frames around it, from the outside, and its own; none for the
            board.
        heading: Its heading, as a line of Markdown.
        text: What is below the heading, in Markdown; nothing, if nothing is in it but frames.
        item_ids: The items that the text is of.
        link: The page that shows it in a browser, if Miro told one.
    """

    frame_id: str | None
    titles: Sequence[str]
    heading: str
    text: str
    item_ids: Sequence[str]
    link: str


def to_markdown(snapshot: Snapshot, *, files: Mapping[str, str] | None = None) -> str:
    """Give a board as a Markdown document (CommonMark, as GitHub and others read it).

    Frames are sections, those in frames one level deeper. In each, items come row by row, from left
    to right: notes, cards and shapes as list items with their tags, texts as paragraphs, images and
    documents as links to their files, mind maps and groups as nested lists, and connectors as
    "A -> B: caption". Nothing that people wrote becomes markup, but for emphasis and links.

    Args:
        snapshot: The board.
        files: The paths of the files of images and documents, from where the document will be, by
            the ids of their items; of the others there are only the titles.
    """
    parts: list[str] = []
    for place, section in enumerate(_Sections(snapshot, files or {})):
        parts.append(section.heading)
        if place == 0 and section.link:
            parts.append(link("Open in Miro", section.link))
        parts.append(section.text)
    return "\n\n".join(filter(None, parts)) + "\n"


def markdown_sections(
    snapshot: Snapshot, *, files: Mapping[str, str] | None = None
) -> Sequence[Section]:
    """Give the sections of `to_markdown`, in their order: for search, a piece per frame."""
    return tuple(_Sections(snapshot, files or {}))


def item_link(snapshot: Snapshot, item_id: str | None) -> str:
    """Give the page that shows an item in a browser, or the board; nothing, if there is none."""
    page = snapshot.info.view_link
    if not isinstance(page, str) or not page:
        return ""
    return page if item_id is None else f"{page.rstrip('/')}/?moveToWidget={item_id}"


class _Sections:
    """The way over the frames of a board."""

    def __init__(self, snapshot: Snapshot, files: Mapping[str, str]) -> None:
        self._snapshot = snapshot
        self._blocks = Blocks(snapshot, files)
        self._frames: dict[str | None, list[Item]] = {}
        self._others: dict[str | None, list[Item]] = {}
        for item in snapshot.items:
            kinds = self._frames if isinstance(item, FrameItem) else self._others
            if not self._is_below_a_node(item):
                kinds.setdefault(self._frame_of(item), []).append(item)
        self._connectors: dict[str | None, list[Connector]] = {}
        for connector in snapshot.connectors:
            self._connectors.setdefault(self._frame_of_both(connector), []).append(connector)

    def __iter__(self) -> Iterator[Section]:
        yield self._section(None, ())
        seen: set[str] = set()
        # Frames that are in each other begin nowhere: each is a beginning then, once.
        starts = [*self._sorted_frames(None), *self._all_frames()]
        ways: list[tuple[Item, tuple[str, ...]]] = [(frame, ()) for frame in reversed(starts)]
        while ways:  # not recursive: frames may be nested as deeply as one likes
            frame, above = ways.pop()
            if frame.id in seen:
                continue
            seen.add(frame.id)
            titles = (*above, _title(frame))
            yield self._section(frame, titles)
            ways += [(inner, titles) for inner in reversed(self._sorted_frames(frame.id))]
        if left := self._connectors.get("", []):
            yield self._connections(left)

    def _section(self, frame: Item | None, titles: tuple[str, ...]) -> Section:
        frame_id = frame.id if frame else None
        items = in_reading_order(self._snapshot, self._others.get(frame_id, ()))
        parts = [*self._blocks.written(items)]
        if within := self._connectors.get(frame_id):
            parts += ["Connections:", self._lines(within)]
        if frame is None:
            heading = f"# {escaped(str(self._snapshot.info.name)) or 'Board'}"
        else:
            heading = _heading(titles)
        return Section(
            frame_id=frame_id,
            titles=titles,
            heading=heading,
            text="\n\n".join(parts),
            item_ids=tuple(item.id for item in items),
            link=item_link(self._snapshot, frame_id),
        )

    def _connections(self, connectors: Sequence[Connector]) -> Section:
        return Section(
            frame_id=None,
            titles=(),
            heading="## Connections",
            text=self._lines(connectors),
            item_ids=(),
            link=item_link(self._snapshot, None),
        )

    def _lines(self, connectors: Sequence[Connector]) -> str:
        return "\n".join(f"- {self._line(connector)}" for connector in connectors)

    def _line(self, connector: Connector) -> str:
        start, end = (
            self._name(one.id if one else None)
            for one in (connector.start_item, connector.end_item)
        )
        style = connector.style
        tips = [
            (cap or usual) != "none"
            for cap, usual in (
                (style.start_stroke_cap if style else None, "none"),
                (style.end_stroke_cap if style else None, "stealth"),
            )
        ]
        if tips == [True, False]:
            start, end = end, start
        arrow = "--" if tips == [False, False] else "&lt;->" if all(tips) else "->"
        captions = [" ".join(html_lines(each.content)) for each in connector.captions or ()]
        said = "; ".join(filter(None, captions))
        return f"{start} {arrow} {end}{f': {said}' if said else ''}"

    def _name(self, item_id: str | None) -> str:
        item = self._snapshot.item(item_id or "")
        if item is None:
            return "(nothing)"
        text = next(iter(text_of(item).strip().splitlines()), "")
        text = " ".join(text.split())
        short = text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"
        return escaped(short) or f"({inline(str(item.type).replace('_', ' '))})"

    def _frame_of(self, item: Item | None) -> str | None:
        above = self._snapshot.item((parent_id(item) if item else None) or "")
        return above.id if isinstance(above, FrameItem) else None

    def _is_below_a_node(self, item: Item) -> bool:
        above = self._snapshot.item(parent_id(item) or "")
        return isinstance(item, MindmapNode) and isinstance(above, MindmapNode)

    def _frame_of_both(self, connector: Connector) -> str | None:
        """Give the frame that both ends are in; an empty word, if they are in different ones."""
        ends = (connector.start_item, connector.end_item)
        frames = {
            self._frame_of(self._snapshot.item((end.id if end else None) or "")) for end in ends
        }
        found = frames.pop()
        return found if not frames and found is not None else ""

    def _sorted_frames(self, frame_id: str | None) -> Sequence[Item]:
        return in_reading_order(self._snapshot, self._frames.get(frame_id, ()))

    def _all_frames(self) -> Sequence[Item]:
        return [item for item in self._snapshot.items if isinstance(item, FrameItem)]


def _title(frame: Item) -> str:
    title = getattr(frame.data, "title", None)
    return " ".join(title.split()) if isinstance(title, str) else ""


def _heading(titles: Sequence[str]) -> str:
    level = min(_DEEPEST, len(titles) + 1)
    # Below the deepest level, the frames around are named, as the level does not tell them.
    deeper = titles[_DEEPEST - 2 :] or titles[-1:]
    shown = [title or "Frame" for title in deeper[-_MOST_NAMED:]]
    if len(deeper) > len(shown):
        shown.insert(0, "…")
    return f"{'#' * level} {escaped(' / '.join(shown))}"
