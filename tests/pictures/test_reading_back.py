"""What was uploaded is read back: success is told when the item shows the picture."""

from __future__ import annotations

from contextlib import asynccontextmanager
from hashlib import sha256

import pytest
from attrs import evolve

from miro_async import MiroApi
from miro_async.call.transport.protocol import StreamedResponse
from miro_async.errors import MiroError
from tests.pictures.between import Between
from tests.pictures.painted import jpeg, png
from tests.pictures.scene import kept, uploads

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("spoil", "confirm"),
    [
        ("no file", "bytes"),
        ("another file", "bytes"),
        ("part of it", "bytes"),
        ("no address", "bytes"),
        ("no address", "item"),
    ],
)
async def test_a_file_that_miro_does_not_keep_is_given_again(scene, spoil, confirm):
    """Success is not reported before the item shows the picture; there is one item all the time."""
    scene.put("a.png", png(1))
    seen = []

    def spoil_it(event):
        seen.append((event.kind, event.reason))

    class Spoiling(Between):
        async def send(self, request):
            response = await self.sandbox.send(request)
            if request.method == "POST":
                spoiled(scene, spoil)
            return response

    scene.board.api = MiroApi(
        scene.sandbox.token, transport=Spoiling(scene.sandbox), clock=scene.sandbox.clock
    )
    report = await kept(scene, on_event=spoil_it, confirm=confirm).sync()

    assert [kind for kind, _ in seen] == ["unknown", "replaced", "in_step"]
    assert report.left == {}
    await scene.demand_in_step()


def spoiled(scene, how):
    """Do something to the only image of the board."""
    board = scene.sandbox._state.boards[scene.board.id]
    (item,) = board.items.values()
    resource = board.resources[item.resource_id]
    if how == "no file":
        item.resource_id = "0"
    elif how == "no address":
        item.resource_id = None
    else:
        filled(scene, b"Something else" if how == "another file" else resource.body[:-9])


def filled(scene, body):
    """Give all files of the board another content."""
    resources = scene.sandbox._state.boards[scene.board.id].resources
    for key, resource in resources.items():
        resources[key] = evolve(resource, body=body)


async def test_other_bytes_of_a_whole_picture_are_taken_with_a_note(scene):
    """Miro may keep pictures in a way of its own."""
    scene.put("a.png", png(1))
    other = jpeg()

    class Converting(Between):
        async def send(self, request):
            response = await self.sandbox.send(request)
            filled(scene, other)
            return response

    scene.board.api = MiroApi(
        scene.sandbox.token, transport=Converting(scene.sandbox), clock=scene.sandbox.clock
    )
    await kept(scene).sync()

    (event,) = [event for event in scene.events if event.kind == "uploaded"]
    assert event.reason == f"Miro keeps it as {len(other):,} other bytes"
    assert await scene.hashes() == {"a.png": sha256(other).hexdigest()}


async def test_a_file_without_end_is_not_read_to_its_end(scene):
    """What is read back is bounded, whatever the file host has."""
    scene.put("a.png", png(1))

    class Endless(Between):
        @asynccontextmanager
        async def stream(self, _):
            yield StreamedResponse(status=200, headers={}, chunks=self)

        def __aiter__(self):
            return self

        async def __anext__(self):
            return bytes(1024 * 1024)

    scene.board.api = MiroApi(
        scene.sandbox.token, transport=Endless(scene.sandbox), clock=scene.sandbox.clock
    )
    report = await kept(scene).sync()

    assert "does not keep it as it was sent" in report.left["a.png"]


async def test_what_was_sent_and_not_read_back_is_read_back_later(scene, picture_folder):
    """By the next program, which does not upload it again."""
    scene.put("a.png", png(1))
    scene.sandbox.faults.add(500, to="images.get", share=1)
    with pytest.raises(MiroError):
        await picture_folder().sync()
    assert scene.told("uploaded") == []
    scene.sandbox.faults.clear()

    report = await picture_folder().sync()

    assert (report.confirmed, report.uploaded) == (1, 0)
    assert len(uploads(scene)) == 1
