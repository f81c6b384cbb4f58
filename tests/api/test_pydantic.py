"""pydantic and FastAPI write our values as their `to_dict` does, and publish the schema of that shape."""

import subprocess
import sys
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, TypeAdapter, ValidationError
from support.shapes import check

import routekaart
from routekaart import Change, Decision, Duties, Journey, types
from routekaart.comparison import Comparison, compare

pytestmark = pytest.mark.slow

ON = "2026-03-01"
FACTS = {"geboortedatum": "2009-03-01", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
BBL = routekaart.load("roc_bbl")
JOURNEY = Journey.start(BBL, on="2026-01-12", step="P9").learn({"zoekperiode_gestart_op": "2026-01-12"}, on=ON)
VALUES: dict[str, tuple[Any, type, Any]] = {
    "decision": (BBL.decide("P11", FACTS, on=ON), Decision, types.DecisionDict),
    "duties": (BBL.duties("P14", FACTS, on=ON), Duties, types.DutiesDict),
    "change": (BBL.outlook("P11", FACTS, on=ON)[0], Change, types.ChangeDict),
    "reach": (BBL.reach("P11", "P14", FACTS, on=ON), types.Reach, types.ReachDict),
    "path": (BBL.path({}, to="P4", on=ON), types.RoutePath, types.PathDict),
    "resolve": (BBL.resolve(FACTS, on=ON), types.Resolved, types.ResolveDict),
    "journey": (JOURNEY, Journey, types.JourneyDict),
    "due": (JOURNEY.due[0], types.Due, types.DueDict),
    "migration": (routekaart.migrate(JOURNEY, BBL), types.Migration, types.MigrationDict),
    "diff": (compare(BBL, BBL), Comparison, types.DiffDict),
}


@pytest.mark.parametrize("kind", VALUES)
def test_pydantic_writes_a_value_as_to_dict_does(kind: Any) -> None:
    value, of, shape = VALUES[kind]
    written = value.to_dict()
    check(kind, written)
    assert TypeAdapter(of).dump_python(value) == written
    assert TypeAdapter(shape).validate_python(written) == written
    assert TypeAdapter(of).json_schema(mode="serialization") == TypeAdapter(shape).json_schema(mode="serialization")


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_is_a_field_of_a_model_and_is_not_made_of_what_is_read(kind: Any) -> None:
    value, of, _ = VALUES[kind]

    class Answer(BaseModel):
        one: of  # type: ignore[valid-type]
        many: tuple[of, ...]  # type: ignore[valid-type]

    answer = Answer(one=value, many=(value, value))
    assert answer.model_dump(mode="json") == {"one": value.to_dict(), "many": [value.to_dict()] * 2}
    with pytest.raises(ValidationError):
        Answer.model_validate({"one": value.to_dict(), "many": []})


def served(value: Any, of: Any) -> Any:
    app = FastAPI()
    app.add_api_route("/one", lambda: value, response_model=of)
    app.add_api_route("/many", lambda: [value], response_model=list[of])
    return app


@pytest.mark.parametrize("kind", VALUES)
def test_fastapi_answers_with_a_value_or_with_its_shape(kind: Any) -> None:
    value, of, shape = VALUES[kind]
    written = value.to_dict()
    for app in (served(value, of), served(written, shape)):
        client = TestClient(app)
        assert client.get("/one").json() == written
        assert client.get("/many").json() == [written]
        published = client.get("/openapi.json").json()
        content = published["paths"]["/one"]["get"]["responses"]["200"]["content"]["application/json"]
        assert content == {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}
        assert published["components"]["schemas"][shape.__name__]["additionalProperties"] is False


def test_what_is_received_can_be_imported_without_pydantic() -> None:
    heavy = ("pydantic", "pydantic_core", "numpy", "narwhals", "networkx")
    script = f"import sys, routekaart.types; print(*(name for name in {heavy} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
