"""Async tests run on asyncio; a house has one of every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.engine_house import House


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["local"])
def house(tmp_path: Path) -> House:
    return House.build(tmp_path)
