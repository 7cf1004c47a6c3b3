"""`miro-async raw`."""

from __future__ import annotations

import json

import pytest

from miro_async.cli.surroundings import Terminals


def test_any_path_can_be_asked_for(miro, board):
    """What comes back is printed as it came."""
    done = miro.does("raw", "get", "/v2/boards", "-q", "limit=1", "-q", "query=Retro")
    assert json.loads(done.out)["data"][0]["id"] == board
    assert len(done.lines) == 1
    (call,) = miro.sandbox.calls
    assert call.query == {"limit": "1", "query": "Retro"}


def test_people_get_it_in_lines(miro, board):
    """In a terminal, indented."""
    miro.terminals = Terminals(input=False, output=True, messages=False)
    done = miro.does("raw", "GET", f"/v2/boards/{board}")
    assert done.lines[:2] == ["{", f'  "id": "{board}",']


@pytest.mark.parametrize("way", ["option", "stdin", "file"])
def test_a_body_can_be_given(miro, tmp_path, way):
    """By an option, by stdin, or in a file."""
    body = '{"name": "Grüße"}'
    (tmp_path / "body.json").write_text(body, encoding="utf-8")
    options = {
        "option": ["--body", body],
        "stdin": ["--body-file", "-"],
        "file": ["--body-file", "body.json"],
    }[way]
    done = miro.does("raw", "POST", "/v2/boards", *options, typed=body)
    assert json.loads(done.out)["name"] == "Grüße"


@pytest.mark.parametrize(
    "options",
    [
        ["--body", "{"],
        ["--body", "7"],
        ["--body", "{}", "--body-file", "-"],
        ["--body-file", "none.json"],
        ["--body-file", "binary"],
        ["-q", "limit"],
        ["-q", "=1"],
        ["--body-file", "latin"],
    ],
)
def test_what_is_no_body_and_no_query_is_refused(miro, tmp_path, options):
    """Before anything is sent, with 2."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe{}")
    (tmp_path / "latin").write_bytes('{"name": "Grüße"}'.encode("latin-1"))
    done = miro("raw", "POST", "/v2/boards", *options)
    assert done.code == 2
    assert done.err.count("\n") == 2
    assert miro.calls() == []


def test_headers_can_be_had_too(miro):
    """The status first, then an empty line."""
    done = miro.does("raw", "GET", "/v2/boards", "--include")
    head, _, body = done.out.partition("\n\n")
    assert head.startswith("HTTP 200\n")
    assert "x-ratelimit-remaining: 99950" in head
    assert json.loads(body)["data"] == []


def test_headers_can_be_had_as_json(miro, board):
    """One object, as all that programs read is JSON."""
    answer = json.loads(miro.does("raw", "GET", "/v2/boards", "--include", "--json").out)
    assert (answer["status"], answer["headers"]["x-ratelimit-remaining"]) == (200, "99950")
    assert [one["id"] for one in answer["body"]["data"]] == [board]
    answer = json.loads(miro.does("raw", "DELETE", f"/v2/boards/{board}", "-i", "--json").out)
    assert (answer["status"], answer["body"]) == (204, None)


def test_a_path_has_no_query(miro):
    """Who gives one is told where it goes."""
    done = miro("raw", "GET", "/v2/boards?limit=1")
    assert (done.code, "--query NAME=VALUE" in done.err, miro.calls()) == (2, True, [])


def test_an_answer_without_a_body_prints_nothing(miro, board):
    """As that to a deletion."""
    assert miro.does("raw", "DELETE", f"/v2/boards/{board}").out == ""


@pytest.mark.parametrize("path", ["https://example.com/v2/boards", "//example.com", "v2/boards"])
def test_the_token_goes_nowhere_else(miro, path):
    """A path is one of the API."""
    done = miro("raw", "GET", path)
    assert done.code == 2
    assert miro.calls() == []
