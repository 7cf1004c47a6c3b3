"""A token may die before any call, in whatever way that is made: the sandbox knows."""

from __future__ import annotations

import anyio
import pytest

from miro_async import Miro, Upload
from miro_async.sandbox import Sandbox

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
async def login():
    """Give a sandbox, and the client of a user whose token it has just let expire."""
    sandbox = Sandbox()
    miro = Miro(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        redirect_url="https://app.example/callback",
        transport=sandbox,
    )
    url, state = miro.authorization_url()
    token = await miro.exchange_code_for_access_token(sandbox.authorize(url), state=state)
    return sandbox, miro.as_user(token.user_id)


async def test_a_list_goes_on_where_it_was(login):
    """A token may die between two of its pages."""
    sandbox, api = login
    made = [(await api.boards.create(name=f"{n}")).id for n in range(25)]
    found = []

    async for board in api.boards.list(page_size=10):
        found.append(board.id)
        if len(found) in {10, 20}:
            sandbox.expire_tokens()

    assert sorted(found) == sorted(made)
    assert sandbox.refreshes == 2
    assert sandbox.refused_refreshes == 0


@pytest.mark.parametrize(
    "source", [lambda: PNG, lambda: Upload(in_pieces(), "a.png")], ids=["bytes", "async"]
)
async def test_a_file_is_uploaded_again(login, source):
    """The whole of it, although its source can be read once only."""
    sandbox, api = login
    board = await api.boards.create(name="Pictures")
    sandbox.expire_tokens()

    image = await api.images.upload(board.id, source())

    assert sandbox.refreshes == 1
    with anyio.fail_after(30):
        async with api.open_file(image) as opened:
            assert b"".join([chunk async for chunk in opened]) == PNG


async def in_pieces():
    """Give a picture piece by piece."""
    for start in range(0, len(PNG), 10):
        yield PNG[start : start + 10]


async def test_a_file_is_downloaded(login, tmp_path):
    """To a path, or to be read; the token opens the way to it only."""
    sandbox, api = login
    board = await api.boards.create(name="Pictures")
    image = await api.images.upload(board.id, PNG)

    sandbox.expire_tokens()
    await api.download(image, tmp_path / "a.png")
    sandbox.expire_tokens()
    async with api.open_file(image) as opened:
        content = b"".join([chunk async for chunk in opened])

    assert (tmp_path / "a.png").read_bytes() == content == PNG
    assert sandbox.refreshes == 2


async def test_what_is_not_described_can_be_called(login):
    """`request` is a call like all others."""
    sandbox, api = login
    sandbox.expire_tokens()

    made = await api.request("POST", "/v2/boards", body={"name": "Retro"})
    sandbox.expire_tokens()
    listed = await api.request("GET", "/v2/boards")

    assert [one["id"] for one in listed.decoded["data"]] == [made.decoded["id"]]
    assert sandbox.refreshes == 2


async def test_what_is_done_in_bulk_is_done_once(login):
    """A refused call was not carried out: nothing is there twice."""
    sandbox, api = login
    board = await api.boards.create(name="Notes")
    sandbox.expire_tokens()

    items = [{"type": "sticky_note", "data": {"content": f"{n}"}} for n in range(20)]
    await api.request("POST", "/v2/boards/{board_id}/items/bulk", board.id, body=items)

    assert len(await api.items.list(board.id).collect()) == 20
    assert sandbox.refreshes == 1
