"""A board as a whole: its items, what is found, groups, and the board itself."""

from __future__ import annotations

import pytest

from miro_async import Accepted, InvalidArgumentError, MiroApi, NotFoundError, models
from miro_async.board import Board, Drafts
from tests.board.transports import Closed

pytestmark = pytest.mark.anyio


async def ids(walk):
    """Give the ids of what a walk gives."""
    return [item.id async for item in walk]


async def test_a_board_is_read_changed_and_deleted(board, miro_api):
    """It says what Miro said last."""
    assert (board.name, repr(board)) == ("Board", f"Board({board.id!r})")
    assert await board.update(name="Plans", description="For next year") is board
    assert (board.name, board.info.description) == ("Plans", "For next year")
    await miro_api.boards.update(board.id, name="Dreams")
    assert (await board.refresh()).name == "Dreams"
    assert [member.name async for member in board.members()] != []

    await board.delete()
    with pytest.raises(NotFoundError):
        await board.refresh()


class Later:
    """A client whose board is changed later."""

    boards = property(lambda self: self)

    async def update(self, board_id, **changes):  # noqa: ARG002
        """Accept it."""
        return Accepted()

    async def get(self, board_id):
        """Give it as it is meanwhile."""
        return models.Board(id=board_id, type="board", name="meanwhile")


async def test_a_change_that_miro_makes_later_is_read():
    """A board that is about to be changed is as it is now."""
    board = Board(Later(), models.Board(id="b", type="board", name="before"))
    assert (await board.update(name="after")).name == "meanwhile"


async def test_items_are_walked_as_handles_of_their_kind(board):
    """All, those of a kind, those of a frame; each walk starts anew."""
    frame = await board.add_frame("f", width=900, height=900)
    note = await board.add_sticky_note("a", at=(1, 1), frame=frame)
    shape = await board.add_shape("b", at=(2, 2), frame=frame)
    other = await board.add_sticky_note("c")
    node = await board.add_mindmap_node("d")

    everything = board.items()
    assert await ids(everything) == [frame.id, note.id, shape.id, other.id, node.id]
    assert len(await everything.collect()) == 5
    assert len(await ids(aiter(everything))) == 5
    assert await ids(board.items(type="sticky_note")) == [note.id, other.id]
    assert await ids(board.items(type="sticky_note", frame=frame)) == [note.id]
    assert await ids(board.items(frame=frame.id)) == [note.id, shape.id]
    # Miro does not list mind map nodes alone.
    assert await ids(board.items(type="mindmap_node")) == [node.id]
    kinds = [type(item).__name__ async for item in board.items()]
    assert kinds == ["Frame", "StickyNote", "Shape", "StickyNote", "MindmapNode"]
    assert (await everything.first()).id == frame.id
    assert [item.id for item in await everything.collect(limit=2)] == [frame.id, note.id]
    assert await everything.collect(limit=0) == []
    assert await board.items(type="card").first() is None
    with pytest.raises(InvalidArgumentError, match="limit is -1"):
        await everything.collect(limit=-1)
    with pytest.raises(InvalidArgumentError, match="not on the board yet"):
        board.items(frame=Drafts().add_frame("f", width=1, height=1))


async def test_text_is_found_without_markup_and_case(board):
    """In content, title and description, whatever breaks its lines."""
    note = await board.add_sticky_note(html="<p>Deploy <b>on</b></p><p>FRIDAY &amp; pray</p>")
    card = await board.add_card("Release", description="we deploy   on\nfriday & hope")
    title = await board.add_card("Deploy on friday & sleep")
    await board.add_shape("deploy on monday")

    found = await board.find(text="deploy ON friday &")

    assert [item.id for item in found] == [note.id, card.id, title.id]
    assert await board.find(text="bold") == []
    assert await board.find(text="release we") == []  # not across texts


async def test_text_of_kinds_that_lists_leave_out_is_found(board, miro_sandbox):
    """Mind maps, flowchart shapes and code come without it; they are read once more."""
    await board.add_sticky_note("needle")
    node = await board.add_mindmap_node("Needle")
    chart = await board.add_shape("a needle", shape="flow_chart_decision")
    code = await board.add_code_widget("needle = 1", at=(3, 4))
    calls = len(miro_sandbox.calls)

    found = await board.find(text="needle")
    assert [item.id for item in found][1:] == [node.id, chart.id, code.id]
    assert found[-1].text == "needle = 1"
    assert await found[-1].center() == (3, 4)
    assert [call.operation for call in miro_sandbox.calls][calls:] == [
        "items.list",
        "code_widgets.list",
        "mindmap_nodes.list",
        "experimental_items.list",
    ]
    assert [item.id for item in await board.find(text="needle", type="code")] == [code.id]
    frame = await board.add_frame("f", width=900, height=900)
    inside = await board.add_code_widget("needle = 2", at=(5, 6), frame=frame)
    (found,) = await board.find(text="needle", frame=frame)
    assert (found.id, found.frame_id) == (inside.id, frame.id)
    assert [item.id for item in await board.find(text="needle", type="mindmap_node")] == [node.id]


async def test_where_experimental_routes_are_not_open_the_rest_is_found(board, miro_sandbox):
    """That the text of a node cannot be read is no reason to find nothing."""
    note = await board.add_sticky_note("needle")
    await board.add_mindmap_node("needle")
    async with MiroApi(miro_sandbox.token, transport=Closed(miro_sandbox, 403)) as api:
        same = await api.board(board.id)
        assert [item.id for item in await same.find(text="needle")] == [note.id]


async def test_what_is_found_has_all_that_was_asked_for(board, miro_sandbox):
    """Kind, tag and frame narrow it down; a tag that there is not has no items."""
    frame = await board.add_frame("f", at=(0, 0), width=900, height=900)
    inside = await board.add_sticky_note("one", at=(1, 1), frame=frame)
    card = await board.add_card("one", at=(2, 2), frame=frame)
    outside = await board.add_sticky_note("one")
    untagged = await board.add_sticky_note("two")
    for item in (inside, card, outside):
        await item.tag("Urgent")

    async def found(**what):
        return [item.id for item in await board.find(**what)]

    calls = len(miro_sandbox.calls)
    assert await found(tag="Urgent") == [inside.id, card.id, outside.id]
    assert len(miro_sandbox.calls) == calls + 1
    assert await found(tag="Urgent", frame=frame) == [inside.id, card.id]
    assert await found(tag="Urgent", frame=frame.id, type="card") == [card.id]
    assert await found(tag="urgent") == []  # titles of tags have a case
    assert await found(type="sticky_note", text="o") == [inside.id, outside.id, untagged.id]
    assert await found(frame=frame, text="ONE") == [inside.id, card.id]
    assert await found() == [frame.id, inside.id, card.id, outside.id, untagged.id]


async def test_an_item_is_given_by_its_id(board, miro_api):
    """As a handle of its kind; what is not there is not found."""
    note = await board.add_sticky_note("a")
    again = await (await miro_api.board(board.id)).get(note.id)
    assert (type(again), again.text) == (type(note), "a")
    with pytest.raises(NotFoundError):
        await board.get("3458764500000009999")


async def test_the_bounds_are_around_all_items(board):
    """In frames and rotated, too; an empty board has none."""
    assert await board.bounds() is None
    frame = await board.add_frame("f", at=(100, 0), width=200, height=200)
    await board.add_shape("a", at=(200, 200), frame=frame)  # its corner is at (250, 150)
    await board.add_shape("b", at=(-500, 0), width=100, height=20, rotation=90)

    box = await board.bounds()

    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((-510, -100, 250, 150))


async def test_items_without_a_place_are_not_in_the_bounds(board):
    """Miro tells of some that they are there, and no more."""
    from miro_async.board.placing import bounds_of_all

    nowhere = board.handle(models.UnknownItem(id="1", type="table"))
    assert await bounds_of_all([nowhere]) is None


async def test_items_are_grouped_and_let_go(board, miro_api):
    """By handles and ids; each one counts once."""
    one, other = await board.add_sticky_note("a"), await board.add_sticky_note("b")

    group = await board.group([one, other.id, one])
    assert list((await miro_api.item_groups.get(board.id, group.id)).data.items) == [
        one.id,
        other.id,
    ]
    await board.ungroup(group)
    assert await miro_api.item_groups.list(board.id).collect() == []
    await board.ungroup((await board.group([one, other])).id)
    with pytest.raises(InvalidArgumentError, match="two items or more"):
        await board.group([one, one.id])
    with pytest.raises(InvalidArgumentError, match="has no id"):
        await board.ungroup(models.ItemGroup())


async def test_handles_of_another_board_are_refused(board, miro_api, miro_sandbox):
    """Before anything is sent, wherever an item is to be given."""
    other = await miro_api.create_board("Elsewhere")
    frame = await other.add_frame("f", at=(0, 0), width=400, height=400)
    theirs = await other.add_sticky_note("theirs")
    note, second = [await board.add_sticky_note(text) for text in "ab"]
    line = await note.connect_to(second)
    calls = len(miro_sandbox.calls)

    for refused in [
        lambda: board.add_text("a", at=(1, 1), frame=frame),
        lambda: board.add_text("a", at=(1, 1), frame=frame, relative_to="board"),
        lambda: note.move_to((1, 1), frame=frame),
        lambda: note.connect_to(theirs),
        lambda: line.update(end=theirs),
        lambda: board.group([note, theirs]),
        lambda: board.grid([note, theirs]),
        lambda: board.grid([note], frame=frame),
        lambda: board.items(frame=frame).collect(),
        lambda: board.find(frame=frame),
        lambda: board.copy([note, theirs]),
        lambda: board.coordinates.corner(frame),
    ]:
        with pytest.raises(InvalidArgumentError, match=f"is on Board.*, not on board {board.id}"):
            await refused()
    assert len(miro_sandbox.calls) == calls


def test_drafts_are_grouped():
    """Two or more; what is on the board may be among them."""
    drafts = Drafts()
    note = drafts.add_sticky_note("a")
    group = drafts.group([note, "3458764500000000001"], key="k")
    assert (list(group.items), group.key, drafts.groups) == (
        [note, "3458764500000000001"],
        "k",
        [group],
    )
    with pytest.raises(InvalidArgumentError, match="two items or more"):
        drafts.group([note])


def test_what_boards_do_not_have_is_told():
    """As any module tells it; and all names that it has can be listed."""
    from miro_async import board

    assert "Snapshot" in dir(board)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = board.nonsense
