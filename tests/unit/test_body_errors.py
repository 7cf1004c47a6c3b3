"""What cannot stand in a body: an error that says what is wrong, before anything is sent."""

from __future__ import annotations

import math
from datetime import datetime

import pytest

from miro_async.errors import InvalidArgumentError
from miro_async.models import Board, Links, StickyNoteStyle

pytestmark = pytest.mark.anyio

NAIVE = datetime(2026, 1, 31, 9, 30)  # noqa: DTZ001 - that it has no zone is the point


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        object(),
        {1, 2},
        b"bytes",
        "\ud800",
        NAIVE,
        {("a",): 1},
        {"a": {"b": 1j}},
        Ellipsis,
    ],
    ids=repr,
)
async def test_what_json_does_not_have_is_refused(service, api, value):
    """NaN, bytes, sets and the like are errors before anything is sent."""
    for style in ({"x": value}, StickyNoteStyle(fill_color=value)):
        with pytest.raises(InvalidArgumentError):
            await api.sticky_notes.create("b", style=style)

    assert service.requests == []


async def test_what_has_no_end_is_refused(service, api):
    """An object that holds itself, and one too deep, are errors of the argument."""
    circle: dict[str, object] = {}
    circle["self"] = circle
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    for value in (circle, {"deep": deep}):
        with pytest.raises(InvalidArgumentError):
            await api.sticky_notes.create("b", style=value)

    assert service.requests == []


@pytest.mark.parametrize("value", [Board(id="1", type="board", name="n"), Links(self_="x")])
async def test_what_is_only_read_cannot_be_sent(service, api, value):
    """An object that no request takes is refused by its name."""
    with pytest.raises(InvalidArgumentError, match=f"{type(value).__name__} is only read"):
        await api.sticky_notes.create("b", data=value)

    assert service.requests == []


@pytest.mark.parametrize("items", ["abc", {"type": "text"}, 5, iter([{"type": "text"}])])
async def test_what_is_no_list_is_refused(service, api, items):
    """Where a list is the body, a string would be taken for its letters."""
    with pytest.raises(InvalidArgumentError, match="items must be a list, not a"):
        await api.items.create_bulk("b", items=items)

    assert service.requests == []


@pytest.mark.parametrize("count", [0, 21])
async def test_a_list_of_a_length_that_miro_refuses_is_refused(service, api, count):
    """One call makes 1 to 20 items: known before it is sent, and paid for."""
    with pytest.raises(InvalidArgumentError, match=f"{count} items, but one call takes 1 to 20"):
        await api.items.create_bulk("b", items=[{"type": "text"}] * count)

    assert service.requests == []


@pytest.mark.parametrize(
    ("call", "missing"),
    [
        (lambda api: api.items.create_bulk("b", items=None), "items"),
        (lambda api: api.tags.create("b", title=None), "title"),
        (lambda api: api.tags.detach("b", "i", None), "tag_id"),
        (lambda api: api.item_groups.create("b", data=None), "data"),
        (lambda api: api.item_groups.list_items("b", None).first(), "group_item_id"),
        (
            lambda api: api.connectors.create("b", start_item=None, end_item={"id": "1"}),
            "startItem",
        ),
    ],
)
async def test_what_is_needed_cannot_be_none(service, api, call, missing):
    """A call without it might be another call: `DELETE` of a tag becomes one of the item."""
    with pytest.raises(InvalidArgumentError, match=missing):
        await call(api)

    assert service.requests == []
