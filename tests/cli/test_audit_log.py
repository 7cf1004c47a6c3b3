"""`miro-async org audit-log`: each event once, whatever comes between."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from attrs import evolve

from miro_async.cli.audit_log import OVERLAP, State, begin_of
from miro_async.models import AuditEvent
from miro_async.sandbox import Clock, Sandbox
from tests.cli.conftest import NOW, SITTING

FILE = "audit.jsonl"


@pytest.fixture
def happen(miro, sandbox):
    """Give what makes boards, an event each, some seconds apart."""

    def make(*names, apart=1.0):
        async def create(api):
            for name in names:
                await api.boards.create(name=name)
                sandbox.clock.advance(apart)

        miro.api(create)

    return make


def names_in(text):
    """Give what the events are about, in their order."""
    return [json.loads(line)["object"]["name"] for line in text.splitlines()]


def export(miro, *options):
    """Export to the file, going on with what is there."""
    return miro.does("org", "audit-log", "-o", FILE, "--resume", *options)


def exported(miro):
    """Give what the events in the file are about."""
    return names_in((miro.folder / FILE).read_text(encoding="utf-8"))


def test_events_are_printed_in_their_order(miro, happen):
    """All of each, as JSON lines."""
    happen("a", "b")
    done = miro.does("org", "audit-log")
    assert names_in(done.out) == ["a", "b"]
    event = json.loads(done.lines[0])
    assert event["event"] == "board_created"
    assert event["createdBy"]["email"] == "user@sandbox.test"


def test_a_span_can_be_said(miro, happen):
    """Later than its beginning and earlier than its end; one that is none has no events."""
    happen("a", "b", "c", apart=60)
    start, end = "2026-01-05T10:30:30", "2026-01-05T11:31:30+01:00"
    assert names_in(miro.does("org", "audit-log", "--since", start, "--until", end).out) == ["b"]
    assert names_in(miro.does("org", "audit-log", "--since", "2026-01-05").out) == ["a", "b", "c"]
    assert miro.does("org", "audit-log", "--since", "2027-01-01").out == ""


@pytest.mark.parametrize("wrong", ["soon", "7y", "2026-13-01", "999999w"])
def test_what_is_no_time_is_refused(miro, wrong):
    """With 2."""
    assert miro("org", "audit-log", "--since", wrong).code == 2


def test_how_long_ago_can_be_said(miro):
    """In minutes, hours, days and weeks."""
    miro.does("org", "audit-log", "--since", "7d", "--until", "2999-01-01")
    (call,) = miro.sandbox.calls
    assert call.query["createdAfter"] > "2026-01-05"


def test_a_file_is_gone_on_with(miro, happen):
    """What is new since is behind what is there, and nothing is in it twice."""
    happen("a", "b")
    export(miro)
    happen("c")
    miro.terminals = SITTING
    assert f"1 new event in {FILE}." in export(miro).err
    export(miro)
    assert exported(miro) == ["a", "b", "c"]
    assert (miro.folder / FILE).stat().st_mode & 0o777 == 0o600


def test_what_came_late_into_the_log_is_found(miro, happen, sandbox):
    """Events of a while before the last one are looked at again."""
    happen("a", "b", "c")
    log = sandbox._state.journal.audit
    late = log.pop(1)
    export(miro)
    log.insert(1, late)
    export(miro)
    assert exported(miro) == ["a", "c", "b"]


def test_an_end_can_be_said_for_each_run(miro, happen):
    """The next run begins there, and not now."""
    happen("a", "b", apart=3600)
    export(miro, "--until", "2026-01-05T10:45")
    assert exported(miro) == ["a"]
    export(miro)
    assert exported(miro) == ["a", "b"]


def test_a_file_goes_on_from_its_end(miro, happen, sandbox):
    """Whatever `--since` says: the week of each run would leave out what came in a longer pause."""
    happen("a")
    export(miro, "--since", "2026-01-01")
    happen("b")
    sandbox.clock.advance(30 * 24 * 3600)
    happen("c")
    export(miro, "--since", "2026-02-01")
    assert exported(miro) == ["a", "b", "c"]


def test_what_miro_keeps_no_longer_is_told(miro, happen, sandbox):
    """The file goes on, and has a gap that somebody has to know of."""
    happen("a", "b")
    export(miro)
    sandbox.clock.advance(100 * 24 * 3600)
    happen("c")
    done = export(miro)
    assert re.fullmatch(
        rf"{FILE}: Miro keeps nothing of before 2026-01-15 \d\d:\d\d any more\n", done.err
    )
    assert exported(miro) == ["a", "b", "c"]


def test_programs_are_told_how_many_are_new(miro, happen):
    """Of a file; what is printed is JSON in any case."""
    happen("a", "b")
    assert json.loads(export(miro, "--json").out) == {"file": FILE, "events": 2}
    assert miro.does("org", "audit-log", "--json").out == miro.does("org", "audit-log").out


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_interruption_loses_and_doubles_nothing(miro, happen, at, sandbox):
    """Whichever page fails, and however much of the next one is in the file already."""
    happen(*(f"board {number}" for number in range(250)), apart=0.5)
    whole = [f"board {number}" for number in range(250)]
    for _ in range(at):
        sandbox.faults.add("extra_field", to="audit_logs.list")
    sandbox.faults.add(500, to="audit_logs.list", times=9)
    assert miro("org", "audit-log", "-o", FILE, "--resume").code == 5
    assert exported(miro) == whole[: at * 100]
    sandbox.faults.clear()
    with (miro.folder / FILE).open("a") as file:
        file.write('{"object": {"name": "half a li')
    export(miro)
    assert exported(miro) == whole


def test_an_interruption_before_the_first_event_is_no_matter(miro, happen, sandbox):
    """Also when the file itself is not there yet."""
    happen("a")
    sandbox.faults.add(500, to="audit_logs.list", times=9)
    miro("org", "audit-log", "-o", FILE, "--resume")
    sandbox.faults.clear()
    (miro.folder / FILE).unlink()
    export(miro)
    assert exported(miro) == ["a"]


def test_a_file_that_is_there_is_left_alone(miro, happen):
    """Without `--resume`, and with it if nobody knows how far it is; as is a damaged one."""
    happen("a")
    (miro.folder / FILE).write_text("mine\n")
    for options in ([], ["--resume"]):
        done = miro("org", "audit-log", "-o", FILE, *options)
        assert (done.code, "is there already" in done.err) == (2, True)
    assert (miro.folder / FILE).read_text() == "mine\n"


@pytest.mark.parametrize("state", ["", "{}", "[]", '{"size": 9, "last": "x", "recent": {}}'])
def test_a_damaged_state_is_told(miro, happen, state):
    """Nothing is guessed."""
    happen("a")
    export(miro)
    (miro.folder / f"{FILE}.state").write_text(state)
    done = miro("org", "audit-log", "-o", FILE, "--resume")
    assert (done.code, "is damaged" in done.err) == (2, True)
    assert exported(miro) == ["a"]


def test_a_file_that_has_been_cut_is_told(miro, happen):
    """What is missing from it would never come again."""
    happen("a")
    export(miro)
    (miro.folder / FILE).write_text("")
    done = miro("org", "audit-log", "-o", FILE, "--resume")
    assert (done.code, "shorter than it was" in done.err) == (2, True)


def test_a_file_that_cannot_be_is_told(miro):
    """Before anything is asked for, with 2; of tokens it says nothing."""
    name = "x" * 252  # which is too long with what is put behind it for the lock
    done = miro("org", "audit-log", "-o", name)
    assert (done.code, done.err) == (
        2,
        f"miro-async: {name} cannot be written: File name too long\n",
    )
    assert miro.calls() == []


def test_all_its_files_are_for_their_owner(miro, happen):
    """Whoever did what, and when, is in all of them."""
    happen("a")
    export(miro)
    modes = {path.name: path.stat().st_mode & 0o777 for path in miro.folder.glob(f"{FILE}*")}
    assert modes == {FILE: 0o600, f"{FILE}.state": 0o600, f"{FILE}.lock": 0o600}


def test_two_do_not_write_to_one_file(miro, happen):
    """The second one is told, and does nothing."""
    from miro_async.auth.storage.file_lock import FileLock

    happen("a")
    lock = FileLock(miro.folder / FILE, ".lock")
    assert lock.take()
    try:
        done = miro("org", "audit-log", "-o", FILE, "--resume")
    finally:
        lock.release()
    assert (done.code, "another export" in done.err) == (1, True)
    assert not (miro.folder / FILE).exists()


def test_without_locks_it_works_as_well(miro, happen, monkeypatch):
    """As on Windows, which has none like these."""
    happen("a")
    monkeypatch.setattr("sys.platform", "win32")
    export(miro)
    assert exported(miro) == ["a"]


def test_to_go_on_there_has_to_be_a_file(miro):
    """What was printed cannot be gone on with."""
    assert miro("org", "audit-log", "--resume").code == 2


def test_who_may_not_see_the_log_is_told(miro):
    """As everywhere, with 3."""
    miro.sandbox = Sandbox(clock=Clock(NOW), scopes=["boards:read"])
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    assert miro("org", "audit-log").code == 3


def test_only_the_last_while_is_remembered():
    """The state does not grow with the log."""
    state = State()
    event = AuditEvent(id="first", created_at=NOW)
    later = AuditEvent(id="second", created_at=NOW + OVERLAP + timedelta(seconds=1))
    assert state.add([event, event, later]) == [event, later]
    assert list(state.recent) == ["second"]
    assert State.from_json(state.to_json()) == state


def test_what_is_asked_for_again_is_remembered():
    """Miro is asked by the millisecond, and what happened within it is in the answer."""
    state = State()
    last = NOW + OVERLAP + timedelta(microseconds=900)
    early = AuditEvent(id="early", created_at=NOW + timedelta(microseconds=300))
    state.add([early, AuditEvent(id="last", created_at=last)])
    assert begin_of(last) == NOW
    assert state.add([early]) == []


def test_events_of_one_moment_are_all_there(miro, happen, sandbox):
    """Also those that are in the log only after a run that ended at their very moment."""
    happen("a", apart=0)
    export(miro)
    happen("b", "c", apart=0)
    assert len({event["createdAt"] for event in sandbox._state.journal.audit}) == 1
    export(miro)
    sandbox.clock.advance(1)
    export(miro)
    assert exported(miro) == ["a", "b", "c"]


def test_events_without_a_time_or_an_id_are_kept():
    """They go by the time of the one before, and by all that they say."""
    state = State()
    first, strange = AuditEvent(id="first", created_at=NOW), AuditEvent(event="strange")
    timeless = evolve(strange, created_at="soon")
    assert state.add([strange, first, strange, strange, timeless]) == [
        strange,
        first,
        strange,
        timeless,
    ]
    assert state.last == NOW
