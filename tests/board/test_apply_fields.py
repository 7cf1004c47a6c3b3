"""Fields compared in spite of how they are written, and calls by the kind of an item."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async import InvalidArgumentError, models
from miro_async.board import Draft, Drafts
from miro_async.board.apply.changing import changing
from miro_async.board.apply.mapping import MemoryKeys
from miro_async.board.fields import digest, item_fields, said, same
from tests.board.applied import writes

SAME = [
    ("style.borderWidth", "2", "2.0"),
    ("style.fontSize", 14, "14"),
    ("style.fillColor", "#FFaa00", "#ffAA00"),
    ("geometry.width", 100, 100.0001),
    ("position", (0, -0.0), (0.0, 0.0)),
    ("startItem.position", {"x": "50%", "y": "0%"}, {"x": "50.0%", "y": "0.0%"}),
    ("startItem.position", {"x": "33.3333333333333357%", "y": "0%"}, {"x": "33.333%", "y": "0%"}),
    ("data.content", "a<br>b", "<p>a<br>b</p>"),
    ("data.description", None, None),
    ("data.fields", [{"value": "1", "tooltip": None}], [models.AppCardField(value="1")]),
    ("data.dueDate", datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T00:00:00+00:00"),
]
OTHER = [
    ("data.content", "2", "2.0"),
    ("data.content", "#FFaa00", "#ffAA00"),
    ("style.fillColor", "#FFaa00", "#ffAA01"),
    ("data.showContent", True, 1),
    ("geometry.width", 100, 100.01),
    ("startItem.position", {"x": "50%", "y": "0%"}, {"x": "50%", "y": "1%"}),
    ("data.content", "a", None),
    # Ids of neighbors, which are the same number as floats.
    ("parent", "3458764500000000002", "3458764500000000003"),
    ("tags", ["3458764500000000002"], ["3458764500000000003"]),
    ("title", "1.0", "1"),
    ("captions", [{"content": "#ABC"}], [{"content": "#abc"}]),
]


@pytest.mark.parametrize(("name", "wanted", "there"), SAME)
def test_spellings_of_the_same_value(name, wanted, there):
    """Numbers in strings, colors in any case, a paragraph around a text: no difference."""
    assert same(name, wanted, there)
    if name != "data.content":
        assert digest(name, wanted) == digest(name, there)


@pytest.mark.parametrize(("name", "wanted", "there"), OTHER)
def test_values_that_differ(name, wanted, there):
    """What people see is taken to the letter."""
    if wanted is not True:
        assert not same(name, wanted, there)
    assert digest(name, wanted) != digest(name, there)


def test_texts_that_say_the_same():
    """For finding again what was made: markup and blanks do not count."""
    assert said("a &amp; <b>b</b>") == said("<p>a & b</p>") == "a & b"
    assert not said(None)


def test_what_miro_should_not_have_sent_is_not_compared():
    """A part that is no object has no fields; of an unknown kind the fields are as they came."""
    odd = models.TextItem(id="1", type="text", data="what?", style=None)
    assert item_fields(odd) == {"parent": None}
    unknown = models.UnknownItem(id="1", type="new", data={"a": 1, "b": None, "c": [{"d": 2}]})
    assert item_fields(unknown) == {"data.a": 1, "data.c": [{"d": 2}], "parent": None}


@pytest.mark.anyio
async def test_flowchart_shapes_change_by_their_own_route(miro_sandbox, board):
    """Lists do not say what is on them: only what the source changes is sent."""

    def wanted(text):
        drafts = Drafts()
        drafts.add_shape(text, shape="flow_chart_decision", at=(0, 0), key="a")
        return drafts

    keys = MemoryKeys()
    await board.apply(wanted("yes?"), mapping=keys)
    miro_sandbox.calls.clear()
    await board.apply(wanted("yes?"), mapping=keys)
    assert writes(miro_sandbox) == []
    await board.apply(wanted("no?"), mapping=keys)
    assert writes(miro_sandbox) == ["flowchart_shapes.update"]
    miro_sandbox.calls.clear()
    await board.apply(wanted("no?"), mapping=keys)
    assert writes(miro_sandbox) == []


@pytest.mark.anyio
async def test_what_miro_cannot_change_is_told(miro_api):
    """There is no call for such a kind."""
    item = models.UnknownItem(id="1", type="table")
    with pytest.raises(InvalidArgumentError, match="key 'a': Miro cannot change a table"):
        changing(miro_api, item, Draft(type="table", key="a"))
