"""What the tests of `board.apply` have in common: drafts, and the board by the plain API."""

from __future__ import annotations

from miro_async.board import Drafts

READING = ("GET",)


def writes(sandbox):
    """Give the names of the writing calls that were made, in their order."""
    return [call.operation for call in sandbox.calls if call.method not in READING]


def spent(sandbox):
    """Give what these have cost."""
    return sum(call.credits for call in sandbox.calls if call.method not in READING)


def notes(*texts, **more):
    """Give drafts of notes side by side, with their texts as keys."""
    drafts = Drafts()
    for place, text in enumerate(texts):
        drafts.add_sticky_note(text, at=(300 * place, 0), key=text, **more)
    return drafts


async def by_id(api, board):
    """Give all items of the board by their ids."""
    return {item.id: item for item in await api.items.list(board.id).collect()}


async def texts(api, board):
    """Give what stands on the notes of the board, sorted."""
    items = await api.items.list(board.id, type="sticky_note").collect()
    return sorted(item.data.content for item in items)
