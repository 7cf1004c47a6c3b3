"""Apps that have just refreshed a token and could not save it."""

from __future__ import annotations

from tests.unit.apps import (
    Leasing,
    Locking,
    Plain,
    app_with,
)

KINDS = [(Plain, "set"), (Locking, "set"), (Leasing, "save")]


def secret_of(storage, user_id="7"):
    """Give the text of the access token that is stored."""
    return storage.tokens[user_id].access_token.reveal()


async def unsaved(kind=Leasing, what="save", **options):
    """Give an app that has just refreshed a token and could not save it, and cannot yet."""
    authority, storage, miro = app_with(kind(), seconds=0, **options)
    storage.fail(what)
    await miro.as_user("7").boards.get("b")
    return authority, storage, miro
