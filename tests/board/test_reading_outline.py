"""Markdown outlines turned into drafts: headings, entries, what is nested, tags and keys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from miro_async import InvalidArgumentError
from miro_async.board.apply.mapping import MemoryKeys
from miro_async.board.reading import read_outline
from tests.board.applied import writes

OUTLINE = """\
# Retro

## Went well
- Demo day #team
  - again in May
    with cake
- **Deploys** are fast ^deploys

A paragraph
of two lines #ops/ci

## To improve ##
1. One
2) Two
\t* below two
"""


def notes(reading):
    """Give what the notes say, with the titles of their frames."""
    return [
        (draft.data["content"], draft.frame and draft.frame.data["title"])
        for draft in reading.drafts.items
        if draft.type == "sticky_note"
    ]


def lines(reading):
    """Give which note leads to which."""
    return [
        (line.start.data["content"], line.end.data["content"]) for line in reading.drafts.connectors
    ]


def test_headings_are_frames_and_entries_are_notes():
    """A heading with nothing of its own is a title; numbers, tabs and closing marks are fine."""
    reading = read_outline(OUTLINE)
    assert notes(reading) == [
        ("Demo day", "Went well"),
        ("again in May<br>with cake", "Went well"),
        ("**Deploys** are fast", "Went well"),
        ("A paragraph<br>of two lines", "Went well"),
        ("One", "To improve"),
        ("Two", "To improve"),
        ("below two", "To improve"),
    ]
    [title] = [draft for draft in reading.drafts.items if draft.type == "text"]
    assert title.data["content"] == "Retro"
    assert lines(reading) == [("Demo day", "again in May<br>with cake"), ("Two", "below two")]
    assert reading.problems == []


def test_tags_and_keys_are_taken_out_of_the_text():
    """`#word` is a tag, `^word` at the end is a key; numbers, colors and anchors are neither."""
    reading = read_outline("- a #b c #d/e ^key-1\n- issue #12 is a#b\n- C # x ^ y\n- #only\n")
    drafts = reading.drafts.items
    assert [(draft.data["content"], draft.tags) for draft in drafts] == [
        ("a c", ("b", "d/e")),
        ("issue #12 is a#b", ()),
        ("C # x ^ y", ()),
        ("#only", ("only",)),
    ]
    assert drafts[0].key == "key-1"


def test_nested_entries_are_grouped_or_only_indented():
    """A branch is one group; with `indent` there is nothing but the place."""
    source = "- a\n  - b\n    - c\n- d\n"
    grouped = read_outline(source, nested="group")
    [group] = grouped.drafts.groups
    assert [draft.data["content"] for draft in group.items] == ["a", "b", "c"]
    assert grouped.drafts.connectors == []
    plain = read_outline(source, nested="indent", indent=50)
    assert (plain.drafts.groups, plain.drafts.connectors) == ([], [])
    lefts = [draft.at.x - 199 / 2 for draft in plain.drafts.items]
    assert [left - lefts[0] for left in lefts] == [0, 50, 100, 0]


def test_notes_are_below_each_other_in_their_frames():
    """Each in its frame, whole; frames of one title side by side, the next title below."""
    source = "# A\n## a\n- 1\n- 2\n## b\n- 3\n# B\n## c\n- 4\n"
    drafts = read_outline(source, at=(100, 100)).drafts.items
    frames = {draft.data["title"]: draft for draft in drafts if draft.type == "frame"}
    for draft in drafts:
        if draft.frame:
            size = draft.frame.geometry
            assert 199 / 2 <= draft.at.x <= size["width"] - 199 / 2
            assert 228 / 2 <= draft.at.y <= size["height"] - 228 / 2
    one, two = (draft.at.y for draft in drafts if draft.frame is frames["a"])
    assert two - one >= 228
    a, b, c = frames["a"], frames["b"], frames["c"]
    tops = [frame.at.y - frame.geometry["height"] / 2 for frame in (a, b, c)]
    assert tops[0] == tops[1]
    assert tops[2] > a.at.y + a.geometry["height"] / 2
    assert b.at.x - b.geometry["width"] / 2 > a.at.x + a.geometry["width"] / 2
    assert all(draft.at.x > 100 and draft.at.y > 100 for draft in drafts if not draft.frame)


def test_what_stands_before_the_first_heading_is_on_the_board():
    """There is no frame for it."""
    assert notes(read_outline("hello\n\n# A\n- b\n", at=(50, 60))) == [("hello", None), ("b", "A")]


def test_code_is_left_as_it_is():
    """What looks like a heading or an entry in a fence is text of the entry around it."""
    source = "- run\n  ```\n  # no heading\n\n  - #no entry\n  ```\n- next\n"
    assert [text for text, _ in notes(read_outline(source))] == [
        "run<br>  ```<br>  # no heading<br><br>  - #no entry<br>  ```", "next",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "code",
    [
        "````\n```\n# no heading\n````",
        "```\n~~~\n- no entry\n```",
        "~~~~\n~~~\n#no tag\n~~~~~",
        "```sh\n```sh\n===\n```",
    ],
)
def test_code_ends_with_the_mark_that_it_began_with(code):
    """Or with a longer one: others are text."""
    after = f"{code}\n# After\n- a\n"
    assert notes(read_outline(after)) == [(code.replace("\n", "<br>"), None), ("a", "After")]
    assert notes(read_outline("- ```x``` is in a line\n- a\n"))[1:] == [("a", None)]


def test_underlined_headings_and_rules():
    """A line below a paragraph makes a heading of it; alone, or in a list, it is a rule."""
    source = "One\nmore\n====\na\n\n---\n\nTwo\n--\n- b\n***\n- c\n- - -\n\n=\n"
    assert notes(read_outline(source)) == [
        ("a", "One more"), ("b", "Two"), ("c", "Two"), ("=", "Two"),
    ]  # fmt: skip
    assert notes(read_outline("```\nx\n```\n---\n")) == [("```<br>x<br>```", None)]


def test_entries_may_be_nested_as_deeply_as_one_likes():
    """Deeper than Python's functions may call each other."""
    [group] = read_outline(
        "".join(f"{' ' * depth}- {depth}\n" for depth in range(1200)), nested="group"
    ).drafts.groups
    assert len(group.items) == 1200


def test_only_line_breaks_end_a_line():
    """Not what Python takes for one as well."""
    assert notes(read_outline("# A\r\n- b\u2028- c\r- d\x0ce\n")) == [
        ("b\u2028- c", "A"), ("d\x0ce", "A"),
    ]  # fmt: skip


def test_another_way_to_tie_entries_is_refused():
    """And not taken for one that there is."""
    with pytest.raises(InvalidArgumentError, match="not 'tree'"):
        read_outline("- a\n", nested="tree")


def test_what_miro_does_not_take_is_told():
    """Too long, empty, too many tags, a key that was used: by line, with what stands there."""
    tags = " ".join(f"#t{letter}" for letter in "abcdefghi")
    source = f"- {'x' * 6001}\n- ^only\n- a {tags}\n- b ^k\n- c ^k\n-\n- d #{'x' * 121} #short\n"
    reading = read_outline(source)
    assert [str(problem)[:28] for problem in reading.problems] == [
        "line 1: it has 6,001 letters", "line 2: it has no text", "line 3: Miro takes 8 tags of",
        "line 5: the key 'k' was used", "line 6: it has no text",
        "line 7: Miro takes 8 tags of",
    ]  # fmt: skip
    left_out = [problem.left_out for problem in reading.problems]
    assert left_out == [True, True, False, False, True, False]
    assert [text for text, _ in notes(reading)] == ["a", "b", "c", "d"]
    assert reading.drafts.items[-1].tags == ("short",)


def test_keys_stay_when_entries_change_places():
    """In another order, below another heading, with another indent: the same keys."""
    one = read_outline("# A\n- a\n- b\n# B\n- c\n").drafts.items
    other = read_outline("# B\n- a\n# A\n- c\n  - b\n").drafts.items
    assert {draft.key for draft in one} == {draft.key for draft in other}


def test_bytes_of_another_encoding_are_refused():
    """They have to be named, as for tables."""
    with pytest.raises(InvalidArgumentError, match="line 1 is no utf-8"):
        read_outline("- Jürgen".encode("latin-1"))


@given(
    st.lists(st.sampled_from(["# h", "## i #t", "- a", "  - b ^k", "text", "", "```", "\t1. x"]))
)
@settings(max_examples=60)
def test_any_outline_can_be_read(rows):
    """Whatever it is like: all keys differ, all notes say something, all problems have a line."""
    reading = read_outline("\n".join(rows))
    keys = [draft.key for draft in reading.drafts.items]
    assert len(set(keys)) == len(keys)
    assert all(text for text, _ in notes(reading))
    assert all(1 <= problem.line <= len(rows) for problem in reading.problems)


@pytest.mark.anyio
async def test_an_outline_goes_onto_a_board_and_stays_in_step(miro_sandbox, board):
    """Twice is nothing; an entry that moves into another frame is moved there."""
    keys = MemoryKeys()
    await board.apply(read_outline(OUTLINE).drafts, mapping=keys)
    miro_sandbox.calls.clear()
    await board.apply(read_outline(OUTLINE).drafts, mapping=keys)
    assert writes(miro_sandbox) == []
