"""What was tried on this machine is told to the experiment's owner."""

from __future__ import annotations

from starlette.testclient import TestClient

from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.experiment.trials import Timing, Trial, Trials
from layerlab.training.compute import Compute
from support.api_house import ApiHouse

FOUND = Trial(
    timings=(
        Timing(compute=Compute(), step_s=0.008),
        Timing(compute=Compute(memory_format="channels_last"), step_s=0.004),
    ),
    samples=64,
)


def test_what_was_tried_is_told(house: ApiHouse, client: TestClient) -> None:
    made = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
    path = f"/api/experiments/{made}/trial"
    cores = house.services.settings.cores
    assert client.get(path).json() == {"ways": [], "cores": cores}
    Trials(house.services.artifacts.cache).keep(lenet5_mnist(), cores, FOUND)
    usual, faster = client.get(path).json()["ways"]
    assert usual == {"threads": 1, "memory_format": "contiguous", "samples_per_s": 8000.0, "taken": False}
    assert faster == {"threads": 1, "memory_format": "channels_last", "samples_per_s": 16000.0, "taken": True}
    assert house.stranger().get(path).status_code == 404


def test_of_a_network_with_problems_nothing_is_known(client: TestClient) -> None:
    document = lenet5_mnist().model_dump(mode="json")
    document["networks"]["classifier"]["edges"] = []
    made = client.post("/api/experiments", json={"document": document}).json()["id"]
    assert client.get(f"/api/experiments/{made}/trial").json()["ways"] == []
