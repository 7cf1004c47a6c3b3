"""The groups of operations, each made when it is first asked for.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..once import once

if TYPE_CHECKING:
    from ..call.caller import Caller
    from .ai_interaction_logs import AiInteractionLogs
    from .app_cards import AppCards
    from .app_metrics import AppMetrics
    from .audit_logs import AuditLogs
    from .board_content_logs import BoardContentLogs
    from .board_exports import BoardExports
    from .board_members import BoardMembers
    from .board_user_groups import BoardUserGroups
    from .boards import Boards
    from .cards import Cards
    from .code_widgets import CodeWidgets
    from .connectors import Connectors
    from .data_classification import DataClassification
    from .doc_formats import DocFormats
    from .documents import Documents
    from .embeds import Embeds
    from .experimental_items import ExperimentalItems
    from .flowchart_shapes import FlowchartShapes
    from .frames import Frames
    from .images import Images
    from .item_groups import ItemGroups
    from .items import Items
    from .legal_hold_cases import LegalHoldCases
    from .legal_holds import LegalHolds
    from .mindmap_nodes import MindmapNodes
    from .organization_members import OrganizationMembers
    from .organizations import Organizations
    from .project_members import ProjectMembers
    from .project_settings import ProjectSettingsGroup
    from .project_user_groups import ProjectUserGroups
    from .projects import Projects
    from .scim_discovery import ScimDiscovery
    from .scim_groups import ScimGroups
    from .scim_users import ScimUsers
    from .shapes import Shapes
    from .sticky_notes import StickyNotes
    from .tags import Tags
    from .team_members import TeamMembers
    from .team_settings import TeamSettingsGroup
    from .team_user_groups import TeamUserGroups
    from .teams import Teams
    from .texts import Texts
    from .tokens import Tokens
    from .user_group_members import UserGroupMembers
    from .user_group_teams import UserGroupTeams
    from .user_groups import UserGroups
    from .user_sessions import UserSessions

GROUPS = (
    "tokens",
    "boards",
    "board_members",
    "items",
    "app_cards",
    "cards",
    "connectors",
    "doc_formats",
    "documents",
    "embeds",
    "frames",
    "images",
    "shapes",
    "sticky_notes",
    "texts",
    "tags",
    "item_groups",
    "app_metrics",
    "mindmap_nodes",
    "experimental_items",
    "flowchart_shapes",
    "code_widgets",
    "organizations",
    "organization_members",
    "teams",
    "team_members",
    "team_settings",
    "projects",
    "project_settings",
    "project_members",
    "user_groups",
    "user_group_members",
    "user_group_teams",
    "team_user_groups",
    "board_user_groups",
    "project_user_groups",
    "data_classification",
    "board_exports",
    "board_content_logs",
    "audit_logs",
    "ai_interaction_logs",
    "user_sessions",
    "legal_hold_cases",
    "legal_holds",
    "scim_users",
    "scim_groups",
    "scim_discovery",
)
"""The names of all groups; each is a module of this package, and an attribute of a client."""


class Groups:
    """What a client offers: the groups of operations, as attributes."""

    if TYPE_CHECKING:

        @once
        def _caller(self) -> Caller: ...

    @once
    def tokens(self) -> Tokens:
        """Access tokens: whose they are, and ending them."""
        from .tokens import Tokens

        return Tokens(self._caller)

    @once
    def boards(self) -> Boards:
        """Boards: finding, creating, changing, copying and deleting them."""
        from .boards import Boards

        return Boards(self._caller)

    @once
    def board_members(self) -> BoardMembers:
        """People a board is shared with, and their roles."""
        from .board_members import BoardMembers

        return BoardMembers(self._caller)

    @once
    def items(self) -> Items:
        """Items of any kind on a board: listing, moving, deleting, creating many at once."""
        from .items import Items

        return Items(self._caller)

    @once
    def app_cards(self) -> AppCards:
        """App cards: cards that an app keeps in step with its own data."""
        from .app_cards import AppCards

        return AppCards(self._caller)

    @once
    def cards(self) -> Cards:
        """Cards with a title, a description, an assignee and a due date."""
        from .cards import Cards

        return Cards(self._caller)

    @once
    def connectors(self) -> Connectors:
        """Connectors: the lines between items, with captions."""
        from .connectors import Connectors

        return Connectors(self._caller)

    @once
    def doc_formats(self) -> DocFormats:
        """Docs written on a board, from Markdown."""
        from .doc_formats import DocFormats

        return DocFormats(self._caller)

    @once
    def documents(self) -> Documents:
        """Document items: files such as PDFs shown on a board."""
        from .documents import Documents

        return Documents(self._caller)

    @once
    def embeds(self) -> Embeds:
        """Embeds: web content shown on a board by its URL."""
        from .embeds import Embeds

        return Embeds(self._caller)

    @once
    def frames(self) -> Frames:
        """Frames, the containers of a board, and the items in them."""
        from .frames import Frames

        return Frames(self._caller)

    @once
    def images(self) -> Images:
        """Images on a board, from a URL or from a file."""
        from .images import Images

        return Images(self._caller)

    @once
    def shapes(self) -> Shapes:
        """Shapes on a board, with or without text."""
        from .shapes import Shapes

        return Shapes(self._caller)

    @once
    def sticky_notes(self) -> StickyNotes:
        """Sticky notes on a board."""
        from .sticky_notes import StickyNotes

        return StickyNotes(self._caller)

    @once
    def texts(self) -> Texts:
        """Text items on a board."""
        from .texts import Texts

        return Texts(self._caller)

    @once
    def tags(self) -> Tags:
        """Tags of a board, and the sticky notes and cards that carry them."""
        from .tags import Tags

        return Tags(self._caller)

    @once
    def item_groups(self) -> ItemGroups:
        """Groups of items that move together on a board."""
        from .item_groups import ItemGroups

        return ItemGroups(self._caller)

    @once
    def app_metrics(self) -> AppMetrics:
        """Usage figures of an app (experimental)."""
        from .app_metrics import AppMetrics

        return AppMetrics(self._caller)

    @once
    def mindmap_nodes(self) -> MindmapNodes:
        """Mind map nodes (experimental)."""
        from .mindmap_nodes import MindmapNodes

        return MindmapNodes(self._caller)

    @once
    def experimental_items(self) -> ExperimentalItems:
        """Items by a route that knows flowchart shapes (experimental)."""
        from .experimental_items import ExperimentalItems

        return ExperimentalItems(self._caller)

    @once
    def flowchart_shapes(self) -> FlowchartShapes:
        """Flowchart shapes (experimental)."""
        from .flowchart_shapes import FlowchartShapes

        return FlowchartShapes(self._caller)

    @once
    def code_widgets(self) -> CodeWidgets:
        """Code widgets: blocks of source code on a board (experimental)."""
        from .code_widgets import CodeWidgets

        return CodeWidgets(self._caller)

    @once
    def organizations(self) -> Organizations:
        """The organization itself, for its Company Admins."""
        from .organizations import Organizations

        return Organizations(self._caller)

    @once
    def organization_members(self) -> OrganizationMembers:
        """Members of an organization, for its Company Admins."""
        from .organization_members import OrganizationMembers

        return OrganizationMembers(self._caller)

    @once
    def teams(self) -> Teams:
        """Teams of an organization, for its Company Admins."""
        from .teams import Teams

        return Teams(self._caller)

    @once
    def team_members(self) -> TeamMembers:
        """Members of a team, for Company Admins."""
        from .team_members import TeamMembers

        return TeamMembers(self._caller)

    @once
    def team_settings(self) -> TeamSettingsGroup:
        """What a team allows its members, for Company Admins."""
        from .team_settings import TeamSettingsGroup

        return TeamSettingsGroup(self._caller)

    @once
    def projects(self) -> Projects:
        """Projects (now called spaces) of a team, for Company Admins."""
        from .projects import Projects

        return Projects(self._caller)

    @once
    def project_settings(self) -> ProjectSettingsGroup:
        """Who in the team sees a project (space), for Company Admins."""
        from .project_settings import ProjectSettingsGroup

        return ProjectSettingsGroup(self._caller)

    @once
    def project_members(self) -> ProjectMembers:
        """Members of a project (space) and their roles, for Company Admins."""
        from .project_members import ProjectMembers

        return ProjectMembers(self._caller)

    @once
    def user_groups(self) -> UserGroups:
        """User groups of an organization, for its Company Admins."""
        from .user_groups import UserGroups

        return UserGroups(self._caller)

    @once
    def user_group_members(self) -> UserGroupMembers:
        """Members of a user group, for Company Admins."""
        from .user_group_members import UserGroupMembers

        return UserGroupMembers(self._caller)

    @once
    def user_group_teams(self) -> UserGroupTeams:
        """Teams that a user group belongs to, for Company Admins."""
        from .user_group_teams import UserGroupTeams

        return UserGroupTeams(self._caller)

    @once
    def team_user_groups(self) -> TeamUserGroups:
        """User groups that belong to a team, for Company Admins."""
        from .team_user_groups import TeamUserGroups

        return TeamUserGroups(self._caller)

    @once
    def board_user_groups(self) -> BoardUserGroups:
        """User groups that a board is shared with, for Company Admins."""
        from .board_user_groups import BoardUserGroups

        return BoardUserGroups(self._caller)

    @once
    def project_user_groups(self) -> ProjectUserGroups:
        """User groups that a project (space) is shared with, for Company Admins."""
        from .project_user_groups import ProjectUserGroups

        return ProjectUserGroups(self._caller)

    @once
    def data_classification(self) -> DataClassification:
        """Sensitivity labels of boards, and their settings, for Company Admins."""
        from .data_classification import DataClassification

        return DataClassification(self._caller)

    @once
    def board_exports(self) -> BoardExports:
        """Export of whole boards as files, for Company Admins with eDiscovery switched on."""
        from .board_exports import BoardExports

        return BoardExports(self._caller)

    @once
    def board_content_logs(self) -> BoardContentLogs:
        """Log of content changes on an organization's boards, for Company Admins."""
        from .board_content_logs import BoardContentLogs

        return BoardContentLogs(self._caller)

    @once
    def audit_logs(self) -> AuditLogs:
        """Audit events of an organization."""
        from .audit_logs import AuditLogs

        return AuditLogs(self._caller)

    @once
    def ai_interaction_logs(self) -> AiInteractionLogs:
        """Log of what people did with Miro's AI features (called a beta by Miro)."""
        from .ai_interaction_logs import AiInteractionLogs

        return AiInteractionLogs(self._caller)

    @once
    def user_sessions(self) -> UserSessions:
        """Sessions of a user, for Company Admins."""
        from .user_sessions import UserSessions

        return UserSessions(self._caller)

    @once
    def legal_hold_cases(self) -> LegalHoldCases:
        """Cases of eDiscovery, for those who are both Company Admin and eDiscovery Admin."""
        from .legal_hold_cases import LegalHoldCases

        return LegalHoldCases(self._caller)

    @once
    def legal_holds(self) -> LegalHolds:
        """Legal holds of a case, for those who are both Company Admin and eDiscovery Admin."""
        from .legal_holds import LegalHolds

        return LegalHolds(self._caller)

    @once
    def scim_users(self) -> ScimUsers:
        """Users provisioned through SCIM, which has its own token and address."""
        from .scim_users import ScimUsers

        return ScimUsers(self._caller)

    @once
    def scim_groups(self) -> ScimGroups:
        """Groups and their members through SCIM, which has its own token and address."""
        from .scim_groups import ScimGroups

        return ScimGroups(self._caller)

    @once
    def scim_discovery(self) -> ScimDiscovery:
        """What Miro's SCIM service supports: features, resource types and schemas."""
        from .scim_discovery import ScimDiscovery

        return ScimDiscovery(self._caller)
