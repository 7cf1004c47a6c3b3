"""What becomes of an app: who uses it, and for which teams it is installed."""

from __future__ import annotations

from attrs import define, field


@define(kw_only=True)
class Usage:
    """What the metrics of one app are counted from. Days are written as 2026-01-05."""

    calls: dict[str, dict[str, int]] = field(factory=dict[str, dict[str, int]])
    """How many calls each user has made, by day and by user id."""
    team_ids: list[str] = field(factory=list[str])
    """The teams for which the app is installed now."""
    installations: dict[str, int] = field(factory=dict[str, int])
    uninstallations: dict[str, int] = field(factory=dict[str, int])

    def count_call(self, user_id: str, day: str) -> None:
        """Count a call of a user."""
        calls = self.calls.setdefault(day, {})
        calls[user_id] = calls.get(user_id, 0) + 1

    def install(self, team_id: str, day: str) -> None:
        """Note that somebody has allowed the app for a team. It is installed once for each."""
        if team_id not in self.team_ids:
            self.team_ids.append(team_id)
            self.installations[day] = self.installations.get(day, 0) + 1

    def uninstall(self, team_id: str, day: str) -> None:
        """Note that a team is no more."""
        if team_id in self.team_ids:
            self.team_ids.remove(team_id)
            self.uninstallations[day] = self.uninstallations.get(day, 0) + 1
