"""Batches: what is sent in how many calls, what comes back, and what is refused beforehand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from miro_async import MiroApi
from miro_async.board import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from miro_async.board.batch import Progress
from miro_async.errors import InvalidArgumentError
from tests.board.transports import Counting

pytestmark = pytest.mark.anyio


async def items_of(board):
    """Give what is on a board, in the order in which it was made."""
    return [item async for item in board.api.items.list(board.id)]


def note(text, **more):
    """Give the draft of a sticky note."""
    return Draft(type="sticky_note", data={"content": text}, **more)


def calls(sandbox, *names):
    """Give how often these operations were called."""
    return [len(sandbox.calls.of(name)) for name in names]


async def test_a_block_sends_in_twenties_when_it_ends(board, miro_sandbox):
    """45 notes are three calls of 20, 20 and 5, and 4,500 credits; none before the end."""
    before = miro_sandbox.credits_spent
    async with board.batch() as batch:
        notes = [batch.add_sticky_note(str(number)) for number in range(45)]
        assert miro_sandbox.calls.of("items.*") == []
    sent = miro_sandbox.calls.of("items.create_bulk")
    assert sorted(len(call.body) for call in sent) == [5, 20, 20]
    assert miro_sandbox.credits_spent - before == 4500
    assert [batch.made(one).text for one in notes] == [str(number) for number in range(45)]
    assert sorted(item.data.content for item in await items_of(board)) == sorted(
        str(number) for number in range(45)
    )


async def test_an_error_in_the_block_sends_nothing(board, miro_sandbox):
    """And goes on as it is."""

    async def block():
        async with board.batch() as batch:
            batch.add_sticky_note("Tea")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await block()
    assert len(miro_sandbox.calls) == 1


async def test_an_empty_batch_sends_nothing(board, miro_sandbox):
    """There is nothing to do."""
    made = await board.batch().send()
    assert (len(made), made.items, dict(made.ids)) == (0, [], {})
    assert len(miro_sandbox.calls) == 1


async def test_drafts_from_elsewhere_are_sent(board):
    """They are found again by themselves, by their order and by their keys."""
    drafts = Drafts()
    tea, milk = drafts.add(note("Tea", key="row-1")), drafts.add(note("Milk"))
    made = await board.batch(drafts).send()
    assert [item.text for item in made.items] == ["Tea", "Milk"]
    assert made[tea] is made.by_key("row-1") is made[tea]
    assert made[milk].id != made[tea].id
    assert dict(made.ids) == {"row-1": made[tea].id}
    assert repr(made) == f"Made(2 things on Board({board.id!r}))"
    with pytest.raises(KeyError):
        made.by_key("row-2")
    with pytest.raises(KeyError, match=r"nothing was made of image \(key 'p'\)"):
        made[Draft(type="image", file=bytes(9), key="p")]


async def test_a_batch_is_sent_once(board):
    """So nothing is made twice by mistake."""
    batch = board.batch()
    batch.add(note("Tea"))
    await batch.send()
    with pytest.raises(InvalidArgumentError, match="sent already"):
        await batch.send()
    assert len(await items_of(board)) == 1


async def test_what_refers_to_what_is_made_later_than_that(board, miro_sandbox):
    """A frame, a frame in it, notes in that, tags, a line and a group: each after what it needs."""
    batch = board.batch()
    group = GroupDraft(items=[], key="g")
    line = ConnectorDraft(start="", end="", fields={"captions": [{"content": "then"}]})
    outer = Draft(type="frame", data={"title": "Outer"}, geometry={"width": 900, "height": 700})
    inner = Draft(
        type="frame",
        data={"title": "Inner"},
        geometry={"width": 400, "height": 300},
        frame=outer,
        at=(450, 350),
    )
    first = note("1", frame=inner, at=(50, 60), tags=["New", "Old", "New"])
    second = note("2", frame=inner, at=(0, 0), relative_to="board")
    batch.items += [first, second, inner, outer]  # the wrong way round
    line.start, line.end, group.items = first, second, [first, second]
    batch.connectors.append(line)
    batch.groups.append(group)
    batch.tags["New"] = TagDraft(title="New", color="blue")
    await batch.send()

    # The inner frame's corner is at (450, 350) - (200, 150) in the outer one, whose corner is at
    # (-450, -350) on the board.
    assert batch.made(inner).item.parent.id == batch.made(outer).id
    assert (batch.made(inner).item.position.x, batch.made(inner).item.position.y) == (450, 350)
    assert batch.made(first).item.parent.id == batch.made(inner).id
    assert (batch.made(first).item.position.x, batch.made(first).item.position.y) == (50, 60)
    place = batch.made(second).item.position
    assert (place.x, place.y) == (0 - (-450 + 250), 0 - (-350 + 200))
    made_line = batch.made(line)
    assert (made_line.start_id, made_line.end_id) == (batch.made(first).id, batch.made(second).id)
    assert made_line.text == "then"
    assert set(batch.made(group).data.items) == {batch.made(first).id, batch.made(second).id}
    assert batch.result.groups == [batch.made(group)]
    assert [one.id for one in batch.result.connectors] == [made_line.id]
    tags = await board.api.tags.list_for_item(board.id, batch.made(first).id)
    assert {tag.title: tag.fill_color for tag in tags} == {"New": "blue", "Old": "red"}
    assert {tag.title for tag in batch.result.tags} == {"New", "Old"}
    assert batch.made(batch.tags["New"]).title == "New"
    # 1 outer, 1 inner and its move, 2 notes, 1 line, 1 group at 100; 1 reading of tags, 2 tags and
    # 2 attachments at 50.
    assert sum(call.credits for call in miro_sandbox.calls) == 500 + 700 + 250 + 50  # and this read


async def test_tags_that_are_there_are_not_made_again(board, miro_sandbox):
    """They keep their color; a tag on no item is made as well."""
    await board.api.tags.create(board.id, title="Old", fill_color="green")
    batch = board.batch()
    batch.add(note("Tea", tags=("Old",)))
    batch.tags["Alone"] = TagDraft(title="Alone")
    made = await batch.send()
    assert {tag.title: tag.fill_color for tag in await board.tags()} == {
        "Old": "green",
        "Alone": "red",
    }
    assert [tag.title for tag in await made.items[0].tags()] == ["Old"]
    assert calls(miro_sandbox, "tags.create") == [2]


async def test_references_to_what_is_on_the_board(board):
    """Handles, items as Miro gave them, and ids will do."""
    frame = await board.add_frame("Ideas", at=(1000, 500), width=400, height=200)
    there = await board.add_sticky_note("There")
    batch = board.batch()
    drafts = [
        batch.add(note("1", frame=frame, at=(10, 20))),
        batch.add(note("2", frame=frame.item, at=(1000, 500), relative_to="board")),
        batch.add(note("3", frame=frame.id)),
    ]
    line = ConnectorDraft(start=there, end=drafts[0])
    group = GroupDraft(items=[there.id, drafts[1]])
    batch.connectors.append(line)
    batch.groups.append(group)
    await batch.send()
    places = [batch.made(one).item.position for one in drafts]
    assert [(place.x, place.y) for place in places] == [(10, 20), (200, 100), (0, 0)]
    assert {batch.made(one).frame_id for one in drafts} == {frame.id}
    assert batch.made(line).start_id == there.id
    assert there.id in batch.made(group).data.items


async def test_frames_in_frames_are_placed_from_the_board(board, miro_sandbox):
    """With `relative_to="board"` and without a place as well; they are made where they will be."""
    outer = await board.add_frame("Outer", at=(1000, 0), width=800, height=800)
    batch = board.batch()
    size = {"width": 100, "height": 100}
    by_board = batch.add(
        Draft(
            type="frame",
            geometry=size,
            data={"title": "A"},
            frame=outer,
            at=(1000, 0),
            relative_to="board",
        )
    )
    anywhere = batch.add(Draft(type="frame", geometry=size, data={"title": "B"}, frame=outer))
    made = await board.api.items.get(board.id, outer.id)
    assert made.id == outer.id
    await batch.send()
    [call] = miro_sandbox.calls.of("items.create_bulk")
    assert call.body[0]["position"] == {"x": 1000, "y": 0}
    place = batch.made(by_board).item.position
    assert (place.x, place.y) == (400, 400)
    assert {batch.made(one).frame_id for one in (by_board, anywhere)} == {outer.id}


async def test_kinds_that_bulk_does_not_take_have_calls_of_their_own(board, miro_sandbox):
    """Docs, code, mind maps and flowchart shapes, one by one."""
    batch = board.batch()
    doc = Draft(type="doc_format", data={"contentType": "markdown", "content": "# Hi"}, at=(1, 2))
    code = Draft(type="code", data={"code": "x = 1"}, at=(3, 4))
    other_code = Draft(type="code_widget", data={"code": "y = 1"})
    root = Draft(type="mindmap_node", data=node("Root"), at=(5, 6))
    leaf = Draft(type="mindmap_node", data=node("Leaf"), frame=root, at=(-50, 60))
    cloud = Draft(type="shape", data={"shape": "flow_chart_or"})
    batch.items += [leaf, doc, code, other_code, root, cloud, note("Tea")]
    await batch.send()
    assert [batch.made(one).type for one in (doc, code, other_code, root, leaf, cloud)] == [
        "doc_format", "code", "code", "mindmap_node", "mindmap_node", "shape",
    ]  # fmt: skip
    assert batch.made(leaf).item.parent.id == batch.made(root).id
    wanted = ("doc_formats.create", "code_widgets.create", "mindmap_nodes.create")
    assert calls(miro_sandbox, *wanted, "flowchart_shapes.create") == [1, 2, 2, 1]
    assert calls(miro_sandbox, "items.create_bulk") == [1]


def node(text):
    """Give the data of a mind map node."""
    return {"nodeView": {"data": {"type": "text", "content": text}}}


async def test_files_go_together_as_far_as_a_call_takes_them(board, miro_sandbox, tmp_path):
    """20 files and 6 MB; what cannot be measured goes alone."""
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    path = tmp_path / "tea & milk.png"
    path.write_bytes(picture)
    large = bytes(4 * 1024 * 1024)
    batch = board.batch(concurrency=1)
    frame = batch.add(Draft(type="frame", geometry={"width": 500, "height": 500}, data={}))
    drafts = [
        batch.add(Draft(type="image", file=path, frame=frame, at=(10, 10))),
        batch.add(Draft(type="image", file=picture, data={"title": "T", "altText": "A cup"})),
        batch.add(Draft(type="document", file=large, data={"title": "Large"})),
        batch.add(Draft(type="document", file=bytearray(large), data={"title": "Large, too"})),
        batch.add(Draft(type="image", file=iter([picture]), data={"title": "Once"})),
        batch.add(Draft(type="document", file=iter([picture]))),
    ]
    await batch.send()
    made = [batch.made(one).item for one in drafts]
    titles = ["tea & milk.png", "T", "Large", "Large, too", "Once", "file"]
    assert [item.data.title for item in made] == titles
    assert made[0].parent.id == batch.made(frame).id
    # The frame alone, as the first file goes into it; then 3, then 1 with no room, then 1 and 1.
    assert calls(miro_sandbox, "items.upload_bulk", "images.upload", "documents.upload") == [
        1, 1, 2,
    ]  # fmt: skip
    async with board.api.open_file(made[1]) as opened:
        assert b"".join([chunk async for chunk in opened]) == picture


@pytest.mark.parametrize(
    ("file", "why"), [("missing.png", "cannot be read"), (b"", "empty"), (bytes(7 << 20), "6 MB")]
)
async def test_files_that_will_not_do_are_refused_before_anything_is_sent(
    board, miro_sandbox, tmp_path, file, why
):
    """Missing, empty, or over 6 MB."""
    batch = board.batch()
    batch.add(note("Tea"))
    source = tmp_path / file if isinstance(file, str) else file
    batch.add(Draft(type="image", file=source, key="p"))
    with pytest.raises(InvalidArgumentError, match=rf"image \(key 'p'\) .*{why}"):
        await batch.send()
    assert len(miro_sandbox.calls) == 1


async def test_one_call_at_a_time_keeps_the_order(board):
    """Ids ascend as the drafts do, although a frame stands between notes; frames come first."""
    batch = board.batch(concurrency=1)
    frame = Draft(type="frame", geometry={"width": 500, "height": 500})
    inside = [note(str(n), frame=frame, at=(n, n)) for n in range(3)]
    drafts = [note("a"), inside[0], note("b"), frame, inside[1], note("c"), inside[2]]
    batch.items += drafts
    made = await batch.send()
    order = [drafts[0], frame, drafts[1], drafts[2], *drafts[4:]]
    assert sorted(order, key=lambda one: int(made[one].id)) == order


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_no_more_calls_than_allowed_are_under_way(miro_sandbox, concurrency):
    """Neither of items nor of lines; and all of them are used."""
    transport = Counting(miro_sandbox)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    board = await api.create_board("Board")
    batch = board.batch(concurrency=concurrency)
    notes = [batch.add(note(str(number), tags=["T"])) for number in range(100)]
    batch.connectors += [ConnectorDraft(start=one, end=other) for one, other in pairwise(notes)]
    await batch.send()
    assert transport.most == concurrency


async def test_tags_alone_are_made(board):
    """There need not be an item."""
    batch = board.batch(concurrency=1)
    batch.tags["T"] = TagDraft(title="T", color="cyan")
    made = await batch.send()
    assert [(tag.title, tag.fill_color) for tag in made.tags] == [("T", "cyan")]


async def test_tags_are_put_on_in_their_order(board):
    """One after the other, while other items get theirs."""
    titles = [str(number) for number in range(8)]
    batch = board.batch()
    notes = [batch.add(note("n", tags=titles[::step])) for step in (1, -1)]
    await batch.send()
    for step, one in zip((1, -1), notes, strict=True):
        tags = await board.api.tags.list_for_item(board.id, batch.made(one).id)
        assert [tag.title for tag in tags] == titles[::step]


async def test_code_in_a_frame_tells_its_frame(board):
    """Which the answer of its route does not."""
    batch = board.batch()
    frame = batch.add_frame("F", width=100, height=100)
    code = batch.add_code_widget("x = 1", frame=frame, at=(5, 5))
    await batch.send()
    assert batch.made(code).frame_id == batch.made(frame).id


async def test_progress_is_told(board):
    """After each call: how much is done, of how much, and what it was."""
    seen = []
    batch = board.batch(concurrency=1, progress=seen.append)
    notes = [batch.add(note(str(number), tags=["T"])) for number in range(22)]
    batch.connectors.append(ConnectorDraft(start=notes[0], end=notes[1]))
    await batch.send()
    assert [(one.done, one.kind) for one in seen[:3]] == [(1, "tags"), (21, "items"), (23, "items")]
    assert seen[-1] == Progress(done=46, total=46, kind="connectors")
    assert {one.total for one in seen} == {1 + 22 + 22 + 1}


async def test_an_error_of_who_is_told_is_theirs(board):
    """It comes out as it is; what was made is known, and nothing more is begun."""

    def fail(_):
        raise ZeroDivisionError

    batch = board.batch(progress=fail, concurrency=1)
    notes = [batch.add(note(str(number))) for number in range(30)]
    with pytest.raises(ZeroDivisionError):
        await batch.send()
    assert [one in batch.result for one in notes] == [True] * 20 + [False] * 10


FRAME = Draft(type="frame", data={"title": "F"}, geometry={"width": 100, "height": 100})
IN_CIRCLE = Draft(type="frame", key="c")
IN_CIRCLE.frame = Draft(type="frame", frame=IN_CIRCLE)
TEA = note("Tea")
KEYED = note("Tea", key="k")


@pytest.mark.parametrize(
    ("drafts", "why"),
    [
        (Drafts(items=[Draft(type="kanban")]), "makes no 'kanban'"),
        (Drafts(items=[TEA, TEA]), "twice"),
        (Drafts(items=[note("Tea", file=b"x")]), "files"),
        (Drafts(items=[note("Tea", frame=FRAME)]), "not in this batch"),
        (Drafts(items=[note("Tea", relative_to="frame")]), "needs a frame"),
        (Drafts(items=[TEA, note("Milk", frame=TEA)]), "sticky_note is no frame"),
        (Drafts(items=[FRAME, Draft(type="mindmap_node", frame=FRAME)]), "is no mindmap_node"),
        (Drafts(items=[IN_CIRCLE, IN_CIRCLE.frame]), r"circle: frame \(key 'c'\)"),
        (Drafts(items=[FRAME, note("Far " * 20, frame=FRAME, at=(101, 5))]), "Far Far .*…"),
        (Drafts(items=[FRAME, note("Tea", frame=FRAME, at=(5, -1))]), r"\(5, -1\) is outside"),
        (Drafts(items=[note("Tea", tags=[str(n) for n in range(9)])]), "8 tags at most"),
        (Drafts(items=[Draft(type="shape", tags=["a"])]), "only sticky notes and cards"),
        (Drafts(items=[note("Tea", tags=["x" * 121])]), "1 to 120 letters"),
        (Drafts(tags={"": TagDraft(title="")}), "1 to 120 letters"),
        (Drafts(items=[Draft(type="doc_format", style={"a": 1}, geometry={"b": 1})]),
         "no geometry, style for this"),
        (Drafts(items=[Draft(type="image", file=b"x", style={"a": 1})]), "no style"),
        (Drafts(items=[Draft(type="document", file=b"x", data={"altText": "a"})]), "only images"),
        (Drafts(items=[KEYED, note("Milk", key="k")]), "2 drafts have the key 'k'"),
        (Drafts(items=[TEA], connectors=[ConnectorDraft(start=TEA, end=TEA)]), "two different"),
        (Drafts(items=[TEA, FRAME], connectors=[ConnectorDraft(start=TEA, end=FRAME)]), "frames"),
        (Drafts(connectors=[ConnectorDraft(start=TEA, end="1")]), "not in this batch"),
        (Drafts(items=[TEA], groups=[GroupDraft(items=[TEA, TEA])]), "two items or more"),
        (Drafts(groups=[GroupDraft(items=[TEA, "1"])]), "not in this batch"),
    ],
)  # fmt: skip
async def test_what_cannot_be_right_is_refused_before_anything_is_sent(
    board, miro_sandbox, drafts, why
):
    """The message names the draft and what is wrong with it."""
    with pytest.raises(InvalidArgumentError, match=why):
        await board.batch(drafts).send()
    assert len(miro_sandbox.calls) == 1


async def test_frames_that_are_on_the_board_are_known_by_their_type(board):
    """A handle of a note is no frame; of an id nobody knows."""
    there = await board.add_sticky_note("There")
    with pytest.raises(InvalidArgumentError, match="sticky_note is no frame"):
        await board.batch(Drafts(items=[note("Tea", frame=there)])).send()


async def test_a_batch_refuses_options_that_there_are_not(board):
    """No calls at all, half a call, and an unknown word."""
    for concurrency in (0, 2.5):
        with pytest.raises(InvalidArgumentError, match="concurrency"):
            board.batch(concurrency=concurrency)
    with pytest.raises(InvalidArgumentError, match="on_error"):
        board.batch(on_error="ignore")
