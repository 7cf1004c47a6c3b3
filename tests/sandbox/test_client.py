"""The client and the sandbox together, in process."""

from __future__ import annotations

import pytest

import miro_async.sandbox
from miro_async import NULL, Hooks, MiroApi
from miro_async.errors import BadRequestError, NotFoundError, UnauthorizedError
from miro_async.models import (
    BulkFileItem,
    BulkItem,
    CardData,
    ConnectorCaption,
    ConnectorEnd,
    DocFormatSource,
    EmbedSource,
    FrameData,
    Geometry,
    ImageSource,
    ParentRef,
    Position,
    ShapeData,
    ShapeStyle,
    SizeGeometry,
    StickyNoteData,
    StickyNoteItem,
    TextData,
)
from miro_async.sandbox import Sandbox

pytestmark = pytest.mark.anyio


@pytest.fixture
async def api(sandbox):
    """Give a client of the sandbox which fails when an answer is not as described."""
    drift = []
    async with MiroApi(sandbox.token, transport=sandbox, hooks=Hooks(drift=drift.append)) as client:
        yield client
    assert drift == []


async def test_a_day_on_a_board(api):
    """Every family of the slice through the client, with no answer that differs from its type."""
    board = await api.boards.create(name="Retro")
    frame = await api.frames.create(
        board.id, data=FrameData(title="A"), geometry=SizeGeometry(width=900, height=900)
    )
    inside = ParentRef(id=frame.id)
    note = await api.sticky_notes.create(
        board.id,
        data=StickyNoteData(content="Hi"),
        position=Position(x=100, y=100),
        parent=inside,
    )
    shape, card = await api.items.create_bulk(
        board.id,
        items=[
            BulkItem(type="shape", data=ShapeData(content="S"), style=ShapeStyle(font_size="20")),
            BulkItem(type="card", data=CardData(title="C")),
        ],
    )
    await api.texts.create(board.id, data=TextData(content="T"))
    await api.app_cards.create(board.id)
    await api.embeds.create(board.id, data=EmbedSource(url="https://example.com"))
    await api.images.create(board.id, data=ImageSource(url="https://example.com/a.png"))
    await api.doc_formats.create(board.id, data=DocFormatSource(content="# D"))
    image = await api.images.upload(board.id, b"x", file_name="a.png", alt_text="An x")
    await api.images.replace_file(board.id, image.id, b"y", title="Y")
    await api.documents.upload(board.id, b"x", file_name="a.pdf")
    files = [BulkFileItem(type="image", title="B")]
    await api.items.upload_bulk(board.id, [b"z"], data=files)
    connector = await api.connectors.create(
        board.id,
        start_item=ConnectorEnd(id=note.id),
        end_item=ConnectorEnd(id=shape.id, snap_to="top"),
        captions=[ConnectorCaption(content="so")],
    )
    await api.connectors.update(board.id, connector.id, shape="elbowed")
    tag = await api.tags.create(board.id, title="t", fill_color="red")
    await api.tags.attach(board.id, card.id, tag.id)

    items = await api.items.list(board.id, page_size=10).collect()
    assert len(items) == 12
    assert [item.id for item in items] == sorted(item.id for item in items)
    assert await api.frames.list_items(board.id, frame.id).collect() == [note]
    assert [item.id async for item in api.tags.list_items(board.id, tag.id)] == [card.id]
    assert (
        await api.tags.list_for_item(board.id, card.id) == await api.tags.list(board.id).collect()
    )
    assert (await api.connectors.list(board.id).first()).shape == "elbowed"

    out = await api.items.update(board.id, note.id, parent=NULL)
    assert isinstance(out, StickyNoteItem)
    assert out.parent is None
    await api.tags.detach(board.id, card.id, tag.id)
    await api.frames.delete(board.id, frame.id)
    copy = await api.boards.copy(board.id, name="Copy")
    assert len(await api.items.list(copy.id).collect()) == 11
    await api.boards.delete(board.id)
    assert [found.id async for found in api.boards.list()] == [copy.id]


async def test_refusals_become_errors(api):
    """Miro's code, message and fields arrive in the exception."""
    board = await api.boards.create()
    card = BulkItem(type="card", geometry=Geometry(width=5, height=5))
    with pytest.raises(BadRequestError) as caught:
        await api.items.create_bulk(board.id, items=[card])
    assert caught.value.code == "2.0703"
    assert caught.value.fields[0].field == "0.geometry"
    with pytest.raises(NotFoundError, match=r"3\.0201: Item not found"):
        await api.items.get(board.id, "1")


async def test_a_wrong_token_is_unauthorized(sandbox):
    """The sandbox knows its tokens."""
    async with MiroApi("wrong", transport=sandbox) as api:
        with pytest.raises(UnauthorizedError):
            await api.boards.list().collect()


async def test_clients_come_and_go(sandbox):
    """Closing a client leaves the sandbox as it is, and a second user sees the same."""
    for_all = {"sharingPolicy": {"teamAccess": "edit"}}
    async with MiroApi(sandbox.token, transport=sandbox) as api:
        board = await api.boards.create(name="Retro", policy=for_all)
    async with MiroApi(sandbox.add_user("Ada").token, transport=sandbox) as api:
        assert (await api.boards.get(board.id)).current_user_membership.role == "editor"
    await sandbox.aclose()


async def test_two_sandboxes_know_nothing_of_each_other(sandbox):
    """But both give the same ids to the same calls."""
    boards = []
    for each in (sandbox, Sandbox()):
        async with MiroApi(each.token, transport=each) as api:
            assert await api.boards.list().collect() == []
            boards.append(await api.boards.create())
    assert boards[0].id == boards[1].id


def test_the_package_has_what_it_says():
    """Names are loaded when they are asked for; others are not there."""
    for name in set(miro_async.sandbox.__all__) - {"FaultKind"}:
        assert getattr(miro_async.sandbox, name).__name__ == name
    assert "truncate" in str(miro_async.sandbox.FaultKind)
    with pytest.raises(AttributeError, match="Server"):
        _ = miro_async.sandbox.Server
