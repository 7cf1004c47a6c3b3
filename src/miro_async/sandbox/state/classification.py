"""Data classification: labels that say how confidential a board is, and what teams make of them."""

from __future__ import annotations

from attrs import define, field

# Far enough apart, and round enough, to stay what they are where all numbers are floats: requests
# have these ids as numbers.
_IDS_BEGIN = 3074457400000000000
_BETWEEN_IDS = 10**9
_INTERNAL = 2
_LABELS = (
    ("Public", "#c7e6a1", "May be seen by anybody", "NO_SHARING_RESTRICTIONS"),
    ("Internal", "#ffe28a", "Stays within the organization", "ONLY_WITHIN_ORGANIZATION"),
    ("Confidential", "#ffb27a", "Stays within the team", "ONLY_WITHIN_TEAM"),
    ("Restricted", "#ff8a8a", "For those who are named", "ONLY_WITH_AUTHORIZED_TEAM_MEMBERS"),
)


@define(kw_only=True)
class Label:
    """A label. The order number says how confidential: 1 is the least."""

    id: str
    name: str
    color: str
    description: str
    sharing_recommendation: str
    order_number: int
    guideline_url: str = "https://sandbox.test/guidelines"


@define(kw_only=True)
class TeamClassification:
    """What a team has set for itself; `None`: it has what the organization has."""

    enabled: bool | None = None
    default_label_id: str | None = None


def _id_of(order_number: int) -> str:
    return str(_IDS_BEGIN + order_number * _BETWEEN_IDS)


def _first_labels() -> dict[str, Label]:
    return {
        _id_of(order_number): Label(
            id=_id_of(order_number),
            name=name,
            color=color,
            description=description,
            sharing_recommendation=recommendation,
            order_number=order_number,
        )
        for order_number, (name, color, description, recommendation) in enumerate(_LABELS, 1)
    }


@define(kw_only=True)
class Classification:
    """The labels of the organization, and the settings of its teams by their ids."""

    enabled: bool = True
    default_label_id: str = _id_of(_INTERNAL)
    labels: dict[str, Label] = field(factory=_first_labels)
    teams: dict[str, TeamClassification] = field(factory=dict[str, TeamClassification])

    def is_enabled(self, team_id: str) -> bool:
        """Tell whether a team classifies its boards."""
        own = self._own(team_id).enabled
        return self.enabled if own is None else own

    def default_of(self, team_id: str) -> str:
        """Give the id of the default label of a team."""
        return self._own(team_id).default_label_id or self.default_label_id

    def label_of_new(self, team_id: str) -> str | None:
        """Give the id of the label of a board that is made in a team now, if it gets one."""
        return self.default_of(team_id) if self.is_enabled(team_id) else None

    def _own(self, team_id: str) -> TeamClassification:
        return self.teams.get(team_id) or TeamClassification()
