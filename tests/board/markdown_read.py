"""Markdown of a board, read back by markdown-it, a parser that passes CommonMark's own tests."""

from __future__ import annotations

from markdown_it import MarkdownIt

from miro_async.board.export import to_markdown
from tests.board import seen

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown):
    """Give the blocks of a document, and what is in their lines, in one list."""
    found = []
    for token in PARSER.parse(markdown):
        found += [token, *(token.children or ())]
    return found


def outline(markdown):
    """Give headings by level, list items by depth, paragraphs, and code, each with its text."""
    found, depth, kind = [], 0, "p"
    for token in PARSER.parse(markdown):
        if token.type in {"bullet_list_open", "bullet_list_close"}:
            depth += token.nesting
        elif token.type == "heading_open":
            kind = token.tag
        elif token.type == "inline":
            found.append((kind if kind != "p" else "-" * depth or "p", shown(token)))
            kind = "p"
        elif token.type == "fence":
            found.append((f"code {token.info.strip()}", token.content))
    return found


def shown(inline):
    """Give what a line shows, without its markup."""
    parts = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(parts.get(token.type, token.content) for token in inline.children)


def body(*items, **more):
    """Give the outline of a board, without its name and link."""
    return outline(to_markdown(seen.snapshot(*items, **more)))[2:]
