"""The described API, asked with generated nonsense: never a 5xx, always an error body of the house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation

from layerlab.api import pages
from layerlab.api.app import ROUTERS
from support.api_house import ApiHouse, started

EXAMPLES = 20
LOCAL = {"host": "127.0.0.1:8000"}
LABELS = [
    f"{method} {route.path}"
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and route.include_in_schema
    for method in sorted(route.methods)
    if router is not pages.router
]
ONCE = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> ApiHouse:
    return ApiHouse.build(tmp_path_factory.mktemp("fuzz"), max_queued_per_owner=1_000)


@pytest.fixture(scope="module")
def known(house: ApiHouse) -> Iterator[dict[str, str]]:
    """Things that are there, so that not all questions end at the door."""
    with house.local() as client:
        experiment, run = started(client)
        share = client.post(f"/api/experiments/{experiment}/shares").json()
        block = {"name": "own", "document": {"block": "own", "blocks": {"own": {}}}}
        yield {
            "block": client.post("/api/blocks", json=block).json()["id"],
            "experiment": experiment,
            "run": run,
            "share": share["id"],
            "secret": share["secret"],
            "kind": "mnist",
            "preset": "lenet5_mnist",
            "role": "classifier",
        }


@pytest.fixture(scope="module")
def operations(house: ApiHouse) -> dict[str, APIOperation[Any, Any, Any, Any]]:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", house.app, headers=LOCAL)
    found = [operation.ok() for operation in described.get_all_operations()]
    return {operation.label: operation for operation in found}


@pytest.mark.parametrize("label", LABELS)
def test_no_question_breaks_the_server(
    label: str, operations: dict[str, APIOperation[Any, Any, Any, Any]], known: dict[str, str]
) -> None:
    @ONCE
    @given(operations[label].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        check(case.call(headers=LOCAL))
        if case.path_parameters:
            case.path_parameters = {name: known[name] for name in case.path_parameters}
            if case.method != "DELETE":
                check(case.call(headers=LOCAL))

    ask()


def check(answer: Response) -> None:
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        body = answer.json()
        assert set(body) <= {"code", "params", "where", "problems"}
        assert body["code"]
