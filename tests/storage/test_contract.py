"""What every storage keeps, forgets, and shows to others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import anyio
import pytest
from hypothesis import HealthCheck, given, settings

from tests.storage.holders import SOON
from tests.storage.tokens import USERS, token, tokens, user_ids

pytestmark = [pytest.mark.anyio]

EAST = timezone(timedelta(hours=5, minutes=45))
TOKENS = {
    "whole": token(),
    "not expiring": token(refresh_token=None, expires_at=None),
    "bare": token(refresh_token=None, expires_at=None, user_id=None, team_id=None, scopes=()),
    "to the microsecond": token(expires_at=datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)),
    "of another time zone": token(expires_at=datetime(2030, 1, 2, 3, 4, 5, tzinfo=EAST)),
    "long": token(access_token="x" * 4000, refresh_token="y" * 4000),
    "of another user": token(user_id="somebody else"),
}

in_one_place = settings(
    max_examples=settings.default.max_examples // 3,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""All examples of a test share a place; what one leaves is what the next one finds there."""


async def test_nobody_has_a_token_at_first(storage):
    """Asking is no error."""
    assert await storage.get("user") is None


@pytest.mark.parametrize("kept", TOKENS.values(), ids=TOKENS)
async def test_what_was_set_is_given(storage, kept):
    """With all its fields, and only those."""
    await storage.set("user", kept)

    assert await storage.get("user") == kept


@in_one_place
@given(kept=tokens, user_id=user_ids)
async def test_any_token_of_any_user_is_given_as_it_was_set(place, kept, user_id):
    """Be it as odd as it may; and then forgotten."""
    with anyio.fail_after(SOON):
        await place.storage().set(user_id, kept)
        assert await place.storage().get(user_id) == kept
        await place.storage().set(user_id, None)
        assert await place.storage().get(user_id) is None


async def test_users_do_not_see_each_other(storage):
    """However much their ids are alike for a file system, a database or a URL."""
    for number, user_id in enumerate(USERS.values()):
        await storage.set(user_id, token(str(number)))

    for number, user_id in enumerate(USERS.values()):
        assert await storage.get(user_id) == token(str(number))


async def test_some_users_are_forgotten_and_the_others_are_not(storage):
    """However much their ids are alike."""
    users = list(USERS.values())
    for user_id in users:
        await storage.set(user_id, token())

    for gone, left in ((users[::2], users[1::2]), (users[1::2], [])):
        for user_id in gone:
            await storage.set(user_id, None)

        assert [one for one in users if await storage.get(one)] == left


async def test_forgetting_who_is_not_there_changes_nothing(storage):
    """Twice is as good as once."""
    await storage.set("user", token())

    for _ in range(2):
        await storage.set("somebody else", None)

    assert await storage.get("user") == token()


async def test_who_was_forgotten_can_come_back(storage):
    """With another token, or with the same."""
    for text in ("first", "second", "second"):
        await storage.set("user", token(text))
        await storage.set("user", None)

        assert await storage.get("user") is None
    await storage.set("user", token("third"))
    assert await storage.get("user") == token("third")


async def test_the_last_one_wins(storage):
    """Setting compares nothing; it may also set what is there."""
    for text in ("first", "second", "second", "first"):
        await storage.set("user", token(text))

        assert await storage.get("user") == token(text)


async def test_nothing_of_an_earlier_token_shines_through(storage):
    """A field that the last one does not have is gone."""
    await storage.set("user", TOKENS["whole"])
    await storage.set("user", TOKENS["bare"])

    assert await storage.get("user") == TOKENS["bare"]


async def test_another_storage_on_the_same_place_sees_it_all_at_once(storage, other):
    """As another process does: nothing is kept in the object."""
    assert await other.get("user") is None

    for kept in (token("first"), token("second"), None):
        await storage.set("user", kept)

        assert await other.get("user") == kept


async def test_tokens_of_many_users_set_at_once_are_all_there(storage, other):
    """Whoever writes a whole does not undo what others have written meanwhile."""
    async with anyio.create_task_group() as tasks:
        for number in range(30):
            one = (storage, other)[number % 2]
            tasks.start_soon(one.set, f"user {number}", token(str(number)))

    for number in range(30):
        assert await storage.get(f"user {number}") == token(str(number))


async def test_of_tokens_set_at_once_for_one_user_one_is_there(storage, other):
    """As a whole, and not a mixture; others are seen as wholes meanwhile, too."""
    all_of_them = [token(str(number) * 500) for number in range(10)]
    seen = []

    async def set_and_get(one, kept):
        await one.set("user", kept)
        seen.append(await one.get("user"))

    async with anyio.create_task_group() as tasks:
        for number, kept in enumerate(all_of_them):
            tasks.start_soon(set_and_get, (storage, other)[number % 2], kept)

    assert await storage.get("user") in all_of_them
    assert [one for one in seen if one not in all_of_them] == []


async def test_its_repr_shows_no_secret(storage):
    """It stands in every traceback that shows locals."""
    await storage.set("user", token())

    async with storage.lock("user") as lease:
        for shown in (repr(storage), repr(vars(storage)), repr(lease)):
            assert "access-first" not in shown
            assert "refresh-first" not in shown
