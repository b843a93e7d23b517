"""What the API's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from support.api_house import ApiHouse


@pytest.fixture
def house(tmp_path: Path) -> ApiHouse:
    return ApiHouse.build(tmp_path)


@pytest.fixture
def client(house: ApiHouse) -> Iterator[TestClient]:
    """Someone at this computer, with the application running."""
    with house.local() as running:
        yield running
