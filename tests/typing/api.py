"""How users write calls, for the type checkers; never run.

mypy and pyright, both strict, look at it: every `assert_type` must hold, and every call that is
marked as wrong must be found wrong by both, as an ignore that is not needed is reported.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, assert_type

import httpx

from miro_async import (
    NULL,
    Accepted,
    APIError,
    Drift,
    Hooks,
    MiroApi,
    MiroError,
    Operation,
    Timeout,
    Upload,
    operations,
)
from miro_async.call.transport.protocol import (
    Request,
    Response,
    StreamedResponse,
    Transport,
)
from miro_async.endpoints.boards import Boards
from miro_async.errors import FieldError, RateLimitError, TransportError
from miro_async.models import (
    Board,
    BulkFileItem,
    BulkItem,
    Connector,
    ConnectorEnd,
    DocumentItem,
    ImageItem,
    Item,
    OrganizationMember,
    ParentRef,
    Position,
    ScimUser,
    ShapeStyle,
    StickyNoteData,
    StickyNoteItem,
    StickyNoteStyle,
    Tag,
    TextItem,
    UnknownItem,
)
from miro_async.paging import (
    CursorPage,
    CursorPaginator,
    OffsetPage,
    OffsetPaginator,
    ScimPage,
    ScimPaginator,
)

if TYPE_CHECKING:
    import httpx


class Own:
    """A transport of one's own."""

    async def send(self, request: Request) -> Response:
        """Answer every request with nothing."""
        return Response(status=204, headers=request.headers)

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncGenerator[StreamedResponse]:
        """Answer every request with nothing, in no pieces."""
        yield StreamedResponse(status=204, headers=request.headers, chunks=nothing())

    async def aclose(self) -> None:
        """Close nothing."""


async def nothing() -> AsyncIterator[bytes]:
    """Give no pieces."""
    return
    yield b""


async def async_token() -> str:
    """Give a token, asynchronously."""
    return "token"


def on_drift(drift: Drift) -> None:
    """Take a drift."""
    assert_type(drift.path, str)
    assert_type(drift.value, object)


def on_response(operation: Operation[object], response: Response) -> None:
    """Take an answer."""
    assert_type(operation.credits, int | None)
    assert_type(response.body, bytes)


async def clients(http_client: httpx.AsyncClient) -> None:
    """Write the ways to make a client."""
    transport: Transport = Own()
    async with MiroApi("token") as api:
        assert_type(api, MiroApi)
        assert_type(api.boards, Boards)
    MiroApi(lambda: "token", transport=transport, hooks=Hooks(drift=on_drift, response=on_response))
    MiroApi(async_token, http_client=http_client, timeout=Timeout(read=None), scim_token="scim")
    assert_type(operations(), tuple[Operation[object], ...])

    MiroApi()  # type: ignore[call-arg]
    MiroApi(5)  # type: ignore[arg-type]
    MiroApi("token", "https://api.miro.com")  # type: ignore[call-arg]
    MiroApi("token", timeout=5)  # type: ignore[arg-type]
    MiroApi("token", transport=object())  # type: ignore[arg-type]
    MiroApi("token", hooks=Hooks(drift=on_response))  # type: ignore[arg-type]


async def single_things(api: MiroApi) -> None:
    """Write calls that give one thing."""
    board = await api.boards.get("b")
    assert_type(board, Board)
    assert_type(board.name, str)
    assert_type(board.description, str | None)
    assert_type(board.created_at, datetime | None)
    assert_type(board.extra, Mapping[str, object])

    changed = await api.boards.update("b", name="Retro", description=NULL)
    assert_type(changed, Board | Accepted)
    if isinstance(changed, Accepted):
        return
    assert_type(changed, Board)
    assert_type(await api.boards.delete("b"), None)

    note = await api.sticky_notes.create(
        "b",
        data=StickyNoteData(content="Hi", shape="square"),
        style=StickyNoteStyle(fill_color="light_yellow"),
        position=Position(x=0, y=0.5),
        parent=ParentRef(id="1"),
    )
    assert_type(note, StickyNoteItem)
    # What an answer has can be given again.
    await api.sticky_notes.create("b", position=note.position, parent=note.parent)

    await api.boards.get()  # type: ignore[call-arg]
    await api.boards.get(5)  # type: ignore[arg-type]
    await api.boards.get(board_id=None)  # type: ignore[arg-type]
    await api.boards.get("b", "another")  # type: ignore[call-arg]
    await api.boards.update("b", "Retro")  # type: ignore[call-arg]
    await api.boards.update("b", title="Retro")  # type: ignore[call-arg]
    await api.boards.create(name=5)  # type: ignore[arg-type]
    await api.sticky_notes.create("b", data=ShapeStyle())  # type: ignore[arg-type]
    await api.sticky_notes.create("b", data=StickyNoteData(text="Hi"))  # type: ignore[call-arg]
    await api.tags.create("b")  # type: ignore[call-arg]
    changed.name = "another"  # type: ignore[misc]
    note.data.content  # type: ignore[union-attr]  # noqa: B018 - may be None
    api.bords  # type: ignore[attr-defined]  # noqa: B018 - misspelt


async def null_and_mappings(api: MiroApi) -> None:
    """Write what is null, and what is taken literally."""
    await api.items.update("b", "1", parent=NULL)
    await api.items.update("b", "1", parent=None, position={"x": 1, "y": None})
    await api.sticky_notes.update("b", "1", style={"fillColor": "red"}, data=NULL)
    await api.item_groups.create("b", data={"items": ["1", "2"]})
    await api.connectors.create(
        "b", start_item=ConnectorEnd(id="1", snap_to="auto"), end_item={"id": "2"}
    )

    await api.item_groups.create("b", data=NULL)  # type: ignore[arg-type]
    await api.boards.get(NULL)  # type: ignore[arg-type]
    await api.items.update("b", "1", parent="1")  # type: ignore[arg-type]
    await api.items.update("b", "1", parent={1: 2})  # type: ignore[dict-item]


async def enums(api: MiroApi, color: str) -> None:
    """Write values of a set: closed in calls, open in objects."""
    tag = await api.tags.create("b", title="t", fill_color="red")
    assert_type(tag, Tag)
    api.items.list("b", type="sticky_note")
    api.boards.list(sort="alphabetically")
    StickyNoteStyle(fill_color=color)

    await api.tags.create("b", title="t", fill_color=color)  # type: ignore[arg-type]
    await api.tags.create("b", title="t", fill_color="ultraviolet")  # type: ignore[arg-type]
    api.items.list("b", type="comment")  # type: ignore[arg-type]
    api.boards.list(sort="newest")  # type: ignore[arg-type]


async def lists(api: MiroApi) -> None:
    """Write lists: things, pages, the first, all."""
    items = api.items.list("b", page_size=10)
    assert_type(items, CursorPaginator[Item])
    async for item in items:
        assert_type(item, Item)
        if isinstance(item, TextItem | StickyNoteItem):
            assert_type(item.id, str)
        elif isinstance(item, UnknownItem):
            assert_type(item.data, Mapping[str, object] | None)
    assert_type(await items.collect(), list[Item])
    assert_type(await items.collect(limit=5), list[Item])
    assert_type(await items.first(), Item | None)
    pages = items.pages()
    assert_type(pages, AsyncIterator[CursorPage[Item]])
    async for page in pages:
        assert_type(page.cursor, str | None)
        assert_type(page.data[0], Item)

    boards = api.boards.list(team_id="t")
    assert_type(boards, OffsetPaginator[Board])
    assert_type(await anext(boards.pages()), OffsetPage[Board])
    assert_type([board async for board in boards], list[Board])
    users = api.scim_users.list()
    assert_type(users, ScimPaginator[ScimUser])
    assert_type(await anext(users.pages()), ScimPage[ScimUser])
    assert_type(await api.connectors.list("b").first(), Connector | None)
    assert_type(
        await api.organization_members.list("o", emails=["a@x.io"]).collect(),
        list[OrganizationMember],
    )
    assert_type(await api.tags.list_for_item("b", "1"), list[Tag])
    api.audit_logs.list(created_after=datetime.now(UTC), created_before=datetime.now(UTC))

    await api.items.list("b")  # type: ignore[misc]
    for _ in api.items.list("b"):  # type: ignore[attr-defined]
        pass
    await items.collect(5)  # type: ignore[call-arg]
    api.items.list("b", limit=10)  # type: ignore[call-arg]
    api.boards.list(cursor="c")  # type: ignore[call-arg]
    api.audit_logs.list(created_after="2026-01-01")  # type: ignore[call-arg, arg-type]


async def many_at_once(api: MiroApi) -> None:
    """Write calls that make several things."""
    made = await api.items.create_bulk(
        "b",
        items=[
            BulkItem(type="sticky_note", data=StickyNoteData(content="A")),
            {"type": "text", "data": {"content": "B"}},
        ],
    )
    assert_type(made, list[Item])

    await api.items.create_bulk("b", [])  # type: ignore[call-arg]
    await api.items.create_bulk("b", items=BulkItem(type="text"))  # type: ignore[arg-type]


async def uploads(
    api: MiroApi, file: IO[bytes], text: IO[str], chunks: AsyncIterator[bytes]
) -> None:
    """Write uploads, from wherever the file is."""
    assert_type(await api.images.upload("b", Path("a.png"), title="A"), ImageItem)
    assert_type(await api.documents.upload("b", "a.pdf"), DocumentItem)
    await api.images.upload("b", b"bytes", file_name="a.png", content_type="image/png")
    await api.images.upload("b", file, position=Position(x=0, y=0))
    await api.images.replace_file("b", "1", chunks)
    await api.images.upload("b", Upload(chunks, file_name="a.svg"))
    made = await api.items.upload_bulk(
        "b", [Path("a.png"), b"x", Upload(file)], data=[BulkFileItem(type="image"), {}]
    )
    assert_type(made, list[Item])

    await api.images.upload("b")  # type: ignore[call-arg]
    await api.images.upload("b", 5)  # type: ignore[arg-type]
    await api.images.upload("b", text)  # type: ignore[arg-type]
    await api.items.upload_bulk("b", [b"x"])  # type: ignore[call-arg]


async def errors(api: MiroApi) -> None:
    """Write what is caught."""
    try:
        await api.boards.get("b")
    except RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except APIError as error:
        assert_type(error.status, int)
        assert_type(error.code, str | None)
        assert_type(error.fields, tuple[FieldError, ...])
        assert_type(error.operation, str)
    except TransportError as error:
        assert_type(error.may_have_happened, bool)
    except MiroError as error:
        error.status  # type: ignore[attr-defined]  # noqa: B018 - not every error has one


async def callbacks(api: MiroApi) -> None:
    """Write a method where a function is wanted."""
    get: Callable[[str], Awaitable[Board]] = api.boards.get
    await get("b")
    wrong: Callable[[int], Awaitable[Board]] = api.boards.get  # type: ignore[assignment]
    await wrong(1)
