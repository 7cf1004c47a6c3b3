"""Tables turned into drafts: which column is what, what is told, and that nothing is lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from miro_async import InvalidArgumentError
from miro_async.board.apply.mapping import MemoryKeys
from miro_async.board.reading import read_csv
from tests.board.applied import writes

RETRO = Path(__file__).parents[2] / "examples" / "retro.csv"


def said(reading):
    """Give what the notes say, by their keys."""
    return {
        draft.key: draft.data.get("content") or draft.data.get("title")
        for draft in reading.drafts.items
        if draft.type != "frame"
    }


def test_a_table_becomes_notes_in_frames():
    """The retro: three frames, 23 notes, tags from a column, five lines to other rows."""
    reading = read_csv(RETRO.read_bytes())
    drafts = reading.drafts
    frames = [draft for draft in drafts.items if draft.type == "frame"]
    assert [frame.data["title"] for frame in frames] == ["Went well", "To improve", "Actions"]
    assert len(drafts.items) == 3 + 23
    assert [(line.start.key, line.end.key) for line in drafts.connectors] == [
        ("w6", "i5"), ("i2", "a1"), ("i4", "a3"), ("i6", "a3"), ("i8", "a5"),
    ]  # fmt: skip
    by_key = {draft.key: draft for draft in drafts.items}
    assert by_key["a6"].data["content"] == 'Ask again in two weeks: "did it help?"'
    assert (by_key["w1"].tags, by_key["w8"].tags) == (("teamwork",), ())
    assert by_key["a1"].frame is frames[2]
    assert reading.problems == []


def test_notes_are_inside_of_their_frames_and_do_not_overlap():
    """Two columns by default, each note whole in its frame; frames side by side, of one height."""
    drafts = read_csv(RETRO.read_bytes()).drafts
    frames = [draft for draft in drafts.items if draft.type == "frame"]
    assert len({frame.geometry["height"] for frame in frames}) == 1
    for left, right in pairwise(frames):
        edge = left.at.x + left.geometry["width"] / 2
        assert right.at.x - right.geometry["width"] / 2 > edge
    for frame in frames:
        inside = [draft for draft in drafts.items if draft.frame is frame]
        spots = [draft.at for draft in inside]
        for x, y in spots:
            assert 199 / 2 <= x <= frame.geometry["width"] - 199 / 2
            assert 228 / 2 <= y <= frame.geometry["height"] - 228 / 2
        assert all(
            abs(a.x - b.x) >= 199 or abs(a.y - b.y) >= 228
            for number, a in enumerate(spots)
            for b in spots[number + 1 :]
        )


ENCODINGS = {
    "utf-8": "text\nJürgen 🐑\n".encode(),
    "with a mark": "text\nJürgen 🐑\n".encode("utf-8-sig"),
    "utf-16": "text\nJürgen 🐑\n".encode("utf-16"),
    "text": "text\nJürgen 🐑\n",
    "text with a mark": "\ufefftext\nJürgen 🐑\n",
    "Windows": "text\r\nJürgen 🐑\r\n".encode(),
    "no end of line": "text\nJürgen 🐑".encode(),
}


@pytest.mark.parametrize("source", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings_are_found_out(source):
    """A mark tells; without one it is UTF-8. It never stays in the name of the first column."""
    assert [*said(read_csv(source)).values()] == ["Jürgen 🐑"]


def test_other_encodings_have_to_be_named():
    """What is no UTF-8 is not guessed: the message has the line and the way out."""
    source = "text\nx\nJürgen\n".encode("cp1252")
    with pytest.raises(InvalidArgumentError, match=r"line 3 is no utf-8: .*encoding='cp1252'"):
        read_csv(source)
    assert "Jürgen" in said(read_csv(source, encoding="cp1252")).values()
    with pytest.raises(InvalidArgumentError, match="no encoding 'klingon'"):
        read_csv(source, encoding="klingon")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_letters_without_a_mark_have_to_be_named(encoding):
    """They could be read as UTF-8, with a zero byte beside each letter."""
    source = "text\nx\n".encode(encoding)
    with pytest.raises(InvalidArgumentError, match="line 1 is no text: name the encoding"):
        read_csv(source)
    assert [*said(read_csv(source, encoding=encoding)).values()] == ["x"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_breaks_end_a_row(end, sign):
    """Not what Python takes for one as well: such signs are part of the text."""
    source = end.join(["text,key", f"a{sign}b,1", "c,2", ""])
    assert said(read_csv(source)) == {"1": f"a{sign}b", "2": "c"}


@pytest.mark.parametrize("before", ["\n\n", ";;\n", "  \n"])
def test_empty_rows_before_the_names_of_the_columns_do_not_count(before):
    """As spreadsheets have them; lines are counted all the same."""
    reading = read_csv(f"{before}key;text\n1;a\n2;\n")
    assert said(reading) == {"1": "a"}
    assert [problem.line for problem in reading.problems] == [before.count("\n") + 3]


@pytest.mark.parametrize(
    "wrong",
    [{"make": "shape"}, {"delimiter": "::"}, {"delimiter": ""}, {"delimiter": '"'}],
)
def test_what_cannot_be_asked_for_is_refused(wrong):
    """And not taken for something else."""
    with pytest.raises(InvalidArgumentError):
        read_csv("text\na\n", **wrong)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found_out(delimiter):
    """The one that parts the first row into the most cells, also with others in the cells."""
    source = delimiter.join(["key", "text", '"a, b; c"']) + "\n" + delimiter.join("1x2")
    assert said(read_csv(source)) == {"1": "x"}
    assert said(read_csv("text.key\nx.1\n", delimiter=".")) == {"1": "x"}


def test_columns_are_named_or_found():
    """Names count without case and blanks; one that was named is not taken for something else."""
    source = "ID;Titel ;Status\n7;Hallo;offen\n"
    reading = read_csv(source, text="titel")
    [frame, note] = reading.drafts.items
    assert (frame.data["title"], note.key, note.data["content"]) == ("offen", "7", "Hallo")
    with pytest.raises(InvalidArgumentError, match="no column 'title': ID, Titel , Status"):
        read_csv(source, text="title")
    with pytest.raises(InvalidArgumentError, match="which column has the text"):
        read_csv("a,b\n1,2\n")
    [note] = read_csv("text,title\none,two\n").drafts.items
    assert note.data["content"] == "one"
    with pytest.raises(InvalidArgumentError, match="is empty"):
        read_csv("")


def test_cards_have_descriptions_and_hex_colors():
    """The same table as cards."""
    source = "id,title,description,color,labels\n1,Fix <it>,Why & how,#FF0000,a;b\n"
    [card] = read_csv(source, make="card", width=400).drafts.items
    assert card.type == "card"
    assert card.data == {"title": "Fix &lt;it&gt;", "description": "Why &amp; how"}
    assert (card.style, card.geometry) == ({"cardTheme": "#FF0000"}, {"width": 400})
    assert card.tags == ("a", "b")


def test_bad_rows_are_told_with_their_lines_and_contents():
    """Every row is a note or a problem, and what is only partly good says what is missing."""
    long = "x" * 6001
    source = (
        "key,text,tags,color,leads_to\n"
        "1,good,,,\n"
        "2,\n"  # no text
        '3,"two\nlines",,no color,\n'  # from line 4 to 5
        "\n"
        "1,again,,,\n"  # line 7
        "4,more,,,,surplus,cells\n"
        f"5,{long},,,\n"
        "6,tags,a;b;c;d;e;f;g;h;i,cyan,1,\n"  # line 10
        "7,lines,,,1;99;7\n"
    )
    reading = read_csv(source)
    assert [*said(reading)] == ["1", "3", "4", "6", "7"]
    assert [str(problem).split(",")[0] for problem in reading.problems] == [
        "line 3: it has no text",
        "line 4: a sticky_note cannot have the color 'no color'; it has none",
        "line 7: its key '1' was used before",
        "line 8: it has 7 cells for 5 columns; left out: surplus",
        "line 9: its text has 6",
        "line 10: it has 6 cells for 5 columns; left out: ",
        "line 10: Miro takes 8 tags of 120 letters; left out: i",
        "line 11: it leads to '99'",
        "line 11: it leads to '7'",
    ]
    assert [problem.line for problem in reading.problems if problem.left_out] == [3, 7, 9]
    contents = {problem.line: problem.content for problem in reading.problems}
    assert (contents[4], contents[9]) == ('3,"two\nlines",,no color,', f"5,{long},,,")
    lines = [(line.start.key, line.end.key) for line in reading.drafts.connectors]
    assert lines == [("6", "1"), ("7", "1")]


def test_what_is_no_table_is_refused_with_its_line():
    """A cell that is larger than Python's reader takes."""
    with pytest.raises(InvalidArgumentError, match="line 2 is no table"):
        read_csv("text\n" + "x" * 200_000 + "\n")


@pytest.mark.parametrize("rest", ["", "\n", "\nc,3", '\n"c",3\n', '\nc,"3"\nd,4'])
def test_a_quotation_mark_without_an_end_does_not_swallow_rows(rest):
    """The rows below would be part of one text, and `apply` would delete what they had become."""
    table = 'text,key\n"a\nb",1\n5" pipe,2' + rest
    assert [*said(read_csv(table)).items()][:2] == [("1", "a<br>b"), ("2", '5" pipe')]
    with pytest.raises(InvalidArgumentError, match=r"line 4 is no table: .* a quotation mark"):
        read_csv(table.replace('5" pipe', '"5 pipe'))


def test_rows_without_keys_are_known_by_their_texts():
    """Another order gives the same keys; the same text twice gives two."""
    one = said(read_csv("text\na\nb\na\n"))
    other = said(read_csv("text\nb\na\na\n"))
    assert one == other
    assert len(one) == 3
    assert said(read_csv("text,group\na,x\n")).keys() <= one.keys()


def test_rows_without_a_group_are_below_the_frames():
    """Some rows have no group: they get no frame, and lie on no other one's."""
    reading = read_csv("text,group\na,x\nb,\nc,\n", at=(1000, 500))
    frame, *_ = reading.drafts.items
    bottom = frame.at.y + frame.geometry["height"] / 2
    free = [draft for draft in reading.drafts.items if draft.type != "frame" and not draft.frame]
    assert [draft.at.x for draft in free] == [1000 + 199 / 2, 1000 + 199 + 20 + 199 / 2]
    assert all(draft.at.y - 228 / 2 >= bottom for draft in free)


@pytest.mark.anyio
async def test_a_table_that_is_put_in_another_order_moves_notes_and_makes_none(miro_sandbox, board):
    """Importing twice is nothing; the same rows in another order are moved."""
    keys = MemoryKeys()
    await board.apply(read_csv("text\na\nb\n").drafts, mapping=keys)
    miro_sandbox.calls.clear()
    await board.apply(read_csv("text\na\nb\n").drafts, mapping=keys)
    assert writes(miro_sandbox) == []
    await board.apply(read_csv("text\nb\na\n").drafts, mapping=keys)
    assert writes(miro_sandbox) == ["items.update"] * 2
