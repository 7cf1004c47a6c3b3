"""What answers are made of: objects like any others, quick to make, and small."""

from __future__ import annotations

import json
import subprocess
import sys
import weakref

import attrs
import pytest
from hypothesis import given

from miro_async.codec import Codec
from miro_async.models import Board, Item, Position
from tests.unit.made import made
from tests.unit.test_codec import quick

CODEC = Codec()


@quick
@given(made(Item))
def test_what_is_read_is_like_what_is_made(item):
    """An object of an answer is in nothing different from one that its class made."""
    read = CODEC.structure(CODEC.dump(item), Item)

    assert type(read) is type(item)
    assert repr(read).replace(", fold=1", "") == repr(item).replace(", fold=1", "")
    assert not hasattr(read, "__dict__")
    assert weakref.ref(read)() is read
    for change in (lambda: setattr(read, "id", "2"), lambda: delattr(read, "id")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            change()
    with pytest.raises(AttributeError):
        read.later = 1


def test_what_is_read_has_the_hash_of_what_is_made():
    """So that one finds the other in a set."""
    assert CODEC.structure({"x": 1, "y": 2, "later": 3}, Position) in {Position(x=1, y=2)} | {
        Position(x=1, y=2, extra={"later": 3})
    }


def test_texts_that_come_again_are_one_object():
    """JSON libraries make a new text for each: of those that are known, one is enough."""
    raw = '{"id": "1", "type": "text", "position": {"origin": "center", "relativeTo": "x y"}}'
    one, other = (CODEC.structure(json.loads(raw), Item) for _ in range(2))

    assert one.type is other.type
    assert one.position.origin is other.position.origin
    assert one.position.relative_to == other.position.relative_to == "x y"


def test_other_types_than_models_can_be_structured():
    """A list of models, for example, as cattrs does it."""
    raw = [{"id": "b", "later": 1}, {"id": "c"}]

    one, two = CODEC.structure(raw, list[Board])

    assert one.extra == {"later": 1}
    assert two == CODEC.structure(raw[1], Board)
    assert CODEC.structurer(list[Board])(raw) == [one, two]


def test_reading_and_writing_do_without_cattrs():
    """It is loaded by who keeps objects, or structures other types; not by calls."""
    script = (
        "import sys; from miro_async.codec import Codec\n"
        "from miro_async.models import Board, Position\n"
        "assert Codec().structure({'id': 'b'}, Board).id == 'b'\n"
        "assert Codec().body({'a': Position(x=1)}) == b'{\"a\":{\"x\":1}}'\n"
        "print('cattrs' in sys.modules, 'orjson' in sys.modules)\n"
        "Codec().dump(Position(x=1)); print('cattrs' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)  # noqa: PLW1510, S603 - our own script

    assert (done.stdout.split(), done.stderr) == (["False", "False", "True"], "")
