"""What SCIM tells about itself, and whether it is so."""

from __future__ import annotations

import pytest

from miro_async import MiroApi
from miro_async.errors import BadRequestError, ConflictError
from miro_async.models import ScimEnterpriseUser, ScimName
from tests.sandbox.checked import CheckedSandbox
from tests.sandbox.scim import ENTERPRISE, GROUP, LIST, PATCH, USER, ScimTalker, refused

CORE = "urn:ietf:params:scim:schemas:core:2.0"


@pytest.fixture
def idp(sandbox):
    """Give somebody who talks SCIM."""
    return ScimTalker(sandbox)


def test_the_configuration_tells_what_works(idp, sandbox):
    """PATCH, filters and orders do; the largest page is what it says."""
    config = idp.get("/ServiceProviderConfig").json
    assert config["schemas"] == [f"{CORE}:ServiceProviderConfig"]
    supported = {
        name: part["supported"]
        for name, part in config.items()
        if isinstance(part, dict) and "supported" in part
    }
    assert supported == {
        "patch": True,
        "bulk": False,
        "filter": True,
        "changePassword": False,
        "sort": True,
        "etag": False,
    }
    [scheme] = config["authenticationSchemes"]
    assert (scheme["type"], scheme["primary"]) == ("oauthbearertoken", True)
    for number in range(1001):
        sandbox.add_team(f"Team {number}")
    page = idp.list("Groups", count=100_000)
    assert page["itemsPerPage"] == config["filter"]["maxResults"] == 1000
    refused(idp.post("/Bulk", {}), None, 404)


def test_there_are_users_and_groups(idp):
    """Their endpoints and schemas work; users have the extension of enterprises."""
    page = idp.get("/ResourceTypes").json
    assert (page["schemas"], page["totalResults"]) == ([LIST], 2)
    kinds = {kind["id"]: kind for kind in page["Resources"]}
    assert kinds.keys() == {"User", "Group"}
    for name, kind in kinds.items():
        answer = idp.get(f"/ResourceTypes/{name}")
        assert answer.json == kind
        assert answer.headers["etag"].startswith('W/"')
        assert kind["schemas"] == [f"{CORE}:ResourceType"]
        [resource, *_] = idp.get(kind["endpoint"]).json["Resources"]
        assert resource["schemas"] == [kind["schema"]]
        assert resource["meta"]["resourceType"] == name
    assert kinds["User"]["schemaExtensions"] == [{"schema": ENTERPRISE, "required": False}]
    assert kinds["Group"]["schemaExtensions"] == []


def test_schemas_are_shown_alone_and_together(idp):
    """Alone with the parts of their attributes, which Miro's document has nowhere else."""
    page = idp.get("/Schemas").json
    assert (page["schemas"], page["totalResults"]) == ([LIST], 3)
    assert [schema["id"] for schema in page["Resources"]] == [USER, GROUP, ENTERPRISE]
    for listed in page["Resources"]:
        assert listed.pop("schemas") == [f"{CORE}:Schema"]
        schema = idp.get(f"/Schemas/{listed['id']}").json
        assert schema["meta"]["location"].endswith(f"/Schemas/{listed['id']}")
        for attribute in schema["attributes"]:
            assert ("subAttributes" in attribute) is (attribute["type"] == "complex")
            attribute.pop("subAttributes", None)
        assert schema == listed


@pytest.mark.parametrize("path", ["/ResourceTypes/Users", "/Schemas/User", f"/Schemas/{LIST}"])
def test_what_is_not_there_is_a_404(idp, path):
    """With the error of SCIM."""
    refused(idp.get(path), None, 404)


def _attributes(idp, urn):
    return {each["name"]: each for each in idp.get(f"/Schemas/{urn}").json["attributes"]}


def test_the_attributes_of_users_are_those_that_users_have(idp):
    """All that the schemas tell of, and nothing else; and they are found by a filter."""
    sample = {"string": "a", "reference": "https://x.test/a.png", "boolean": True}
    special = {
        "userName": "ada@b.test",
        "userType": "Full",
        "roles": [{"value": "User Admin", "type": "organization_admin_role", "primary": False}],
    }

    def valued(attribute):
        if attribute["name"] in special:
            return special[attribute["name"]]
        if attribute["type"] != "complex":
            return "7" if attribute["name"] == "value" else sample[attribute["type"]]
        parts = {part["name"]: valued(part) for part in attribute["subAttributes"]}
        if attribute["name"] == "photos":
            parts["value"] = sample["reference"]
        return [parts] if attribute["multiValued"] else parts

    own, extension = _attributes(idp, USER), _attributes(idp, ENTERPRISE)
    body = {name: valued(each) for name, each in own.items()}
    body[ENTERPRISE] = {name: valued(each) for name, each in extension.items()}
    made = idp.post("/Users", body).json
    assert made.keys() == {*own, ENTERPRISE, "schemas", "id", "meta"}
    assert made[ENTERPRISE].keys() == extension.keys()
    for name, each in {**own, **{f"{ENTERPRISE}:{x}": y for x, y in extension.items()}}.items():
        assert "ada" in idp.names(f"{name} pr"), name
        for part in each.get("subAttributes", ()):
            assert "ada" in idp.names(f"{name}.{part['name']} pr"), part["name"]


def test_what_is_read_only_cannot_be_changed_and_the_rest_can(idp, sandbox):
    """As every attribute says of itself."""
    made = idp.made("ada", photos=[{"type": "photo", "value": "https://x.test/a.png"}])
    paths = {"User": f"/Users/{made['id']}", "Group": f"/Groups/{sandbox.team_id}"}
    for name, path in paths.items():
        for attribute in _attributes(idp, f"{CORE}:{name}").values():
            body = {"schemas": [PATCH], "Operations": [{"op": "add", "path": attribute["name"]}]}
            refusal = "mutability" if attribute["mutability"] == "readOnly" else "invalidValue"
            refused(idp.patch(path, body), refusal)
            if attribute["required"]:
                removal = {"op": "remove", "path": attribute["name"]}
                refused(idp.change(path, removal), "mutability")


def test_case_counts_where_an_attribute_says_so(idp):
    """It does in ids, and not in names."""
    made = idp.made("ada")
    assert _attributes(idp, USER)["userName"]["caseExact"] is False
    assert idp.names('userName eq "ADA@B.TEST"') == ["ada"]
    assert idp.names(f'id eq "{made["id"]}"') == ["ada"]
    assert idp.names('meta.resourceType eq "USER"') == []


@pytest.mark.anyio
async def test_our_client_reads_and_changes_users_and_groups():
    """By its models, at SCIM's own address and with its own token."""
    sandbox = CheckedSandbox()
    async with MiroApi(sandbox.token, scim_token=sandbox.scim_token, transport=sandbox) as miro:
        made = await miro.scim_users.create(
            user_name="ada@b.test",
            name=ScimName(given_name="Ada", family_name="King"),
            enterprise_user=ScimEnterpriseUser(department="IT"),
        )
        assert made.display_name == "Ada King"
        assert made.enterprise_user.department == "IT"
        operation = {"op": "Replace", "path": "displayName", "value": "Lady"}
        changed = await miro.scim_users.patch(made.id, operations=[operation])
        assert changed.name.formatted == "Lady"
        replaced = await miro.scim_users.replace(made.id, user_name="new@b.test")
        assert (replaced.user_name, replaced.display_name) == ("new@b.test", "Lady")
        found = [user.id async for user in miro.scim_users.list(filter='displayName eq "lady"')]
        assert found == [made.id]
        paged = [user.user_name async for user in miro.scim_users.list(page_size=1)]
        assert paged == ["user@sandbox.test", "new@b.test"]
        removal = {"op": "Remove", "path": f'members[value eq "{made.id}"]'}
        group = await miro.scim_groups.patch(sandbox.team_id, operations=[removal])
        assert made.id not in [member.value for member in group.members]
        with pytest.raises(BadRequestError):
            await anext(aiter(miro.scim_users.list(filter="nothing pr")))
        with pytest.raises(ConflictError):
            await miro.scim_users.create(user_name="user@sandbox.test")
        for schema in await miro.scim_discovery.list_schemas():
            alone = await miro.scim_discovery.get_schema(schema.id)
            assert [a.name for a in alone.attributes] == [a.name for a in schema.attributes]
        [users, groups] = await miro.scim_discovery.list_resource_types()
        assert await miro.scim_discovery.get_resource_type("User") == users
        assert (users.endpoint, groups.endpoint) == ("/Users", "/Groups")
        config = await miro.scim_discovery.get_service_provider_config()
        assert config.filter.max_results == 1000
