"""Spans of calls: what they tell, how they nest and end, and that they tell no secret."""

from __future__ import annotations

import sys

import anyio
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from miro_async import Hooks, MiroApi
from miro_async.call.hooks import Retry, Wait
from miro_async.call.retry import RetryPolicy
from miro_async.endpoints.boards import GET
from miro_async.errors import (
    ConfigurationError,
    DecodeError,
    MiroConnectionError,
    NotFoundError,
)
from miro_async.opentelemetry import traced
from tests.unit.recording import Service, SteppedClock, answer, service_with

pytestmark = [pytest.mark.anyio]

BOARD = {"id": "b", "type": "board", "name": "Secret plans"}


def patient():
    """Give options of a client that tries again, and whose waits take no time."""
    return {"clock": SteppedClock(), "retry": RetryPolicy()}


@pytest.fixture
def exporter():
    """Give what collects the ended spans."""
    return InMemorySpanExporter()


@pytest.fixture
def provider(exporter):
    """Give what makes spans."""
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider


@pytest.fixture
def client_of(provider):
    """Give clients whose calls are traced."""

    def make(service, **options):
        options = {"hooks": traced(provider), **patient(), **options}
        return service.client(base_url="https://example.test:8443/x", **options)

    return make


def only(exporter):
    """Give the only span."""
    (span,) = exporter.get_finished_spans()
    return span


async def test_a_call_is_a_span(exporter, client_of):
    """It is named after the method and described by the conventions for HTTP clients."""
    await client_of(service_with(answer(BOARD))).boards.get("uXjV=")

    span = only(exporter)
    assert (span.name, span.kind) == ("boards.get", trace.SpanKind.CLIENT)
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "url.template": "/v2/boards/{board_id}",
        "server.address": "example.test",
        "server.port": 8443,
        "http.response.status_code": 200,
        "miro.operation": GET.id,
        "miro.credits": 50,
    }
    assert span.status.status_code is trace.StatusCode.UNSET
    assert span.events == ()
    assert span.end_time >= span.start_time
    assert span.instrumentation_scope.name == "miro_async"


async def test_the_port_that_is_not_written_is_told(exporter, provider):
    """That of the scheme."""
    service = service_with(answer(BOARD))

    await service.client(hooks=traced(provider)).boards.get("b")

    told = only(exporter).attributes
    assert (told["server.address"], told["server.port"]) == ("api.miro.com", 443)


async def test_what_cost_depends_on_is_not_guessed(exporter, client_of):
    """A call that costs by what is sent has no credits in its span, nor has one without any."""
    api = client_of(service_with(answer({"data": []}), answer({"Resources": []})))

    await api.items.create_bulk("b", items=[{"type": "text"}])
    await api.scim_users.list().collect()

    assert len(exporter.get_finished_spans()) == 2
    assert all("miro.credits" not in span.attributes for span in exporter.get_finished_spans())


async def test_nothing_secret_is_told(exporter, client_of):
    """No token, no id, no query, no body; of errors of others not even the message."""
    service = service_with(answer(BOARD), answer(BOARD, 201), answer({"data": [{"id": "1"}]}))
    api = client_of(service, access_token="tok-123")
    await api.boards.get("board-id")
    await api.boards.create(name="Secret name")
    await api.items.list("board-id", cursor="secret-cursor").first()

    def token():
        raise RuntimeError("the vault at https://u:tok-456@vault")

    with pytest.raises(RuntimeError):
        await client_of(service, access_token=token).boards.get("board-id")

    told = "".join(span.to_json() for span in exporter.get_finished_spans())
    assert "builtins.RuntimeError" in told
    for secret in ("tok-", "board-id", "Secret", "secret-cursor", "limit=", "vault"):
        assert secret not in told


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
@pytest.mark.parametrize(
    ("said", "error", "kind"),
    [
        (answer({"message": "gone", "code": "3.0201"}, 404), NotFoundError, "404"),
        (answer([]), DecodeError, "miro_async.errors.DecodeError"),
    ],
)
async def test_a_failed_call_is_a_failed_span(exporter, client_of, said, error, kind):
    """Its status says so, with the type of error by the conventions.

    Of what the service says only the code is told: its message may quote what it was sent.
    """
    with pytest.raises(error) as caught:
        await client_of(service_with(said)).boards.get("b")

    span = only(exporter)
    assert span.attributes["error.type"] == kind
    assert span.attributes["http.response.status_code"] == said.status
    assert span.status.status_code is trace.StatusCode.ERROR
    told = caught.value.code if kind == "404" else str(caught.value)
    assert span.status.description == told


async def test_a_call_without_an_answer_has_no_status(exporter, client_of):
    """Only what went wrong, and where it was to go."""

    def broken(_):
        raise MiroConnectionError("It broke.", may_have_happened=True)

    with pytest.raises(MiroConnectionError):
        await client_of(Service(broken)).boards.create(name="n")

    told = only(exporter).attributes
    assert "http.response.status_code" not in told
    assert told["error.type"] == "miro_async.errors.MiroConnectionError"
    assert told["server.address"] == "example.test"


async def test_tries_are_events_of_one_span(exporter, client_of):
    """Each that is followed by another says what it ended with, and how long the wait is."""
    service = service_with(answer({}, 503), answer({}, 502), answer(BOARD))

    await client_of(service).boards.get("b")

    span = only(exporter)
    assert [event.name for event in span.events] == ["miro.retry", "miro.retry"]
    assert [event.attributes["error.type"] for event in span.events] == ["503", "502"]
    assert all(event.attributes["miro.seconds"] > 0 for event in span.events)
    assert span.attributes["http.request.resend_count"] == 2
    assert span.attributes["http.response.status_code"] == 200
    assert "error.type" not in span.attributes


async def test_a_wait_for_credits_is_an_event(exporter, client_of):
    """With its seconds."""
    spent = {"x_ratelimit_limit": "100000", "x_ratelimit_remaining": "0"}
    reset = {"x_ratelimit_reset": str(int(SteppedClock().now) + 60)}
    service = service_with(answer(BOARD, **spent, **reset), answer(BOARD))
    api = client_of(service)

    await api.boards.get("b")
    await api.boards.get("b")

    first, second = exporter.get_finished_spans()
    assert first.events == ()
    (event,) = second.events
    assert event.name == "miro.wait"
    assert event.attributes["miro.seconds"] > 0


async def test_the_current_span_is_the_parent(exporter, provider, client_of):
    """A call belongs to what the program does around it; a token function's spans to the call."""
    tracer = provider.get_tracer("program")

    def token():
        with tracer.start_as_current_span("vault"):
            return "token"

    with tracer.start_as_current_span("work"):
        await client_of(service_with(answer(BOARD)), access_token=token).boards.get("b")

    vault, call, work = exporter.get_finished_spans()
    assert (vault.name, call.name, work.name) == ("vault", "boards.get", "work")
    assert call.parent.span_id == work.context.span_id
    assert vault.parent.span_id == call.context.span_id


async def test_calls_at_once_keep_their_spans_apart(exporter, provider, client_of):
    """Each is a child of the same span, and has its own events."""
    failed = set()

    def sometimes(request):
        if "odd" in request.url and request.url not in failed:
            failed.add(request.url)
            return answer({}, 503)
        return answer(BOARD)

    api = client_of(Service(sometimes))
    with provider.get_tracer("program").start_as_current_span("work") as work:
        async with anyio.create_task_group() as tasks:
            for number in range(10):
                tasks.start_soon(api.boards.get, f"{'odd' if number % 2 else 'even'}-{number}")

    *calls, _ = exporter.get_finished_spans()
    assert [len(call.events) for call in calls].count(1) == 5
    assert {call.parent.span_id for call in calls} == {work.context.span_id}


async def test_a_span_of_another_hook_inside_gets_nothing_of_ours(exporter, provider):
    """What is told of a call is told of its own span."""
    tracer = provider.get_tracer("program")
    inner = Hooks(call=lambda _: tracer.start_as_current_span("inner"))
    service = service_with(answer({}, 503), answer(BOARD))

    await service.client(hooks=[traced(provider), inner], **patient()).boards.get("b")

    other, call = exporter.get_finished_spans()
    assert (other.name, dict(other.attributes), other.events) == ("inner", {}, ())
    assert call.attributes["http.response.status_code"] == 200


async def test_a_cancelled_call_ends_its_span(exporter, client_of):
    """It says what it ended by; nothing is left current."""

    async def never():
        await anyio.sleep_forever()

    before = trace.get_current_span()
    with anyio.CancelScope() as scope:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client_of(Service(), access_token=never).boards.get, "b")
            await anyio.wait_all_tasks_blocked()
            assert exporter.get_finished_spans() == ()
            scope.cancel()

    span = only(exporter)
    assert "Cancelled" in span.attributes["error.type"]
    assert span.status.status_code is trace.StatusCode.ERROR
    assert trace.get_current_span() is before


async def test_outside_of_a_call_there_is_nothing_to_tell(exporter, provider, caplog):
    """The file host of a download, for example, is asked again after the call of the API."""
    hooks = traced(provider)
    service = service_with(answer(BOARD))
    operation, error = GET, MiroConnectionError("It broke.", may_have_happened=False)
    await service.client(hooks=hooks).boards.get("b")

    with provider.get_tracer("program").start_as_current_span("work"):
        hooks.request(operation, service.request)
        hooks.response(operation, answer(BOARD))
        hooks.retry(Retry(operation=operation, attempt=1, error=error, seconds=1.0))
        hooks.wait(Wait(operation=operation, seconds=1.0))

    call, work = exporter.get_finished_spans()
    assert (call.events, dict(work.attributes), work.events) == ((), {}, ())
    assert caplog.records == []  # OpenTelemetry warns of what is told of a span that has ended


async def test_without_a_provider_it_is_the_global_one(service):
    """Which makes spans that nobody records, until the program sets another."""
    service.answers = [answer(BOARD)]
    api = MiroApi("token", transport=service, hooks=traced())

    assert (await api.boards.get("b")).id == "b"


async def test_without_opentelemetry_the_extra_is_named(monkeypatch):
    """What to install is said at once."""
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)

    with pytest.raises(ConfigurationError, match=r'pip install "miro-async\[opentelemetry\]"'):
        traced()
