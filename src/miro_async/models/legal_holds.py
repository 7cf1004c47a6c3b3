"""What the API says about legal holds.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class LegalHoldCase:
    """A legal case: what legal holds and exports belong to."""

    id: str
    name: str
    description: str | None = None
    organization_id: str
    last_modified_by: LegalHoldUser | None = None
    last_modified_at: datetime
    created_at: datetime
    created_by: LegalHoldUser
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHold:
    """A legal hold: content of some users that is kept while a case is open."""

    id: str
    name: str
    description: str | None = None
    organization_id: str
    case_id: str
    state: Literal["PROCESSING", "ACTIVE", "DELETING"] | str  # PROCESSING may last a whole day
    scope: LegalHoldScope
    last_modified_by: LegalHoldUser | None = None
    last_modified_at: datetime
    created_at: datetime
    created_by: LegalHoldUser
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHoldScope:
    """The users whose content is under a legal hold."""

    users: Sequence[LegalHoldUser] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHoldScopeInput:
    """The users to put under a legal hold, by email address."""

    users: Sequence[LegalHoldUserInput | Mapping[str, object]]
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHoldUser:
    """A user as legal cases and holds name them."""

    id: str
    email: str
    first_name: str
    last_name: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHoldUserInput:
    """A user to put under a legal hold."""

    email: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHoldContentItem:
    """A piece of content, such as a board, that is under a legal hold."""

    type: str
    content_id: str | None = None  # of a board: the id to export it by
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class LegalHoldExportJob:
    """Reference to a board export job that was run for a case."""

    id: str | None = None  # a UUID
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
