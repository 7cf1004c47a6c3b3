"""Nothing that people wrote becomes markup in a board's Markdown, but for emphasis and links."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from miro_async.board.export import to_markdown
from miro_async.board.export.inline import escaped, html_lines, web_address
from tests.board import seen
from tests.board.markdown_read import outline, tokens

SNAKES = [
    "# no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "12) no list",
    "> no quote",
    "=====",
    "---",
    "***",
    "| a | b |",
    "|---|---|",
    "    no code",
    "```",
    "~~~",
    "`no code`",
    "*no* **emphasis** _here_ __or__ there_ _",
    "[no](https://link) ![no](image) [no]: https://reference",
    "<b>no html</b> <!-- nor comments --> <https://a.b> <a@b.c>",
    "&lt;no entity&gt; &copy; &#65;",
    r"\* no \escape \\",
    "a  ",
    "snake_case_stays",
    "~~no strike~~",
    ":::note",
    "שלום עולם",
    "مرحبا \u202eevil\u202c",
    "👩‍👩‍👧 🏳️‍🌈",
]


@pytest.mark.parametrize("text", SNAKES)
def test_what_people_write_is_shown_as_it_is(text):
    """In a note, a text, a title, a card, a tag: text alone, with the same letters."""
    lines = text.replace("&", "&amp;").replace("<", "&lt;")
    expected = " ".join(text.split())
    markdown = to_markdown(
        seen.snapshot(
            seen.item("f", "frame", text, size=(900, 900)),
            seen.item("1", content=f"{lines}<br>{lines}", at=(0, 0), frame="f"),
            seen.item("2", "text", lines, at=(0, 500), frame="f"),
            seen.item("3", "card", lines, at=(0, 800), frame="f", data={"description": lines}),
            tags=[seen.tag("t", text)],
            tags_of={"2": ["t"]},
            name=text,
        )
    )
    assert outline(markdown) == [
        ("h1", expected),
        ("p", "Open in Miro"),
        ("h2", expected),
        ("-", f"{expected}\n{expected}"),
        ("p", f"{expected} (tag: {expected})"),
        ("-", f"{expected}\n{expected}"),
    ]
    assert {"html_inline", "html_block"}.isdisjoint(token.type for token in tokens(markdown))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=80)
def test_any_line_is_shown_as_it_is(text):
    """Whatever it is made of; what no document can hold becomes a sign for that."""
    line = " ".join(text.split())
    kept = "".join("\ufffd" if ord(c) in {*range(9), *range(14, 28), 127} else c for c in line)
    blocks = outline(f"- {escaped(text)}\n\n{escaped(text)}")
    assert blocks == ([("-", kept), ("p", kept)] if kept else [])


MARKS = st.lists(
    st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='https://a.b'>", "</a>", " "])
    | st.text("ab*_`[]~1.#- !(\\", min_size=1, max_size=5),
    max_size=9,
)


@given(MARKS)
@settings(max_examples=80)
def test_any_markup_shows_the_same_text(parts):
    """Emphasis or not: no star that was not written."""
    html = "".join(parts)
    written = "".join(part for part in parts if not part.startswith("<"))
    (line,) = html_lines(f"x {html} x")
    ((kind, found),) = outline(line)
    assert (kind, " ".join(found.split())) == ("p", " ".join(f"x {written} x".split()))


def test_a_link_after_a_cry_is_no_picture():
    """Markdown would read `![` as the beginning of one."""
    (line,) = html_lines("Look!<a href='https://a.b'>here</a>!")
    assert outline(line) == [("p", "Look!here!")]
    assert "image" not in {token.type for token in tokens(line)}


def test_emphasis_and_links_are_kept():
    """Where Markdown has words for them, and their address is one of the web."""
    html = (
        '<p><strong>bold</strong> and <em>slant</em><b>next</b> <a href="https://a.b/(x)">link</a> '
        '<a href="javascript:alert(1)">script</a> <b>"no"</b> <u>under</u>'
        '<a href="https://a.b"> </a></p>'
    )
    assert html_lines(html) == [
        '**bold** and *slant*next [link](https://a.b/%28x%29) script "no" under'
    ]
    assert html_lines("<b>a</b>") == ["**a**"]
    assert html_lines("<b>- a</b>") == [r"\- a"]
    assert html_lines("<i>1. a</i> b") == ["*1. a* b"]
    assert html_lines("<i>1. (a)</i> b") == [r"1\. (a) b"]
    assert html_lines("<ul><li>a</li><li><b>b</b></li></ul>") == ["• a", "• **b**"]
    assert html_lines("a\r\nb\rc\nd") == ["a", "b", "c", "d"]
    assert html_lines('<a class="b" HREF=https://a.b>c</a> <a>d</a>') == ["[c](https://a.b) d"]
    assert html_lines(None) == []
    assert html_lines("<b></b><p> </p>") == []


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://a.b/c?d=e&f#g", "https://a.b/c?d=e&f#g"),
        (" HTTP://a.b ", "HTTP://a.b"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("https://a.b/ü <>()[]\\\n", "https://a.b/%C3%BC%20%3C%3E%28%29%5B%5D%5C"),
        ("https://a.b/&copy;", "https://a.b/&copy%3B"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.b", ""),
        ("https://[x", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_become_links(address, found):
    """With nothing in them that could end the link."""
    assert web_address(address) == found


def test_docs_are_quoted_and_cannot_get_out():
    """Their Markdown stays, their HTML is shown as text, a fence that has no end ends with them."""
    content = "# T\n\n<script>x</script> <https://a.b>\n~~~ x\n<b>\n~~~~\n<i>\n```\n</script>"
    doc = seen.item(
        "1", "doc_format", at=(0, 0), data={"contentType": "markdown", "content": content}
    )
    markdown = to_markdown(seen.snapshot(doc, seen.item("2", content="after", at=(0, 2000))))
    found = tokens(markdown)
    assert {"html_inline", "html_block"}.isdisjoint(token.type for token in found)
    assert outline(markdown)[2:] == [
        ("h1", "T"),
        ("p", "<script>x</script> https://a.b"),
        ("code x", "<b>\n"),
        ("p", "<i>"),
        ("code ", "</script>\n"),
        ("-", "after"),
    ]


def html_of_doc(content):
    """Give the HTML that a document has, if a doc on the board says this."""
    data = {"contentType": "markdown", "content": content}
    found = tokens(to_markdown(seen.snapshot(seen.item("1", "doc_format", data=data))))
    return [token.content for token in found if token.type in {"html_inline", "html_block"}]


@pytest.mark.parametrize(
    "before",
    [
        "```x``` is no fence",
        "- a\n  ```",  # which ends with the list
        "```\n```\u00a0\n```",
        "```\n   ```",
        "```\n\t```",  # which is as wide as four blanks, but for where a quote begins
        "  ```\n```",
        "- a\n\t```\n\n```",
    ],
)
def test_no_fence_lets_html_out_of_a_doc(before):
    """What looks like the beginning or the end of code, and is not."""
    assert html_of_doc(f"{before}\n<script>alert(1)</script>") == []


FENCES = (
    *("```", "~~~", "````", "  ```", "    ```", "\t```", "- ```", "> ```", "```x```", "```\u00a0"),
    *("- a", "  - b", "1. c", "> q", "", "text", "`", "[a]: <b>", "<https://a.b>", "<!-- c"),
)


@given(st.lists(st.sampled_from(FENCES), max_size=7))
@settings(max_examples=80)
def test_no_doc_has_html_in_it(lines):
    """Whatever comes before, within code or not."""
    assert html_of_doc("\n".join([*lines, "<script>x</script>", "<b>"])) == []
