"""The log of calls on a page."""

from __future__ import annotations

import pytest

from miro_async.call.transport.protocol import Request, Response
from miro_async.sandbox.page.feed import Feed
from miro_async.sandbox.service import Answered
from tests.sandbox.talker import ORIGIN, Talker
from tests.sandbox.visitor import Visitor

pytestmark = pytest.mark.anyio


@pytest.fixture
def visitor(sandbox):
    """Give somebody who looks at the sandbox."""
    return Visitor(sandbox)


class Log:
    """The log of calls, as the script in the browser has it."""

    def __init__(self):
        self.shown = None
        self._operations = []

    def change(self, news):
        """Take in what is new."""
        known = [] if news["whole"] else self._operations
        self._operations = known + [call["operation"] for call in news["calls"]]
        self.shown = news["total"], self._operations


async def test_calls_are_told_as_they_come(visitor, board):
    """With who called, what it cost, and how it ended: no query and no body."""
    async with visitor.stream("/events") as stream:
        assert (await stream.event("calls"))["total"] == 1
        board.note(data={"content": "a secret"})
        board.get("/items/7?limit=x")
        news = await stream.until("calls", lambda news: news["total"] == 3)
        Talker(board.sandbox, "wrong").get("/v2/boards")
        refused = (await stream.event("calls"))["calls"][0]
    assert news["calls"][-1] == {
        "time": "2026-01-05T10:30:15Z",
        "operation": "items.get",
        "status": 404,
        "user": "Sandbox user",
        "credits": 50,
        "fault": "",
    }
    assert (refused["status"], refused["user"], refused["credits"]) == (401, "nobody known", 0)


async def test_what_was_made_to_fail_says_so(visitor, board):
    """A call that got no answer has no status."""
    board.sandbox.faults.add("drop_before", to="boards.get")
    board.sandbox.faults.add(503, to="boards.list")
    for path in ("", "/v2/boards"):
        board.get(path)
    async with visitor.stream("/events") as stream:
        calls = (await stream.event("calls"))["calls"]
    assert [(call["status"], call["fault"]) for call in calls[1:]] == [
        (None, "drop before"),
        (503, "503"),
    ]


async def test_a_reset_is_seen(visitor, sandbox, board):
    """The boards are gone, and new calls are told."""
    async with visitor.stream("/events") as stream:
        await stream.event("boards")
        sandbox.reset()
        assert await stream.event("boards") == []
        assert await stream.event("calls") == {"whole": True, "total": 0, "calls": []}
        assert Talker(sandbox).get("/v2/boards").status == 200
        news = await stream.event("calls")
    assert (news["whole"], news["total"]) == (False, 1)
    assert [call["operation"] for call in news["calls"]] == ["boards.list"]


async def test_calls_that_are_cleared_leave_the_log(visitor, sandbox, board):
    """At once, and also if there are new ones already; a page that comes later shows the same."""
    async with visitor.stream("/events") as stream:
        log = Log()
        log.change(await stream.event("calls"))
        assert log.shown == (1, ["boards.create"])
        sandbox.calls.clear()
        log.change(await stream.event("calls"))
        assert log.shown == (0, [])
        board.get("/items")
        log.change(await stream.event("calls"))
        assert log.shown == (1, ["items.list"])
        sandbox.calls.clear()
        board.get("/tags")
        while log.shown != (1, ["tags.list"]):
            log.change(await stream.event("calls"))
    async with visitor.stream("/events") as stream:
        later = Log()
        later.change(await stream.event("calls"))
    assert later.shown == log.shown


async def test_the_oldest_calls_that_go_take_nothing_along(sandbox):
    """Of very many calls the newest are kept; a page is told only those that it has not."""
    request = Request(method="GET", url=f"{ORIGIN}/v2/boards", headers={})
    visit = sandbox._service.receive(request)
    answered = Answered(response=Response(status=200, headers={}), user=None, call=None, cost=0)
    feed = Feed(sandbox, None)
    told = []
    for number in (9_999, 5, 1):
        for _ in range(number):
            sandbox.calls.add(visit, answered, 0.0, None)
        (news,) = (about for name, about in await feed.news() if name == "calls")
        told.append((news["whole"], news["total"], len(news["calls"])))
    assert told == [(True, 9_999, 300), (False, 10_000, 5), (False, 10_000, 1)]
