"""Groups and their members through SCIM, which has its own token and address.

Without `await`: `miro_async.endpoints.scim_groups` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.scim_groups import GET, LIST, PATCH
from ..paging import ScimPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...models import ScimGroup, ScimGroupPatchOperation
    from ..caller import Caller


class ScimGroups:
    """Groups and their members through SCIM, which has its own token and address."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        attributes: str | None = None,
        filter: str | None = None,
        sort_by: str | None = None,
        sort_order: Literal["ascending", "descending"] | None = None,
        page_size: int | None = None,
        start_index: int | None = None,
    ) -> ScimPaginator[ScimGroup]:
        """List the groups (teams) of the organization with their members.

        `GET /Groups` · plan Enterprise

        Members who are guests of the organization are not listed.

        Args:
            attributes: Names of the attributes to return, separated by commas;
                `members.display` reaches inside.
            filter: SCIM filter expression on a simple attribute, such as `displayName sw
                "Sales"`.
            sort_by: Attribute to sort by, such as `displayName`.
            sort_order: Direction of the order.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 1000).
            start_index: Where to start, counted from 1.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`, 500 `ServerError`.
        """
        return ScimPaginator(
            self._caller,
            LIST,
            (),
            {
                "attributes": attributes,
                "filter": filter,
                "sortBy": sort_by,
                "sortOrder": sort_order,
            },
            page_size=page_size,
            start=start_index,
        )

    def get(self, group_id: str, *, attributes: str | None = None) -> ScimGroup:
        """Get a group (team) with its members.

        `GET /Groups/{group_id}` · plan Enterprise

        Members who are guests of the organization are not listed.

        Args:
            group_id: Id of the group.
            attributes: Names of the attributes to return, separated by commas;
                `members.display` reaches inside.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 413 `ContentTooLargeError`, 429 `RateLimitError`, 500
        `ServerError`.
        """
        return self._caller.call(GET, group_id, query={"attributes": attributes})

    def patch(
        self,
        group_id: str,
        *,
        schemas: Sequence[Literal["urn:ietf:params:scim:api:messages:2.0:PatchOp"]] = (
            "urn:ietf:params:scim:api:messages:2.0:PatchOp",
        ),
        operations: Sequence[ScimGroupPatchOperation | Mapping[str, object]],
        attributes: str | None = None,
    ) -> ScimGroup:
        """Rename a group (team) or add, remove or replace members, and get the group.

        `PATCH /Groups/{group_id}` · plan Enterprise

        Members who are removed leave all boards of the team, and their own boards go to its
        longest-serving admin for good. Removing is all or nothing, and the last admin stays. Those
        who never registered and are in no other team leave the organization. External users and
        guests who are added become full members with a full license.

        Args:
            group_id: Id of the group.
            schemas: URNs of the SCIM schemas that the body follows.
            operations: The changes to make, in order.
            attributes: Names of the attributes to return, separated by commas;
                `members.display` reaches inside.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 413 `ContentTooLargeError`, 429 `RateLimitError`, 500
        `ServerError`.
        """
        return self._caller.call(
            PATCH,
            group_id,
            query={"attributes": attributes},
            body={"schemas": schemas, "Operations": operations},
        )
