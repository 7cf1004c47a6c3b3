"""How a board is looked at for changes: when, for how many credits, and what a look may miss."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from miro_async import InvalidArgumentError, MiroApi
from tests.board.looking import looking, told
from tests.board.transports import Around, Then

pytestmark = pytest.mark.anyio


@pytest.fixture
def sandbox(miro_sandbox):
    """Give the sandbox, with a clock that stands still."""
    return miro_sandbox


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
    full = 50 + 100 + 100 + 50 + 100  # the board, a page of items, connectors, tags, groups
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
    assert costs == [400, 400, 400, 400, 50]  # at 0, 0.75, 1.5, 2.25 and 3 seconds


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
    """10 s from look to look; 500 credits a minute pay for a full look of 400 in 48 s."""
    clock = Waiting(sandbox, 4, lambda: board.add_sticky_note("a"))
    api = MiroApi(sandbox.token, transport=sandbox, clock=clock)
    changes = (await api.board(board.id)).changes(credits_per_minute=500)
    change = await anext(changes)
    assert (change.kind, change.type) == ("created", "sticky_note")
    # The first two looks read the lists (the board and four lists); the next two do not.
    assert clock.waited == pytest.approx([48, 48, 10, 10])


@pytest.mark.parametrize(
    "wrong",
    [{"interval": 0}, {"interval": float("inf")}, {"credits_per_minute": 0}, {"full_every": -1}],
)
async def test_figures_that_cannot_be_are_refused(board, wrong):
    """At once, and not when it is iterated over."""
    with pytest.raises(InvalidArgumentError):
        board.changes(**wrong)


class Missing(Around):
    """A transport whose lists lack something, as pages can that are read while a board changes."""

    LISTS = ("/items", "/connectors", "/tags", "/groups")

    def __init__(self, sandbox):
        super().__init__(sandbox)
        self.missing = None
        self.lists = 0

    async def send(self, request):
        """Answer; the first list that would have what is missing lacks it."""
        response = await super().send(request)
        path = request.url.partition("?")[0]
        if self.missing is None or self.lists or "tag_id" in request.url:
            return response
        if request.method != "GET" or not path.endswith(self.LISTS):
            return response
        page = json.loads(response.body)
        kept = [each for each in page["data"] if each["id"] not in self.missing]
        self.lists += len(kept) != len(page["data"])
        return evolve(response, body=json.dumps({**page, "data": kept}).encode())


async def test_what_a_list_misses_is_not_deleted(sandbox, board):
    """An item, a line, a tag or a group that one reading lacks is asked for, and is there."""
    one, two = await board.add_sticky_note("a"), await board.add_sticky_note("b", at=(500, 0))
    line = await one.connect_to(two)
    await one.tag("x")
    [tag] = await board.api.tags.list(board.id).collect()
    group = await board.group([one, two])
    lossy = Missing(sandbox)
    api = MiroApi(sandbox.token, transport=lossy, clock=sandbox.clock)
    changes = (await api.board(board.id)).changes()
    await changes.look()
    for thing, price in ((one.id, 50), (line.id, 50), (tag.id, 50), (group.id, 100)):
        sandbox.clock.advance(10)
        new = await board.add_sticky_note("new")
        lossy.missing, lossy.lists = {thing}, 0
        before = changes.credits
        assert told(await changes.look()) == [("created", "item", new.id, ())]
        assert lossy.lists == 1
        assert changes.credits - before == 50 + 100 + 100 + 2 * 50 + 100 + price
        await changes.look()


async def test_much_that_is_missing_is_looked_for_in_another_reading(sandbox, board):
    """Eight calls of 50 cost more than the lists (350), which are read again instead."""
    notes = [await board.add_sticky_note(str(number)) for number in range(9)]
    lossy = Missing(sandbox)
    api = MiroApi(sandbox.token, transport=lossy, clock=sandbox.clock)
    changes = (await api.board(board.id)).changes()
    await changes.look()
    await changes.look()
    sandbox.clock.advance(10)
    new = await board.add_sticky_note("new")
    lossy.missing = {note.id for note in notes[:8]}
    before = changes.credits
    assert told(await changes.look()) == [("created", "item", new.id, ())]
    assert changes.credits - before == 50 + 2 * 350
    sandbox.clock.advance(10)
    for note in notes[:8]:
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
    deleting = Then(sandbox, "GET", "/tags", lambda: miro_api.tags.delete(board.id, tag.id))
    api = MiroApi(sandbox.token, transport=deleting, clock=sandbox.clock)
    again = (await api.board(board.id)).changes(since=changes.token)
    assert [change.what for change in await again.look()] == ["item", "item"]
    assert [change.kind for change in await again.look()] == ["deleted"]
