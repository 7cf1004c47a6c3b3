"""Whether what a test gives a sandbox makes sense: mistakes are told where they are made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from ..errors import InvalidArgumentError
from ..models.enums import OrganizationRole
from .oauth import SCOPES

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROLES: tuple[str, ...] = get_args(OrganizationRole)
# Those of Miro's scopes that no operation needs are taken as well.
_KNOWN_SCOPES = (*SCOPES, "microphone:listen", "screen:record", "webcam:record")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LONGEST_NAME = 60


def demand_one_of(value: object, what: str, known: tuple[str, ...]) -> None:
    """Refuse what is none of these words."""
    if value not in known:
        raise InvalidArgumentError(f"no such {what}; there are {', '.join(known)}")


def demand_role(role: object) -> None:
    """Refuse what is no role in an organization."""
    demand_one_of(role, "role", _ROLES)


def demand_name(name: object) -> None:
    """Refuse a name that Miro would refuse."""
    if not isinstance(name, str) or not 1 <= len(name) <= _LONGEST_NAME:
        raise InvalidArgumentError(f"a name is a string of 1 to {_LONGEST_NAME} characters")


def demand_email(email: object) -> None:
    """Refuse what is no email address."""
    if not isinstance(email, str) or not _EMAIL.fullmatch(email):
        raise InvalidArgumentError("this is no email address")


def demand_positive(value: object, what: str) -> None:
    """Refuse what is no whole number of 1 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidArgumentError(f"{what} is a whole number, 1 or more")


def several(values: Iterable[str], what: str) -> tuple[str, ...]:
    """Give several strings, and refuse a single one, whose letters these would be."""
    if isinstance(values, str):
        raise InvalidArgumentError(f"{what} is a list of strings, and not one string")
    return tuple(values)


def known_scopes(scopes: Iterable[str]) -> tuple[str, ...]:
    """Give the scopes, and refuse those that Miro does not have."""
    given = several(scopes, "scopes")
    for scope in given:
        demand_one_of(scope, "scope", _KNOWN_SCOPES)
    return given
