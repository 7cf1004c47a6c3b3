"""SCIM: the users and teams of the organization, as identity providers see and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import discovery, groups, users

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call import Handler

HANDLERS: Mapping[str, Handler] = {**users.HANDLERS, **groups.HANDLERS, **discovery.HANDLERS}
