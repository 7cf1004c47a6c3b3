"""Putting items on a board with flat arguments: each one arrives where Miro has it."""

from __future__ import annotations

import inspect
from datetime import date

import pytest
from anyio import CancelScope

from miro_async import (
    BadRequestError,
    InvalidArgumentError,
    MiroApi,
    UnauthorizedError,
    UploadError,
)
from miro_async.board import Board, Drafts
from miro_async.board.drafts import Draft
from tests.board.flat_arguments import (
    ADDED,
    CONSTANT,
    EACH,
    NEEDED,
    arguments,
    at_path,
    paths,
)
from tests.board.transports import Around, Cancelling

pytestmark = pytest.mark.anyio
PLACES = {"self", "at", "frame", "relative_to", "parent", "key", "tags"}
OF_FILES = {"file", "alt_text"}
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00"
    b"\x00IEND\xaeB`\x82"
)


@pytest.mark.parametrize("method", ADDED)
async def test_each_argument_is_sent_where_miro_has_it(board, miro_sandbox, method):
    """With the value that the documentation wants: escaped text, numbers in strings, UTC."""
    constant = CONSTANT.get(method, {})
    beside = {ADDED[method][1][name][1] for name in NEEDED.get(method, {})}
    for argument, (_, path, sent) in ADDED[method][1].items():
        await added(board, method, arguments(method, argument))

        body = miro_sandbox.calls[-1].body
        assert at_path(body, path) == sent, argument
        implied = {"style.borderOpacity"} if argument.startswith("border_") else set()
        assert set(paths(body)) - beside - implied - constant.keys() - {path} == set(), argument
        assert {name: at_path(body, name) for name in constant} == constant


async def added(board, method, given):
    """Call a method; what only some accounts may say is refused after it was sent."""
    try:
        return await getattr(board, method)(**given)
    except BadRequestError:
        if {"assignee_id", "show_content"} & given.keys():
            return None
        raise


@pytest.mark.parametrize("method", ADDED)
def test_no_argument_is_forgotten_here(method):
    """The table of this test has them all, and both sides take the same ones."""
    taken = set(inspect.signature(getattr(Board, method)).parameters) - PLACES - OF_FILES
    asked = set(inspect.signature(getattr(Drafts, method)).parameters) - PLACES - OF_FILES

    assert taken == asked == set(ADDED[method][1])
    assert {name for name in dir(Board) if name.startswith("add_")} == set(ADDED)
    assert {name for name in dir(Drafts) if name.startswith("add_")} == set(ADDED)


@pytest.mark.parametrize(("method", "argument"), EACH)
def test_drafts_say_the_same(method, argument):
    """What is asked for later is what is made at once, with the key of its source."""
    _, path, sent = ADDED[method][1][argument]
    drafts = Drafts()

    draft = getattr(drafts, method)(**arguments(method, argument), at=(3, 4), key="row 1")

    assert drafts.items == [draft]
    assert (draft.key, draft.at, draft.relative_to) == ("row 1", (3, 4), "board")
    assert at_path(draft.fields(), path) == sent


async def test_text_is_text(board):
    """Whatever it has in it: it comes back as it was given, and no part of it is markup."""
    note = await board.add_sticky_note('<b>1 < 2</b> &amp; "3"\nnext')

    assert note.text == '<b>1 < 2</b> &amp; "3"\nnext'
    assert note.html == '&lt;b&gt;1 &lt; 2&lt;/b&gt; &amp;amp; "3"<br>next'
    assert (await board.add_text("", at=(0, 0))).text == ""


async def test_a_border_that_is_described_can_be_seen(board, miro_sandbox):
    """Miro draws none that is not said to be visible; who says how visible it is, decides."""
    await board.add_shape("a", border_color="#ff0000")
    assert miro_sandbox.calls[-1].body["style"] == {
        "borderColor": "#ff0000",
        "borderOpacity": "1",
    }
    await board.add_shape("a", border_width=2, border_opacity=0)
    assert miro_sandbox.calls[-1].body["style"] == {"borderWidth": "2", "borderOpacity": "0"}
    await board.add_shape("a", color="#ff0000")
    assert miro_sandbox.calls[-1].body["style"] == {"fillColor": "#ff0000"}


FIXED = ["add_sticky_note", "add_card", "add_app_card", "add_image", "add_document", "add_embed"]


@pytest.mark.parametrize("method", FIXED)
def test_two_sides_are_refused_where_the_ratio_is_fixed(method):
    """Miro refuses them: it is said before anything is sent."""
    with pytest.raises(InvalidArgumentError, match="width or height, not both"):
        getattr(Drafts(), method)(**NEEDED.get(method, {}), width=100, height=100)


async def test_both_sides_are_taken_where_they_are_free(board):
    """Of shapes, frames and code."""
    for add in (board.add_shape, board.add_frame, board.add_code_widget):
        item = await add("x", width=300, height=200)
        assert (item.width, item.height) == (300, 200)


@pytest.mark.parametrize(
    ("method", "given", "message"),
    [
        ("add_sticky_note", {"text": "a", "html": "b"}, "text or html, not both"),
        ("add_card", {"description": "a", "description_html": "b"}, "or description_html"),
        ("add_text", {}, "give text or html"),
        ("add_mindmap_node", {}, "give text or html"),
        ("add_text", {"text": "a", "font_size": float("nan")}, "nan is no number"),
        ("add_shape", {"border_width": float("inf")}, "inf is no number"),
        ("add_sticky_note", {"relative_to": "frame"}, "needs a frame"),
        ("add_image", {}, "give a file or a url"),
        ("add_image", {"file": b"x", "url": "https://x.org/a.png"}, "give a file or a url"),
        ("add_image", {"file": "HTTPS://x.org/a.png"}, "give it as url="),
        ("add_image", {"url": "https://x.org/a.png", "alt_text": "A"}, "alt_text with a file"),
        ("add_document", {}, "give a file or a url"),
        ("add_sticky_note", {"text": 5}, "text is a str, not 5"),
        ("add_card", {"title": ["a"]}, "title is a str, not"),
        ("add_card", {"due_date": date(2026, 1, 5)}, "is no datetime"),
        ("add_text", {"text": "a", "relative_to": "canvas"}, "not 'canvas'"),
        ("add_text", {"text": "a", "at": (1, None)}, "at is two numbers"),
        ("add_text", {"text": "a", "at": (1,)}, r"at is two numbers, across and down, not \(1,\)"),
        ("add_text", {"text": "a", "at": (1, 2, 3)}, "at is two numbers"),
        ("add_text", {"text": "a", "at": 5}, "at is two numbers"),
        ("add_text", {"text": "a", "at": ("1", "2")}, "at is two numbers"),
        ("add_text", {"text": "a", "at": (1, float("nan"))}, "at is two numbers"),
    ],
)
async def test_what_cannot_be_right_is_refused_before_it_is_sent(
    board, miro_sandbox, method, given, message
):
    """By both sides, in the same words."""
    before = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match=message):
        await getattr(board, method)(**given)
    with pytest.raises(InvalidArgumentError, match=message):
        getattr(Drafts(), method)(**given)
    assert len(miro_sandbox.calls) == before


async def test_a_time_without_a_zone_is_refused(board):
    """Nobody knows when that is."""
    from datetime import datetime

    with pytest.raises(InvalidArgumentError, match="no time zone"):
        await board.add_card("a", due_date=datetime(2026, 3, 1))  # noqa: DTZ001 - the point


async def test_places_count_from_the_board_or_from_the_frame(board):
    """In a frame from its corner, unless it is said otherwise."""
    frame = await board.add_frame("f", at=(1000, 1000), width=400, height=200)  # from (800, 900)

    inner = await board.add_shape("a", at=(10, 20), frame=frame)
    assert (inner.item.position.x, inner.item.position.y) == (10, 20)
    assert inner.frame_id == frame.id
    outer = await board.add_shape("a", at=(810, 920), frame=frame.id, relative_to="board")
    assert (outer.item.position.x, outer.item.position.y) == (10, 20)
    free = await board.add_shape("a", at=(810, 920), relative_to="board")
    assert (free.item.position.x, free.item.position.y, free.frame_id) == (810, 920, None)


async def test_a_frame_goes_into_a_frame(board, miro_sandbox):
    """By a second call, as Miro takes no frame for a new one."""
    outer = await board.add_frame("outer", at=(0, 0), width=1000, height=1000)  # from (-500, -500)
    inner = await board.add_frame("in", at=(100, 100), frame=outer, width=200, height=200)
    deep = await board.add_shape("a", at=(-450, -450), frame=inner, relative_to="board")

    assert inner.frame_id == outer.id
    assert await inner.center() == (-400, -400)
    assert (deep.item.position.x, deep.item.position.y) == (50, 50)
    operations = [call.operation for call in miro_sandbox.calls]
    assert operations.count("items.update") == 1


async def test_no_half_of_a_frame_in_a_frame_stays(board, miro_sandbox):
    """What cannot be put into the other one is deleted again, or the error tells what stays."""
    outer = await board.add_frame("outer", at=(0, 0), width=100, height=100)
    board.forget()  # so that nobody knows how large it is
    with pytest.raises(BadRequestError, match="outside of parent") as refused:
        await board.add_frame("in", at=(500, 500), frame=outer, width=10, height=10)
    assert [item.id for item in await board.items().collect()] == [outer.id]
    assert not hasattr(refused.value, "__notes__")

    miro_sandbox.faults.add(401, to="items.update")
    miro_sandbox.faults.add(401, to="items.delete")
    with pytest.raises(UnauthorizedError) as left:
        await board.add_frame("in", at=(50, 50), frame=outer, width=10, height=10)
    (stray,) = [item.id for item in await board.items().collect() if item.id != outer.id]
    assert left.value.__notes__ == [f"The frame {stray} was made, and is still on the board."]


async def test_no_half_of_a_frame_stays_when_it_is_cancelled(board, miro_sandbox):
    """It is deleted before the task ends."""
    outer = await board.add_frame("outer", at=(0, 0), width=100, height=100)
    transport = Cancelling(miro_sandbox)
    async with MiroApi(miro_sandbox.token, transport=transport) as api:
        same = await api.board(board.id)
        with CancelScope() as transport.scope:
            await same.add_frame("in", at=(50, 50), frame=outer.id, width=10, height=10)
    assert transport.scope.cancelled_caught
    assert [item.id for item in await board.items().collect()] == [outer.id]


async def test_symbols_of_flowcharts_are_made_and_changed_by_their_own_calls(board, miro_sandbox):
    """The stable ones refuse them."""
    shape = await board.add_shape("ok?", shape="flow_chart_decision", at=(0, 0))
    assert miro_sandbox.calls[-1].operation == "flowchart_shapes.create"
    await shape.update(text="well?")
    assert miro_sandbox.calls[-1].operation == "flowchart_shapes.update"
    process = await board.add_shape("x", shape="flow_chart_predefined_process")
    assert miro_sandbox.calls[-1].operation == "shapes.create"
    await process.update(shape="flow_chart_decision")
    assert miro_sandbox.calls[-1].operation == "flowchart_shapes.update"
    assert (shape.text, process.shape) == ("well?", "flow_chart_decision")


async def test_a_node_of_a_mind_map_hangs_under_another(board):
    """Its place is on the board all the same."""
    root = await board.add_mindmap_node("root", at=(10, 20))
    leaf = await board.add_mindmap_node("leaf", parent=root, at=(210, 20))

    listed = await board.api.items.get(board.id, leaf.id)  # the other answers tell no place
    assert (listed.position.x, listed.position.y) == (210, 20)
    assert leaf.item.parent.id == root.id
    assert (leaf.text, leaf.html, leaf.type) == ("leaf", "leaf", "mindmap_node")


class Bodies(Around):
    """Keeps what is sent."""

    def __init__(self, sandbox):
        super().__init__(sandbox)
        self.sent = []

    async def send(self, request):
        """Keep it."""
        self.sent.append(request.body or b"")
        return await super().send(request)


async def test_files_are_uploaded(miro_sandbox, tmp_path):
    """From a path, or as bytes; with the title, the text and the place."""
    transport = Bodies(miro_sandbox)
    path = tmp_path / "team.png"
    path.write_bytes(PICTURE)
    async with MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock) as api:
        board = await api.create_board("b")
        frame = await board.add_frame("f", at=(0, 0), width=400, height=400)  # from (-200, -200)

        image = await board.add_image(
            path, title="Team", alt_text="Six people", at=(0, 0), frame=frame, relative_to="board"
        )
        assert b'"altText":"Six people"' in transport.sent[-1]
        assert PICTURE in transport.sent[-1]
        plan = await board.add_document(b"%PDF-1.4 x", title="Plan", width=300)
        small = await board.add_image(PICTURE, height=50, rotation=90)

    assert miro_sandbox.calls[-1].operation == "images.upload"
    assert (image.title, image.frame_id) == ("Team", frame.id)
    assert (image.item.position.x, image.item.position.y) == (200, 200)
    assert (plan.title, plan.width) == ("Plan", 300)
    assert (small.height, small.rotation) == (50, 90)


async def test_a_file_that_is_missing_is_told(board, tmp_path):
    """As for all uploads."""
    with pytest.raises(UploadError, match="cannot be read"):
        await board.add_image(tmp_path / "no.png")


async def test_a_draft_is_put_on_the_board_with_its_tags(board):
    """Whoever has one does not need a batch for it."""
    draft = Drafts().add_card("Pay", at=(0, 0), tags=["Urgent", "Money"])

    card = await board.add(draft)

    assert type(card).__name__ == "Card"
    assert card.title == "Pay"
    assert sorted(tag.title for tag in await card.tags()) == ["Money", "Urgent"]


async def test_a_draft_that_cannot_have_its_tags_is_not_made(board, miro_sandbox):
    """Whoever gets an error gets no handle, so nothing is left behind."""
    miro_sandbox.faults.add(401, to="tags.attach")
    with pytest.raises(UnauthorizedError):
        await board.add(Drafts().add_card("Pay", tags=["Urgent"]))
    assert await board.items().collect() == []


@pytest.mark.parametrize("parent", ["", 5])
async def test_what_is_no_item_is_no_frame(board, miro_sandbox, parent):
    """An id is a text, and not an empty one."""
    before = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="by its handle or its id"):
        await board.add_text("a", at=(1, 1), frame=parent)
    assert len(miro_sandbox.calls) == before


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (Draft(type="shape", tags=["a"]), "only sticky notes and cards"),
        (Draft(type="card", tags=[""]), "title of a tag"),
        (Draft(type="paint"), "no call by which a 'paint' is made"),
        (Draft(type="card", file=b"x"), "no call by which a 'card' is made of a file"),
        (Draft(type="card", frame=Draft(type="frame")), "not on the board yet"),
    ],
)
async def test_a_draft_that_cannot_be_made_is_refused(board, miro_sandbox, draft, message):
    """Nothing is sent for it."""
    before = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match=message):
        await board.add(draft)
    assert len(miro_sandbox.calls) == before
