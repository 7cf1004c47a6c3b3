"""Lost answers while others make the same: each batch finds its own, and takes no other's."""

from __future__ import annotations

import json

import anyio
import anyio.lowlevel
import pytest
from attrs import evolve

from miro_async import MiroApi
from miro_async.board import ConnectorDraft, Draft
from miro_async.board.sending.own_work import OwnWork
from miro_async.errors import BatchError, UnknownOutcomeError
from tests.board.transports import Around, Then

pytestmark = pytest.mark.anyio


def note(text, **more):
    """Give the draft of a sticky note."""
    return Draft(type="sticky_note", data={"content": text}, **more)


async def items_of(board):
    """Give what is on a board."""
    return [item async for item in board.api.items.list(board.id)]


async def over(miro_sandbox, board, transport):
    """Give the board over another transport."""
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    return await api.board(board.id)


@pytest.mark.parametrize("faults", [["drop_before"], ["drop_before", "drop_after"]])
@pytest.mark.parametrize("number", [1, 45])
async def test_two_batches_at_once_find_what_is_theirs(board, miro_sandbox, faults, number):
    """They send the same; the answers of one or of both are lost."""
    for fault in faults:
        miro_sandbox.faults.add(fault, to="items.create_bulk")
    batches = [board.batch(), board.batch()]
    for batch in batches:
        batch.items += [note("same") for _ in range(number)]
    async with anyio.create_task_group() as tasks:
        for batch in batches:
            tasks.start_soon(batch.send)
    made = [item.id for batch in batches for item in batch.result.items]
    assert len(made) == 2 * number
    assert {*made} == {item.id for item in await items_of(board)}


async def test_what_is_added_meanwhile_is_not_taken(board, miro_sandbox):
    """By the same `Board`, as a single item: it is known as well."""
    added = []

    async def add():
        added.append(await there.add_sticky_note("same"))

    there = await over(miro_sandbox, board, Then(miro_sandbox, "POST", "/items/bulk", add))
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = there.batch()
    same = batch.add_sticky_note("same")
    await batch.send()
    ids = [batch.made(same).id, *(item.id for item in added)]
    assert sorted(ids) == sorted(item.id for item in await items_of(board))
    assert len(ids) == 2


class Held(Around):
    """Keeps the answer to the first bulk call back until it is let go, and tells what comes."""

    def __init__(self, sandbox):
        super().__init__(sandbox)
        self.made, self.go = anyio.Event(), anyio.Event()
        self.methods = []

    async def send(self, request):
        """Note the call; hold its answer back if it is the first of many items."""
        bulk = request.url.endswith("/items/bulk")
        first = bulk and not self.made.is_set()
        if first:
            self.made.set()
        answer = await super().send(request)
        if first:
            await self.go.wait()
        self.methods.append(request.method)
        return answer


class Waking:
    """A clock that lets something go at the first wait."""

    def __init__(self, clock, go):
        self.clock, self.go = clock, go

    def time(self):
        """Tell the time."""
        return self.clock.time()

    def monotonic(self):
        """Tell how long it has been running."""
        return self.clock.monotonic()

    async def sleep(self, seconds):
        """Wait, and let it go some steps later."""
        await self.clock.sleep(seconds)
        for _ in range(20):
            await anyio.lowlevel.checkpoint()
        self.go.set()


async def test_nobody_looks_while_another_batch_is_making(board, miro_sandbox):
    """The first has made its note and has no answer yet: the other's look would find it."""
    held = Held(miro_sandbox)
    clock = Waking(miro_sandbox.clock, held.go)
    api = MiroApi(miro_sandbox.token, transport=held, clock=clock)
    there = await api.board(board.id)
    first, lost = there.batch(), there.batch()
    first.add(note("same"))
    lost.add(note("same"))
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(first.send)
        await held.made.wait()
        miro_sandbox.faults.add("drop_before", to="items.create_bulk")
        await lost.send()
    assert first.result.items[0].id != lost.result.items[0].id
    # The board is read; the first note is there; three looks; and the second is sent again.
    assert held.methods == ["GET", "POST", "GET", "GET", "GET", "POST"]


async def test_what_is_made_and_looked_at_takes_turns():
    """Nothing is begun while somebody looks or waits to look; looks come one after the other."""
    own, order = OwnWork(), []
    begun, go = anyio.Event(), anyio.Event()

    async def make(name):
        async with own.making():
            order.append(f"{name} begins")
            begun.set()
            await go.wait()
            order.append(f"{name} ends")

    async def look(name):
        async with own.looking():
            order.append(f"{name} looks")
            await anyio.lowlevel.checkpoint()
            order.append(f"{name} has looked")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(make, "a")
        await begun.wait()
        tasks.start_soon(look, "b")
        tasks.start_soon(look, "c")
        await anyio.wait_all_tasks_blocked()
        tasks.start_soon(make, "d")
        await anyio.wait_all_tasks_blocked()
        assert order == ["a begins"]
        go.set()
    assert order[:2] == ["a begins", "a ends"]
    assert order[-2:] == ["d begins", "d ends"]
    looks = [[f"{name} looks", f"{name} has looked"] for name in "bc"]
    assert order[2:6] in (looks[0] + looks[1], looks[1] + looks[0])


async def test_what_is_known_is_forgotten_when_no_batch_is_sent(board):
    """The greatest id is enough then; a board may be used for years."""
    own = OwnWork()
    item = (await board.add_sticky_note("Tea")).item
    own.learn([item])
    assert (own.known, own.newest, own.user_id) == (set(), item.id, item.created_by.id)
    with own.batch():
        with own.batch():
            own.learn([item])
        assert own.known == {item.id}
    assert own.known == set()


class Undated(Around):
    """Lists items without saying when they were made."""

    async def send(self, request):
        """Leave it out."""
        response = await super().send(request)
        if request.method != "GET" or "/items" not in request.url:
            return response
        page = json.loads(response.body)
        page["data"] = [{**item, "createdAt": None} for item in page["data"]]
        return evolve(response, body=json.dumps(page).encode())


@pytest.mark.parametrize("text", ["Tea", None])
async def test_what_has_no_time_may_be_anybodys(board, miro_sandbox, text):
    """It is not taken, and nothing is sent twice."""
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    batch = (await over(miro_sandbox, board, Undated(miro_sandbox))).batch()
    batch.add_sticky_note(text)
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert [type(reason) for _, reason in caught.value.failed] == [UnknownOutcomeError]
    assert len(await items_of(board)) == 1


class Naming(Around):
    """Lists files by names with an ending, as Miro does."""

    async def send(self, request):
        """Append it."""
        response = await super().send(request)
        if request.method != "GET" or "/items" not in request.url:
            return response
        page = json.loads(response.body)
        for item in page["data"]:
            item["data"]["title"] += ".png"
        return evolve(response, body=json.dumps(page).encode())


async def test_a_file_is_found_by_its_name_without_the_ending(board, miro_sandbox):
    """Which Miro appends; a number behind a dot is no ending."""
    miro_sandbox.faults.add("drop_after", to="items.upload_bulk")
    batch = (await over(miro_sandbox, board, Naming(miro_sandbox))).batch()
    titles = ["Tea", "Version 1.2", "Milk.PNG"]
    batch.items += [Draft(type="image", file=b"1", data={"title": title}) for title in titles]
    made = await batch.send()
    assert len(made.items) == len(await items_of(board)) == 3


async def test_an_id_of_nothing_does_not_blind_the_looks(board, miro_sandbox):
    """It is longer than those of Miro, and so greater than that of anything that was made."""
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    batch = board.batch()
    tea = batch.add(note("Tea"))
    wrong = ConnectorDraft(start=tea, end="https://miro.com/app/board/uXjV/?moveToWidget=1")
    batch.connectors.append(wrong)
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert [draft for draft, _ in caught.value.failed] == [wrong]
    assert len(await items_of(board)) == 1
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 1


async def test_a_place_that_comes_back_rounded_is_near(board, miro_sandbox):
    """A shape without words is known by its place alone; to be sent twice, nothing may be near."""

    class Rounding(Around):
        async def send(self, request):
            response = await super().send(request)
            if request.method != "GET" or "/items" not in request.url:
                return response
            page = json.loads(response.body)
            for item in page["data"]:
                item["position"]["x"] = round(item["position"]["x"], 1)
            return evolve(response, body=json.dumps(page).encode())

    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    batch = (await over(miro_sandbox, board, Rounding(miro_sandbox))).batch()
    batch.add_shape(at=(12.345, 6))
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert [type(reason) for _, reason in caught.value.failed] == [UnknownOutcomeError]
    assert len(await items_of(board)) == 1
