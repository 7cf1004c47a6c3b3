"""A transport that sends nothing, and the calls made through it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from miro_async.call.retry import NO_RETRIES
from miro_async.call.transport.protocol import Response
from miro_async.client import MiroApi

if TYPE_CHECKING:
    from miro_async.call.hooks import Hooks
    from miro_async.call.operation import Operation
    from miro_async.call.transport.protocol import Request

    from .arguments import Arguments

HOSTS = {"rest": "rest.test", "scim": "scim.test"}


@define
class Recorder:
    """Keeps what it is given to send, and answers what it is told to."""

    answer: Response = Factory(lambda: Response(status=400, headers={}))
    requests: list[Request] = Factory(list)

    async def send(self, request: Request) -> Response:
        """Keep a request."""
        self.requests.append(request)
        return self.answer

    async def aclose(self) -> None:
        """Do nothing: there is nothing to close."""


def answer(status: int, body: object) -> Response:
    """Give an answer with a JSON body."""
    headers = {"content-type": "application/json"}
    return Response(status=status, headers=headers, body=json.dumps(body).encode())


def client(recorder: Recorder, hooks: Hooks | None = None) -> MiroApi:
    """Give a client whose base URLs have no path, and which waits for nothing."""
    return MiroApi(
        "token",
        scim_token="scim-token",
        base_url=f"https://{HOSTS['rest']}",
        scim_base_url=f"https://{HOSTS['scim']}",
        transport=recorder,
        pacing=False,
        retry=NO_RETRIES,
        **({} if hooks is None else {"hooks": hooks}),
    )


def method_of(api: MiroApi, operation: Operation[Any]) -> Any:
    """Give the method of a client that calls an operation."""
    return getattr(getattr(api, operation.group), operation.name)


async def call(api: MiroApi, operation: Operation[Any], arguments: Arguments) -> Any:
    """Call an operation; of a list, ask for one page."""
    result = method_of(api, operation)(*arguments.ids, **arguments.options)
    return await (result if operation.paging is None else anext(result.pages()))
