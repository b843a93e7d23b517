"""Losses of some twenty steps, as they were recorded: a change of the arithmetic is noticed, whoever made it.

`PYTHONPATH=tests python tests/golden/test_golden.py` records them anew; say in the commit why they changed.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
import torch

from layerlab.experiment.document import Experiment
from layerlab.protocol.events import Event
from layerlab.worker.headless import train
from support.golden_experiments import LOSSES
from support.recorded import column, hexadecimal

RECORDED = Path(__file__).with_name("losses.json")


def environment() -> dict[str, str]:
    return {"torch": torch.__version__, "isa": torch.backends.cpu.get_cpu_capability()}


def losses_of(experiment: Experiment, folder: Path, cache: Path) -> list[str]:
    events: list[Event] = []
    # Other devices draw other random numbers.
    experiment = experiment.model_copy(update={"device": "cpu"})
    assert train(experiment, folder=folder, cache=cache, on_event=events.append) is None
    return list(hexadecimal(column(events, "loss")).values())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("name", LOSSES)
def test_losses_are_as_recorded(name: str, tmp_path: Path, cache: Path) -> None:
    recorded = json.loads(RECORDED.read_text())
    losses = losses_of(LOSSES[name], tmp_path / "run", cache)
    expected = recorded["losses"][name]
    if recorded["environment"] == environment():
        assert losses == expected
    else:
        # Another instruction set or release rounds otherwise, and differences grow with the steps.
        values, wanted = ([float.fromhex(loss) for loss in row[:10]] for row in (losses, expected))
        np.testing.assert_allclose(values, wanted, rtol=2e-3)


def record() -> None:
    """Write the losses of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        losses = {name: losses_of(one, root / name, root) for name, one in LOSSES.items()}
    content = {"environment": environment(), "losses": losses}
    RECORDED.write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    record()
