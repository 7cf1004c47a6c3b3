"""A small package of the form of `miro_api`, made up for the tests, and its facts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

METHODS = '''
from typing import Annotated, List, Optional


class Endpoints:
    """Everything."""

    def __init__(self, api_client=None) -> None:
        self.api_client = api_client

    @validate_call
    def get_thing(
        self,
        thing_id: Annotated[StrictStr, Field(description="ThingPage is no part of the type.")],
        _request_timeout: Optional[float] = None,
    ) -> Thing:
        """Get a thing."""
        _param = self._get_thing_serialize(thing_id=thing_id)

    def _get_thing_serialize(self, thing_id, _headers) -> RequestSerialized:
        _path_params = {}
        _header_params = _headers or {}
        if thing_id is not None:
            _path_params["thing_id_Old"] = thing_id
        _header_params["Accept"] = self.api_client.select(["application/json"])
        return self.api_client.param_serialize(
            method="GET", resource_path="/v2/things/{thing_id_Old}", path_params=_path_params
        )

    def get_things(
        self, color: Optional[str] = None, limit: Optional[int] = None, cursor=None
    ) -> ThingsCursorPaged:
        """List things."""

    def _get_things_serialize(self, color, limit, cursor) -> RequestSerialized:
        _query_params = []
        if color is not None:
            if isinstance(color, Color):
                _query_params.append(("color", color.value))
            else:
                _query_params.append(("color", color))
        _query_params.append(("limit", limit))
        return self.api_client.param_serialize(method="GET", resource_path="/v2/things")

    def update_thing(self, thing_id: str, thing_changes: ThingChanges) -> Thing:
        """Change a thing."""

    def _update_thing_serialize(self, thing_id, thing_changes) -> RequestSerialized:
        _path_params["thing_id"] = thing_id
        _body_params = None
        if thing_changes is not None:
            _body_params = thing_changes
        return self.api_client.param_serialize(
            method="PATCH", resource_path="/v2/things/{thing_id}"
        )

    def upload_thing(self, resource: bytes, data: Optional[ThingFile] = None) -> None:
        """Upload a thing."""

    def _upload_thing_serialize(self, resource, data) -> RequestSerialized:
        _files["resource"] = resource
        _form_params.append(("data", data))
        return self.api_client.param_serialize(method="POST", resource_path="/v2/files?")

    def forget(self):
        """Forget all."""

    def _forget_serialize(self) -> RequestSerialized:
        return self.api_client.param_serialize(method="DELETE", resource_path="/v2/things")
'''
CONVENIENT = """
class Extended(Endpoints):
    @staticmethod
    def _has_more(total: int):
        return total

    def get_all_things(self, color: Optional[str] = None):
        while self._has_more(1):
            response = self.get_things(color=color, cursor=cursor)
            for thing in response.data or []:
                yield thing
"""
MODELS = {
    "thing": '''
class Thing(BaseModel):
    """A thing."""

    id: StrictStr
    place: Optional[Place] = None
    paint: Optional[Paint] = Field(default=None, alias="thePaint")
    parts: List[Part] = Field(default=None, description="Of what it is.")
    additional_properties: Dict[str, Any] = {}
    __properties: ClassVar[List[str]] = ["id"]

    def to_dict(self):
        return {}
''',
    "paint": """
class Paint(BaseModel):
    oneof_schema_1_validator: Optional[Oil] = None
    actual_instance: Optional[Union[Oil, Water]] = None
    one_of_schemas: List[str] = Field(default=Literal["Oil", "Water"])
""",
    "leaves": """
class Place(BaseModel):
    x: float

class Part(BaseModel):
    number: int

class Oil(BaseModel):
    shine: int

class Water(BaseModel):
    clear: bool

class ThingChanges(BaseModel):
    place: Optional[Place] = None

class ThingFile(BaseModel):
    title: str

class ThingsCursorPaged(BaseModel):
    data: Optional[List[Thing]] = None

class Error404(BaseModel):
    code: str
""",
}
PACKAGE = {
    "api/__init__.py": METHODS,
    "api_extended.py": CONVENIENT,
    **{f"models/{name}.py": text for name, text in MODELS.items()},
}


def package(folder: Path, **others: str) -> Path:
    """Write the package, some of its files with other texts, and give its folder."""
    for path, text in {**PACKAGE, **others}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder
