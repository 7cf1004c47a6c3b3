"""The table of a board: read back by Python's csv module."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from miro_async.board.export import to_csv
from tests.board import seen

HEAD = (
    "id,type,text,x,y,width,height,rotation,frame_id,frame,tags,color,due,url,file,"
    "created_at,created_by,modified_at,modified_by,link"
)


def rows(snapshot, **options):
    """Give the rows, each by the names of the head."""
    return list(csv.DictReader(StringIO(to_csv(snapshot, **options), newline="")))


def test_each_item_is_a_row_in_board_coordinates():
    """What is in a frame, too; with the frame's title, tags, color, who made it, and its page."""
    snapshot = seen.snapshot(
        seen.item("1", "frame", "Plans", at=(1000, 500), size=(800, 600)),
        {
            **seen.item("2", content='a<br>b, "c"', at=(10.25, -0.5), size=(199, 228), frame="1"),
            "style": {"fillColor": "yellow"},
            "createdAt": "2026-01-05T10:30:00Z",
            "createdBy": {"id": "7", "type": "user"},
            "modifiedAt": "some day",
            "modifiedBy": {"id": "8", "type": "user"},
        },
        seen.item(
            "3",
            "card",
            "t",
            data={"dueDate": "2026-02-03T00:00:00Z"},
            style={"cardTheme": "#2d9bf0"},
        ),
        seen.item("4", "embed", at=None, data={"url": "https://a.b"}),
        tags=[seen.tag("t", "soon"), seen.tag("u", "big")],
        tags_of={"2": ["t", "u"]},
        members=[{"id": "7", "type": "board_member", "name": "Ada"}],
    )
    frame, note, card, embed = rows(snapshot, files={"3": "files/x.png"})
    assert to_csv(snapshot).splitlines()[0] == HEAD
    assert (frame["text"], frame["x"], frame["frame_id"], frame["link"]) == (
        "Plans",
        "1000",
        "",
        "https://miro.com/app/board/uXjV1=/?moveToWidget=1",
    )
    assert note == {
        "id": "2",
        "type": "sticky_note",
        "text": 'a\nb, "c"',
        "x": "610.25",
        "y": "199.5",
        "width": "199",
        "height": "228",
        "rotation": "0",
        "frame_id": "1",
        "frame": "Plans",
        "tags": "soon, big",
        "color": "yellow",
        "due": "",
        "url": "",
        "file": "",
        "created_at": "2026-01-05T10:30:00+00:00",
        "created_by": "Ada",
        "modified_at": "some day",
        "modified_by": "8",
        "link": "https://miro.com/app/board/uXjV1=/?moveToWidget=2",
    }
    assert (card["due"], card["color"], card["file"]) == ("2026-02-03", "#2d9bf0", "files/x.png")
    assert (embed["x"], embed["width"], embed["url"]) == ("", "", "https://a.b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('=HYPERLINK("https://a.b")', '\'=HYPERLINK("https://a.b")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1", "'\uff1d1"),
        ("  =1", "'  =1"),
        ("\ta", "'\ta"),
        # Where a spreadsheet takes these for the end of a cell.
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("a;=1;b", "a;'=1;b"),
        ("a\t -1", "a\t' -1"),
        ("a\n\n@b\r\n=c", "a\n\n'@b\r\n'=c"),
        ("a;b=1, -1", "a;b=1, -1"),
    ],
)
def test_formulas_are_harmless_unless_they_are_wanted(text, shown):
    """In whichever column; places keep their sign."""
    snapshot = seen.snapshot(
        seen.item("f", "frame", at=(0, 0), size=(9, 9), data={"title": "=" + text}),
        seen.item("1", "code", at=(-5, -6), frame="f", data={"code": text}, size=(2, 2)),
        tags=[seen.tag("t", text)],
        tags_of={"1": ["t"]},
    )
    _, row = rows(snapshot)
    assert (row["text"], row["tags"]) == (shown, shown)
    assert row["frame"].startswith("'=")
    assert (row["x"], row["y"]) == ("-9.5", "-10.5")
    assert rows(snapshot, formulas=True)[1]["text"] == text


def test_hostile_and_foreign_text_stays_in_its_cell():
    """Quotes, commas, lines, NUL, other scripts, emoji."""
    text = 'a","b\r\nc;\x00 שלום 👩‍👩‍👧'
    (row,) = rows(seen.snapshot(seen.item("1", "code", data={"code": text})))
    assert row["text"] == text.replace("\x00", "\ufffd")
