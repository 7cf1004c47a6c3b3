"""How users write calls without `await`, for the type checkers; never run.

mypy and pyright, both strict, look at it: every `assert_type` must hold, and every call that is
marked as wrong must be found wrong by both, as an ignore that is not needed is reported.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, assert_type

import miro_async
from miro_async import NULL, Accepted, FileStorage, Hooks, RawAnswer, Timeout, Token, Upload
from miro_async.call.download import DownloadedFile
from miro_async.call.pacing import RateLimit
from miro_async.models import Board, DocumentItem, ImageItem, Item, ScimUser, StickyNoteItem, Tag
from miro_async.paging import CursorPage, OffsetPage, ScimPage
from miro_async.sync import (
    CursorPaginator,
    Miro,
    MiroApi,
    OffsetPaginator,
    OpenedFile,
    ScimPaginator,
)
from miro_async.sync.endpoints.boards import Boards

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager


async def async_token() -> str:
    """Give a token, asynchronously."""
    return "token"


def clients() -> None:
    """Write the ways to make a client."""
    with MiroApi("token") as api:
        assert_type(api, MiroApi)
        assert_type(api.boards, Boards)
        assert_type(api.rate_limit, RateLimit)
    MiroApi(lambda: "token", hooks=Hooks(), timeout=Timeout(read=None), scim_token="scim")
    MiroApi(async_token, http_client="aiohttp", json="orjson")
    assert_type(MiroApi("token").with_options(timeout=Timeout(read=1)), MiroApi)

    MiroApi()  # type: ignore[call-arg]
    MiroApi(5)  # type: ignore[arg-type]
    MiroApi("token", "https://api.miro.com")  # type: ignore[call-arg]
    MiroApi("token", timeout=5)  # type: ignore[arg-type]
    MiroApi("token", time_out=Timeout())  # type: ignore[call-arg]
    MiroApi("token", json="ujson")  # type: ignore[arg-type]


def calls(api: MiroApi) -> None:
    """Write calls that give one thing."""
    board = api.boards.get("b")
    assert_type(board, Board)
    changed = api.boards.update("b", name="Retro", description=NULL)
    assert_type(changed, Board | Accepted)
    assert_type(api.boards.delete("b"), None)
    assert_type(api.sticky_notes.create("b", data={"content": "Hi"}), StickyNoteItem)
    assert_type(api.tags.list_for_item("b", "1"), list[Tag])
    assert_type(api.raw(api.boards.get, "b"), RawAnswer[Board])
    assert_type(api.request("GET", "/v2/boards/{board_id}", "b"), RawAnswer[Any])

    api.boards.get()  # type: ignore[call-arg]
    api.boards.get(5)  # type: ignore[arg-type]
    api.boards.update("b", title="Retro")  # type: ignore[call-arg]
    api.tags.create("b", title="t", fill_color="ultraviolet")  # type: ignore[arg-type]
    api.raw(api.boards.get, 5)  # type: ignore[arg-type]
    api.raw(api.boards.get)  # type: ignore[call-arg]
    api.bords  # type: ignore[attr-defined]  # noqa: B018 - misspelt


async def nothing_is_awaited(api: MiroApi) -> None:
    """Write what is right for the async client only."""
    await api.boards.get("b")  # type: ignore[misc]
    async for _ in api.items.list("b"):  # type: ignore[attr-defined]
        pass
    async with api:  # type: ignore[attr-defined]
        pass


def lists(api: MiroApi) -> None:
    """Write lists: things, pages, the first, all, ahead."""
    items = api.items.list("b", page_size=10)
    assert_type(items, CursorPaginator[Item])
    for item in items:
        assert_type(item, Item)
    assert_type(items.collect(limit=5), list[Item])
    assert_type(items.first(), Item | None)
    assert_type(items.pages(), Iterator[CursorPage[Item]])
    boards = api.boards.list(team_id="t")
    assert_type(boards, OffsetPaginator[Board])
    assert_type(next(boards.pages()), OffsetPage[Board])
    assert_type(list(boards), list[Board])
    users = api.scim_users.list()
    assert_type(users, ScimPaginator[ScimUser])
    assert_type(next(users.pages()), ScimPage[ScimUser])
    with items.prefetch(pages=2) as ahead:
        assert_type(list(ahead), list[Item])
        assert_type(ahead.pages(), Iterator[CursorPage[Item]])

    items.collect(5)  # type: ignore[call-arg]
    api.items.list("b", limit=10)  # type: ignore[call-arg]
    next(items)  # type: ignore[call-overload]


def chunks() -> Generator[bytes]:
    """Give bytes."""
    yield b"x"


def files(api: MiroApi, image: ImageItem) -> None:
    """Write uploads and downloads."""
    assert_type(api.images.upload("b", "picture.png"), ImageItem)
    api.images.upload("b", chunks())
    api.images.upload("b", Upload([b"x"], "a.png"))
    assert_type(api.documents.upload("b", b"%PDF"), DocumentItem)
    assert_type(api.download(image, "picture.png"), DownloadedFile)
    opening = api.open_file(image)
    assert_type(opening.__enter__(), OpenedFile)
    entered: AbstractContextManager[OpenedFile] = opening
    with entered as opened:
        assert_type(opened.size, int | None)
        assert_type(list(opened), list[bytes])

    api.images.upload("b", 5)  # type: ignore[arg-type]
    api.images.upload("b", [5])  # type: ignore[list-item]
    api.download(image, "a.png", format="small")  # type: ignore[arg-type]


class OwnStorage:
    """With the two methods that are needed, which block."""

    def __init__(self) -> None:
        self.tokens: dict[str, Token | None] = {}

    def get(self, user_id: str) -> Token | None:
        """Give what is there."""
        return self.tokens.get(user_id)

    def set(self, user_id: str, token: Token | None) -> None:
        """Keep it."""
        self.tokens[user_id] = token


def apps(redirected_url: str) -> None:
    """Write an app: log in, call, log out."""
    Miro(storage=OwnStorage())
    with Miro(storage=FileStorage("tokens.json"), pacing=False) as miro:
        url, state = miro.authorization_url(team_id="5")
        assert_type(url, str)
        token = miro.exchange_code_for_access_token(redirected_url, state=state)
        assert_type(token, Token)
        assert token.user_id is not None
        assert_type(miro.as_user(token.user_id), MiroApi)
        assert_type(miro.api, MiroApi)
        assert_type(miro.is_authorized(), bool)
        assert_type(miro.revoke_token(token.user_id), None)
        assert_type(miro.close(), None)

    Miro(storage=5)  # type: ignore[arg-type]
    Miro("id")  # type: ignore[call-arg]
    Miro(leeways=5)  # type: ignore[call-arg]


async def main(count: int, name: str) -> list[str]:
    """Be run."""
    return [name] * count


def running() -> None:
    """Write how an async program is run."""
    assert_type(miro_async.run(main, 5, "a"), list[str])
    assert_type(miro_async.run(main, 5, "a", backend="trio"), list[str])
    assert_type(miro_async.run(main, 5, "a", uvloop=True), list[str])

    miro_async.run(main, 5)  # type: ignore[arg-type]
    miro_async.run(main, "a", 5)  # type: ignore[arg-type]
    miro_async.run(main(5, "a"))  # type: ignore[arg-type]
    miro_async.run(main, 5, "a", backend="curio")  # type: ignore[arg-type]
