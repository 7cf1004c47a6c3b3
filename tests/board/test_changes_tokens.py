"""Tokens of changes: where to go on later, and what is no token."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b

import pytest

from miro_async import InvalidArgumentError, MiroApi
from tests.board.looking import looking, told

pytestmark = pytest.mark.anyio


@pytest.fixture
def sandbox(miro_sandbox):
    """Give the sandbox, with a clock that stands still."""
    return miro_sandbox


async def test_a_token_has_what_was_given_and_no_more(sandbox, board):
    """Taken between two changes of one look, it goes on with the second: none twice, none lost."""
    changes = await looking(board)
    sandbox.clock.advance(10)
    ids = [(await board.add_sticky_note(str(number))).id for number in range(3)]
    given = []
    while len(given) < 3:
        token = changes.token
        given.append(await anext(changes))
        rest = await board.changes(since=token).look()
        assert [change.id for change in rest] == ids[len(given) - 1 :]
    assert [change.id for change in given] == ids
    assert await board.changes(since=changes.token).look() == []


async def test_a_token_survives_a_restart(sandbox, board, miro_api):
    """What happens while nobody looks is told by the next program, with all its fields."""
    note = await board.add_sticky_note("a", at=(0, 0))
    gone = await board.add_sticky_note("b", at=(300, 0))
    token = (await looking(board)).token
    sandbox.clock.advance(3600)
    await miro_api.items.update(board.id, note.id, position={"x": 5, "y": 0})
    await miro_api.items.delete(board.id, gone.id)
    again = MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock)
    changes = (await again.board(board.id)).changes(since=token)
    assert changes.token == token
    assert told(await changes.look()) == [
        ("moved", "item", note.id, ("position",)),
        ("deleted", "item", gone.id, ()),
    ]


async def test_a_token_keeps_whether_tags_are_looked_at(sandbox, board):
    """Otherwise all tags of the board would seem to be new."""
    changes = await looking(board, tags=False)
    sandbox.clock.advance(10)
    note = await board.add_sticky_note("a", at=(0, 0))
    await note.tag("x")
    token = changes.token
    later = board.changes(since=token, tags=True)
    assert [change.what for change in await later.look()] == ["item"]


async def test_an_empty_board_has_a_token_too(sandbox, board):
    """Nothing is on it, and then something is."""
    token = (await looking(board)).token
    sandbox.clock.advance(10)
    await board.add_sticky_note("a")
    assert [change.kind for change in await board.changes(since=token).look()] == ["created"]


async def test_tokens_that_are_none_are_refused(board, miro_api):
    """Cut, altered, of another version, of another board: the message says which."""
    changes = board.changes()
    with pytest.raises(InvalidArgumentError, match="before the first look"):
        _ = changes.token
    await board.add_sticky_note("a")
    await changes.look()
    token = changes.token
    for other in ("", "hello", token.replace("changes1", "changes2", 1)):
        with pytest.raises(InvalidArgumentError, match="no token of changes"):
            board.changes(since=other)
    altered = token[:30] + ("A" if token[30] != "A" else "B") + token[31:]
    check = token[:12] + ("A" if token[12] != "A" else "B") + token[13:]
    for damaged in (token[:-1], token[:20], altered, check, "changes1.", "changes1.ä"):
        with pytest.raises(InvalidArgumentError, match="damaged"):
            board.changes(since=damaged)
    other = await miro_api.create_board("Other")
    with pytest.raises(InvalidArgumentError, match=f"of board {board.id}, not of"):
        other.changes(since=token)


@pytest.mark.parametrize(
    ("place", "content"),
    [(3, "kinds"), (3, [[["item"], []]]), (4, [9]), (5, [7]), (5, [None]), (6, [1]), (6, ["ab"])],
)
async def test_tokens_made_by_hand_are_refused_too(board, place, content):
    """Whole, with a sum that is right, and with something else in them: no other error comes."""
    await board.add_sticky_note("a")
    changes = board.changes()
    await changes.look()
    packed = urlsafe_b64decode(f"{changes.token.removeprefix('changes1.')}===")
    whole = json.loads(zlib.decompress(packed[6:]))
    whole[place] = content
    made = zlib.compress(json.dumps(whole).encode())
    token = urlsafe_b64encode(blake2b(made, digest_size=6).digest() + made).decode()
    with pytest.raises(InvalidArgumentError, match="damaged"):
        board.changes(since=f"changes1.{token}")
