"""Wanted boards as plain data, for property tests: built into drafts, and compared with a board."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies as st

from miro_async.board import Drafts

FRAMES = ("left", "right")
KEYS = ("a", "b", "c", "d", "e")
COLORS = ("cyan", "pink", "gray")
SHAPE_COLORS = ("#FFaa00", "#00ff00")
SPOTS = ((100, 100), (350, 100), (100, 350))


def _thing(key):
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["sticky_note", "shape"]),
            "text": st.sampled_from([f"{key} one", f"{key} <two> & more"]),
            "color": st.integers(0, 1),
            "frame": st.sampled_from([None, *FRAMES]),
            "spot": st.sampled_from(SPOTS),
            "tags": st.sets(st.sampled_from(["x", "y"]), max_size=2).map(sorted),
        }
    )


def scripts():
    """Give wanted boards: which keys there are, and what each is like."""
    things = st.fixed_dictionaries({}, optional={key: _thing(key) for key in KEYS})
    pairs = st.sets(st.sampled_from([("a", "b"), ("b", "c"), ("a", "d")]), max_size=2).map(sorted)
    sizes = st.sampled_from([(500, 500), (700, 420)])
    return st.fixed_dictionaries(
        {
            "things": things,
            "lines": pairs,
            "size": sizes,
            "x": st.sampled_from([0, 60]),
            "grouped": st.booleans(),
        }
    )


def build(script):
    """Give the drafts of a wanted board."""
    drafts = Drafts()
    width, height = script["size"]
    named = {each["frame"] for each in script["things"].values()} - {None}
    frames = {
        name: drafts.add_frame(
            name,
            at=(script["x"] + 1000 * FRAMES.index(name), 0),
            width=width,
            height=height,
            key=name,
        )
        for name in FRAMES
        if name in named
    }
    made = {}
    for key, each in script["things"].items():
        where = {"at": each["spot"], "frame": frames.get(each["frame"]), "key": key}
        if each["kind"] == "shape":
            color = SHAPE_COLORS[each["color"]]
            made[key] = drafts.add_shape(each["text"], color=color, border_width=2, **where)
        else:
            color = COLORS[each["color"]]
            made[key] = drafts.add_sticky_note(
                each["text"], color=color, tags=each["tags"], **where
            )
    for start, end in script["lines"]:
        if start in made and end in made:
            drafts.connect(made[start], made[end], width=2)
    if script["grouped"] and {"a", "b"} <= made.keys():
        drafts.group([made["a"], made["b"]], key="group")
    return drafts


def expected(script):
    """Give what the plain API has to tell of such a board, worked out from the script alone."""
    things = Counter()
    texts = {}
    for key, each in script["things"].items():
        escaped = each["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        is_note = each["kind"] == "sticky_note"
        color = (COLORS if is_note else SHAPE_COLORS)[each["color"]].lower()
        tags = tuple(each["tags"]) if is_note else ()
        texts[key] = escaped
        things[each["kind"], escaped, color, each["frame"], each["spot"], tags] += 1
    named = {each["frame"] for each in script["things"].values()} - {None}
    for name in named:
        place = (script["x"] + 1000 * FRAMES.index(name), 0)
        things["frame", name, script["size"], place] += 1
    lines = Counter(
        (texts[one], texts[other]) for one, other in script["lines"] if {one, other} <= texts.keys()
    )
    group = [{texts["a"], texts["b"]}] if script["grouped"] and {"a", "b"} <= texts.keys() else []
    return things, lines, group


async def found(api, board_id, foreign=()):
    """Give what the plain API tells of a board, but for what is foreign."""
    items = {each.id: each for each in await api.items.list(board_id).collect()}
    titles = {each.id: each.data.title for each in items.values() if each.type == "frame"}
    tagged = {}
    for tag in await api.tags.list(board_id).collect():
        for each in await api.tags.list_items(board_id, tag.id).collect():
            tagged.setdefault(each.id, []).append(tag.title)
    things = Counter(
        _told(item, titles, tagged) for item in items.values() if item.id not in foreign
    )
    said = {each.id: getattr(each.data, "content", None) for each in items.values()}
    lines = Counter(
        (said[line.start_item.id], said[line.end_item.id])
        for line in await api.connectors.list(board_id).collect()
    )
    groups = [
        {said[each] for each in group.data.items}
        for group in await api.item_groups.list(board_id).collect()
    ]
    return things, lines, groups


def _told(item, titles, tagged):
    place = (item.position.x, item.position.y)
    if item.type == "frame":
        return "frame", item.data.title, (item.geometry.width, item.geometry.height), place
    frame = titles[item.parent.id] if item.parent else None
    tags = tuple(sorted(tagged.get(item.id, ())))
    return item.type, item.data.content, item.style.fill_color.lower(), frame, place, tags
