"""The unknown fields of an answer: for reading only."""

from __future__ import annotations

import copy
import json
import operator
import pickle

import pytest
from hypothesis import given

from miro_async.codec import Codec
from miro_async.extra import NO_EXTRA, Extra
from miro_async.models import Tag
from tests.unit.made import json_values


@pytest.mark.parametrize(
    "change",
    [
        lambda extra: operator.setitem(extra, "a", 2),
        lambda extra: operator.setitem(extra, "b", 2),
        lambda extra: operator.delitem(extra, "a"),
        lambda extra: operator.ior(extra, {"b": 2}),
    ],
)
def test_extra_fields_cannot_be_changed(change):
    """Setting and deleting are refused; what was there stays."""
    extra = Extra({"a": 1})

    with pytest.raises(TypeError):
        change(extra)

    assert extra == {"a": 1}


def test_extra_fields_are_not_those_of_the_mapping_they_were_made_of():
    """Changing the mapping afterwards changes nothing here."""
    given = {"a": 1}
    extra = Extra(given)

    given["a"] = 2

    assert extra == {"a": 1}
    assert repr(extra) == "Extra({'a': 1})"


def test_extra_fields_have_no_attributes():
    """Nothing can be put beside the fields, either."""
    with pytest.raises(AttributeError):
        NO_EXTRA.note = 1


@given(json_values.map(lambda value: {"a": value}))
def test_extra_fields_can_be_copied_and_pickled(fields):
    """A copy is read-only as well."""
    extra = Extra(fields)

    for again in (copy.copy(extra), copy.deepcopy(extra), pickle.loads(pickle.dumps(extra))):  # noqa: S301 - our own
        assert type(again) is Extra
        assert again == fields
    assert json.loads(json.dumps(dict(extra))) == fields


def test_a_changed_mapping_is_made_from_them():
    """Who wants to change them makes a mapping of their own."""
    assert {**Extra({"a": 1}), "b": 2} == {"a": 1, "b": 2}
    assert NO_EXTRA == {}


def test_extra_fields_keep_their_order():
    """They come in the order in which Miro sent them."""
    raw = {name: index for index, name in enumerate("zyxwvutsrqponmlkjihgfedcba")}

    assert list(Codec().structure(raw, Tag).extra) == list(raw)


@pytest.mark.parametrize(
    "raw",
    [
        {"later": 1},
        {"later": 1, "id": "1", "type": "tag", "title": "t", "fillColor": "red"},
        {"id": "1", "later": None, "title": None},
        {"id": None, "title": None},
        {"a": None, "id": None, "b": [None], "title": None, "c": {}},
    ],
)
def test_unknown_fields_are_found_wherever_they_stand(raw):
    """Before and after the known ones, and beside known ones that are null."""
    extra = Codec().structure(raw, Tag).extra

    assert list(extra.items()) == [
        (k, v) for k, v in raw.items() if k not in {"id", "title", "type", "fillColor"}
    ]
    assert type(extra) is Extra


def test_no_unknown_fields_are_always_the_same():
    """Most objects have none: there is one mapping for all of them."""
    for raw in ({}, {"id": "1"}, {"id": None}, {"id": None, "title": None}):
        assert Codec().structure(raw, Tag).extra is NO_EXTRA
