"""What calls cost, and how dates of answers are read."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from email.utils import formatdate

import pytest
from hypothesis import given, strategies as st

from miro_async.call.pacing import cost_of
from miro_async.call.rate_headers import epoch_of
from miro_async.endpoints import operations

OPERATIONS = {operation.call: operation for operation in operations()}


@pytest.mark.parametrize(
    ("call", "cost"),
    [
        ("boards.get", 50),
        ("sticky_notes.create", 100),
        ("boards.create", 500),
        ("boards.copy", 2000),
        ("scim_users.list", 500),
        ("scim_users.get", 500),
        ("scim_users.create", 500),
        ("scim_users.patch", 1000),
        ("scim_users.replace", 1000),
        ("scim_users.delete", 5000),
        ("scim_groups.list", 20_000),
        ("scim_groups.get", 5000),
        ("scim_discovery.list_schemas", 500),
    ],
)
def test_a_call_costs_what_miro_says(call, cost):
    """Credits by level; of SCIM, the part of its calls in half a minute."""
    assert cost_of(OPERATIONS[call]) == cost


def test_things_cost_one_by_one_where_they_are_counted_so():
    """Items of a bulk call; an operation without credits costs nothing."""
    assert cost_of(OPERATIONS["items.create_bulk"], things=20) == 2000
    assert cost_of(OPERATIONS["items.create_bulk"], things=0) == 100
    assert cost_of(OPERATIONS["sticky_notes.create"], things=20) == 100
    free = next(one for one in OPERATIONS.values() if one.api == "rest" and one.level is None)
    assert cost_of(free) == 0


@pytest.mark.parametrize(("size", "cost"), [(0, 1000), (500, 1000), (501, 20_000)])
def test_a_large_change_of_a_scim_group_costs_more(size, cost):
    """From 501 bytes on there are five in half a minute, not a hundred."""
    assert cost_of(OPERATIONS["scim_groups.patch"], body_size=size) == cost


@given(st.datetimes(datetime(1970, 1, 1), datetime(2999, 1, 1)))  # noqa: DTZ001 - Hypothesis wants it so
def test_dates_are_read_as_http_writes_them(moment):
    """To the second."""
    epoch = int(moment.replace(tzinfo=UTC).timestamp())

    assert epoch_of(formatdate(epoch, usegmt=True)) == epoch


@pytest.mark.parametrize(
    "date",
    [
        "",
        "now",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Now 1994 08:49:37 GMT",
        "Sun, 99 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
    ],
)
def test_other_dates_are_not_read(date):
    """HTTP has had one way to write them for decades."""
    assert epoch_of(date) is None


def test_a_leap_second_is_a_second():
    """Clocks that have them write 60."""
    assert epoch_of("Sat, 31 Dec 2016 23:59:60 GMT") == datetime(2017, 1, 1, tzinfo=UTC).timestamp()


def test_a_pacer_that_need_not_wait_loads_no_event_loop():
    """The first call shall be quick."""
    code = (
        "import sys; from miro_async.call.pacing import Pacer; from miro_async.clock import *;"
        "Pacer(clock=SystemClock()).try_take(50); print({'anyio', 'asyncio'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own

    assert done.stdout == "set()\n"
