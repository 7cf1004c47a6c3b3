"""Tags of a board that is kept in step: renamed in one call, and found when an answer is lost."""

from __future__ import annotations

import pytest

from miro_async import BadRequestError, MiroApi, MiroConnectionError, UnauthorizedError
from miro_async.board import Drafts, MemoryKeys
from tests.board.applied import notes, spent, writes
from tests.board.transports import Then

pytestmark = pytest.mark.anyio

MANY = tuple("abcdefghij")


@pytest.fixture
def keys():
    """Give a mapping that is empty."""
    return MemoryKeys()


async def again(sandbox, board, wanted, keys, **more):
    """Apply, and give the writing calls; a second run has to find nothing to do."""
    sandbox.calls.clear()
    plan = await board.apply(wanted, mapping=keys, **more)
    made = writes(sandbox)
    assert (len(made), spent(sandbox)) == (plan.calls, plan.credits)
    assert not await board.apply(wanted, mapping=keys, **more)
    return made


async def titles(api, board):
    """Give the titles of the board's tags, sorted."""
    return sorted(tag.title for tag in await api.tags.list(board.id).collect())


async def carried(api, board, item_id):
    """Give the titles of the tags of an item, sorted."""
    return sorted(tag.title for tag in await api.tags.list_for_item(board.id, item_id))


async def test_a_tag_that_a_person_renamed_gets_its_title_back(miro_sandbox, board, miro_api, keys):
    """One call, however many notes have it; another tag of that title is not made."""
    plan = await board.apply(notes(*MANY, tags=("bug",)), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.update(board.id, tag.id, title="Bug!", fill_color="red")
    made = await again(miro_sandbox, board, notes(*MANY, tags=("bug",)), keys)
    assert made == ["tags.update"]
    assert await titles(miro_api, board) == ["bug"]
    assert await carried(miro_api, board, plan.ids["a"]) == ["bug"]
    assert await again(miro_sandbox, board, notes(*MANY), keys) == ["tags.delete"]


async def test_a_renamed_tag_goes_where_it_is_missing_and_has_its_color(
    miro_sandbox, board, miro_api, keys
):
    """A person has renamed and recolored it, and taken it off a note."""

    def wanted():
        drafts = notes("a", "b")
        for note in drafts.items:
            drafts.tag(note, "bug", color="cyan")
        return drafts

    plan = await board.apply(wanted(), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.update(board.id, tag.id, title="Bug!", fill_color="red")
    await miro_api.tags.detach(board.id, plan.ids["b"], tag.id)
    made = await again(miro_sandbox, board, wanted(), keys)
    assert made == ["tags.update", "tags.attach"]
    [tag] = await miro_api.tags.list(board.id).collect()
    assert (tag.title, tag.fill_color) == ("bug", "cyan")


# What the source calls anew, with the calls that takes, by the table of Miro's operations: a tag is
# 50 credits to make, to rename, to delete, and to put on an item or to take off it.
RENAMES = {
    "on all notes": (dict.fromkeys(MANY, ("new",)), ["tags.update"]),
    "and off one": (
        dict.fromkeys(MANY[1:], ("new",)) | {"a": ()}, ["tags.detach", "tags.update"],
    ),
    "and on one that is new": (
        dict.fromkeys((*MANY, "k"), ("new",)),
        ["items.create_bulk", "tags.attach", "tags.update"],
    ),
    "on less than half of them": (
        dict.fromkeys(MANY[:2], ("new",)) | dict.fromkeys(MANY[2:], ()),
        ["tags.attach", "tags.attach", "tags.create", "tags.delete"],
    ),
    "two new ones": (
        dict.fromkeys(MANY, ("new", "more")),
        [*["tags.attach"] * 10, "tags.create", "tags.update"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("rename", RENAMES.values(), ids=RENAMES.keys())
async def test_a_title_that_the_source_changes_takes_the_fewest_calls(
    miro_sandbox, board, miro_api, keys, rename
):
    """The tag is renamed where that is less than to make one, to put it on all, to delete one."""
    wanted, calls = rename
    await board.apply(notes(*MANY, tags=("old",)), mapping=keys)

    def drafts():
        those = notes(*sorted(wanted))
        for note in those.items:
            note.tags = wanted[note.key]
        return those

    assert sorted(await again(miro_sandbox, board, drafts(), keys)) == calls
    plan = await board.apply(drafts(), mapping=keys)
    assert {key: await carried(miro_api, board, plan.ids[key]) for key in wanted} == {
        key: sorted(those) for key, those in wanted.items()
    }


async def test_a_tag_that_is_called_as_another_wanted_one_stays_that(
    miro_sandbox, board, miro_api, keys
):
    """The source wants both by now: one is there, and the other is made."""
    plan = await board.apply(notes("a", tags=("one",)), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.update(board.id, tag.id, title="two", fill_color="red")
    made = await again(miro_sandbox, board, notes("a", tags=("one", "two")), keys)
    assert made == ["tags.create", "tags.attach"]
    assert await carried(miro_api, board, plan.ids["a"]) == ["one", "two"]


async def test_a_tag_that_others_use_is_not_renamed(miro_sandbox, board, miro_api, keys):
    """Nor one that may not be deleted, or one of theirs: a new one is made."""
    await board.apply(notes("a", tags=("old",)), mapping=keys)
    other = notes("a", tags=("new",))
    made = await again(miro_sandbox, board, other, keys, delete=False)
    assert made == ["tags.create", "tags.attach", "tags.detach"]
    foreign = await board.add_sticky_note("theirs")
    await foreign.tag("new")
    await board.apply(notes("a", tags=("newer",)), mapping=keys)
    assert await titles(miro_api, board) == ["new", "newer"]
    assert await carried(miro_api, board, foreign.id) == ["new"]


async def test_a_tag_that_was_renamed_before_the_run_ended_is_ours(
    miro_sandbox, board, miro_api, keys
):
    """The mapping has its old title: it is known by its id, and deleted when nothing wants it."""
    await board.apply(notes("a", tags=("old",)), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.update(board.id, tag.id, title="new", fill_color="red")
    assert await again(miro_sandbox, board, notes("a", tags=("new",)), keys) == []
    assert await again(miro_sandbox, board, notes("a"), keys) == ["tags.delete"]


@pytest.mark.parametrize("fault", ["drop_after", 503])
async def test_a_tag_is_looked_for_when_the_answer_is_lost(
    miro_sandbox, board, miro_api, keys, fault
):
    """Its title is on the board once: it is found there, or made, within the run."""
    await (await board.add_sticky_note("other")).tag("x")  # which the board then knows
    [old] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.delete(board.id, old.id)
    miro_sandbox.faults.add(fault, to="tags.create", times=1)
    await board.apply(notes("a", tags=("x",)), mapping=keys)
    assert miro_sandbox.faults.injected == 1
    assert await titles(miro_api, board) == ["x"]
    assert await again(miro_sandbox, board, notes("a"), keys) == ["tags.delete"]


async def test_a_tag_that_is_refused_or_lost_twice_ends_the_run(miro_sandbox, board, keys):
    """What Miro does not take is told; so is an answer that is lost again."""
    with pytest.raises(BadRequestError):
        await board.apply(notes("a", tags=("x" * 999,)), mapping=keys)
    miro_sandbox.faults.add("drop_before", to="tags.create", times=2)
    with pytest.raises(MiroConnectionError):
        await board.apply(notes("a", tags=("x",)), mapping=keys)
    assert await again(miro_sandbox, board, notes("a", tags=("x",)), keys) == [
        "tags.create", "items.create_bulk", "tags.attach",
    ]  # fmt: skip


def grouped(count):
    """Give drafts of three notes, of which so many are a group."""
    drafts = notes("a", "b", "c")
    drafts.group(drafts.items[:count], key="group")
    return drafts


async def test_a_group_is_looked_for_when_the_answer_is_lost(miro_sandbox, board, miro_api, keys):
    """It was changed, and has another id; or it was not, and the next run does it."""
    await board.apply(grouped(2), mapping=keys)
    miro_sandbox.faults.add("drop_after", to="item_groups.update", times=1)
    await board.apply(grouped(3), mapping=keys)
    assert await again(miro_sandbox, board, grouped(3), keys) == []
    miro_sandbox.faults.add("drop_before", to="item_groups.update", times=99)
    with pytest.raises(MiroConnectionError):
        await board.apply(grouped(2), mapping=keys)
    miro_sandbox.faults.clear()
    assert await again(miro_sandbox, board, grouped(2), keys) == ["item_groups.update"]
    [group] = await miro_api.item_groups.list(board.id).collect()
    assert len(group.data.items) == 2


async def test_a_group_that_is_refused_ends_the_run(miro_sandbox, board, keys):
    """What was certainly not done is not looked for."""
    await board.apply(grouped(2), mapping=keys)
    miro_sandbox.faults.add(401, to="item_groups.update", times=9)
    miro_sandbox.calls.clear()
    with pytest.raises(UnauthorizedError):
        await board.apply(grouped(3), mapping=keys)
    assert len(miro_sandbox.calls.of("item_groups.list")) == 1  # before the plan


async def test_a_snapshot_brings_tags_back_by_their_ids(miro_sandbox, board):
    """Renamed, recolored or deleted by somebody since: as few calls as that takes."""
    one, other = await board.add_sticky_note("a"), await board.add_sticky_note("b", at=(300, 0))
    await one.tag("x", "y")
    await other.tag("x")
    snapshot = await board.snapshot()
    by_title = {tag.title: tag.id for tag in snapshot.tags}
    await board.api.tags.update(board.id, by_title["x"], title="z", fill_color="blue")
    await board.api.tags.delete(board.id, by_title["y"])
    made = await again(miro_sandbox, board, snapshot, MemoryKeys())
    assert sorted(made) == ["tags.attach", "tags.create", "tags.update"]
    now = await board.snapshot()
    assert {item: {tag.title for tag in tags} for item, tags in now.tags_of.items()} == {
        one.id: {"x", "y"}, other.id: {"x"},
    }  # fmt: skip


async def test_a_tag_that_is_deleted_while_the_board_is_read_is_made_again(
    miro_sandbox, board, miro_api, keys
):
    """It was in the list of tags, and what carries it cannot be asked for any more."""
    await board.apply(notes("a", tags=("x",)), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()

    async def somebody():
        await miro_api.tags.delete(board.id, tag.id)

    transport = Then(miro_sandbox, "GET", "/tags", somebody)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    plan = await (await api.board(board.id)).apply(notes("a", tags=("x",)), mapping=keys)
    assert [step.why for step in plan.steps] == ["gone from the board", "changed on the board"]
    assert await titles(miro_api, board) == ["x"]


async def test_a_tag_that_is_gone_and_not_wanted_is_forgotten(board, miro_api, keys):
    """Another one of its title is not ours."""
    await board.apply(notes("a", tags=("x",)), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.delete(board.id, tag.id)
    await board.apply(notes("a"), mapping=keys)
    await miro_api.tags.create(board.id, title="x", fill_color="red")
    assert not await board.apply(notes("a"), mapping=keys)


async def test_nothing_is_done_about_tags_of_an_empty_source(miro_sandbox, board, keys):
    """There are none, and none were."""
    assert await again(miro_sandbox, board, Drafts(), keys) == []
