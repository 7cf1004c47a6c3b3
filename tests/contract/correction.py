"""A correction of the official document: one place in it, and what should stand there."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .official import JSON


@frozen
class Correction:
    """What should stand in a place of the document, why, and an operation that shows it.

    `place` is the way into what `official.read` gives, as words. `defect` is the number of the
    defect in the project's list of them, or that list's section.
    """

    defect: str
    place: str
    becomes: Any = field(repr=False)
    shown_by: str
    why: str

    def __str__(self) -> str:
        return f"{self.defect}: {self.place}"


def corrected(description: JSON, corrections: Iterable[Correction]) -> JSON:
    """Give the document with these corrections.

    Raises:
        ValueError: The document itself says so already.
    """
    changed = deepcopy(description)
    for correction in corrections:
        *way, last = correction.place.split()
        holder = changed
        for step in way:
            holder = holder[step]
        if last in holder and holder[last] == correction.becomes:
            raise ValueError(f"{correction} changes nothing")
        holder[last] = correction.becomes
    return changed


def by_type(members: Mapping[str, str]) -> JSON:
    """Give a union of which the sibling `type` decides: the document has no word for that."""
    return {"x-decided-by": "type", "x-members": dict(members)}


def closed_object(required: list[str], **properties: JSON) -> JSON:
    """Give the schema of an object."""
    return {"type": "object", "properties": properties, "required": required}


TEXT: JSON = {"type": "string"}
ANYTHING: JSON = {}
ITEM_IDS = closed_object(["items"], items={"type": "array", "items": TEXT})
"""What a group of items is described by, on the way out and on the way in."""
