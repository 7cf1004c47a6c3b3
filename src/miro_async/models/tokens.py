"""What the API says about tokens.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class TokenInfo:
    """What an access token is for: its user, team, organization and scopes."""

    type: str
    organization: TokenOrganization | None = None  # missing for some tokens
    team: TokenTeam
    user: TokenUser
    scopes: Sequence[str] | None = None
    application: TokenApplication | None = None
    created_by: TokenUser
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TokenOrganization:
    """The organization that an access token belongs to."""

    id: str
    type: str
    name: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TokenTeam:
    """The team that an access token works in."""

    id: str
    type: str
    name: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TokenUser:
    """A user that an access token refers to."""

    id: str
    type: str
    name: str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TokenApplication:
    """The app that an access token was given to."""

    id: str | None = None
    type: str | None = None
    name: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
