"""Snapshots of the very board that they are applied to: brought back, and whose it is then."""

from __future__ import annotations

import pytest
from attrs import evolve

from miro_async.board import MemoryKeys
from tests.board.applied import notes, texts

pytestmark = pytest.mark.anyio


@pytest.fixture
async def theirs(board):
    """Give a board with two notes that a person made, with a line, a group and tags."""
    one = await board.add_sticky_note("one", at=(0, 1000))
    two = await board.add_sticky_note("two", at=(500, 1000))
    await one.tag("theirs")
    await one.connect_to(two)
    await board.group([one, two])
    return board


async def named(board, text):
    """Give the note that says this."""
    [found] = [item async for item in board.items() if item.text == text]
    return found


async def test_what_was_made_again_stays_when_a_later_snapshot_has_it(theirs):
    """It has a key of its own there; in the one before it goes by the key of what it replaced."""
    keys = MemoryKeys()
    first = await theirs.snapshot()
    await (await named(theirs, "one")).delete()
    assert await theirs.apply(first, mapping=keys)
    later = await theirs.snapshot()
    for snapshot in (later, first, later):
        assert not await theirs.apply(snapshot, mapping=keys)


async def test_a_snapshot_of_what_a_source_made_deletes_nothing(board):
    """The same items go by two keys then: those of the source and their ids."""
    keys = MemoryKeys()
    await board.apply(notes("a", "b", tags=("x",)), mapping=keys)
    snapshot = await board.snapshot()
    assert not await board.apply(snapshot, mapping=keys)
    assert not await board.apply(notes("a", "b", tags=("x",)), mapping=keys)
    plan = await board.apply(notes("a", "b"), mapping=keys)
    assert [(step.do, step.key) for step in plan.steps] == [("delete", "x")]  # its own tag


@pytest.mark.parametrize("older", [True, False])
async def test_what_people_made_is_never_deleted(theirs, miro_api, older):
    """Although the mapping knows it by now, of a snapshot that had it."""
    keys = MemoryKeys()
    await theirs.apply(notes("a", tags=("ours",)), mapping=keys)
    before = await theirs.snapshot()
    three = await theirs.add_sticky_note("three", at=(1000, 1000))
    await three.tag("later", "ours")
    await three.connect_to(await named(theirs, "one"))
    await theirs.group([three, await theirs.add_sticky_note("four", at=(1500, 1000))])
    await miro_api.tags.create(theirs.id, title="unused", fill_color="blue")
    snapshot = await theirs.snapshot()
    await three.update(text="5")
    assert await theirs.apply(snapshot, mapping=keys)
    there = await theirs.snapshot()
    assert not await theirs.apply(before if older else notes("a", tags=("ours",)), mapping=keys)
    await theirs.apply(notes("a"), mapping=keys)  # which takes off its own tag, but not theirs
    assert await texts(miro_api, theirs) == ["a", "four", "one", "three", "two"]
    after = await theirs.snapshot()
    assert (after.tags, after.connectors, after.groups) == (
        there.tags, there.connectors, there.groups,
    )  # fmt: skip


async def test_what_was_made_again_and_what_it_replaced_are_two_things(theirs, miro_api):
    """Where a snapshot has both, as somebody has brought the first one back."""
    keys = MemoryKeys()
    first = await theirs.snapshot()
    one = await named(theirs, "one")
    await one.delete()
    await theirs.apply(first, mapping=keys)
    later = await theirs.snapshot()
    both = evolve(later, items=[*later.items, one.item])
    plan = await theirs.apply(both, mapping=keys)
    assert [(step.do, step.key) for step in plan.steps] == [("create", one.id)]
    assert not await theirs.apply(both, mapping=keys)
    assert await texts(miro_api, theirs) == ["one", "one", "two"]
