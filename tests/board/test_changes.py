"""What changes on a board, found by looking again: what is told, and what faults do to it."""

from __future__ import annotations

import anyio
import pytest

from miro_async import MiroApi, NotFoundError
from miro_async.board.change import Change
from miro_async.errors import MiroError
from tests.board.looking import looking, told
from tests.board.transports import Then

pytestmark = pytest.mark.anyio


@pytest.fixture
def sandbox(miro_sandbox):
    """Give the sandbox, with a clock that stands still."""
    return miro_sandbox


async def test_everything_that_happens_is_told(sandbox, board, miro_api):
    """Items and lines that are new, changed, moved and gone, with the fields in Miro's words."""
    one = await board.add_sticky_note("a", at=(0, 0))
    two = await board.add_shape("b", at=(500, 0))
    frame = await board.add_frame("f", at=(0, 900), width=400, height=400)
    changes = await looking(board)
    sandbox.clock.advance(10)

    line = await one.connect_to(two)
    await miro_api.sticky_notes.update(board.id, one.id, data={"content": "A"})
    await miro_api.items.update(
        board.id, two.id, parent={"id": frame.id}, position={"x": 200, "y": 200}
    )
    new = await board.add_sticky_note("c", at=(900, 0))
    assert told(await changes.look()) == [
        ("changed", "item", one.id, ("data.content",)),
        ("moved", "item", two.id, ("position", "parent")),
        ("created", "item", new.id, ()),
        ("created", "connector", line.id, ()),
    ]
    sandbox.clock.advance(10)
    await miro_api.connectors.update(board.id, line.id, style={"strokeColor": "#ff0000"})
    await miro_api.items.delete(board.id, new.id)
    assert told(await changes.look()) == [
        ("changed", "connector", line.id, ("style.strokeColor",)),
        ("deleted", "item", new.id, ()),
    ]
    sandbox.clock.advance(10)
    await miro_api.items.delete(board.id, two.id)
    assert told(await changes.look()) == [
        ("deleted", "item", two.id, ()),
        ("deleted", "connector", line.id, ()),
    ]
    assert await changes.look() == []


async def test_a_change_says_when_and_by_whom(sandbox, board, miro_api):
    """As far as Miro does; what is gone and what is a tag has no such time."""
    note = await board.add_sticky_note("a")
    changes = await looking(board)
    sandbox.clock.advance(10)
    await miro_api.sticky_notes.update(board.id, note.id, data={"content": "A"})
    tag = await miro_api.tags.create(board.id, title="x", fill_color="red")
    label, change = await changes.look()
    assert change.now.data.content == "A"
    assert (change.at.isoformat(), change.by) == (
        "2026-01-01T00:00:12+00:00", sandbox.user_ids[0],
    )  # fmt: skip
    assert change.to_json() == {
        "kind": "changed", "what": "item", "type": "sticky_note", "id": note.id,
        "fields": ["data.content"], "at": "2026-01-01T00:00:12+00:00", "by": sandbox.user_ids[0],
    }  # fmt: skip
    assert str(change) == f"changed sticky_note {note.id}: data.content"
    assert str(label) == f"created tag {tag.id}"
    assert label.to_json() == {"kind": "created", "what": "tag", "type": "tag", "id": tag.id}


async def test_tags_and_what_carries_them(sandbox, board, miro_api):
    """A tag, its title, and each item that it is put on; without `tags` nothing of it is read."""
    note = await board.add_sticky_note("a")
    plain = await looking(board, tags=False)
    changes = await looking(board)
    sandbox.clock.advance(10)
    tag = await miro_api.tags.create(board.id, title="x", fill_color="red")
    await miro_api.tags.attach(board.id, note.id, tag.id)
    assert told(await changes.look()) == [
        ("created", "tag", tag.id, ()),
        ("changed", "item", note.id, ("tags",)),
    ]
    sandbox.clock.advance(10)
    await miro_api.tags.update(board.id, tag.id, title="y")
    assert told(await changes.look()) == [("changed", "tag", tag.id, ("title",))]
    sandbox.clock.advance(10)
    await miro_api.tags.delete(board.id, tag.id)
    assert told(await changes.look()) == [
        ("changed", "item", note.id, ("tags",)),
        ("deleted", "tag", tag.id, ()),
    ]
    sandbox.calls.clear()
    assert await plain.look() == []
    assert [call.operation for call in sandbox.calls] == [
        "boards.get", "items.list", "connectors.list", "item_groups.list",
    ]  # fmt: skip


async def test_neighbors_are_told_apart(sandbox, board, miro_api):
    """Ids that follow each other: another frame, another end of a line, another tag."""
    one = await board.add_frame("one", at=(0, 0), width=400, height=400)
    two = await board.add_frame("two", at=(900, 0), width=400, height=400)
    note = await board.add_sticky_note("a", at=(200, 200), frame=one)
    ends = [await board.add_shape(text, at=(0, 900)) for text in "bcd"]
    line = await ends[0].connect_to(ends[1])
    tags = [await miro_api.tags.create(board.id, title=each, fill_color="red") for each in "xy"]
    await miro_api.tags.attach(board.id, note.id, tags[0].id)
    changes = await looking(board)
    sandbox.clock.advance(10)
    await miro_api.items.update(
        board.id, note.id, parent={"id": two.id}, position={"x": 200, "y": 200}
    )
    await miro_api.connectors.update(board.id, line.id, end_item={"id": ends[2].id})
    assert told(await changes.look()) == [
        ("moved", "item", note.id, ("parent",)),
        ("changed", "connector", line.id, ("endItem",)),
    ]
    sandbox.clock.advance(10)
    await miro_api.tags.detach(board.id, note.id, tags[0].id)
    await miro_api.tags.attach(board.id, note.id, tags[1].id)
    assert told(await changes.look()) == [("changed", "item", note.id, ("tags",))]


async def test_groups_are_told(sandbox, board, miro_api):
    """New, with fewer items, replaced by another one (Miro gives it a new id), and gone."""
    notes = [await board.add_sticky_note(text) for text in "abcd"]
    changes = await looking(board)
    sandbox.clock.advance(10)
    group = await board.group(notes[:3])
    [change] = await changes.look()
    assert (change.kind, change.what, change.type, change.id) == (
        "created", "group", "group", group.id,
    )  # fmt: skip
    assert change.now.data.items == [note.id for note in notes[:3]]
    assert (change.at, change.by) == (None, None)
    sandbox.clock.advance(10)
    await notes[0].delete()
    assert told(await changes.look()) == [
        ("changed", "group", group.id, ("data.items",)),
        ("deleted", "item", notes[0].id, ()),
    ]
    sandbox.clock.advance(10)
    other = await miro_api.item_groups.update(
        board.id, group.id, data={"items": [note.id for note in notes[1:]]}
    )
    assert told(await changes.look()) == [
        ("created", "group", other.id, ()),
        ("deleted", "group", group.id, ()),
    ]
    changes = board.changes(since=changes.token)
    sandbox.clock.advance(10)
    await miro_api.item_groups.ungroup(board.id, other.id)
    assert told(await changes.look()) == [("deleted", "group", other.id, ())]


async def test_another_kind_under_the_same_id_is_a_change(sandbox, board):
    """Miro turns items into others (a text into a shape): the kind is told."""
    note = await board.add_sticky_note("a")
    changes = await looking(board)
    sandbox.clock.advance(10)
    await board.add_sticky_note("b")
    sandbox.faults.add("unknown_type", to="items.list")
    [change, _] = await changes.look()
    assert (change.kind, change.id, change.type) == ("changed", note.id, "from_the_future")


async def test_it_goes_on_after_an_error_and_a_cancellation(sandbox, board):
    """A look that fails or is cancelled leaves no trace: nothing is lost, nothing told twice."""
    changes = await looking(board)
    sandbox.clock.advance(10)
    note = await board.add_sticky_note("a")
    sandbox.faults.add(500, to="items.list", times=20)
    with pytest.raises(MiroError):
        await anext(changes)
    sandbox.faults.clear()
    with anyio.CancelScope() as scope:
        scope.cancel()
        await anext(changes)
    change = await anext(changes)
    assert change == Change(
        kind="created", what="item", id=note.id, type="sticky_note", now=change.now
    )
    assert aiter(changes) is changes


@pytest.mark.parametrize("path", ["/items", "/connectors"])
async def test_a_look_that_breaks_off_in_the_midst_is_made_anew(sandbox, board, path):
    """Whichever list it was at: what it had seen by then is seen again, and told once."""
    changes = await looking(board)
    sandbox.clock.advance(10)
    note = await board.add_sticky_note("a")
    scope = anyio.CancelScope()

    async def cancel():
        scope.cancel()

    breaking = Then(sandbox, "GET", path, cancel)
    api = MiroApi(sandbox.token, transport=breaking, clock=sandbox.clock)
    again = (await api.board(board.id)).changes(since=changes.token)
    with scope:
        await anext(again)
    assert scope.cancelled_caught
    assert told(await again.look()) == [("created", "item", note.id, ())]
    assert await again.look() == []


async def test_what_miro_refuses_for_now_is_tried_again(sandbox, board):
    """429 and 503: nobody notices, but for the time that it takes."""
    changes = await looking(board)
    sandbox.clock.advance(10)
    note = await board.add_sticky_note("a")
    sandbox.faults.add(429, to="items.list", times=2)
    sandbox.faults.add(503, to="connectors.list")
    assert told(await changes.look()) == [("created", "item", note.id, ())]
    assert sandbox.faults.injected == 3


class Forever:
    """A clock by which everybody waits for ever."""

    def __init__(self, clock):
        self.time, self.monotonic = clock.time, clock.monotonic
        self.waited_for = anyio.Event()

    async def sleep(self, _):
        """Wait."""
        self.waited_for.set()
        await anyio.sleep_forever()


async def test_who_waits_for_a_change_can_be_cancelled(sandbox, board):
    """And goes on later, with what has changed meanwhile."""
    clock = Forever(sandbox.clock)
    api = MiroApi(sandbox.token, transport=sandbox, clock=clock)
    changes = (await api.board(board.id)).changes()
    await changes.look()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(anext, changes)
        await clock.waited_for.wait()
        tasks.cancel_scope.cancel()
    note = await board.add_sticky_note("a")
    assert told(await changes.look()) == [("created", "item", note.id, ())]


async def test_a_board_that_is_gone_ends_it(board, miro_api):
    """There is nothing more to look at."""
    changes = await looking(board)
    await miro_api.boards.delete(board.id)
    with pytest.raises(NotFoundError):
        await anext(changes)
