"""Examples for `api.user_sessions`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def reset(api: MiroApi) -> None:
    await api.user_sessions.reset(email="ada@example.com")
