"""What makes the site: generated pages, links, the pages' Markdown, figures, navigation."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import anyio
import attrs
import pytest

import miro_async.models.enums
from miro_async import models as ours
from sitegen import board, check, docstrings, figures, links, markdown, models, navigation

ROOT = Path(__file__).parents[2]
FIGURES = ("board", "call", "refresh")


def test_the_board_is_drawn_anew_as_it_is_kept():
    """`python docs/sitegen/board.py` writes it, and nobody else."""
    assert anyio.run(board.drawn) == board.PICTURE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_a_title_and_is_told(name):
    """Whoever cannot see it hears what it shows; nothing in it is from elsewhere."""
    text = (figures.FIGURES / f"{name}.svg").read_text(encoding="utf-8")
    drawing = ET.fromstring(text)  # noqa: S314 - our own file
    title = drawing.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text
    assert drawing.get("role") == "img"
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("name", ["call", "refresh"])
def test_a_figure_in_a_page_has_the_colors_of_the_theme(name):
    """What it brings along for standing alone is left out; the variables are the site's."""
    html = f'<p><img alt="What it shows" src="../figures/{name}.svg" /></p>'
    drawn = figures.drawn(html)
    assert drawn.startswith(f'<figure class="drawn drawn-{name}">')
    assert "<figcaption>What it shows</figcaption>" in drawn
    assert "prefers-color-scheme" not in drawn
    used = set(re.findall(r"var\((--figure-\w+)\)", drawn))
    css = (ROOT / "docs" / "stylesheets" / "extra.css").read_text(encoding="utf-8")
    assert used
    assert all(css.count(f"  {name}: #") == 2 for name in used)


def test_other_pictures_stay():
    """Only figures are drawn into the page."""
    html = '<p><img alt="" src="picture.png" /></p>'
    assert figures.drawn(html) == html


def test_every_model_and_field_is_in_the_reference():
    """As the classes have them, with the types that they are annotated with."""
    told = {model.name: model for found in models.modules().values() for model in found}
    values = {model.name for model in models.modules()["enums"]}
    assert set(told) - values == set(ours.__all__)
    assert all(hasattr(miro_async.models.enums, name) for name in values)
    for name, model in ((name, told[name]) for name in ours.__all__):
        kind = getattr(ours, name)
        if attrs.has(kind):
            expected = {field.name for field in attrs.fields(kind)} - {"extra"}
            required = {one.name for one in attrs.fields(kind) if one.default is attrs.NOTHING}
            assert {field.name for field in model.fields} == expected
            assert {field.name for field in model.fields if field.is_required} == required


def test_a_field_says_its_type_and_what_is_known_about_it():
    """With links to other models, and the values that Miro documents."""
    pages = models.pages()
    boards = pages["reference/models/boards.md"]
    assert "| `team` | [`Team`](common.md#miro_async.models.Team) |  |" in boards
    assert "| `id` | `str` | required: id of the user |" in boards
    assert "of the user whom the access token stands for |" in boards
    assert '`"viewer"`, `"commenter"`, `"editor"`, `"coowner"`, `"owner"` or `str`' in boards
    assert "## Board { #miro_async.models.Board }" in boards
    assert "[`Board`](boards.md#miro_async.models.Board)" in pages["reference/models/index.md"]
    assert models.addresses()["Board"] == "models/boards.md#miro_async.models.Board"
    assert models.module_of("Board") == "boards"


def test_lists_of_models_have_links():
    """So do models in a type around them."""
    text = "\n".join(models.pages().values())
    assert (
        "sequence of [`ConnectorCaption`](connectors.md#miro_async.models.ConnectorCaption)" in text
    )


def test_all_public_names_are_described():
    """What `miro_async` gives is on a page of the reference, errors and modules by their own."""
    pages = (ROOT / "docs" / "reference").glob("*.md")
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    named = set(re.findall(r"^::: miro_async\.(\w+)$", text, re.MULTILINE))
    errors = {name for name in miro_async.__all__ if name in vars(miro_async.errors)}
    elsewhere = {"NO_RETRIES", "NULL", "errors", "models"}
    assert set(miro_async.__all__) - errors - elsewhere <= named


NAV = [{"Home": "index.md"}, {"Reference": ["a.md", {"All": "@operations"}, {"Ms": "@models"}]}]


def test_generated_pages_are_in_the_navigation():
    """Operations in the order of the code, models by their names, and what lists them first."""
    generated = dict.fromkeys(
        [
            "reference/operations.md",
            "reference/boards.md",
            "reference/models/tags.md",
            "reference/models/app_cards.md",
            "reference/models/index.md",
        ],
        "",
    )
    assert navigation.filled(NAV, generated) == [
        {"Home": "index.md"},
        {
            "Reference": [
                "a.md",
                {"All": ["reference/operations.md", "reference/boards.md"]},
                {
                    "Ms": [
                        "reference/models/index.md",
                        {"App cards": "reference/models/app_cards.md"},
                        {"Tags": "reference/models/tags.md"},
                    ]
                },
            ]
        },
    ]


PAGE = """# Title

See [an app](../examples/fastapi_app.py), [how to help](../CONTRIBUTING.md#pages), [here](#a),
[there](paging.md#b), [out](https://miro.com) and ![a picture](figures/call.svg).

```python
links = "[an app](../examples/fastapi_app.py)"
```
"""


def test_links_into_the_repository_lead_to_pages():
    """Others stay as they are, and so does code."""
    led = links.led(PAGE, "oauth.md")
    assert (
        "[an app](source/examples/fastapi_app.py.md), [how to help](contributing.md#pages)" in led
    )
    assert "[here](#a),\n[there](paging.md#b), [out](https://miro.com)" in led
    assert "![a picture](figures/call.svg)" in led
    assert 'links = "[an app](../examples/fastapi_app.py)"' in led
    deep = links.led("[an app](../../examples/fastapi_app.py)", "reference/boards.md")
    assert deep == "[an app](../source/examples/fastapi_app.py.md)"


def test_what_is_linked_to_has_a_page():
    """With the file in it, as it is."""
    made = links.neighbours({"oauth.md": PAGE})
    assert {"changelog.md", "contributing.md", "security.md"} <= set(made)
    shown = made["source/examples/fastapi_app.py.md"]
    assert (ROOT / "examples" / "fastapi_app.py").read_text(encoding="utf-8") in shown
    assert "](design.md)" in made["contributing.md"]
    with pytest.raises(FileNotFoundError):
        links.neighbours({"oauth.md": "[gone](../examples/gone.py)"})


def test_readers_of_markdown_see_no_comments():
    """Nor what only the site needs; docstrings stand where the site has them."""
    text = (
        "# Timeouts\n\n<!-- page: trio -->\n\n<div class='x' markdown>\n\n"
        "<!-- setup\nhidden = 1\n-->\n\n## One { #anchor }\n\n```python\n1\n```\n\n</div>\n\n"
        "::: miro_async.Timeout\n    options:\n      show_bases: true\n\nThe end.\n"
    )
    plain = markdown.plain(text)
    assert not any(
        word in plain for word in ("page:", "hidden", "div", "#anchor", ":::", "options")
    )
    assert "## One\n\n```python\n1\n```\n" in plain
    assert "## `miro_async.Timeout`" in plain
    assert "How long to wait, in seconds" in plain
    assert plain.endswith("The end.\n")


def test_machines_get_a_list_of_the_pages():
    """In the order of the navigation, with what each is about; the models are not in the whole."""
    pages = {
        "index.md": "# Home\n\n[Quick](q.md) is *it*. More.\n",
        "reference/boards.md": "# Boards\n\n| a |\n\nBoards: all.\n",
        "reference/models/boards.md": "# Boards: models\n",
    }
    made = markdown.for_machines("# miro-async\n\n> An SDK.\n", list(pages), pages)
    assert made["llms.txt"] == (
        "# miro-async\n\n> An SDK.\n\n"
        "## Guides\n\n- [Home](index.md): Quick is *it*.\n\n"
        "## Reference\n\n- [Boards](reference/boards.md): Boards: all.\n\n"
        "## Models\n\n- [Boards: models](reference/models/boards.md)\n"
    )
    assert "# Boards\n" in made["llms-full.txt"]
    assert "models" not in made["llms-full.txt"]


def test_docstrings_come_with_signatures():
    """Of classes, their methods and what they have, and of functions and modules."""
    client = docstrings.documented("miro_async.MiroApi")
    assert "class MiroApi(access_token: " in client
    assert "### `with_options`" in client
    assert "async aclose() -> None" in client
    assert "operations() -> " in docstrings.documented("miro_async.operations")
    assert "`miro_async.errors.NotFoundError`" in docstrings.documented("miro_async.errors")


@pytest.fixture
def site(tmp_path):
    """Give a site with nothing wrong."""
    (tmp_path / "page").mkdir()
    head = '<link rel="stylesheet" href="{0}a.css"><link rel="alternate" href="{0}{1}.md">'
    home = head.format("", "index") + '<h1 id="x"></h1><a href="page/#y"></a>'
    page = head.format("../", "page") + '<h1 id="y"></h1><a href="..#x"></a><a href="#y"></a>'
    outside = '<a href="https://miro.com/x"></a><img src="data:image/png;base64,">'
    (tmp_path / "index.html").write_text(home + outside)
    (tmp_path / "page" / "index.html").write_text(page)
    (tmp_path / "a.css").write_text("a { background: url(data:x) } b { mask: url('b.svg') }")
    for name in ("index.md", "page.md", "b.svg", "llms-full.txt"):
        (tmp_path / name).write_text("Words")
    (tmp_path / "llms.txt").write_text("- [Page](page.md)")
    check.read.cache_clear()
    return tmp_path


def test_a_good_site_has_no_troubles(site, capsys):
    """And the program ends well."""
    check.main(str(site))
    assert capsys.readouterr().out == "0 troubles\n"


WRONG = {
    '<script src="https://cdn.example/x.js"></script>': "loads https://cdn.example/x.js from",
    '<script src="//cdn.example/x.js"></script>': "from elsewhere",
    '<img src="gone.png">': "loads gone.png, which is not there",
    '<link rel="icon" href="gone.ico">': "loads gone.ico, which is not there",
    '<a href="gone/"></a>': "leads to gone/, which is not there",
    '<a href="page/#z"></a>': "leads to page/#z, and there is no such place",
    '<a href="#z"></a>': "leads to #z, and there is no such place",
    '<a href="http://miro.com"></a>': "not https",
    '<a href="https://evil.example"></a>': "a host that is not listed",
}


@pytest.mark.parametrize("html", WRONG)
def test_what_is_wrong_with_a_page_is_found(site, html, capsys):
    """What it loads, and where it leads."""
    page = site / "index.html"
    page.write_text(page.read_text() + html)
    with pytest.raises(SystemExit):
        check.main(str(site))
    out = capsys.readouterr().out
    assert WRONG[html] in out
    assert out.endswith("\n1 troubles\n")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.css", "@import 'https://fonts.example/x.css';", "from elsewhere"),
        ("a.css", "a { background: url(gone.png) }", "gone.png, which is not there"),
        ("llms.txt", "", "llms.txt: is not there, or has nothing in it"),
        ("llms.txt", "- [Gone](gone.md)", "lists gone.md, which is not there"),
        ("page/index.html", '<h1 id="y"></h1>', "has no Markdown beside it"),
    ],
)
def test_what_is_wrong_with_other_files_is_found(site, name, text, expected):
    """Styles, and what machines read."""
    (site / name).write_text(text)
    assert any(expected in str(one) for one in check.troubles(site))
