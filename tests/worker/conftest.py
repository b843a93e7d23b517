"""What the worker's tests share: one unpacked data set, real workers, and what an undisturbed one gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from layerlab.experiment.document import Experiment
from layerlab.worker.headless import train
from support.experiments import small
from support.foreman import Employ, Foreman
from support.recorded import column, hexadecimal


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where datasets are unpacked once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def employ(tmp_path: Path, cache: Path) -> Iterator[Employ]:
    """Makes foremen, and ends what they have started."""
    foremen: list[Foreman] = []

    def make(experiment: Experiment | None = None, name: str = "run") -> Foreman:
        foremen.append(Foreman(experiment or small(), tmp_path / name, cache))
        return foremen[-1]

    yield make
    for foreman in foremen:
        foreman.close()


@pytest.fixture(scope="session")
def unbroken(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[bytes, dict[int, str]]:
    """The final bytes and the losses of `small`, left alone, in this very process."""
    folder, events = tmp_path_factory.mktemp("unbroken"), []
    assert train(small(), folder=folder, cache=cache, on_event=events.append) is None
    content = (folder / "checkpoints" / "20" / "state.safetensors").read_bytes()
    return content, hexadecimal(column(events, "loss"))
