"""Document items: files such as PDFs shown on a board.

Without `await`: `miro_async.endpoints.documents` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.documents import CREATE, DELETE, GET, REPLACE_FILE, UPDATE, UPLOAD
from ...uploads import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import (
        DocumentItem,
        DocumentSource,
        DocumentSourceUpdate,
        Geometry,
        ParentRef,
        Position,
    )
    from ...null import Null
    from ...uploads import FileSource
    from ..caller import Caller


class Documents:
    """Document items: files such as PDFs shown on a board."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, board_id: str, item_id: str) -> DocumentItem:
        """Get a document item with its title and the URL of its file.

        `GET /v2/boards/{board_id}/documents/{item_id}` · scope `boards:read` · 50 credits (level 1)

        `document_url` needs the access token and answers with a link to the file that is valid for
        60 seconds.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, board_id, item_id)

    def create(
        self,
        board_id: str,
        *,
        data: DocumentSource | Mapping[str, object],
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> DocumentItem:
        """Create a document item from a file that is on the web and get it.

        `POST /v2/boards/{board_id}/documents` · scope `boards:write` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            data: The address of the file, and a title.
            position: Where its center goes.
            geometry: Its size (width or height, not both: the proportions are fixed) and its
                rotation.
            parent: The frame to put it into.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE,
            board_id,
            body={"data": data, "position": position, "geometry": geometry, "parent": parent},
        )

    def upload(
        self,
        board_id: str,
        file: FileSource | Upload,
        *,
        file_name: str | None = None,
        content_type: str | None = None,
        title: str | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
    ) -> DocumentItem:
        """Upload a file as a new document item and get the item.

        `POST /v2/boards/{board_id}/documents` · scope `boards:write` · 100 credits (level 2)

        The file may hold at most 6 MB.

        Args:
            board_id: Id of the board.
            file: The file to upload.
            file_name: Name to give the file.
            content_type: Media type of the file, such as `image/png`.
            title: The title.
            position: Where its center goes.
            geometry: Its size (width or height, not both: the proportions are fixed) and its
                rotation.
            parent: The frame to put it into.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.upload(
            UPLOAD,
            board_id,
            part="resource",
            files=[Upload.of(file, file_name=file_name, content_type=content_type)],
            data={"title": title, "position": position, "geometry": geometry, "parent": parent},
        )

    def update(
        self,
        board_id: str,
        item_id: str,
        *,
        data: DocumentSourceUpdate | Mapping[str, object] | Null | None = None,
        position: Position | Mapping[str, object] | Null | None = None,
        geometry: Geometry | Mapping[str, object] | Null | None = None,
        parent: ParentRef | Mapping[str, object] | Null | None = None,
    ) -> DocumentItem:
        """Change a document item's title, URL, size or place and get it.

        `PATCH /v2/boards/{board_id}/documents/{item_id}` · scope `boards:write` · 100 credits (level 2)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            data: Another address of the file, or another title.
            position: Where its center goes.
            geometry: Its size (width or height, not both: the proportions are fixed) and its
                rotation.
            parent: The frame to move it into; `NULL` takes it out.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 409 `ConflictError`, 429
        `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            board_id,
            item_id,
            body={"data": data, "position": position, "geometry": geometry, "parent": parent},
        )

    def replace_file(
        self,
        board_id: str,
        item_id: str,
        file: FileSource | Upload,
        *,
        file_name: str | None = None,
        content_type: str | None = None,
        title: str | None = None,
        position: Position | Mapping[str, object] | None = None,
        geometry: Geometry | Mapping[str, object] | None = None,
        parent: ParentRef | Mapping[str, object] | None = None,
        alt_text: str | None = None,
    ) -> DocumentItem:
        """Replace the file of a document item, which keeps its id, and get the item.

        `PATCH /v2/boards/{board_id}/documents/{item_id}` · scope `boards:write` · 100 credits (level 2)

        The file may hold at most 6 MB; it has to be sent even if only title or place change.

        Args:
            board_id: Id of the board.
            item_id: Id of the item.
            file: The file to upload.
            file_name: Name to give the file.
            content_type: Media type of the file, such as `image/png`.
            title: The title.
            position: Where its center goes.
            geometry: Its size (width or height, not both: the proportions are fixed) and its
                rotation.
            parent: The frame to move it into.
            alt_text: What the file shows, for screen readers.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.upload(
            REPLACE_FILE,
            board_id,
            item_id,
            part="resource",
            files=[Upload.of(file, file_name=file_name, content_type=content_type)],
            data={
                "title": title,
                "position": position,
                "geometry": geometry,
                "parent": parent,
                "altText": alt_text,
            },
        )

    def delete(self, board_id: str, item_id: str) -> None:
        """Delete a document item from a board.

        `DELETE /v2/boards/{board_id}/documents/{item_id}` · scope `boards:write` · 500 credits (level 3)

        Args:
            board_id: Id of the board.
            item_id: Id of the item.

        Errors: 400 `BadRequestError`, 404 `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(DELETE, board_id, item_id)
