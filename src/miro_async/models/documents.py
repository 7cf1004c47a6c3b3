"""What the API says about documents.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Geometry, Links, ParentRef, Position, UserRef


@frozen(kw_only=True)
class DocumentItem:
    """A document on the board, such as a PDF file."""

    id: str
    type: str
    data: DocumentData | None = None
    position: Position | None = None
    geometry: Geometry | None = None
    parent: ParentRef | None = None
    created_at: datetime | None = None
    created_by: UserRef | None = None
    modified_at: datetime | None = None
    modified_by: UserRef | None = None
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class DocumentData:
    """Title of a document, and where its file can be had."""

    title: str | None = None
    document_url: str | None = None  # API address; gives a link that works for 60 seconds
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class DocumentSource:
    """A file on the web to make a document of."""

    title: str | None = None
    url: str  # address that the service fetches the file from
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class DocumentSourceUpdate:
    """Another title, or another file on the web, for a document."""

    title: str | None = None
    url: str | None = None  # address that the service fetches the file from
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
