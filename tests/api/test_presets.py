"""What the gallery is told of the ready experiments: what they are, and how long they train on this machine."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from layerlab.experiment.presets import PRESETS
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
LENET_S = 3 * 938 * 0.004
"""Three epochs of 938 steps, in the way that was found fastest."""


def told(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/presets/times").raise_for_status().json()
    return answer


def until_tried(client: TestClient) -> dict[str, Any]:
    while (answer := told(client))["measuring"]:
        pass
    return answer


def test_each_says_where_it_stands_and_what_it_learns_from(client: TestClient) -> None:
    listed = {preset["id"]: preset for preset in client.get("/api/presets").json()}
    lenet, published = listed["lenet5_mnist"], listed["resnet18"]
    assert (lenet["lesson"], lenet["dataset"], lenet["published"]) == ("cnn", "mnist", False)
    assert (published["lesson"], published["published"]) == ("cnn", True)
    assert listed["moons"]["lesson"] == "mlp"


def test_a_time_is_told_when_it_was_measured_and_never_before(house: ApiHouse, client: TestClient) -> None:
    cores = house.services.settings.cores
    assert until_tried(client)["seconds"] == {}
    Trials(house.services.artifacts.cache).keep(lenet5_mnist(), cores, FOUND)
    house.services.preset_clock._rests_until = 0
    answer = told(client)
    assert answer["seconds"]["lenet5_mnist"] == pytest.approx(LENET_S)
    assert "moons" not in answer["seconds"]
    assert answer["cores"] == cores


def test_who_looks_sets_off_the_trials_that_are_missing_once(house: ApiHouse, client: TestClient) -> None:
    """Published networks have nothing to train on, and what was tried in vain is not tried again."""
    house.engine.is_idle = True
    Trials(house.services.artifacts.cache).keep(lenet5_mnist(), house.services.settings.cores, FOUND)
    until_tried(client)
    tried = {json.loads(document)["title"] for document in house.engine.tried}
    wanted = {preset.title["en"] for preset in PRESETS.values() if not preset.published}
    assert tried <= wanted - {"LeNet-5 on MNIST"}
    assert {"Two moons", "Diabetes", "GAN on a ring"} <= tried
    assert until_tried(client)["seconds"]["lenet5_mnist"] == pytest.approx(LENET_S)
    # Of a comparison each variant, which has its title.
    assert len(house.engine.tried) == len(set(house.engine.tried))


def test_while_something_trains_nothing_is_tried(
    house: ApiHouse, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_tried(client)
    until_tried(client)
    assert len(house.engine.tried) == 1, "the engine refused the first"
    monkeypatch.setattr(time, "monotonic", lambda: 10**9)
    until_tried(client)
    assert len(house.engine.tried) == 2, "and is asked again by who looks later"


def test_with_trials_switched_off_nothing_is_tried(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, tries=False)
    with house.local() as client:
        assert told(client) == {"seconds": {}, "measuring": False, "cores": 1, "gpu": told(client)["gpu"]}
    assert house.engine.tried == []


def test_the_picture_of_a_preset(client: TestClient) -> None:
    assert client.get("/api/presets/resnet18/picture").status_code == 204
    assert client.get("/api/presets/nothing/picture").status_code == 404
    answer = client.get("/api/presets/moons/picture")
    assert answer.headers["content-type"] == "application/msgpack"
    assert len(answer.content) > 1_000
