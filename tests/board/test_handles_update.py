"""Changing items by their handles: only what is said, and how it reads afterwards."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime

import pytest

from miro_async import NULL, BadRequestError, InvalidArgumentError
from miro_async.board import BoardItem, items
from miro_async.board.adding import Adding
from miro_async.board.asking import Asking
from miro_async.board.flat import given
from miro_async.models import AppCardField, UnknownItem
from tests.board.flat_arguments import ADDED, INSTEAD, NEEDED, at_path, paths
from tests.sandbox.walk_board import PICTURE

pytestmark = pytest.mark.anyio

KINDS = {
    "add_sticky_note": items.StickyNote,
    "add_shape": items.Shape,
    "add_text": items.Text,
    "add_card": items.Card,
    "add_app_card": items.AppCard,
    "add_frame": items.Frame,
    "add_image": items.Image,
    "add_document": items.Document,
    "add_embed": items.Embed,
    "add_doc_format": items.DocFormat,
    "add_code_widget": items.CodeWidget,
    "add_mindmap_node": items.MindmapNode,
}
FIXED = {"add_doc_format", "add_mindmap_node"}
"""What Miro cannot change."""
ONLY_SOME = {"show_content", "assignee_id"}
"""What the sandbox takes from some accounts only."""
# Miro's answers do not say it: the address of a file is another one then.
UNTOLD = {("add_image", "url"), ("add_document", "url"), ("add_doc_format", "markdown")}


@pytest.mark.parametrize("method", [method for method in ADDED if method not in FIXED])
async def test_each_argument_changes_that_alone(board, miro_sandbox, method):
    """In one call, at the same place as when it was made; the handle reads it back."""
    item = await getattr(board, method)(**NEEDED.get(method, {}))
    assert type(item) is KINDS[method]
    for argument, (value, path, sent) in ADDED[method][1].items():
        if argument in ONLY_SOME:
            continue
        before = len(miro_sandbox.calls)

        assert await item.update(**{argument: value}) is item

        (call,) = miro_sandbox.calls[before:]
        assert call.method == "PATCH"
        assert at_path(call.body, path) == sent
        assert list(paths(call.body)) == [path]
        if (method, argument) not in UNTOLD:
            assert read_back(item, argument, value), (argument, getattr(item, argument))


def read_back(item, argument, value):
    """Tell whether an argument reads as it was given."""
    shown = getattr(item, argument)
    if argument == "fields":
        return shown == [AppCardField(value="v")]
    if isinstance(value, datetime):
        return shown == value
    return shown == (value.replace("\r\n", "\n") if isinstance(value, str) else value)


@pytest.mark.parametrize("method", ADDED)
def test_what_can_be_made_can_be_changed(method):
    """By the same names; but for what goes with a file, and what Miro cannot change."""
    if method in FIXED:
        assert not hasattr(KINDS[method], "update")
        return
    changed = set(inspect.signature(KINDS[method].update).parameters) - {"self"}

    assert changed == set(ADDED[method][1])


async def test_without_arguments_no_call_is_made(board, miro_sandbox):
    """What is computed may be nothing."""
    for method in ADDED.keys() - FIXED:
        item = await getattr(board, method)(**NEEDED.get(method, {}))
        before = len(miro_sandbox.calls)

        assert await item.update(width=None) is item

        assert len(miro_sandbox.calls) == before


async def test_what_cannot_be_changed_can_be_read(board):
    """A doc comes back as markdown or as HTML, so it is not read by that name."""
    node = await board.add_mindmap_node("a < b")
    frame = await board.add_frame("f", width=100, height=100)

    assert (node.html, node.text) == ("a &lt; b", "a < b")
    assert (frame.show_content, node.width) == (True, None)
    assert not hasattr(items.DocFormat, "markdown")


async def test_a_block_of_code_stays_in_its_frame(board):
    """Its own calls do not tell in which frame it is."""
    frame = await board.add_frame("f", at=(0, 0), width=900, height=900)
    code = await board.add_code_widget("x", at=(450, 450), frame=frame)

    await code.update(code="y")

    assert (code.code, code.frame_id) == ("y", frame.id)


async def test_an_item_that_is_not_told_of_reads_as_nothing(board):
    """Cards without a due date, for example."""
    card = await board.add_card("a")

    assert (card.due_date, card.assignee_id, card.description) == (None, None, "")


def test_who_adds_has_to_say_how():
    """Boards make items at once, drafts later; neither is forgotten."""
    with pytest.raises(TypeError, match="abstract"):
        Adding()
    with pytest.raises(TypeError, match="abstract"):
        Asking()


async def test_null_is_sent_as_null(board, miro_sandbox):
    """While `None` is not sent. Miro does not document where it takes that."""
    card = await board.add_card("a", due_date=datetime(2026, 3, 1, tzinfo=UTC))

    with pytest.raises(BadRequestError, match="dueDate"):  # the sandbox takes it nowhere
        await card.update(due_date=NULL, assignee_id=None)

    assert miro_sandbox.calls[-1].body == {"data": {"dueDate": None}}


def test_null_is_none_in_a_plain_mapping():
    """There it is taken literally, and what is left out is not there."""
    assert given({"a": NULL, "b": None, "c": 0, "d": ""}) == {"a": None, "c": 0, "d": ""}


async def test_fields_of_app_cards_are_objects_or_mappings(board, miro_sandbox):
    """They read as objects."""
    app_card = await board.add_app_card("a", fields=[AppCardField(value="v", icon_shape="round")])
    assert app_card.fields == [AppCardField(value="v", icon_shape="round")]
    assert miro_sandbox.calls[-1].body["data"]["fields"] == [{"value": "v", "iconShape": "round"}]


async def test_null_is_null_for_numbers_and_lists_too(board, miro_sandbox):
    """Whatever becomes of the value otherwise."""
    shape = await board.add_shape("a", font_size=20)
    with pytest.raises(BadRequestError, match="fontSize"):
        await shape.update(font_size=NULL)
    assert miro_sandbox.calls[-1].body == {"style": {"fontSize": None}}
    app_card = await board.add_app_card("a")
    with pytest.raises(BadRequestError, match="fields"):
        await app_card.update(fields=NULL)
    assert miro_sandbox.calls[-1].body == {"data": {"fields": None}}


async def test_two_sides_are_refused_where_the_ratio_is_fixed(board, miro_sandbox):
    """As when it is made."""
    note = await board.add_sticky_note("a")
    before = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="width or height, not both"):
        await note.update(width=100, height=100)
    with pytest.raises(InvalidArgumentError, match="text or html, not both"):
        await note.update(text="a", html="b")
    assert len(miro_sandbox.calls) == before


async def test_a_file_is_replaced(board, miro_sandbox):
    """By a call of its own; the item stays."""
    image = await board.add_image(PICTURE, title="Team")
    assert await image.replace_file(PICTURE, alt_text="Six people") is image
    assert image.title == "Team"
    document = await board.add_document(b"%PDF-1.4 x", title="Plan", at=(10, 20))
    id_, url = document.id, document.item.data.document_url

    assert await document.replace_file(b"%PDF-1.4 y", title="Plan 2") is document

    assert miro_sandbox.calls[-1].operation == "documents.replace_file"
    assert (document.id, document.title) == (id_, "Plan 2")
    assert document.item.data.document_url != url
    assert (document.item.position.x, document.item.position.y) == (10, 20)


async def test_what_an_item_does_not_tell_reads_as_nothing(board):
    """Items that REST does not support come without data and style."""
    shape = items.Shape(board, UnknownItem(id="1", type="shape"))

    assert (shape.color, shape.font_size, shape.html, shape.text, shape.width) == (
        None,
        None,
        "",
        "",
        None,
    )


async def test_a_number_that_is_none_reads_as_nothing(board):
    """Whatever Miro writes there."""
    from attrs import evolve

    made = await board.add_shape("a", font_size=20)
    odd = evolve(made.item, style=evolve(made.item.style, font_size="large"))

    assert made.font_size == 20
    assert items.Shape(board, odd).font_size is None


async def test_the_kind_of_an_item_decides_its_handle(board):
    """And what has no handle of its own has one all the same."""
    await board.add_code_widget("x")
    await board.add_sticky_note("x")

    found = {type(one) async for one in board.items()}
    assert found == {items.CodeWidget, items.StickyNote}
    other = items.handle_of(board, UnknownItem(id="1", type="kanban"))
    assert type(other) is items.UnknownBoardItem
    assert isinstance(other, BoardItem)
    assert {*INSTEAD} == {"html"}
