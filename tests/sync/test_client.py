"""The client without `await`: it does what the async one does, and blocks meanwhile."""

from __future__ import annotations

import asyncio
import traceback

import anyio
import anyio.lowlevel
import pytest

from miro_async import NULL, Hooks, Timeout, Upload
from miro_async.errors import (
    ConfigurationError,
    InvalidArgumentError,
    NotFoundError,
    ServerError,
    UploadError,
)
from miro_async.models import Board, StickyNoteData
from miro_async.sandbox import Sandbox, SandboxServer
from miro_async.sync import MiroApi, OpenedFile
from tests.sandbox.walk_board import PICTURE
from tests.sync.services import BOARD, client
from tests.unit.recording import Service, answer, service_with


@pytest.fixture
def sandbox():
    """Give a sandbox."""
    return Sandbox()


@pytest.fixture
def api(sandbox):
    """Give a client of it."""
    with MiroApi(sandbox.token, transport=sandbox, scim_token=sandbox.scim_token) as api:
        yield api


def test_a_call_gives_what_the_async_one_gives(api):
    """Objects, `None`, errors."""
    board = api.boards.create(name="Retro")
    note = api.sticky_notes.create(board.id, data=StickyNoteData(content="Tea"))

    assert isinstance(board, Board)
    assert api.items.update(board.id, note.id, parent=NULL).id == note.id
    assert api.sticky_notes.delete(board.id, note.id) is None
    with pytest.raises(NotFoundError):
        api.sticky_notes.get(board.id, note.id)


def test_a_list_is_iterated_over(api):
    """Things, pages, the first, all, some; twice, and without an end in between."""
    board_id = api.boards.create(name="Retro").id
    made = [api.sticky_notes.create(board_id).id for _ in range(12)]
    items = api.items.list(board_id, page_size=10)

    assert [item.id for item in items] == made
    assert [item.id for item in iter(items)] == made
    assert [len(page.data) for page in items.pages()] == [10, 2]
    assert items.first().id == made[0]
    assert [item.id for item in items.collect()] == made
    assert [item.id for item in items.collect(limit=11)] == made[:11]
    assert repr(items) == "CursorPaginator(items.list)"
    assert api.boards.list().first().id == board_id
    assert len(api.scim_users.list().collect()) == 1
    with pytest.raises(InvalidArgumentError):
        api.items.list(board_id, page_size=0)


def test_a_list_that_is_fetched_ahead(api, sandbox):
    """Its things, and then its pages, are one walk; the block ends it."""
    board_id = api.boards.create(name="Retro").id
    made = [api.sticky_notes.create(board_id).id for _ in range(25)]

    with api.items.list(board_id, page_size=10).prefetch(pages=2) as items:
        assert next(iter(items)).id == made[0]
        assert [len(page.data) for page in items.pages()] == [10, 5]
        pages = items.pages()
        with pytest.raises(StopIteration):
            next(iter(pages))

    with pytest.raises(ConfigurationError, match="has been left"):
        next(pages)
    with pytest.raises(InvalidArgumentError), api.items.list(board_id).prefetch(pages=0):
        pass
    assert [call.operation for call in sandbox.calls].count("items.list") == 3


def test_an_error_ends_a_list_only_for_now():
    """Who asks again gets the page that failed."""
    page = answer({"data": [{"id": "1", "type": "text"}], "cursor": "c"})
    service = service_with(page, answer({}, 500), answer({"data": [{"id": "2", "type": "text"}]}))
    with client(service) as api:
        items = iter(api.items.list("b"))

        assert next(items).id == "1"
        with pytest.raises(ServerError):
            next(items)
        assert next(items).id == "2"
        assert next(items, None) is None


def test_a_file_is_downloaded_and_read_in_pieces(api, tmp_path):
    """To a path, or piece by piece; its size and type are known before."""
    board_id = api.boards.create(name="Retro").id
    image = api.images.upload(board_id, PICTURE, file_name="a.png")

    done = api.download(image, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes() == PICTURE
    assert done.size == len(PICTURE)
    with api.open_file(image) as opened:
        assert isinstance(opened, OpenedFile)
        assert (opened.size, opened.content_type) == (len(PICTURE), "image/png")
        assert b"".join(opened) == PICTURE
        assert next(opened, None) is None
        assert repr(opened).startswith("OpenedFile(")
    with pytest.raises(ZeroDivisionError), api.open_file(image):
        _ = 1 / 0


@pytest.mark.parametrize(
    "source",
    [
        lambda path: path,
        lambda path: path.read_bytes(),
        lambda path: path.open("rb"),
        lambda path: iter([path.read_bytes()]),
        lambda path: Upload([path.read_bytes()]),
    ],
    ids=["path", "bytes", "file", "iterator", "upload"],
)
def test_a_file_can_be_given_in_many_ways(api, tmp_path, source):
    """Path, bytes, file, iterable."""
    (tmp_path / "a.png").write_bytes(PICTURE)
    board_id = api.boards.create(name="Retro").id
    given = source(tmp_path / "a.png")

    image = api.images.upload(board_id, given)

    api.download(image, tmp_path / "b.png")
    assert (tmp_path / "b.png").read_bytes() == PICTURE
    getattr(given, "close", bool)()


def test_an_iterable_may_call_the_client_that_reads_it(api):
    """It is read in a worker thread, and not in that of the event loop."""
    board_id = api.boards.create(name="Retro").id
    image = api.images.upload(board_id, PICTURE)

    def content():
        with api.open_file(image) as opened:
            yield from opened

    assert api.images.upload(board_id, content()).id != image.id
    with pytest.raises(UploadError, match="not bytes"):
        api.images.upload(board_id, iter(["text"]))


def test_the_answer_behind_a_call():
    """Status, headers, bytes and the object; the last one where there were several."""
    service = Service(lambda _: answer(BOARD, x_one="1"))
    with client(service) as api:
        raw = api.raw(api.boards.get, "b")

        assert (raw.status, raw.decoded.name, raw.headers["x-one"]) == (200, "Retro", "1")
        with pytest.raises(InvalidArgumentError):
            api.raw(dict)


def test_what_is_not_described(api):
    """It is called by method and path."""
    made = api.request("POST", "/v2/boards", body={"name": "Retro"})

    assert made.status == 201
    path = "/v2/boards/{board_id}"
    assert api.request("GET", path, made.decoded["id"]).decoded["name"] == "Retro"


def test_options_of_one_call():
    """A client with other options has the same loop, and closing it closes nothing."""
    service = Service(lambda _: answer(BOARD))
    with client(service) as api:
        with api.with_options(timeout=Timeout(read=7), headers={"X-A": "1"}) as other:
            other.boards.get("b")
        api.boards.get("b")

    assert [request.headers.get("x-a") for request in service.requests] == ["1", None]
    assert service.requests[0].timeout == Timeout(read=7)
    assert repr(other) == "MiroApi('https://api.miro.com')"


def test_the_credits_that_are_left(api):
    """Before a call, between them, in a hook, and after the end; SCIM has its own."""
    seen = []
    assert api.rate_limit.remaining == api.rate_limit.limit
    hooked = api.with_options(hooks=Hooks(response=lambda *_: seen.append(hooked.rate_limit)))
    hooked.boards.create(name="Retro")
    api.scim_users.list().first()

    spent = api.rate_limit.limit - api.rate_limit.remaining
    assert spent > 0
    assert seen[0].limit == api.rate_limit.limit
    assert api.scim_rate_limit.remaining < api.scim_rate_limit.limit
    api.close()
    assert api.rate_limit.limit - api.rate_limit.remaining == spent


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_hooks_and_tokens_may_be_async_or_not(kind):
    """Both are called in the thread of the event loop."""
    service, heard = Service(lambda _: answer(BOARD)), []

    async def later(*told):
        await anyio.lowlevel.checkpoint()
        heard.append(told)

    async def token():
        await later()
        return "token-5"

    hooks = {"sync": Hooks(request=lambda *told: heard.append(told)), "async": Hooks(request=later)}
    source = {"sync": lambda: heard.append(()) or "token-5", "async": token}[kind]
    with client(service, access_token=source, hooks=hooks[kind]) as api:
        api.boards.get("b")

    assert [len(told) for told in heard] == [0, 2]
    assert service.request.headers["Authorization"] == "Bearer token-5"


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_it_works_where_an_event_loop_runs(backend, sandbox):
    """As in a notebook: that loop stands still meanwhile, and its library does not matter."""

    async def main():
        with MiroApi(sandbox.token, transport=sandbox) as api:
            board = api.boards.create(name="Retro")
            with api.items.list(board.id).prefetch() as items:
                assert list(items) == []
            return api.boards.get(board.id).name

    assert anyio.run(main, backend=backend) == "Retro"


def test_it_works_over_a_socket():
    """With the HTTP library; what was opened is closed, or a warning would fail this."""

    async def started():
        return await SandboxServer(Sandbox()).__aenter__()

    with asyncio.Runner() as runner:
        server = runner.run(started())
        talk = asyncio.to_thread(talked, server.url, server.sandbox.token)
        assert runner.run(talk) == "Retro"
        runner.run(server.__aexit__(None, None, None))


def talked(url, token):
    """Talk to a server."""
    with MiroApi(token, base_url=url) as api:
        return api.boards.get(api.boards.create(name="Retro").id).name


def test_a_traceback_begins_with_the_line_of_the_caller(api):
    """The call stands there, and not in a thread that nobody knows of."""
    with pytest.raises(NotFoundError) as caught:
        api.boards.get("nowhere")

    first, second, *_ = traceback.extract_tb(caught.value.__traceback__)
    assert (first.filename, first.line) == (__file__, 'api.boards.get("nowhere")')
    assert second.name == "get"
    assert second.filename.endswith("boards.py")


@pytest.mark.parametrize("token", ["", "two words", 5, None])
def test_arguments_that_cannot_be_right_are_refused_at_once(token):
    """As by the async client."""
    with pytest.raises(ConfigurationError):
        MiroApi(token)
