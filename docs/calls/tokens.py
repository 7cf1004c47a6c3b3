"""Examples for `api.tokens`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get_info(api: MiroApi) -> None:
    info = await api.tokens.get_info()
    print(f"{info.user.name} in {info.team.name}, with {info.scopes}")


async def revoke(api: MiroApi, access_token: str, client_id: str, client_secret: str) -> None:
    await api.tokens.revoke(
        access_token=access_token, client_id=client_id, client_secret=client_secret
    )


async def revoke_v1(api: MiroApi, access_token: str) -> None:
    await api.tokens.revoke_v1(access_token=access_token)
