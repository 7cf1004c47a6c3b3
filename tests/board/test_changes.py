"""What changes on a board, told by looking again: what is told, when, and for how many credits."""

from __future__ import annotations

import json

import anyio
import pytest
from attrs import evolve

from miro_async import InvalidArgumentError, MiroApi, NotFoundError
from miro_async.board.change import Change
from miro_async.errors import MiroError
from tests.board.transports import Around

pytestmark = pytest.mark.anyio


@pytest.fixture
def sandbox(miro_sandbox):
    """Give the sandbox, with a clock that stands still."""
    return miro_sandbox


def told(changes):
    """Give what was told, in short."""
    return [(change.kind, change.what, change.id, change.fields) for change in changes]


async def looking(board, **more):
    """Give changes that have begun, and of which the first second has passed."""
    changes = board.changes(**more)
    assert await changes.look() == []
    await board.api._caller.clock.sleep(2)
    assert await changes.look() == []
    return changes


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
        "boards.get", "items.list", "connectors.list",
    ]  # fmt: skip


async def test_a_look_at_an_idle_board_is_one_call(sandbox, board):
    """50 credits while its time of change stands; every third look reads the lists in any case."""
    await board.add_sticky_note("a")
    changes = await looking(board, full_every=3)
    costs = []
    for _ in range(8):
        before = changes.credits
        sandbox.clock.advance(10)
        assert await changes.look() == []
        costs.append(changes.credits - before)
    full = 50 + 100 + 100 + 50  # the board, a page of items, of connectors, of tags
    assert costs == [50, 50, 50, full, 50, 50, 50, full]
    assert changes.credits == sandbox.credits_spent - 500 - 100


class Standing(Around):
    """A transport on which a board's time of change never moves."""

    async def send(self, request):
        """Give the board with the same time always."""
        response = await super().send(request)
        if not request.url.partition("?")[0].endswith("%3D"):
            return response
        board = {**json.loads(response.body), "modifiedAt": "2026-01-01T00:00:00Z"}
        return evolve(response, body=json.dumps(board).encode())


async def test_a_change_that_does_not_move_the_time_is_seen_in_time(sandbox, board, miro_api):
    """It is not certain that all changes do: the full look finds it."""
    note = await board.add_sticky_note("a")
    api = MiroApi(sandbox.token, transport=Standing(sandbox), clock=sandbox.clock)
    changes = await looking(await api.board(board.id), full_every=2)
    await miro_api.sticky_notes.update(board.id, note.id, data={"content": "A"})
    assert await changes.look() == []
    assert await changes.look() == []
    assert told(await changes.look()) == [("changed", "item", note.id, ("data.content",))]


@pytest.mark.parametrize("again", [False, True], ids=["one object", "tokens"])
async def test_changes_in_the_second_of_a_look_are_not_missed(sandbox, board, again):
    """Miro's times are whole seconds: however often it was looked at, it is looked at again."""
    changes = await looking(board, full_every=0)
    sandbox.clock.advance(10)
    for text in ("a", "b", "c"):
        note = await board.add_sticky_note(text)
        assert told(await changes.look()) == [("created", "item", note.id, ())]
        assert await changes.look() == []
        if again:
            changes = board.changes(since=changes.token, full_every=0)


async def test_a_time_of_change_is_trusted_after_two_seconds(sandbox, board):
    """Until then each look reads the lists, after it none does."""
    changes = board.changes()
    costs = []
    for _ in range(5):
        before = changes.credits
        assert await changes.look() == []
        costs.append(changes.credits - before)
        sandbox.clock.advance(0.75)
    assert costs == [300, 300, 300, 300, 50]  # at 0, 0.75, 1.5, 2.25 and 3 seconds


class Waiting:
    """A clock that notes how long it is waited for; with the last of these waits a note is made."""

    def __init__(self, sandbox, waits, make):
        self.clock, self.waits, self.make = sandbox.clock, waits, make
        self.waited = []

    def time(self):
        """Give the sandbox's time."""
        return self.clock.time()

    def monotonic(self):
        """Give the sandbox's time."""
        return self.clock.monotonic()

    async def sleep(self, seconds):
        """Move the sandbox's clock."""
        self.waited.append(seconds)
        await self.clock.sleep(seconds)
        if len(self.waited) == self.waits:
            await self.make()


async def test_it_waits_as_long_as_a_look_has_cost(sandbox, board):
    """10 s from look to look; 500 credits a minute pay for a full look of 300 in 36 s."""
    clock = Waiting(sandbox, 4, lambda: board.add_sticky_note("a"))
    api = MiroApi(sandbox.token, transport=sandbox, clock=clock)
    changes = (await api.board(board.id)).changes(credits_per_minute=500)
    change = await anext(changes)
    assert (change.kind, change.type) == ("created", "sticky_note")
    # The first two looks read the lists (the board, items, connectors, tags); the next two do not.
    assert clock.waited == pytest.approx([36, 36, 10, 10])


async def test_a_token_has_what_was_given_and_no_more(sandbox, board):
    """Taken between two changes of one look, it goes on with the second: none twice, none lost."""
    changes = await looking(board)
    sandbox.clock.advance(10)
    ids = [(await board.add_sticky_note(str(number))).id for number in range(3)]
    given = []
    while len(given) < 3:
        token = changes.token
        given.append(await anext(changes))
        rest = await board.changes(since=token).look()
        assert [change.id for change in rest] == ids[len(given) - 1 :]
    assert [change.id for change in given] == ids
    assert await board.changes(since=changes.token).look() == []


async def test_a_token_survives_a_restart(sandbox, board, miro_api):
    """What happens while nobody looks is told by the next program, with all its fields."""
    note = await board.add_sticky_note("a", at=(0, 0))
    gone = await board.add_sticky_note("b", at=(300, 0))
    token = (await looking(board)).token
    sandbox.clock.advance(3600)
    await miro_api.items.update(board.id, note.id, position={"x": 5, "y": 0})
    await miro_api.items.delete(board.id, gone.id)
    again = MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock)
    changes = (await again.board(board.id)).changes(since=token)
    assert changes.token == token
    assert told(await changes.look()) == [
        ("moved", "item", note.id, ("position",)),
        ("deleted", "item", gone.id, ()),
    ]


async def test_a_token_keeps_whether_tags_are_looked_at(sandbox, board):
    """Otherwise all tags of the board would seem to be new."""
    changes = await looking(board, tags=False)
    sandbox.clock.advance(10)
    note = await board.add_sticky_note("a", at=(0, 0))
    await note.tag("x")
    token = changes.token
    later = board.changes(since=token, tags=True)
    assert [change.what for change in await later.look()] == ["item"]


async def test_tokens_that_are_none_are_refused(board, miro_api):
    """Cut, altered, of another version, of another board: the message says which."""
    changes = board.changes()
    with pytest.raises(InvalidArgumentError, match="before the first look"):
        _ = changes.token
    await board.add_sticky_note("a")
    await changes.look()
    token = changes.token
    for other in ("", "hello", token.replace("changes1", "changes2", 1)):
        with pytest.raises(InvalidArgumentError, match="no token of changes"):
            board.changes(since=other)
    altered = token[:30] + ("A" if token[30] != "A" else "B") + token[31:]
    check = token[:12] + ("A" if token[12] != "A" else "B") + token[13:]
    for damaged in (token[:-1], token[:20], altered, check, "changes1.", "changes1.ä"):
        with pytest.raises(InvalidArgumentError, match="damaged"):
            board.changes(since=damaged)
    other = await miro_api.create_board("Other")
    with pytest.raises(InvalidArgumentError, match=f"of board {board.id}, not of"):
        other.changes(since=token)


@pytest.mark.parametrize(
    "wrong",
    [{"interval": 0}, {"interval": float("inf")}, {"credits_per_minute": 0}, {"full_every": -1}],
)
async def test_figures_that_cannot_be_are_refused(board, wrong):
    """At once, and not when it is iterated over."""
    with pytest.raises(InvalidArgumentError):
        board.changes(**wrong)


class Missing:
    """A transport whose lists lack something, as pages can that are read while a board changes."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.missing = None
        self.lists = 0
        self.most = 1

    async def send(self, request):
        """Answer, but without what is missing."""
        from attrs import evolve

        from miro_async.codec import Codec

        response = await self.sandbox.send(request)
        path = request.url.partition("?")[0]
        if self.missing is None or request.method != "GET" or self.lists >= self.most:
            return response
        if "tag_id" in request.url or not path.endswith(("/items", "/connectors", "/tags")):
            return response
        codec = Codec()
        page = codec.loads(response.body)
        kept = [each for each in page["data"] if each["id"] not in self.missing]
        self.lists += len(kept) != len(page["data"])
        return evolve(response, body=codec.to_json({**page, "data": kept}))

    async def aclose(self):
        """Nothing is open."""


async def test_what_a_list_misses_is_not_deleted(sandbox, board):
    """An item, a line and a tag that are missing from one reading are asked for, and are there."""
    one, two = await board.add_sticky_note("a"), await board.add_sticky_note("b", at=(500, 0))
    line = await one.connect_to(two)
    await one.tag("x")
    [tag] = await board.api.tags.list(board.id).collect()
    lossy = Missing(sandbox)
    api = MiroApi(sandbox.token, transport=lossy, clock=sandbox.clock)
    changes = (await api.board(board.id)).changes()
    await changes.look()
    for thing in (one.id, line.id, tag.id):
        sandbox.clock.advance(10)
        new = await board.add_sticky_note("new")
        lossy.missing, lossy.lists = {thing}, 0
        assert told(await changes.look()) == [("created", "item", new.id, ())]
        assert lossy.lists == 1
        await changes.look()


async def test_much_that_is_missing_is_looked_for_in_another_reading(sandbox, board):
    """Seven calls of 50 cost more than the lists (250), which are read again instead."""
    notes = [await board.add_sticky_note(str(number)) for number in range(8)]
    lossy = Missing(sandbox)
    api = MiroApi(sandbox.token, transport=lossy, clock=sandbox.clock)
    changes = (await api.board(board.id)).changes()
    await changes.look()
    await changes.look()
    sandbox.clock.advance(10)
    new = await board.add_sticky_note("new")
    lossy.missing = {note.id for note in notes[:7]}
    before = changes.credits
    assert told(await changes.look()) == [("created", "item", new.id, ())]
    assert changes.credits - before == 50 + 2 * 250
    sandbox.clock.advance(10)
    for note in notes[:7]:
        await note.delete()
    assert {change.kind for change in await changes.look()} == {"deleted"}


async def test_a_tag_that_goes_while_it_is_read_is_gone(sandbox, board, miro_api):
    """Its list of items answers 404 when it was deleted since the list of tags was read."""
    note = await board.add_sticky_note("a")
    await note.tag("x")
    changes = await looking(board)
    sandbox.clock.advance(10)
    [tag] = await miro_api.tags.list(board.id).collect()
    await board.add_sticky_note("b")
    deleting = _DeletingTags(sandbox, f"{board.id}/tags/{tag.id}")
    api = MiroApi(sandbox.token, transport=deleting, clock=sandbox.clock)
    again = (await api.board(board.id)).changes(since=changes.token)
    assert [change.what for change in await again.look()] == ["item", "item"]
    assert [change.kind for change in await again.look()] == ["deleted"]


class _DeletingTags:
    def __init__(self, sandbox, path):
        self.sandbox, self.path, self.done = sandbox, path, False

    async def send(self, request):
        response = await self.sandbox.send(request)
        if request.url.partition("?")[0].endswith("/tags") and not self.done:
            self.done = True
            api = MiroApi(self.sandbox.token, transport=self.sandbox, clock=self.sandbox.clock)
            board_id, _, tag_id = self.path.partition("/tags/")
            await api.tags.delete(board_id, tag_id)
        return response

    async def aclose(self):
        """Nothing is open."""


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


async def test_an_empty_board_has_a_token_too(sandbox, board):
    """Nothing is on it, and then something is."""
    token = (await looking(board)).token
    sandbox.clock.advance(10)
    await board.add_sticky_note("a")
    assert [change.kind for change in await board.changes(since=token).look()] == ["created"]


async def test_a_board_that_is_gone_ends_it(board, miro_api):
    """There is nothing more to look at."""
    changes = await looking(board)
    await miro_api.boards.delete(board.id)
    with pytest.raises(NotFoundError):
        await anext(changes)


async def test_another_kind_under_the_same_id_is_a_change(sandbox, board):
    """Miro turns items into others (a text into a shape): the kind is told."""
    note = await board.add_sticky_note("a")
    changes = await looking(board)
    sandbox.clock.advance(10)
    await board.add_sticky_note("b")
    sandbox.faults.add("unknown_type", to="items.list")
    [change, _] = await changes.look()
    assert (change.kind, change.id, change.type) == ("changed", note.id, "from_the_future")
