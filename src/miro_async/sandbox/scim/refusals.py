"""How SCIM refuses: with a word for what is wrong (RFC 7644, section 3.12)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..errors import Refusal

ScimType: TypeAlias = Literal[
    "invalidFilter",
    "invalidPath",
    "invalidSyntax",
    "invalidValue",
    "mutability",
    "noTarget",
    "uniqueness",
]


class ScimRefusal(Refusal):
    """An answer that is an error of SCIM."""

    def __init__(self, scim_type: ScimType, message: str) -> None:
        super().__init__(409 if scim_type == "uniqueness" else 400, scim_type, message)

    def _of_scim(self) -> dict[str, object]:
        return {**super()._of_scim(), "scimType": self.code}


def too_large(message: str) -> Refusal:
    """Give the refusal of a request that is larger than Miro takes."""
    return Refusal(413, "contentTooLarge", message)
