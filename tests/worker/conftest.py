"""What the worker's tests share: one unpacked data set."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where datasets are unpacked once for all tests."""
    return tmp_path_factory.mktemp("cache")
