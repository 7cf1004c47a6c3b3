"""The one path that every call takes."""

from __future__ import annotations

import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from attrs import field, frozen

from ..errors import ConfigurationError, InvalidArgumentError, TransportError, UploadError
from ..secret import Secret, checked_token
from ..uploads import LARGEST_UPLOAD, Upload, read
from .answer import Answers, error_of
from .multipart import Part, form
from .request import url_of
from .transport.protocol import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..codec import Codec
    from ..options import Timeout
    from ..paging import Page
    from ..uploads import FileSource, UploadedFile
    from .hooks import Hooks
    from .operation import Api, Operation
    from .transport.protocol import Response, Transport

T = TypeVar("T")

TokenFunction: TypeAlias = Callable[[], str | Awaitable[str]]
"""A function, sync or async, that gives the access token for each call."""

TokenSource: TypeAlias = str | TokenFunction
"""An access token, or a function that gives one for each call."""


@frozen
class Origin:
    """One of Miro's two APIs: where it is, and the token that goes there and nowhere else."""

    url: str
    token: Secret | TokenFunction | None = field(repr=False)
    media_type: str


@frozen
class Body:
    """What a request holds; its content may be secret, so it does not show itself."""

    content: bytes = field(repr=False)
    media_type: str


class Caller:
    """Carries out calls: builds the request, sends it, and decodes the answer."""

    def __init__(  # noqa: PLR0913 - what a call is made of, each by keyword
        self,
        *,
        origins: Mapping[Api, Origin],
        transport: Callable[[], Transport],
        codec: Codec,
        hooks: Hooks,
        timeout: Timeout,
        user_agent: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._origins = origins
        self._transport = transport
        self._codec = codec
        self._hooks = hooks
        self._timeout = timeout
        self._user_agent = user_agent
        self._clock = clock
        self._answers = Answers(codec, hooks.drift)

    async def call(
        self,
        operation: Operation[T],
        *ids: str,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | Sequence[object] | None = None,
    ) -> T:
        """Call an operation. `body` has wire names; of a mapping, `None`s are left out."""
        if operation.most is not None:
            _demand_batch(body, "items", operation.most)
        _demand_required(operation, query, body)
        response = await self._send(operation, ids, query, self._json_body(operation, body))
        return self._answers.decode(operation, response)

    async def page(
        self, operation: Operation[object], *ids: str, query: Mapping[str, object]
    ) -> Page[Any]:
        """Call an operation that lists, for one page."""
        _demand_required(operation, query, None)
        response = await self._send(operation, ids, query, None)
        page: Page[Any] = self._answers.page(operation, response)
        return page

    async def upload(
        self,
        operation: Operation[T],
        *ids: str,
        part: str,
        files: Sequence[FileSource | Upload],
        data: Mapping[str, object] | Sequence[object],
    ) -> T:
        """Call an operation with files: in parts named `part`, after a JSON part named `data`."""
        if operation.most is not None:
            _demand_batch(files, "files", operation.most)
            if not isinstance(data, (list, tuple)) or len(data) != len(files):
                raise UploadError(f"data must be a list that describes each of {len(files)} files")
        read_files = [await read(Upload.of(file)) for file in files]
        if sum(len(file.content) for file in read_files) > LARGEST_UPLOAD:
            raise UploadError("the files together are larger than the 6 MB that Miro takes")
        content, media_type = form([*self._data_parts(data), *_file_parts(part, read_files)])
        response = await self._send(operation, ids, None, Body(content, media_type))
        return self._answers.decode(operation, response)

    async def _send(
        self,
        operation: Operation[object],
        ids: Sequence[str],
        query: Mapping[str, object] | None,
        body: Body | None,
    ) -> Response:
        origin = self._origins[operation.api]
        url = url_of(operation, origin.url, ids, query)
        token = await _token(origin, operation)
        request = Request(
            method=operation.method,
            url=url,
            headers=self._headers(token, origin, body),
            body=None if body is None else body.content,
            timeout=self._timeout,
        )
        try:
            response = await self._transport().send(request)
        except TransportError as error:
            raise error.during(operation.id, operation.call)  # noqa: B904 - the same error
        if self._hooks.response is not None:
            self._hooks.response(operation, response)
        if not 200 <= response.status < 300:  # noqa: PLR2004 - any success will do
            raise error_of(operation, response, self._clock())
        return response

    def _headers(self, token: Secret, origin: Origin, body: Body | None) -> dict[str, str]:
        # A function of its own: its locals are gone before anything can fail, so that no traceback
        # that shows locals shows the token.
        headers = {
            "Authorization": f"Bearer {token.reveal()}",
            "Accept": origin.media_type,
            "User-Agent": self._user_agent,
        }
        return headers if body is None else {**headers, "Content-Type": body.media_type}

    def _json_body(
        self, operation: Operation[object], body: Mapping[str, object] | Sequence[object] | None
    ) -> Body | None:
        if body is None:
            return None
        return Body(self._codec.to_json(_given(body)), self._origins[operation.api].media_type)

    def _data_parts(self, data: Mapping[str, object] | Sequence[object]) -> list[Part]:
        given = _given(data)
        if not given:
            return []
        content = self._codec.to_json(given)
        return [Part(name="data", content=content, content_type="application/json")]


def _given(body: Mapping[str, object] | Sequence[object]) -> object:
    """Leave out what the caller did not give."""
    if isinstance(body, dict):
        return {name: value for name, value in body.items() if value is not None}
    return body


def _demand_required(
    operation: Operation[object],
    query: Mapping[str, object] | None,
    body: Mapping[str, object] | Sequence[object] | None,
) -> None:
    """Refuse a call that lacks what it needs: without it, it might be another call."""
    if not operation.required:
        return
    given = {**(query or {}), **(body if isinstance(body, dict) else {})}
    for name in operation.required:
        if given.get(name) is None and not isinstance(body, (list, tuple)):
            raise InvalidArgumentError(f"{operation.call} needs {name}, but it is None")


def _demand_batch(things: object, name: str, most: int) -> None:
    if not isinstance(things, (list, tuple)):
        raise InvalidArgumentError(f"{name} must be a list, not a {type(things).__name__}")
    count = len(cast("Sequence[object]", things))
    if not 1 <= count <= most:
        raise InvalidArgumentError(f"{count} {name}, but one call takes 1 to {most}")


def _file_parts(name: str, files: Sequence[UploadedFile]) -> list[Part]:
    return [
        Part(
            name=name,
            content=file.content,
            content_type=file.content_type,
            file_name=file.name,
        )
        for file in files
    ]


async def _token(origin: Origin, operation: Operation[object]) -> Secret:
    """Give the token for this call."""
    if origin.token is None:
        raise ConfigurationError(
            f"{operation.call} is an operation of SCIM, which has a token of its own: "
            "MiroApi(..., scim_token=...)"
        )
    if isinstance(origin.token, Secret):
        return origin.token
    return checked_token(await _asked(origin.token))


async def _asked(source: TokenFunction) -> Secret:
    given = source()
    token = cast("object", await given if inspect.isawaitable(given) else given)
    if isinstance(token, str):
        return Secret(token)
    raise ConfigurationError(f"the function for the token gave a {type(token).__name__}")
