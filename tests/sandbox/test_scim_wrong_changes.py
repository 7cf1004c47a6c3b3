"""Operations of PATCH that cannot be carried out, and what SCIM says to them."""

from __future__ import annotations

import pytest

from tests.sandbox.scim import PATCH, USER, ScimTalker, refused

PHOTO = {"type": "photo", "value": "https://x.test/a.png"}


@pytest.fixture
def idp(sandbox):
    """Give somebody who talks SCIM."""
    return ScimTalker(sandbox)


@pytest.fixture
def ada(idp):
    """Give a user with a picture."""
    return idp.made("ada", photos=[PHOTO])


WRONG = [
    ({"op": "replace", "path": "nothing", "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": "name.nothing", "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 'emails[type eq "work"', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 'emails[type eq "work"]xvalue', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 'emails[type eq "work"].x', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 'emails[nothing eq "work"].value', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 'emails[type eq "work"].value x', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 'emails[type eq "work"][value pr]', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": "name[formatted pr]", "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": "displayName x", "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": "name", "value": "x"}, "invalidValue"),
    (
        {
            "op": "replace",
            "path": "photos",
            "value": ["https://x.test/" + "a" * n for n in range(101)],
        },
        "invalidValue",
    ),
    ({"op": "replace", "path": "x" * 50_001, "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": "[", "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": '"', "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": " ", "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": 1, "value": "x"}, "invalidPath"),
    ({"op": "replace", "path": "id", "value": "x"}, "mutability"),
    ({"op": "replace", "path": "meta.location", "value": "x"}, "mutability"),
    ({"op": "add", "path": "groups", "value": [{"value": "1"}]}, "mutability"),
    ({"op": "remove", "path": "schemas"}, "mutability"),
    ({"op": "replace", "path": "roles.display", "value": "x"}, "mutability"),
    ({"op": "remove", "path": "userName"}, "mutability"),
    ({"op": "replace", "path": "userName", "value": None}, "mutability"),
    ({"op": "remove"}, "noTarget"),
    ({"op": "remove", "path": ""}, "noTarget"),
    ({"op": "replace", "path": 'emails[type eq "home"].value', "value": "x"}, "noTarget"),
    ({"op": "replace", "path": 'photos[type eq "x"]', "value": PHOTO}, "noTarget"),
    ({"op": "replace", "path": "displayName"}, "invalidValue"),
    ({"op": "add", "path": 'photos[type eq "photo"]'}, "invalidValue"),
    ({"op": "add", "path": 'photos[type eq "photo"]', "value": 1}, "invalidValue"),
    ({"op": "replace", "path": "displayName", "value": {"x": 1}}, "invalidValue"),
    ({"op": "replace", "path": "displayName", "value": "x" * 61}, "invalidValue"),
    ({"op": "replace", "path": "active", "value": "maybe"}, "invalidValue"),
    ({"op": "replace", "path": "userName", "value": "nobody"}, "invalidValue"),
    ({"op": "replace", "path": "photos", "value": [{"value": "x"}]}, "invalidValue"),
    ({"op": "remove", "path": "photos.value"}, "invalidValue"),
    ({"op": "replace", "value": "x"}, "invalidValue"),
    ({"op": "add"}, "invalidValue"),
    ({"op": "move", "path": "displayName", "value": "x"}, "invalidSyntax"),
    ({"op": 1, "path": "displayName", "value": "x"}, "invalidSyntax"),
    ({"path": "displayName", "value": "x"}, "invalidSyntax"),
    ("replace", "invalidSyntax"),
]


@pytest.mark.parametrize(("operation", "scim_type"), WRONG, ids=str)
def test_a_wrong_operation_is_refused(idp, ada, operation, scim_type):
    """With SCIM's word for it; and of those before it, none is carried out."""
    good = {"op": "replace", "path": "preferredLanguage", "value": "de_DE"}
    refused(idp.change(f"/Users/{ada['id']}", good, operation), scim_type)
    assert idp.user(ada["id"]) == ada


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"Operations": [{"op": "remove", "path": "photos"}]},
        {"schemas": [USER], "Operations": [{"op": "remove", "path": "photos"}]},
        {"schemas": PATCH, "Operations": [{"op": "remove", "path": "photos"}]},
        {"schemas": [PATCH]},
        {"schemas": [PATCH], "Operations": []},
        {"schemas": [PATCH], "Operations": {"op": "remove", "path": "photos"}},
        [],
    ],
)
def test_a_body_without_operations_is_bad_syntax(idp, ada, body):
    """It needs both its schema and a list of them."""
    refused(idp.patch(f"/Users/{ada['id']}", body), "invalidSyntax")


def test_operations_and_what_is_echoed_of_them_have_a_bound(idp, ada):
    """1000 operations, and 200 characters of what cannot be read: work is not without end."""
    path = f"/Users/{ada['id']}"
    operation = {"op": "add", "path": "photos", "value": PHOTO}
    assert idp.change(path, *[operation] * 1000).json["photos"] == [PHOTO]
    refused(idp.change(path, *[operation] * 1001), "invalidSyntax")
    answer = idp.change(path, {"op": "remove", "path": "photos[" + "x" * 10_000})
    refused(answer, "invalidPath")
    answer = idp.change(path, {"op": "remove", "path": 'photos["' + "x" * 10_000})
    refused(answer, "invalidPath")
    assert len(answer.body) < 500
