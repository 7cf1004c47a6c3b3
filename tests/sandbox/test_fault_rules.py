"""Which calls meet a fault, how often, and what is refused when it is added."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Clock, Sandbox
from tests.sandbox.talker import Talker


def test_faults_meet_the_next_calls_of_their_operations(board, sandbox):
    """Each its number, and a call the first that was added; others are left alone."""
    first = sandbox.faults.add(500, to="items.list", times=2)
    sandbox.faults.add(503, to="items.*")
    sandbox.faults.add(502, to="*.create")
    assert sandbox.faults.pending[0] is first
    assert [board.get("/items").status for _ in range(4)] == [500, 500, 503, 200]
    assert board.get("").status == 200
    assert board.post("/frames", {"data": {}}).status == 502
    assert (first.injected, first.left) == (2, 0)
    assert (sandbox.faults.injected, sandbox.faults.pending) == (4, ())


@pytest.mark.parametrize("what", ["garble", "drop_before", "delay", 500, 401, 429])
def test_a_fault_that_finds_nothing_leaves_the_call_to_the_next(board, sandbox, what):
    """It waits on, and stands in nobody's way; what comes instead of the work costs as ever."""
    waiting = sandbox.faults.add("unknown_type", to="items.list")
    next_one = sandbox.faults.add(
        what, to="items.list", **({"seconds": 1} if what == "delay" else {})
    )
    board.get("/items")
    assert (waiting.injected, next_one.injected) == (0, 1)
    assert sandbox.calls[-1].fault == what
    cost = 0 if what in {"drop_before", 401, 429} else 100
    assert (sandbox.calls[-1].credits, sandbox.credits_spent) == (cost, 500 + cost)
    left = board.get("/items").headers["x-ratelimit-remaining"]
    assert left == str(100_000 - 500 - cost - 100)


def test_what_is_done_is_not_undone(board, sandbox):
    """A fault that comes instead of the work waits, if the one before it needed an answer."""
    item = board.note()["id"]
    garbled = sandbox.faults.add("garble", to="*.delete")
    failed = sandbox.faults.add(500, to="*.delete")
    dropped = sandbox.faults.add("drop_after", to="*.delete")
    board.delete(f"/items/{item}")
    assert [fault.injected for fault in (garbled, failed, dropped)] == [0, 0, 1]
    assert board.items() == []


def test_who_is_refused_may_meet_what_comes_before(sandbox):
    """A call that may not be made gets no 500, but may get a 401, and nothing is paid."""
    token = sandbox.new_token(sandbox.user_ids[0], scopes=["boards:read"])
    failed, refused = sandbox.faults.add(500), sandbox.faults.add(401)
    assert Talker(sandbox, token).post("/v2/boards").status == 401
    assert (failed.injected, refused.injected, sandbox.credits_spent) == (0, 1, 0)
    stranger = Talker(sandbox, "nobody")
    later = sandbox.faults.add("drop_before", to="boards.get")
    assert stranger.get("/v2/boards/x").status == 0
    assert (failed.injected, later.injected) == (0, 1)


def test_what_was_not_paid_is_not_given_back():
    """Who has no credits left is refused for nothing, and can be refused otherwise."""
    sandbox = Sandbox(credits_a_minute=100)
    sandbox.faults.add(500)
    sandbox.faults.add(401)
    miro = Talker(sandbox)
    assert (miro.post("/v2/boards").status, sandbox.credits_spent) == (401, 0)
    sandbox.faults.clear()
    assert miro.get("/v2/boards").headers["x-ratelimit-remaining"] == "50"


def test_the_credits_of_scim_are_given_back_there(sandbox):
    """Which are others."""
    scim = Talker(sandbox, sandbox.scim_token)
    sandbox.faults.add("missing_field", to="scim_users.list")
    sandbox.faults.add(429, to="scim_users.list")
    path = "/api/v1/scim/Users?filter=userName%20eq%20%22x%22"
    assert scim.get(path).status == 429
    spent = sandbox._service.scim_limits.spent
    sandbox.faults.clear()
    assert (spent, scim.get(path).status) == (0, 200)


def test_what_is_no_endpoint_meets_no_fault(miro, sandbox):
    """There is nothing that could go wrong."""
    sandbox.faults.add(500)
    assert miro.get("/v2/nothing").status == 404
    assert sandbox.faults.injected == 0


def statuses(share, seed):
    """Give the statuses of 400 calls, a share of which fails."""
    sandbox = Sandbox(clock=Clock(datetime(2026, 1, 5, tzinfo=UTC)))
    sandbox.faults.add(500, share=share, seed=seed)
    miro = Talker(sandbox)
    return [miro.get("/v2/boards").status for _ in range(400)]


def test_a_share_of_calls_fails_the_same_way_every_time():
    """About as many as were asked for; others with another seed, and all or none if so told."""
    found = statuses(0.25, 1)
    assert 60 <= found.count(500) <= 140
    assert found == statuses(0.25, 1)
    assert found != statuses(0.25, 2)
    assert set(statuses(1, 0)) == {500}
    assert set(statuses(0, 0)) == {200}


def test_clearing_ends_all_of_it(miro, sandbox):
    """Also what has no end by itself."""
    endless = sandbox.faults.add(500, share=1)
    assert miro.get("/v2/boards").status == 500
    assert (endless.left, sandbox.faults.pending) == (None, (endless,))
    sandbox.faults.clear()
    assert miro.get("/v2/boards").status == 200
    assert (sandbox.faults.injected, sandbox.faults.pending) == (0, ())


def test_one_of_several_is_taken_away(miro, sandbox):
    """The others stay, and what it did is still counted; taking it away again does nothing."""
    first, second = sandbox.faults.add(500, times=2), sandbox.faults.add(503)
    assert miro.get("/v2/boards").status == 500
    for _ in range(2):
        sandbox.faults.remove(first)
        assert (sandbox.faults.injected, sandbox.faults.pending) == (1, (second,))
    assert miro.get("/v2/boards").status == 503


@pytest.mark.parametrize(
    ("what", "options", "message"),
    [
        (418, {}, "there is no fault 418; there are 401, 429"),
        ("explode", {}, "there is no fault 'explode'"),
        (True, {}, "there is no fault True"),
        (500, {"to": "boards.fly"}, "there is no operation 'boards.fly'"),
        (500, {"to": ""}, "there is no operation ''"),
        (500, {"times": 2, "share": 0.5}, "not both"),
        (500, {"times": 0}, "times is a whole number, 1 or more"),
        (500, {"times": 1.5}, "times is a whole number, 1 or more"),
        (500, {"share": 1.5}, "share is from 0 to 1"),
        (500, {"share": float("nan")}, "share is from 0 to 1"),
        (500, {"seconds": 1}, "seconds, more than 0, are those of a delay"),
        ("delay", {}, "seconds, more than 0"),
        ("delay", {"seconds": -1}, "seconds, more than 0"),
        ("delay", {"seconds": float("inf")}, "seconds, more than 0"),
        (429, {"done": True}, "500 and above"),
        ("truncate", {"done": True}, "500 and above"),
        ("unknown_enum", {"to": "teams.get"}, "no answer of 'teams.get' has anything for"),
        ("unknown_type", {"to": "sticky_notes.*"}, "no answer of 'sticky_notes.*' has"),
        ("extra_field", {"to": "boards.delete"}, "no answer of 'boards.delete' has"),
    ],
)
def test_nonsense_is_refused(sandbox, what, options, message):
    """When it is added, and not when it does nothing."""
    with pytest.raises(InvalidArgumentError) as caught:
        sandbox.faults.add(what, **options)
    assert message in str(caught.value)
    assert sandbox.faults.pending == ()


def test_a_fault_shows_what_it_is(sandbox):
    """In a failing test, for example."""
    fault = sandbox.faults.add(503, to="boards.get", times=2)
    assert repr(fault) == (
        "Fault(what=503, to='boards.get', times=2, share=None, seconds=0.0, done=False, injected=0)"
    )
