"""Titles of pictures, and the marks in them."""

from __future__ import annotations

import pytest

from miro_async.pictures.kinds import JPEG, PNG
from miro_async.pictures.marks import file_name_of, mark_in, mark_of, same_name, title_of

MARK = "0123456789abcdef"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("sea.png", "sea.png"),
        ("two words.png", "two words.png"),
        ("Gru\u0308ße.png", "Grüße.png"),  # as macOS has it, and as everybody reads it
        ("“quotes” 'and' \"these\".png", "“quotes” 'and' \"these\".png"),
        ("line\nbreak\tand \x1b[31m.png", "line break and [31m.png"),
        ("not \udce4 text.png", "not \ufffd text.png"),
        ("Ж" * 246 + ".png", "…" + "Ж" * 175 + ".png"),
        ("sub/sea.png", "sub/sea.png"),
        ("日本 🏖.png", "日本 🏖.png"),
    ],
)
def test_a_title_has_the_name_in_one_line_and_the_mark(name, shown):
    """Whatever the name holds; and the title is known again as that of the file."""
    title = title_of(name, MARK)

    assert title == f"{shown} #{MARK}"
    assert mark_in(title) == MARK
    assert same_name(name, title, MARK)
    assert not same_name("other.png", title, MARK)
    title.encode()


@pytest.mark.parametrize(
    "title", [f"sea.png #{MARK}.png", f" x  #{MARK} ", f"a #{'f' * 16} #{MARK}"]
)
def test_a_mark_is_found_whatever_was_added(title):
    """Miro may add an ending; a name may have something like a mark in it."""
    assert mark_in(title) == MARK


@pytest.mark.parametrize("title", ["sea.png", "#0123", f"#{MARK}0", f"#{MARK.upper()}", ""])
def test_other_titles_have_none(title):
    """Not what is shorter, longer, or written otherwise."""
    assert mark_in(title) is None


def test_the_mark_tells_folders_and_contents_apart():
    """The same picture of another folder has another one."""
    marks = {mark_of(folder, content) for folder in ("a", "b", "\udce4") for content in ("1", "2")}

    assert len(marks) == 6


@pytest.mark.parametrize(
    ("name", "kind", "sent"),
    [
        ("a/sea.PNG", PNG, "sea.PNG"),
        ("sea.jpeg", JPEG, "sea.jpeg"),
        ("sea.jpg", PNG, "sea.jpg.png"),
        ("sea", JPEG, "sea.jpg"),
        ('q"\n.png', PNG, 'q" .png'),
    ],
)
def test_a_file_is_sent_under_its_name_with_the_ending_of_its_content(name, kind, sent):
    """Without its folder, and in one line."""
    assert file_name_of(name, kind) == sent


def test_a_long_name_keeps_its_end():
    """At most 90 characters, and the ending is among them."""
    sent = file_name_of("x" * 300 + ".png", PNG)

    assert len(sent) == 90
    assert sent.endswith("x.png")
