"""Where the official document is wrong about requests: what ours differ from it in."""

from __future__ import annotations

from .correction import ANYTHING, ITEM_IDS, TEXT, Correction, by_type, closed_object
from .official import reference

_UPLOAD_BULK = "create-items-in-bulk-using-file-from-device"
_FILE = closed_object(
    ["type"],
    type={"type": "string", "enum": ["image", "document"]},
    title=TEXT,
    altText=TEXT,
    position=reference("PositionChange"),
    geometry=reference("FixedRatioGeometry"),
    parent=reference("Parent"),
)

REQUEST_CORRECTIONS = (
    Correction(
        "D1",
        "operations createGroup body application/json",
        closed_object(["data"], data=ITEM_IDS),
        shown_by="createGroup",
        why="It is the body for another kind of group, of users.",
    ),
    Correction(
        "D1",
        "operations updateGroup body application/json",
        closed_object(["data"], data=ITEM_IDS),
        shown_by="updateGroup",
        why="As above.",
    ),
    Correction(
        "D4",
        "schemas DocumentCreateRequest properties geometry",
        reference("FixedRatioGeometry"),
        shown_by="create-document-item-using-url",
        why="It was lost in a merge; the request that updates a document has it.",
    ),
    Correction(
        "D5",
        f"operations {_UPLOAD_BULK} path",
        "/v2/boards/{board_id}/items/bulk",
        shown_by=_UPLOAD_BULK,
        why="The placeholder has another name than its parameter.",
    ),
    Correction(
        "section 3",
        f"operations {_UPLOAD_BULK} body multipart/form-data properties data",
        {"type": "array", "items": _FILE},
        shown_by=_UPLOAD_BULK,
        why="This part is JSON about the files, not a file.",
    ),
    Correction(
        "D6",
        "operations deleteGroup path",
        "/v2/boards/{board_id}/groups/{group_id}",
        shown_by="deleteGroup",
        why="A question mark stands at the end of the path.",
    ),
    Correction(
        "D8",
        "schemas LegalHoldRequestScopeUsers required",
        ["users"],
        shown_by="create-legal-hold",
        why="What is required as `user` is declared as `users`.",
    ),
    Correction(
        "D14",
        "schemas PatchGroupResource properties schemas",
        {
            "type": "array",
            "items": {"type": "string", "enum": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]},
        },
        shown_by="patchGroup",
        why="The allowed value stands on the list instead of on its elements.",
    ),
    Correction(
        "D14",
        "schemas PatchGroupResource properties Operations items properties path",
        TEXT,
        shown_by="patchGroup",
        why="A path can be a filter, as in the document's own example.",
    ),
    Correction(
        "D14",
        "schemas PatchUserResource properties Operations items properties value",
        ANYTHING,
        shown_by="patchUser",
        why="The value is of the type of what is changed (RFC 7644, section 3.5.2).",
    ),
)

SHARPENED = (
    Correction(
        "D2",
        "schemas ItemDataCreate",
        by_type(
            {
                "text": "TextData",
                "embed": "EmbedUrlData",
                "card": "CardData",
                "app_card": "AppCardDataChanges",
                "image": "ImageUrlData",
                "document": "DocumentUrlData",
                "shape": "ShapeData",
                "sticky_note": "StickyNoteData",
                "frame": "FrameChanges",
            }
        ),
        shown_by="create-items",
        why="Nothing ties the data to the type; frames, which are a type, have none, and app cards "
        "have what only answers hold.",
    ),
    Correction(
        "D2",
        "schemas ItemStyle",
        by_type(
            {
                "text": "TextStyle",
                "card": "CardStyle",
                "app_card": "AppCardStyle",
                "shape": "ShapeStyle",
                "sticky_note": "StickyNoteStyle",
                "frame": "FrameStyle",
            }
        ),
        shown_by="create-items",
        why="Nothing ties the style to the type, and that of frames is missing.",
    ),
)
"""Where the document is also too loose to catch what is wrong."""
