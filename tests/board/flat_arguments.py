"""What each flat argument of `board.add_...` becomes, written by hand from Miro's documentation.

By method: the path of the API in Miro's document, then by argument a value, the place in the body,
and what is to be there.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

HALF_PAST_FIVE_EAST = datetime(2026, 3, 1, 5, 30, tzinfo=timezone(timedelta(hours=3)))

SIZE = {
    "width": (120, "geometry.width", 120),
    "height": (90, "geometry.height", 90),
    "rotation": (45, "geometry.rotation", 45),
}
HTML = ("<p><b>a</b> &lt; b</p>", "data.content", "<p><b>a</b> &lt; b</p>")
TEXT = ('a <b> & "c"\nd', "data.content", 'a &lt;b&gt; &amp; "c"<br>d')


def size(*names):
    """Give the arguments for the size."""
    return {name: SIZE[name] for name in names}


ADDED = {
    "add_sticky_note": (
        "/v2/boards/{board_id}/sticky_notes",
        {
            "text": TEXT,
            "html": HTML,
            "color": ("light_green", "style.fillColor", "light_green"),
            "shape": ("rectangle", "data.shape", "rectangle"),
            "text_align": ("right", "style.textAlign", "right"),
            "text_align_vertical": ("bottom", "style.textAlignVertical", "bottom"),
            **size("width", "height"),
        },
    ),
    "add_shape": (
        "/v2/boards/{board_id}/shapes",
        {
            "text": TEXT,
            "html": HTML,
            "shape": ("cloud", "data.shape", "cloud"),
            "color": ("#ff9d48", "style.fillColor", "#ff9d48"),
            "fill_opacity": (0.5, "style.fillOpacity", "0.5"),
            "text_color": ("#1a1a1a", "style.color", "#1a1a1a"),
            "border_color": ("#23bfe7", "style.borderColor", "#23bfe7"),
            "border_width": (3, "style.borderWidth", "3"),
            "border_style": ("dotted", "style.borderStyle", "dotted"),
            "border_opacity": (0.25, "style.borderOpacity", "0.25"),
            "font_family": ("roboto", "style.fontFamily", "roboto"),
            "font_size": (36.0, "style.fontSize", "36"),
            "text_align": ("left", "style.textAlign", "left"),
            "text_align_vertical": ("middle", "style.textAlignVertical", "middle"),
            **size("width", "height", "rotation"),
        },
    ),
    "add_text": (
        "/v2/boards/{board_id}/texts",
        {
            "text": TEXT,
            "html": HTML,
            "text_color": ("#1a1a1a", "style.color", "#1a1a1a"),
            "color": ("#e6e6e6", "style.fillColor", "#e6e6e6"),
            "fill_opacity": (1, "style.fillOpacity", "1"),
            "font_family": ("caveat", "style.fontFamily", "caveat"),
            "font_size": (48, "style.fontSize", "48"),
            "text_align": ("center", "style.textAlign", "center"),
            **size("width", "rotation"),
        },
    ),
    "add_card": (
        "/v2/boards/{board_id}/cards",
        {
            "title": ("a < b", "data.title", "a &lt; b"),
            "description": ("c\r\nd", "data.description", "c<br>d"),
            "description_html": ("<p>x</p>", "data.description", "<p>x</p>"),
            "color": ("#2d9bf0", "style.cardTheme", "#2d9bf0"),
            "due_date": (HALF_PAST_FIVE_EAST, "data.dueDate", "2026-03-01T02:30:00.000Z"),
            "assignee_id": ("3074457362577955300", "data.assigneeId", "3074457362577955300"),
            **size("width", "height", "rotation"),
        },
    ),
    "add_app_card": (
        "/v2/boards/{board_id}/app_cards",
        {
            "title": ("a & b", "data.title", "a &amp; b"),
            "description": ("c", "data.description", "c"),
            "description_html": ("<ul><li>x</li></ul>", "data.description", "<ul><li>x</li></ul>"),
            "color": ("#ff0000", "style.fillColor", "#ff0000"),
            "status": ("connected", "data.status", "connected"),
            "fields": ([{"value": "v"}], "data.fields", [{"value": "v"}]),
            **size("width", "height", "rotation"),
        },
    ),
    "add_frame": (
        "/v2/boards/{board_id}/frames",
        {
            "title": ("a < b", "data.title", "a < b"),
            "color": ("#ffffffff", "style.fillColor", "#ffffffff"),
            "show_content": (False, "data.showContent", False),
            **size("width", "height"),
        },
    ),
    "add_image": (
        "/v2/boards/{board_id}/images",
        {
            "url": ("https://x.org/a.png", "data.url", "https://x.org/a.png"),
            "title": ("Team", "data.title", "Team"),
            **size("width", "height", "rotation"),
        },
    ),
    "add_document": (
        "/v2/boards/{board_id}/documents",
        {
            "url": ("https://x.org/a.pdf", "data.url", "https://x.org/a.pdf"),
            "title": ("Plan", "data.title", "Plan"),
            **size("width", "height", "rotation"),
        },
    ),
    "add_embed": (
        "/v2/boards/{board_id}/embeds",
        {
            "url": ("https://x.org", "data.url", "https://x.org"),
            "mode": ("modal", "data.mode", "modal"),
            "preview_url": ("https://x.org/p.png", "data.previewUrl", "https://x.org/p.png"),
            **size("width", "height"),
        },
    ),
    "add_doc_format": (
        "/v2/boards/{board_id}/docs",
        {"markdown": ("# a <b>", "data.content", "# a <b>")},
    ),
    "add_code_widget": (
        "/v2-experimental/boards/{board_id}/code_widgets",
        {
            "code": ("a < b", "data.code", "a < b"),
            "title": ("t.py", "data.title", "t.py"),
            "language": ("python", "data.language", "python"),
            "line_numbers_visible": (True, "data.lineNumbersVisible", True),
            **size("width", "height", "rotation"),
        },
    ),
    "add_mindmap_node": (
        "/v2-experimental/boards/{board_id}/mindmap_nodes",
        {
            "text": ("a < b", "data.nodeView.data.content", "a &lt; b"),
            "html": ("<p>x</p>", "data.nodeView.data.content", "<p>x</p>"),
            **size("width"),
        },
    ),
}

# What cannot be left out of a call that is about something else.
NEEDED = {
    "add_text": {"text": "x"},
    "add_image": {"url": "https://x.org/a.png"},
    "add_document": {"url": "https://x.org/a.pdf"},
    "add_embed": {"url": "https://x.org"},
    "add_doc_format": {"markdown": "x"},
    "add_mindmap_node": {"text": "x"},
}
INSTEAD = {"html": "text"}

# Always sent, as Miro takes no other value, or takes none without it.
CONSTANT = {
    "add_frame": {"data.type": "freeform", "data.format": "custom"},
    "add_doc_format": {"data.contentType": "markdown"},
    "add_mindmap_node": {"data.nodeView.data.type": "text"},
}

EACH = [(method, argument) for method, (_, taken) in ADDED.items() for argument in taken]


def arguments(method, argument):
    """Give the arguments of a call that is about this one."""
    needed = {**NEEDED.get(method, {})}
    needed.pop(INSTEAD.get(argument, ""), None)
    return {**needed, argument: ADDED[method][1][argument][0]}


def at_path(body, path):
    """Give what is at a dotted place."""
    for step in path.split("."):
        body = body[step]
    return body


def paths(body, above=""):
    """Give the dotted places of all values."""
    for name, value in body.items():
        if isinstance(value, dict):
            yield from paths(value, f"{above}{name}.")
        else:
            yield f"{above}{name}"
