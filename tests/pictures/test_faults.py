"""When calls fail: every picture is on the board in the end, and none of them twice."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from miro_async import NO_RETRIES, MiroApi
from miro_async.call.transport.protocol import Response
from miro_async.errors import ForbiddenError, MiroConnectionError, ServerError
from miro_async.pictures import Patience
from miro_async.pictures.ledger import Row, open_ledger
from miro_async.pictures.looking import Stamp
from tests.pictures.between import Between
from tests.pictures.painted import png
from tests.pictures.scene import kept, uploads

pytestmark = pytest.mark.anyio

MANY = 30


@pytest.fixture
def between(scene):
    """Give the scene a client with something in between, which gives up at once."""
    between = Between(scene.sandbox)
    scene.board.api = MiroApi(
        scene.sandbox.token, transport=between, clock=scene.sandbox.clock, retry=NO_RETRIES
    )
    return between


@pytest.mark.parametrize("seed", range(2))
async def test_a_burst_with_faults_of_all_kinds(scene, picture_folder, seed):
    """A good part of all calls fails, done or not: each picture is there once, with its content."""
    for number in range(MANY):
        scene.put(f"{number}.png", png(number))
    faults = scene.sandbox.faults
    faults.add(500, to="images.upload", share=0.06, seed=seed, done=True)
    faults.add(503, share=0.04, seed=seed + 10)
    faults.add(429, share=0.04, seed=seed + 20)
    faults.add("drop_before", share=0.04, seed=seed + 30)
    faults.add("drop_after", share=0.04, seed=seed + 40)
    faults.add("delay", share=0.02, seed=seed + 50, seconds=40)
    faults.add("garble", share=0.02, seed=seed + 60)
    faults.add("truncate", share=0.02, seed=seed + 70)

    report = await picture_folder().sync()

    assert faults.injected > 10
    assert report.total == report.uploaded == MANY
    await scene.demand_in_step()


async def test_an_upload_without_an_answer_is_looked_up_before_it_is_sent_again(
    scene, picture_folder
):
    """Done and found at once: one upload. Not done: it is sent again after 30 seconds."""
    scene.put("done.png", png(1))
    scene.sandbox.faults.add(500, to="images.upload", done=True)
    began = scene.sandbox.clock.now()
    await picture_folder().sync()
    assert len(uploads(scene)) == 1
    assert scene.sandbox.clock.now() - began < 10

    scene.put("not.png", png(2))
    scene.sandbox.faults.add(500, to="images.upload")
    report = await picture_folder().sync()

    first, second = uploads(scene)[1:]
    assert 30 <= second.at - first.at < 60
    assert scene.told("unknown") == ["done.png", "not.png"]
    assert scene.told("uploaded") == ["done.png", "not.png"]
    assert report.left == {}
    await scene.demand_in_step()


async def test_a_file_that_changes_or_goes_while_its_upload_is_unknown(scene, picture_folder):
    """The upload is found out about first; then the item follows the file."""
    for name in ("changes", "goes", "never", "renamed"):
        scene.put(f"{name}.png", png(ord(name[0])))
        scene.sandbox.faults.add(500, to="images.upload", done=name != "never")

    def meanwhile(event):
        if event.kind == "unknown" and event.name == "changes.png":
            scene.put("changes.png", png(500))
        if event.kind == "unknown" and event.name == "renamed.png":
            (scene.folder / "renamed.png").rename(scene.folder / "other.png")
        elif event.kind == "unknown" and event.name in {"goes.png", "never.png"}:
            (scene.folder / event.name).unlink()

    report = await picture_folder(on_event=meanwhile, deleted="remove", at_once=1).sync()

    assert len(uploads(scene)) == 4
    assert (report.total, report.removed, report.replaced) == (2, 1, 1)
    await scene.demand_in_step()


async def test_what_is_unknown_and_changed_is_sent_as_it_is_now(scene, picture_folder):
    """If the first upload has not arrived."""
    scene.put("a.png", png(1))
    scene.sandbox.faults.add(500, to="images.upload")

    def meanwhile(event):
        if event.kind == "unknown":
            scene.put("a.png", png(2))

    await picture_folder(on_event=meanwhile).sync()

    assert len(uploads(scene)) == 2
    await scene.demand_in_step()


async def test_what_a_killed_program_was_sending_may_still_arrive(scene, picture_folder):
    """It is looked for during 30 seconds from the start, however long ago it was begun."""
    path = scene.put("a.png", png(1))
    ledger = open_ledger(scene.ledger, {})
    await ledger.put(
        Row(
            name="a.png",
            hash=sha256(png(1)).hexdigest(),
            stamp=Stamp.of(path.stat()),
            state="sending",
            since=scene.sandbox.clock.time() - 1000,
            slot=3,
        )
    )
    ledger.close()

    assert (await picture_folder().sync()).uploaded == 1

    (upload,) = uploads(scene)
    assert upload.at - datetime(2026, 1, 1, tzinfo=UTC).timestamp() == pytest.approx(30)
    (item,) = (await scene.items()).values()
    assert item.position.x == 3 * 360 + 160  # the cell that it was meant for


async def test_a_file_that_is_renamed_while_its_upload_is_unknown(scene, picture_folder):
    """Not done: it is sent once more, under the name that it has by then."""
    scene.put("a.png", png(1))
    scene.sandbox.faults.add(500, to="images.upload")

    def rename(event):
        if event.kind == "unknown":
            (scene.folder / "a.png").rename(scene.folder / "b.png")

    await picture_folder(on_event=rename).sync()

    assert len(uploads(scene)) == 2
    await scene.demand_in_step()


async def test_replacing_goes_on_until_it_is_done(scene, picture_folder):
    """It may be repeated: there is one item all the time."""
    scene.put("a.png", png(1))
    await picture_folder().sync()
    scene.put("a.png", png(2))
    scene.sandbox.faults.add(500, to="images.replace_file", times=6, done=True)

    assert (await picture_folder().sync()).replaced == 1
    await scene.demand_in_step()


async def test_a_picture_that_miro_refuses_is_left_until_it_changes(scene, between):
    """With what Miro says; it is not tried again and again."""
    body = b'{"type":"error","code":"2.0703","message":"Bad picture","status":400}'
    between.instead["POST images"] = Response(status=400, headers={}, body=body)
    scene.put("a.png", png(1))
    folder = kept(scene)

    report = await folder.sync()

    assert list(report.left) == ["a.png"]
    assert "Bad picture" in report.left["a.png"]
    assert uploads(scene) == []
    between.instead.clear()
    assert (await folder.sync()).uploaded == 1


async def test_without_the_right_to_write_it_ends(scene, between):
    """Trying again would not help; what others had under way is finished."""
    body = b'{"type":"error","code":"4.0","message":"No","status":403}'
    for number in range(9):
        scene.put(f"{number}.png", png(number))
    between.instead["POST images"] = Response(status=403, headers={}, body=body)

    with pytest.raises(ForbiddenError):
        await kept(scene).sync()

    between.instead.clear()
    await kept(scene).sync()
    await scene.demand_in_step()


async def test_when_miro_is_away_one_passage_gives_up(scene, between):
    """After six tries, with longer and longer waits, and the error; the ledger is as it was."""
    for number in range(9):
        scene.put(f"{number}.png", png(number))
    await kept(scene).sync()
    scene.put("new.png", png(77))
    between.away = True
    began = scene.sandbox.clock.now()

    with pytest.raises(MiroConnectionError):
        await kept(scene).sync()

    waits = [event.seconds for event in scene.events if event.kind == "offline"]
    assert waits == [1, 2, 4, 8, 16, 32]
    assert scene.sandbox.clock.now() - began == pytest.approx(1 + 1 + 2 + 4 + 8 + 16)
    between.away = False
    assert (await kept(scene).sync()).uploaded == 1


async def test_when_miro_fails_all_the_time_not_all_pictures_are_tried(scene, picture_folder):
    """After eight failures in a row, of four at once, the others would fare no better."""
    for number in range(30):
        scene.put(f"{number:02}.png", png(number))
    await picture_folder().sync()
    for number in range(30):
        scene.put(f"{number:02}.png", png(number + 50))
    scene.sandbox.faults.add(500, to="images.replace_file", share=1)
    folder = picture_folder(patience=Patience(longest_backoff=3))

    with pytest.raises(ServerError):
        await folder.sync()

    waits = [event.seconds for event in scene.events if event.kind == "offline"]
    assert waits == [1, 2, 3, 3, 3, 3]
    replaced = [call for call in scene.sandbox.calls if call.operation == "images.replace_file"]
    assert len(replaced) <= 6 * 4 * (2 * 4 + 3)  # passages, tries of the client, steps
    scene.sandbox.faults.clear()
    assert (await folder.sync()).replaced == 30
    assert scene.told("online") == []
    await scene.demand_in_step()


async def test_when_it_works_again_that_is_told(scene, picture_folder):
    """Once, after it was told that it does not."""
    scene.put("a.png", png(1))
    scene.sandbox.faults.add(500, to="items.list", times=10)

    await picture_folder().sync()

    kinds = [event.kind for event in scene.events]
    assert kinds.count("online") == 1
    assert kinds.index("offline") < kinds.index("online")
    await scene.demand_in_step()


async def test_an_item_that_never_appears_is_told(scene, between):
    """Miro says that it has it, and has it not: three times it is sent, then it is left."""
    scene.put("a.png", png(1))
    sent = []

    async def vanish(event):
        if event.kind == "unknown":
            sent.append(event.reason)

    answered = between.send

    async def send(request):
        response = await answered(request)
        if request.method == "POST" and request.url.endswith("/images"):
            board = scene.sandbox._state.boards[scene.board.id]
            board.items.clear()
        return response

    between.send = send
    report = await kept(scene, on_event=vanish).sync()

    assert sent == ["it is not on the board, though Miro said so"] * 2
    assert report.left == {"a.png": "it is not on the board, though Miro said so"}
    assert len(uploads(scene)) == 3


async def test_a_file_that_changes_before_it_is_sent_is_sent_as_it_is(scene, picture_folder):
    """Nothing else goes under its hash, be it uploaded or replaced."""
    for name in ("a.png", "b.png", "c.png"):
        scene.put(name, png(ord(name[0])))

    def change(event):
        if event.name == "a.png":
            scene.put("b.png", png(1000 + len(scene.events)))
            (scene.folder / "c.png").unlink(missing_ok=True)
        scene.hear(event)

    folder = picture_folder(on_event=change, at_once=1)
    await folder.sync()
    await scene.demand_in_step()
    scene.put("a.png", png(50))
    scene.put("b.png", png(51))
    await folder.sync()
    await scene.demand_in_step()
