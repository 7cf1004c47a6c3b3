"""Downloads from a sandbox: in process, and over its socket."""

from __future__ import annotations

import random

import pytest

from miro_async import NO_RETRIES, MiroApi
from miro_async.call.transport.protocol import Request
from miro_async.errors import BadRequestError, ForbiddenError, NotFoundError
from miro_async.models import ImageSource
from miro_async.sandbox import Sandbox, SandboxServer
from tests.unit.loopback import http, says, serving

pytestmark = [pytest.mark.anyio]

PICTURE = random.Random(5).randbytes(300_000)  # noqa: S311 - any bytes will do


@pytest.fixture(params=["in process", "socket"])
async def api(request, sandbox):
    """Give a client of the sandbox."""
    if request.param == "in process":
        async with MiroApi(sandbox.token, transport=sandbox) as client:
            yield client
        return
    async with (
        SandboxServer(sandbox) as server,
        MiroApi(sandbox.token, base_url=server.url) as client,
    ):
        yield client


class Late:
    """A sandbox in which time passes before the file host is asked."""

    def __init__(self, sandbox, seconds):
        self.sandbox = sandbox
        self.seconds = seconds
        self.asked = 0

    async def send(self, request):
        """Answer as the sandbox."""
        self.asked += 1
        return await self.sandbox.send(request)

    def stream(self, request):
        """Answer as the sandbox, later."""
        self.sandbox.clock.advance(self.seconds.pop() if self.seconds else 0)
        return self.sandbox.stream(request)


async def test_an_uploaded_file_comes_back_byte_for_byte(api, sandbox, tmp_path):
    """A picture and a document, each for 500 credits."""
    board = await api.boards.create()
    image = await api.images.upload(board.id, PICTURE, file_name="boat.png")
    document = await api.documents.upload(board.id, b"%PDF", file_name="a.pdf")
    before = sandbox.credits_spent

    picture = await api.download(image, tmp_path / "boat.png")
    text = await api.download(document, tmp_path / "a.pdf")

    assert (tmp_path / "boat.png").read_bytes() == PICTURE
    assert (picture.size, picture.content_type) == (len(PICTURE), "image/png")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"
    assert text.content_type == "application/pdf"
    assert sandbox.credits_spent - before == 1000


async def test_it_comes_as_a_stream_too(api):
    """In several pieces, with its length; by the address alone, in either form."""
    board = await api.boards.create()
    image = await api.images.upload(board.id, PICTURE, file_name="boat.png")

    for url in (image.data.image_url, image.data.image_url.replace("=false", "=true")):
        async with api.open_file(url, format="preview") as opened:
            assert opened.size == len(PICTURE)
            pieces = [piece async for piece in opened]
        assert len(pieces) > 1
        assert b"".join(pieces) == PICTURE


async def test_a_listed_image_can_be_downloaded(api, tmp_path):
    """What lists of items give is as good as what an upload gives."""
    board = await api.boards.create()
    await api.images.upload(board.id, PICTURE, file_name="boat.png")

    item = await api.items.list(board.id).first()
    await api.download(item, tmp_path / "boat.png")

    assert (tmp_path / "boat.png").read_bytes() == PICTURE


async def test_what_miro_has_lost_is_a_bad_request(api, sandbox, tmp_path):
    """The resource 0; one that is not there is not found."""
    board = await api.boards.create()
    image = await api.images.upload(board.id, PICTURE, file_name="boat.png")
    address, _, query = image.data.image_url.partition("?")
    folder = address.rpartition("/")[0]

    with pytest.raises(BadRequestError, match=r"^images\.download: 400 2\.0703") as caught:
        await api.download(f"{folder}/0?{query}", tmp_path / "a")
    assert caught.value.fields[0].field == "resource_id"
    with pytest.raises(NotFoundError, match=r"^images\.download: 404 3\.0201"):
        await api.download(f"{folder}/1?{query}", tmp_path / "a")

    assert list(tmp_path.iterdir()) == []


async def test_an_address_that_has_expired_is_replaced(sandbox, tmp_path):
    """Once: a new one costs 500 credits again."""
    late = Late(sandbox, [61])
    async with MiroApi(sandbox.token, transport=late) as api:
        board = await api.boards.create()
        image = await api.images.upload(board.id, PICTURE, file_name="boat.png")
        late.asked = 0

        await api.download(image, tmp_path / "a")
        assert late.asked == 2

        late.seconds += [61]
        with pytest.raises(ForbiddenError, match=r"^images\.download: 403: the file host"):
            await api.with_options(retry=NO_RETRIES).download(image, tmp_path / "b")
        late.seconds += [61, 61]
        with pytest.raises(ForbiddenError):
            await api.download(image, tmp_path / "b")

    assert (tmp_path / "a").read_bytes() == PICTURE
    assert not (tmp_path / "b").exists()


async def test_a_picture_from_elsewhere_is_fetched_there_without_the_token(tmp_path):
    """The sandbox leads to its address; what is sent there is what any visitor sends."""
    async with (
        serving(says(http(PICTURE, "200 OK", "Content-Type: image/jpeg"))) as elsewhere,
        SandboxServer() as server,
        MiroApi(server.token, base_url=server.url) as api,
    ):
        board = await api.boards.create()
        source = ImageSource(url=f"{elsewhere.url}/boat.jpg?size=2")
        image = await api.images.create(board.id, data=source)

        done = await api.download(image, tmp_path / "boat.jpg")

    (received,) = elsewhere.received
    assert received.startswith(b"GET /boat.jpg?size=2 HTTP/1.1\r\n")
    assert b"authorization" not in received.lower()
    assert server.token.encode() not in received
    assert done.content_type == "image/jpeg"
    assert (tmp_path / "boat.jpg").read_bytes() == PICTURE


async def test_a_streamed_answer_is_the_whole_one_in_pieces():
    """Also one that is an error, and one without a body; it may be left before its end."""
    sandbox = Sandbox()
    token = {"Authorization": f"Bearer {sandbox.token}"}
    for headers in (token, {}):
        request = Request(method="GET", url="https://api.miro.com/v2/boards", headers=headers)
        whole = await sandbox.send(request)
        async with sandbox.stream(request) as answer:
            assert answer.status == whole.status
            assert answer.headers.keys() == whole.headers.keys()
            assert b"".join([piece async for piece in answer.chunks]) == whole.body
        async with sandbox.stream(request) as answer:
            await anext(answer.chunks)
