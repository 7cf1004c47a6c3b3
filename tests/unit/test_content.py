"""The content of answers: compressed or not, whole or broken, and never too large."""

from __future__ import annotations

import contextlib
import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given, strategies as st

from miro_async.call.transport.content import LARGEST_ANSWER, decoded, read_to_end
from miro_async.errors import MiroConnectionError

TEXT = b"a board, and another board " * 9
BOMB = zlib.compress(bytes(LARGEST_ANSWER + 1))


def raw_deflate(data):
    """Compress without zlib's header, as some servers do."""
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


async def chunks(*pieces):
    """Give pieces one after the other."""
    for piece in pieces:
        yield piece


@pytest.mark.anyio
@pytest.mark.parametrize("pieces", [[], [b"one"], [b"one ", b"", b"two"]])
async def test_chunks_are_put_together(pieces):
    """In their order; none at all is an empty content."""
    assert await read_to_end(chunks(*pieces)) == b"".join(pieces)


@pytest.mark.anyio
async def test_an_answer_of_the_largest_size_is_taken_and_a_larger_one_is_not():
    """The call was carried out, so the error says that."""
    half = bytes(LARGEST_ANSWER // 2)
    assert len(await read_to_end(chunks(half, half))) == LARGEST_ANSWER
    with pytest.raises(MiroConnectionError, match="larger than 32 MB") as caught:
        await read_to_end(chunks(half, half, b"x"))

    assert caught.value.may_have_happened is True


@pytest.mark.parametrize("encoding", [None, "", "identity", "Identity", "br", "zstd", "unknown"])
def test_what_is_not_compressed_or_not_known_is_left_as_it_is(encoding):
    """Whoever asked for something else knows what to do with it."""
    assert decoded(TEXT, encoding) == TEXT


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [
        ("gzip", gzip.compress),
        ("GZip", gzip.compress),
        ("x-gzip", gzip.compress),
        (" gzip ,", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("deflate, gzip", lambda data: gzip.compress(zlib.compress(data))),
        ("gzip, identity, deflate", lambda data: zlib.compress(gzip.compress(data))),
    ],
)
def test_compression_is_undone(encoding, compress):
    """Several in the reverse order; deflate with and without its header."""
    assert decoded(compress(TEXT), encoding) == TEXT


def test_an_unknown_encoding_below_a_known_one_is_left():
    """Only the outer one can be undone."""
    assert decoded(gzip.compress(TEXT), "br, gzip") == TEXT
    assert decoded(gzip.compress(TEXT), "gzip, br") == gzip.compress(TEXT)


def test_a_gzip_file_may_have_several_members():
    """They are one content."""
    assert decoded(gzip.compress(b"one ") + gzip.compress(b"two"), "gzip") == b"one two"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_no_content_is_none_however_it_is_compressed(encoding):
    """An answer to nothing may name an encoding all the same."""
    assert decoded(b"", encoding) == b""


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"no gzip"),
        ("gzip", gzip.compress(TEXT)[:-9]),
        ("gzip", gzip.compress(TEXT) + b"rest"),
        ("gzip", gzip.compress(TEXT)[:-4] + b"long"),
        ("deflate", b"no deflate"),
        ("deflate", zlib.compress(TEXT)[:-1]),
        ("deflate", b"x"),
    ],
)
def test_broken_compression_is_an_error(encoding, body):
    """The answer is lost, but the call was carried out."""
    with pytest.raises(MiroConnectionError, match="cannot be decompressed") as caught:
        decoded(body, encoding)

    assert caught.value.may_have_happened is True


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("deflate", BOMB),
        ("gzip", gzip.compress(bytes(LARGEST_ANSWER + 1))),
        ("gzip", gzip.compress(bytes(LARGEST_ANSWER)) + gzip.compress(b"x")),
        ("deflate, deflate", zlib.compress(BOMB)),
    ],
)
def test_what_grows_too_large_is_an_error(encoding, body):
    """A few kilobytes can hold gigabytes."""
    with pytest.raises(MiroConnectionError, match="larger than 32 MB"):
        decoded(body, encoding)


def test_a_bomb_is_not_unpacked():
    """Memory grows by what is taken, however much there would be."""
    bomb = zlib.compress(bytes(8 * LARGEST_ANSWER))
    tracemalloc.start()
    with pytest.raises(MiroConnectionError):
        decoded(bomb, "deflate")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 3 * LARGEST_ANSWER


@given(st.binary(), st.sampled_from(["gzip", "deflate", "x-gzip, deflate", "br"]))
def test_whatever_comes_it_is_read_or_refused(body, encoding):
    """No error of zlib's gets out."""
    with contextlib.suppress(MiroConnectionError):
        assert isinstance(decoded(body, encoding), bytes)


@given(st.binary(), st.sampled_from([("gzip", gzip.compress), ("deflate", raw_deflate)]))
def test_what_was_compressed_comes_back(body, way):
    """Raw deflate whose first bytes look like a header of zlib's is what cannot be told apart."""
    encoding, compress = way
    compressed = compress(body)
    header = compressed[0] & 0x0F == 8 and int.from_bytes(compressed[:2], "big") % 31 == 0
    if encoding == "gzip" or not header:
        assert decoded(compressed, encoding) == body
