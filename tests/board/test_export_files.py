"""The files of an export: each comes once and whole, or is told to be missing."""

from __future__ import annotations

import json

import anyio
import pytest
from anyio.lowlevel import checkpoint

from miro_async import NO_RETRIES, MiroApi, RetryPolicy, UnauthorizedError
from miro_async.board.export import export_snapshot
from miro_async.call.transport.protocol import Response
from tests.board import seen
from tests.board.exported import PNG, image, names
from tests.board.test_snapshot import filled
from tests.board.transports import Around
from tests.unit.downloading import TOKEN, broken, downloads, refused, sent
from tests.unit.loopback import http, serving

pytestmark = pytest.mark.anyio


@pytest.fixture
async def pictured(board):
    """Give a board with notes, an image and a document."""
    await filled(board)
    await board.api.images.upload(board.id, PNG, title="../Our boat.png", file_name="boat.png")
    await board.api.documents.upload(board.id, b"%PDF", title="Plan", file_name="plan.pdf")
    return board


async def test_files_without_a_kind_are_known_by_their_content(board, tmp_path):
    """What was uploaded without a file name comes as mere bytes; what is unknown stays that."""
    drawing = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    boat = await board.add_image(PNG, title="Boat")
    tree = await board.add_image(drawing, title="Tree.png")
    plan = await board.add_document(b"%PDF-1.7", title="Plan")
    data = await board.add_document(b"PK\x03\x04", title="Data.xlsx")
    rest = await board.add_document(b"\0", title="Rest")

    exported = await board.export(tmp_path, formats=["markdown"])

    endings = {item.id: exported.files[item.id].suffix for item in (boat, tree, plan, data, rest)}
    assert [*endings.values()] == [".png", ".svg", ".pdf", ".xlsx", ".bin"]
    assert f"](files/Boat-{boat.id}.png)" in exported.paths["markdown"].read_text("utf-8")


async def test_what_the_host_says_of_a_file_is_believed(tmp_path):
    """Only where it says no more than that these are bytes, they are looked at."""
    kinds = ("image/jpeg", "Binary/Octet-Stream; charset=x", "application/octet-stream")
    pretended = downloads(*(sent(PNG, content_type=kind) for kind in kinds))
    snapshot = seen.snapshot(image("1", "a"), image("2", "b"), image("3", "c"))
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=1)
    assert [path.name for path in exported.files.values()] == ["a-1.jpg", "b-2.png", "c-3.png"]


async def test_what_is_there_is_not_fetched_again(pictured, tmp_path, miro_sandbox):
    """Unless it has another size, is gone, or the item has another file."""

    async def fetched():
        before = miro_sandbox.credits_spent
        exported = await pictured.export(tmp_path, formats=[])
        return exported, (miro_sandbox.credits_spent - before - snapshot_costs) // 500

    before = miro_sandbox.credits_spent
    await pictured.snapshot()
    snapshot_costs = miro_sandbox.credits_spent - before
    exported, count = await fetched()
    assert count == 2
    assert (await fetched())[1] == 0
    boat, plan = exported.snapshot.files()
    exported.files[boat.id].write_bytes(b"half")
    assert (await fetched())[1] == 1
    assert exported.files[boat.id].read_bytes() == PNG
    exported.files[plan.id].unlink()
    assert (await fetched())[1] == 1
    await pictured.api.images.replace_file(pictured.id, boat.id, b"GIF8 new", file_name="b.gif")
    again, count = await fetched()
    assert count == 1
    assert again.files[boat.id].read_bytes() == b"GIF8 new"
    assert again.files[plan.id] == exported.files[plan.id]


async def test_notes_of_files_are_read_with_care(tmp_path):
    """Half a line, other JSON, and names that lead elsewhere count nothing."""
    (tmp_path / "outside").write_bytes(b"1234")
    files = tmp_path / "out" / "files"
    files.mkdir(parents=True)
    (files / "link.png").symlink_to(tmp_path / "outside")
    url = seen.read(image("1", "a"), type(seen.snapshot(image("1", "a")).items[0])).data.image_url
    good = {"item": "1", "address": url, "name": "link.png", "size": 4}
    lines = [
        good,
        {**good, "name": "../../outside"},
        {**good, "name": "..\\outside"},
        {**good, "name": "a\0"},
        {**good, "name": "n" * 5000},
        {**good, "size": "4"},
        {**good, "item": 1},
        [],
    ]
    text = "\n".join(["not JSON", *map(json.dumps, lines), '{"item": "1", "addr'])
    (files / "files.jsonl").write_text(text, encoding="utf-8")
    pretended = downloads(sent(PNG))

    exported = await export_snapshot(
        pretended.api, seen.snapshot(image("1", "a")), tmp_path / "out", formats=[]
    )

    assert exported.files["1"].read_bytes() == PNG
    await export_snapshot(pretended.api, exported.snapshot, tmp_path / "out", formats=[])
    assert len(pretended.hosts.fetched) == 1  # the new note is no part of the one that broke off
    assert (tmp_path / "outside").read_bytes() == b"1234"


async def test_files_that_do_not_come_are_problems_and_the_rest_goes_on(tmp_path):
    """Lost by Miro, gone at the file host, broken off, without an address."""
    pretended = downloads(
        sent(PNG), refused(404), refused(404), broken(b"half"), sent(b"last"), retry=NO_RETRIES
    )
    snapshot = seen.snapshot(
        image("1", "good"), image("2", "gone"), seen.item("3", "image", "none"), image("4", "half")
    )
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, at_once=1)
    found = {one.item_id: (one.title, one.reason) for one in exported.problems}
    assert set(found) == {"2", "3", "4"}
    assert "404" in found["2"][1]
    assert found["3"] == ("none", "the image 3 has no address of a file")
    assert list(exported.files) == ["1"]
    assert names(tmp_path / "files") == ["files.jsonl", "good-1.png"]
    assert "Image: gone" in (tmp_path / "board.md").read_text("utf-8")


async def test_a_file_that_miro_has_lost_is_a_problem(pictured, tmp_path, miro_sandbox):
    """Its resource is 0: Miro says 400 for ever."""

    class Lost(Around):
        """Says that the file of each image is 0."""

        async def send(self, request):
            """Change what lists say."""
            response = await super().send(request)
            body = response.body.replace(b"/resources/images/", b"/resources/images/0?x=")
            return Response(status=response.status, headers=response.headers, body=body)

    api = MiroApi(miro_sandbox.token, transport=Lost(miro_sandbox), clock=miro_sandbox.clock)
    board = await api.board(pictured.id)
    exported = await board.export(tmp_path)
    assert [(one.title, "400" in one.reason) for one in exported.problems] == [
        ("../Our boat.png", True)
    ]
    assert len(exported.files) == 1


async def test_the_token_does_not_go_to_the_file_host(tmp_path):
    """Only the API gets it."""
    pretended = downloads(sent(PNG))
    await export_snapshot(pretended.api, seen.snapshot(image("1", "a")), tmp_path)
    ((asked,), (fetched,)) = (pretended.hosts.asked, pretended.hosts.fetched)
    assert TOKEN in str(dict(asked.headers))
    assert TOKEN not in f"{fetched.url} {dict(fetched.headers)}"


async def test_files_come_side_by_side_but_not_more_than_allowed(tmp_path):
    """Three at once of nine."""
    pretended = downloads(sent(b"a", b"b", b"c"))
    snapshot = seen.snapshot(*(image(str(n), "same title") for n in range(9)))
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=3)
    assert pretended.hosts.most_open == 3
    assert len({path.name for path in exported.files.values()}) == 9


@pytest.mark.parametrize("steps", range(5, 65, 5))
async def test_an_export_that_is_cancelled_leaves_nothing_half_done(tmp_path, steps):
    """Whenever it is: what has arrived is kept and noted, and the next one fetches the rest."""
    pretended = downloads(sent(PNG))
    snapshot = seen.snapshot(*(image(str(n), "same title") for n in range(4)))

    async def cancel():
        for _ in range(steps):
            await checkpoint()
        tasks.cancel_scope.cancel()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(cancel)
        await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=2)
    kept = {*names(tmp_path / "files")} - {"files.jsonl"} if (tmp_path / "files").exists() else ()
    assert not [name for name in kept if name.startswith(".")]
    pretended.hosts.fetched.clear()
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[])
    assert len(pretended.hosts.fetched) == 4 - len(kept)
    assert [path.read_bytes() for path in exported.files.values()] == [PNG] * 4


async def test_no_two_items_get_the_same_file(tmp_path):
    """Also where their ids would come out the same, which Miro's do not."""
    pretended = downloads(sent(b"a"))
    snapshot = seen.snapshot(image("a/b", "x"), image("a-b", "X"))
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=1)
    assert names(tmp_path / "files") == ["X-a-b-2.png", "files.jsonl", "x-a-b.png"]
    assert len(exported.files) == 2


async def test_a_token_that_is_not_taken_ends_the_export(tmp_path):
    """As no other file would come either."""
    answer = Response(status=401, headers={}, body=b"{}")
    pretended = downloads(sent(b"a"), addresses=[answer])
    snapshot = seen.snapshot(image("1", "a"), image("2", "b"))
    with pytest.raises(UnauthorizedError):
        await export_snapshot(pretended.api, snapshot, tmp_path, at_once=1)
    assert len(pretended.hosts.asked) == 1


async def test_over_sockets_the_file_host_is_a_stranger(tmp_path):
    """No token gets there; what breaks off is had by another try, or leaves nothing behind."""
    half = http(PNG)[:-100]
    answers = {b"once": [half, http(PNG)], b"always": [half, half]}

    async def files(stream, request):
        answer = answers[request.partition(b" ")[2][1:].partition(b"?")[0]].pop(0)
        await stream.send(answer)
        if answer is half:
            await stream.aclose()

    async def api_of(stream, request):
        name = "once" if b"/images/1?" in request else "always"
        await stream.send(http(json.dumps({"url": f"{host.url}/{name}?signature=hush"}).encode()))

    retry = RetryPolicy(attempts=2, backoff=0)
    async with (
        serving(files) as host,
        serving(api_of) as server,
        MiroApi(TOKEN, base_url=server.url, retry=retry) as api,
    ):
        items = (image(each, each, each, api=server.url) for each in ("1", "2"))
        exported = await export_snapshot(api, seen.snapshot(*items), tmp_path, formats=[])
    assert names(tmp_path / "files") == ["1-1.png", "files.jsonl"]
    assert exported.files["1"].read_bytes() == PNG
    ((problem, reason),) = [(one.item_id, one.reason) for one in exported.problems]
    assert (problem, "hush" in reason, TOKEN in reason) == ("2", False, False)
    assert all(f"Bearer {TOKEN}".encode() in request for request in server.received)
    assert (len(server.received), len(host.received)) == (2, 4)
    assert not any(TOKEN.encode() in request for request in host.received)
