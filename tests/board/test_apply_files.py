"""Pictures and documents of a snapshot: put back, fetched from their board, or told to be lost."""

from __future__ import annotations

import pytest

from miro_async.board import Drafts, MemoryKeys, Snapshot
from miro_async.errors import BatchError
from tests.board.applied import writes
from tests.board.test_apply_adopting import PNG

pytestmark = pytest.mark.anyio

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
async def gallery(board):
    """Give a board with a picture in a frame, a document, a line between them, and a group."""
    frame = await board.add_frame("F", at=(0, 0), width=900, height=900)
    picture = await board.add_image(PNG, title="boat.png", at=(100, 100), frame=frame, width=80)
    paper = await board.add_document(PDF, title="paper.pdf", at=(2000, 0))
    notes = [await board.add_sticky_note(text, at=(3000, 0)) for text in "ab"]
    await picture.connect_to(paper, caption="see")
    await board.group([paper, *notes])
    return board


async def kept(board):
    """Give a snapshot as it is read from its file."""
    return Snapshot.from_json((await board.snapshot()).to_json())


async def test_pictures_and_documents_are_put_back(miro_sandbox, gallery, miro_api):
    """Those that are still there: moved, renamed, or out of a frame that is gone."""
    snapshot = await kept(gallery)
    picture, paper = snapshot.files()
    await miro_api.frames.delete(gallery.id, str(picture.parent.id))
    await miro_api.items.update(gallery.id, paper.id, position={"x": 5, "y": 5})
    await miro_api.documents.update(gallery.id, paper.id, data={"title": "mine"})
    miro_sandbox.calls.clear()
    keys = MemoryKeys()
    plan = await gallery.apply(snapshot, mapping=keys)
    assert writes(miro_sandbox) == ["items.create_bulk", "items.update", "documents.update"]
    assert plan.left_out == []
    there = await miro_api.images.get(gallery.id, picture.id)
    assert (there.position.x, there.parent.id) == (100, plan.ids[str(picture.parent.id)])
    assert not await gallery.apply(snapshot, mapping=keys)


async def test_pictures_and_documents_come_to_another_board(
    miro_sandbox, gallery, miro_api, tmp_path
):
    """Fetched from the board of the snapshot, in the words and at the places that it has."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    other = await miro_api.create_board("Copy")
    miro_sandbox.calls.clear()
    plan = await other.apply(snapshot, mapping=keys)
    # By the table of Miro's operations: an item, a line and a group 100 each, a file 500.
    assert plan.credits == 5 * 100 + 100 + 100 + 2 * 500
    fetched = miro_sandbox.calls.of("resources.get_*")
    assert plan.calls == len(writes(miro_sandbox)) + len(fetched)
    picture, paper = snapshot.files()
    await miro_api.download(
        await miro_api.images.get(other.id, plan.ids[picture.id]), tmp_path / "boat"
    )
    await miro_api.download(
        await miro_api.documents.get(other.id, plan.ids[paper.id]), tmp_path / "paper"
    )
    assert (tmp_path / "boat").read_bytes() == PNG
    assert (tmp_path / "paper").read_bytes() == PDF
    copied = await other.snapshot()
    boat = copied.item(plan.ids[picture.id])
    assert (boat.data.title, boat.geometry.width) == ("boat.png", 80)
    assert copied.box(boat.id) == snapshot.box(picture.id)
    [line] = copied.connectors
    assert line.start_item.id == boat.id
    assert not await other.apply(snapshot, mapping=keys)


async def test_a_file_that_is_lost_is_told_and_not_asked_for_again(miro_sandbox, gallery, miro_api):
    """What leads to it is left out as well, a group is made of the rest, and all else is done."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    _, paper = snapshot.files()
    await miro_api.documents.delete(gallery.id, paper.id)
    other = await miro_api.create_board("Copy")
    plan = await other.apply(snapshot, mapping=keys)
    [line] = snapshot.connectors
    [lost, dangling] = plan.left_out
    assert (lost.id, lost.type, dangling.id) == (paper.id, "document", line.id)
    assert "its file cannot be fetched" in lost.reason
    assert "404" in lost.reason
    assert plan.to_json()["left_out"][1] == {
        "what": "connector", "key": line.id, "why": "what it leads from or to is left out",
    }  # fmt: skip
    assert len(await miro_api.items.list(other.id).collect()) == 4
    [group] = await miro_api.item_groups.list(other.id).collect()
    notes = await miro_api.items.list(other.id, type="sticky_note").collect()
    assert set(group.data.items) == {note.id for note in notes}
    miro_sandbox.calls.clear()
    again = await other.apply(snapshot, mapping=keys)
    assert (bool(again), again.left_out) == (False, plan.left_out)
    assert not miro_sandbox.calls.of("documents.get_resource")


async def test_a_file_that_is_somewhere_else_is_lost(gallery, miro_api):
    """Its address is not one of this Miro's: nothing is fetched from there."""
    snapshot = await kept(gallery)
    picture, _ = snapshot.files()
    foreign = snapshot.to_json().replace(str(picture.data.image_url), "https://example.com/x.png")
    other, keys = await miro_api.create_board("Copy"), MemoryKeys()
    plan = await other.apply(Snapshot.from_json(foreign), mapping=keys)
    assert [one.type for one in plan.left_out] == ["image", "connector"]
    await other.apply(Drafts(), mapping=keys)
    assert '"lost"' not in str(await keys.load(other.id))  # as nothing wants it any more


async def test_drafts_of_a_snapshot_are_known_as_it_is(miro_sandbox, gallery, miro_api):
    """On its own board files are not sent again; what one adds to the drafts is made as usual."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    picture, paper = snapshot.files()
    drafts = snapshot.drafts(files={picture.id: PNG}, missing_files="draft")
    assert not await gallery.apply(drafts, mapping=keys)
    drafts.add_image(PNG, key="more", at=(4000, 0))
    plan = await gallery.apply(drafts, mapping=keys, recreate=False)
    assert [(step.do, step.key, step.why) for step in plan.steps] == [("create", "more", "new")]
    drafts.items[-1].file = PDF
    again = await gallery.apply(drafts, mapping=keys, plan=True)
    assert [step.fields for step in again.steps] == [("file",)]
    other = await miro_api.create_board("Copy")
    miro_sandbox.calls.clear()
    plan = await other.apply(drafts := snapshot.drafts(files={picture.id: PNG}), mapping=keys)
    assert [one.id for one in plan.left_out][:1] == [paper.id]
    assert not miro_sandbox.calls.of("resources.*")
    assert not await other.apply(drafts, mapping=keys)


async def test_what_drafts_leave_out_is_not_wanted_no_more(gallery, miro_api):
    """A picture of a copy stays, with its line, although this time nobody gives its file."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    other = await miro_api.create_board("Copy")
    await other.apply(snapshot, mapping=keys)
    plan = await other.apply(snapshot.drafts(), mapping=keys, plan=True)
    assert "delete" not in {step.do for step in plan.steps}
    assert [one.type for one in plan.left_out] == ["image", "document", "connector"]


async def test_a_file_that_was_lost_can_be_given(gallery, miro_api):
    """Then it is made, with its line."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    _, paper = snapshot.files()
    await miro_api.documents.delete(gallery.id, paper.id)
    await gallery.apply(snapshot, mapping=keys)
    drafts = snapshot.drafts(files={paper.id: PDF}, missing_files="draft")
    plan = await gallery.apply(drafts, mapping=keys)
    assert [step.do for step in plan.steps] == ["create", "connect", "update"]
    assert plan.left_out == []


async def test_a_group_of_lost_pictures_is_left_out(board, miro_api):
    """There is nothing to make it of."""
    pictures = [await board.add_image(PNG, at=(300 * n, 0)) for n in range(2)]
    await board.group(pictures)
    snapshot = await board.snapshot()
    for picture in pictures:
        await picture.delete()
    plan = await board.apply(snapshot, mapping=MemoryKeys())
    assert [one.type for one in plan.left_out] == ["image", "image", "group"]


async def test_what_is_made_beside_a_lost_file_is_not_taken_for_deleted(gallery, miro_api):
    """Although it was not there when the plan was made, and is not to be made again."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    _, paper = snapshot.files()
    await miro_api.documents.delete(gallery.id, paper.id)
    other = await miro_api.create_board("Copy")
    plan = await other.apply(snapshot, mapping=keys, recreate=False)
    [line] = snapshot.connectors
    assert [one.id for one in plan.left_out] == [paper.id, line.id]
    assert not await other.apply(snapshot, mapping=keys, recreate=False)
    assert len(await miro_api.item_groups.list(other.id).collect()) == 1


async def test_a_line_that_was_to_lead_to_a_lost_picture_stays_as_it_is(board, miro_api):
    """It leads elsewhere by now, and that is where it is left."""
    picture = await board.add_image(PNG, at=(300, 0))
    first = await board.add_sticky_note("a", at=(900, 0))
    second = await board.add_sticky_note("b", at=(1500, 0))
    line = await first.connect_to(picture)
    await board.group([first, picture])
    snapshot = await board.snapshot()
    await miro_api.connectors.update(board.id, line.id, end_item={"id": second.id})
    await picture.delete()
    keys = MemoryKeys()
    await board.apply(snapshot, mapping=keys)
    there = await miro_api.connectors.get(board.id, line.id)
    assert there.end_item.id == second.id
    assert not await board.apply(snapshot, mapping=keys)


@pytest.mark.parametrize("operation", ["resources.get_image", "images.upload"])
async def test_a_file_that_may_come_another_time_ends_the_run(
    miro_sandbox, gallery, miro_api, operation
):
    """Whether it cannot be fetched or not be put on the board: the next run makes up for it."""
    snapshot, keys = await kept(gallery), MemoryKeys()
    other = await miro_api.create_board("Copy")
    miro_sandbox.faults.add(502, to=operation, times=99)
    with pytest.raises(BatchError, match="502"):
        await other.apply(snapshot, mapping=keys)
    miro_sandbox.faults.clear()
    await other.apply(snapshot, mapping=keys)
    assert len(await miro_api.items.list(other.id).collect()) == 5
    assert not await other.apply(snapshot, mapping=keys)


async def test_something_else_that_miro_refuses_ends_the_run(gallery, miro_api):
    """A file that is lost does not hide it."""
    snapshot = await kept(gallery)
    _, paper = snapshot.files()
    await miro_api.documents.delete(gallery.id, paper.id)
    wrong = Snapshot.from_json(snapshot.to_json().replace('"light_yellow"', '"no color"'))
    with pytest.raises(BatchError, match="fillColor"):
        await (await miro_api.create_board("Copy")).apply(wrong, mapping=MemoryKeys())
