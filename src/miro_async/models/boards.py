"""What the API says about boards.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Links, Picture, Team
from .enums import BoardAccessRole


@frozen(kw_only=True)
class Board:
    """A board, with its team, its policies and who made and opened it."""

    id: str
    type: str
    name: str
    description: str | None = None
    team: Team | None = None
    project: BoardProject | None = None  # the space; missing outside of one
    picture: Picture | None = None
    policy: BoardPolicy | None = None
    view_link: str | None = None  # the page to open in a browser
    owner: UserInfo | None = None
    # of the user whom the access token stands for
    current_user_membership: BoardMember | None = None
    last_opened_at: datetime | None = None  # by whichever user
    last_opened_by: UserInfo | None = None
    created_at: datetime | None = None
    created_by: UserInfo | None = None
    modified_at: datetime | None = None
    modified_by: UserInfo | None = None
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardMember:
    """A user with access to a board, and the role they have there."""

    id: str  # id of the user
    type: str
    name: str
    role: Literal["viewer", "commenter", "editor", "coowner", "owner"] | str | None = None
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardPolicy:
    """Who may see, edit, copy and share a board."""

    permissions_policy: BoardPermissionsPolicy | None = None
    sharing_policy: BoardSharingPolicy | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardPermissionsPolicy:
    """Who may copy a board, share it and start its collaboration tools."""

    # who may start timer, voting, calls; set by support only
    collaboration_tools_start_access: (
        Literal["all_editors", "board_owners_and_coowners"] | str | None
    ) = None
    # also covers templates, PDFs and image downloads
    copy_access: Literal["anyone", "team_members", "team_editors", "board_owner"] | str | None = (
        None
    )
    # who may invite others; set by support only
    sharing_access: (
        Literal["team_members_with_editing_rights", "owner_and_coowners"] | str | None
    ) = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardSharingPolicy:
    """What the public, the team and the organization may do with a board."""

    access: Literal["private", "view", "edit", "comment"] | str | None = None  # of the public
    access_password_required: bool | None = None  # only in answers
    # role of those invited by link; Enterprise: no_access
    invite_to_account_and_board_link_access: BoardAccessRole | str | None = None
    # stays at its default without an organization
    organization_access: Literal["private", "view", "comment", "edit"] | str | None = None
    # starts as edit on the free plan, else as private
    team_access: Literal["private", "view", "comment", "edit"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardProject:
    """Reference to the project, also called space, that a board is in."""

    id: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class UserInfo:
    """A user by id and name."""

    id: str | None = None
    type: str | None = None
    name: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class InvitationResult:
    """Which invitations to a board went out and which did not."""

    failed: Sequence[InvitationError] | None = None
    successful: Sequence[int] | None = None  # ids of the invited users, as numbers
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class InvitationError:
    """An invitation that failed, and why."""

    email: str | None = None
    reason: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
