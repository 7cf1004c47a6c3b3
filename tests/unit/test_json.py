"""The text of JSON: with Python's own library or with orjson, what is sent and read is the same."""

from __future__ import annotations

import json
import sys
from collections import namedtuple
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum
from math import inf, nan
from types import MappingProxyType
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from miro_async import NULL
from miro_async.codec import Codec
from miro_async.errors import ConfigurationError, DecodeError, InvalidArgumentError
from miro_async.models import (
    Board,
    BulkItem,
    ItemGroupData,
    ParentRef,
    Position,
    StickyNoteData,
    StickyNoteStyle,
)
from tests.unit.recording import raw_answer, service_with

STANDARD = Codec()
FAST = Codec("orjson")
BOTH = [pytest.param(STANDARD, id="json"), pytest.param(FAST, id="orjson")]

words = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


class Color(Enum):
    RED = "red"


class Word(str):
    __slots__ = ()


class Level(IntEnum):
    LOW = 1


@dataclass
class Record:
    a: int


Pair = namedtuple("Pair", "a b")  # noqa: PYI024 - as users have them
RING: list[object] = []
RING.append(RING)


@pytest.mark.parametrize("codec", BOTH)
@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (NULL, None),
        ({"a": NULL, "b": [NULL, None]}, {"a": None, "b": [None, None]}),
        (MappingProxyType({"a": NULL}), {"a": None}),
        (Position(x=NULL, y=1), {"x": None, "y": 1}),
        ("null and NULL", "null and NULL"),
        (Color.RED, "red"),
        (Level.LOW, 1),
        (Word("x"), "x"),
        ([Word("x"), (1, 2)], ["x", [1, 2]]),
        (Pair(1, [2]), [1, [2]]),
        ({1: "a", None: "b"}, {"1": "a", "null": "b"}),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (date(2026, 1, 31), "2026-01-31"),
        (datetime(2026, 1, 31, 9, 30, tzinfo=UTC), "2026-01-31T09:30:00.000Z"),
        (2**70, 2**70),
        (-(2**63) - 1, -(2**63) - 1),
        (1e300, 1e300),
        ("é🟦\u2028", "é🟦\u2028"),
        (StickyNoteData(content="a"), {"content": "a"}),
        ([StickyNoteStyle(fill_color=Word("red"))], [{"fillColor": "red"}]),
        (
            BulkItem(type="shape", data={"content": None}, parent=ParentRef(id="1")),
            {"type": "shape", "data": {"content": None}, "parent": {"id": "1"}},
        ),
        (ItemGroupData(items=("1", "2")), {"items": ["1", "2"]}),
    ],
)
def test_a_value_has_one_form(codec, value, sent):
    """Alone, in a mapping, in a list, and as an argument: the same with either library."""
    assert json.loads(codec.to_json(value)) == sent
    assert json.loads(codec.to_json({"a": value})) == {"a": sent}
    assert json.loads(codec.to_json([{"a": (value,)}])) == [{"a": [sent]}]
    assert json.loads(codec.body({"a": value, "b": None})) == {"a": sent}
    assert json.loads(codec.body([value])) == [sent]


@pytest.mark.parametrize("codec", BOTH)
@pytest.mark.parametrize(
    "value",
    [
        nan,
        inf,
        Position(x=nan),
        [1.5, -inf],
        "\ud800",
        {"\ud800": 1},
        {(1, 2): 3},
        object(),
        {1, 2},
        b"bytes",
        time(9, 30),
        Record(1),
        datetime(2026, 1, 31, 9, 30),  # noqa: DTZ001 - that is what is refused
        Board(id="b", type="board", name="n"),
        [Board(id="b", type="board", name="n")],
        RING,
    ],
    ids=repr,
)
def test_what_is_no_json_is_refused(codec, value):
    """NaN, half characters, bytes, what has no JSON at all: an error before anything is sent."""
    for body in (value, {"a": value}, {"a": [value]}):
        with pytest.raises(InvalidArgumentError):
            codec.to_json(body)
        with pytest.raises(InvalidArgumentError):
            codec.body({"b": body, "c": None})


@given(json_values)
def test_both_libraries_send_the_same(value):
    """Whatever JSON a body holds, the service reads the same."""
    with_json, with_orjson = (codec.body({"a": value}) for codec in (STANDARD, FAST))

    assert json.loads(with_orjson) == json.loads(with_json)


@given(json_values.map(json.dumps))
def test_both_libraries_read_the_same(text):
    """Whatever the service writes; of whole numbers beyond 64 bits orjson makes floats."""
    with_json, with_orjson = (codec.loads(text.encode()) for codec in (STANDARD, FAST))

    assert with_orjson == with_json


@pytest.mark.parametrize(
    "content",
    [b'\xef\xbb\xbf{"a": 1}', '{"a": 1}'.encode("utf-16"), b'{"a": "\\ud800"}', b"[NaN]"],
    ids=repr,
)
def test_what_orjson_does_not_read_is_left_to_json(content):
    """Other encodings, half characters, NaN: kept as they come, as without orjson."""
    assert repr(FAST.loads(content)) == repr(STANDARD.loads(content))


@pytest.mark.parametrize("codec", BOTH)
@pytest.mark.parametrize("content", [b"", b"{", b"<html>", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_no_answer(codec, content):
    """Both fail in the way that becomes a `DecodeError`."""
    with pytest.raises((ValueError, RecursionError)):
        codec.loads(content)


@pytest.mark.anyio
async def test_an_answer_that_orjson_cannot_read_is_a_decode_error():
    """Chosen for a client, it changes nothing about the errors."""
    api = service_with(raw_answer(b'{"id": "b", "na')).client(json="orjson")

    with pytest.raises(DecodeError, match="no JSON"):
        await api.boards.get("b")


def test_another_library_is_refused():
    """There are two to choose from."""
    with pytest.raises(ConfigurationError, match="'json' or 'orjson', not 'simplejson'"):
        Codec("simplejson")


def test_orjson_that_is_not_installed_is_named(monkeypatch):
    """With the extra that brings it."""
    monkeypatch.setitem(sys.modules, "orjson", None)
    monkeypatch.delitem(sys.modules, "miro_async.codec.fast")

    with pytest.raises(ConfigurationError, match=r'pip install "miro-async\[fast\]"'):
        Codec("orjson")


@pytest.mark.parametrize("library", ["json", "orjson"])
def test_a_model_inside_of_any_mapping_is_written(library):
    """Also where it is met only as the mapping is written out."""
    body = {"position": MappingProxyType({"at": Position(x=1, y=2)})}

    assert json.loads(Codec(library).to_json(body)) == {"position": {"at": {"x": 1, "y": 2}}}
