"""Where the official document is wrong about answers: what the client expects instead."""

from __future__ import annotations

from .correction import ANYTHING, ITEM_IDS, TEXT, Correction, by_type, closed_object
from .official import reference

_DATA = {
    "text": "TextData",
    "embed": "EmbedData",
    "card": "CardData",
    "app_card": "AppCardData",
    "image": "ImageData",
    "document": "DocumentData",
    "shape": "ShapeData",
    "frame": "FrameData",
    "sticky_note": "StickyNoteData",
}
_STYLES = {
    "text": "TextStyle",
    "card": "CardStyle",
    "app_card": "AppCardStyle",
    "shape": "ShapeStyle",
    "frame": "FrameStyle",
    "sticky_note": "StickyNoteStyle",
}
_BASIC_SHAPES = (
    "rectangle round_rectangle circle triangle rhombus parallelogram trapezoid pentagon hexagon "
    "octagon wedge_round_rectangle_callout star flow_chart_predefined_process cloud cross can "
    "right_arrow left_arrow left_right_arrow left_brace right_brace"
)
_FLOWCHART_SHAPES = (
    "connector magnetic_disk input_output decision delay display document magnetic_drum "
    "internal_storage manual_input manual_operation merge multidocuments note_curly_left "
    "note_curly_right note_square offpage_connector or predefined_process_2 preparation process "
    "online_storage summing_junction terminator"
)
_SHAPES = _BASIC_SHAPES.split() + [f"flow_chart_{name}" for name in _FLOWCHART_SHAPES.split()]
_PROVIDER = "ServiceProviderConfigResponse properties"

_LOST = (
    Correction(
        "D2",
        "schemas ItemData",
        by_type(_DATA),
        shown_by="create-items",
        why="Six of eight kinds of data were lost in a merge.",
    ),
    Correction(
        "D2",
        "schemas Item properties style",
        by_type(_STYLES),
        shown_by="create-items",
        why="As was the style.",
    ),
    Correction(
        "D4",
        "schemas FrameData properties showContent",
        {"type": "boolean"},
        shown_by="get-frame-item",
        why="It was lost in a merge; requests have it.",
    ),
    Correction(
        "D4",
        "schemas FrameData properties type enum",
        ["freeform", "heap", "grid", "rows", "columns", "unknown"],
        shown_by="get-frame-item",
        why="As was one of the types.",
    ),
    Correction(
        "D10",
        "schemas WidgetDataOutput",
        by_type(
            {
                **_DATA,
                "doc_format": "DocFormatData",
                "code": "CodeWidgetData",
                "mindmap_node": "MindmapData",
            }
        ),
        shown_by="get-items",
        why="Nothing ties the data to the type; docs, code and mind maps are missing.",
    ),
    Correction(
        "D10",
        "schemas GenericItem properties style",
        by_type({**_STYLES, "mindmap_node": "MindmapStyle"}),
        shown_by="get-items",
        why="Items of any kind come with their style (api-clients, issue 180).",
    ),
    Correction(
        "D10",
        "schemas GenericItem properties links",
        reference("WidgetLinks"),
        shown_by="get-items",
        why="And with links.",
    ),
    Correction(
        "D10",
        "schemas GenericItem properties parent",
        reference("ParentLinksEnvelope"),
        shown_by="get-items",
        why="As does their parent.",
    ),
    Correction(
        "D12",
        "schemas TeamMember properties role enum",
        ["non_team", "member", "admin", "team_guest"],
        shown_by="enterprise-get-team-member",
        why="A role was dropped that the text of a filter still lists.",
    ),
)

_OPTIONAL = (
    Correction(
        "D8",
        "schemas LegalHoldContentItemsResponse required",
        ["type"],
        shown_by="get-legal-hold-content-items",
        why="Two properties are required that are not declared.",
    ),
    Correction(
        "D8",
        "schemas LegalHoldResponse required",
        [
            *("id", "organizationId", "caseId", "name", "state", "scope"),
            *("createdBy", "createdAt", "lastModifiedAt"),
        ],
        shown_by="get-legal-hold",
        why="A property is required that is not declared.",
    ),
    Correction(
        "D9",
        "operations token-info answers 200 application/json required",
        ["type", "team", "createdBy", "user"],
        shown_by="token-info",
        why="A token may come without an organization (api-clients 2.2.1).",
    ),
    *(
        Correction(
            "D17",
            f"schemas {schema} required",
            ["id", "name", "type"],
            shown_by=operation,
            why="A board may come without a description.",
        )
        for schema, operation in (
            ("Board", "get-boards"),
            ("BoardWithLinks", "create-board"),
            ("BoardWithLinksAndLastOpened", "get-specific-board"),
            ("BoardWithLinksAndWithoutProject", "copy-board"),
        )
    ),
)

_WRONG = (
    Correction(
        "D1",
        "schemas GroupResponseShort properties data",
        ITEM_IDS,
        shown_by="getGroupById",
        why="It is the answer about another kind of group, of users.",
    ),
    Correction(
        "D3",
        "schemas Picture properties id",
        TEXT,
        shown_by="get-boards",
        why="Ids are strings; it was a number by mistake (api-clients, issue 452).",
    ),
    Correction(
        "D9",
        "operations token-info answers 200 application/json properties application",
        closed_object([], type=TEXT, name=TEXT, id=TEXT),
        shown_by="token-info",
        why="Live answers name the application.",
    ),
    Correction(
        "D12",
        "schemas TeamCopyAccessLevelSettings properties copyAccessLevel enum",
        ["anyone", "team_members", "team_editors", "board_owner"],
        shown_by="enterprise-get-team-settings",
        why="One value was written with spaces and a dash behind it.",
    ),
    *(
        Correction(
            "D14",
            f"schemas {operation.removeprefix('list')[:-1]}ListResponse properties {count}",
            {"type": "integer"},
            shown_by=operation,
            why="Counts are whole numbers (RFC 7644, section 3.4.2).",
        )
        for operation in ("listUsers", "listGroups")
        for count in ("totalResults", "startIndex", "itemsPerPage")
    ),
    *(
        Correction(
            "whole numbers",
            f"schemas {place}",
            {"type": "integer"},
            shown_by=operation,
            why="A status, a version or a count cannot have a fraction.",
        )
        for place, operation in (
            ("BasicError properties status", "enterprise-update-group-members"),
            ("DocFormatHtmlData properties contentVersion", "get-doc-format-item"),
            ("DocFormatMarkdownData properties contentVersion", "get-doc-format-item"),
            (f"{_PROVIDER} bulk properties maxOperations", "listServiceProviderConfigs"),
            (f"{_PROVIDER} bulk properties maxPayloadSize", "listServiceProviderConfigs"),
            (f"{_PROVIDER} filter properties maxResults", "listServiceProviderConfigs"),
        )
    ),
    Correction(
        "section 2",
        "schemas MindmapWidgetDataOutput",
        reference("MindmapNodeTextData"),
        shown_by="get-mindmap-node-experimental",
        why="The text of a node comes with its type, as in the request that makes the node.",
    ),
    Correction(
        "section 2",
        "operations enterprise-update-board-export-job answers 200 application/json "
        "properties status",
        ANYTHING,
        shown_by="enterprise-update-board-export-job",
        why="It is an object and a string at once.",
    ),
    Correction(
        "section 4",
        "operations getItemsByGroupId answers 200 application/json properties data",
        {"type": "array", "items": reference("GenericItem")},
        shown_by="getItemsByGroupId",
        why="A page of pages of pages, where the neighbours give a flat list.",
    ),
    Correction(
        "shapes",
        "schemas ShapeDataForCreate properties shape",
        {"type": "string", "enum": _SHAPES},
        shown_by="get-shape-item",
        why="The values stand in the text of the property only.",
    ),
)

ANSWER_CORRECTIONS = _LOST + _OPTIONAL + _WRONG
