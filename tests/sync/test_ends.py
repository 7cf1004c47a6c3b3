"""How a client without `await` begins and ends: threads, Ctrl-C, closing, and being forgotten."""

from __future__ import annotations

import _thread
import gc
import os
import subprocess
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from contextvars import ContextVar

import anyio
import anyio.lowlevel
import pytest

from miro_async import Hooks
from miro_async.call.raw import RECORDED
from miro_async.errors import ConfigurationError, NotFoundError
from miro_async.sandbox import Sandbox
from miro_async.sync import MiroApi
from miro_async.sync.calls import Block, Call
from miro_async.sync.files import OpenedFile
from miro_async.sync.loop import LOOK_UP, Loop
from miro_async.sync.portal import Portal
from miro_async.sync.steps import Steps
from tests.sync.services import BOARD, LONG, Hanging, client
from tests.unit.recording import Service, answer

NAME = ContextVar("name", default="nobody")


def threads():
    """Give the threads of event loops."""
    return [thread for thread in threading.enumerate() if thread.name == "miro-async"]


@pytest.fixture(autouse=True)
def _no_thread_is_left():
    """See to it that whatever a test does, its threads have ended."""
    before = threads()
    yield
    gc.collect()
    for thread in set(threads()) - set(before):
        thread.join(LONG)
        assert not thread.is_alive()


def serving():
    """Give a service that knows a board."""
    return Service(lambda _: answer(BOARD))


def in_thread(function, *args):
    """Begin something in another thread; give where its outcome will be."""
    pool = ThreadPoolExecutor(1)
    future = pool.submit(function, *args)
    pool.shutdown(wait=False)
    return future


# ------------------------------------------------------------------------------------- beginning


def test_nothing_is_started_before_the_first_call():
    """Nor by closing a client that made none."""
    before = threads()
    with client(serving()) as api:
        assert api.rate_limit.limit
        assert api.boards
        assert threads() == before


def test_threads_that_race_share_one_loop():
    """And one thread; each gets the answer to its own call."""
    sandbox, barrier, before = Sandbox(), threading.Barrier(32), len(threads())
    boards = [sandbox.add_board(str(number)) for number in range(32)]

    def get(number):
        barrier.wait(LONG)
        return [api.boards.get(boards[number]).name for _ in range(5)]

    with MiroApi(sandbox.token, transport=sandbox) as api, ThreadPoolExecutor(32) as pool:
        assert [*pool.map(get, range(32))] == [[str(number)] * 5 for number in range(32)]
        assert len(threads()) == before + 1


def test_a_loop_that_cannot_be_started_is_an_error_and_tried_again():
    """As where there are no more files to open."""
    faults = [OSError("too many open files")]

    async def closing():
        pass

    class Failing(Portal):
        pass

    portal = Failing(closing)
    loop = portal._loops.here()

    async def serve():
        raise faults.pop()

    loop._serve = serve
    for _ in range(2):
        if faults:
            with pytest.raises(ConfigurationError, match="could be started") as caught:
                portal.call(anyio.sleep, 0)
            assert isinstance(caught.value.__cause__, OSError)
        else:
            portal.call(anyio.sleep, 0)
    portal.close()


def test_hooks_and_tokens_see_the_context_of_the_caller():
    """Context variables, of each thread its own."""
    seen = {}

    def token():
        return NAME.get()

    def told(_, request):
        seen[NAME.get()] = request.headers["Authorization"]

    def call(name):
        NAME.set(name)
        barrier.wait(LONG)
        for _ in range(5):
            api.boards.get("b")

    barrier = threading.Barrier(8)
    hooks = Hooks(request=told)
    names = [f"user-{number}" for number in range(8)]
    with client(serving(), access_token=token, hooks=hooks) as api, ThreadPoolExecutor(8) as pool:
        list(pool.map(call, names))

    assert seen == {name: f"Bearer {name}" for name in names}


def test_who_waits_for_a_slow_start_looks_up():
    """And waits on."""
    loop = Loop(anyio.lowlevel.checkpoint)
    serve = loop._serve

    async def slow():
        await anyio.sleep(1.5 * LOOK_UP)
        await serve()

    loop._serve = slow
    loop.start()
    loop.end(is_waited_for=True)
    loop.wait()


def test_a_loop_that_is_to_end_before_it_runs_ends_at_once():
    """As that of a client which is forgotten while its first call is interrupted."""
    loop = Loop(anyio.lowlevel.checkpoint)
    loop.end(is_waited_for=True)
    loop.start()
    loop.wait()
    assert not loop.has_died


def test_what_goes_wrong_after_all_is_closed_is_not_told():
    """As when Python 3.12 lets asyncio start no thread any more at the end of a program."""
    loop = Loop(anyio.lowlevel.checkpoint)
    serve = loop._serve

    async def late():
        await serve()
        raise RuntimeError("can't create new thread at interpreter shutdown")

    loop._serve = late
    loop.start()
    loop.end(is_waited_for=True)
    loop.wait()


def test_a_call_that_comes_while_the_loop_is_closed_is_told():
    """It is not begun; a loop ends with the program of its own process, and not with others."""
    closing, released = threading.Event(), threading.Event()

    async def close():
        closing.set()
        await anyio.to_thread.run_sync(released.wait, LONG)

    loop = Loop(close)
    loop.start()
    loop._process += 1
    loop._end_with_program()
    loop._process -= 1
    loop.end(is_waited_for=True)
    assert closing.wait(LONG)
    call, given_up = Call(anyio.lowlevel.checkpoint), Call(anyio.lowlevel.checkpoint)
    loop.begin(call)
    loop.give_up(given_up)
    loop.end(is_waited_for=True)
    released.set()
    call.wait()
    for one in (call, given_up):
        with pytest.raises(ConfigurationError, match="closed during the call"):
            one.outcome()
        one.end()
    loop._end_with_program()
    with pytest.raises(ConfigurationError, match="is closed"):
        loop.begin(Call(anyio.lowlevel.checkpoint))
    loop.give_up(Call(anyio.lowlevel.checkpoint))


# -------------------------------------------------------------------------------- calls from hooks


def test_a_hook_cannot_call_the_client_that_waits_for_it():
    """An error instead of a deadlock; another client may be called, and iterators go on."""
    errors, other = [], client(serving())

    def told(*_):
        other.boards.get("b")
        try:
            api.boards.get("b")
        except ConfigurationError as error:
            errors.append(error)

    with client(serving(), hooks=Hooks(request=told)) as api, other:
        api.boards.get("b")

    assert len(errors) == 1
    assert "use another client there" in str(errors[0])


def test_a_hook_may_close_the_client():
    """Its own call is cancelled by that; the thread ends."""
    transport = Hanging()
    api = client(transport, hooks=Hooks(request=lambda *_: api.close()))

    with pytest.raises(ConfigurationError, match="closed"):
        api.boards.get("b")
    api.close()


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit()])
def test_what_a_hook_raises_comes_out_of_the_call(error):
    """Also what would end a program; the client works on."""
    errors = [error]

    def told(*_):
        if errors:
            raise errors.pop()

    with client(serving(), hooks=Hooks(request=told)) as api:
        with pytest.raises(type(error)) as caught:
            api.boards.get("b")
        assert caught.value is error
        assert api.boards.get("b").name == "Retro"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_loop_that_dies_is_replaced():
    """A `SystemExit` in a task of its own ends asyncio's loop: who waits is told, others work."""

    async def die():
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(dying)

    async def dying():
        raise SystemExit(3)

    async def closing():
        closed.append(True)

    closed = []
    portal = Portal(closing)
    waiting = in_thread(portal.call, anyio.sleep_forever)
    block = portal.entered(nullcontext())
    inside, _ = block.__enter__()
    with pytest.raises(BaseExceptionGroup) as caught:
        portal.call(die)
    assert isinstance(caught.value.exceptions[0], SystemExit)
    assert "during the call" in str(waiting.exception(LONG))
    for thread in threads():
        thread.join(LONG)
    for _ in range(2):
        portal.call(anyio.sleep, 0)
    with pytest.raises(ConfigurationError, match="open it again"):
        inside.call(anyio.sleep, 0)
    block.__exit__(None, None, None)
    portal.close()

    assert closed == [True]


# ------------------------------------------------------------------------------------ interruption


def interrupted(transport, function, *args):
    """Begin a call in this thread, and interrupt it when it is under way, as Ctrl-C does."""

    def interrupt():
        assert transport.begun.wait(LONG)
        _thread.interrupt_main()

    helper = threading.Thread(target=interrupt)
    helper.start()
    with pytest.raises(KeyboardInterrupt):
        function(*args)
    helper.join()


def test_an_interruption_cancels_the_call():
    """When it goes on, the call has ended; the client is as good as before."""
    transport = Hanging()
    with client(transport) as api:
        interrupted(transport, api.boards.get, "b")
        assert transport.ended.is_set()
        assert not transport.closed.is_set()
        transport.begun.clear()
        interrupted(transport, list, api.items.list("b"))


def test_a_second_interruption_does_not_wait():
    """For what does not want to end."""
    begun, released = threading.Event(), threading.Event()

    async def stubborn():
        begun.set()
        try:
            await anyio.sleep_forever()
        finally:
            _thread.interrupt_main()
            with anyio.CancelScope(shield=True):
                await anyio.to_thread.run_sync(released.wait, LONG)

    async def closing():
        pass

    portal = Portal(closing)
    transport = type("Begun", (), {"begun": begun})
    interrupted(transport, portal.call, stubborn)
    portal.close()  # nor does this
    released.set()


def test_the_first_call_can_be_interrupted():
    """While the loop starts: it is there for the next call, or ends with the client."""

    def closing():
        return anyio.lowlevel.checkpoint()

    for attempt in range(30):
        portal = Portal(closing)
        timer = threading.Timer(0.0005 * attempt, _thread.interrupt_main)
        try:
            timer.start()
            for _ in range(100):
                portal.call(anyio.sleep, 0)
            timer.join()
        except (KeyboardInterrupt, RuntimeError) as error:
            # Python's own threads may raise another error where they are interrupted.
            if KeyboardInterrupt not in {type(error), type(error.__context__)}:
                raise
        assert portal.call(anyio.sleep, 0) is None
        if attempt % 2:
            portal.close()


def test_an_interruption_loses_no_page():
    """One that comes when the page is there already: who asks again gets it."""

    class Pages:
        def __init__(self):
            self.left = [1, 2, 3]

        async def __anext__(self):
            if not self.left:
                raise StopAsyncIteration
            _thread.interrupt_main()
            return self.left.pop(0)

    portal = Portal(anyio.lowlevel.checkpoint)
    for walk in (Steps(portal, Pages()), OpenedFile(portal, Pages())):
        interruptions, given = 0, []
        while True:
            try:
                given.append(next(walk))
            except KeyboardInterrupt:
                interruptions += 1
            except StopIteration:
                break
        assert given == [1, 2, 3]
        assert interruptions == 3
    portal.close()


def test_an_interruption_while_a_block_is_left_leaves_it():
    """Though nobody waits for it."""
    left, busy, released = threading.Event(), threading.Event(), threading.Event()

    class Context:
        async def __aenter__(self):
            pass

        async def __aexit__(self, *_):
            left.set()

    async def holding():
        busy.set()
        assert released.wait(LONG)  # it holds up the loop, so that it is told nothing before

    def interrupt():
        _thread.interrupt_main()
        released.set()

    def leave():
        with portal.entered(Context()):
            in_thread(portal.call, holding)
            assert busy.wait(LONG)
            threading.Timer(1, interrupt).start()

    portal = Portal(anyio.lowlevel.checkpoint)
    with pytest.raises(KeyboardInterrupt):
        leave()
    assert left.wait(LONG)
    portal.close()


def test_raw_leaves_nothing_behind_in_the_context_of_the_caller():
    """What it records is in a context of its own."""
    transport = Hanging()
    with client(transport) as api:
        interrupted(transport, api.raw, api.boards.get, "b")
        assert RECORDED.get() is None


FORKED = """
import os, sys
from miro_async.errors import ConfigurationError
from miro_async.sandbox import Sandbox
from miro_async.sync import MiroApi

sandbox = Sandbox()
api = MiroApi(sandbox.token, transport=sandbox)
board_id = api.boards.create(name="Retro").id
with api.items.list(board_id).prefetch() as items:
    child = os.fork()
    if child == 0:
        try:
            list(items)
        except ConfigurationError as error:
            print(error, flush=True)
if child == 0:
    print(api.boards.get(board_id).name, flush=True)
    sys.exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_block_stays_with_the_process_that_entered_it():
    """The copy that a fork makes neither reads from it nor leaves it, and does not hang."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
    )

    assert done.stderr == ""
    refused = "this was opened in another process: open it again in this one"
    assert done.stdout.splitlines() == [refused, "Retro", "0"]


def test_a_block_can_be_interrupted_while_it_is_entered():
    """It is left then, also when that comes too late."""
    transport = Hanging()
    with client(transport) as api:
        context = api.open_file("https://api.miro.com/v2/boards/b/resources/images/1?format=x")
        interrupted(transport, context.__enter__)
        assert transport.ended.is_set()


# ------------------------------------------------------------------------------------------ the end


def test_a_closed_client_makes_no_calls():
    """Nor do its lists, those who share its connections, and what it has opened."""
    sandbox = Sandbox()
    api = MiroApi(sandbox.token, transport=sandbox)
    board_id = api.boards.create(name="Retro").id
    items, other = api.items.list(board_id), api.with_options()
    api.close()
    api.close()

    for call in (lambda: api.boards.get(board_id), lambda: list(items), other.boards.list().first):
        with pytest.raises(ConfigurationError, match="this client is closed"):
            call()


def test_closing_ends_the_calls_of_other_threads():
    """Each raises an error; none hangs, whatever it was doing."""
    transport = Hanging()
    api = client(transport)

    def ahead():
        with api.items.list("b").prefetch() as items:
            return list(items)

    def opened():
        with api.open_file("https://api.miro.com/v2/boards/b/resources/images/1"):
            pass

    calls = [lambda: api.boards.get("b"), lambda: list(api.items.list("b")), ahead, opened]
    outcomes = [in_thread(call) for call in calls * 3]
    assert transport.begun.wait(LONG)
    closers = [in_thread(api.close) for _ in range(3)]

    for outcome in outcomes:
        assert isinstance(outcome.exception(LONG), ConfigurationError)
    for closer in closers:
        assert closer.result(LONG) is None


def test_calls_that_race_with_closing_end():
    """With an answer, or an error that says so; a hundred times."""
    sandbox = Sandbox(credits_a_minute=10**9)
    board_id = sandbox.add_board("Retro")

    def call(api):
        try:
            while True:
                assert api.boards.get(board_id).name == "Retro"
        except ConfigurationError:
            return "closed"

    for _ in range(25):
        api = MiroApi(sandbox.token, transport=sandbox, pacing=False)
        outcomes = [in_thread(call, api) for _ in range(4)]
        api.boards.get(board_id)
        api.close()
        assert {outcome.result(LONG) for outcome in outcomes} == {"closed"}


def test_blocks_that_are_open_when_the_client_is_closed():
    """They are left by that; their own errors stay, and reading on is an error."""
    sandbox = Sandbox()
    api = MiroApi(sandbox.token, transport=sandbox)
    board_id = api.boards.create(name="Retro").id
    with api.items.list(board_id).prefetch() as items:
        api.close()
        with pytest.raises(ConfigurationError):
            next(iter(items))
    api = MiroApi(sandbox.token, transport=sandbox)
    with pytest.raises(ZeroDivisionError):
        closed_inside(api, board_id)


def closed_inside(api, board_id):
    """Fail in a block whose client is closed."""
    with api.items.list(board_id).prefetch():
        api.close()
        _ = 1 / 0


def test_a_block_gives_its_own_errors():
    """Those of entering and of leaving; an error of the block goes through it."""
    left = []

    class Context:
        def __init__(self, **faults):
            self.faults = faults

        async def __aenter__(self):
            if error := self.faults.get("enter"):
                raise error
            return self

        async def __aexit__(self, kind, error, trace):
            left.append(kind)
            if raised := self.faults.get("leave", error):
                raise raised

    def entered(**faults):
        with portal.entered(Context(**faults)):
            if error := faults.get("inside"):
                raise error

    portal = Portal(anyio.lowlevel.checkpoint)
    one, other = LookupError("one"), OSError("other")
    for faults, expected in [
        ({}, None),
        ({"enter": one}, one),
        ({"leave": one}, one),
        ({"inside": one}, one),
        ({"inside": one, "leave": other}, other),
    ]:
        if expected is None:
            entered()
            continue
        with pytest.raises(type(expected)) as caught:
            entered(**faults)
        assert caught.value is expected
    portal.close()
    assert left == [None, None, LookupError, LookupError]


def test_a_block_that_is_let_go_is_left():
    """Nobody waits for it; letting go again does nothing."""

    async def main():
        async with anyio.create_task_group() as tasks:
            block = Block(nullcontext(5))
            block.let_go()
            assert await block.enter(tasks) == 5
            block.let_go()
        assert not block.is_open
        block.let_go()

    anyio.run(main)


def test_a_cancellation_inside_of_a_block_is_no_error_of_leaving_it():
    """That is what entering it was given up with."""

    class Context:
        async def __aenter__(self):
            pass

        async def __aexit__(self, *_):
            raise anyio.get_cancelled_exc_class()

    portal = Portal(anyio.lowlevel.checkpoint)
    with portal.entered(Context()):
        pass
    portal.call(anyio.lowlevel.checkpoint)
    portal.close()


def test_an_error_of_closing_is_raised_once():
    """By the first who closes."""

    async def closing():
        raise LookupError("not saved")

    portal = Portal(closing)
    portal.call(anyio.sleep, 0)
    with pytest.raises(LookupError, match="not saved"):
        portal.close()
    portal.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_of_closing_that_nobody_waits_for_is_shown(monkeypatch):
    """As that of a thread, by Python."""
    shown = []
    monkeypatch.setattr(threading, "excepthook", lambda args: shown.append(args.exc_value))

    async def closing():
        raise LookupError("not saved")

    portal = Portal(closing)
    portal.call(anyio.sleep, 0)
    (thread,) = threads()
    del portal
    gc.collect()
    thread.join(LONG)

    assert [str(error) for error in shown] == ["not saved"]


def test_a_client_that_is_forgotten_ends():
    """Its thread, and its connections; without a word, as a warning would fail this."""
    transport = Hanging()
    closed = threading.Event()

    class Closing(Portal):
        pass

    async def closing():
        closed.set()

    portal = Closing(closing)
    portal.call(anyio.sleep, 0)
    del portal
    gc.collect()
    assert closed.wait(LONG)

    api = client(transport, hooks=Hooks(request=lambda *_: gc.collect()))
    with pytest.raises(ConfigurationError):
        client(serving(), access_token=lambda: "").boards.get("b")
    del api


def test_a_client_that_is_forgotten_in_the_thread_of_its_loop_ends():
    """Where nobody could wait for the end of the thread."""
    portal = Portal(anyio.lowlevel.checkpoint)
    kept = [portal]
    gone = weakref.ref(portal)

    async def forget():
        kept.clear()

    def call():
        portal = kept[0]
        portal.call(forget)

    del portal
    call()
    gc.collect()
    assert gone() is None


def test_errors_keep_nothing_alive():
    """Neither a frame nor what it works with is in a cycle with the error."""

    class Marked:
        pass

    def failing():
        marked = Marked()
        alive.append(weakref.ref(marked))
        with pytest.raises(NotFoundError):
            api.boards.get("nowhere")
        return marked is None

    alive, sandbox = [], Sandbox()
    with MiroApi(sandbox.token, transport=sandbox) as api:
        gc.collect()
        gc.disable()
        try:
            failing()
            assert alive[0]() is None
        finally:
            gc.enable()
