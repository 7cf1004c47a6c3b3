"""Large boards, and texts made to be slow: the time and the memory that they take stay in bounds.

With a step for each pair of items or letters, these would run for minutes; they take a second.
"""

from __future__ import annotations

import signal
import sys
import tracemalloc

import pytest

from miro_async import InvalidArgumentError
from miro_async.board.apply.keyed import keyed
from miro_async.board.drafts import Drafts
from miro_async.board.export.markdown import to_markdown
from miro_async.board.fields import said
from miro_async.board.reading import read_outline
from miro_async.board.sending.looks import without_ending
from miro_async.pictures.svg import svg_size
from tests.board import seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no timer of the processor")

MANY = 100_000
LONG = 400_000


@pytest.fixture(autouse=True)
def half_a_minute_of_the_processor():
    """End a test after that; the load of the machine does not count."""

    def end(*_):
        raise AssertionError("this grows faster than what it is about")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, 30)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def test_what_is_in_a_frame_is_looked_at_once():
    """As many notes as one likes, each in the same frame, can be compared with a board."""
    drafts = Drafts()
    frame = drafts.add_frame("All", at=(0, 0), width=900, height=900, key="frame")
    for number in range(MANY):
        drafts.add_sticky_note("x", at=(9, 9), frame=frame, key=str(number))
    assert len(keyed(drafts).items) == MANY + 1


def test_frames_in_each_other_are_looked_at_once():
    """Each below the next one, however deep that goes."""
    drafts = Drafts()
    frame = None
    for number in range(MANY):
        frame = drafts.add_frame("x", width=900, height=900, frame=frame, key=str(number))
    assert len(keyed(drafts).items) == MANY


def test_what_leads_into_a_circle_of_frames_is_refused():
    """The one that is named is in the circle, whichever is met first."""
    drafts = Drafts()
    outer = drafts.add_frame("a", width=900, height=900, key="a")
    inner = drafts.add_frame("b", width=900, height=900, frame=outer, key="b")
    outer.frame = inner
    note = drafts.add_sticky_note("c", frame=inner, key="c")
    drafts.items = [note, outer, inner]
    with pytest.raises(InvalidArgumentError, match=r"item '[ab]' is in itself"):
        keyed(drafts)


def test_items_before_what_they_are_in_are_drafted_after_it():
    """A file of somebody else's may have thousands of frames in each other, the inmost first."""
    count = 40_000
    frames = [seen.item(str(n), "frame", "x", frame=str(n + 1)) for n in range(count)]
    drafts = seen.snapshot(*frames).drafts()
    assert [draft.key for draft in drafts.items] == [str(n) for n in reversed(range(count))]


def test_a_group_of_all_items_takes_no_memory_for_each_pair_of_them():
    """Its 3,000 members would need 72 MB, if each had a list of all of them."""
    ids = [str(number) for number in range(3_000)]
    snapshot = seen.snapshot(
        *(seen.item(one, content=f"note {one}") for one in ids), groups=[seen.group("g", *ids)]
    )
    tracemalloc.start()
    try:
        text = to_markdown(snapshot)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert text.count("- note ") == len(ids)
    assert most < 40_000_000


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (f"- a{' ' * LONG}b", f"a{' ' * LONG}b"),
        (f"{'`' * LONG}a`{'b' * LONG}", f"{'`' * LONG}a`{'b' * LONG}"),
    ],
    ids=["blanks", "backticks"],
)
def test_a_line_of_an_outline_is_read_once(line, text):
    """Blanks may begin a tag, and backticks a block of code, but each only once."""
    [problem] = read_outline(line).problems
    assert problem.reason == f"it has {len(text):,} letters, and Miro takes 6,000"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"# a{' ' * LONG}b", f"a{' ' * LONG}b"),
        (f"# a{' ' * LONG}#", "a"),
        ("# a #b ## ", "a #b"),
        ("# a#", "a#"),
        ("# ##", "##"),
    ],
    ids=["blanks", "closed far away", "closed", "not closed", "of signs"],
)
def test_a_heading_is_read_once(line, title):
    """Also where it is not clear before the end of the line whether its signs close it."""
    [frame, _] = read_outline(f"{line}\n- note\n").drafts.items
    assert frame.data["title"] == title


def test_signs_that_begin_no_markup_are_looked_at_once():
    """Each of them might begin a tag; what has no end is a text."""
    assert said("<" * LONG) == "<" * LONG
    assert said(f"<p>a</p>{'<' * LONG}") == f"a {'<' * LONG}"


def test_endings_of_a_title_are_looked_at_once():
    """There may be as many as one likes, and none of them at the end."""
    assert without_ending("image", f"{'.pdf' * LONG}x") == f"{'.pdf' * LONG}x"
    assert without_ending("image", f"a{'.pdf' * LONG}") == "a"
    assert without_ending("document", "plan.v2.PDF.pdf") == "plan.v2"
    assert without_ending("image", "pdf") == "pdf"
    assert without_ending("card", "plan.pdf") == "plan.pdf"


def test_the_width_of_a_drawing_is_looked_at_once():
    """Blanks behind it are before its unit, or at its end."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="2 px "/>'
    assert svg_size(drawing.format(f"1{' ' * LONG}x").encode()) == (0.0, 0.0)
    assert svg_size(drawing.format(f"1{' ' * LONG}px ").encode()) == (1.0, 2.0)
