"""A span of OpenTelemetry for each call: `MiroApi(token, hooks=traced())`.

Needs `pip install "miro-async[opentelemetry]"`. The span is named after the method, `boards.get`
for example, is a child of the current one, and lasts as long as the call, with all its waits and
tries. Its attributes are those of OpenTelemetry's conventions for HTTP clients, as far as they
tell nothing of what was called: the path is its template, without ids and query. Besides these:

- `miro.operation`: Miro's id of the operation.
- `miro.credits`: what each try costs, where that does not depend on what is sent.

A wait for credits is an event `miro.wait`, a failed try that is followed by another one an event
`miro.retry`. Of errors other than those of this package, only the type is told.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .call.hooks import Hooks
from .errors import APIError, ConfigurationError, MiroError

if TYPE_CHECKING:
    from collections.abc import Generator

    from opentelemetry.trace import Span, Tracer, TracerProvider

    from .call.hooks import Retry, Wait
    from .call.operation import Operation
    from .call.transport.protocol import Request, Response

_PORTS = {"http": 80, "https": 443}


def traced(tracer_provider: TracerProvider | None = None) -> Hooks:
    """Give hooks that make a span of each call; by default with the global tracer provider.

    Raises:
        ConfigurationError: OpenTelemetry is not installed.
    """
    try:
        from opentelemetry.trace import get_tracer
    except ImportError as error:
        raise ConfigurationError(
            'OpenTelemetry is not installed: pip install "miro-async[opentelemetry]"'
        ) from error
    from .version import __version__

    tracing = _Tracing(get_tracer("miro_async", __version__, tracer_provider))
    return Hooks(
        call=tracing.call,
        request=tracing.request,
        response=tracing.response,
        retry=tracing.retry,
        wait=tracing.wait,
    )


class _Tracing:
    """The hooks, which find the span of the call that they belong to in the context."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        # Not OpenTelemetry's current span: that may be one of another hook, inside of ours.
        self._span: ContextVar[Span | None] = ContextVar("miro_async_span", default=None)

    @contextmanager
    def call(self, operation: Operation[object]) -> Generator[None]:
        from opentelemetry.trace import SpanKind

        with self._tracer.start_as_current_span(
            operation.call,
            kind=SpanKind.CLIENT,
            attributes=_described(operation),
            # Messages of others may have anything in them.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            before = self._span.set(span)
            try:
                yield
            except BaseException as error:
                _fail(span, error)
                raise
            finally:
                self._span.reset(before)

    def request(self, _: Operation[object], request: Request) -> None:
        if (span := self._span.get()) is not None:
            url = urlsplit(request.url)
            span.set_attribute("server.address", url.hostname or "")
            span.set_attribute("server.port", url.port or _PORTS.get(url.scheme, 0))

    def response(self, _: Operation[object], response: Response) -> None:
        if (span := self._span.get()) is not None:
            span.set_attribute("http.response.status_code", response.status)

    def retry(self, retry: Retry) -> None:
        if (span := self._span.get()) is not None:
            span.set_attribute("http.request.resend_count", retry.attempt)
            error = _error_type(retry.error)
            span.add_event("miro.retry", {"error.type": error, "miro.seconds": retry.seconds})

    def wait(self, wait: Wait) -> None:
        if (span := self._span.get()) is not None:
            span.add_event("miro.wait", {"miro.seconds": wait.seconds})


def _described(operation: Operation[object]) -> dict[str, str | int]:
    described: dict[str, str | int] = {
        "http.request.method": operation.method,
        "url.template": operation.path,
        "miro.operation": operation.id,
    }
    if operation.credits is not None and not operation.per_item:
        described["miro.credits"] = operation.credits
    return described


def _fail(span: Span, error: BaseException) -> None:
    from opentelemetry.trace import Status, StatusCode

    span.set_attribute("error.type", _error_type(error))
    told = str(error) if isinstance(error, MiroError) else None
    if isinstance(error, APIError):
        told = error.code  # the service's message may quote what it was sent
    span.set_status(Status(StatusCode.ERROR, told))


def _error_type(error: BaseException) -> str:
    if isinstance(error, APIError):
        return str(error.status)
    return f"{type(error).__module__}.{type(error).__qualname__}"
