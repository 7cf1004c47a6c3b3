"""Downloads: what is asked of whom, what comes back, and what is tried again."""

from __future__ import annotations

import traceback

import anyio
import pytest

from miro_async import DownloadedFile, Timeout
from miro_async.call.resources import OPERATIONS
from miro_async.call.retry import NO_RETRIES, RetryPolicy
from miro_async.call.transport.protocol import Response
from miro_async.errors import (
    APIError,
    BadRequestError,
    DecodeError,
    ForbiddenError,
    InvalidArgumentError,
    MiroConnectionError,
    MiroTimeoutError,
    NotFoundError,
    ServerError,
    TransportError,
)
from miro_async.models import (
    DocumentData,
    DocumentItem,
    ImageData,
    ImageItem,
    StickyNoteItem,
)
from tests.unit.downloading import (
    API,
    RESOURCE,
    SIGNED,
    TOKEN,
    Sent,
    broken,
    downloads,
    leads_to,
    refused,
    sent,
    told,
)
from tests.unit.recording import query_of
from tests.unit.virtual import BACKENDS, run

pytestmark = [pytest.mark.anyio]

WHOLE = sent(b"one ", b"two ", b"three")
CONTENT = b"one two three"
DOCUMENT = f"{API}/v2/boards/b/resources/documents/7?redirect=true"
SHORT = Timeout(total=0.05)
REFUSALS = [401, 403, 404, 410]


async def test_a_file_is_written_whole(tmp_path):
    """Under its name, with its bytes, and with nothing beside it."""
    path = tmp_path / "boat.png"

    done = await downloads(WHOLE).api.download(RESOURCE, path)

    assert done == DownloadedFile(path=path, size=13, content_type="image/png")
    assert path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [path]


async def test_one_call_gives_the_address_and_costs_500_credits(tmp_path):
    """It asks for the original without a redirect; what else stood in the address stays."""
    test = downloads(WHOLE)

    await test.api.download(f"{RESOURCE}&version=2#top", str(tmp_path / "a"))

    (asked,) = test.hosts.asked
    assert asked.url.partition("?")[0] == RESOURCE.partition("?")[0]
    assert query_of(asked) == {"format": "original", "redirect": "false", "version": "2"}
    assert asked.headers["Authorization"] == f"Bearer {TOKEN}"
    assert [operation.credits for operation in OPERATIONS.values()] == [500, 500, 500]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        (ImageItem(id="1", type="image", data=ImageData(image_url=RESOURCE)), RESOURCE),
        (DocumentItem(id="1", type="document", data=DocumentData(document_url=DOCUMENT)), DOCUMENT),
        (f"{API}/v2/boards/b/resources/9", f"{API}/v2/boards/b/resources/9"),
        (
            "https://API.miro.com:443/v2/boards/b/resources/images/9",
            f"{API}/v2/boards/b/resources/images/9",
        ),
    ],
)
async def test_items_and_addresses_lead_to_their_file(tmp_path, item, url):
    """An image, a document, and the forms that Miro's addresses have."""
    test = downloads(WHOLE)

    await test.api.download(item, tmp_path / "a", format="preview")

    (asked,) = test.hosts.asked
    assert asked.url.partition("?")[0] == url.partition("?")[0]
    assert query_of(asked) == {"format": "preview", "redirect": "false"}


async def test_the_file_host_gets_no_token_and_no_header_of_the_clients(tmp_path):
    """It gets what any visitor would send: it is not Miro's API."""
    test = downloads(leads_to("/moved"), WHOLE, headers={"X-Gateway-Key": "k"}, user_agent="me/1")

    await test.api.download(RESOURCE, tmp_path / "a")

    assert [request.url for request in test.hosts.fetched] == [
        SIGNED,
        "https://files.example/moved",
    ]
    for request in test.hosts.fetched:
        assert request.method == "GET"
        assert request.headers == {
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "User-Agent": "me/1",
        }
    assert test.hosts.open == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_in_place_of_the_address_will_do(tmp_path, status):
    """The API may lead to the file at once."""
    answer = Response(status=status, headers={"location": SIGNED})
    test = downloads(WHOLE, addresses=[answer])

    await test.api.download(RESOURCE, tmp_path / "a")

    assert [request.url for request in test.hosts.fetched] == [SIGNED]


@pytest.mark.parametrize(
    "file",
    [
        "https://evil.example/v2/boards/b/resources/images/9",
        "https://api.miro.com.evil.example/v2/boards/b/resources/images/9",
        "https://api.miro.com@evil.example/v2/boards/b/resources/images/9",
        "https://api.miro.com\\@evil.example/v2/boards/b/resources/images/9",
        "http://api.miro.com/v2/boards/b/resources/images/9",
        "https://api.miro.com:444/v2/boards/b/resources/images/9",
        "https://api.miro.com:x/v2/boards/b/resources/images/9",
        "https://[::1/v2/boards/b/resources/images/9",
        "ftp://api.miro.com/v2/boards/b/resources/images/9",
        "https:///v2/boards/b/resources/images/9",
        "//api.miro.com/v2/boards/b/resources/images/9",
        "/v2/boards/b/resources/images/9",
        "https://api.miro.com/v2/boards/b/images/9",
        "https://api.miro.com/v2/boards/b/resources/images/9/more",
        "https://api.miro.com/v2/boards/%2e%2e/resources/images/9",
        "https://api.miro.com/v2/boards/b/resources/images/%20",
        "https://api.miro.com/",
        "3458764515979043608",
        "",
        SIGNED,
        StickyNoteItem(id="1", type="sticky_note"),
        ImageItem(id="1", type="image"),
        ImageItem(id="1", type="image", data=ImageData()),
        DocumentItem(id="1", type="document"),
        DocumentItem(id="1", type="document", data=DocumentData(document_url="")),
        None,
        b"https://api.miro.com/v2/boards/b/resources/images/9",
    ],
)
async def test_what_is_no_file_at_this_api_is_refused(tmp_path, file):
    """Before anything is sent: the token goes to the API alone."""
    test = downloads(WHOLE)

    with pytest.raises(InvalidArgumentError) as caught:
        await test.api.download(file, tmp_path / "a")
    with pytest.raises(InvalidArgumentError):
        async with test.api.open_file(file):
            pass

    assert (test.hosts.asked, test.hosts.fetched) == ([], [])
    assert "hush" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


async def test_a_format_that_there_is_not_is_refused(tmp_path):
    """Miro knows two."""
    with pytest.raises(InvalidArgumentError, match="original, preview"):
        await downloads(WHOLE).api.download(RESOURCE, tmp_path / "a", format="large")


@pytest.mark.parametrize("base", ["https://gateway.example/miro/", "https://gateway.example"])
async def test_a_gateway_has_its_own_addresses(tmp_path, base):
    """The path of the base URL is before that of the file."""
    test = downloads(WHOLE, base_url=base)
    url = f"{base.rstrip('/')}/v2/boards/b/resources/images/9"

    await test.api.download(url, tmp_path / "a")

    assert test.hosts.asked[0].url.partition("?")[0] == url
    with pytest.raises(InvalidArgumentError, match=r"api\.miro\.com"):
        await test.api.download(RESOURCE, tmp_path / "a")


@pytest.mark.parametrize(
    "answer",
    [
        *(
            told(url)
            for url in (None, 5, "", "ftp://e.org/a", "http://files.example/a", "http://[::1")
        ),
        Response(status=200, headers={}, body=b"nonsense"),
        Response(status=200, headers={}, body=b"[]"),
        Response(status=200, headers={}, body=b"[" * 100_000),
        Response(status=302, headers={}),
        Response(status=302, headers={"location": "http://files.example/a"}),
    ],
)
async def test_an_answer_without_an_address_cannot_be_used(tmp_path, answer):
    """Nor one with an address that is not of the web, or not encrypted when the API is."""
    test = downloads(WHOLE, addresses=[answer])

    with pytest.raises(DecodeError, match=r"^images.download: .* it is no address") as caught:
        await test.api.download(RESOURCE, tmp_path / "a")

    assert caught.value.path in {"url", "Location"}
    assert test.hosts.fetched == []
    assert list(tmp_path.iterdir()) == []


async def test_what_the_api_refuses_is_its_error(tmp_path):
    """The resource 0 has been lost by Miro, which answers 400."""
    body = b'{"type":"error","code":"2.0703","message":"Invalid parameters","status":400}'
    test = downloads(WHOLE, addresses=[Response(status=400, headers={}, body=body)])
    url = f"{API}/v2/boards/b/resources/images/0"

    with pytest.raises(BadRequestError, match=r"images.download: 400 2\.0703"):
        await test.api.download(url, tmp_path / "a")

    assert len(test.hosts.asked) == 1
    assert test.hosts.fetched == []


async def test_the_file_host_may_lead_on_three_times(tmp_path):
    """From one host to another; addresses with odd characters are made right."""
    chain = [
        leads_to("/b?x=1 2", 301),
        leads_to("//other.example/c", 307),
        leads_to("d\u00e9", 303),
    ]
    test = downloads(*chain, WHOLE)

    await test.api.download(RESOURCE, tmp_path / "a")

    assert [request.url for request in test.hosts.fetched[1:]] == [
        "https://files.example/b?x=1%202",
        "https://other.example/c",
        "https://other.example/d%C3%A9",
    ]


async def test_a_plain_host_may_lead_to_a_plain_one(tmp_path):
    """Where the API itself is not encrypted, as a sandbox is not."""
    base = "http://127.0.0.1:8000"
    test = downloads(
        leads_to("http://127.0.0.1:8001/b"), WHOLE, addresses=[told(f"{base}/a")], base_url=base
    )

    await test.api.download(f"{base}/v2/boards/b/resources/images/9", tmp_path / "a")

    assert len(test.hosts.fetched) == 2


@pytest.mark.parametrize(
    "location",
    [None, "http://files.example/b", "ftp://files.example/b", "https://[::1", "file:///etc/passwd"],
)
async def test_a_redirect_to_where_one_must_not_go_is_an_error(tmp_path, location):
    """Above all not from an encrypted address to one that is not; and it is not tried again."""
    test = downloads(leads_to(location), WHOLE)

    with pytest.raises(APIError, match=r"^images.download: 302: .* must not go") as caught:
        await test.api.download(RESOURCE, tmp_path / "a")

    assert caught.value.status == 302
    assert len(test.hosts.fetched) == 1


async def test_redirects_come_to_an_end(tmp_path):
    """After three."""
    test = downloads(leads_to("/again"))

    with pytest.raises(APIError, match="more than 3 redirects"):
        await test.api.download(RESOURCE, tmp_path / "a")

    assert len(test.hosts.fetched) == 4
    assert (test.hosts.open, test.hosts.most_open) == (0, 1)


@pytest.mark.parametrize(
    "fault",
    [
        broken(b"more than the whole file has"),
        broken(),
        sent(b"one ", length=13),
        sent(CONTENT, b"more", length=13),
        refused(500),
        refused(503, retry_after="2"),
        refused(429, retry_after="3"),
    ],
    ids=["broken", "broken at once", "short", "long", "500", "503", "429"],
)
async def test_what_goes_wrong_is_tried_again_from_the_beginning(tmp_path, fault):
    """At the same address, as long as that lasts; the API is not asked again."""
    path = tmp_path / "a"
    test = downloads(fault, WHOLE)

    done = await test.api.download(RESOURCE, path)

    assert (done.size, path.read_bytes()) == (13, CONTENT)
    assert len(test.hosts.asked) == 1
    assert len(test.hosts.fetched) == 2
    (retry,) = test.retries
    assert retry.operation.call == "images.download"
    assert retry.attempt == 1
    assert test.hosts.open == 0


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (broken(b"one "), MiroConnectionError, "images.download: The connection to Miro failed"),
        (sent(b"one ", length=13), MiroConnectionError, "broke off after 4 of 13 bytes"),
        (sent(CONTENT, b"more", length=13), MiroConnectionError, "longer than the 13 bytes"),
        (refused(500), ServerError, "images.download: 500: the file host"),
        (refused(501), ServerError, "501"),
        (refused(204), APIError, "204"),
        (refused(206), APIError, "206"),
        (refused(400), BadRequestError, "400"),
    ],
)
@pytest.mark.parametrize("retry", [NO_RETRIES, RetryPolicy(attempts=3)])
async def test_the_error_that_stays_names_the_call_and_no_secret(
    tmp_path, fault, kind, words, retry
):
    """Neither the address's signature nor the token; and what was there is untouched."""
    path = tmp_path / "a"
    path.write_bytes(b"before")
    test = downloads(fault, retry=retry)

    with pytest.raises(kind, match=words) as caught:
        await test.api.download(RESOURCE, path)

    error = caught.value
    assert error.operation == "get-image-resource"
    assert str(error).startswith("images.download: ")
    assert str(error).count("images.download") == 1
    assert error.attempts == len(test.hosts.fetched) <= retry.attempts
    shown = "".join(traceback.format_exception(error))
    assert "hush" not in shown + repr(test.hosts.fetched)
    assert TOKEN not in shown
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("status", REFUSALS)
async def test_an_address_that_no_longer_works_is_replaced_once(tmp_path, status):
    """At once, by another call of the API."""
    test = downloads(
        refused(status), WHOLE, addresses=[told(), told("https://files.example/new?signature=2")]
    )

    await test.api.download(RESOURCE, tmp_path / "a")

    assert len(test.hosts.asked) == 2
    assert [request.url for request in test.hosts.fetched] == [
        SIGNED,
        "https://files.example/new?signature=2",
    ]
    assert [(retry.error.status, retry.seconds) for retry in test.retries] == [(status, 0.0)]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, APIError), (403, ForbiddenError), (404, NotFoundError), (410, APIError)],
)
async def test_a_new_address_that_does_not_work_either_is_an_error(tmp_path, status, kind):
    """It says that the file host refused, and gives no advice about tokens and scopes."""
    test = downloads(refused(status))

    with pytest.raises(kind) as caught:
        await test.api.download(RESOURCE, tmp_path / "a")

    assert str(caught.value) == f"images.download: {status}: the file host did not give the file."
    assert caught.value.status == status
    assert len(test.hosts.asked) == 2


async def test_without_retries_no_address_is_replaced(tmp_path):
    """Off is off."""
    test = downloads(refused(403), WHOLE, retry=NO_RETRIES)

    with pytest.raises(ForbiddenError):
        await test.api.download(RESOURCE, tmp_path / "a")

    assert (len(test.hosts.asked), len(test.hosts.fetched)) == (1, 1)


async def test_an_address_that_got_old_while_waiting_is_replaced(tmp_path):
    """It works for a minute: after a longer wait there is no use in asking with it."""
    test = downloads(refused(429, retry_after="51"), refused(403), WHOLE)

    await test.api.download(RESOURCE, tmp_path / "a")

    assert len(test.hosts.asked) == 3


async def test_retries_end_with_the_policy(tmp_path):
    """Tries at the old and at the new address count together."""
    test = downloads(broken(), refused(403), broken(), WHOLE, retry=RetryPolicy(attempts=3))

    with pytest.raises(TransportError) as caught:
        await test.api.download(RESOURCE, tmp_path / "a")

    assert caught.value.attempts == 3
    assert [retry.attempt for retry in test.retries] == [1, 2]


async def test_a_file_that_comes_compressed_is_refused(tmp_path):
    """It was not asked for that way, and what would be written is not the file."""
    test = downloads(sent(b"\x1f\x8b", content_encoding="gzip"))

    with pytest.raises(DecodeError, match=r"compressed \(gzip\)"):
        await test.api.download(RESOURCE, tmp_path / "a")

    assert len(test.hosts.fetched) == 1


@pytest.mark.parametrize("length", ["", "x", "-1", "+1", "1_0", "\u0663", "9" * 5000])
async def test_a_length_that_is_none_is_not_checked(tmp_path, length):
    """Then the end of the answer is the end of the file."""
    test = downloads(Sent((CONTENT, b""), headers={"content-length": length}))

    done = await test.api.download(RESOURCE, tmp_path / "a")

    assert done.size == 13
    assert done.content_type == "application/octet-stream"


@pytest.mark.parametrize("file", [sent(), sent(content_encoding="Identity"), Sent()])
async def test_a_file_may_be_empty(tmp_path, file):
    """Said to be so, or not."""
    done = await downloads(file).api.download(RESOURCE, tmp_path / "a")

    assert done.size == 0
    assert (tmp_path / "a").read_bytes() == b""


async def never(*_):
    """Have no end."""
    await anyio.sleep_forever()


async def test_the_deadline_is_for_the_call_of_the_api(tmp_path):
    """What has no answer ends when the time is up, and leaves nothing behind."""
    test = downloads(WHOLE, timeout=SHORT)
    test.hosts.send = never

    with pytest.raises(MiroTimeoutError, match=r"images\.download: .* 0\.05 s") as caught:
        await test.api.download(RESOURCE, tmp_path / "a")

    assert caught.value.operation == "get-image-resource"
    assert list(tmp_path.iterdir()) == []


async def test_the_deadline_is_for_the_time_between_two_tries(tmp_path):
    """A wait counts like anything else."""
    test = downloads(broken(), timeout=SHORT)
    test.clock.sleep = never

    with pytest.raises(MiroTimeoutError, match=r"images\.download: .* 0\.05 s"):
        await test.api.download(RESOURCE, tmp_path / "a")

    assert list(tmp_path.iterdir()) == []


async def test_the_deadline_is_for_the_file(tmp_path):
    """Of which a beginning has come, and then nothing: nobody else says that it is late."""
    test = downloads(Sent((b"one ",), headers={"content-length": "9"}, stops=True), timeout=SHORT)

    with pytest.raises(MiroTimeoutError, match=r"images\.download: .* 0\.05 s"):
        await test.api.download(RESOURCE, tmp_path / "a")

    assert (list(tmp_path.iterdir()), test.hosts.open) == ([], 0)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_deadline_does_not_end_what_a_reader_does(backend):
    """It is for what comes from the file host; the reader's own work is its own."""

    async def main():
        test = downloads(WHOLE, timeout=SHORT)

        async with test.api.open_file(RESOURCE) as opened:
            await anyio.sleep(0.06)
            with pytest.raises(MiroTimeoutError, match=r"images\.download: .* 0\.05 s"):
                await anext(opened)

        assert test.hosts.open == 0

    run(backend, main)


async def test_a_file_can_be_read_as_it_comes():
    """With its kind and size, in the pieces in which it is sent."""
    test = downloads(WHOLE)

    async with test.api.open_file(RESOURCE) as opened:
        assert (opened.content_type, opened.size) == ("image/png", 13)
        assert test.hosts.open == 1
        assert [chunk async for chunk in opened] == [b"one ", b"two ", b"three"]
        assert [chunk async for chunk in opened] == []

    assert test.hosts.open == 0
    assert repr(opened) == "OpenedFile(content_type='image/png', size=13)"


async def test_a_file_need_not_be_read_to_its_end():
    """Leaving the block lets go of the connection, with an error or without."""
    test = downloads(WHOLE)

    async with test.api.open_file(RESOURCE) as opened:
        async for _ in opened:
            break
    assert test.hosts.open == 0

    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the block is what is tested
        async with test.api.open_file(RESOURCE) as opened:
            await anext(opened)
            raise ZeroDivisionError
    assert test.hosts.open == 0


async def test_opening_is_tried_again_and_reading_is_not():
    """What has been given cannot be taken back."""
    test = downloads(refused(503), broken(b"one ", length=13), WHOLE)
    read = []

    async with test.api.open_file(RESOURCE) as opened:
        read.append(await anext(opened))
        with pytest.raises(MiroConnectionError, match=r"^images\.download: ") as caught:
            await anext(opened)

    assert read == [b"one "]
    assert caught.value.operation == "get-image-resource"
    assert len(test.hosts.fetched) == 2
    assert test.hosts.open == 0
