"""What objects take: out of an answer, into a body, and in memory."""

from __future__ import annotations

from measuring import Figure, Group

from .naming import named

DECODE = Group(
    name="decode",
    title="Page of 50 mixed items to objects",
    sides=named("decode", ("ours", "ours fast", "json.loads", "orjson.loads", "miro_api")),
    figures=[
        Figure(
            what="page of 50 mixed items to objects, against `json.loads`",
            ours="decode ours",
            peer="decode json.loads",
            reach=2.5,
            stretch=2.0,
        ),
        Figure(
            what="the same, `fast`, against `orjson.loads`",
            ours="decode ours fast",
            peer="decode orjson.loads",
            reach=3.2,
            stretch=2.2,
        ),
    ],
)
STRANGE = Group(
    name="strange",
    title="The same page with an unknown field in every object",
    sides=named("decode strange", ("ours", "ours fast", "json.loads", "orjson.loads")),
    figures=[
        Figure(
            what="page with an unknown field in every object, against `json.loads`",
            ours="decode strange ours",
            peer="decode strange json.loads",
        ),
        Figure(
            what="the same, `fast`, against `orjson.loads`",
            ours="decode strange ours fast",
            peer="decode strange orjson.loads",
        ),
    ],
)
ENCODE = Group(
    name="encode",
    title="Body of a sticky note to bytes",
    sides=named("encode", ("ours", "ours fast", "json.dumps", "orjson.dumps")),
    figures=[
        Figure(
            what="body of a sticky note to bytes, against `json.dumps` of the dict",
            ours="encode ours",
            peer="encode json.dumps",
            reach=1.3,
            stretch=1.1,
        ),
        Figure(
            what="the same, `fast`, against `orjson.dumps`",
            ours="encode ours fast",
            peer="encode orjson.dumps",
            reach=3.5,
            stretch=2.5,
        ),
    ],
)
MEMORY = Group(
    name="memory",
    title="Memory of 10,000 items that are kept",
    fresh="memory",
    measure="MB",
    sides=("ours", "ours fast", "httpx", "miro_api"),
    figures=[
        Figure(
            what="memory of 10,000 decoded items, against miro_api",
            ours="ours",
            peer="miro_api",
            reach=0.35,
            stretch=0.25,
        ),
        Figure(
            what="the same, `fast`", ours="ours fast", peer="miro_api", reach=0.35, stretch=0.25
        ),
    ],
    rounds=5,
)
