"""What a success becomes, whichever of Miro's ways of answering it takes."""

from __future__ import annotations

from datetime import date

import pytest

from miro_async import Accepted, Hooks
from miro_async.errors import DecodeError, MiroError
from miro_async.models import Board, StickyNoteItem, Tag, TextItem, UnknownItem
from tests.unit.recording import answer, raw_answer, service_with

pytestmark = pytest.mark.anyio

BOARD = {"id": "b", "type": "board", "name": "Retro"}
TAG = {"id": "1", "type": "tag", "title": "t", "fillColor": "red"}


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>"])
async def test_a_board_update_that_is_accepted_says_so(body):
    """A 202: Miro moves the board later, and there is no changed board to give yet."""
    api = service_with(raw_answer(body, status=202)).client()

    assert await api.boards.update("b", project_id="p") == Accepted()


async def test_a_board_update_that_is_done_gives_the_board():
    """A 200 gives the board."""
    api = service_with(answer(BOARD)).client()

    board = await api.boards.update("b", name="Retro")

    assert isinstance(board, Board)
    assert board.name == "Retro"


async def test_accepted_is_only_given_where_it_is_promised():
    """Elsewhere a 202 without a body is an answer without what was promised."""
    api = service_with(raw_answer(status=202)).client()

    with pytest.raises(DecodeError, match="no body"):
        await api.boards.get("b")


@pytest.mark.parametrize("status", [200, 201, 202, 203, 204, 207, 299])
@pytest.mark.parametrize("body", [b"", b"null", b"{}", b"<html>", b'{"a'])
async def test_a_call_without_result_reads_nothing(status, body):
    """204 with a JSON content type, 200 with a body or a page: what is not promised is not read."""
    api = service_with(raw_answer(body, status)).client()

    assert await api.boards.delete("b") is None


@pytest.mark.parametrize("status", [200, 201, 203, 206, 207, 226])
async def test_any_success_will_do(status):
    """200 where 201 is documented, and the other way round: the class of the status counts."""
    api = service_with(answer(BOARD, status)).client()

    assert (await api.boards.create(name="Retro")).id == "b"


@pytest.mark.parametrize("status", [199, 300, 304, 399])
async def test_what_is_no_success_is_an_error(status):
    """A redirect is none either: it is not followed."""
    api = service_with(answer(BOARD, status)).client()

    with pytest.raises(MiroError, match=f"boards.get: {status}"):
        await api.boards.get("b")


async def test_user_group_members_answer_207():
    """A 207 has an outcome for each member; all are given."""
    outcome = {"id": "1", "email": "a@x.io", "status": 201}
    service = service_with(answer([outcome, {**outcome, "status": 404}], 207))

    outcomes = await service.client().user_group_members.update_bulk(
        "o", "g", members_to_add=[{"email": "a@x.io"}]
    )

    assert [one.status for one in outcomes] == [201, 404]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "it has no body"),
        (b'{"id": "b", "na', "no JSON"),
        (b"<html></html>", "no JSON"),
        (b"\xff\xfe{}", "no JSON"),
        (b"{} {}", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "an object was expected, a list came"),
        (b'"text"', "an object was expected, str came"),
        (b"17", "an object was expected, int came"),
        (b"null", "an object was expected"),
        (b"true", "an object was expected, bool came"),
    ],
    ids=str,
)
async def test_what_is_no_object_is_a_decode_error(body, reason):
    """Cut short, no JSON, another shape: an error that names the operation and the reason."""
    api = service_with(raw_answer(body)).client()

    with pytest.raises(DecodeError) as caught:
        await api.boards.get("b")

    assert caught.value.operation == "get-specific-board"
    assert caught.value.path == ""
    assert reason in caught.value.reason
    assert "Retro" not in str(caught.value)


@pytest.mark.parametrize(
    ("body", "path"), [({"tags": {}}, "tags"), ({"tags": "x"}, "tags"), ([TAG], ""), ("x", "")]
)
async def test_a_list_in_a_field_must_be_a_list(body, path):
    """Where the list stands in a field, the error names the field."""
    api = service_with(answer(body)).client()

    with pytest.raises(DecodeError) as caught:
        await api.tags.list_for_item("b", "i")

    assert caught.value.path == path


@pytest.mark.parametrize("data", [{}, "x", 1, True])
async def test_a_page_whose_data_is_no_list_is_a_decode_error(data):
    """The error of a page names `data`, or SCIM's `Resources`."""
    service = service_with(answer({"data": data}), answer({"Resources": data}))
    api = service.client()

    with pytest.raises(DecodeError, match="at data: a list was expected"):
        await api.items.list("b").first()
    with pytest.raises(DecodeError, match="at Resources: a list was expected"):
        await api.scim_users.list().first()


@pytest.mark.parametrize("body", ["x", 1, None])
async def test_a_page_that_is_no_object_is_a_decode_error(body):
    """A page is an object."""
    api = service_with(answer(body)).client()

    with pytest.raises(DecodeError, match="an object was expected"):
        await api.items.list("b").first()


@pytest.mark.parametrize("body", [{}, {"tags": None}, {"tags": []}])
async def test_an_absent_list_is_empty(body):
    """Absent, null and empty are the same."""
    api = service_with(answer(body)).client()

    assert await api.tags.list_for_item("b", "i") == []


async def test_lists_are_taken_out_of_their_fields():
    """A list of tags stands in `tags`, one of created items in `data`."""
    text = {"id": "1", "type": "text", "data": {"content": "A"}}
    note = {"id": "2", "type": "sticky_note"}
    other = {"id": "3", "type": "later_kind", "data": {"a": 1}}
    service = service_with(answer({"tags": [TAG]}), answer({"data": [text, note, other]}, 201))
    api = service.client()

    tags = await api.tags.list_for_item("b", "i")
    items = await api.items.create_bulk("b", items=[{"type": "text"}])

    assert [type(tag) for tag in tags] == [Tag]
    assert [type(item) for item in items] == [TextItem, StickyNoteItem, UnknownItem]
    assert [item.id for item in items] == ["1", "2", "3"]


async def test_a_list_may_be_the_whole_answer():
    """Some answers are a bare array."""
    metric = {"uniqueUsers": 3}
    api = service_with(answer([metric, metric]), answer(metric)).client()
    days = {"start_date": date(2026, 1, 1), "end_date": date(2026, 2, 1)}

    metrics = await api.app_metrics.get("app", **days)

    assert [one.unique_users for one in metrics] == [3, 3]
    with pytest.raises(DecodeError, match="a list was expected, an object came"):
        await api.app_metrics.get("app", **days)


async def test_elements_that_are_no_objects_are_kept():
    """A strange element does not take the others with it."""
    api = service_with(answer({"tags": [TAG, None, "x"]})).client()

    tag, *others = await api.tags.list_for_item("b", "i")

    assert tag.title == "t"
    assert others == [None, "x"]


async def test_the_response_hook_gets_every_answer_before_it_is_decoded():
    """Also those that become errors; with the operation that was called."""
    heard = []
    hooks = Hooks(response=lambda operation, response: heard.append((operation, response)))
    responses = [answer(BOARD), raw_answer(b"<html>"), answer({}, 500)]
    service = service_with(*responses)
    api = service.client(hooks=hooks)

    await api.boards.get("b")
    for _ in range(2):
        with pytest.raises(MiroError):
            await api.boards.get("b")

    assert [(operation.id, response) for operation, response in heard] == [
        ("get-specific-board", response) for response in responses
    ]


async def test_an_error_in_a_hook_ends_the_call():
    """An exception of the caller's own goes to the caller."""

    def fail(*_):
        raise LookupError("of the caller")

    api = service_with(answer(BOARD)).client(hooks=Hooks(response=fail))

    with pytest.raises(LookupError, match="of the caller"):
        await api.boards.get("b")
