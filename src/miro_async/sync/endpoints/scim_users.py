"""Users provisioned through SCIM, which has its own token and address.

Without `await`: `miro_async.endpoints.scim_users` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.scim_users import CREATE, DELETE, GET, LIST, PATCH, REPLACE
from ..paging import ScimPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...models import (
        ScimEmail,
        ScimEnterpriseUser,
        ScimMeta,
        ScimName,
        ScimPhoto,
        ScimRole,
        ScimUser,
        ScimUserGroup,
        ScimUserPatchOperation,
    )
    from ...null import Null
    from ..caller import Caller


class ScimUsers:
    """Users provisioned through SCIM, which has its own token and address."""

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
    ) -> ScimPaginator[ScimUser]:
        """List the users who are members of the organization.

        `GET /Users` · plan Enterprise

        Guests of the organization are not listed.

        Args:
            attributes: Names of the attributes to return, separated by commas; `emails.value`
                reaches inside.
            filter: SCIM filter expression, such as `active eq false`.
            sort_by: Attribute to sort by, such as `userName`.
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

    def get(self, user_id: str, *, attributes: str | None = None) -> ScimUser:
        """Get a user who is a member of the organization.

        `GET /Users/{user_id}` · plan Enterprise

        Guests of the organization are not found.

        Args:
            user_id: Id of the user.
            attributes: Names of the attributes to return, separated by commas; `emails.value`
                reaches inside.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`, 500 `ServerError`.
        """
        return self._caller.call(GET, user_id, query={"attributes": attributes})

    def create(
        self,
        *,
        user_name: str,
        name: ScimName | Mapping[str, object] | None = None,
        schemas: Sequence[Literal["urn:ietf:params:scim:schemas:core:2.0:User"]] | None = None,
        display_name: str | None = None,
        user_type: str | None = None,
        active: bool | None = None,
        photos: Sequence[ScimPhoto | Mapping[str, object]] | None = None,
        roles: Sequence[ScimRole | Mapping[str, object]] | None = None,
        preferred_language: str | None = None,
        enterprise_user: ScimEnterpriseUser | Mapping[str, object] | None = None,
    ) -> ScimUser:
        """Create a user in the organization's default team and get the user.

        `POST /Users` · plan Enterprise

        `user_name` is the email address, and the full name too where no other name is given.
        Without `user_type` Miro chooses the license by the organization's plan. A display name
        holds 60 characters.

        Args:
            user_name: Login name of the user, which must be an email address.
            name: The name.
            schemas: URNs of the SCIM schemas that the body follows.
            display_name: The name to show.
            user_type: The license, such as `Full`.
            active: Whether the user is active, not deactivated.
            photos: Pictures of the user.
            roles: Roles in the organization.
            preferred_language: Language of the user, such as `en_US`.
            enterprise_user: Employment details, such as department and manager.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 413 `ContentTooLargeError`, 429 `RateLimitError`, 500
        `ServerError`.
        """
        return self._caller.call(
            CREATE,
            body={
                "name": name,
                "schemas": schemas,
                "userName": user_name,
                "displayName": display_name,
                "userType": user_type,
                "active": active,
                "photos": photos,
                "roles": roles,
                "preferredLanguage": preferred_language,
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": enterprise_user,
            },
        )

    def replace(
        self,
        user_id: str,
        *,
        id: str | Null | None = None,
        name: ScimName | Mapping[str, object] | Null | None = None,
        schemas: Sequence[Literal["urn:ietf:params:scim:schemas:core:2.0:User"]]
        | Null
        | None = None,
        meta: ScimMeta | Mapping[str, object] | Null | None = None,
        user_name: str | Null | None = None,
        display_name: str | Null | None = None,
        user_type: str | Null | None = None,
        active: bool | Null | None = None,
        emails: Sequence[ScimEmail | Mapping[str, object]] | Null | None = None,
        photos: Sequence[ScimPhoto | Mapping[str, object]] | Null | None = None,
        groups: Sequence[ScimUserGroup | Mapping[str, object]] | Null | None = None,
        roles: Sequence[ScimRole | Mapping[str, object]] | Null | None = None,
        preferred_language: str | Null | None = None,
        enterprise_user: ScimEnterpriseUser | Mapping[str, object] | Null | None = None,
    ) -> ScimUser:
        """Replace the attributes of a user and get the user.

        `PUT /Users/{user_id}` · plan Enterprise

        Changes to `emails` are ignored without an error. While a user is deactivated, user name,
        license and roles cannot change. Guests of the organization cannot be changed.

        Args:
            user_id: Id of the user.
            id: The id of the user again; optional.
            name: The name.
            schemas: URNs of the SCIM schemas that the body follows.
            meta: Kind and address of the resource.
            user_name: Login name: an email address.
            display_name: The name to show.
            user_type: The license, such as `Full`.
            active: Whether the user is active, not deactivated.
            emails: Ignored by the service.
            photos: Pictures of the user.
            groups: The groups that the user is in.
            roles: Roles in the organization.
            preferred_language: Language of the user, such as `en_US`.
            enterprise_user: Employment details, such as department and manager.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`, 500 `ServerError`.
        """
        return self._caller.call(
            REPLACE,
            user_id,
            body={
                "id": id,
                "name": name,
                "schemas": schemas,
                "meta": meta,
                "userName": user_name,
                "displayName": display_name,
                "userType": user_type,
                "active": active,
                "emails": emails,
                "photos": photos,
                "groups": groups,
                "roles": roles,
                "preferredLanguage": preferred_language,
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": enterprise_user,
            },
        )

    def patch(
        self,
        user_id: str,
        *,
        schemas: Sequence[Literal["urn:ietf:params:scim:api:messages:2.0:PatchOp"]] = (
            "urn:ietf:params:scim:api:messages:2.0:PatchOp",
        ),
        operations: Sequence[ScimUserPatchOperation | Mapping[str, object]],
    ) -> ScimUser:
        """Change some attributes of a user by SCIM operations and get the user.

        `PATCH /Users/{user_id}` · plan Enterprise

        A license (`userType`) can be raised this way, never lowered. Setting `active` to false
        deactivates the user. Guests of the organization cannot be changed.

        Args:
            user_id: Id of the user.
            schemas: URNs of the SCIM schemas that the body follows.
            operations: The changes to make, in order.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`, 500 `ServerError`.
        """
        return self._caller.call(
            PATCH, user_id, body={"schemas": schemas, "Operations": operations}
        )

    def delete(self, user_id: str) -> None:
        """Delete a user from the organization; their boards go to a team admin.

        `DELETE /Users/{user_id}` · plan Enterprise

        The boards go to the admin who has been in the team longest. The last admin of a team or of
        the organization cannot be deleted, nor can guests.

        Args:
            user_id: Id of the user.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`, 500 `ServerError`.
        """
        self._caller.call(DELETE, user_id)
