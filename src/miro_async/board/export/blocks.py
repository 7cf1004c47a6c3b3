"""Items as blocks of Markdown: list items, paragraphs, code, quotes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import field, frozen

from ...drawing.text import plain, text_of
from ...drawing.values import part, parts, word
from ...models import MindmapNode
from .inline import (
    BREAK,
    escaped,
    escaped_lines,
    html_lines,
    inline,
    link,
    path_address,
    web_address,
)
from .reading_order import in_reading_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ...models import Item
    from ..snapshots.snapshot import Snapshot

_TAG_BEGINS = re.compile(r"<(?=[A-Za-z/!?])")
_WEB = re.compile(r"<(?=https?://[^\s<>]*>)")
_INDENT = re.compile(r"^[ \t]+")
_FENCE = re.compile(r"(`{3,}+(?!.*`)|~{3,})")
_FENCE_SOMEWHERE = re.compile("```|~~~")
_FENCE_ENDS = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#_-]{1,30}")


@frozen
class Block:
    """A piece of a document: lines of a paragraph, what comes below it, and whether it is listed.

    `below` are blocks of their own, such as code; `inner` are the items of a list within.
    """

    lines: Sequence[str]
    listed: bool = True
    below: Sequence[str] = ()
    inner: Sequence[Block] = field(factory=tuple["Block", ...])


class Blocks:
    """How the items of a board are written."""

    def __init__(self, snapshot: Snapshot, files: Mapping[str, str]) -> None:
        self._snapshot = snapshot
        self._files = files
        self._group_of: dict[str, Sequence[str]] = {}
        for group in snapshot.groups:
            members = [str(one) for one in parts(group.data, "items")]
            for member in members:
                self._group_of.setdefault(member, members)
        self._names = {member.id: member.name for member in snapshot.members or ()}

    def written(self, items: Sequence[Item]) -> Iterator[str]:
        """Give the paragraphs and lists of items, in their order."""
        waiting: list[str] = []
        for block in self._grouped(items):
            if block.listed:
                waiting += _list_item(block, 0)
                continue
            if waiting:
                yield "\n".join(waiting)
                waiting = []
            yield from filter(None, (BREAK.join(block.lines), "\n".join(block.below)))
        if waiting:
            yield "\n".join(waiting)

    def _grouped(self, items: Sequence[Item]) -> Iterator[Block]:
        """Give the blocks of items; those of a group come together, where its first one is."""
        here = {item.id: item for item in items}
        done: set[str] = set()
        for item in items:
            if item.id in done:
                continue
            together = [here[one] for one in self._group_of.get(item.id, ()) if one in here]
            members = [
                one for one in in_reading_order(self._snapshot, together) if one.id not in done
            ]
            if len(members) > 1:
                done.update(one.id for one in members)
                inner = tuple(filter(None, map(self._block, members)))
                if inner:
                    yield Block(["Group:"], inner=inner)
            else:
                block = self._block(item)
                if block is not None:
                    yield block

    def _block(self, item: Item) -> Block | None:
        if isinstance(item, MindmapNode):
            return self._mindmap(item)
        if item.data is None:
            kind = inline(str(item.type).replace("_", " "))
            return Block([f"({kind}: Miro does not tell what is in it)"])
        kinds: Mapping[str, Callable[[Item], Block | None]] = {
            "sticky_note": self._note,
            "shape": self._note,
            "text": lambda text: self._note(text, listed=False),
            "card": self._card,
            "app_card": self._card,
            "image": self._image,
            "document": self._document,
            "embed": self._embed,
            "code": self._code,
            "doc_format": self._doc,
        }
        return kinds.get(str(item.type), self._other)(item)

    def _note(self, item: Item, *, listed: bool = True) -> Block | None:
        lines = [*html_lines(part(item.data, "content"))]
        if not lines and not self._tags(item):
            return None
        return Block(self._tagged(item, lines or ["(empty)"]), listed)

    def _card(self, item: Item) -> Block:
        data = item.data
        title = inline(plain(part(data, "title")))
        facts: list[str] = []
        due = part(data, "due_date")
        if isinstance(due, datetime):
            facts.append(f"due {due:%Y-%m-%d}")
        if name := self._names.get(word(data, "assignee_id")):
            facts.append(f"assigned to {inline(name)}")
        first = f"**{title}**" if title else "(card)"
        lines = [f"{first} ({', '.join(facts)})" if facts else first]
        lines += html_lines(part(data, "description"))
        lines += [escaped(plain(part(each, "value"))) for each in parts(data, "fields")]
        return Block(self._tagged(item, [line for line in lines if line]))

    def _image(self, item: Item) -> Block:
        title = inline(word(item.data, "title"))
        path = self._files.get(item.id)
        if path is None:
            return Block([f"Image: {title}" if title else "Image"], listed=False)
        return Block([f"![{title}]({path_address(path)})"], listed=False)

    def _document(self, item: Item) -> Block:
        title = inline(word(item.data, "title"))
        path = self._files.get(item.id)
        if path is None:
            return Block([f"Document: {title}" if title else "Document"], listed=False)
        return Block([f"[{title or 'Document'}]({path_address(path)})"], listed=False)

    def _embed(self, item: Item) -> Block:
        url = word(item.data, "url")
        title = inline(word(item.data, "title")) or inline(url) or "Embed"
        text = link(title, url)
        if not web_address(url) and url:
            text = f"{title}: {inline(url)}"
        lines = [text, *escaped_lines(plain(part(item.data, "description")))]
        return Block(lines, listed=False)

    def _code(self, item: Item) -> Block:
        title, code = word(item.data, "title"), word(item.data, "code")
        language = _LANGUAGE.fullmatch(word(item.data, "language"))
        longest = max((len(run) for run in re.findall("`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        lines = code.replace("\0", "\ufffd").splitlines()
        below = [f"{fence}{language[0] if language else ''}", *lines, fence]
        return Block([escaped(title)] if title.strip() else [], listed=False, below=below)

    def _doc(self, item: Item) -> Block:
        content = word(item.data, "content")
        if word(item.data, "content_type") != "markdown":
            quoted: Sequence[str] = "\n\n".join(html_lines(content)).splitlines()
        else:
            quoted = _tame(content.replace("\0", "\ufffd").splitlines())
        return Block([], listed=False, below=[f"> {line}".rstrip(" ") for line in quoted])

    def _mindmap(self, root: Item) -> Block:
        """Give a node with all that are below it; not recursive, as they may be thousands."""
        nodes = {root.id: root}
        waiting = [root]
        while waiting:
            new = [one for one in self._snapshot.children(waiting.pop().id) if one.id not in nodes]
            nodes.update((one.id, one) for one in new)
            waiting += new
        below: dict[str, Block] = {}
        for item in reversed(nodes.values()):
            inner = [below[one.id] for one in self._snapshot.children(item.id) if one.id in below]
            lines = [escaped(line) for line in text_of(item).splitlines() if line.strip()]
            below[item.id] = Block(lines or ["(empty)"], inner=tuple(inner))
        return below[root.id]

    def _other(self, item: Item) -> Block | None:
        lines = escaped_lines(text_of(item))
        return Block(self._tagged(item, list(lines))) if lines else None

    def _tags(self, item: Item) -> Sequence[str]:
        return [inline(tag.title) for tag in self._snapshot.tags_of.get(item.id, ())]

    def _tagged(self, item: Item, lines: Sequence[str]) -> Sequence[str]:
        tags = self._tags(item)
        if not tags:
            return lines
        return [
            *lines[:-1],
            f"{lines[-1]} ({'tag' if len(tags) == 1 else 'tags'}: {', '.join(tags)})",
        ]


def _list_item(block: Block, depth: int) -> Sequence[str]:
    """Give the lines of a list item, with the lists that are in it."""
    written: list[str] = []
    waiting: list[tuple[Block, int]] = [(block, depth)]
    while waiting:
        each, deep = waiting.pop()
        indent = "  " * deep
        paragraph = BREAK.join(each.lines).split("\n") if each.lines else []
        gap = [""] if paragraph and each.below else []
        lines = [*paragraph, *gap, *each.below] or ["(empty)"]
        written.append(f"{indent}- {lines[0]}")
        written += [f"{indent}  {line}" if line else "" for line in lines[1:]]
        waiting += [(inner, deep + 1) for inner in reversed(each.inner)]
    return written


def _tame(lines: Iterable[str]) -> Sequence[str]:
    """Give Markdown without the HTML in it, which shows as text then.

    Fenced code stays as it is, as long as it is certain where it ends. Of a fence that is not at
    the edge only a parser could tell, as it ends with the list that it is in, for example.
    """
    tamed: list[str] = []
    fence, certain = "", True
    for each in lines:
        # Within a quote, tabs would be of another width.
        line = _INDENT.sub(lambda blank: blank[0].expandtabs(4), each, count=1)
        if fence:
            ends = _FENCE_ENDS.fullmatch(line)
            fence = "" if ends and ends[1].startswith(fence) else fence
        elif certain and (begins := _FENCE.match(line)):
            fence = begins[1]
        else:
            certain = certain and not _FENCE_SOMEWHERE.search(line)
            line = _TAG_BEGINS.sub("&lt;", _WEB.sub("\0", line)).replace("\0", "<")
        tamed.append(line)
    return tamed
