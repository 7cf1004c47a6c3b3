"""Examples for `api.images`; shown in the reference, run by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miro_async.models import Geometry, ImageSource, ImageSourceUpdate, Position

if TYPE_CHECKING:
    from miro_async import MiroApi


async def get(api: MiroApi, board_id: str, item_id: str) -> None:
    image = await api.images.get(board_id, item_id)
    await api.download(image, "picture.png")


async def create(api: MiroApi, board_id: str) -> None:
    source = ImageSource(url="https://example.com/picture.png", title="The team")
    below = Position(x=0, y=400)
    image = await api.images.create(board_id, data=source, position=below)
    print(image.id)


async def upload(api: MiroApi, board_id: str) -> None:
    image = await api.images.upload(
        board_id, "picture.png", title="The team", geometry=Geometry(width=500)
    )
    print(image.id)


async def update(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.images.update(
        board_id,
        item_id,
        data=ImageSourceUpdate(title="The team in March"),
        geometry=Geometry(width=800),
    )


async def replace_file(api: MiroApi, board_id: str, item_id: str) -> None:
    image = await api.images.replace_file(
        board_id,
        item_id,
        "picture.png",
        alt_text="Six people",
    )
    print(image.modified_at)


async def delete(api: MiroApi, board_id: str, item_id: str) -> None:
    await api.images.delete(board_id, item_id)
