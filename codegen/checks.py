"""What the generator knows of operations, and its refusal of what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .overlay import OverlayError

if TYPE_CHECKING:
    from .ir import Argument

JSON = dict[str, Any]

CREDITS = {1: 50, 2: 100, 3: 500, 4: 2000}
ERRORS = {
    "400": "BadRequestError",
    "401": "UnauthorizedError",
    "403": "ForbiddenError",
    "404": "NotFoundError",
    "409": "ConflictError",
    "413": "ContentTooLargeError",
    "425": "TooEarlyError",
    "429": "RateLimitError",
    "500": "ServerError",
}
RETRY = {"GET": "safe", "DELETE": "delete", "PUT": "safe", "PATCH": "safe", "POST": "unsafe"}
"""Whether a call may be repeated, where the overlay does not say otherwise."""


def demand_known(facts: JSON, ours: JSON) -> None:
    """Refuse what a new document may bring and nothing here knows."""
    places = {p["in"] for p in facts["parameters"]}
    for what, found, known in (
        ("place of a parameter", places, {"path", "query"}),
        ("error", set(facts["errors"]), ERRORS.keys()),
        ("rate level", {facts["level"]}, {None, *CREDITS}),
        ("retry", {ours.get("retry", "safe")}, set(RETRY.values())),
    ):
        if strange := found - known:
            raise OverlayError(f"unknown {what}: {strange.pop()!r}")


def demand_fitting(ours: JSON, arguments: list[Argument], parameters: set[str]) -> None:
    """Refuse what the overlay says of arguments that are not there, and one name for two."""
    names = [argument.name for argument in arguments]
    if twice := {name for name in names if names.count(name) > 1}:
        raise OverlayError(f"two arguments are named {', '.join(sorted(twice))}")
    wires = parameters | {argument.wire for argument in arguments}
    for key in ("names", "numbers", "positional", "comma", "constants", "hidden"):
        if strange := set(ours.get(key, ())) - wires:
            raise OverlayError(f"{key}: there is no parameter {strange.pop()!r}")
    if strange := ours.get("arguments", {}).keys() - set(names):
        raise OverlayError(f"arguments: there is none named {strange.pop()!r}")
