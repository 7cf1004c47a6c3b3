"""Document format items: Markdown in, Markdown or HTML out."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ..answers import ok
from ..checks import ObjectOf, checked_object, one_of
from ..families import FAMILY_OF_TYPE
from ..shown import shown_item
from .items import item_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..call import Call, Handler

_HEADING = re.compile(r"(#{1,6})\s+(.*)")


def _get(call: Call) -> Response:
    item = item_of(call, FAMILY_OF_TYPE["doc_format"])
    shown = shown_item(call, item)
    form = call.query.get("textContentType", "markdown")
    kinds = one_of("html", "markdown")
    checked_object({"textContentType": form}, ObjectOf(fields={"textContentType": kinds}))
    if form == "html":
        shown["data"] = {"contentType": "html", "content": as_html(item.data["content"])}
    return ok(shown)


def as_html(markdown: str) -> str:
    """Give HTML for Markdown: headings, lists and paragraphs; other marks stay as they are."""
    written: list[str] = []
    for block in re.split(r"\n\s*\n", markdown.strip()):
        lines = block.splitlines()
        heading = _HEADING.fullmatch(block)
        if heading:
            level = len(heading[1])
            written.append(f"<h{level}>{escape(heading[2])}</h{level}>")
        elif lines and all(line.startswith(("- ", "* ")) for line in lines):
            written.append(f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in lines)}</ul>")
        else:
            written.append(f"<p>{'<br>'.join(map(escape, lines))}</p>")
    return "".join(written)


HANDLERS: Mapping[str, Handler] = {"doc_formats.get": _get}
