"""Tags on items, by their titles."""

from __future__ import annotations

import pytest
from anyio import create_task_group

from miro_async import BadRequestError, Hooks, InvalidArgumentError, NotFoundError
from miro_async.board import Drafts

pytestmark = pytest.mark.anyio


def operations(sandbox, since):
    """Give the names of the calls that were made."""
    return [call.operation for call in sandbox.calls][since:]


async def titles(api, board, item):
    """Give the titles of an item's tags, as Miro tells them."""
    return [tag.title for tag in await api.tags.list_for_item(board.id, item.id)]


async def test_tags_that_the_board_does_not_have_are_made(board, miro_api):
    """With the color that was asked for; those that are there keep theirs."""
    await miro_api.tags.create(board.id, title="old", fill_color="green")
    note, card = await board.add_sticky_note("a"), await board.add_card("b")

    assert await note.tag("old", "new", color="blue") is note
    await card.tag("new")

    assert await titles(miro_api, board, note) == ["old", "new"]
    assert [tag.title for tag in await card.tags()] == ["new"]
    colors = {tag.title: tag.fill_color for tag in await board.tags()}
    assert colors == {"old": "green", "new": "blue"}


async def test_known_tags_are_not_read_again(board, miro_sandbox):
    """What an item has is looked at, and what is missing attached: 50 credits each."""
    note, other = await board.add_sticky_note("a"), await board.add_sticky_note("b")
    await note.tag("x", "y")
    calls, spent = len(miro_sandbox.calls), miro_sandbox.credits_spent

    await other.tag("x", "y", "x")
    assert operations(miro_sandbox, calls) == ["tags.list_for_item", "tags.attach", "tags.attach"]
    assert miro_sandbox.credits_spent - spent == 150
    await other.tag("y")
    assert operations(miro_sandbox, calls + 3) == ["tags.list_for_item"]


async def test_taking_tags_off_leaves_them_on_the_board(board, miro_api):
    """What an item does not have is no error."""
    note = await board.add_sticky_note("a")
    await note.tag("x", "y", "z")

    assert await note.untag("x", "z", "never there") is note

    assert await titles(miro_api, board, note) == ["y"]
    assert {tag.title for tag in await board.tags()} == {"x", "y", "z"}


async def test_only_sticky_notes_and_cards_have_tags(board, miro_sandbox):
    """Other kinds are refused before anything is sent."""
    shape = await board.add_shape("a")
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match=r"only sticky notes and cards .* not a shape"):
        await shape.tag("x")
    assert len(miro_sandbox.calls) == calls


async def test_more_than_eight_tags_are_refused_before_any_is_made(board, miro_api):
    """Those that the item has already count; eight are fine."""
    note = await board.add_sticky_note("a")
    await note.tag(*"abcdefg")

    with pytest.raises(InvalidArgumentError, match="8 tags at most, not 9"):
        await note.tag("a", "h", "i")

    assert len(await titles(miro_api, board, note)) == 7
    assert len(await board.tags()) == 7
    await note.tag("a", "h")
    assert await titles(miro_api, board, note) == list("abcdefgh")


@pytest.mark.parametrize("title", ["", ["x", "y"], None])
async def test_what_is_no_title_is_refused_before_anything_is_sent(board, miro_sandbox, title):
    """Also if the item has as many tags as it can have: it is told what is wrong."""
    note = await board.add_sticky_note("a")
    await note.tag(*"abcdefgh")
    drafts = Drafts()
    draft = drafts.add_sticky_note("b", tags=[*"abcdefgh"])
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="the title of a tag is a text, not "):
        await note.tag("a", title)
    with pytest.raises(InvalidArgumentError, match="the title of a tag is a text, not "):
        await note.untag(title)
    with pytest.raises(InvalidArgumentError, match="the title of a tag is a text, not "):
        drafts.tag(draft, title)
    assert len(miro_sandbox.calls) == calls
    assert draft.tags == tuple("abcdefgh")


async def test_a_tag_that_somebody_else_deleted_is_made_again(board, miro_api):
    """It is known by a title and an id, which is gone."""
    note, other = await board.add_sticky_note("a"), await board.add_sticky_note("b")
    await note.tag("x")
    (tag,) = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.delete(board.id, tag.id)

    await other.tag("x")

    assert await titles(miro_api, board, other) == ["x"]


async def test_tags_of_an_item_that_is_gone_cannot_be_found(board):
    """The error of the service comes through."""
    note = await board.add_sticky_note("a")
    await note.delete()
    with pytest.raises(NotFoundError):
        await note.tag("x")


async def test_tasks_at_the_same_time_make_a_tag_once(board, miro_sandbox):
    """The one waits for the other to have made it."""
    notes = [await board.add_sticky_note(str(n)) for n in range(3)]
    async with create_task_group() as tasks:
        for note in notes:
            tasks.start_soon(note.tag, "same")
    assert [tag.title for tag in await board.tags()] == ["same"]
    assert len(miro_sandbox.calls.of("tags.create")) == 1


async def test_a_tag_that_somebody_else_makes_meanwhile_is_taken(board, miro_api, miro_sandbox):
    """Titles are unique, so ours is refused, and theirs is used."""
    note = await board.add_sticky_note("a")

    async def be_quicker(operation, _):
        if operation.call == "tags.list" and not miro_sandbox.calls.of("tags.create"):
            await miro_api.tags.create(board.id, title="x", fill_color="green")

    slower = await miro_api.with_options(hooks=Hooks(response=be_quicker)).board(board.id)
    await (await slower.get(note.id)).tag("x")

    assert [tag.fill_color for tag in await note.tags()] == ["green"]
    assert [call.status for call in miro_sandbox.calls.of("tags.create")] == [201, 400]


async def test_a_title_that_miro_does_not_take_is_refused_by_it(board):
    """There is no other way to know, and no tag of that title."""
    note = await board.add_sticky_note("a")
    with pytest.raises(BadRequestError):
        await note.tag("x" * 121)


async def test_a_draft_is_made_with_its_tags(board, miro_api, miro_sandbox):
    """A new item has none, so none are read."""
    note = await board.add(Drafts().add_sticky_note("a", tags=["x", "y"]))
    assert await titles(miro_api, board, note) == ["x", "y"]
    assert [call.operation for call in miro_sandbox.calls.of("tags.list_for_item")] == [
        "tags.list_for_item"
    ]


def test_drafts_are_tagged_by_title():
    """The colors are those that were asked for first; what cannot be is refused at once."""
    drafts = Drafts()
    note = drafts.add_sticky_note("a", tags=["x"])

    assert drafts.tag(note, "y", "x", color="cyan") is note
    drafts.tag(note, "y", color="green")

    assert note.tags == ("x", "y")
    assert {tag.title: tag.color for tag in drafts.tags.values()} == {"y": "cyan", "x": "cyan"}
    with pytest.raises(InvalidArgumentError, match="8 tags at most"):
        drafts.tag(note, *"abcdefg")
    with pytest.raises(InvalidArgumentError, match="not a text"):
        drafts.tag(drafts.add_text("b"), "x")
    assert note.tags == ("x", "y")
    with pytest.raises(InvalidArgumentError, match="8 tags at most"):
        drafts.add_card("a", tags=[*"abcdefghi"])
    with pytest.raises(InvalidArgumentError, match="several titles, not one text"):
        drafts.add_card("a", tags="Urgent")
    assert len(drafts.items) == 2
