"""Data classification: labels of the organization, settings of teams, labels of boards."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.sandbox.organizer import Organizer, refusal

RECOMMENDATIONS = [
    "NO_SHARING_RESTRICTIONS",
    "ONLY_WITHIN_ORGANIZATION",
    "ONLY_WITHIN_TEAM",
    "ONLY_WITH_AUTHORIZED_TEAM_MEMBERS",
]


class Classifier(Organizer):
    """Talks about the classification in the first team."""

    def __init__(self, sandbox):
        super().__init__(sandbox)
        self.team_path = f"/teams/{sandbox.team_id}"

    @property
    def labels(self):
        """The labels of the organization."""
        return self.get("/data-classification-settings").json["labels"]

    @property
    def settings(self):
        """The default label of the team, and whether it classifies its boards."""
        found = self.get(f"{self.team_path}/data-classification-settings").json
        return found["defaultLabelId"], found["enabled"]

    def set(self, **settings):
        """Change the settings of the team."""
        return self.patch(f"{self.team_path}/data-classification-settings", settings)

    def board(self, name="Plans"):
        """Make a board of the team, and give the path of its label."""
        return self.label_path(self.sandbox.add_board(name))

    def label_path(self, board_id):
        """Give the path of the label of a board."""
        return f"{self.team_path}/boards/{quote(board_id)}/data-classification"

    def unlabeled_board(self, name="Old plans"):
        """Make a board while the team classifies none."""
        self.set(enabled=False)
        path = self.board(name)
        self.set(enabled=True)
        return path

    def label_name(self, path):
        """Give the name of the label of a board, if it has one."""
        return self.get(path).json.get("name")

    def classify(self, **body):
        """Classify the boards of the team, and give how many were changed."""
        answer = self.patch(f"{self.team_path}/data-classification", body)
        assert answer.status == 200, answer.body
        assert answer.json["type"] == "boards-data-classification-label-changed"
        return answer.json["numberUpdatedBoards"]


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about classification as an administrator."""
    return Classifier(sandbox)


def test_an_organization_begins_with_four_labels(org):
    """One is the default; each recommends another sharing, the first the widest."""
    settings = org.get("/data-classification-settings").json
    assert settings["enabled"] is True
    assert settings["type"] == "data-classification-organization-settings"
    labels = settings["labels"]
    assert [label["name"] for label in labels] == [
        "Public",
        "Internal",
        "Confidential",
        "Restricted",
    ]
    assert [label["orderNumber"] for label in labels] == [1, 2, 3, 4]
    assert [label["sharingRecommendation"] for label in labels] == RECOMMENDATIONS
    assert [label["name"] for label in labels if label["default"]] == ["Internal"]
    assert {label["type"] for label in labels} == {"data-classification-label"}


def test_ids_of_labels_stay_what_they_are_where_numbers_are_floats(org):
    """As in JavaScript, whose clients send them as numbers."""
    ids = [label["id"] for label in org.labels]
    assert [str(int(float(id_))) for id_ in ids] == ids
    assert [f"{float(id_):.15g}" == f"{float(id_):.17g}" for id_ in ids] == [True] * 4
    assert len({*ids}) == 4


def test_a_team_has_what_the_organization_has_until_it_says_otherwise(org):
    """Each setting for itself."""
    public, internal = (label["id"] for label in org.labels[:2])
    assert org.settings == (internal, True)
    answer = org.set(defaultLabelId=int(public))
    assert (answer.status, answer.json) == (
        200,
        {"defaultLabelId": public, "enabled": True, "type": "team-data-classification-settings"},
    )
    assert org.settings == (public, True)
    assert org.set(enabled=False).json["enabled"] is False
    assert org.set().json["defaultLabelId"] == public
    assert org.settings == (public, False)
    other = org.get(f"/teams/{org.sandbox.add_team('Other')}/data-classification-settings").json
    assert (other["defaultLabelId"], other["enabled"]) == (internal, True)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"defaultLabelId": 1}, "defaultLabelId: Data classification label not found"),
        (
            {"defaultLabelId": True},
            "defaultLabelId: Unexpected type of value, expected of type [Number]",
        ),
        (
            {"defaultLabelId": 1.5},
            "defaultLabelId: Unexpected type of value, expected of type [Number]",
        ),
        ({"enabled": "no"}, "enabled: Unexpected type of value, expected of type [Boolean]"),
    ],
)
def test_settings_that_cannot_be_are_refused(org, body, told):
    """400, and the team keeps what it had, though the rest was right."""
    before = org.settings
    assert refusal(org.set(**{"enabled": False} | body)) == (400, "invalidParameters", told)
    assert org.settings == before


def test_new_boards_have_the_default_label_of_their_team(org, sandbox):
    """Of the team in which they are made, and of the time when they are made."""
    confidential, restricted = (int(label["id"]) for label in org.labels[2:])
    first = org.board()
    org.set(defaultLabelId=confidential)
    other = sandbox.add_team("Other")
    org.patch(f"/teams/{other}/data-classification-settings", {"defaultLabelId": restricted})
    second = org.board()
    third = org.post("/v2/boards", {"teamId": other}).json["id"]
    path = f"/teams/{other}/boards/{quote(third)}/data-classification"
    assert [org.label_name(each) for each in (first, second, path)] == [
        "Internal",
        "Confidential",
        "Restricted",
    ]


def test_boards_of_a_team_that_does_not_classify_have_no_label(org):
    """Nor do they get one when it begins to."""
    path = org.unlabeled_board()
    answer = org.get(path)
    message = "Data classification label of the board not found"
    assert refusal(answer) == (404, "notFound", message)


def test_a_label_is_set_on_a_board_and_read(org):
    """With all that the organization says of it; the id may be a string or a number."""
    path, labels = org.board(), org.labels
    for label, sent in ((labels[2], labels[2]["id"]), (labels[3], int(labels[3]["id"]))):
        answer = org.post(path, {"labelId": sent})
        told = {key: value for key, value in label.items() if key not in {"default", "orderNumber"}}
        assert answer.status == 200
        assert answer.json == {**told, "type": "board-data-classification-label"}
        assert org.get(path).json == answer.json


def test_a_copy_has_the_label_of_the_board(org):
    """Not the default one."""
    board_id = org.sandbox.add_board("Plans")
    org.post(org.label_path(board_id), {"labelId": org.labels[3]["id"]})
    copy = org.ask("PUT", f"/v2/boards?copy_from={quote(board_id)}").json
    assert org.label_name(org.label_path(copy["id"])) == "Restricted"


def test_labels_that_cannot_be_set_are_refused(org):
    """Unknown ones, none at all, and all where the team does not classify."""
    path, public = org.board(), org.labels[0]["id"]
    bulk = f"{org.team_path}/data-classification"
    org.set(enabled=False)
    off = "The team does not classify its boards"
    assert refusal(org.post(path, {"labelId": public})) == (400, "invalidParameters", off)
    assert refusal(org.patch(bulk, {"labelId": int(public)})) == (400, "invalidParameters", off)
    assert org.label_name(path) == "Internal"
    org.set(enabled=True)
    for body, told in (
        ({"labelId": "1"}, "labelId: Data classification label not found"),
        ({}, "labelId: Field [labelId] of type [String] is required"),
    ):
        assert refusal(org.post(path, body)) == (400, "invalidParameters", told)
        assert refusal(org.patch(bulk, body)) == (400, "invalidParameters", told)
    assert org.label_name(path) == "Internal"


def test_all_boards_of_a_team_are_classified_at_once(org, sandbox):
    """Those that had the label already do not count; other teams are left alone."""
    labeled, unlabeled = org.board(), org.unlabeled_board()
    other_team = sandbox.add_team("Other")
    other = sandbox.add_board("Elsewhere", team_id=other_team)
    restricted = org.labels[3]["id"]
    assert org.classify(labelId=int(restricted), notClassifiedOnly=False) == 2
    assert org.label_name(labeled) == org.label_name(unlabeled) == "Restricted"
    path = f"/teams/{other_team}/boards/{quote(other)}/data-classification"
    assert org.label_name(path) == "Internal"
    newer = org.board()
    assert org.classify(labelId=restricted) == 1
    assert org.label_name(newer) == "Restricted"


def test_only_boards_without_a_label_are_classified_if_that_is_asked(org):
    """The others keep theirs; once all have one, there is nothing to do."""
    labeled, unlabeled = org.board(), org.unlabeled_board()
    public = int(org.labels[0]["id"])
    assert org.classify(labelId=public, notClassifiedOnly=True) == 1
    assert (org.label_name(labeled), org.label_name(unlabeled)) == ("Internal", "Public")
    assert org.classify(labelId=public, notClassifiedOnly=True) == 0


def test_a_board_is_found_in_its_own_team_only(org, sandbox):
    """404 for boards and teams that are not there, as for a board in another team."""
    other, label = sandbox.add_team("Other"), {"labelId": org.labels[0]["id"]}
    board = quote(sandbox.add_board("Plans"))
    for path, what in (
        (f"/teams/{other}/boards/{board}", "Board"),
        (f"{org.team_path}/boards/uXjV=", "Board"),
        (f"/teams/1/boards/{board}", "Team"),
    ):
        for answer in (
            org.get(f"{path}/data-classification"),
            org.post(f"{path}/data-classification", label),
        ):
            assert refusal(answer) == (404, "notFound", f"{what} not found")
    for method, path in (
        ("GET", "/teams/1/data-classification-settings"),
        ("PATCH", "/teams/1/data-classification-settings"),
        ("PATCH", "/teams/1/data-classification"),
    ):
        assert refusal(org.ask(method, path)) == (404, "notFound", "Team not found")
