"""Files on their way to Miro: from wherever they are, as a form that can be sent again."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import example, given, strategies as st

from miro_async import Upload
from miro_async.models import BulkFileItem, Position, WidthGeometry
from miro_async.uploads import LARGEST_UPLOAD
from tests.unit.forms import parts_of, raw_parts_of
from tests.unit.recording import Service, answer

pytestmark = pytest.mark.anyio

tricky = st.characters() | st.sampled_from('"\r\n\\;%= \u2028')
UNNAMED = ("file", "application/octet-stream")
PNG = b"\x89PNG\r\n\x1a\n\x00\xff--"
IMAGE = {"id": "1", "type": "image"}


@pytest.fixture
def service():
    """Give a service that makes images, and lists of them."""
    return making_images()


def making_images():
    """As above, for properties."""
    return Service(lambda r: answer({"data": [IMAGE]} if r.url.endswith("/bulk") else IMAGE, 201))


@pytest.fixture
def picture(tmp_path):
    """Give the path of a file."""
    path = tmp_path / "two words.png"
    path.write_bytes(PNG)
    return path


class Pipe:
    """A file that gives less than it is asked for, as pipes and sockets do."""

    def __init__(self, content):
        self._content = content

    def read(self, size):
        """Give three bytes at most."""
        part, self._content = self._content[: min(3, size)], self._content[min(3, size) :]
        return part


async def in_chunks(content, size=4):
    """Give content as an async iterable."""
    for start in range(0, len(content), size):
        yield content[start : start + size]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (lambda path: path, ("two words.png", "image/png")),
        (str, ("two words.png", "image/png")),
        (lambda _: PNG, ("file", "application/octet-stream")),
        (lambda _: bytearray(PNG), ("file", "application/octet-stream")),
        (lambda _: memoryview(PNG), ("file", "application/octet-stream")),
        (lambda _: BytesIO(PNG), ("file", "application/octet-stream")),
        (lambda _: Pipe(PNG), ("file", "application/octet-stream")),
        (lambda _: in_chunks(PNG), ("file", "application/octet-stream")),
        (lambda _: (PNG[i : i + 4] for i in range(0, len(PNG), 4)), UNNAMED),
        (lambda _: [PNG[:3], b"", bytearray(PNG[3:])], UNNAMED),
        (lambda _: Upload(iter([PNG]), "a.svg"), ("a.svg", "image/svg+xml")),
        (lambda _: Upload(in_chunks(PNG), "a.svg"), ("a.svg", "image/svg+xml")),
        (lambda _: Upload(PNG, "a.svg", "image/x"), ("a.svg", "image/x")),
        (Upload, ("two words.png", "image/png")),
    ],
    ids=[
        "path",
        "str",
        "bytes",
        "bytearray",
        "memoryview",
        "BytesIO",
        "pipe",
        "async",
        "generator",
        "list",
        "iterator",
        "named",
        "typed",
        "upload",
    ],
)
async def test_a_file_can_be_given_in_many_ways(service, api, picture, source, named):
    """Path, bytes, binary file, iterable, async or not, `Upload`: the whole content, one part."""
    await api.images.upload("b", source(picture))

    assert parts_of(service.request) == [("resource", *named, PNG)]


async def test_an_open_file_is_read_from_where_it_is(service, api, picture):
    """It has its path's name, and is left open."""
    with picture.open("rb") as file:
        file.seek(4)
        await api.images.upload("b", file)
        assert not file.closed

    assert parts_of(service.request) == [("resource", "two words.png", "image/png", PNG[4:])]


async def test_a_name_and_a_type_can_be_given(service, api, picture):
    """What is said in the call counts over what an `Upload` says, and that over the path."""
    await api.images.upload("b", picture, file_name="x.jpg", content_type="image/webp")
    await api.images.upload("b", picture, file_name="x.jpg")
    await api.images.upload("b", Upload(picture, "y.gif", "image/y"), file_name="x.jpg")

    sent = [parts_of(request)[0][1:3] for request in service.requests]
    assert sent == [("x.jpg", "image/webp"), ("x.jpg", "image/jpeg"), ("x.jpg", "image/y")]


async def test_a_file_without_words_is_a_single_part(service, api):
    """The JSON part is only there when something was said about the item."""
    await api.images.upload("b", PNG)

    assert [name for name, *_ in parts_of(service.request)] == ["resource"]


async def test_what_is_said_about_the_item_is_json_before_the_file(service, api):
    """The part `data` is `application/json` in Miro's names; None is not in it."""
    await api.images.upload(
        "b",
        PNG,
        title="A picture",
        alt_text="ä",
        position=Position(x=0, y=-1),
        geometry=WidthGeometry(width=100),
        parent={"id": None},
    )

    (name, file_name, kind, content), (second, *_) = parts_of(service.request)
    assert (name, file_name, kind, second) == ("data", None, "application/json", "resource")
    assert json.loads(content) == {
        "title": "A picture",
        "altText": "ä",
        "position": {"x": 0, "y": -1},
        "geometry": {"width": 100},
        "parent": {"id": None},
    }
    head, _ = raw_parts_of(service.request)[0]
    assert head == ['Content-Disposition: form-data; name="data"', "Content-Type: application/json"]


async def test_documents_are_uploaded_the_same_way(service, api, tmp_path):
    """Documents, and files that replace others, too."""
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7")
    service.answers = lambda _: answer({"id": "1", "type": "document"})

    await api.documents.upload("b", report, title="Report")
    await api.documents.replace_file("b", "1", report)
    await api.images.replace_file("b", "1", PNG)

    first, second, third = service.requests
    assert [part[0] for part in parts_of(first)] == ["data", "resource"]
    assert parts_of(second) == [("resource", "report.pdf", "application/pdf", b"%PDF-1.7")]
    assert parts_of(third)[0][3] == PNG
    assert [request.method for request in service.requests] == ["POST", "PATCH", "PATCH"]


async def test_many_files_are_one_form(service, api, picture):
    """Their descriptions are a JSON list, in the order of the files, which have one name."""
    items = await api.items.upload_bulk(
        "b",
        [picture, b"%PDF", Upload(in_chunks(b"abc"), "c.txt")],
        data=[
            BulkFileItem(type="image", title="One", position=Position(x=1)),
            {"type": "document", "title": None},
            BulkFileItem(type="document"),
        ],
    )

    data, *files = parts_of(service.request)
    assert json.loads(data[3]) == [
        {"type": "image", "title": "One", "position": {"x": 1}},
        {"type": "document", "title": None},
        {"type": "document"},
    ]
    assert files == [
        ("resources", "two words.png", "image/png", PNG),
        ("resources", "file", "application/octet-stream", b"%PDF"),
        ("resources", "c.txt", "text/plain", b"abc"),
    ]
    assert [item.id for item in items] == ["1"]


async def test_the_body_can_be_sent_again(service, api):
    """It is plain bytes of a known length, whatever it was made of."""
    await api.images.upload("b", in_chunks(PNG))

    request = service.request
    assert type(request.body) is bytes
    assert parts_of(request) == parts_of(request)


async def test_each_form_has_a_boundary_of_its_own(service, api):
    """A boundary that could be foreseen could be put into a file."""
    for _ in range(3):
        await api.images.upload("b", PNG)

    assert len({request.headers["Content-Type"] for request in service.requests}) == 3


@given(content=st.binary(min_size=1))
async def test_content_arrives_as_it_is(content):
    """Any bytes, line breaks, dashes and all."""
    service = making_images()

    await service.client().images.upload("b", content)

    assert raw_parts_of(service.request)[0][1] == content


@given(st.text(tricky, min_size=1), st.text(tricky))
@example('"', "image/png\nX-Evil: 1")
@example("\n", "image/png\rX-Evil: 1")
@example("\r", "\r\n\r\nbody")
async def test_no_name_and_no_type_can_leave_its_header(name, kind):
    """Quotes, line breaks, Unicode and what is no text: there are two headers, and one content."""
    service = making_images()

    await service.client().images.upload("b", PNG, file_name=name, content_type=kind)

    ((head, content),) = raw_parts_of(service.request)
    assert content == PNG
    assert len(head) == 2
    disposition, content_type = head
    assert disposition.startswith('Content-Disposition: form-data; name="resource"; filename="')
    assert disposition.count('"') == 4
    assert content_type.startswith("Content-Type: ")
    assert not {"\r", "\n"} & set(disposition + content_type)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ('a"b.png', "a%22b.png"),
        ("a\r\nX-Evil: 1.png", "a%0D%0AX-Evil: 1.png"),
        ("ä 漢.png", "ä 漢.png"),
        ("a;b=c.png", "a;b=c.png"),
    ],
)
async def test_names_are_escaped_as_browsers_do(service, api, name, sent):
    """A quote and a line break become `%22`, `%0D`, `%0A`; the rest is UTF-8 (HTML, 4.10.21.8)."""
    await api.images.upload("b", PNG, file_name=name)

    ((head, _),) = raw_parts_of(service.request)
    assert head[0] == f'Content-Disposition: form-data; name="resource"; filename="{sent}"'


@pytest.mark.parametrize("size", [1, LARGEST_UPLOAD])
async def test_the_largest_file_goes_through(service, api, tmp_path, size):
    """One byte, and 6 MB to the byte, however they are given."""
    content = b"x" * size
    path = tmp_path / "large.png"
    path.write_bytes(content)

    plain = [content[start : start + 65536] for start in range(0, size, 65536)]
    for source in (path, content, BytesIO(content), in_chunks(content, 65536), plain):
        await api.images.upload("b", source)

    assert {len(raw_parts_of(request)[0][1]) for request in service.requests} == {size}
