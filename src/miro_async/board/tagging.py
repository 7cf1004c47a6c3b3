"""Tags by their titles: made when they are missing, put on items, taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

from ..errors import BadRequestError, InvalidArgumentError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..client import MiroApi
    from ..models import Item, Tag
    from ..models.enums import TagColor
    from .handle import BoardItem

MOST_TAGS = 8
TAGGED = ("sticky_note", "card")
"""The kinds of items that can have tags."""


class KnownTags:
    """The tags of a board by their titles, as they were when they were last read.

    They are read when one is asked for that is not known. If somebody else renames a tag, it is
    known by its old title until they are read again, or forgotten.
    """

    def __init__(self, api: MiroApi, board_id: str) -> None:
        self._api = api
        self._board_id = board_id
        self._by_title: dict[str, Tag] = {}
        self._lock = anyio.Lock()

    def forget(self) -> None:
        """Forget them all."""
        self._by_title.clear()

    async def read(self) -> list[Tag]:
        """Read all tags of the board. 50 credits for 50 of them."""
        tags = await self._api.tags.list(self._board_id).collect()
        self._by_title = {tag.title: tag for tag in tags}
        return tags

    async def find(self, title: str) -> Tag | None:
        """Give the tag of this title, reading them if it is not known; `None` if there is none."""
        if title not in self._by_title:
            await self.read()
        return self._by_title.get(title)

    async def named(self, titles: Iterable[str], *, color: TagColor = "red") -> list[Tag]:
        """Give the tags of these titles, making those that the board does not have."""
        async with self._lock:  # so that two tasks do not make the same one
            return [await self._made(title, color) for title in titles]

    async def _made(self, title: str, color: TagColor) -> Tag:
        if found := await self.find(title):
            return found
        try:
            tag = await self._api.tags.create(self._board_id, title=title, fill_color=color)
        except BadRequestError:
            if found := await self.find(title):  # somebody else was quicker
                return found
            raise
        self._by_title[title] = tag
        return tag


def check_tags(kind: str, titles: Sequence[str]) -> None:
    """Refuse tags on what cannot have them, and more than it can have.

    Raises:
        InvalidArgumentError: It is of another kind, or there are more than 8.
    """
    if kind not in TAGGED:
        raise InvalidArgumentError(f"only sticky notes and cards can have tags, not a {kind}")
    if len(titles) > MOST_TAGS:
        raise InvalidArgumentError(f"an item has {MOST_TAGS} tags at most, not {len(titles)}")


def check_titles(titles: Iterable[object]) -> None:
    """Refuse what can be no title of a tag.

    Raises:
        InvalidArgumentError: One is empty, or no text: a list of titles, for example; or a text is
            given instead of them.
    """
    if isinstance(titles, str):
        raise InvalidArgumentError(f"tags are several titles, not one text: [{titles!r}]")
    for title in titles:
        if not isinstance(title, str) or not title:
            raise InvalidArgumentError(f"the title of a tag is a text, not {title!r}")


def wanted_tags(kind: str, titles: Iterable[str]) -> Sequence[str]:
    """Give the titles of the tags of a new item, each one once.

    Raises:
        InvalidArgumentError: An item of this kind cannot have them.
    """
    check_titles(titles)
    wanted = tuple(dict.fromkeys(titles))
    check_tags(kind, wanted)
    return wanted


async def tag_item(
    item: BoardItem[Item],
    titles: Iterable[str],
    color: TagColor = "red",
    *,
    had: Sequence[Tag] | None = None,
) -> None:
    """Put tags on an item. What it `had` is read, unless it is given."""
    check_tags(item.type, ())
    titles = [*titles]
    check_titles(titles)
    there = [tag.title for tag in (await item.tags() if had is None else had)]
    wanted = [title for title in dict.fromkeys(titles) if title not in there]
    check_tags(item.type, [*there, *wanted])
    try:
        await _attach(item, wanted, color)
    except NotFoundError:  # a tag that somebody else deleted; attaching twice does no harm
        item.board.known_tags.forget()
        await _attach(item, wanted, color)


async def untag_item(item: BoardItem[Item], titles: Iterable[str]) -> None:
    """Take tags off an item."""
    titles = [*titles]
    check_titles(titles)
    unwanted = set(titles)
    for tag in await item.tags():
        if tag.title in unwanted:
            await item.board.api.tags.detach(item.board.id, item.id, tag.id)


async def _attach(item: BoardItem[Item], titles: Sequence[str], color: TagColor) -> None:
    for tag in await item.board.known_tags.named(titles, color=color):
        await item.board.api.tags.attach(item.board.id, item.id, tag.id)
